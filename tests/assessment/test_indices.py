"""The indices of clinical.md section 4 on samples with known answers."""

from __future__ import annotations

import math

import numpy as np
import pytest

from assessment import indices
from assessment.index_catalogue import CATALOGUE
from assessment.results import Estimate
from assessment.statistics import NotMeasurable, Sample

REQUIRED = [
    "symmetry_ratio",
    "symmetry_index",
    "percent_difference",
    "asymmetry_index",
    "asymmetry_index_unsigned",
    "fai",
    "excursion_ratio",
    "kim_index",
    "closure_completeness",
    "synkinesis_activation",
    "synkinesis_raw",
    "synkinesis_index",
    "area_symmetry_ratio",
    "area_asymmetry_index",
    "mirror_rms",
    "direction_index",
    "peak_velocity_ratio",
    "latency",
    "time_to_peak_ratio",
    "waveform_correlation",
    "waveform_lag",
    "waveform_dtw",
    "blink_completeness",
    "blink_amplitude_ratio",
    "blink_rate",
    "blink_partial",
    "blink_velocity_ratio",
    "blink_asynchrony",
    "global_score",
    "hb_measurement",
    "hb_measurement_ratio",
    "side_difference",
]


def sample(*values, se=0.01):
    return Sample(tuple(float(value) for value in values), (se,) * len(values))


def estimated(value, se=0.1):
    return Estimate(value, se, 3, value - 2 * se, value + 2 * se)


def value_of(outcome):
    assert isinstance(outcome, Estimate), outcome
    assert outcome.lower <= outcome.value <= outcome.upper
    return outcome.value


def test_the_catalogue_is_complete_and_names_its_sources():
    assert set(REQUIRED) <= set(CATALOGUE)
    for key, definition in CATALOGUE.items():
        assert key == definition.id
        assert definition.section[0] in "1234"
        assert definition.name
        assert definition.formula
        assert definition.source
        assert definition.values


def test_excursion_ratio_is_affected_over_healthy_in_percent():
    assert value_of(indices.excursion_ratio(sample(4, 5, 6), sample(10, 10, 10))) == 50.0
    assert value_of(indices.excursion_ratio(sample(-1), sample(10))) == pytest.approx(-10.0)
    assert value_of(indices.excursion_ratio(sample(12), sample(10))) == pytest.approx(120.0)


SIDES = [(a, h) for a in (-4, -2, 0, 2, 4) for h in (-4, -2, 0, 2, 4)]


@pytest.mark.parametrize(("affected", "healthy"), SIDES)
def test_only_a_healthy_side_that_moves_as_intended_is_a_denominator(affected, healthy):
    sides = sample(affected), sample(healthy)
    for index in (indices.excursion_ratio, indices.percent_difference, indices.asymmetry_index):
        outcome = index(*sides)
        if healthy <= 0:
            assert isinstance(outcome, NotMeasurable)
            assert outcome.reason == indices.HEALTHY_WRONG_WAY
        elif affected < 0 and index is indices.asymmetry_index:
            assert isinstance(outcome, NotMeasurable)
            assert "wrong way" in outcome.reason
        else:
            assert isinstance(outcome, Estimate)
    if healthy > 0:
        percent = value_of(indices.excursion_ratio(*sides))
        assert percent == pytest.approx(100 * affected / healthy)


@pytest.mark.parametrize(("right", "left"), SIDES)
def test_symmetry_needs_a_side_that_moves_as_intended(right, left):
    sides = sample(right), sample(left)
    symmetry, unsigned = indices.symmetry_ratio(*sides), indices.asymmetry_index_unsigned(*sides)
    if max(right, left) <= 0:
        assert isinstance(symmetry, NotMeasurable)
        assert isinstance(unsigned, NotMeasurable)
        assert symmetry.reason == unsigned.reason == "neither side moved as intended"
        return
    small, large = sorted((right, left))
    assert value_of(symmetry) == pytest.approx(max(small, 0) / large)
    if small < 0:
        assert isinstance(unsigned, NotMeasurable)
    else:
        assert value_of(unsigned) == pytest.approx(100 * (large - small) / (large + small))


def test_an_asymmetry_index_stays_within_its_range():
    outcome = indices.asymmetry_index(sample(-0.02, se=0.02), sample(1, se=0.02))
    assert isinstance(outcome, Estimate)
    assert (outcome.value, outcome.upper) == (100.0, 100.0)
    assert 90.0 < outcome.lower < 100.0
    lone = indices.asymmetry_index(sample(0, se=1.0), sample(1, se=0.1))
    assert isinstance(lone, NotMeasurable)
    assert "as far the wrong way" in lone.reason


def test_house_brackmann_gives_no_marks_for_two_sides_that_go_the_wrong_way():
    wrong = indices.excursion_ratio(sample(-4), sample(-4))
    outcome = indices.hb_measurement_ratio(wrong, estimated(50.0))
    assert isinstance(outcome, NotMeasurable)
    affected_only = indices.excursion_ratio(sample(-4), sample(4))
    assert value_of(indices.hb_measurement_ratio(affected_only, estimated(50.0))) == 2.0


