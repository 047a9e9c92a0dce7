"""The threads that show and follow the face live: always the newest picture, never a queue."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Generic, Protocol, TypeVar

import cv2
import numpy as np
from PySide6.QtCore import QObject, Qt, QThread, Signal
from PySide6.QtGui import QImage

from app.capture.carrying import FacePatch
from app.capture.quality import Lights, judge
from assessment.protocol import EXERCISES, REST_ID, Exercise
from core.errors import FaceError
from core.types import FloatArray, Frame, ImageArray, Landmarks
from core.video.camera_picture import CameraPicture, PictureDecoder

PREVIEW_HEIGHT_PX: Final = 720
"""The preview is shown no larger (default); landmarks are found in the whole picture."""

CARRIED_S: Final = 1.0
"""How much newer than the landmarks a picture may be that they are carried to (default)."""

_RGB_BYTES: Final = 3

T = TypeVar("T")


class LiveTracker(Protocol):
    """Follows the face from picture to picture."""

    def track(self, frame: Frame) -> Landmarks | None:
        """The landmarks of the next picture, or None when no face is sure.

        Raises:
            FaceError: It is not clear whose face to follow.
        """


@dataclass(frozen=True, slots=True, eq=False)
class LiveReading:
    """What was seen in one picture.

    Attributes:
        landmarks: The face, in pixels of the camera's picture, not of the preview.
        lights: How good the picture is.
        patch: The face as far as needed to carry the landmarks on; None without a face.
        size_px: Width and height of the camera's picture.
        mirrored: The camera's picture was swapped back.
        time_s: When it was taken, on the session's clock.
        latency_s: From then until now.
    """

    landmarks: Landmarks | None
    lights: Lights
    patch: FacePatch | None
    size_px: tuple[int, int]
    mirrored: bool
    time_s: float
    latency_s: float


@dataclass(frozen=True, slots=True, eq=False)
class LivePicture:
    """A picture for the screen and the landmarks that belong to it.

    Attributes:
        image: RGB, not mirrored.
        points: float64 (68, 2), NaN where nobody can tell where a landmark is: x and y over width
            and height of the picture, from its upper left corner; None when none are known.
    """

    image: QImage
    points: FloatArray | None


class Mailbox(Generic[T]):
    """Holds one item: a newer one takes its place. One thread puts, another takes."""

    def __init__(self) -> None:
        self._item: T | None = None
        self._closed = False
        self._changed = threading.Condition()

    def put(self, item: T) -> None:
        """Leave an item; one that was not taken is forgotten."""
        with self._changed:
            self._item = item
            self._changed.notify()

    def take(self) -> T | None:
        """Wait for an item; None once the box is closed."""
        with self._changed:
            self._changed.wait_for(lambda: self._closed or self._item is not None)
            item, self._item = self._item, None
            return None if self._closed else item

    def close(self) -> None:
        """Whoever waits gets None from here on."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()


@dataclass(frozen=True, slots=True, eq=False)
class _Seen:
    """A decoded picture on its way to the tracker."""

    frame: Frame
    times_s: tuple[float, ...]
    mirrored: bool


