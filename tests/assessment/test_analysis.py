"""Whole sessions: what goes in, what comes out, and what is refused."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.analysis import ALGORITHM_VERSION, Clip, curves
from assessment.protocol import EXERCISES
from assessment.records import AffectedSide
from assessment.results import Unit
from core.errors import FaceError, InputError
from core.landmarks import Side, mirror_points

OCW_MM = 89.18


@settings(max_examples=6, deadline=None)
@given(st.floats(-15, 15), st.floats(-15, 15), st.floats(-30, 30), st.floats(1.0, 8.0))
def test_pose_and_distance_change_nothing(studio, make_camera, read, yaw, pitch, roll, px_per_mm):
    camera = make_camera(yaw, pitch, roll, px_per_mm)
    short = {"starts_s": (2.0,), "seconds": 7.0, "rate_hz": 30.0}
    seen = read.analysed(
        studio.rest(camera, seconds=2.5),
        studio.clip("smile_open", left=0.5, camera=camera, **short),
        depth_scale=1.0,
    )
    frontal = read.analysed(
        studio.rest(seconds=2.5), studio.clip("smile_open", left=0.5, **short), depth_scale=1.0
    )
    for exercise in ("rest", "smile_open"):
        pairs = zip(
            read.trial_of(seen, exercise).measures,
            read.trial_of(frontal, exercise).measures,
            strict=True,
        )
        for one, other in pairs:
            assert (one.measure_id, one.phase, one.side) == (
                other.measure_id,
                other.phase,
                other.side,
            )
            tolerance = 0.001 * max(abs(other.estimate.value), 20.0)
            assert one.estimate.value == pytest.approx(other.estimate.value, abs=tolerance)


def mirrored(clip):
    landmarks = clip.landmarks
    width, _ = landmarks.frame_size_px
    points = mirror_points(landmarks.points_px, width_px=width)
    return Clip(
        clip.exercise_id,
        replace(landmarks, points_px=points, pose_deg=landmarks.pose_deg * [-1, 1, -1]),
    )


def test_mirroring_the_pictures_swaps_the_sides(studio, make_camera, read):
    camera = make_camera(6.0, 4.0, 10.0, noise_mm=0.3)
    rng = np.random.default_rng(3)
    clips = [
        studio.rest(camera, rng=rng),
        studio.clip("smile_open", left=0.4, camera=camera, rng=rng),
    ]
    before = read.analysed(*clips, depth_scale=1.0)
    after = read.analysed(*map(mirrored, clips), affected=AffectedSide.RIGHT, depth_scale=1.0)
    checked = 0
    for first, second in zip(before.trials, after.trials, strict=True):
        for measure in first.measures:
            if measure.side is Side.MIDLINE:
                continue
            swapped = read.measure_of(
                second, measure.measure_id, measure.phase, measure.side.opposite
            )
            assert swapped.estimate.value == pytest.approx(measure.estimate.value, abs=1e-6)
            assert swapped.estimate.se == pytest.approx(measure.estimate.se, abs=1e-6)
            checked += 1
        for index in first.indices:
            other = read.index_of(second, index.index_id, index.subject, index.side.opposite)
            assert other.value == pytest.approx(index.estimate.value, abs=1e-6)
    assert checked > 200


def test_what_was_not_recorded_is_listed(studio, read):
    result = read.analysed(studio.rest(), studio.clip("brow_raise"))
    missing = {subject for subject in read.reasons(result) if subject.startswith("exercise ")}
    required = {f"exercise {key}" for key, ex in EXERCISES.items() if not ex.optional}
    assert missing == required - {"exercise rest", "exercise brow_raise"}


def test_results_name_their_makers(studio, read):
    result = read.analysed(studio.rest())
    assert result.weights_sha256 == "abc"
    assert result.model == "test@1"
    assert result.algorithm == ALGORITHM_VERSION
    assert result.face_frame.mm_per_unit == OCW_MM


def test_trials_come_in_the_order_of_the_protocol(studio, read):
    result = read.analysed(studio.clip("pucker"), studio.clip("brow_raise"), studio.rest())
    assert [trial.exercise_id for trial in result.trials] == ["rest", "brow_raise", "pucker"]


def test_a_bad_clip_is_absent_and_the_others_are_measured(studio, make_camera, read):
    bad = studio.clip("smile_open", camera=make_camera(40.0))
    result = read.analysed(studio.rest(), studio.clip("brow_raise"), bad)
    assert "turned too far" in read.reasons(result)["exercise smile_open"]
    assert read.trial_of(result, "brow_raise").repetitions


def test_nothing_measurable_is_one_clear_error(studio, make_camera, read):
    away = make_camera(60.0)
    with pytest.raises(FaceError, match="film the face from the front"):
        read.analysed(studio.rest(away), studio.clip("brow_raise", camera=away))


def test_wrong_requests_are_refused(studio, ict, read):
    with pytest.raises(InputError, match="no clip"):
        read.analysed()
    rest = studio.rest()
    with pytest.raises(InputError, match="given twice"):
        read.analysed(rest, rest)
    with pytest.raises(InputError, match="no exercise 'grin'"):
        read.analysed(Clip("grin", rest.landmarks))
    other = Clip("rest_end", replace(rest.landmarks, model="other@2"))
    with pytest.raises(InputError, match="different networks"):
        read.analysed(rest, other)


def test_curves_show_the_movement_of_both_sides(studio, read):
    clip = studio.clip("smile_open", left=0.5)
    frame = read.analysed(studio.rest()).face_frame
    drawn = curves(clip, frame)
    assert drawn[0].measure_id == "MC"
    assert drawn[0].unit is Unit.MM
    assert drawn[0].right.max() == pytest.approx(10.0, abs=0.3)
    assert drawn[0].left.max() == pytest.approx(5.3, abs=0.3)
    assert len(drawn[0].times_s) == len(clip.landmarks)
    assert [curve.measure_id for curve in drawn] == [
        move.measure_id for move in EXERCISES["smile_open"].movements
    ]


def test_there_are_no_curves_of_rest_or_of_an_unusable_clip(studio, make_camera, read):
    frame = read.analysed(studio.rest()).face_frame
    assert curves(studio.rest(), frame) == ()
    assert curves(studio.clip("smile_open", camera=make_camera(40.0)), frame) == ()


def test_every_exercise_of_the_protocol_can_be_analysed(studio, read):
    clips = [studio.rest(), *(studio.clip(key) for key in studio.face.recipes)]
    talk = studio.clip("smile_open")
    clips += [Clip(key, talk.landmarks) for key in ("speech", "spont_smile")]
    clips += [studio.blinks(), studio.blinks(exercise="blink_spont")]
    clips.append(studio.rest(exercise="rest_end"))
    result = read.analysed(*clips)
    assert not [subject for subject in read.reasons(result) if subject.startswith("exercise ")]
    for trial in result.trials:
        assert trial.measures
        for measure in trial.measures:
            assert np.isfinite(measure.estimate.value)
            assert measure.estimate.lower <= measure.estimate.value <= measure.estimate.upper


def test_each_ratio_allows_for_the_error_of_its_own_measure(studio, read):
    clips = (studio.rest(), studio.clip("brow_raise", left=0.5), studio.clip("snarl", left=0.5))
    plain, allowing = (
        read.analysed(*clips, depth_scale=1.0, ratio_error_points=errors)
        for errors in ({}, {"BH": 3.0, "PFH": 9.0})
    )
    # Not examined itself: the error of the exercise's primary measure, or the largest known.
    cases = (("brow_raise", "BH", 3.0), ("brow_raise", "BHl", 3.0), ("snarl", "CA", 9.0))
    for exercise, measure_id, points in cases:
        narrow, wide = (
            next(
                index.estimate
                for index in read.trial_of(result, exercise).indices
                if (index.index_id, index.subject) == ("excursion_ratio", measure_id)
            )
            for result in (plain, allowing)
        )
        assert wide.se == narrow.se
        added = np.sqrt((wide.upper - wide.value) ** 2 - (narrow.upper - narrow.value) ** 2)
        assert added == pytest.approx(1.96 * points, rel=1e-3)
