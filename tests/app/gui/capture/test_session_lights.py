"""What a capture session makes of the lights: no reading, a red one, one that came too late."""

from __future__ import annotations

import math

import pytest

from app.capture.quality import NOT_JUDGED, Check, Level
from app.capture.steps import Phase
from app.gui.capture.obstacles import NO_LIGHTS, REPETITION_NOT_JUDGED
from app.gui.capture.session import READING_LASTS_S
from tests.app.gui.capture.scripted import ScriptedTracker, SlowTracker
from tests.app.gui.capture.stage import RATE_HZ


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


def test_a_camera_is_not_judged_by_a_rate_it_does_not_have(make_stage, qtbot):
    def rate_told(lights):
        return lights.of(Check.FRAME_RATE).level is not Level.UNKNOWN  # enough pictures came

    levels = []
    for fastest_rate_hz in (math.inf, RATE_HZ):
        stage = make_stage("blink_vol", outcome="none", fastest_rate_hz=fastest_rate_hz)
        with qtbot.waitSignal(stage.session.lights_changed, check_params_cb=rate_told) as blocker:
            stage.run(1)
        levels.append(blocker.args[0].of(Check.FRAME_RATE).level)
    assert levels == [Level.BAD, Level.GOOD]


def test_a_bad_repetition_is_offered_and_repeated_in_the_same_take(make_stage, qtbot):
    stage = make_stage("rest")
    stage.run(1)
    stage.session.begin(anyway=True)
    stage.run_to(Phase.KEEP)
    stage.session.set_tracker(ScriptedTracker("none"))
    with qtbot.waitSignal(stage.session.lights_changed):  # the first reading may come too late
        stage.run(0.2)
    stage.session.set_tracker(None)
    stage.run_to(Phase.OFFER)
    assert stage.names() == ["repetition_offered"]
    stage.session.accept()
    stage.run_to(Phase.FINISHED)
    stage.until(lambda: "exercise_finished" in stage.names())
    times_s = stage.times_of()["rest"]
    assert times_s[-1] == pytest.approx(13.0, abs=0.5)