def test_a_side_that_hardly_moves_is_no_denominator():
    outcome = indices.excursion_ratio(sample(5, se=1.0), sample(2.5, se=1.0))
    assert isinstance(outcome, NotMeasurable)


@pytest.mark.parametrize(("right", "left"), [(4, 8), (8, 4)])
def test_symmetry_ratio_takes_the_smaller_over_the_larger(right, left):
    assert value_of(indices.symmetry_ratio(sample(right), sample(left))) == pytest.approx(0.5)
    assert value_of(indices.symmetry_index(sample(right), sample(left))) == pytest.approx(50.0)


def test_symmetry_ratio_of_equal_sides_reaches_one_and_not_more():
    outcome = indices.symmetry_ratio(sample(9.9, 10, 10.2, se=0.2), sample(10, 10, 10, se=0.2))
    assert isinstance(outcome, Estimate)
    assert outcome.value == pytest.approx(1.0)
    assert outcome.upper == 1.0
    assert 0.9 < outcome.lower < 1.0


def test_symmetry_ratio_stays_below_one_when_the_repetitions_disagree_about_the_larger_side():
    outcome = indices.symmetry_ratio(sample(10, 9, 12), sample(10, 10, 10.5))
    assert value_of(outcome) == pytest.approx(1.0)
    assert value_of(indices.symmetry_ratio(sample(10, 12, 8), sample(9.5, 11, 9))) < 1.0


def test_symmetry_ratio_folds_an_interval_that_reaches_beyond_one():
    wide = indices.symmetry_ratio(sample(9.5, se=1.0), sample(10.0, se=1.0))
    assert isinstance(wide, Estimate)
    assert wide.upper == 1.0
    assert wide.lower < 0.75


def test_a_side_that_moves_the_wrong_way_has_symmetry_zero():
    assert value_of(indices.symmetry_ratio(sample(-3), sample(10))) == 0.0


def test_symmetry_passes_on_why_it_cannot_be_had():
    outcome = indices.symmetry_ratio(sample(0.1, se=1.0), sample(0.2, se=1.0))
    assert isinstance(outcome, NotMeasurable)
    assert isinstance(
        indices.symmetry_index(sample(0.1, se=1.0), sample(0.2, se=1.0)), NotMeasurable
    )


def test_percent_difference_has_no_sign():
    assert value_of(indices.percent_difference(sample(6), sample(10))) == pytest.approx(40.0)
    assert value_of(indices.percent_difference(sample(14), sample(10))) == pytest.approx(40.0)


@pytest.mark.parametrize(
    ("affected", "expected"), [(10, 0.0), (0, 100.0), (5, 100 / 3), (20, -100 / 3)]
)
def test_asymmetry_index_is_signed_by_the_affected_side(affected, expected):
    outcome = indices.asymmetry_index(sample(affected), sample(10))
    assert value_of(outcome) == pytest.approx(expected)


def test_asymmetry_index_needs_a_sum_of_the_sides():
    assert isinstance(indices.asymmetry_index(sample(-10), sample(10)), NotMeasurable)
    faint = indices.asymmetry_index(sample(1, se=1.0), sample(1, se=1.0))
    assert isinstance(faint, NotMeasurable)


def test_asymmetry_index_error_is_sigma_over_mean():
    # clinical.md 3.8: the standard deviation of (L - R) / (L + R) is sigma_d / (sqrt 2 mu).
    outcome = indices.asymmetry_index(sample(70, se=1.4), sample(70, se=1.4))
    assert isinstance(outcome, Estimate)
    assert outcome.se == pytest.approx(100 * 1.4 / (math.sqrt(2) * 70), rel=1e-3)


def test_unsigned_asymmetry_is_the_same_from_both_sides():
    one = indices.asymmetry_index_unsigned(sample(5), sample(10))
    other = indices.asymmetry_index_unsigned(sample(10), sample(5))
    assert value_of(one) == pytest.approx(100 / 3)
    assert value_of(other) == pytest.approx(100 / 3)


def test_differences_keep_the_unit_of_their_measure():
    assert value_of(indices.side_difference(sample(3), sample(5))) == pytest.approx(2.0)
    assert value_of(indices.side_difference_unsigned(sample(5), sample(3))) == pytest.approx(2.0)
    assert value_of(indices.side_difference_unsigned(sample(3), sample(5))) == pytest.approx(2.0)


def test_the_eye_loses_its_opening():
    loss = indices.relative_loss(sample(0, 5, -1, se=0.2), sample(10, 10, 10, se=0.2))
    assert isinstance(loss, Sample)
    assert loss.values == pytest.approx((1.0, 0.5, 1.1))
    assert loss.ses[0] == pytest.approx(0.02)


def test_a_repetition_that_starts_with_a_shut_eye_is_left_out():
    loss = indices.relative_loss(sample(5, 5, 5, se=0.2), sample(10, 0.1, 10, se=0.2))
    assert isinstance(loss, Sample)
    assert loss.values == pytest.approx((0.5, 0.5))


