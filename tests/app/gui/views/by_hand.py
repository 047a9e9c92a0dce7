"""A camera and a clock worked by hand, a tracker and an examiner that know the answer."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent

from core.video import VideoFile
from core.video.camera_picture import CameraPicture, Coding
from core.video.writer import VideoWriter

SIZE_PX = (64, 48)


class Clock:
    def __init__(self):
        self.now_s = 100.0

    def __call__(self):
        return self.now_s


class Hand:
    """A source whose pictures come when the test says so."""

    name = "test camera"

    def __init__(self, clock):
        self._clock = clock
        self._take = None

    def is_available(self):
        return True

    def start(self, take, tell):
        self._take, self.tell = take, tell

    def stop(self):
        self._take = None

    def picture(self):
        width_px, height_px = SIZE_PX
        grey = np.full((height_px, width_px, 3), 90, np.uint8).tobytes()
        self._take(CameraPicture(Coding.RGB, width_px, height_px, grey, self._clock.now_s))


class Finds:
    """Finds this in every picture."""

    def __init__(self, landmarks):
        self._landmarks = landmarks

    def track(self, frame):
        return self._landmarks


class FakeExaminer:
    """Stores the visit without looking at the pictures; fails when told to."""

    def __init__(self, error=None):
        self.error = error
        self.videos = ()

    def live_tracker(self):
        return None

    def examine(self, library, patient, visit, videos, *, progress, cancel):
        cancel.check()
        self.videos = tuple(videos)
        for video in videos:
            with VideoFile(video.path) as film:
                assert sum(1 for _ in film) > 0
        if self.error is not None:
            raise self.error
        library.add_visit(visit, [])
        return library.visits.find(visit.id)


def let_pass(model, source, clock, pictures, *, step_s=0.1):
    """Time passes before a camera that gives pictures."""
    for _ in range(pictures):
        clock.now_s += step_s
        source.picture()
        model.session.tick()


def record_rest(qtbot, model, view, source, clock):
    """Click through the one exercise."""
    qtbot.mouseClick(view.running.confirm, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(view.running.anyway, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(model.session.exercise_finished):
        let_pass(model, source, clock, 120)


def film(path):
    """A video of three grey pictures."""
    with VideoWriter(path, size_px=SIZE_PX) as video:
        for number in range(3):
            image = np.full((SIZE_PX[1], SIZE_PX[0], 3), 60, np.uint8)
            video.write(image, time_s=number / 30)


def drop(start, paths):
    """Let files fall on the start screen of the capture."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    place = QPointF(5, 5)
    start.dropEvent(QDropEvent(place, Qt.DropAction.CopyAction, mime, buttons, keys))
