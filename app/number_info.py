"""What a reader may ask of a number: its formula, its source and the landmarks behind it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from assessment import indices, measures
from assessment.comparisons import KIM, SHIFT_MEASURES
from assessment.protocol import EXERCISES, SUNNYBROOK_TASKS, SYNKINESIS_MEASURE, Region
from assessment.report.lookup import GLOBAL_SCORE, HB_MEASUREMENT
from assessment.report.names import REGION_NAME, exercise_name, measure_name
from assessment.report.numbers import interval, quantity
from assessment.report.sources import cite
from assessment.results import Estimate, Index, Measure, Phase, Unit
from assessment.session_indices import HB_BROW, HB_COMMISSURE
from core.landmarks import Side

PHASE_WORDS: Final = {
    Phase.REST: "at rest",
    Phase.PEAK: "at the peak",
    Phase.EXCURSION: "excursion",
}
_EXCURSION: Final = "peak minus rest, the intended movement positive; x = {0}"
_WHOLE_FACE: Final = "face"
_HB_INDICES: Final = (HB_MEASUREMENT, "hb_measurement_ratio")


@dataclass(frozen=True, slots=True)
class NumberInfo:
    """One number explained.

    Attributes:
        title: What it is.
        value: The number with its interval and how many observations are behind it.
        formula: Its definition.
        values: What its range means; "" where the unit says it all.
        source: Where the definition comes from.
        note: What a reader must know; "" for nothing.
        measures: Keys of the measures whose landmarks it uses; empty: all landmarks.
        side: The side it belongs to, the midline for both.
    """

    title: str
    value: str
    formula: str
    values: str
    source: str
    note: str
    measures: tuple[str, ...]
    side: Side


def of_measure(found: Measure, exercise_id: str) -> NumberInfo:
    """A measure of one side in one phase of an exercise."""
    definition = measures.CATALOGUE[found.measure_id]
    excursion = found.phase is Phase.EXCURSION
    return NumberInfo(
        title=of_side(
            f"{exercise_name(exercise_id)}: {measure_name(found.measure_id)}, "
            f"{PHASE_WORDS[found.phase]}",
            found.side,
        ),
        value=_told(found.estimate, found.unit),
        formula=_EXCURSION.format(definition.formula) if excursion else definition.formula,
        values="",
        source=cite(definition.source),
        note=definition.note,
        measures=(found.measure_id,),
        side=found.side,
    )


def of_index(found: Index, exercise_id: str = "", *, decimals: int | None = None) -> NumberInfo:
    """An index.

    Args:
        found: Its value.
        exercise_id: Empty for one over several exercises.
        decimals: As many as stand in the table, else those usual for the unit.
    """
    definition = indices.CATALOGUE[found.index_id]
    place = f"{exercise_name(exercise_id)}: " if exercise_id else ""
    return NumberInfo(
        title=of_side(f"{place}{index_words(found.index_id, found.subject)}", found.side),
        value=_told(found.estimate, found.unit, decimals),
        formula=definition.formula,
        values=definition.values,
        source=cite(definition.source),
        note=definition.note,
        measures=measures_behind(found.index_id, found.subject),
        side=found.side,
    )


def index_words(index_id: str, subject: str) -> str:
    """An index and what it is about, e.g. "Symmetry ratio, brow height (BH)"."""
    name, about = indices.CATALOGUE[index_id].name, subject_words(subject)
    if subject == _WHOLE_FACE:
        return name
    return about if about.startswith(name) else f"{name}, {about}"


def subject_words(subject: str) -> str:
    """The subject of an index for the reader, e.g. "eye in pucker"."""
    region, _, exercise_id = subject.partition("|")
    if exercise_id:
        return f"{REGION_NAME[Region(region)].lower()} in {exercise_name(exercise_id).lower()}"
    return measure_name(subject)


def measures_behind(index_id: str, subject: str) -> tuple[str, ...]:
    """Keys of the measures from which an index is made; empty when it takes the whole face."""
    if subject in measures.CATALOGUE:
        return (subject,)
    region, _, exercise_id = subject.partition("|")
    if exercise_id:
        return (SYNKINESIS_MEASURE[Region(region)].measure_id,)
    if index_id == GLOBAL_SCORE:
        primaries = (EXERCISES[task].primary for task in SUNNYBROOK_TASKS)
        return tuple(primary.measure_id for primary in primaries if primary is not None)
    if index_id in _HB_INDICES:
        return (HB_BROW.measure_id, HB_COMMISSURE.measure_id)
    if index_id == "direction_index":
        return SHIFT_MEASURES
    return tuple(measure_id for kim, measure_id in KIM.values() if kim == subject)


def of_side(name: str, side: Side) -> str:
    """A quantity with the side on which it was measured."""
    if side is Side.MIDLINE:
        return name
    return f"{name}, patient's right" if side is Side.RIGHT else f"{name}, patient's left"


def _told(estimate: Estimate, unit: Unit, decimals: int | None = None) -> str:
    count = estimate.count
    behind = f"{count} observation" if count == 1 else f"{count} observations"
    ends = interval(estimate, unit, decimals=decimals)
    value = quantity(estimate.value, unit, decimals=decimals)
    return f"{value} (95 % interval {ends}; {behind})"
