"""Repetitions, plateaus and neutral stretches in signals of known course."""

from __future__ import annotations

import numpy as np
import pytest

from assessment.protocol import EXERCISES
from assessment.segmentation import find_spans, levels, side_activations

RATE_HZ = 30.0
RISE_S = 0.4


def course(times_s, starts_s, hold_s=3.0):
    total = np.zeros_like(times_s)
    for start_s in starts_s:
        rise = np.clip((times_s - start_s) / RISE_S, 0, 1)
        fall = np.clip((times_s - start_s - RISE_S - hold_s) / RISE_S, 0, 1)
        total += rise * (1 - fall)
    return total


def segment(times_s, signal, *, noise=0.2, left_out=None, weaker=0.0):
    both = np.stack((signal, weaker * signal))
    nothing = np.zeros(len(times_s), dtype=bool)
    return find_spans(
        times_s, both, noise=noise, left_out=nothing if left_out is None else left_out
    )


@pytest.fixture
def times_s():
    return np.arange(0, 20, 1 / RATE_HZ)


@pytest.mark.parametrize("starts_s", [(2.0,), (2.0, 8.0), (2.0, 8.0, 14.0)])
@pytest.mark.parametrize("noise_mm", [0.0, 1.0])
def test_every_repetition_is_found_with_its_hold(times_s, starts_s, noise_mm):
    rng = np.random.default_rng(0)
    signal = 10 * course(times_s, starts_s) + rng.normal(0, noise_mm, len(times_s))
    spans = segment(times_s, signal, noise=max(noise_mm, 0.2))
    assert len(spans) == len(starts_s)
    for span, start_s in zip(spans, starts_s, strict=True):
        repetition = span.repetition(times_s)
        assert repetition.onset_s == pytest.approx(start_s + 0.1, abs=0.15)
        assert repetition.offset_s == pytest.approx(start_s + 3.7, abs=0.15)
        assert repetition.plateau_start_s == pytest.approx(start_s + 0.4, abs=0.9)
        assert repetition.plateau_end_s == pytest.approx(start_s + 3.4, abs=0.9)
        assert span.onset_seen
        assert span.offset_seen


def test_noise_hardly_biases_the_plateau(times_s):
    rng = np.random.default_rng(1)
    heights = []
    for _ in range(60):
        noise = rng.normal(0, 1.0, (2, len(times_s)))
        activations = 10 * course(times_s, (2.0, 8.0, 14.0)) * [[1.0], [0.5]] + noise
        spans = find_spans(
            times_s, activations, noise=1.0, left_out=np.zeros(len(times_s), dtype=bool)
        )
        heights += [activations[0, span.plateau].mean() for span in spans]
    # The single maximum would be biased by two to three standard deviations of the noise.
    assert np.mean(heights) == pytest.approx(10.0, abs=0.25)


def test_the_moving_side_decides(times_s):
    signal = 10 * course(times_s, (2.0, 8.0))
    still = np.zeros_like(signal)
    nothing = np.zeros(len(times_s), dtype=bool)
    for sides in ((signal, still), (still, signal)):
        spans = find_spans(times_s, np.stack(sides), noise=0.2, left_out=nothing)
        assert len(spans) == 2


def test_neutral_is_the_calm_before_each_onset(times_s):
    spans = segment(times_s, 10 * course(times_s, (2.5, 8.0)))
    for span, start_s in zip(spans, (2.5, 8.0), strict=True):
        seconds = times_s[span.neutral]
        assert seconds.min() >= start_s - 2.0
        assert seconds.max() <= start_s
        assert len(seconds) > 40


def test_neutral_does_not_reach_into_the_movement_before(times_s):
    signal = 10 * course(times_s, (2.0, 6.6))
    second = segment(times_s, signal)[1]
    assert times_s[second.neutral].min() > 5.7
    assert np.abs(signal[second.neutral]).max() < 2.0


def test_a_slow_drift_of_posture_does_not_matter(times_s):
    drift = 0.15 * times_s + 2.0
    spans = segment(times_s, 10 * course(times_s, (2.0, 8.0, 14.0)) + drift)
    assert len(spans) == 3
    for span in spans:
        rise = (10 * course(times_s, (2.0, 8.0, 14.0)) + drift)[span.plateau].mean()
        before = (10 * course(times_s, (2.0, 8.0, 14.0)) + drift)[span.neutral].mean()
        assert rise - before == pytest.approx(10.0, abs=0.7)


def test_a_clip_that_starts_in_the_pose_is_measured_against_the_rest(times_s):
    signal = 10 * course(times_s, (-1.0, 8.0))
    first, second = segment(times_s, signal)
    assert not first.onset_seen
    assert first.offset_seen
    assert len(first.neutral) == 0
    assert len(second.neutral) > 40


