"""A visit's capture from end to end, with a scripted camera, clock and face."""

from __future__ import annotations

import shutil
from collections import namedtuple
from itertools import pairwise

import pytest

from app.capture.steps import Phase
from app.gui.capture import recording as recording_module
from app.gui.capture.obstacles import MISSING, SIDE_NOT_CONFIRMED
from app.gui.capture.recording import FAULT
from app.gui.capture.session import CaptureSession
from core.errors import StoreError, VideoError
from core.video import VideoFile
from core.video.recorder import Recorder
from tests.app.gui.capture.scripted import ScriptedSource
from tests.app.gui.capture.stage import RATE_HZ


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


@pytest.mark.parametrize("request_name", ["accept", "decline"])
def test_while_the_camera_is_lost_no_offer_is_taken_up(make_stage, request_name):
    stage = make_stage("snarl", outcome="none")
    stage.run(1)
    stage.session.begin(anyway=True)
    stage.run_to(Phase.OFFER)
    stage.run(1.1, camera=False)
    assert stage.session.is_lost
    getattr(stage.session, request_name)()
    assert stage.phase is Phase.OFFER
    assert "gives no picture" in stage.problems[-1]


def test_of_a_lost_camera_no_light_is_lit(make_stage):
    stage = make_stage("rest", outcome="face")
    stage.run(1)
    stage.until(lambda: stage.session.lights.is_judged)
    stage.run(1.1, camera=False)
    assert stage.session.is_lost
    assert not stage.session.lights.is_judged


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
    stage.session._recording.leave()
    stage.session._recording.wait()
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
    stage.session.leave()
    stage.session.wait()
    assert stage.spool.draft.side_confirmed_by == "Dr Example"


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
    stage.session.leave()
    stage.session.wait()
    again = CaptureSession(stage.source, stage.spool, clock=stage.clock)
    again.start()
    assert (again.cue.exercise_id, again.cue.done) == ("snarl", 1)
    again.leave()
    again.wait()


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
    with qtbot.waitSignal(stage.session.live_picture) as blocker:
        stage.run(0.1)
    assert (blocker.args[0].image.width(), blocker.args[0].image.height()) == (320, 240)
