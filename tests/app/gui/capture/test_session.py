"""A visit's capture from end to end, with a scripted camera, clock and face."""

from __future__ import annotations

import math
import shutil
from collections import namedtuple
from itertools import pairwise

import pytest

from app.capture.quality import NOT_JUDGED, Check, Level
from app.capture.steps import Phase
from app.gui.capture import recording as recording_module
from app.gui.capture.obstacles import (
    MISSING,
    NO_LIGHTS,
    REPETITION_NOT_JUDGED,
    SIDE_NOT_CONFIRMED,
)
from app.gui.capture.recording import FAULT, MOST_WAITING
from app.gui.capture.session import READING_LASTS_S, CaptureSession
from core.errors import StoreError, VideoError
from core.progress import CancelToken, ignore_progress
from core.video import VideoFile
from core.video.recorder import Recorder
from tests.app.gui.capture.scripted import (
    ScriptedClock,
    ScriptedSource,
    ScriptedTracker,
    SlowTracker,
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
        self.session.stop()
        self.spool.adopt_open_take()
        found = {}
        for video in self.spool.videos(progress=ignore_progress, cancel=CancelToken()):
            with VideoFile(video.path) as file:
                found[video.exercise_id] = [frame.time_s for frame in file]
        return found


@pytest.fixture
def make_stage(qtbot, tmp_path):
    stages = []

    def make(*exercises, **options):
        stages.append(Stage(qtbot, tmp_path / "unfinished", *exercises, **options))
        return stages[-1]

    yield make
    for stage in stages:
        stage.session.stop()
        for thread in (
            stage.session._recording,
            stage.session._following,
            stage.session._preview,
        ):
            assert thread.isFinished()


def test_two_exercises_from_the_first_instruction_to_the_end(make_stage):
    stage = make_stage("rest", "snarl")
    stage.run(1)
    stage.session.begin(anyway=True)
    stage.run_to(Phase.INSTRUCTION)
    stage.until(lambda: ("exercise_finished", "rest") in stage.told)
    stage.run(20)
    stage.session.begin(anyway=True)
    stage.run_to(Phase.FINISHED)
    stage.until(lambda: ("exercise_finished", "snarl") in stage.told)
    assert stage.names() == ["exercise_finished", "finished", "exercise_finished"]
    assert [sentence for sentence in stage.problems if "not judged" not in sentence] == []
    times_s = stage.times_of()
    assert times_s["rest"][-1] == pytest.approx(5.0, abs=0.15)
    assert times_s["snarl"][-1] == pytest.approx(24.0, abs=1.0)
    assert len(times_s["snarl"]) == pytest.approx(24 * RATE_HZ, abs=15)
    go_s = [mark.time_s for mark in stage.spool.draft.takes[1].marks][::2]
    assert go_s == pytest.approx([2.0, 10.0, 18.0], abs=1.0)


def test_the_camera_is_lost_and_comes_back_and_nothing_recorded_is_lost(make_stage):
    stage = make_stage("snarl")
    stage.run(1)
    stage.session.begin(anyway=True)
    stage.run_to(Phase.HOLD)
    stage.run(1)
    stage.source.available = False
    lost_at_s = stage.clock.now_s
    stage.run(1.1, camera=False)
    assert stage.names() == ["lost"]
    assert stage.session.is_lost
    assert stage.phase is Phase.PAUSED
    stage.session.resume()
    assert stage.phase is Phase.PAUSED
    stage.run(5, camera=False)
    assert stage.source.starts == 1
    stage.source.available = True
    stage.run(1.1, camera=False)
    assert stage.source.starts == 2
    stage.run(0.2)
    assert stage.names() == ["lost", "found"]
    assert stage.phase is Phase.COUNTDOWN
    stage.run_to(Phase.FINISHED)
    stage.until(lambda: "exercise_finished" in stage.names())
    times_s = stage.times_of()["snarl"]
    steps_s = [later - earlier for earlier, later in pairwise(times_s)]
    gap = steps_s.index(max(steps_s))
    assert max(steps_s) > 8.0
    assert lost_at_s - 1000.0 > times_s[gap] > 3.0
    assert times_s[-1] - times_s[gap + 1] == pytest.approx(24.0, abs=1.0)
    moments = [mark.moment for mark in stage.spool.draft.takes[0].marks]
    assert moments.count("broken_off") == 1
    assert moments.count("relax") == 3


def test_a_camera_that_comes_back_does_not_end_a_break_that_somebody_asked_for(make_stage):
    stage = make_stage("snarl")
    stage.run(1)
    stage.session.begin(anyway=True)
    stage.run_to(Phase.HOLD)
    stage.session.pause()
    stage.source.available = False
    stage.run(1.2, camera=False)
    stage.source.available = True
    stage.run(1.2, camera=False)
    stage.run(0.2)
    assert stage.names() == ["lost", "found"]
    assert stage.phase is Phase.PAUSED


def test_an_exercise_that_the_disk_refused_to_begin_is_begun_again(make_stage, qtbot, monkeypatch):
    stage = make_stage("rest")
    stage.run(1)
    real, refusals = stage.spool.begin_take, [StoreError("The disk is full: make room.")]

    def begin_take(exercise_id):
        if refusals:
            raise refusals.pop()
        real(exercise_id)

    monkeypatch.setattr(stage.spool, "begin_take", begin_take)
    stage.session.begin(anyway=True)
    with qtbot.waitSignal(stage.session.problem):
        stage.run_to(Phase.KEEP)
    assert stage.phase is Phase.PAUSED
    stage.session.resume()
    stage.run_to(Phase.FINISHED)
    stage.until(lambda: "exercise_finished" in stage.names())
    assert stage.times_of()["rest"][-1] == pytest.approx(5.0, abs=0.3)


def test_the_file_is_readable_while_the_camera_is_gone(make_stage):
    stage = make_stage("snarl")
    stage.run(1)
    stage.session.begin(anyway=True)
    stage.run_to(Phase.HOLD)
    stage.run(2, camera=False)
    stage.session._recording.stop()
    (part,) = stage.spool.folder.glob("*.mkv")
    with VideoFile(part) as video:
        assert len(list(video)) == pytest.approx(3 * RATE_HZ, abs=3)


def test_a_camera_that_never_gives_a_picture_is_told(make_stage):
    stage = make_stage("rest")
    stage.session.begin(anyway=True)
    assert "gives no picture" in stage.problems[0]
    stage.run(6, camera=False)
    assert "lost" in stage.names()


def test_a_camera_in_use_elsewhere_is_told(make_stage, qtbot):
    stage = make_stage("rest")
    with qtbot.waitSignal(stage.session.problem) as blocker:
        stage.source.tell("The camera is used by another program: close it.")
    assert blocker.args == ["The camera is used by another program: close it."]


def test_the_side_must_be_confirmed_once(make_stage):
    stage = make_stage("rest", side_confirmed_by="")
    stage.run(1)
    stage.session.begin()
    assert stage.problems == [SIDE_NOT_CONFIRMED]
    assert stage.phase is Phase.INSTRUCTION
    stage.session.confirm_side("Dr Example")
    stage.session.begin(anyway=True)
    assert stage.phase is Phase.COUNTDOWN
    stage.session.stop()
    assert stage.spool.draft.side_confirmed_by == "Dr Example"


def test_red_lights_hold_the_recording_back_unless_overruled(make_stage, qtbot):
    stage = make_stage("rest", outcome="none")
    with qtbot.waitSignal(stage.session.lights_changed) as blocker:
        stage.run(0.1)
    assert blocker.args[0].all[0].level is Level.BAD
    stage.session.begin()
    assert stage.problems == ["No face is found: look at the camera."]
    assert stage.phase is Phase.INSTRUCTION
    stage.session.begin(anyway=True)
    assert stage.phase is Phase.COUNTDOWN


def test_nothing_is_recorded_before_a_picture_was_judged_unless_overruled(make_stage):
    stage = make_stage("rest")
    stage.run(1)
    stage.session.begin()
    assert stage.problems == [NO_LIGHTS]
    assert stage.phase is Phase.INSTRUCTION
    stage.session.begin(anyway=True)
    assert stage.phase is Phase.COUNTDOWN


def test_lights_go_out_when_no_picture_is_judged_any_more(make_stage, qtbot):
    stage = make_stage("rest", outcome="none")
    with qtbot.waitSignal(stage.session.lights_changed):
        stage.run(0.1)
    stage.session.set_tracker(None)
    stage.run(READING_LASTS_S - 0.3)
    assert stage.session.lights.is_judged
    with qtbot.waitSignal(stage.session.lights_changed) as blocker:
        stage.run(0.5)
    assert blocker.args == [NOT_JUDGED]
    assert stage.session.lights is NOT_JUDGED
    stage.session.begin()
    assert stage.problems == [NO_LIGHTS]


def test_a_reading_that_comes_too_late_is_none(make_stage, qtbot):
    stage = make_stage("rest")
    slow = SlowTracker()
    stage.session.set_tracker(slow)
    stage.run(0.1)
    slow.entered.wait()
    stage.session.set_tracker(None)
    stage.run(READING_LASTS_S + 0.1)
    with qtbot.waitSignal(stage.session.reading):
        slow.go_on.set()
    assert not stage.session.lights.is_judged


def test_a_repetition_that_nobody_judged_is_told(make_stage):
    stage = make_stage("rest")
    stage.run(1)
    stage.session.begin(anyway=True)
    stage.run_to(Phase.FINISHED)
    assert stage.problems == [REPETITION_NOT_JUDGED.format(name="Rest", round=1)]


def test_pictures_that_are_missing_are_told_and_logged(make_stage, caplog):
    stage = make_stage("rest")
    stage.run(1)
    stage.session.begin(anyway=True)
    stage.run_to(Phase.KEEP)
    stage.run(1)
    stage.session._recording._dropped_count = 7  # the disk was too slow
    stage.run_to(Phase.FINISHED)
    stage.until(lambda: "exercise_finished" in stage.names())
    assert stage.problems[-1] == MISSING.format(name="Rest", dropped=7, damaged=0)
    assert f"visit {stage.spool.draft.visit_id}, rest: 7 pictures dropped" in caplog.text


def test_a_camera_is_not_judged_by_a_rate_it_does_not_have(make_stage, qtbot):
    levels = []
    for fastest_rate_hz in (math.inf, RATE_HZ):
        stage = make_stage("blink_vol", outcome="none", fastest_rate_hz=fastest_rate_hz)
        stage.run(1)
        with qtbot.waitSignal(stage.session.lights_changed) as blocker:
            stage.run(0.1)
        levels.append(blocker.args[0].of(Check.FRAME_RATE).level)
    assert levels == [Level.BAD, Level.GOOD]


def test_a_bad_repetition_is_offered_and_repeated_in_the_same_take(make_stage, qtbot):
    stage = make_stage("rest")
    stage.run(1)
    stage.session.begin(anyway=True)
    stage.run_to(Phase.KEEP)
    stage.session.set_tracker(ScriptedTracker("none"))
    with qtbot.waitSignal(stage.session.reading):
        stage.run(0.2)
    stage.session.set_tracker(None)
    stage.run_to(Phase.OFFER)
    assert stage.names() == ["repetition_offered"]
    stage.session.accept()
    stage.run_to(Phase.FINISHED)
    stage.until(lambda: "exercise_finished" in stage.names())
    times_s = stage.times_of()["rest"]
    assert times_s[-1] == pytest.approx(13.0, abs=0.5)


def test_redo_and_skip_reach_the_spool(make_stage):
    stage = make_stage("rest", "snarl")
    stage.run(1)
    stage.session.begin(anyway=True)
    stage.run_to(Phase.INSTRUCTION)
    stage.session.redo("rest")
    stage.session.begin(anyway=True)
    stage.run_to(Phase.KEEP)
    stage.run(1)
    stage.session.redo()
    stage.session.keep()
    stage.session.skip("The patient is tired")
    assert stage.names()[-1] in ("finished", "exercise_finished")
    times_s = stage.times_of()
    assert list(times_s) == ["rest"]
    assert times_s["rest"][-1] == pytest.approx(5.0, abs=0.15)
    (skip,) = stage.spool.draft.skipped
    assert (skip.exercise_id, skip.reason) == ("snarl", "The patient is tired")


class FullDisk(Recorder):
    """Takes five pictures."""

    def write(self, picture):
        if self.count == 5:
            raise VideoError("The recording could not go on because the disk is full.")
        return super().write(picture)


def test_a_full_disk_pauses_and_the_recording_goes_on_after_it(make_stage, qtbot, monkeypatch):
    stage = make_stage("rest")
    stage.run(1)
    monkeypatch.setattr(recording_module, "Recorder", FullDisk)
    stage.session.begin(anyway=True)
    with qtbot.waitSignal(stage.session.problem) as blocker:
        stage.run_to(Phase.KEEP)
        stage.run(1)
    assert "disk is full" in blocker.args[0]
    assert stage.phase is Phase.PAUSED
    monkeypatch.undo()
    stage.session.resume()
    stage.run_to(Phase.FINISHED)
    stage.until(lambda: "exercise_finished" in stage.names())
    assert len(stage.times_of()["rest"]) >= 5 + 4 * RATE_HZ


def test_a_fault_while_recording_pauses_and_the_recording_goes_on_after_it(
    make_stage, qtbot, monkeypatch
):
    stage = make_stage("rest")
    stage.run(1)
    monkeypatch.setattr(FullDisk, "_packets", lambda *_: 1 // 0)
    monkeypatch.setattr(recording_module, "Recorder", FullDisk)
    stage.session.begin(anyway=True)
    with qtbot.captureExceptions() as bugs, qtbot.waitSignal(stage.session.problem) as blocker:
        stage.run_to(Phase.KEEP)
        stage.run(1)
    assert [kind for kind, *_ in bugs] == [ZeroDivisionError]
    assert blocker.args == [FAULT]
    assert stage.phase is Phase.PAUSED
    monkeypatch.undo()
    stage.session.resume()
    stage.run_to(Phase.FINISHED)
    stage.until(lambda: "exercise_finished" in stage.names())
    assert len(stage.times_of()["rest"]) >= 4 * RATE_HZ


def test_too_little_room_is_told_before_the_recording(make_stage, monkeypatch):
    stage = make_stage("rest")
    stage.run(1)
    usage = namedtuple("usage", "total used free")(10, 10, 1_000_000)
    monkeypatch.setattr(shutil, "disk_usage", lambda place: usage)
    stage.session.begin(anyway=True)
    assert "The disk has room for" in stage.problems[0]
    assert stage.phase is Phase.INSTRUCTION


def test_a_program_closed_in_the_middle_keeps_what_it_has(make_stage):
    stage = make_stage("snarl")
    stage.run(1)
    stage.session.begin(anyway=True)
    stage.run_to(Phase.HOLD)
    times_s = stage.times_of()
    assert times_s["snarl"][-1] == pytest.approx(3.0, abs=0.3)


def test_a_visit_taken_up_again_goes_on(make_stage, qtbot):
    stage = make_stage("rest", "snarl")
    stage.run(1)
    stage.session.begin(anyway=True)
    stage.run_to(Phase.INSTRUCTION)
    stage.session.stop()
    again = CaptureSession(stage.source, stage.spool, clock=stage.clock)
    again.start()
    assert (again.cue.exercise_id, again.cue.done) == ("snarl", 1)
    again.stop()


def test_another_camera_is_taken_between_exercises_only(make_stage):
    stage = make_stage("rest")
    other = ScriptedSource(stage.clock)
    stage.run(1)
    stage.session.begin(anyway=True)
    stage.session.change_source(other)
    assert other.starts == 0
    stage.run_to(Phase.FINISHED)
    stage.session.change_source(other)
    assert other.starts == 1
    assert stage.source.take is None


def test_the_state_of_the_recording_is_told(make_stage):
    stage = make_stage("rest")
    states = []
    stage.session.recording_state.connect(states.append)
    stage.run(1)
    assert not states[-1].is_recording
    assert states[-1].minutes_left > 0
    assert states[-1].camera_rate_hz == pytest.approx(RATE_HZ)
    stage.session.begin(anyway=True)
    stage.run_to(Phase.KEEP)
    stage.run(4)
    assert states[-1].is_recording
    stage.until(lambda: stage.session._recording.written.count >= 50)
    stage.run(0.6)
    assert states[-1].written.count >= 50
    assert states[-1].written.dropped_count == 0


def test_the_preview_shows_the_camera(make_stage, qtbot):
    stage = make_stage("rest")
    with qtbot.waitSignal(stage.session.preview_frame) as blocker:
        stage.run(0.1)
    assert (blocker.args[0].width(), blocker.args[0].height()) == (320, 240)
