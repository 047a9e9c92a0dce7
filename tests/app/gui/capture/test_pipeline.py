"""Capture through a real pipeline of QtMultimedia, in real time, with a real event loop."""

from __future__ import annotations

import threading
import time
from itertools import pairwise

import numpy as np
import pytest
from PySide6.QtCore import QSize
from PySide6.QtMultimedia import QVideoFrame, QVideoFrameFormat, QVideoFrameInput

from app.capture.steps import Phase
from app.gui.capture.session import CaptureSession
from app.gui.capture.source import PipelineThread
from core.progress import CancelToken, ignore_progress
from core.video import VideoFile
from tests.app.gui.capture.scripted import ScriptedTracker, make_spool

SIZE = QSize(320, 240)
STEP_MS = 33
MATROSKA_STEP_S = 0.002
"""Times are kept in whole milliseconds."""

FORMAT = QVideoFrameFormat(SIZE, QVideoFrameFormat.PixelFormat.Format_YUV420P)


def frame(number, time_s):
    """Grey of its own, dated by the camera."""
    made = QVideoFrame(FORMAT)
    assert made.map(QVideoFrame.MapMode.WriteOnly)
    for plane in range(made.planeCount()):
        level = 40 + number % 150 if plane == 0 else 128
        np.frombuffer(made.bits(plane), np.uint8)[:] = level
    made.unmap()
    made.setStartTime(round(time_s * 1e6))
    return made


class PluggedCamera:
    """What a camera is to Qt, but for the device: frames that are put into a capture session."""

    name = "Plugged"

    def __init__(self):
        self.plugged_in, self.flowing = threading.Event(), threading.Event()
        self.plugged_in.set()
        self.flowing.set()
        self.starts, self.sent_s = 0, []
        self._thread = None

    def is_available(self):
        return self.plugged_in.is_set()

    def start(self, take, tell):
        self.starts += 1
        self._thread = PipelineThread(self._plug, take)
        self._thread.start()

    def stop(self):
        if self._thread is not None:
            self._thread.quit()
            self._thread.wait()
            self._thread = None

    def _plug(self, session):
        """In the thread of the pipeline, as a camera would."""
        feed = Feed(self)
        session.setVideoFrameInput(feed)
        feed.startTimer(STEP_MS)
        return feed


class Feed(QVideoFrameInput):
    """Sends a frame at every step, as long as it flows and is plugged in."""

    def __init__(self, camera):
        super().__init__()
        self._camera = camera

    def timerEvent(self, event):  # noqa: N802 - Qt's name
        camera, session = self._camera, self.captureSession()
        if session is None:
            return
        if not camera.plugged_in.is_set():
            session.setVideoFrameInput(None)
        elif camera.flowing.is_set():
            now_s = time.monotonic()
            if self.sendVideoFrame(frame(len(camera.sent_s), now_s)):
                camera.sent_s.append(now_s)


@pytest.fixture
def camera():
    return PluggedCamera()


@pytest.fixture
def capture(qtbot, tmp_path, camera):
    """A session on the clock on the wall."""
    spool = make_spool(tmp_path / "unfinished", "rest")
    session = CaptureSession(camera, spool, tracker=ScriptedTracker("none"))
    session.start()
    session.confirm_side("Dr Example")
    yield session
    session.leave()
    session.wait()


def recorded_times_s(session):
    session.leave()
    session.wait()
    session._spool.adopt_open_take()
    (video,) = session._spool.videos(progress=ignore_progress, cancel=CancelToken())
    with VideoFile(video.path) as file:
        return [taken.time_s for taken in file]


def test_every_frame_of_the_pipeline_is_taken_once_and_in_order(qtbot, camera):
    taken = []
    camera.start(taken.append, lambda sentence: None)
    qtbot.waitUntil(lambda: len(taken) >= 60)
    camera.stop()
    taken_s = [picture.time_s for picture in taken[:60]]
    np.testing.assert_allclose(np.diff(taken_s), np.diff(camera.sent_s[:60]), atol=1e-5)
    levels = [np.frombuffer(picture.data, np.uint8)[0] for picture in taken[:60]]
    assert levels == [40 + number for number in range(60)]


def test_an_exercise_is_shown_judged_and_recorded(qtbot, capture, camera):
    with qtbot.waitSignals([capture.live_picture, capture.lights_changed]):
        pass
    capture.begin(anyway=True)
    with qtbot.waitSignal(capture.finished):
        pass
    qtbot.waitUntil(lambda: bool(capture._spool.recorded))
    (take,) = capture._spool.draft.takes
    assert (take.dropped_count, take.damaged_count) == (0, 0)
    recorded_s, sent_s = np.array(recorded_times_s(capture)), np.array(camera.sent_s)
    assert recorded_s[-1] == pytest.approx(5.0, abs=1.0)
    count = len(recorded_s)
    away_s = [
        np.abs(sent_s[first : first + count] - sent_s[first] - recorded_s).max()
        for first in range(len(sent_s) - count + 1)
    ]
    assert min(away_s) < MATROSKA_STEP_S  # no frame is missing between the first and the last


@pytest.mark.parametrize("unplugged", [False, True])
def test_frames_that_stop_are_noticed_and_nothing_recorded_is_lost(
    qtbot, capture, camera, unplugged
):
    with qtbot.waitSignal(capture.live_picture):
        capture.set_tracker(None)
    capture.begin(anyway=True)
    qtbot.waitUntil(lambda: capture._recording.written.count >= 30)
    with qtbot.waitSignal(capture.lost):
        (camera.plugged_in if unplugged else camera.flowing).clear()
    assert capture.cue.phase is Phase.PAUSED
    kept = capture._recording.written.count
    assert kept >= 30
    starts = camera.starts
    with qtbot.waitSignal(capture.found):
        (camera.plugged_in if unplugged else camera.flowing).set()
    assert (camera.starts > starts) or not unplugged
    with qtbot.waitSignal(capture.finished):
        pass
    qtbot.waitUntil(lambda: bool(capture._spool.recorded))
    times_s = recorded_times_s(capture)
    steps_s = [later - earlier for earlier, later in pairwise(times_s)]
    gap = steps_s.index(max(steps_s))
    assert steps_s[gap] > 1.0
    assert gap + 1 >= kept
    assert times_s[-1] - times_s[gap + 1] == pytest.approx(5.0, abs=1.0)
