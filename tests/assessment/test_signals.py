"""Runs, smoothing and slopes on true timestamps."""

from __future__ import annotations

import numpy as np
import pytest

from assessment.signals import events, runs, slope, slow_level, smooth


def test_runs_end_at_breaks():
    times_s = np.concatenate((np.arange(0, 1, 0.1), np.arange(2, 2.5, 0.1)))
    assert [(run.start, run.stop) for run in runs(times_s)] == [(0, 10), (10, 15)]
    assert runs(np.zeros(0)) == ()
    assert runs(np.array([3.0])) == (slice(0, 1),)


@pytest.mark.parametrize("rate_hz", [24.0, 30.0, 60.0, 120.0])
def test_a_parabola_passes_unchanged_and_its_slope_is_exact(rate_hz):
    times_s = np.arange(0, 3, 1 / rate_hz)
    values = 2.0 - times_s + 3.0 * times_s**2
    np.testing.assert_allclose(smooth(times_s, values), values, atol=1e-9)
    np.testing.assert_allclose(slope(times_s, values), 6.0 * times_s - 1.0, atol=1e-7)


def test_uneven_timestamps_are_honoured():
    rng = np.random.default_rng(0)
    times_s = np.cumsum(rng.uniform(0.02, 0.05, 120))
    wave = np.sin(2 * times_s)
    inner = slice(5, -5)
    np.testing.assert_allclose(smooth(times_s, wave)[inner], wave[inner], atol=0.01)
    np.testing.assert_allclose(
        slope(times_s, wave)[inner], 2 * np.cos(2 * times_s)[inner], atol=0.1
    )
    # Taking the frames as evenly spaced would be wrong by far more.
    assert np.abs(np.gradient(wave) * 30 - 2 * np.cos(2 * times_s)).max() > 0.5


def test_smoothing_lowers_noise_by_the_window():
    noise = np.random.default_rng(1).normal(size=4000)
    smoothed = smooth(np.arange(4000) / 30.0, noise)
    # Savitzky-Golay of order 2 over 7 points keeps a third of the variance.
    assert smoothed.var() == pytest.approx(1 / 3, abs=0.05)


def test_smoothing_never_reaches_across_a_break():
    times_s = np.concatenate((np.arange(0, 1, 1 / 30), np.arange(5, 6, 1 / 30)))
    step = np.where(times_s < 3, 0.0, 10.0)
    np.testing.assert_allclose(smooth(times_s, step), step, atol=1e-9)
    np.testing.assert_allclose(slope(times_s, step), 0.0, atol=1e-7)


def test_short_runs_are_left_alone():
    times_s, values = np.array([0.0, 0.03, 0.06]), np.array([1.0, 5.0, 2.0])
    np.testing.assert_array_equal(smooth(times_s, values), values)
    np.testing.assert_array_equal(slope(times_s, values), np.zeros(3))


def test_the_slow_level_does_not_see_short_dips():
    times_s = np.arange(0, 6, 1 / 30)
    values = np.full(len(times_s), 8.0)
    values[60:68] = 0.0
    np.testing.assert_array_equal(slow_level(times_s, values, 2.0), np.full(len(times_s), 8.0))
    assert slow_level(np.array([1.0]), np.array([3.0]), 2.0) == pytest.approx([3.0])


@pytest.mark.parametrize(
    ("active", "expected"),
    [([0, 1, 1, 0, 1], [(1, 3), (4, 5)]), ([1, 1], [(0, 2)]), ([0, 0], []), ([], [])],
)
def test_events_are_stretches_of_truth(active, expected):
    found = events(np.array(active, dtype=bool))
    assert [(event.start, event.stop) for event in found] == expected
