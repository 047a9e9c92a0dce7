"""Where the resting face comes from, and how its sides compare."""

from __future__ import annotations

import numpy as np
import pytest

from assessment.results import Phase
from core.landmarks import Side


def test_without_a_rest_clip_the_quiet_stretches_stand_in(studio, read):
    clips = [studio.clip(task, left=0.5) for task in ("brow_raise", "smile_open")]
    with_rest = read.analysed(studio.rest(), *clips)
    without = read.analysed(*clips)
    assert any("no usable rest clip" in flag for flag in without.flags)
    assert read.reasons(without)["exercise rest"] == "it was not recorded"
    np.testing.assert_allclose(
        without.face_frame.template, with_rest.face_frame.template, atol=0.004
    )
    for exercise, measure_id in (("brow_raise", "BH"), ("smile_open", "MC")):
        values = [
            read.index_of(read.trial_of(result, exercise), "excursion_ratio", measure_id).value
            for result in (with_rest, without)
        ]
        assert values[1] == pytest.approx(values[0], abs=1.0)


def test_a_pose_at_the_start_does_not_pass_for_rest(studio, read):
    clip = studio.clip("smile_open", starts_s=(-1.0, 8.0), seconds=14.0)
    result = read.analysed(clip)
    values = read.measure_of(read.trial_of(result, "smile_open"), "MC", Phase.EXCURSION, Side.LEFT)
    assert values.repetitions == pytest.approx((10.0, 10.0), abs=0.4)


def test_the_second_rest_stands_in_for_the_first(studio, read):
    result = read.analysed(studio.rest(exercise="rest_end"), studio.clip("brow_raise"))
    assert result.flags == ()
    assert read.index_of(result, "rest_drift", "face") is None


def test_blink_clips_alone_still_give_a_rest(studio, read):
    result = read.analysed(studio.blinks())
    assert any("no usable rest clip" in flag for flag in result.flags)
    assert read.trial_of(result, "blink_vol").repetitions


def test_a_short_rest_is_flagged(studio, read):
    result = read.analysed(studio.rest(seconds=1.0), studio.clip("brow_raise"))
    assert any("30 frames" in flag for flag in result.flags)


def test_the_resting_face_is_compared_too(ict, studio, read):
    droop = np.where(np.isin(np.arange(68), [54, 64])[:, None], [0.0, -4.0, 0.0], 0.0)
    trial = read.trial(studio.rest(bias=droop))
    fai = read.index_of(trial, "fai", "MC")
    assert fai.value == pytest.approx(3.9, abs=0.2)
    drop = read.measure_of(trial, "CHD", Phase.REST, Side.MIDLINE).estimate.value
    assert drop == pytest.approx(-4.0, abs=0.2)
    assert read.index_of(trial, "side_difference", "CCE") is not None
    assert read.index_of(trial, "symmetry_ratio", "PFH").value == pytest.approx(1.0, abs=0.001)
    assert trial.rest_frame is not None
    assert not [measure for measure in trial.measures if measure.measure_id.startswith("DV")]


def test_a_bad_rest_clip_is_absent_and_replaced(studio, make_camera, read):
    result = read.analysed(studio.rest(make_camera(40.0)), studio.clip("brow_raise"))
    assert "turned too far" in read.reasons(result)["exercise rest"]
    assert any("no usable rest clip" in flag for flag in result.flags)
