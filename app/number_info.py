"""What a reader may ask of a number: its formula, its source and the landmarks behind it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from app.changes import Told
from assessment import indices, measures
from assessment.comparisons import KIM, SHIFT_MEASURES
from assessment.landmark_use import landmarks_of
from assessment.protocol import (
    EXERCISES,
    SUNNYBROOK_TASKS,
    SYNKINESIS_MEASURE,
    ExerciseKind,
    Region,
)
from assessment.report.lookup import GLOBAL_SCORE, HB_MEASUREMENT
from assessment.report.names import REGION_NAME, exercise_name, measure_name
from assessment.report.numbers import interval, quantity
from assessment.report.sources import OWN, cite
from assessment.results import Estimate, Index, Measure, Phase, Unit
from assessment.session_indices import HB_BROW, HB_COMMISSURE
from core.landmarks import Side
from core.types import POINT_COUNT, FloatArray

PHASE_WORDS: Final = {
    Phase.REST: "at rest",
    Phase.PEAK: "at the peak",
    Phase.EXCURSION: "excursion",
}
_EXCURSION: Final = "peak minus rest, the intended movement positive; x = {0}"
_WHOLE_FACE: Final = "face"
_HB_INDICES: Final = (HB_MEASUREMENT, "hb_measurement_ratio")
_FIELLER: Final = (
    "Fieller's interval of one side over the other, through the formula; its error from the "
    "scatter between the movements and the noise of the frames, at rest from the frames alone"
)
_FIELLER_AND_NETWORK: Final = (
    "Fieller's interval of one side over the other, from the scatter between the movements and the "
    "noise of the frames; widened by the network's own error where that is known"
)
_STUDENT: Final = (
    "median ± t × SE of Student's distribution; SE from the scatter between the movements and the "
    "noise of the frames"
)
_ONE_CLIP: Final = "value ± 1.96 × SE; SE from the noise of the frames of one clip"
_PARTS: Final = "mean ± 1.96 × SE; SE of the parts added in squares"
_PARTS_AND_NETWORK: Final = (
    "mean ± 1.96 × SE; SE of the parts added in squares; widened by the network's own error of the "
    "ratios where that is known"
)
_INTERVALS: Final = {
    "excursion_ratio": _FIELLER_AND_NETWORK,
    "blink_rate": "error of a count (Poisson)",
    "blink_partial": "Wilson's interval of a share",
    "global_score": _PARTS_AND_NETWORK,
    HB_MEASUREMENT: _PARTS,
    "hb_measurement_ratio": _PARTS_AND_NETWORK,
    **dict.fromkeys(("rest_drift", "depth_scale", "pose_variation"), _ONE_CLIP),
    **dict.fromkeys(
        (
            *("symmetry_ratio", "symmetry_index", "percent_difference", "asymmetry_index"),
            *("asymmetry_index_unsigned", "kim_index", "synkinesis_index", "area_symmetry_ratio"),
            *("area_asymmetry_index", "peak_velocity_ratio", "time_to_peak_ratio"),
            *("blink_amplitude_ratio", "blink_velocity_ratio"),
        ),
        _FIELLER,
    ),
}
"""How the interval of an index is made; those not here: `_STUDENT`."""
_INTERVAL_SOURCE: Final = "Fieller 1954"
_MDC: Final = (
    "a larger difference is beyond measurement error; MDC95: the smallest detectable change, "
    "SE: standard error at either visit"
)


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
        interval: How its 95 % interval was made.
        change: How it differs from the visit before, or why that is not told; "" if not followed.
        error: How the error of that difference was reckoned.
        floor: Where the smallest difference that may count comes from.
    """

    title: str
    value: str
    formula: str
    values: str
    source: str
    note: str
    measures: tuple[str, ...]
    side: Side
    interval: str = ""
    change: str = ""
    error: str = ""
    floor: str = ""


def is_at_rest(exercise_id: str) -> bool:
    """Its values have no interval: the pictures of one resting face show only their own noise."""
    return bool(exercise_id) and EXERCISES[exercise_id].kind is ExerciseKind.REST


