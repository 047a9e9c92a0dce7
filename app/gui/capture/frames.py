"""From Qt's video frames to camera pictures, without converting what can be kept."""

from __future__ import annotations

from typing import Final

import numpy as np
from PySide6.QtGui import QImage
from PySide6.QtMultimedia import QVideoFrame, QVideoFrameFormat

from core.video.camera_picture import CameraPicture, Coding

_Format = QVideoFrameFormat.PixelFormat

CODINGS: Final = {
    _Format.Format_Jpeg: Coding.JPEG,
    _Format.Format_YUV420P: Coding.YUV420P,
    _Format.Format_NV12: Coding.NV12,
    _Format.Format_YUYV: Coding.YUYV,
    _Format.Format_BGRA8888: Coding.BGRA,
    _Format.Format_BGRX8888: Coding.BGRA,
}
"""Formats whose bytes are taken over as they are; others become RGB."""

_RGB_BYTES: Final = 3


def picture_of(frame: QVideoFrame, *, time_s: float) -> CameraPicture | None:
    """The picture in `frame`, copied; None when the frame holds none that can be read.

    Args:
        frame: As the camera delivered it.
        time_s: When it was taken.
    """
    coding = CODINGS.get(frame.pixelFormat())
    if coding is None:
        return _rgb_picture(frame.toImage(), time_s)
    if not frame.map(QVideoFrame.MapMode.ReadOnly):
        return None
    try:
        planes = [_plane(frame, index, coding) for index in range(frame.planeCount())]
    finally:
        frame.unmap()
    full_range = frame.surfaceFormat().colorRange() is _FULL
    return CameraPicture(
        coding, frame.width(), frame.height(), b"".join(planes), time_s, full_range
    )


_FULL: Final = QVideoFrameFormat.ColorRange.ColorRange_Full


def _plane(frame: QVideoFrame, index: int, coding: Coding) -> bytes:
    """The bytes of a plane without the padding at the end of its rows."""
    data = np.frombuffer(frame.bits(index), np.uint8)
    if coding is Coding.JPEG:
        return data.tobytes()
    rows, row_bytes = _plane_size(frame, index, coding)
    stride = frame.bytesPerLine(index)
    padded = np.zeros(rows * stride, np.uint8)  # a driver may leave out the last row's padding
    padded[: min(len(data), len(padded))] = data[: len(padded)]
    return padded.reshape(rows, stride)[:, :row_bytes].tobytes()


def _plane_size(frame: QVideoFrame, index: int, coding: Coding) -> tuple[int, int]:
    """Rows of a plane and bytes in each."""
    width, height = frame.width(), frame.height()
    if coding is Coding.YUYV:
        return height, 2 * width
    if coding is Coding.BGRA:
        return height, 4 * width
    if index == 0:
        return height, width
    return height // 2, width if coding is Coding.NV12 else width // 2


def _rgb_picture(image: QImage, time_s: float) -> CameraPicture | None:
    if image.isNull():
        return None
    image = image.convertToFormat(QImage.Format.Format_RGB888)
    stride = image.bytesPerLine()
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), stride)
    data = rows[:, : _RGB_BYTES * image.width()].tobytes()
    return CameraPicture(Coding.RGB, image.width(), image.height(), data, time_s)
