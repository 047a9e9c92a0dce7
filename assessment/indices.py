"""The indices of clinical.md section 4: comparisons of the two sides, each with its interval.

Every function takes samples or estimates and answers with an estimate, or says why it cannot. A
stands for the affected, H for the healthy side; where no single side is affected only the
symmetric forms exist. `CATALOGUE` tells their formulas, ranges and sources.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

import numpy as np

from assessment.index_catalogue import CATALOGUE, IndexDef
from assessment.results import Estimate
from assessment.statistics import (
    GATE_SES,
    NORMAL_QUANTILE,
    NotMeasurable,
    Outcome,
    Sample,
    estimate,
    folded,
    mapped,
    minus,
    ratio,
)
from core.types import FloatArray

__all__ = ["CATALOGUE", "IndexDef"]

PCT: Final = 100.0
HB_MM_PER_POINT: Final = 2.5
"""House and Brackmann: one point per 0.25 cm, [S4][S5]."""

HB_POINTS_PER_REGION: Final = 4.0
PARTIAL_BLINK_PCT: Final = 80.0
"""A blink that closes less counts as partial (default)."""

STILL_SHARE: Final = 0.05
"""A side that goes the wrong way by less than this share of the other is still (default)."""

HEALTHY_WRONG_WAY: Final = "the healthy side did not move as intended; check the recorded side"


def clamped(outcome: Outcome, low: float, high: float) -> Outcome:
    """An estimate kept within the range that its index can have."""
    return mapped(outcome, lambda value: min(max(value, low), high), 1.0)


def symmetry_ratio(right: Sample, left: Sample) -> Outcome:
    """The smaller over the larger side (4.1), 0 when one of them moves the wrong way."""
    small, large = sorted((right, left), key=lambda side: abs(side.median))
    if max(small.median, large.median) <= 0.0:
        return NotMeasurable("neither side moved as intended")
    upright = math.copysign(1.0, large.median)
    quotient = ratio(small.scaled(upright), large.scaled(upright))
    if isinstance(quotient, NotMeasurable):
        return quotient
    value = min(quotient.value, 1.0 / max(quotient.value, 1.0))
    ends = (quotient.lower, min(quotient.upper, 1.0 / max(quotient.upper, 1.0)))
    upper = min(quotient.upper, 1.0)
    folded_ratio = Estimate(value, quotient.se, quotient.count, min(ends), upper)
    return clamped(folded_ratio, 0.0, 1.0)


def symmetry_index(right: Sample, left: Sample) -> Outcome:
    """The symmetry ratio in percent (4.1b)."""
    return mapped(symmetry_ratio(right, left), lambda value: PCT * value, PCT)


def _over_healthy(affected: Sample, healthy: Sample) -> Outcome:
    """A / H, undefined unless H > 0 and clear of its noise (3.8)."""
    if healthy.median <= 0.0:
        return NotMeasurable(HEALTHY_WRONG_WAY)
    return ratio(affected, healthy)


def excursion_ratio(affected: Sample, healthy: Sample) -> Outcome:
    """100 x_A / x_H (4.5), the main outcome; below 0 when A moves the wrong way."""
    return mapped(_over_healthy(affected, healthy), lambda value: PCT * value, PCT)


def percent_difference(affected: Sample, healthy: Sample) -> Outcome:
    """100 |A - H| / H (4.2)."""
    quotient = _over_healthy(affected, healthy)
    return folded(mapped(quotient, lambda value: PCT * (value - 1.0), PCT))


def asymmetry_index(affected: Sample, healthy: Sample) -> Outcome:
    """100 (H - A) / (H + A) (4.3), + when the affected side has less.

    Its range of -100..100 holds for two positive sides only. A side that cannot be told from a
    still one (`STILL_SHARE`) counts as still; one that clearly moves the wrong way has no index.
    """
    if healthy.median <= 0.0:
        return NotMeasurable(HEALTHY_WRONG_WAY)
    return _relative_difference(affected, healthy)


def asymmetry_index_unsigned(right: Sample, left: Sample) -> Outcome:
    """100 |L - R| / (L + R) (4.3), for patients without a single affected side."""
    small, large = sorted((right, left), key=lambda side: side.median)
    if large.median <= 0.0:
        return NotMeasurable("neither side moved as intended")
    return folded(_relative_difference(small, large))


def _relative_difference(part: Sample, whole: Sample) -> Outcome:
    """100 (whole - part) / (whole + part) within -100..100; `whole` is positive."""
    quotient = ratio(part, whole)
    if isinstance(quotient, NotMeasurable):
        return quotient
    if quotient.upper < -STILL_SHARE:
        return NotMeasurable(
            "one side moved the wrong way, and the index compares two that did not"
        )
    if quotient.lower <= -1.0:
        return NotMeasurable("one side may move as far the wrong way as the other does the right")
    slope = 2.0 * PCT / (1.0 + quotient.value) ** 2
    index = mapped(quotient, lambda value: PCT * (1.0 - value) / (1.0 + value), slope)
    return clamped(index, -PCT, PCT)


def side_difference(affected: Sample, healthy: Sample) -> Outcome:
    """H - A, in the unit of the measure (3.2, notes on LA and LD)."""
    return estimate(minus(healthy, affected))


def side_difference_unsigned(right: Sample, left: Sample) -> Outcome:
    """|R - L|, in the unit of the measure; of MC the facial asymmetry index (4.4, [S18])."""
    return folded(estimate(minus(right, left)))


def is_clear(sample: Sample) -> list[bool]:
    """Which repetitions lie above their noise."""
    pairs = zip(sample.values, sample.ses, strict=True)
    return [value > GATE_SES * se for value, se in pairs]


def relative_loss(plateau: Sample, neutral: Sample) -> Sample | NotMeasurable:
    """1 - plateau / neutral of each repetition, by the error law of a quotient.

    As a percentage the closure completeness (4.5c) and the eye's activation (4.6).

    Returns:
        The repetitions whose neutral value is above its noise, or `NotMeasurable` without any.
    """
    clear = is_clear(neutral)
    if not any(clear):
        return NotMeasurable("the eye is hardly open before the movement")
    plateau, neutral = plateau.only(clear), neutral.only(clear)
    values, errors = [], []
    for held, held_se, before, before_se in zip(
        plateau.values, plateau.ses, neutral.values, neutral.ses, strict=True
    ):
        values.append(1.0 - held / before)
        errors.append(math.hypot(held_se, before_se * held / before) / before)
    return Sample(tuple(values), tuple(errors), min(plateau.frames, neutral.frames))


def synkinesis_raw(affected: Sample, healthy: Sample) -> Outcome:
    """a_A - a_H (4.6): the healthy side's share of the common movement is taken away."""
    return estimate(minus(affected, healthy))


