"""Blinks of known depth and delay (clinical.md 4.15)."""

from __future__ import annotations

import numpy as np
import pytest

from assessment.analysis import analyse_session
from assessment.blinks import DEEP_SHARE, LONGEST_BLINK_S, blink_frames, find_blinks
from assessment.face_frame import FaceClip
from assessment.gating import screen
from assessment.index_catalogue import CATALOGUE
from assessment.protocol import EXERCISES
from assessment.records import AffectedSide
from assessment.trials import left_out
from core.landmarks import Side


def analysed(studio, clip, *, affected=AffectedSide.LEFT):
    result = analyse_session(
        [studio.rest(), clip], affected=affected, outer_canthal_mm=89.18, weights_sha256="x"
    )
    return result, next(trial for trial in result.trials if trial.exercise_id != "rest")


def estimates(trial):
    return {(index.index_id, index.side): index.estimate for index in trial.indices}


def clip_of(faces, times_s, make_sequence, make_camera, exercise="blink_vol"):
    screened = screen(EXERCISES[exercise], make_sequence(make_camera().see(faces), times_s))
    return FaceClip(
        screened.exercise,
        screened.times_s,
        screened.frame_index,
        faces / 89.18,
        screened.yaw_deg,
        screened.quality,
    )


def test_completeness_of_each_eye(studio):
    _, trial = analysed(studio, studio.blinks(left=0.5))
    found = estimates(trial)
    assert len(trial.repetitions) == 4
    assert found["blink_completeness", Side.RIGHT].value == pytest.approx(94, abs=3)
    assert found["blink_completeness", Side.LEFT].value == pytest.approx(47, abs=2)
    assert found["blink_amplitude_ratio", Side.MIDLINE].value == pytest.approx(50, abs=1)
    assert found["blink_rate", Side.MIDLINE].value == pytest.approx(24, abs=0.5)
    assert found["blink_partial", Side.RIGHT].value == 0.0
    assert found["blink_partial", Side.LEFT].value == 100.0


def test_noise_leaves_the_truth_within_the_interval(studio, make_camera):
    rng = np.random.default_rng(9)
    clip = studio.blinks(left=0.5, camera=make_camera(noise_mm=0.5), rng=rng)
    _, trial = analysed(studio, clip)
    found = estimates(trial)
    assert len(trial.repetitions) == 4
    left = found["blink_completeness", Side.LEFT]
    assert left.se > 0.5
    assert left.lower < 47 < left.upper


def test_each_eye_is_measured_at_its_own_lowest_moment(studio):
    together, apart = (
        estimates(analysed(studio, studio.blinks(rate_hz=120.0, left_later_s=later_s))[1])
        for later_s in (0.0, 0.1)
    )
    for side in (Side.RIGHT, Side.LEFT):
        assert apart["blink_completeness", side].value == pytest.approx(
            together["blink_completeness", side].value, abs=1.0
        )


def test_an_eye_that_stays_open_is_measured_while_the_other_blinks(studio, make_camera):
    rng = np.random.default_rng(2)
    clip = studio.blinks(left=0.0, camera=make_camera(noise_mm=0.1), rng=rng)
    found = estimates(analysed(studio, clip)[1])
    assert found["blink_completeness", Side.LEFT].value == pytest.approx(0.0, abs=2.0)


@pytest.mark.parametrize("index_id", ["blink_rate", "blink_completeness", "blink_partial"])
def test_the_catalogue_states_the_detection_limit(index_id):
    note = CATALOGUE[index_id].note
    assert f"{100 * DEEP_SHARE:.0f} %" in note
    assert f"{LONGEST_BLINK_S} s" in note


def test_thirty_frames_show_no_blink_speed(studio):
    _, trial = analysed(studio, studio.blinks(rate_hz=30.0))
    absent = {entry.subject: entry.reason for entry in trial.absent}
    assert "120" in absent["blink_velocity_ratio PFHs"]
    assert "120" in absent["blink_asynchrony PFHs"]


