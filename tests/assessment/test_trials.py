"""One exercise of a face that moves in a known way."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from assessment.analysis import Clip
from assessment.protocol import EXERCISES, SUNNYBROOK_TASKS
from assessment.records import AffectedSide
from assessment.results import Phase, Unit
from core.landmarks import Side

OCW_MM = 89.18


PRIMARY = {task: EXERCISES[task].movements[0].measure_id for task in SUNNYBROOK_TASKS}
FULL_MM = {"brow_raise": 8.3, "smile_open": 10.0, "snarl": 10.4, "pucker": 7.4}


@pytest.mark.parametrize("exercise", list(FULL_MM))
def test_full_excursions_are_those_of_the_specification(studio, exercise, read):
    trial = read.trial(studio.rest(), studio.clip(exercise))
    assert len(trial.repetitions) == 3
    for side in (Side.RIGHT, Side.LEFT):
        measure = read.measure_of(trial, PRIMARY[exercise], Phase.EXCURSION, side)
        assert measure.unit is Unit.MM
        assert measure.estimate.value == pytest.approx(FULL_MM[exercise], abs=0.25)
        assert len(measure.repetitions) == 3
    for index_id in ("excursion_ratio", "symmetry_index"):
        assert read.index_of(trial, index_id, PRIMARY[exercise]).value == pytest.approx(
            100, abs=0.2
        )
    assert read.index_of(trial, "asymmetry_index", PRIMARY[exercise]).value == pytest.approx(
        0, abs=0.1
    )


@pytest.mark.parametrize("affected", [AffectedSide.LEFT, AffectedSide.RIGHT])
@pytest.mark.parametrize("share", [0.0, 0.3, 0.8, 1.2])
def test_a_weak_side_is_found_with_its_size(studio, affected, share, read):
    weak = {str(affected): share}
    trial = read.trial_of(
        read.analysed(studio.rest(), studio.clip("brow_raise", **weak), affected=affected),
        "brow_raise",
    )
    found = read.index_of(trial, "excursion_ratio", "BV")
    assert found.value == pytest.approx(100 * share, abs=1.0)
    assert read.index_of(trial, "asymmetry_index", "BV").value == pytest.approx(
        100 * (1 - share) / (1 + share), abs=1.0
    )
    wrong_side = AffectedSide.RIGHT if affected is AffectedSide.LEFT else AffectedSide.LEFT
    if share:
        other = read.analysed(studio.rest(), studio.clip("brow_raise", **weak), affected=wrong_side)
        swapped = read.index_of(read.trial_of(other, "brow_raise"), "excursion_ratio", "BV")
        assert swapped.value == pytest.approx(100 / share, rel=0.02)


def test_noise_leaves_the_truth_within_the_interval_as_often_as_stated(studio, make_camera, read):
    exact = read.analysed(studio.rest(), studio.clip("brow_raise", left=0.5))
    truth = read.index_of(read.trial_of(exact, "brow_raise"), "excursion_ratio", "BH").value
    camera = make_camera(3.0, -4.0, 2.0, noise_mm=1.0)
    held, errors, stated = [], [], []
    for seed in range(12):
        rng = np.random.default_rng(seed)
        result = read.analysed(
            studio.rest(camera, rng=rng),
            studio.clip("brow_raise", left=0.5, camera=camera, rng=rng),
        )
        found = read.index_of(read.trial_of(result, "brow_raise"), "excursion_ratio", "BH")
        held.append(found.lower <= truth <= found.upper)
        errors.append(found.value - truth)
        stated.append(found.se)
    assert np.mean(held) >= 0.88
    assert abs(np.mean(errors)) < 1.5
    # clinical.md 3.8: 5 points for 15 frames; some 90 frames three times over do better.
    assert np.std(errors) < np.mean(stated) < 3.0


def test_closure_is_complete_on_one_side_and_half_on_the_other(studio, read):
    trial = read.trial_of(
        read.analysed(studio.rest(), studio.clip("eye_gentle", left=0.5)), "eye_gentle"
    )
    right = read.index_of(trial, "closure_completeness", "PFHs", Side.RIGHT)
    left = read.index_of(trial, "closure_completeness", "PFHs", Side.LEFT)
    assert right.value == pytest.approx(96.4, abs=0.5)
    assert left.value == pytest.approx(48.2, abs=0.5)


def test_eyes_that_do_not_close_show_their_residual_opening(studio, make_camera, read):
    camera = make_camera(noise_mm=0.3)
    rng = np.random.default_rng(6)
    result = read.analysed(
        studio.rest(camera, rng=rng),
        studio.clip("eye_tight", right=0.0, left=0.0, camera=camera, rng=rng),
        affected=AffectedSide.BILATERAL,
    )
    rest, trial = (read.trial_of(result, exercise) for exercise in ("rest", "eye_tight"))
    assert trial.repetitions == ()
    for side in (Side.RIGHT, Side.LEFT):
        closure = read.index_of(trial, "closure_completeness", "PFHs", side)
        assert closure.value == pytest.approx(0.0, abs=2.0)
        opening = read.measure_of(rest, "PFHs", Phase.REST, side).estimate.value
        residual = read.measure_of(trial, "PFHs", Phase.PEAK, side).estimate
        assert residual.value == pytest.approx(opening, abs=0.1)
        assert opening > 7.5


def test_a_face_that_does_not_move_is_not_measurable(studio, make_camera, read):
    camera = make_camera(noise_mm=1.0)
    rng = np.random.default_rng(1)
    result = read.analysed(
        studio.rest(camera, rng=rng),
        studio.clip("smile_open", right=0.0, left=0.0, camera=camera, rng=rng),
    )
    trial = read.trial_of(result, "smile_open")
    assert (trial.repetitions, trial.measures, trial.indices) == ((), (), ())
    assert "no movement" in read.reasons(trial)["MC excursion"]
    assert trial.peak_frame is None


def test_a_measure_below_its_noise_gives_no_ratio(studio, make_camera, read):
    camera = make_camera(noise_mm=2.0)
    rng = np.random.default_rng(1)
    result = read.analysed(
        studio.rest(camera, rng=rng), studio.clip("smile_closed", camera=camera, rng=rng)
    )
    told = read.reasons(read.trial_of(result, "smile_closed"))
    assert "three times its scatter" in told["excursion_ratio SC"]


def test_depth_sensitive_measures_need_a_straight_head_or_a_known_depth(studio, make_camera, read):
    camera = make_camera(8.0)
    clips = [studio.rest(camera), studio.clip("pucker", camera=camera)]
    withheld = read.trial_of(read.analysed(*clips), "pucker")
    assert read.index_of(withheld, "excursion_ratio", "SC") is None
    assert "turned" in read.reasons(withheld)["SC"]
    assert not [measure for measure in withheld.measures if measure.measure_id == "SC"]
    smile = read.trial_of(
        read.analysed(studio.rest(camera), studio.clip("smile_open", camera=camera)), "smile_open"
    )
    assert read.index_of(smile, "kim_index", "mouth") is None
    for subject in ("kim_index mouth", "area_symmetry_ratio MAo", "area_asymmetry_index MAo"):
        assert "turned" in read.reasons(smile)[subject]
    given = read.trial_of(read.analysed(*clips, depth_scale=1.0), "pucker")
    assert read.index_of(given, "excursion_ratio", "SC").value == pytest.approx(100, abs=0.5)


def test_a_blink_does_not_count_as_kims_maximum(ict, studio, read):
    # A wink of the right eye in the hold of a brow raise would take the brow's base down.
    clip = studio.clip("brow_raise")
    winking = clip.landmarks.points_px.copy()
    right_eye = np.isin(np.arange(68), range(36, 42))[:, None]
    for moment_s in (4.0, 10.0, 16.0):
        shut = np.abs(clip.landmarks.times_s - moment_s) < 0.1
        winking[shut] += 4.0 * right_eye * (2.0 * ict.recipes["eye_gentle"] * [1, -1, -1])
    blinked = Clip("brow_raise", replace(clip.landmarks, points_px=winking))
    open_eyed, with_blinks = (
        read.index_of(read.trial(studio.rest(), one), "kim_index", "forehead").value
        for one in (clip, blinked)
    )
    assert with_blinks == pytest.approx(open_eyed, abs=0.01)


def test_repetitions_show_in_the_interval(studio, read):
    def interval(efforts):
        clip = studio.clip("brow_raise", left=0.5, efforts=efforts)
        trial = read.trial(studio.rest(), clip)
        return trial, read.measure_of(trial, "BH", Phase.EXCURSION, Side.RIGHT).estimate

    trial, steady = interval((1.0, 1.0, 1.0))
    varied_trial, varied = interval((0.8, 1.0, 0.9))
    assert varied.value == pytest.approx(0.9 * steady.value, rel=0.02)
    assert varied.se > 10 * steady.se
    # Effort is common to both sides and leaves the ratio alone.
    for one in (trial, varied_trial):
        assert read.index_of(one, "excursion_ratio", "BV").value == pytest.approx(50, abs=1)
    assert read.index_of(varied_trial, "excursion_ratio", "BV").se < 2.0


def test_posture_drift_cancels_in_the_excursion(ict, studio, read):
    drooped = np.where(np.isin(np.arange(68), [48, 54])[:, None], [0.0, -2.0, 0.0], 0.0)
    clip = studio.clip("smile_open")
    shifted = clip.landmarks.points_px + 4.0 * drooped * [1, -1, -1]
    later = Clip("smile_open", replace(clip.landmarks, points_px=shifted))
    values = [
        read.measure_of(
            read.trial(studio.rest(), one),
            "MC",
            Phase.EXCURSION,
            Side.LEFT,
        ).estimate.value
        for one in (clip, later)
    ]
    assert values[1] == pytest.approx(values[0], abs=0.4)


def test_one_repetition_is_enough_and_is_flagged(studio, read):
    clip = studio.clip("brow_raise", starts_s=(2.0,), seconds=7.0)
    trial = read.trial(studio.rest(), clip)
    assert len(trial.repetitions) == 1
    assert any("1 movement was found" in flag for flag in trial.quality.flags)
    assert read.index_of(trial, "excursion_ratio", "BH").value == pytest.approx(100, abs=0.2)


def test_a_clip_that_starts_in_the_pose_is_compared_with_the_rest(studio, read):
    clip = studio.clip("smile_open", starts_s=(-1.0,), seconds=5.0)
    trial = read.trial(studio.rest(), clip)
    value = read.measure_of(trial, "MC", Phase.EXCURSION, Side.LEFT).estimate.value
    assert value == pytest.approx(10.0, abs=0.25)
    assert any("no neutral face" in flag for flag in trial.quality.flags)


def test_variable_frame_rate_and_gaps_keep_the_values(studio, read):
    rng = np.random.default_rng(5)
    times_s = np.cumsum(rng.choice([1 / 60, 1 / 30, 1 / 20], size=620))
    kept = ~((times_s > 4.0) & (times_s < 4.7))
    clip = studio.clip("snarl", left=0.5, times_s=times_s, kept=kept)
    trial = read.trial(studio.rest(), clip)
    assert read.index_of(trial, "excursion_ratio", "CA").value == pytest.approx(49.6, abs=1.0)
    assert trial.quality.no_face == int((~kept).sum())
    assert len(trial.quality.gaps_s) == 1


def test_stills_show_rest_and_movement(studio, read):
    clip = studio.clip("smile_open")
    trial = read.trial(studio.rest(), clip)
    times_s = clip.landmarks.frame_times_s
    assert trial.peak_frame is not None
    assert trial.rest_frame is not None
    peak_s, rest_s = times_s[trial.peak_frame], times_s[trial.rest_frame]
    assert any(start + 0.3 < peak_s < start + 3.5 for start in (2.0, 8.0, 14.0))
    assert not any(start < rest_s < start + 3.8 for start in (2.0, 8.0, 14.0))


def test_units_without_a_ruler_are_outer_canthal_widths(studio, read):
    trial = read.trial_of(
        read.analysed(studio.rest(), studio.clip("smile_open"), mm=None), "smile_open"
    )
    measure = read.measure_of(trial, "MC", Phase.EXCURSION, Side.LEFT)
    assert measure.unit is Unit.OCW
    assert measure.estimate.value == pytest.approx(10.0 / OCW_MM, abs=0.005)
    assert {index.unit for index in trial.indices if index.index_id == "fai"} == {Unit.OCW}