def test_a_clip_that_shows_only_the_pose_is_one_movement():
    times_s = np.arange(0, 4, 1 / RATE_HZ)
    (span,) = segment(times_s, np.full(len(times_s), 10.0))
    assert len(span.plateau) == len(times_s)
    assert (span.onset_seen, span.offset_seen) == (False, False)


def test_a_clip_that_ends_in_the_pose_has_no_offset():
    times_s = np.arange(0, 4, 1 / RATE_HZ)
    (span,) = segment(times_s, 10 * course(times_s, (2.0,), hold_s=60.0))
    assert span.onset_seen
    assert not span.offset_seen


def test_a_dip_in_the_hold_does_not_split_it(times_s):
    signal = 10 * course(times_s, (2.0,), hold_s=6.0)
    dip = (times_s > 5.0) & (times_s < 5.3)
    signal[dip] = 0.5
    assert len(segment(times_s, signal)) == 1
    signal[(times_s > 5.0) & (times_s < 6.2)] = 0.5
    assert len(segment(times_s, signal)) == 2


def test_a_twitch_is_no_repetition(times_s):
    signal = 10 * course(times_s, (8.0,))
    signal[60:64] = 9.0
    spans = segment(times_s, signal)
    assert [round(span.repetition(times_s).onset_s) for span in spans] == [8]


@pytest.mark.parametrize("amplitude", [0.0, 0.5])
def test_movement_within_its_noise_is_none(times_s, amplitude):
    rng = np.random.default_rng(2)
    signal = amplitude * course(times_s, (2.0, 8.0)) + rng.normal(0, 1.0, len(times_s))
    assert segment(times_s, signal, noise=1.0) == ()


def test_movement_the_wrong_way_only_is_none(times_s):
    assert segment(times_s, -10 * course(times_s, (2.0, 8.0))) == ()


def test_a_short_break_in_the_hold_is_one_movement_with_a_hole(times_s):
    kept = ~((times_s > 4.0) & (times_s < 4.8))
    (span,) = segment(times_s[kept], 10 * course(times_s, (2.0,))[kept])
    repetition = span.repetition(times_s[kept])
    assert repetition.onset_s < 2.5
    assert repetition.offset_s > 5.4
    inside = (times_s[kept][span.plateau] > 4.0) & (times_s[kept][span.plateau] < 4.8)
    assert not inside.any()


def test_a_long_break_parts_two_movements(times_s):
    kept = ~((times_s > 4.0) & (times_s < 10.0))
    signal = 10 * course(times_s, (2.0, 8.6))[kept]
    spans = segment(times_s[kept], signal)
    assert [(span.onset_seen, span.offset_seen) for span in spans] == [(True, False), (False, True)]


def test_uneven_frames_are_segmented_by_their_times():
    rng = np.random.default_rng(3)
    times_s = np.cumsum(rng.choice([1 / 60, 1 / 30, 1 / 15], size=500))
    starts_s = (2.0, 8.0, 13.0)
    spans = segment(times_s, 10 * course(times_s, starts_s))
    assert len(spans) == 3
    for span, start_s in zip(spans, starts_s, strict=True):
        assert span.repetition(times_s).onset_s == pytest.approx(start_s + 0.1, abs=0.1)


def test_a_brief_peak_still_averages_ten_frames(times_s):
    peak = 10 * np.exp(-0.5 * ((times_s - 6.0) / 0.25) ** 2)
    (span,) = segment(times_s, peak)
    assert len(span.plateau) >= 10


def test_blinks_are_left_out_of_plateau_and_neutral(times_s):
    blink = ((times_s > 1.0) & (times_s < 1.2)) | ((times_s > 3.5) & (times_s < 3.7))
    (span,) = segment(times_s, 10 * course(times_s, (2.0,)), left_out=blink)
    assert not blink[span.plateau].any()
    assert not blink[span.neutral].any()
    everything = np.ones(len(times_s), dtype=bool)
    (kept,) = segment(times_s, 10 * course(times_s, (2.0,)), left_out=everything)
    assert len(kept.plateau) > 60
    assert len(kept.neutral) == 0


def test_levels_of_a_flat_and_of_a_short_signal():
    assert levels(np.zeros(30)).high == 0.0
    short = levels(np.array([1.0, 5.0, 9.0]))
    assert (short.low, short.high) == (0.0, 1.0)


def test_activations_are_positive_as_intended(ict):
    primary = EXERCISES["smile_open"].primary
    assert primary is not None
    faces = np.stack([ict.neutral, ict.moved("smile_open", right=1.0, left=0.5)])
    right, left = side_activations(faces, primary, ict.neutral)
    assert right == pytest.approx([0.0, 10.0], abs=0.06)
    assert left[1] == pytest.approx(5.3, abs=0.2)