class TrackerThread(QThread):
    """Finds landmarks and judges the picture, as fast as the machine allows.

    Signals:
        reading: A `LiveReading`.
    """

    reading = Signal(object)

    def __init__(self, clock: Callable[[], float], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.exercise: Exercise = EXERCISES[REST_ID]
        self.tracker: LiveTracker | None = None
        self._clock = clock
        self._box: Mailbox[_Seen] = Mailbox()

    def put(self, seen: _Seen) -> None:
        """Look at this picture next."""
        if self.tracker is not None:
            self._box.put(seen)

    def leave(self) -> None:
        """Finish the picture at hand and end; nobody waits for it here."""
        self._box.close()

    def run(self) -> None:
        """Work until `leave`."""
        while (seen := self._box.take()) is not None:
            if self.tracker is not None:
                self.reading.emit(self._read(self.tracker, seen))

    def _read(self, tracker: LiveTracker, seen: _Seen) -> LiveReading:
        frame, several = seen.frame, False
        try:
            landmarks = tracker.track(frame)
        except FaceError:
            landmarks, several = None, True
        lights = judge(
            frame, landmarks, seen.times_s, exercise=self.exercise, several_faces=several
        )
        height_px, width_px = frame.image.shape[:2]
        return LiveReading(
            landmarks=landmarks,
            lights=lights,
            patch=FacePatch.of(frame.image, landmarks.points_px) if landmarks else None,
            size_px=(width_px, height_px),
            mirrored=seen.mirrored,
            time_s=frame.time_s,
            latency_s=self._clock() - frame.time_s,
        )


class PreviewThread(QThread):
    """Decodes pictures for the screen and hands them on to the tracker.

    The landmarks shown are those of the newest reading, carried along with the picture.

    Attributes:
        mirrored: The camera delivers a mirror image, which is swapped back here.

    Signals:
        ready: `picture` has one that was not fetched yet.
    """

    ready = Signal()

    def __init__(self, tracker: TrackerThread, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tracker = tracker
        self._box: Mailbox[tuple[CameraPicture, tuple[float, ...]]] = Mailbox()
        self.mirrored = False
        self._reading: LiveReading | None = None
        self._picture: LivePicture | None = None
        self._fetching = threading.Lock()
        tracker.reading.connect(self._take_reading, Qt.ConnectionType.DirectConnection)

    def put(self, picture: CameraPicture, times_s: tuple[float, ...]) -> None:
        """Show this picture next.

        Args:
            picture: From the camera.
            times_s: When the last pictures were taken, oldest first.
        """
        self._box.put((picture, times_s))

    def picture(self) -> LivePicture | None:
        """The newest picture; None when it was fetched already."""
        with self._fetching:
            picture, self._picture = self._picture, None
            return picture

    def leave(self) -> None:
        """Finish the picture at hand and end; nobody waits for it here."""
        self._box.close()

    def run(self) -> None:
        """Work until `leave`."""
        decoder = PictureDecoder()
        index = 0
        while (item := self._box.take()) is not None:
            picture, times_s = item
            rgb = decoder.rgb(picture)
            if rgb is None:
                continue
            mirrored = self.mirrored
            if mirrored:
                rgb = np.ascontiguousarray(rgb[:, ::-1])
            frame = Frame(rgb, picture.time_s, index)
            self._show(LivePicture(preview_image(rgb), self._carried(frame, mirrored=mirrored)))
            self._tracker.put(_Seen(frame, times_s, mirrored))
            index += 1

    def _take_reading(self, reading: LiveReading) -> None:
        """In the thread of the tracker."""
        self._reading = reading

    def _carried(self, frame: Frame, *, mirrored: bool) -> FloatArray | None:
        """The landmarks in this picture, see `LivePicture.points`."""
        reading = self._reading
        if reading is None or reading.patch is None or reading.mirrored is not mirrored:
            return None
        height_px, width_px = frame.image.shape[:2]
        is_near = frame.time_s - reading.time_s <= CARRIED_S
        if not is_near or reading.size_px != (width_px, height_px):
            return None
        points_px = reading.patch.carried_to(frame.image)
        if points_px is None:
            return None
        return (points_px + 0.5) / (width_px, height_px)

    def _show(self, picture: LivePicture) -> None:
        with self._fetching:
            is_fetched, self._picture = self._picture is None, picture
        if is_fetched:  # otherwise the window is still to come for the last one
            self.ready.emit()


def preview_image(rgb: ImageArray) -> QImage:
    """The picture for the screen.

    Args:
        rgb: uint8 (height, width, 3).
    """
    height_px, width_px = rgb.shape[:2]
    if height_px > PREVIEW_HEIGHT_PX:
        width_px = round(width_px * PREVIEW_HEIGHT_PX / height_px)
        height_px = PREVIEW_HEIGHT_PX
        small = cv2.resize(rgb, (width_px, height_px), interpolation=cv2.INTER_LINEAR)
        rgb = np.asarray(small, dtype=np.uint8)
    rgb = np.ascontiguousarray(rgb)  # a decoder may leave gaps behind the rows
    image = QImage(
        rgb.data, width_px, height_px, _RGB_BYTES * width_px, QImage.Format.Format_RGB888
    )
    return image.copy()  # the image would not keep `rgb` alive