def synkinesis_index(raw: Outcome, voluntary: Sequence[Sample]) -> Outcome:
    """100 max(0, a_A - a_H) over the larger voluntary activation of the two sides (4.6).

    Args:
        raw: `synkinesis_raw`.
        voluntary: Activation of both sides in the exercise that moves the region on purpose, in
            the unit of `raw`.
    """
    if isinstance(raw, NotMeasurable):
        return raw
    largest = estimate(max(voluntary, key=lambda side: side.median))
    share = ratio(
        Sample((raw.value,), (raw.se,), raw.count), Sample((largest.value,), (largest.se,))
    )
    return clamped(mapped(share, lambda value: PCT * value, PCT), 0.0, math.inf)


def direction_index(affected: Sequence[Sample], healthy: Sequence[Sample]) -> Outcome:
    """Cosine between the mirrored displacement of H and that of A (4.9, [S48]).

    Args:
        affected: The outward, upward and forward displacement of the affected commissure.
        healthy: The same of the other one.
    """
    ours, theirs = _vectors(affected), _vectors(healthy)
    doubt = np.hypot(_relative_error(affected), _relative_error(healthy))
    if not np.all(doubt < 1.0 / GATE_SES):
        return NotMeasurable("a commissure moved too little to have a direction")
    lengths = np.linalg.norm(ours, axis=1) * np.linalg.norm(theirs, axis=1)
    cosines = np.clip((ours * theirs).sum(axis=1) / lengths, -1.0, 1.0)
    # An angle known to within `doubt` radians: its cosine to first and second order.
    errors = np.sqrt(1.0 - cosines**2) * doubt + doubt**2 / 2.0
    sample = Sample(tuple(cosines.tolist()), tuple(errors.tolist()))
    return clamped(estimate(sample), -1.0, 1.0)


