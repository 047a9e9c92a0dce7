"""Qt's video frames become camera pictures without a change of any byte that counts."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage
from PySide6.QtMultimedia import QVideoFrame, QVideoFrameFormat

from app.gui.capture.frames import CODINGS, picture_of
from core.video.camera_picture import Coding, PictureDecoder
from tests.core.video.recorded_pictures import camera_picture, grey_of

FORMATS = {coding: pixel_format for pixel_format, coding in CODINGS.items()}
Format = QVideoFrameFormat.PixelFormat


def qt_frame(picture, pixel_format, *, full_range=True):
    """A frame of Qt with the content of a camera picture, padded as Qt pads."""
    frame_format = QVideoFrameFormat(QSize(picture.width_px, picture.height_px), pixel_format)
    if full_range:
        frame_format.setColorRange(QVideoFrameFormat.ColorRange.ColorRange_Full)
    frame = QVideoFrame(frame_format)
    assert frame.map(QVideoFrame.MapMode.WriteOnly)
    at = 0
    for index in range(frame.planeCount()):
        target = np.frombuffer(frame.bits(index), np.uint8)
        row_bytes, rows = plane_size(picture, index)
        stride = frame.bytesPerLine(index)
        assert stride > row_bytes  # or the padding would not be tested
        content = np.frombuffer(picture.data, np.uint8)[at : at + rows * row_bytes]
        target[: rows * stride].reshape(rows, stride)[:, :row_bytes] = content.reshape(rows, -1)
        at += rows * row_bytes
    frame.unmap()
    return frame


def plane_size(picture, index):
    width, height = picture.width_px, picture.height_px
    if picture.coding is Coding.YUYV:
        return 2 * width, height
    if picture.coding is Coding.BGRA:
        return 4 * width, height
    if index == 0:
        return width, height
    return (width if picture.coding is Coding.NV12 else width // 2), height // 2


@pytest.mark.parametrize("coding", [Coding.YUV420P, Coding.NV12, Coding.YUYV, Coding.BGRA])
@pytest.mark.parametrize("full_range", [True, False])
def test_raw_planes_are_taken_over_without_their_padding(coding, full_range):
    image = np.random.default_rng(0).integers(0, 256, (50, 66, 3), dtype=np.uint8)
    given = camera_picture(0, coding=coding, image=image, full_range=full_range)
    taken = picture_of(qt_frame(given, FORMATS[coding], full_range=full_range), time_s=3.5)
    assert (taken.coding, taken.width_px, taken.height_px) == (coding, 66, 50)
    assert taken.data == given.data
    assert (taken.time_s, taken.full_range) == (3.5, full_range)


def test_the_cameras_jpeg_is_taken_over():
    given = camera_picture(2)
    frame = QVideoFrame(QVideoFrameFormat(QSize(64, 48), Format.Format_Jpeg))
    assert frame.map(QVideoFrame.MapMode.WriteOnly)
    np.frombuffer(frame.bits(0), np.uint8)[: len(given.data)] = list(given.data)
    frame.unmap()
    taken = picture_of(frame, time_s=0.0)
    assert taken.data.startswith(given.data)
    assert taken.is_whole
    assert PictureDecoder().rgb(taken).mean() == pytest.approx(grey_of(2), abs=15)


@pytest.mark.qt_log_ignore("No RHI backend")  # the offscreen platform has no graphics
def test_other_formats_become_rgb():
    image = QImage(66, 50, QImage.Format.Format_RGBA8888)
    image.fill(QColor(200, 100, 50))
    frame = QVideoFrame(image)
    assert frame.pixelFormat() not in CODINGS
    taken = picture_of(frame, time_s=0.0)
    assert taken.coding is Coding.RGB
    rgb = PictureDecoder().rgb(taken)
    assert rgb.shape == (50, 66, 3)
    np.testing.assert_allclose(rgb[25, 33], (200, 100, 50), atol=2)


def test_a_frame_that_cannot_be_read_is_left_out():
    assert picture_of(QVideoFrame(), time_s=0.0) is None
