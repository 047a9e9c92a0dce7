"""Intervals, effective counts and ratios against theory (clinical.md 3.8)."""

from __future__ import annotations

import math

import numpy as np
import pytest

from assessment.results import Estimate
from assessment.statistics import (
    NotMeasurable,
    Sample,
    autocorrelation,
    effective_count,
    estimate,
    folded,
    mapped,
    mean_se,
    minus,
    ratio,
    widened,
)


def autoregressive(rho, count, rng):
    noise = rng.normal(size=count)
    series = np.empty(count)
    series[0] = noise[0]
    for i in range(1, count):
        series[i] = rho * series[i - 1] + math.sqrt(1 - rho**2) * noise[i]
    return series


@pytest.mark.parametrize("rho", [0.0, 0.5, 0.8])
def test_autocorrelated_frames_count_for_less(rho):
    rng = np.random.default_rng(1)
    found = [effective_count(autoregressive(rho, 600, rng)) for _ in range(20)]
    assert np.mean(found) == pytest.approx(600 * (1 - rho) / (1 + rho), rel=0.12)


@pytest.mark.parametrize("count", [10, 15])
@pytest.mark.parametrize("rho", [0.6, 0.7, 0.8, 0.9])
def test_the_error_of_a_short_plateau_is_neither_too_small_nor_too_large(rho, count):
    rng = np.random.default_rng(2)
    stated, means = [], []
    for _ in range(500):
        rest, plateau = autoregressive(rho, 150, rng), autoregressive(rho, count, rng)
        stated.append(mean_se(plateau, autocorrelation(rest)))
        means.append(plateau.mean())
    assert 0.75 < np.mean(stated) / np.std(means) < 1.5


def test_effective_count_stays_between_one_and_all():
    assert effective_count(np.arange(50.0)) == pytest.approx(1.0, abs=1.0)
    assert effective_count(np.array([1.0, -1.0] * 20)) == 40.0
    assert effective_count(np.full(9, 3.0)) == 9.0
    assert effective_count(np.array([1.0, 2.0])) == 2.0


@pytest.mark.parametrize("rho", [0.0, 0.6])
def test_the_error_of_a_mean_is_that_of_many_means(rho):
    rng = np.random.default_rng(2)
    runs = [autoregressive(rho, 90, rng) for _ in range(400)]
    scatter = np.std([run.mean() for run in runs])
    assert np.mean([mean_se(run) for run in runs]) == pytest.approx(scatter, rel=0.15)


def test_one_value_has_no_scatter():
    assert mean_se(np.array([4.0])) == 0.0


def test_a_sample_must_have_an_error_for_every_value():
    with pytest.raises(ValueError, match="standard errors"):
        Sample((), ())
    with pytest.raises(ValueError, match="standard errors"):
        Sample((1.0, 2.0), (0.1,))


def test_scaling_and_difference_of_samples():
    sample = Sample((1.0, 2.0), (0.3, 0.4), 7).scaled(-2.0)
    assert sample == Sample((-2.0, -4.0), (0.6, 0.8), 7)
    assert minus(sample, Sample((1.0, 1.0), (0.8, 0.6), 5)) == Sample((-3.0, -5.0), (1.0, 1.0), 5)


def test_a_single_value_has_the_normal_interval_of_its_noise():
    result = estimate(Sample((5.0,), (0.5,), 12))
    assert (result.value, result.count) == (5.0, 12)
    assert result.se == pytest.approx(0.5)
    assert result.upper - result.value == pytest.approx(0.98, abs=0.001)


def test_few_scattered_repetitions_have_a_wide_interval():
    result = estimate(Sample((8.0, 10.0, 12.0), (0.001,) * 3))
    assert (result.value, result.count) == (10.0, 3)
    assert result.se == pytest.approx(math.sqrt(math.pi / 2) * 2 / math.sqrt(3), rel=1e-3)
    # Student's quantile with two degrees of freedom.
    assert result.upper - result.value == pytest.approx(4.303 * result.se, rel=1e-3)


def test_repetitions_closer_than_their_noise_do_not_shrink_the_error():
    result = estimate(Sample((10.0, 10.0, 10.0), (0.6,) * 3))
    assert result.se == pytest.approx(math.sqrt(math.pi / 2) * 0.6 / math.sqrt(3))


def draws(rng, *, truth, noise, effort, repetitions=3):
    strength = 1 + rng.normal(0, effort, repetitions)
    sides = [side * strength + rng.normal(0, noise, repetitions) for side in truth]
    return [Sample(tuple(side.tolist()), (noise,) * repetitions) for side in sides]


