"""Videos in which nobody is recognised: the face as a coarse mosaic, or as drawn landmarks alone.

They hold pictures and their times and nothing else: no sound, no name, no date.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Final

import cv2
import numpy as np

from assessment.gating import MINIMUM_CONFIDENCE
from assessment.report.theme import SIDE_COLOUR
from core.crop import CropBox, crop_box_of
from core.landmarks import INNER_51, OUTLINES, Side, side_of
from core.progress import CancelToken, Progress
from core.types import POINT_COUNT, FloatArray, Frame, ImageArray, LandmarkSequence
from core.video import VideoWriter

HIDDEN_SCALE: Final = 2.0
"""Side of the hidden square over the larger side of the landmarks' box: hair and ears too
(default)."""

CELLS: Final = 8
"""Cells of the mosaic along the hidden square, of which about four lie across the face (default).
They move with the face, so that many pictures together tell no more than one."""

GROUND: Final = 255
_LINE_PX: Final = 1
_DOT_SHARE: Final = 0.004
_SUBPIXEL_BITS: Final = 4


def write_hidden_face(
    frames: Iterable[Frame],
    landmarks: LandmarkSequence,
    path: Path,
    *,
    progress: Progress,
    cancel: CancelToken,
) -> None:
    """Write a clip as MP4 with the patient's face as a coarse mosaic.

    A picture in which the face was not found, or not surely, is a mosaic as a whole. Other people
    in the picture are not hidden.

    Args:
        frames: The pictures of the clip, as they were analysed.
        landmarks: What was found in them.
        path: The file to write, `.mp4`.
        progress: Told the pictures done.
        cancel: Checked before every picture.

    Raises:
        VideoError: The clip cannot be decoded, or the file cannot be written.
        Cancelled: `cancel` was set; no file is left.
    """
    boxes = _sure_boxes(landmarks)
    width, height = _even(landmarks.frame_size_px)
    with VideoWriter(path, size_px=(width, height)) as writer:
        for frame in frames:
            cancel.check()
            picture = frame.image[:height, :width].copy()
            _hide(picture, boxes.get(frame.index))
            writer.write(picture, time_s=frame.time_s)
            progress(frame.index + 1, len(landmarks.frame_times_s), "Hiding the face")


def write_drawing(
    landmarks: LandmarkSequence, path: Path, *, progress: Progress, cancel: CancelToken
) -> None:
    """Write the landmarks of a clip as MP4: points and lines on a plain ground.

    Right and left have the colours of the report; a picture without a face is empty.

    Args:
        landmarks: The landmarks.
        path: The file to write, `.mp4`.
        progress: Told the pictures done.
        cancel: Checked before every picture.

    Raises:
        VideoError: The file cannot be written.
        Cancelled: `cancel` was set; no file is left.
    """
    rows = {int(frame): row for row, frame in enumerate(landmarks.frame_index)}
    width, height = _even(landmarks.frame_size_px)
    total = len(landmarks.frame_times_s)
    with VideoWriter(path, size_px=(width, height)) as writer:
        for index, time_s in enumerate(landmarks.frame_times_s.tolist()):
            cancel.check()
            picture: ImageArray = np.full((height, width, 3), GROUND, dtype=np.uint8)
            if index in rows:
                _draw(picture, landmarks.points_px[rows[index], :, :2])
            writer.write(picture, time_s=time_s)
            progress(index + 1, total, "Drawing the landmarks")


def _sure_boxes(landmarks: LandmarkSequence) -> dict[int, CropBox]:
    """What to hide in each decoded frame in which the network was sure of the face."""
    sureness = landmarks.confidence[:, list(INNER_51)].mean(axis=1)
    return {
        int(landmarks.frame_index[row]): crop_box_of(landmarks.points_px[row], HIDDEN_SCALE)
        for row in np.flatnonzero(sureness >= MINIMUM_CONFIDENCE)
    }


def _hide(picture: ImageArray, box: CropBox | None) -> None:
    """Turn the square, or without one the whole picture, into a mosaic, in place."""
    height, width = picture.shape[:2]
    rows, columns = slice(0, height), slice(0, width)
    if box is not None:
        rows = _span(box.center_y_px, box.side_px, height)
        columns = _span(box.center_x_px, box.side_px, width)
    part = picture[rows, columns]
    if part.size:
        mean = cv2.resize(part, (CELLS, CELLS), interpolation=cv2.INTER_AREA)
        size = (part.shape[1], part.shape[0])
        picture[rows, columns] = cv2.resize(mean, size, interpolation=cv2.INTER_NEAREST)


def _span(center_px: float, side_px: float, length_px: int) -> slice:
    first = int(np.clip(np.floor(center_px - side_px / 2), 0, length_px))
    last = int(np.clip(np.ceil(center_px + side_px / 2) + 1, 0, length_px))
    return slice(first, last)


def _draw(picture: ImageArray, points_px: FloatArray) -> None:
    """Draw lines and points on `picture`; points float64 (68, 2)."""
    scaled = np.round(points_px * (1 << _SUBPIXEL_BITS)).astype(np.int32)
    for line in OUTLINES:
        cv2.polylines(
            picture,
            [scaled[list(line)]],
            isClosed=False,
            color=_rgb(Side.MIDLINE),
            thickness=_LINE_PX,
            lineType=cv2.LINE_AA,
            shift=_SUBPIXEL_BITS,
        )
    radius = max(1.0, _DOT_SHARE * max(picture.shape)) * (1 << _SUBPIXEL_BITS)
    for point in range(POINT_COUNT):
        x, y = scaled[point].tolist()
        cv2.circle(
            picture,
            (x, y),
            round(radius),
            _rgb(side_of(point)),
            thickness=cv2.FILLED,
            lineType=cv2.LINE_AA,
            shift=_SUBPIXEL_BITS,
        )


def _rgb(side: Side) -> tuple[int, int, int]:
    red, green, blue = SIDE_COLOUR[side].rgb()
    return round(255 * red), round(255 * green), round(255 * blue)


def _even(size_px: tuple[int, int]) -> tuple[int, int]:
    """The largest even size within `size_px`, as H.264 wants it."""
    width, height = size_px
    return width - width % 2, height - height % 2
