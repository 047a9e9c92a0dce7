"""A capture session with a scripted camera, clock and face, and what it told."""

from __future__ import annotations

import math

from app.gui.capture.recording import MOST_WAITING
from app.gui.capture.session import CaptureSession
from core.progress import CancelToken, ignore_progress
from core.video import VideoFile
from tests.app.gui.capture.scripted import (
    ScriptedClock,
    ScriptedSource,
    ScriptedTracker,
    make_spool,
)

RATE_HZ = 15
LONGEST_RUN_S = 120


class Stage:
    """A session, what it told, and the hand that moves its clock."""

    def __init__(self, qtbot, root, *exercises, outcome=None, fastest_rate_hz=math.inf, **fields):
        self.qtbot = qtbot
        self.clock = ScriptedClock()
        self.source = ScriptedSource(self.clock)
        self.spool = make_spool(root, *exercises, **fields)
        tracker = ScriptedTracker(outcome) if outcome else None
        self.session = CaptureSession(
            self.source,
            self.spool,
            tracker=tracker,
            clock=self.clock,
            fastest_rate_hz=fastest_rate_hz,
        )
        self.session._timer.setInterval(10**6)  # only `run` lets time pass
        self.cues, self.problems, self.told = [], [], []
        self.session.cue_changed.connect(self.cues.append)
        self.session.problem.connect(self.problems.append)
        for name in ("lost", "found", "finished", "exercise_finished", "repetition_offered"):
            signal = getattr(self.session, name)
            signal.connect(lambda *args, name=name: self.told.append((name, *args)))
        self.session.start()
        if self.spool.draft.side_confirmed_by:
            self.session.confirm_side(self.spool.draft.side_confirmed_by)

    @property
    def phase(self):
        return self.session.cue.phase

    def run(self, seconds, *, camera=True):
        for _ in range(round(seconds * RATE_HZ)):
            self.clock.now_s += 1 / RATE_HZ
            if camera and self.source.take:
                self.until(lambda: self.session._recording._waiting < MOST_WAITING // 2)
                self.source.push()
            self.session.tick()

    def run_to(self, phase, *, camera=True):
        end_s = self.clock.now_s + LONGEST_RUN_S
        while self.phase is not phase:
            assert self.clock.now_s < end_s, f"no {phase}"
            self.run(1 / RATE_HZ, camera=camera)

    def names(self):
        return [name for name, *_ in self.told]

    def until(self, condition):
        self.qtbot.waitUntil(condition)

    def times_of(self):
        self.session.leave()
        self.session.wait()
        self.spool.adopt_open_take()
        found = {}
        for video in self.spool.videos(progress=ignore_progress, cancel=CancelToken()):
            with VideoFile(video.path) as file:
                found[video.exercise_id] = [frame.time_s for frame in file]
        return found
