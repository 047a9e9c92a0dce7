"""A camera that is not there: a short video as a camera of today delivers it, for benchmarks."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Final

import cv2
import numpy as np

from core.types import ImageArray
from core.video import VideoFile
from core.video.camera_picture import CameraPicture, Coding

WIDTH_PX: Final = 1280
HEIGHT_PX: Final = 720
RATE_HZ: Final = 30.0
_JPEG_QUALITY: Final = (cv2.IMWRITE_JPEG_QUALITY, 90)


class SyntheticCamera:
    """Delivers JPEG pictures of 1280 x 720 at 30 Hz, over and over; a `PictureSource`.

    Args:
        path: A video; its pictures are read and coded at once.

    Raises:
        VideoError: It cannot be read.
    """

    name: Final = "Synthetic camera"

    def __init__(self, path: Path) -> None:
        self._pictures = _coded(path)
        self._stopped = threading.Event()
        self._thread: threading.Thread | None = None

    def is_available(self) -> bool:
        """It always is."""
        return True

    def start(self, take: Callable[[CameraPicture], None], _tell: Callable[[str], None]) -> None:
        """Deliver pictures to `take` until `stop`; nothing goes wrong that could be told."""
        self._stopped.clear()
        self._thread = threading.Thread(target=self._deliver, args=(take,))
        self._thread.start()

    def stop(self) -> None:
        """Deliver nothing any more once this returns."""
        self._stopped.set()
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    def _deliver(self, take: Callable[[CameraPicture], None]) -> None:
        start_s = time.monotonic()
        for number in count():
            time_s = start_s + number / RATE_HZ
            if self._stopped.wait(max(0.0, time_s - time.monotonic())):
                return
            data = self._pictures[number % len(self._pictures)]
            take(CameraPicture(Coding.JPEG, WIDTH_PX, HEIGHT_PX, data, time_s))


def _coded(path: Path) -> list[bytes]:
    with VideoFile(path) as video:
        return [_jpeg(frame.image) for frame in video]


def _jpeg(rgb: ImageArray) -> bytes:
    """The picture as JPEG, as high as the camera's and in the middle of a grey one."""
    height_px, width_px = rgb.shape[:2]
    small_px = round(width_px * HEIGHT_PX / height_px)
    small = cv2.resize(rgb, (small_px, HEIGHT_PX), interpolation=cv2.INTER_AREA)
    whole = np.full((HEIGHT_PX, WIDTH_PX, 3), 128, np.uint8)
    left_px = (WIDTH_PX - small_px) // 2
    whole[:, left_px : left_px + small_px] = small
    _, coded = cv2.imencode(".jpg", cv2.cvtColor(whole, cv2.COLOR_RGB2BGR), _JPEG_QUALITY)
    return coded.tobytes()
