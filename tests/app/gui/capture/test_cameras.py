"""Which cameras there are; Qt's list is stood in for, since no camera can be plugged in here."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from PySide6.QtCore import QByteArray, QSize
from PySide6.QtMultimedia import QCameraFormat, QMediaDevices, QVideoFrameFormat

from app.gui.capture import cameras as cameras_module
from app.gui.capture.cameras import Camera, CameraInUse, CameraList, camera_format, device_of
from assessment.protocol import EXERCISES, ExerciseKind

PixelFormat = QVideoFrameFormat.PixelFormat


@dataclass
class FakeFormat:
    height: int
    rate: float
    coding: PixelFormat = PixelFormat.Format_Jpeg

    def resolution(self):
        return QSize(self.height * 16 // 9, self.height)

    def pixelFormat(self):  # noqa: N802 - as Qt calls it
        return self.coding

    def maxFrameRate(self):  # noqa: N802 - as Qt calls it
        return self.rate


@dataclass
class FakeDevice:
    key: str
    name: str
    formats: tuple = ()
    default: bool = False

    def id(self):
        return QByteArray(self.key.encode())

    def description(self):
        return self.name

    def isDefault(self):  # noqa: N802 - as Qt calls it
        return self.default

    def videoFormats(self):  # noqa: N802 - as Qt calls it
        return list(self.formats)


@pytest.fixture
def plugged(monkeypatch):
    devices = []
    fake = type("Devices", (QMediaDevices,), {"videoInputs": staticmethod(lambda: devices)})
    monkeypatch.setattr(cameras_module, "QMediaDevices", fake)
    return devices


def test_no_camera(qapp):
    assert CameraList().cameras() == ()


def test_cameras_with_their_names_and_formats(qapp, plugged):
    formats = (FakeFormat(720, 30.0), FakeFormat(480, 60.0, PixelFormat.Format_YUYV))
    plugged.append(FakeDevice("/dev/video0", "Kamera ü", formats, default=True))
    plugged.append(FakeDevice("/dev/video2", "Other"))
    first, second = CameraList().cameras()
    assert (first.id, first.name, first.is_default) == ("/dev/video0", "Kamera ü", True)
    assert [(one.height_px, one.is_jpeg, one.index) for one in first.formats] == [
        (720, True, 0),
        (480, False, 1),
    ]
    assert second.format_named("") is None


def test_the_format_that_was_kept_or_the_best(qapp, plugged):
    formats = (FakeFormat(720, 30.0), FakeFormat(480, 60.0, PixelFormat.Format_YUYV))
    plugged.append(FakeDevice("a", "A", formats))
    (camera,) = CameraList().cameras()
    assert camera.format_named("853x480@60 raw").height_px == 480
    assert camera.format_named("").height_px == 720
    assert camera.format_named("gone").height_px == 720


def test_a_format_without_a_pixel_format_cannot_be_recorded(qapp):
    assert not camera_format(QCameraFormat(), 0).is_supported


def test_plugging_is_told(qtbot, plugged):
    found = CameraList()
    told = []
    found.changed.connect(lambda: told.append([camera.name for camera in found.cameras()]))
    plugged.append(FakeDevice("a", "Desk cam"))
    found._devices.videoInputsChanged.emit()
    assert told == [["Desk cam"]]


def test_a_camera_plugged_in_again_is_known_by_its_name(qapp, plugged):
    plugged.append(FakeDevice("/dev/video0", "Other"))
    plugged.append(FakeDevice("/dev/video1", "Desk cam"))
    assert device_of("/dev/video0", "Desk cam").key == "/dev/video0"
    assert device_of("/dev/video9", "Desk cam").key == "/dev/video1"
    assert device_of("/dev/video9", "Gone") is None


def test_blinks_are_recorded_in_the_fastest_format_and_expressions_in_the_chosen_one():
    slow, fast = (
        camera_format(FakeFormat(720, rate), index) for index, rate in enumerate((30.0, 120.0))
    )
    in_use = CameraInUse(Camera("1", "webcam", True, (slow, fast)), slow, slow)
    assert in_use.blink_rate_hz == 120.0
    assert in_use.format_for(EXERCISES["smile_open"]) == slow
    blink = next(one for one in EXERCISES.values() if one.kind is ExerciseKind.BLINK)
    assert in_use.format_for(blink) == fast


def test_a_camera_too_slow_for_blinks_keeps_its_format():
    slow = camera_format(FakeFormat(720, 30.0), 0)
    in_use = CameraInUse(Camera("1", "webcam", True, (slow,)), slow, slow)
    assert in_use.blink_rate_hz is None
    assert all(in_use.format_for(one) == slow for one in EXERCISES.values())