@pytest.mark.parametrize(("noise", "effort"), [(0.3, 0.0), (0.3, 0.15), (0.02, 0.15)])
@pytest.mark.parametrize("truth", [(5.0, 10.0), (0.5, 8.0), (9.0, 9.0)])
def test_the_interval_of_a_ratio_holds_the_truth_in_most_cases(noise, effort, truth):
    rng = np.random.default_rng(3)
    held = []
    for _ in range(300):
        outcome = ratio(*draws(rng, truth=truth, noise=noise, effort=effort))
        assert isinstance(outcome, Estimate)
        held.append(outcome.lower <= truth[0] / truth[1] <= outcome.upper)
    assert 0.92 <= np.mean(held) <= 1.0


def test_common_effort_cancels_in_a_ratio():
    rng = np.random.default_rng(4)
    affected, healthy = draws(rng, truth=(5.0, 10.0), noise=0.02, effort=0.3)
    together = ratio(affected, healthy)
    assert isinstance(together, Estimate)
    assert together.se < 0.01
    assert estimate(affected).se > 0.1


def test_fiellers_interval_of_one_repetition():
    # By hand: e = 0.5, se 0.1 and 0.2 over 10, quantile 1.96, g = (1.96 x 0.2 / 10)^2.
    outcome = ratio(Sample((5.0,), (0.1,), 40), Sample((10.0,), (0.2,), 40))
    assert isinstance(outcome, Estimate)
    g = (1.959964 * 0.02) ** 2
    half = 1.959964 / 10 / (1 - g) * math.sqrt(0.01 + 0.25 * 0.04 - g * 0.01)
    assert outcome.lower == pytest.approx(0.5 / (1 - g) - half, rel=1e-6)
    assert outcome.upper == pytest.approx(0.5 / (1 - g) + half, rel=1e-6)
    assert outcome.count == 40


def test_a_denominator_within_its_noise_gives_no_ratio():
    assert isinstance(ratio(Sample((5.0,), (0.1,)), Sample((0.5,), (0.2,))), NotMeasurable)


def test_a_denominator_below_zero_gives_no_ratio():
    assert isinstance(ratio(Sample((-2.0,), (0.1,)), Sample((-4.0,), (0.1,))), NotMeasurable)


def test_repetitions_that_contradict_each_other_give_no_ratio():
    outcome = ratio(Sample((1.0, 9.0), (0.1, 0.1)), Sample((1.0, 1.0), (0.2, 0.2)))
    assert isinstance(outcome, NotMeasurable)
    assert "differ too much" in outcome.reason


def test_a_repetition_without_a_denominator_is_left_out():
    outcome = ratio(Sample((5.0, 1.0, 5.0), (0.1,) * 3), Sample((10.0, 0.2, 10.0), (0.1,) * 3))
    assert isinstance(outcome, Estimate)
    assert (outcome.value, outcome.count) == (0.5, 2)


def test_a_monotone_map_takes_the_interval_along():
    outcome = mapped(Estimate(2.0, 0.1, 3, 1.8, 2.3), lambda value: -(value**2), 4.0)
    assert isinstance(outcome, Estimate)
    assert (outcome.value, outcome.lower) == pytest.approx((-4.0, -5.29))
    assert (outcome.upper, outcome.se) == pytest.approx((-3.24, 0.4))


def test_folding_takes_the_absolute_value():
    across = folded(Estimate(-0.2, 0.3, 3, -0.8, 0.4))
    assert isinstance(across, Estimate)
    assert (across.value, across.lower, across.upper) == (0.2, 0.0, 0.8)
    below = folded(Estimate(-2.0, 0.3, 3, -2.6, -1.4))
    assert isinstance(below, Estimate)
    assert (below.value, below.lower, below.upper) == (2.0, 1.4, 2.6)


def test_what_cannot_be_measured_stays_so():
    reason = NotMeasurable("why")
    assert folded(reason) is reason
    assert mapped(reason, abs, 1.0) is reason


def test_a_network_s_own_error_widens_the_interval_and_nothing_else():
    estimate = Estimate(value=50.0, se=2.0, count=3, lower=44.0, upper=58.0)
    wide = widened(estimate, 7.0)
    reach = 1.959964 * 7.0
    assert (wide.value, wide.se, wide.count) == (50.0, 2.0, 3)
    assert wide.lower == pytest.approx(50.0 - math.hypot(6.0, reach))
    assert wide.upper == pytest.approx(50.0 + math.hypot(8.0, reach))
    assert widened(estimate, 0.0) == estimate
