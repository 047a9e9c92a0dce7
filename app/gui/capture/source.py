"""Where pictures come from: a camera, or a file in its place."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final, Protocol

from PySide6.QtCore import QObject, Qt, QThread
from PySide6.QtMultimedia import QCamera, QMediaCaptureSession, QVideoFrame, QVideoSink

from app.capture.clock import CaptureClock
from app.capture.formats import CameraFormat
from app.gui.capture.cameras import Camera, device_of
from app.gui.capture.frames import picture_of
from core.errors import VideoError
from core.types import Frame
from core.video import VideoFile
from core.video.camera_picture import CameraPicture, Coding

TakePicture = Callable[[CameraPicture], None]
"""Takes a picture, in whatever thread it comes, and returns at once."""

TellProblem = Callable[[str], None]
"""Takes a sentence for the user, in whatever thread it comes."""

CAMERA_BUSY: Final = (
    "The camera {name} cannot be used: close other programs that use it, or plug it in again."
)
FILE_STEP_S: Final = 1 / 30
"""Between the last picture of a file and its first when it is played again."""


class PictureSource(Protocol):
    """Something that delivers pictures."""

    @property
    def name(self) -> str:
        """What people call it."""

    def is_available(self) -> bool:
        """Whether `start` can be expected to work."""

    def start(self, take: TakePicture, tell: TellProblem) -> None:
        """Deliver pictures to `take` until `stop`; what goes wrong is told to `tell`."""

    def stop(self) -> None:
        """Deliver nothing any more once this returns; no thread is left behind."""


class CameraSource:
    """A real camera.

    Args:
        camera: Which one.
        chosen: One of its formats, None for what the camera does by itself.
    """

    def __init__(self, camera: Camera, chosen: CameraFormat | None) -> None:
        self._camera = camera
        self._chosen = chosen
        self._thread: PipelineThread | None = None

    @property
    def name(self) -> str:
        """The maker's name of the camera."""
        return self._camera.name

    def is_available(self) -> bool:
        """Whether it is plugged in."""
        return device_of(self._camera.id, self._camera.name) is not None

    def start(self, take: TakePicture, tell: TellProblem) -> None:
        """See `PictureSource`."""
        self._thread = PipelineThread(lambda session: self._plug(session, tell), take)
        self._thread.start()

    def stop(self) -> None:
        """See `PictureSource`."""
        if self._thread is not None:
            self._thread.quit()
            self._thread.wait()
            self._thread = None

    def _plug(self, session: QMediaCaptureSession, tell: TellProblem) -> QCamera | None:
        """Switch the camera on, in the thread of its pictures."""
        device = device_of(self._camera.id, self._camera.name)
        if device is None:
            tell(CAMERA_BUSY.format(name=self._camera.name))
            return None
        camera, formats = QCamera(device), device.videoFormats()
        if self._chosen is not None and self._chosen.index < len(formats):
            camera.setCameraFormat(formats[self._chosen.index])
        watch_errors(camera, self._camera.name, tell)
        session.setCamera(camera)
        camera.start()
        if camera.error() is not QCamera.Error.NoError:  # before anybody listened
            tell(CAMERA_BUSY.format(name=self._camera.name))
        return camera


class FrameTaker(QObject):
    """Takes the frames of a sink in the thread in which they come.

    Args:
        sink: Where the camera puts its frames.
        take: Who gets the pictures.
    """

    def __init__(self, sink: QVideoSink, take: TakePicture) -> None:
        super().__init__()
        self._take = take
        self._clock = CaptureClock()
        sink.videoFrameChanged.connect(self._on_frame, Qt.ConnectionType.DirectConnection)

    def _on_frame(self, frame: QVideoFrame) -> None:
        if not frame.isValid():
            return
        time_s = self._clock.time_s(frame.startTime(), arrival_s=time.monotonic())
        picture = None if time_s is None else picture_of(frame, time_s=time_s)
        if picture is not None:
            self._take(picture)


class PipelineThread(QThread):
    """Runs a pipeline of Qt, from a camera to our pictures, on an event loop of its own.

    On Linux, Qt reads a camera in the thread it lives in, where a busy window would lose pictures.

    Args:
        plug: Connects what gives the frames with the session and gives it back, or None when
            there will be none; called in this thread.
        take: Who gets the pictures.
    """

    def __init__(
        self, plug: Callable[[QMediaCaptureSession], QObject | None], take: TakePicture
    ) -> None:
        super().__init__()
        self._plug = plug
        self._take = take

    def run(self) -> None:
        """Deliver pictures until `quit`."""
        session, sink = QMediaCaptureSession(), QVideoSink()
        taker = FrameTaker(sink, self._take)
        session.setVideoSink(sink)
        feed = self._plug(session)
        if feed is not None:
            self.exec()
        if isinstance(feed, QCamera):
            feed.stop()
        del session, taker, sink, feed  # in this thread, and in this order


def watch_errors(camera: QCamera, name: str, tell: TellProblem) -> None:
    """Tell of a camera that fails, in one sentence.

    Args:
        camera: The running camera.
        name: What people call it.
        tell: Who is told.
    """
    sentence = CAMERA_BUSY.format(name=name)
    camera.errorOccurred.connect(lambda *_: tell(sentence), Qt.ConnectionType.DirectConnection)


class FileSource:
    """Plays a video over and over in place of a camera, to try the program or to show it.

    Args:
        path: The video; never mirrored.
        clock: Monotonic time, which the pictures are put on.
    """

    def __init__(self, path: Path, clock: Callable[[], float] = time.monotonic) -> None:
        self._path = path
        self._clock = clock
        self._stopped = threading.Event()
        self._thread: _FileThread | None = None

    @property
    def name(self) -> str:
        """The name of the file."""
        return self._path.name

    def is_available(self) -> bool:
        """Whether the file is there."""
        return self._path.is_file()

    def start(self, take: TakePicture, tell: TellProblem) -> None:
        """See `PictureSource`."""
        self._stopped.clear()
        self._thread = _FileThread(lambda: self._play(take, tell))
        self._thread.start()

    def stop(self) -> None:
        """See `PictureSource`."""
        self._stopped.set()
        if self._thread is not None:
            self._thread.wait()
            self._thread = None

    def _play(self, take: TakePicture, tell: TellProblem) -> None:
        start_s = self._clock()
        while not self._stopped.is_set():
            time_s = start_s
            try:
                with VideoFile(self._path) as video:
                    for frame in video:
                        time_s = start_s + frame.time_s
                        if self._stopped.wait(max(0.0, time_s - self._clock())):
                            return
                        take(_as_taken(frame, time_s))
            except VideoError as error:
                tell(error.text())
                return
            start_s = time_s + FILE_STEP_S


class _FileThread(QThread):
    def __init__(self, play: Callable[[], None]) -> None:
        super().__init__()
        self._play = play

    def run(self) -> None:
        """Play until told to stop."""
        self._play()


def _as_taken(frame: Frame, time_s: float) -> CameraPicture:
    height_px, width_px = frame.image.shape[:2]
    return CameraPicture(Coding.RGB, width_px, height_px, frame.image.tobytes(), time_s)
