"""Measures of whole phases: the mean face of a plateau against the mean face before it.

A measure is taken of the mean of the points, not as the mean of the measure: distances, areas and
magnitudes of noisy points are too long (clinical.md 3.8), and averaging the points first takes
that bias out. The frames one by one give the standard error.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from assessment.measure_types import MeasureDef
from assessment.measures import CATALOGUE
from assessment.results import Phase
from assessment.segmentation import FEWEST_AVERAGED, Span
from assessment.statistics import Sample, autocorrelation, effective_count, mean_se
from core.types import FloatArray

SampleTable = dict[tuple[str, Phase], tuple[Sample, ...]]
"""Samples by measure and phase, one per side of the measure, in template units."""


@dataclass(frozen=True, slots=True)
class PhaseValue:
    """One measure of one side over one stretch of frames.

    Attributes:
        value: The measure of the mean face.
        se: Standard error of `value`.
        sd: Standard deviation of single frames.
        frames: Effective number of frames.
        rho: Lag-1 autocorrelation of single frames.
    """

    value: float
    se: float
    sd: float
    frames: int
    rho: float


def phase_values(
    definition: MeasureDef,
    frames: FloatArray,
    rest: FloatArray,
    known: Sequence[PhaseValue] | None = None,
) -> tuple[PhaseValue, ...]:
    """A measure over a stretch of frames (n, 68, 3), one entry per side.

    Args:
        definition: The measure.
        frames: float64 (n, 68, 3), face axes.
        rest: float64 (68, 3), the rest face.
        known: The same measure over a longer stretch, for the autocorrelation of a short one.
    """
    of_mean = definition.compute(frames.mean(axis=0)[None], rest)
    of_each = definition.compute(frames, rest)
    rhos = [value.rho for value in known] if known else [None] * len(of_mean)
    return tuple(
        _phase_value(definition, float(value[0]), series, rho)
        for value, series, rho in zip(of_mean, of_each, rhos, strict=True)
    )


def _phase_value(
    definition: MeasureDef, value: float, series: FloatArray, known_rho: float | None
) -> PhaseValue:
    period = definition.period_deg
    if period is not None:
        series = value + (series - value + period / 2.0) % period - period / 2.0
    return PhaseValue(
        value=value,
        se=mean_se(series, known_rho),
        sd=float(series.std(ddof=1)) if len(series) > 1 else 0.0,
        frames=int(effective_count(series, known_rho)),
        rho=autocorrelation(series),
    )


@dataclass(frozen=True, slots=True, eq=False)
class RestReference:
    """The face at rest of one session, without blinks.

    Attributes:
        points: float64 (M, 68, 3), face axes, in order of time.
        mean: float64 (68, 3), the mean rest face.
    """

    points: FloatArray
    mean: FloatArray = field(init=False)
    _known: dict[str, tuple[PhaseValue, ...]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "mean", self.points.mean(axis=0))

    def values(self, measure_id: str) -> tuple[PhaseValue, ...]:
        """A measure at rest, one entry per side; computed once, since every clip asks for it."""
        if measure_id not in self._known:
            self._known[measure_id] = phase_values(CATALOGUE[measure_id], self.points, self.mean)
        return self._known[measure_id]

    def samples(self) -> SampleTable:
        """Every measure at rest as samples of one value."""
        return {
            (measure_id, Phase.REST): tuple(
                Sample((side.value,), (side.se,), side.frames) for side in self.values(measure_id)
            )
            for measure_id in CATALOGUE
        }


def repetition_samples(
    points: FloatArray,
    spans: tuple[Span, ...],
    reference: RestReference,
    *,
    measure_ids: Iterable[str] = CATALOGUE,
) -> SampleTable:
    """Every measure in every phase of the repetitions of a clip.

    A repetition is compared with the neutral face right before it, which takes posture drift out
    (clinical.md 1.2); where that was not recorded, with the rest of the session. The excursion is
    the plain difference; its intended direction is the exercise's business.

    Args:
        points: float64 (N, 68, 3), face axes.
        spans: Repetitions, at least one.
        reference: The session's rest.
        measure_ids: Keys of `assessment.measures.CATALOGUE`.
    """
    table: SampleTable = {}
    neutrals = [points[span.neutral] if len(span.neutral) else reference.points for span in spans]
    plateaus = [points[span.plateau] for span in spans]
    for definition in (CATALOGUE[measure_id] for measure_id in measure_ids):
        known = reference.values(definition.id)
        pairs = [
            _neutral_and_peak(definition, neutral, plateau, known)
            for neutral, plateau in zip(neutrals, plateaus, strict=True)
        ]
        for phase in (Phase.REST, Phase.PEAK, Phase.EXCURSION):
            table[definition.id, phase] = tuple(
                _sample([pair[side] for pair in pairs], phase)
                for side in range(len(definition.sides))
            )
    return table


def _neutral_and_peak(
    definition: MeasureDef,
    neutral: FloatArray,
    plateau: FloatArray,
    known: Sequence[PhaseValue],
) -> tuple[tuple[PhaseValue, PhaseValue], ...]:
    """(neutral, peak) of each side; displacements are taken from this neutral face."""
    rest = neutral.mean(axis=0)
    before = phase_values(definition, neutral, rest, known)
    peak = phase_values(definition, plateau, rest, known)
    return tuple(
        (quiet, held if len(plateau) >= FEWEST_AVERAGED else _with_noise_of(quiet, held))
        for quiet, held in zip(before, peak, strict=True)
    )


def _with_noise_of(quiet: PhaseValue, held: PhaseValue) -> PhaseValue:
    """A peak of too few frames to show its own scatter (a blink) takes the scatter before it."""
    return replace(held, se=quiet.sd / math.sqrt(held.frames))


def _sample(pairs: list[tuple[PhaseValue, PhaseValue]], phase: Phase) -> Sample:
    if phase is Phase.EXCURSION:
        return Sample(
            tuple(peak.value - before.value for before, peak in pairs),
            tuple(math.hypot(peak.se, before.se) for before, peak in pairs),
            min(min(before.frames, peak.frames) for before, peak in pairs),
        )
    chosen = [before if phase is Phase.REST else peak for before, peak in pairs]
    return Sample(
        tuple(part.value for part in chosen),
        tuple(part.se for part in chosen),
        min(part.frames for part in chosen),
    )
