"""Records from the kernel's test camera and pulls its plug; run by vivid_camera_test.sh as root.

Needs the kernel module vivid, whose camera behaves like a real one down to the driver. Fails with
an AssertionError; says what it measured.
"""

from __future__ import annotations

import datetime as dt
import sys
import tempfile
import time
from itertools import pairwise
from pathlib import Path
from uuid import uuid4

from PySide6.QtGui import QGuiApplication

from app.capture.draft import Draft
from app.capture.formats import best_format
from app.capture.spool import create_spool
from app.capture.steps import Phase
from app.gui.capture.cameras import CameraList
from app.gui.capture.session import CaptureSession
from app.gui.capture.source import CameraSource
from core.progress import CancelToken, ignore_progress
from core.video import VideoFile

DRIVER = Path("/sys/bus/platform/drivers/vivid")
DEVICE = "vivid.0"
LARGEST_HEIGHT_PX = 180
"""More is too much for an emulated processor."""

EXERCISE = "speech"
"""Long enough for the plug to be pulled in the middle, however slow the machine."""

STALL_S = 2.0
PATIENCE_S = 60.0
EXERCISE_PATIENCE_S = 240.0
"""An emulated camera may stutter for longer than the watchdog bears: the 30 s then begin anew."""


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def wait_for(app, condition, what, limit_s=PATIENCE_S):
    end_s = time.monotonic() + limit_s
    while not condition():
        assert time.monotonic() < end_s, f"{what} did not happen within {limit_s} s"
        app.processEvents()
        time.sleep(0.005)


def record(app, root):
    (camera, *_) = CameraList().cameras()
    small = [one for one in camera.formats if one.height_px <= LARGEST_HEIGHT_PX]
    chosen = best_format(small)
    say(f"camera {camera.name}, {len(camera.formats)} formats, using {chosen}")
    draft = Draft(uuid4(), dt.datetime.now(dt.UTC), (EXERCISE,))
    spool = create_spool(root, draft)
    session = CaptureSession(CameraSource(camera, chosen), spool)
    seen: list[float] = []
    take_picture = session.take_picture
    session.take_picture = lambda picture: (seen.append(picture.time_s), take_picture(picture))
    session.lost.connect(lambda: say("the camera gives no pictures"))
    session.start()
    session.confirm_side("the test")
    try:
        before = run_exercise(app, session, seen)
        wait_for(app, lambda: spool.recorded == (EXERCISE,), "the take")
    finally:
        session.leave()
        session.wait()
    return spool, before


def run_exercise(app, session, seen):
    """How many pictures were recorded when the plug was pulled."""
    wait_for(app, lambda: len(seen) > 10, "a picture")
    check_stall(seen)
    session.begin(anyway=True)
    wait_for(app, lambda: session.cue.phase is Phase.KEEP, "recording")
    wait_for(app, lambda: session._recording.written.count > 10, "ten pictures on the disk")
    before = pull_and_plug(app, session)
    finished = "the end of the exercise"
    wait_for(app, lambda: session.cue.phase is Phase.FINISHED, finished, EXERCISE_PATIENCE_S)
    return before


def check_stall(seen):
    """The window's thread sleeps; the camera must not notice."""
    before = len(seen)
    time.sleep(STALL_S)
    say(f"{len(seen) - before} pictures while the window's thread slept for {STALL_S} s")
    assert len(seen) - before > 10


def pull_and_plug(app, session):
    """How many pictures were recorded when the plug was pulled."""
    before = session._recording.written.count
    pulled_s = time.monotonic()
    (DRIVER / "unbind").write_text(DEVICE, "ascii")
    wait_for(app, lambda: session.is_lost, "noticing the pulled plug")
    say(f"loss noticed after {time.monotonic() - pulled_s:.2f} s")
    assert session.cue.phase is Phase.PAUSED
    wait_for(app, lambda: not CameraList().cameras(), "an empty list of cameras")
    plugged_s = time.monotonic()
    (DRIVER / "bind").write_text(DEVICE, "ascii")
    wait_for(app, lambda: not session.is_lost, "the camera's return")
    say(f"recording goes on {time.monotonic() - plugged_s:.2f} s after plugging in again")
    return before


def main() -> None:
    app = QGuiApplication(sys.argv)
    with tempfile.TemporaryDirectory() as folder:
        spool, before = record(app, Path(folder) / "unfinished")
        (video,) = spool.videos(progress=ignore_progress, cancel=CancelToken())
        with VideoFile(video.path) as file:
            times_s = [frame.time_s for frame in file]
        steps_s = sorted(late - early for early, late in pairwise(times_s))
        (take,) = spool.draft.takes
        say(f"{len(times_s)} pictures in {times_s[-1]:.2f} s, longest step {steps_s[-1]:.2f} s")
        say(f"then {steps_s[-2]:.2f} s; {take.dropped_count} dropped")
        assert len(times_s) > before
        assert steps_s[-1] > 1.0
        assert times_s[-1] > 30.0
    say("camera test passed")


if __name__ == "__main__":
    main()
