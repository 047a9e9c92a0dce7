"""From repeated noisy values to estimates with 95 % intervals (clinical.md 3.8 and 5.3).

Two sources of scatter are kept apart: the noise of the landmarks, known from the frames behind
each value, and the patient's own variation, seen only between repetitions.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import compress
from typing import Final

import numpy as np
from scipy.special import stdtrit

from assessment.results import Estimate
from core.types import FloatArray

CONFIDENCE: Final = 0.95
NORMAL_QUANTILE: Final = 1.959964
"""Of the normal distribution, for two-sided intervals at `CONFIDENCE`."""
GATE_SES: Final = 3.0
"""A ratio needs a denominator of at least this many of its standard errors (clinical.md 3.8)."""

_MEDIAN_OVER_MEAN_VARIANCE: Final = math.pi / 2.0
_MEDIAN_NEEDS: Final = 3
_MANY: Final = 1e6
_AUTOCORRELATION_NEEDS: Final = 4
_HIGHEST_AUTOCORRELATION: Final = 0.99
LONG_ENOUGH: Final = 30
"""Frames from which a series tells its own autocorrelation (default)."""

_FEWEST_INDEPENDENT: Final = 1.1


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

    def only(self, kept: Sequence[bool]) -> Sample:
        """The sample reduced to some of its repetitions."""
        return Sample(
            tuple(compress(self.values, kept)), tuple(compress(self.ses, kept)), self.frames
        )

    @property
    def count(self) -> int:
        """Repetitions, or the effective frames of a single one."""
        return len(self.values) if len(self.values) > 1 else self.frames

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


def autocorrelation(series: FloatArray) -> float:
    """Lag-1 autocorrelation of a series float64 (N,), within 0..0.99.

    Corrected for its bias in short series by (1 + 3 rho) / N (Kendall, Biometrika 1954).
    """
    count = len(series)
    centred = series - series.mean()
    power = float(centred @ centred)
    if count < _AUTOCORRELATION_NEEDS or power == 0.0:
        return 0.0
    rho = float(centred[1:] @ centred[:-1]) / power
    return min(max(rho + (1.0 + 3.0 * rho) / count, 0.0), _HIGHEST_AUTOCORRELATION)


def effective_count(series: FloatArray, known_rho: float | None = None) -> float:
    """Number of independent values in an autocorrelated series.

    N / (1 + 2 sum (1 - k/N) rho^k) over the lags k < N, which for long series is the
    N (1 - rho) / (1 + rho) of clinical.md 3.8. A short series cannot tell its rho: it takes the
    one that is known; a longer one takes the larger of the two.

    Args:
        series: float64 (N,), N >= 1, in order of time.
        known_rho: Autocorrelation of the same quantity in a longer series, if there is one.

    Returns:
        A number in [1, N].
    """
    count = len(series)
    rho = autocorrelation(series)
    if known_rho is not None:
        rho = known_rho if count < LONG_ENOUGH else max(rho, known_rho)
    lags = np.arange(1, count)
    return float(count / (1.0 + 2.0 * ((1.0 - lags / count) * rho**lags).sum()))


def mean_se(series: FloatArray, known_rho: float | None = None) -> float:
    """Standard error of the mean of an autocorrelated series float64 (N,); 0 for one value.

    The scatter about the mean of a short series leaves out what all of it has in common; its
    expected square is 1 - 1 / N_eff of the variance, and the error is set right for that.
    """
    if len(series) < 2:
        return 0.0
    independent = max(effective_count(series, known_rho), _FEWEST_INDEPENDENT)
    return float(series.std() / math.sqrt(independent - 1.0))


@dataclass(frozen=True, slots=True)
class _Spread:
    """How uncertain the median of a sample is.

    Attributes:
        variance: Variance of the median.
        noise: The part of it that comes from the noise of the frames.
        quantile: Student's quantile of the 95 % interval.
    """

    variance: float
    noise: float
    quantile: float


def _spread(sample: Sample) -> _Spread:
    """The noise of the frames counts as known; variation between repetitions comes on top.

    The degrees of freedom follow Welch and Satterthwaite: only the variation, seen two or three
    times, widens the interval beyond the normal one.
    """
    repetitions = len(sample.values)
    noise = float(np.mean(np.square(sample.ses)))
    observed = float(np.var(sample.values, ddof=1)) if repetitions > 1 else 0.0
    variation = max(observed - noise, 0.0)
    total = noise + variation
    freedom = _MANY
    if variation > 0.0:
        freedom = min((repetitions - 1) * (total / variation) ** 2, _MANY)
    share = (_MEDIAN_OVER_MEAN_VARIANCE if repetitions >= _MEDIAN_NEEDS else 1.0) / repetitions
    quantile = float(stdtrit(freedom, 0.5 + CONFIDENCE / 2.0))
    return _Spread(share * total, share * noise, quantile)


def estimate(sample: Sample) -> Estimate:
    """Median over the repetitions with its 95 % interval."""
    spread = _spread(sample)
    se = math.sqrt(spread.variance)
    half = spread.quantile * se
    value = sample.median
    return Estimate(value, se, sample.count, value - half, value + half)


def ratio(numerator: Sample, denominator: Sample) -> Outcome:
    """Median quotient over the repetitions, with Fieller's interval (J R Stat Soc B 1954).

    Effort that varies from repetition to repetition moves both sides alike and cancels; what is
    left of it, the scatter of a - e h, is booked on the numerator. Repetitions whose denominator
    is not clearly above zero are left out (clinical.md 3.8).

    Args:
        numerator: Repetitions of the affected or left side.
        denominator: The same repetitions of the other side.

    Returns:
        The estimate, or `NotMeasurable`.
    """
    clear = [
        value > GATE_SES * se for value, se in zip(denominator.values, denominator.ses, strict=True)
    ]
    if not any(clear):
        return NotMeasurable("the side it is divided by moved less than three times its noise")
    numerator, denominator = numerator.only(clear), denominator.only(clear)
    below, noise_below = denominator.median, _spread(denominator).noise
    pairs = zip(numerator.values, denominator.values, strict=True)
    quotient = float(np.median([above / under for above, under in pairs]))
    rest = _spread(minus(numerator, denominator.scaled(quotient)))
    doubt = rest.quantile**2 * noise_below / below**2
    if doubt >= 1.0:
        return NotMeasurable("the repetitions differ too much for a ratio")
    variance_above = max(rest.variance - quotient**2 * noise_below, 0.0)
    inner = rest.variance - doubt * variance_above
    centre = quotient / (1.0 - doubt)
    half = rest.quantile * math.sqrt(inner) / (abs(below) * (1.0 - doubt))
    return Estimate(
        value=quotient,
        se=math.sqrt(rest.variance) / abs(below),
        count=numerator.count,
        lower=centre - half,
        upper=centre + half,
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


def widened(estimate: Estimate, sd: float) -> Estimate:
    """The estimate with an independent, normal error of standard deviation `sd` in its interval."""
    reach = NORMAL_QUANTILE * sd
    return replace(
        estimate,
        lower=estimate.value - math.hypot(estimate.value - estimate.lower, reach),
        upper=estimate.value + math.hypot(estimate.upper - estimate.value, reach),
    )