def test_an_eye_that_is_shut_at_rest_cannot_close():
    outcome = indices.relative_loss(sample(0, se=0.2), sample(0.5, se=0.2))
    assert isinstance(outcome, NotMeasurable)


def test_synkinesis_takes_the_healthy_side_away():
    raw = indices.synkinesis_raw(sample(33, 33, 33), sample(22, 22, 22))
    assert value_of(raw) == pytest.approx(11.0)
    voluntary = (sample(100, 100), sample(60, 60))
    assert value_of(indices.synkinesis_index(raw, voluntary)) == pytest.approx(11.0)


def test_synkinesis_is_scaled_by_the_side_that_can_move():
    raw = indices.synkinesis_raw(sample(3), sample(1))
    flaccid_affected = (sample(0.5), sample(8.0))
    assert value_of(indices.synkinesis_index(raw, flaccid_affected)) == pytest.approx(25.0)


def test_less_movement_than_on_the_healthy_side_is_no_synkinesis():
    raw = indices.synkinesis_raw(sample(1), sample(3))
    outcome = indices.synkinesis_index(raw, (sample(8.0), sample(8.0)))
    assert isinstance(outcome, Estimate)
    assert (outcome.value, outcome.lower, outcome.upper) == (0.0, 0.0, 0.0)


def test_synkinesis_index_needs_raw_value_and_voluntary_movement():
    raw = indices.synkinesis_raw(sample(3), sample(1))
    faint = (sample(0.1, se=1.0), sample(0.2, se=1.0))
    assert isinstance(indices.synkinesis_index(raw, faint), NotMeasurable)
    missing = NotMeasurable("why")
    assert indices.synkinesis_index(missing, faint) is missing


def vector(*components, se=0.05):
    return [sample(component, component, se=se) for component in components]


@pytest.mark.parametrize(
    ("theirs", "expected"), [((3, 4, 0), 1.0), ((-4, 3, 0), 0.0), ((-3, -4, 0), -1.0)]
)
def test_direction_index_is_the_cosine(theirs, expected):
    outcome = indices.direction_index(vector(6, 8, 0), vector(*theirs))
    assert value_of(outcome) == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize("still", [(0.0, 0.0, 0.0), (0.1, 0.0, 0.0)])
def test_a_still_commissure_has_no_direction(still):
    assert isinstance(indices.direction_index(vector(*still), vector(6, 8, 0)), NotMeasurable)
    assert isinstance(indices.direction_index(vector(6, 8, 0), vector(*still)), NotMeasurable)


def test_global_score_clips_each_task_to_its_range():
    parts = [estimated(value) for value in (150.0, -20.0, 50.0, 100.0, 0.0)]
    assert value_of(indices.global_score(parts)) == pytest.approx(50.0)


def test_house_brackmann_measurement_counts_quarter_centimetres():
    assert value_of(indices.hb_measurement(estimated(5.0), estimated(2.5))) == pytest.approx(3.0)
    assert value_of(indices.hb_measurement(estimated(30.0), estimated(30.0))) == pytest.approx(8.0)
    assert value_of(indices.hb_measurement(estimated(-4.0), estimated(0.0))) == pytest.approx(0.0)


def test_relative_house_brackmann_measurement():
    outcome = indices.hb_measurement_ratio(estimated(50.0), estimated(100.0))
    assert value_of(outcome) == pytest.approx(6.0)
    missing = NotMeasurable("why")
    assert indices.hb_measurement_ratio(missing, estimated(50.0)) is missing
    assert indices.hb_measurement_ratio(estimated(50.0), missing) is missing


def test_blink_rate_counts_per_minute():
    outcome = indices.blink_rate(10, 30.0)
    assert isinstance(outcome, Estimate)
    assert outcome.value == pytest.approx(20.0)
    assert outcome.se == pytest.approx(2 * math.sqrt(10))


def test_partial_blinks_are_a_share_with_wilsons_interval():
    outcome = indices.partial_blinks(sample(95, 90, 60, 50, 99))
    assert isinstance(outcome, Estimate)
    assert outcome.value == pytest.approx(40.0)
    # Wilson's interval for 2 of 5 (worked by hand from the published formula).
    assert outcome.lower == pytest.approx(11.76, abs=0.01)
    assert outcome.upper == pytest.approx(76.93, abs=0.01)


def test_partial_blinks_at_the_ends_of_the_range():
    for values, expected in (((99, 99), 0.0), ((10, 10), 100.0)):
        outcome = indices.partial_blinks(sample(*values))
        assert isinstance(outcome, Estimate)
        assert outcome.value == expected
        assert 0.0 <= outcome.lower <= outcome.upper <= 100.0
        assert outcome.se > 0


def test_clamping_keeps_an_estimate_in_range():
    outcome = indices.clamped(estimated(1.02, se=0.05), -1.0, 1.0)
    assert isinstance(outcome, Estimate)
    assert (outcome.value, outcome.upper) == (1.0, 1.0)
    assert np.isclose(outcome.lower, 0.92)
