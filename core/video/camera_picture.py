"""One picture as a camera delivers it, before anything is converted."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Final

import av
import numpy as np
from av.video.reformatter import ColorRange

from core.types import ImageArray

_JPEG_START: Final = b"\xff\xd8"
_JPEG_END: Final = b"\xff\xd9"


class Coding(StrEnum):
    """How the bytes of a picture are laid out; raw ones by FFmpeg's name of the pixel format."""

    JPEG = "mjpeg"
    YUV420P = "yuv420p"
    NV12 = "nv12"
    YUYV = "yuyv422"
    BGRA = "bgra"
    RGB = "rgb24"


_BYTES_PER_PIXEL: Final = {
    Coding.YUV420P: Fraction(3, 2),
    Coding.NV12: Fraction(3, 2),
    Coding.YUYV: Fraction(2),
    Coding.BGRA: Fraction(4),
    Coding.RGB: Fraction(3),
}


@dataclass(frozen=True, slots=True, eq=False)
class CameraPicture:
    """A picture and when it was taken.

    Attributes:
        coding: What `data` holds.
        width_px: Width, even for the YUV codings.
        height_px: Height, even for YUV420P and NV12.
        data: The camera's JPEG as it came, or the raw planes one after the other, without padding.
        time_s: When it was taken, on a monotonic clock that all pictures of a session share.
        full_range: Luma of a raw YUV picture runs from 0 to 255, not from 16 to 235.
    """

    coding: Coding
    width_px: int
    height_px: int
    data: bytes
    time_s: float
    full_range: bool = False

    def __post_init__(self) -> None:
        if self.coding is Coding.JPEG:
            return
        wanted = self.width_px * self.height_px * _BYTES_PER_PIXEL[self.coding]
        if len(self.data) != wanted:
            raise ValueError(f"{len(self.data)} bytes in a {self.coding} picture of {wanted}")

    @property
    def is_whole(self) -> bool:
        """False for a JPEG whose start or end is missing, as a disturbed cable leaves it."""
        if self.coding is not Coding.JPEG:
            return True
        return self.data.startswith(_JPEG_START) and self.data.rfind(_JPEG_END) > 0

    @property
    def _shape(self) -> tuple[int, ...]:
        """How PyAV takes the bytes of a raw picture: planes below each other, or interleaved."""
        if self.coding in (Coding.YUV420P, Coding.NV12):
            return self.height_px * 3 // 2, self.width_px
        return self.height_px, self.width_px, int(_BYTES_PER_PIXEL[self.coding])

    def raw_frame(self) -> av.VideoFrame:
        """The raw picture for FFmpeg, tagged with its range.

        Raises:
            ValueError: It is a JPEG.
        """
        if self.coding is Coding.JPEG:
            raise ValueError("a JPEG has no raw planes")
        rows = np.frombuffer(self.data, np.uint8).reshape(self._shape)
        frame = av.VideoFrame.from_ndarray(rows, format=self.coding.value)
        frame.color_range = ColorRange.JPEG if self.full_range else ColorRange.MPEG
        return frame


class PictureDecoder:
    """Turns camera pictures into RGB, by the same decoder that reads recordings."""

    def __init__(self) -> None:
        self._jpeg = av.CodecContext.create("mjpeg", "r")

    def rgb(self, picture: CameraPicture) -> ImageArray | None:
        """uint8 (height, width, 3), or None when the JPEG is damaged."""
        frame = self._decoded(picture)
        if frame is None:
            return None
        return np.asarray(frame.to_ndarray(format="rgb24"), dtype=np.uint8)

    def _decoded(self, picture: CameraPicture) -> av.VideoFrame | None:
        if picture.coding is not Coding.JPEG:
            return picture.raw_frame()
        if not picture.is_whole:
            return None
        try:
            frames = self._jpeg.decode(av.Packet(picture.data))
        except av.FFmpegError:
            return None
        frame = frames[0] if frames else None
        return frame if isinstance(frame, av.VideoFrame) else None