def test_a_fast_camera_shows_speed_and_asynchrony(studio):
    _, trial = analysed(studio, studio.blinks(left=0.5, rate_hz=120.0, left_later_s=0.025))
    found = estimates(trial)
    assert found["blink_velocity_ratio", Side.MIDLINE].value == pytest.approx(0.5, abs=0.03)
    assert found["blink_asynchrony", Side.MIDLINE].value == pytest.approx(25, abs=1)


def test_without_an_affected_side_there_is_no_ratio(studio):
    _, trial = analysed(studio, studio.blinks(rate_hz=120.0), affected=AffectedSide.BILATERAL)
    found = estimates(trial)
    assert ("blink_completeness", Side.LEFT) in found
    assert ("blink_amplitude_ratio", Side.MIDLINE) not in found
    told = {entry.subject: entry.reason for entry in trial.absent}
    assert "no single side" in told["blink_amplitude_ratio PFHs"]


def test_eyes_that_stay_open_have_no_blink(studio):
    _, trial = analysed(studio, studio.blinks(at_s=()))
    assert trial.repetitions == ()
    assert trial.absent[0].reason == "no blink was found"


def test_the_corner_of_the_mouth_is_watched_during_blinks(studio):
    result, _ = analysed(studio, studio.blinks())
    found = {(index.index_id, index.subject): index.estimate for index in result.indices}
    assert found["synkinesis_raw", "mouth|blink_vol"].value == pytest.approx(0.0, abs=0.05)


@pytest.mark.parametrize("closed_s", [0.8, 2.0])
def test_a_long_closure_is_no_blink(ict, make_sequence, make_camera, closed_s):
    times_s = np.arange(0, 8, 1 / 30)
    closed = (times_s > 3) & (times_s < 3 + closed_s)
    faces = ict.neutral + closed[:, None, None] * ict.recipes["eye_gentle"]
    assert find_blinks(clip_of(faces, times_s, make_sequence, make_camera)) == ()


def test_a_single_odd_frame_is_no_blink(ict, make_sequence, make_camera):
    times_s = np.arange(0, 8, 1 / 30)
    faces = np.repeat(ict.neutral[None], len(times_s), axis=0)
    faces[100] += ict.recipes["eye_gentle"]
    assert find_blinks(clip_of(faces, times_s, make_sequence, make_camera)) == ()


def test_frames_around_a_blink_are_marked(ict, make_sequence, make_camera):
    times_s = np.arange(0, 8, 1 / 30)
    faces = np.repeat(ict.neutral[None], len(times_s), axis=0)
    faces[100:104] += ict.recipes["eye_gentle"]
    marked = blink_frames(clip_of(faces, times_s, make_sequence, make_camera))
    assert np.flatnonzero(marked).tolist() == list(range(99, 105))


def test_a_blink_does_not_spoil_a_smile(ict, studio):
    # A full blink in the middle of each hold would look like synkinesis of the eye.
    def with_blinks(clip):
        points = clip.landmarks.points_px.copy()
        times_s = clip.landmarks.times_s
        for moment_s in (4.0, 10.0, 16.0):
            shut = np.abs(times_s - moment_s) < 0.1
            points[shut] += 4.0 * ict.recipes["eye_gentle"] * [1, -1, -1]
        object.__setattr__(clip.landmarks, "points_px", points)
        return clip

    plain_result, _ = analysed(studio, studio.clip("smile_open"))
    blinking_result, _ = analysed(studio, with_blinks(studio.clip("smile_open")))
    values = [
        [
            index.estimate.value
            for index in result.indices
            if (index.index_id, index.subject) == ("synkinesis_activation", "eye|smile_open")
        ]
        for result in (plain_result, blinking_result)
    ]
    assert values[1] == pytest.approx(values[0], abs=0.3)


def test_eyes_that_seem_to_blink_all_the_time_are_noise(ict, make_sequence, make_camera):
    times_s = np.arange(0, 8, 1 / 30)
    faces = np.repeat(ict.neutral[None], len(times_s), axis=0)
    for start in range(5, 235, 5):
        faces[start : start + 2] += ict.recipes["eye_gentle"]
    clip = clip_of(faces, times_s, make_sequence, make_camera, exercise="brow_raise")
    assert blink_frames(clip).mean() > 0.5
    assert not left_out(clip).any()
