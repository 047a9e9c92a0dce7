"""Indices over several clips: synkinesis, scores, rest and depth (4.6, 4.16, 2.1, 3.7)."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from assessment.analysis import Clip
from assessment.protocol import SUNNYBROOK_TASKS
from assessment.records import AffectedSide
from core import landmarks as lm
from core.landmarks import Side


def test_synkinesis_of_the_eye_in_a_pucker(ict, studio, read):
    narrowing = np.where((np.arange(68) >= 42) & (np.arange(68) <= 47), 0.3, 0.02)
    narrowing = narrowing[:, None] * ict.recipes["eye_gentle"]
    result = read.analysed(
        studio.rest(), studio.clip("eye_gentle"), studio.clip("pucker", also=narrowing)
    )
    left = read.index_of(result, "synkinesis_activation", "eye|pucker", Side.LEFT)
    right = read.index_of(result, "synkinesis_activation", "eye|pucker", Side.RIGHT)
    assert left.value == pytest.approx(28.9, abs=1.0)
    assert right.value == pytest.approx(1.9, abs=1.0)
    raw = read.index_of(result, "synkinesis_raw", "eye|pucker")
    assert raw.value == pytest.approx(left.value - right.value, abs=0.01)
    whole = read.index_of(result, "synkinesis_index", "eye|pucker")
    assert whole.value == pytest.approx(100 * raw.value / 96.4, abs=1.0)


def test_synkinesis_index_needs_the_voluntary_movement(studio, read):
    result = read.analysed(studio.rest(), studio.clip("pucker"))
    assert (
        "gentle eye closure was not measured" in read.reasons(result)["synkinesis_index eye|pucker"]
    )
    assert read.index_of(result, "synkinesis_raw", "eye|pucker") is not None


@pytest.fixture(scope="module")
def half_weak(studio):
    """The five Sunnybrook tasks with half the movement on the left."""
    short = {"left": 0.5, "starts_s": (1.5, 6.0), "hold_s": 2.0, "seconds": 10.0}
    return [studio.rest(), *(studio.clip(task, **short) for task in SUNNYBROOK_TASKS)]


def test_scores_of_a_half_weak_side(half_weak, read):
    result = read.analysed(*half_weak)
    assert read.index_of(result, "global_score", "face").value == pytest.approx(51, abs=2)
    relative = read.index_of(result, "hb_measurement_ratio", "face")
    assert relative.value == pytest.approx(4.0, abs=0.4)
    points = read.index_of(result, "hb_measurement", "face")
    # Half a brow raise of 8.3 mm, and half of the 7.1 mm that the commissure goes outward.
    assert points.value == pytest.approx((4.2 + 3.5) / 2.5, abs=0.4)


def test_scores_that_cannot_be_had_say_why(studio, half_weak, read):
    result = read.analysed(studio.rest(), studio.clip("brow_raise"), mm=None)
    told = read.reasons(result)
    assert "biggest smile" in told["global_score face"]
    assert "not both measured" in told["hb_measurement face"]
    everything = read.analysed(*half_weak, mm=None)
    assert "millimetres" in read.reasons(everything)["hb_measurement face"]
    assert read.index_of(everything, "hb_measurement_ratio", "face") is not None


def test_a_healthy_commissure_that_goes_inward_gives_no_house_brackmann_score(studio, read):
    inward = np.zeros((68, 3))
    inward[lm.COMMISSURE[0]] = [12.0, 2.0, 0.0]
    result = read.analysed(
        studio.rest(), studio.clip("brow_raise"), studio.clip("smile_open", also=inward)
    )
    told = read.reasons(result)
    for index_id in ("hb_measurement", "hb_measurement_ratio"):
        assert "check the recorded side" in told[f"{index_id} face"]


@pytest.mark.parametrize("affected", [AffectedSide.BILATERAL, AffectedSide.NONE])
def test_without_a_single_affected_side_only_symmetric_indices_exist(half_weak, affected, read):
    result = read.analysed(*half_weak, affected=affected)
    trial = read.trial_of(result, "smile_open")
    assert read.index_of(trial, "excursion_ratio", "MC") is None
    assert read.index_of(trial, "asymmetry_index", "MC") is None
    assert read.index_of(trial, "asymmetry_index_unsigned", "MC").value == pytest.approx(32, abs=2)
    assert read.index_of(trial, "symmetry_ratio", "MC").value == pytest.approx(0.52, abs=0.02)
    assert "no single side" in read.reasons(trial)["excursion_ratio MC"]
    for name in ("global_score", "hb_measurement", "hb_measurement_ratio"):
        assert "no single side" in read.reasons(result)[f"{name} face"]
    assert read.index_of(result, "synkinesis_raw", "eye|pucker") is None
    assert read.index_of(result, "synkinesis_activation", "eye|pucker", Side.LEFT) is not None


def test_a_change_of_the_resting_face_within_the_session(studio, read):
    moved = np.where((np.arange(68) >= 48)[:, None], [0.0, -2.0, 0.0], 0.0)
    result = read.analysed(studio.rest(), studio.rest(exercise="rest_end", bias=moved))
    expected = 2.0 * np.sqrt(20 / 68)
    assert read.index_of(result, "rest_drift", "face").value == pytest.approx(expected, abs=0.02)


def test_the_head_turn_checks_the_depth(ict, studio, make_camera, make_sequence, read):
    times_s = np.arange(0, 6, 1 / 15)
    yaw = 20 * np.sin(times_s)
    seen = np.stack([make_camera(angle, depth_scale=0.8).see(ict.neutral) for angle in yaw])
    poses = np.stack((yaw, 0 * yaw, 0 * yaw), axis=1)
    turn = Clip("turn_cal", make_sequence(seen, times_s, pose_deg=poses))
    result = read.analysed(studio.rest(make_camera(depth_scale=0.8)), turn)
    assert read.index_of(result, "depth_scale", "face").value == pytest.approx(0.8, abs=0.01)
    assert read.index_of(result, "pose_variation", "MC").value < 0.5
    assert result.face_frame.depth_scale == 1.0
    alone = read.analysed(turn)
    assert any("no usable rest clip" in flag for flag in alone.flags)
    still = Clip("turn_cal", make_sequence(seen, times_s))
    told = read.reasons(read.analysed(studio.rest(), still))
    assert "less than 15 degrees" in told["depth_scale face"]


def test_an_eye_that_is_shut_throughout_can_neither_close_nor_narrow(ict, studio, read):
    shut = np.where((np.arange(68) >= 42) & (np.arange(68) <= 47), 1.05, 0.0)[:, None]
    shut = shut * ict.recipes["eye_gentle"]

    def closed(clip):
        points = clip.landmarks.points_px + 4.0 * shut * [1, -1, -1]
        return Clip(clip.exercise_id, replace(clip.landmarks, points_px=points))

    clips = [studio.rest(), studio.clip("eye_gentle"), studio.clip("pucker"), studio.blinks()]
    # The lids of the shut eye also shake a little, more than they are apart.
    rng = np.random.default_rng(4)
    shaken = []
    for clip in map(closed, clips):
        points = clip.landmarks.points_px.copy()
        points[:, 42:48] += rng.normal(0, 3.0, points[:, 42:48].shape)
        shaken.append(Clip(clip.exercise_id, replace(clip.landmarks, points_px=points)))
    result = read.analysed(*shaken)
    for task, index_id in (
        ("eye_gentle", "closure_completeness"),
        ("blink_vol", "blink_completeness"),
    ):
        trial = read.trial_of(result, task)
        assert "hardly open" in read.reasons(trial)[f"{index_id} PFHs left"]
        assert read.index_of(trial, index_id, "PFHs", Side.RIGHT).value > 85
    blinks = read.trial_of(result, "blink_vol")
    assert "hardly open" in read.reasons(blinks)["blink_partial PFHs left"]
    assert read.index_of(blinks, "blink_partial", "PFHs", Side.RIGHT).value == 0.0
    assert "hardly open" in read.reasons(result)["synkinesis_raw eye|pucker"]


def test_an_exercise_without_movement_tells_why_it_shows_no_synkinesis(studio, make_camera, read):
    filmed = {"camera": make_camera(noise_mm=0.5), "rng": np.random.default_rng(7)}
    still = studio.clip("pucker", right=0.0, left=0.0, **filmed)
    result = read.analysed(studio.rest(**filmed), still)
    assert "no movement" in read.reasons(result)["synkinesis_raw eye|pucker"]


def test_scores_allow_for_the_error_of_the_ratios_they_are_made_of(half_weak, read):
    """Of five ratios the errors are added in squares, and divided by five in their mean."""
    errors = {"BH": 10.0, "PFHs": 4.0, "MC": 20.0, "CA": 8.0, "SC": 28.0}
    whole = np.linalg.norm(list(errors.values())) / 5
    brow_and_mouth = np.hypot(errors["BH"], errors["MC"]) / 2  # theirs is not examined itself
    plain, allowing = (
        read.analysed(*half_weak, depth_scale=1.0, ratio_error_points=known)
        for known in ({}, errors)
    )
    cases = (("global_score", whole), ("hb_measurement_ratio", 8 / 100 * brow_and_mouth))
    for index_id, sd in cases:
        narrow, wide = (read.index_of(result, index_id, "face") for result in (plain, allowing))
        assert (wide.value, wide.se) == (narrow.value, narrow.se)
        added = np.sqrt((wide.upper - wide.value) ** 2 - (narrow.upper - narrow.value) ** 2)
        assert added == pytest.approx(1.96 * sd, rel=1e-3)
    assert read.index_of(allowing, "hb_measurement", "face") == read.index_of(
        plain, "hb_measurement", "face"
    )


def test_scores_stay_within_their_range_whatever_the_network_errs_by(half_weak, read):
    result = read.analysed(*half_weak, depth_scale=1.0, ratio_error_points={"MC": 200.0})
    assert read.index_of(result, "global_score", "face").lower == 0.0
    assert read.index_of(result, "hb_measurement_ratio", "face").upper == 8.0