def of_measure(found: Measure, exercise_id: str) -> NumberInfo:
    """A measure of one side in one phase of an exercise."""
    definition = measures.CATALOGUE[found.measure_id]
    excursion, resting = found.phase is Phase.EXCURSION, is_at_rest(exercise_id)
    made = _STUDENT if len(found.repetitions) > 1 else _ONE_CLIP
    return NumberInfo(
        title=of_side(
            f"{exercise_name(exercise_id)}: {measure_name(found.measure_id)}, "
            f"{PHASE_WORDS[found.phase]}",
            found.side,
        ),
        value=_told(found.estimate, found.unit, resting=resting),
        formula=_EXCURSION.format(definition.formula) if excursion else definition.formula,
        values="",
        source=cite(definition.source),
        note=definition.note,
        measures=(found.measure_id,),
        side=found.side,
        interval="" if resting else made,
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
    resting = is_at_rest(exercise_id)
    return NumberInfo(
        title=of_side(f"{place}{index_words(found.index_id, found.subject)}", found.side),
        value=_told(found.estimate, found.unit, decimals, resting=resting),
        formula=definition.formula,
        values=definition.values,
        source=cite(definition.source),
        note=definition.note,
        measures=measures_behind(found.index_id, found.subject),
        side=found.side,
        interval="" if resting else _INTERVALS.get(found.index_id, _STUDENT),
    )


def with_change(info: NumberInfo, told: Told) -> NumberInfo:
    """The number with how it differs from the visit before."""
    return replace(info, change=_change_words(told), error=told.error, floor=told.floor)


def of_interval(info: NumberInfo, ends: str) -> NumberInfo:
    """The 95 % interval of a number, explained by itself."""
    return replace(
        info,
        title=f"95 % interval: {info.title}",
        value=ends,
        formula=info.interval,
        values="",
        source=_INTERVAL_SOURCE if info.interval in (_FIELLER, _FIELLER_AND_NETWORK) else OWN,
        interval="",
        change="",
        error="",
        floor="",
    )


def of_change(info: NumberInfo, told: Told) -> NumberInfo:
    """The difference of a number to the visit before, explained by itself."""
    return replace(
        info,
        title=f"Change since the visit before: {info.title}",
        value=_change_words(told),
        formula=told.error or "value of this visit minus value of the visit before",
        values=_MDC if told.error else "",
        source=OWN,
        interval="",
        change="",
        error="",
        floor=told.floor,
    )


def _change_words(told: Told) -> str:
    """E.g. "+0.021 OCW: beyond measurement error"."""
    return ": ".join(part for part in (told.delta, told.verdict) if part)


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


def landmarks_behind(info: NumberInfo, face: FloatArray) -> dict[Side, tuple[int, ...]]:
    """The landmarks on which a number rests, by side; all of them for the whole face.

    Args:
        info: The number.
        face: float64 (68, 3), a face in face axes.
    """
    if not info.measures:
        return {Side.MIDLINE: tuple(range(POINT_COUNT))}
    used: dict[Side, set[int]] = {}
    for measure_id in info.measures:
        for side, points in landmarks_of(measure_id, face).items():
            if info.side in (Side.MIDLINE, side) or len(measures.CATALOGUE[measure_id].sides) == 1:
                used.setdefault(side, set()).update(points)
    return {side: tuple(sorted(points)) for side, points in used.items()}


def of_side(name: str, side: Side) -> str:
    """A quantity with the side on which it was measured."""
    if side is Side.MIDLINE:
        return name
    return f"{name}, patient's right" if side is Side.RIGHT else f"{name}, patient's left"


def _told(
    estimate: Estimate, unit: Unit, decimals: int | None = None, *, resting: bool = False
) -> str:
    count = estimate.count
    behind = f"{count} observation" if count == 1 else f"{count} observations"
    value = quantity(estimate.value, unit, decimals=decimals)
    if resting:
        return f"{value} ({behind})"
    ends = interval(estimate, unit, decimals=decimals)
    return f"{value} (95 % interval {ends}; {behind})"