def _vectors(components: Sequence[Sample]) -> FloatArray:
    """Float64 (repetitions, 3)."""
    return np.array([component.values for component in components]).T


def _relative_error(components: Sequence[Sample]) -> FloatArray:
    """Float64 (repetitions,): mean error of a component over the length of the vector."""
    errors = np.array([component.ses for component in components])
    lengths = np.linalg.norm(_vectors(components), axis=1)
    relative: FloatArray = np.sqrt((errors**2).mean(axis=0)) / np.maximum(
        lengths, np.finfo(np.float64).tiny
    )
    return relative


def global_score(excursion_ratios_pct: Sequence[Estimate]) -> Outcome:
    """Mean of the excursion ratios of the Sunnybrook tasks, each within 0..100 (4.16)."""
    return _mean_clamped(excursion_ratios_pct, PCT)


def hb_measurement(brow_mm: Estimate, commissure_mm: Estimate) -> Outcome:
    """Points of House and Brackmann's own measurement of the affected side (2.1)."""
    total = _mean_clamped((brow_mm, commissure_mm), HB_MM_PER_POINT * HB_POINTS_PER_REGION)
    factor = 2.0 / HB_MM_PER_POINT
    return mapped(total, lambda value: factor * value, factor)


def hb_measurement_ratio(brow_pct: Outcome, commissure_pct: Outcome) -> Outcome:
    """8 times the mean excursion ratio of brow and commissure (2.1, default)."""
    if isinstance(brow_pct, NotMeasurable):
        return brow_pct
    if isinstance(commissure_pct, NotMeasurable):
        return commissure_pct
    factor = 2.0 * HB_POINTS_PER_REGION / PCT
    total = _mean_clamped((brow_pct, commissure_pct), PCT)
    return mapped(total, lambda value: factor * value, factor)


def _mean_clamped(parts: Sequence[Estimate], highest: float) -> Outcome:
    """Mean of independent estimates, each kept within 0..`highest`."""
    value = float(np.mean([min(max(part.value, 0.0), highest) for part in parts]))
    se = math.sqrt(sum(part.se**2 for part in parts)) / len(parts)
    half = NORMAL_QUANTILE * se
    count = min(part.count for part in parts)
    return clamped(Estimate(value, se, count, value - half, value + half), 0.0, highest)


def blink_rate(blinks: int, usable_s: float) -> Outcome:
    """Blinks per minute with the Poisson error of the count (4.15)."""
    per_blink = 60.0 / usable_s
    half = NORMAL_QUANTILE * math.sqrt(max(blinks, 1))
    return Estimate(
        value=per_blink * blinks,
        se=per_blink * math.sqrt(max(blinks, 1)),
        count=max(blinks, 1),
        lower=per_blink * max(blinks - half, 0.0),
        upper=per_blink * (blinks + half),
    )


def partial_blinks(completeness_pct: Sample) -> Outcome:
    """Share of blinks that close less than `PARTIAL_BLINK_PCT`, with Wilson's interval (4.15).

    Wilson, J Am Stat Assoc 1927.
    """
    count = len(completeness_pct.values)
    share = sum(value < PARTIAL_BLINK_PCT for value in completeness_pct.values) / count
    weight = NORMAL_QUANTILE**2 / count
    centre = (share + weight / 2.0) / (1.0 + weight)
    half = math.sqrt(weight * share * (1.0 - share) + weight**2 / 4.0) / (1.0 + weight)
    return Estimate(
        value=PCT * share,
        se=PCT * math.sqrt(max(share * (1.0 - share), 0.25 / count) / count),
        count=count,
        lower=PCT * max(centre - half, 0.0),
        upper=PCT * min(centre + half, 1.0),
    )
