"""The cameras that are plugged in, by name, and the formats they offer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtMultimedia import QCameraDevice, QCameraFormat, QMediaDevices, QVideoFrameFormat

from app.capture.formats import CameraFormat, best_format, blink_format
from assessment.protocol import Exercise, ExerciseKind

NO_CAMERA: Final = "No camera is connected: plug one in, or open video files instead."


@dataclass(frozen=True, slots=True)
class Camera:
    """A camera that is plugged in.

    Attributes:
        id: Stays the same while the camera stays plugged in.
        name: What its maker calls it.
        is_default: The system's choice.
        formats: What it offers.
    """

    id: str
    name: str
    is_default: bool
    formats: tuple[CameraFormat, ...]

    def format_named(self, key: str) -> CameraFormat | None:
        """The format kept under `key`, else the best one; None when none can be recorded."""
        kept = (one for one in self.formats if one.is_supported and one.key == key)
        return next(kept, best_format(self.formats))


@dataclass(frozen=True, slots=True)
class CameraInUse:
    """A camera that a visit is recorded with.

    Attributes:
        camera: Which.
        usual: The format chosen for it.
        current: The one it runs in.
    """

    camera: Camera
    usual: CameraFormat | None
    current: CameraFormat | None

    @property
    def blink_rate_hz(self) -> float | None:
        """The rate in which blinks are recorded, None where the camera is too slow for them."""
        fast = blink_format(self.camera.formats)
        return fast.rate_hz if fast else None

    def format_for(self, exercise: Exercise) -> CameraFormat | None:
        """Blinks need a faster format than expressions, where the camera has one."""
        fast = blink_format(self.camera.formats)
        return fast or self.usual if exercise.kind is ExerciseKind.BLINK else self.usual


class CameraList(QObject):
    """Which cameras there are.

    Signals:
        changed: One was plugged in or out.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._devices = QMediaDevices(self)
        self._devices.videoInputsChanged.connect(self.changed)

    def cameras(self) -> tuple[Camera, ...]:
        """Those plugged in now, in the system's order."""
        return tuple(_camera(device) for device in QMediaDevices.videoInputs())


def device_of(camera_id: str, name: str) -> QCameraDevice | None:
    """The device with this id, else one of this name: plugged in again it may get another id."""
    devices = QMediaDevices.videoInputs()
    same_id = (device for device in devices if _text(device) == camera_id)
    same_name = (device for device in devices if device.description() == name)
    return next(same_id, next(same_name, None))


def camera_format(given: QCameraFormat, index: int) -> CameraFormat:
    """A format of Qt in our terms.

    Args:
        given: The format.
        index: Its place in the device's list.
    """
    size, coding = given.resolution(), given.pixelFormat()
    return CameraFormat(
        width_px=size.width(),
        height_px=size.height(),
        rate_hz=given.maxFrameRate(),
        is_jpeg=coding is QVideoFrameFormat.PixelFormat.Format_Jpeg,
        is_supported=coding is not QVideoFrameFormat.PixelFormat.Format_Invalid,
        index=index,
    )


def _camera(device: QCameraDevice) -> Camera:
    formats = device.videoFormats()
    return Camera(
        id=_text(device),
        name=device.description(),
        is_default=device.isDefault(),
        formats=tuple(camera_format(given, index) for index, given in enumerate(formats)),
    )


def _text(device: QCameraDevice) -> str:
    return bytes(device.id().data()).decode("utf-8", "replace")
