"""A camera, a clock and a face that do what the test says, at once."""

from __future__ import annotations

import datetime as dt
import threading
from uuid import uuid4

import numpy as np

from app.capture.draft import Draft
from app.capture.spool import create_spool
from core.errors import FaceError
from core.types import HeadPose, Landmarks
from core.video.camera_picture import CameraPicture, Coding
from tests.core.video.recorded_pictures import jpeg_of

WIDTH_PX, HEIGHT_PX = 320, 240


class ScriptedClock:
    """Time passes when the test says so."""

    def __init__(self):
        self.now_s = 1000.0

    def __call__(self):
        return self.now_s


class ScriptedSource:
    """A camera whose pictures are pushed by the test."""

    name = "Scripted"

    def __init__(self, clock):
        self.clock = clock
        self.available = True
        self.starts = 0
        self.take = self.tell = None
        self.data = jpeg_of(np.full((HEIGHT_PX, WIDTH_PX, 3), 120, np.uint8))

    def is_available(self):
        return self.available

    def start(self, take, tell):
        self.starts += 1
        self.take, self.tell = take, tell

    def stop(self):
        self.take = self.tell = None

    def push(self):
        self.take(CameraPicture(Coding.JPEG, WIDTH_PX, HEIGHT_PX, self.data, self.clock.now_s))


class ScriptedTracker:
    """Finds a face, none or two."""

    def __init__(self, outcome="face"):
        self.outcome = outcome
        self.seen = []

    def track(self, frame):
        self.seen.append(frame.time_s)
        if self.outcome == "two":
            raise FaceError("Two faces")
        if self.outcome == "none":
            return None
        points = np.random.default_rng(0).uniform(10, 200, (68, 3))
        return Landmarks(points, np.full(68, 0.95), HeadPose(0.0, 0.0, 0.0), "stub@1")


LONGEST_S = 60
"""A test that waits for itself fails after this."""


class SlowTracker:
    """Takes one picture and keeps it until it is let go."""

    def __init__(self):
        self.entered, self.go_on = threading.Event(), threading.Event()
        self.seen = []

    def track(self, frame):
        self.seen.append(frame.time_s)
        self.entered.set()
        assert self.go_on.wait(LONGEST_S)


def make_spool(root, *exercises, **fields):
    known = {"side_confirmed_by": "Dr Example"} | fields
    return create_spool(root, Draft(uuid4(), dt.datetime.now(dt.UTC), exercises, **known))
