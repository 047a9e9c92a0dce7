"""From repeated noisy values to estimates with 95 % intervals (clinical.md 3.8 and 5.3).

Two sources of scatter are kept apart: the noise of the landmarks, known from the frames behind
each value, and the patient's own variation, seen only between repetitions.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy.stats import t as student_t

from assessment.results import Estimate
from core.types import FloatArray

CONFIDENCE: Final = 0.95
GATE_SES: Final = 3.0
"""A ratio needs a denominator of at least this many of its standard errors (clinical.md 3.8)."""

_MEDIAN_OVER_MEAN_SE: Final = math.sqrt(math.pi / 2.0)
_MEDIAN_NEEDS: Final = 3
_MANY: Final = 1e6
_AUTOCORRELATION_NEEDS: Final = 4
_HIGHEST_AUTOCORRELATION: Final = 0.99


@dataclass(frozen=True, slots=True)
class NotMeasurable:
    """The answer to a question the data cannot decide.

    Attributes:
        reason: One clause for the reader.
    """

    reason: str


Outcome = Estimate | NotMeasurable


@dataclass(frozen=True, slots=True)
class Sample:
    """One quantity measured once or several times.

    Attributes:
        values: The value of each repetition.
        ses: Standard error of each value from the noise of its frames.
        frames: Effective number of frames behind a single value.
    """

    values: tuple[float, ...]
    ses: tuple[float, ...]
    frames: int = 1

    def __post_init__(self) -> None:
        if not self.values or len(self.values) != len(self.ses):
            raise ValueError(f"a sample needs values with their standard errors, got {self}")

    def scaled(self, factor: float) -> Sample:
        """The same sample in another unit or with another sign."""
        return Sample(
            tuple(factor * value for value in self.values),
            tuple(abs(factor) * se for se in self.ses),
            self.frames,
        )

    @property
    def median(self) -> float:
        """Median over the repetitions."""
        return float(np.median(self.values))


def minus(first: Sample, second: Sample) -> Sample:
    """Difference repetition by repetition of two independent samples of equal length."""
    pairs = zip(first.values, second.values, strict=True)
    errors = zip(first.ses, second.ses, strict=True)
    return Sample(
        tuple(a - b for a, b in pairs),
        tuple(math.hypot(a, b) for a, b in errors),
        min(first.frames, second.frames),
    )


def effective_count(series: FloatArray) -> float:
    """Number of independent values in an autocorrelated series.

    N (1 - rho) / (1 + rho) with the lag-1 autocorrelation rho (clinical.md 3.8), rho corrected
    for its bias in short series by (1 + 3 rho) / N (Kendall, Biometrika 1954).

    Args:
        series: float64 (N,), N >= 1, in order of time.

    Returns:
        A number in [1, N].
    """
    count = len(series)
    centred = series - series.mean()
    power = float(centred @ centred)
    if count < _AUTOCORRELATION_NEEDS or power == 0.0:
        return float(count)
    rho = float(centred[1:] @ centred[:-1]) / power
    rho = min(max(rho + (1.0 + 3.0 * rho) / count, 0.0), _HIGHEST_AUTOCORRELATION)
    return max(count * (1.0 - rho) / (1.0 + rho), 1.0)


def mean_se(series: FloatArray) -> float:
    """Standard error of the mean of an autocorrelated series float64 (N,); 0 for one value."""
    if len(series) < 2:
        return 0.0
    return float(series.std(ddof=1) / math.sqrt(effective_count(series)))


def estimate(sample: Sample) -> Estimate:
    """Median over the repetitions with its 95 % interval."""
    spread = _spread((sample,))
    contrast = np.ones(1)
    half = spread.quantile(contrast) * spread.se(contrast)
    count = len(sample.values) if len(sample.values) > 1 else max(sample.frames, 1)
    value = sample.median
    return Estimate(value, spread.se(contrast), count, value - half, value + half)


@dataclass(frozen=True, slots=True, eq=False)
class _Spread:
    """Covariance of the medians of one or two samples, split by source.

    Attributes:
        total: float64 (k, k), covariance of the medians.
        effort: float64 (k, k), the part that comes from variation between repetitions.
        repetitions: Number of repetitions.
    """

    total: FloatArray
    effort: FloatArray
    repetitions: int

    def se(self, contrast: FloatArray) -> float:
        """Standard error of a linear combination of the medians."""
        return math.sqrt(max(float(contrast @ self.total @ contrast), 0.0))

    def quantile(self, contrast: FloatArray) -> float:
        """Student's quantile with the degrees of freedom of Welch and Satterthwaite.

        The noise of the frames counts as known; only the variation between repetitions, seen
        two or three times, widens the interval.
        """
        total = float(contrast @ self.total @ contrast)
        effort = float(contrast @ self.effort @ contrast)
        uncertain = effort**2 / max(self.repetitions - 1, 1)
        freedom = min(total**2 / uncertain, _MANY) if uncertain > total**2 / _MANY else _MANY
        return float(student_t.ppf(0.5 + CONFIDENCE / 2.0, freedom))


def _spread(samples: tuple[Sample, ...]) -> _Spread:
    values = np.array([sample.values for sample in samples])
    noise = np.diag([float(np.mean(np.square(sample.ses))) for sample in samples])
    repetitions = values.shape[1]
    effort = np.zeros_like(noise)
    if repetitions > 1:
        observed = np.atleast_2d(np.cov(values))
        level, direction = np.linalg.eigh(observed - noise)
        effort = (direction * np.maximum(level, 0.0)) @ direction.T
    widening = _MEDIAN_OVER_MEAN_SE**2 if repetitions >= _MEDIAN_NEEDS else 1.0
    share = widening / repetitions
    return _Spread(share * (noise + effort), share * effort, repetitions)


def ratio(numerator: Sample, denominator: Sample) -> Outcome:
    """Quotient of two medians with Fieller's interval.

    Fieller (J R Stat Soc B 1954), with the covariance that common effort gives both sides.

    Args:
        numerator: Repetitions of the affected or left side.
        denominator: The same repetitions of the other side.

    Returns:
        The estimate, or `NotMeasurable` when the denominator cannot be told from zero.
    """
    spread = _spread((numerator, denominator))
    above, below = numerator.median, denominator.median
    (var_above, covariance), (_, var_below) = spread.total.tolist()
    if abs(below) <= GATE_SES * math.sqrt(var_below):
        return NotMeasurable("the side it is divided by moved less than three times its noise")
    quotient = above / below
    contrast = np.array([1.0, -quotient])
    quantile = spread.quantile(contrast)
    doubt = quantile**2 * var_below / below**2
    if doubt >= 1.0:
        return NotMeasurable("the repetitions differ too much for a ratio")
    variance = spread.se(contrast) ** 2
    se = math.sqrt(variance) / abs(below)
    inner = variance - doubt * var_above + quantile**2 * covariance**2 / below**2
    centre = (quotient - quantile**2 * covariance / below**2) / (1.0 - doubt)
    half = quantile * math.sqrt(max(inner, 0.0)) / (abs(below) * (1.0 - doubt))
    return Estimate(
        value=quotient,
        se=se,
        count=len(numerator.values) if len(numerator.values) > 1 else numerator.frames,
        lower=min(centre - half, quotient),
        upper=max(centre + half, quotient),
    )


def mapped(outcome: Outcome, function: Callable[[float], float], slope: float) -> Outcome:
    """An estimate through a monotone function.

    Args:
        outcome: What goes in; `NotMeasurable` passes through.
        function: Monotone over the interval.
        slope: Absolute derivative of `function` at the value.
    """
    if isinstance(outcome, NotMeasurable):
        return outcome
    ends = sorted((function(outcome.lower), function(outcome.upper)))
    value = function(outcome.value)
    return Estimate(value, slope * outcome.se, outcome.count, ends[0], ends[1])


def folded(outcome: Outcome) -> Outcome:
    """The absolute value of an estimate; an interval that holds 0 starts at 0."""
    if isinstance(outcome, NotMeasurable):
        return outcome
    ends = sorted((abs(outcome.lower), abs(outcome.upper)))
    lowest = 0.0 if outcome.lower <= 0.0 <= outcome.upper else ends[0]
    return Estimate(abs(outcome.value), outcome.se, outcome.count, lowest, ends[1])
