"""What the recovery charts show: values over the visits, joined only where they may be."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Final

from assessment.change import mdc95
from assessment.indices import CATALOGUE as INDICES
from assessment.indices import HB_POINTS_PER_REGION
from assessment.measures import CATALOGUE
from assessment.protocol import EXERCISES, ExerciseKind
from assessment.protocol import Region as SynkinesisRegion
from assessment.records import Treatment
from assessment.report.content import ReportContent
from assessment.report.lookup import (
    AFTER_EYELID_SURGERY,
    BLINK_CLOSURE,
    CLOSURE,
    LID_OPENING,
    SYNKINESIS,
    Read,
    eyelid_surgery,
    index,
    index_of,
    measure,
    ratio,
    synkinesis_subject,
    trial,
    why_ratio_unsure,
)
from assessment.report.names import REGION_NAME, exercise_name
from assessment.report.numbers import axis_label
from assessment.report.recovery import Band, Event, Panel, Point, Series, Timeline
from assessment.results import Estimate, Phase, SessionResult, Unit
from core.landmarks import Side

_RATIO_TOP_PCT: Final = 110.0
_FULL_PCT: Final = 100.0
_FULL_POINTS: Final = 2.0 * HB_POINTS_PER_REGION
_SYNKINESIS_TOP_PCT: Final = 50.0
_FEWEST_POINTS: Final = 2
_OTHER_FACTOR: Final = "the millimetre factor differs"


def timeline(content: ReportContent) -> Timeline:
    """The common time axis of all charts with the treatments that fall on it."""
    days = [content.day_of(visit) for visit in content.history]
    first, last = days[0], days[-1]
    # Onset belongs on the axis unless it lies so far back that it would squeeze the visits.
    start = 0.0 if 0.0 <= first <= max(last - first, 1.0) else first
    events = (_event(content, tag, given) for tag, given in enumerate(dated(content), 1))
    shown = tuple(
        replace(event, first_day=max(event.first_day, start))
        for event in events
        if event.first_day <= last and start <= _last_day(event)
    )
    return Timeline(start, last, shown)


def _last_day(event: Event) -> float:
    return event.first_day if event.last_day is None else event.last_day


def _event(content: ReportContent, tag: int, treatment: Treatment) -> Event:
    zero = content.patient.onset_date or content.history[0].taken_at.date()
    first_day = float((treatment.start - zero).days)
    last_day = float((treatment.end - zero).days) if treatment.end else None
    return Event(str(tag), first_day, last_day)


def dated(content: ReportContent) -> list[Treatment]:
    """The treatments by their first day: the order of their numbers in the charts."""
    return sorted(content.treatments, key=lambda treatment: treatment.start)


def series(
    content: ReportContent,
    side: Side,
    read: Read,
    *,
    lengths: bool = False,
    lids: bool = False,
) -> Series:
    """What `read` finds at each visit.

    Args:
        content: The visits.
        side: Whose values they are.
        read: Finds the value in the analysis of one visit.
        lengths: The values are lengths, which a different millimetre factor sets apart.
        lids: The values are those of the lids, which eyelid surgery sets apart (clinical.md 5.4).

    Returns:
        The points; one is joined to the point before it when no break lies between them.
    """
    points: list[Point] = []
    broken, factor, day = "", None, dt.date.min
    for number, visit in enumerate(content.history):
        if visit.result is None:
            continue
        now = visit.result.face_frame.mm_per_unit
        broken = broken or visit.break_reason
        broken = broken or (_OTHER_FACTOR if lengths and now != factor else "")
        if lids and eyelid_surgery(content, day, visit.taken_at.date()):
            broken = broken or AFTER_EYELID_SURGERY
        factor, day = now, visit.taken_at.date()
        estimate = read(visit.result)
        if estimate is not None:
            apart = broken if points else ""
            joined = bool(points) and not apart
            points.append(Point(content.day_of(visit), estimate, joined, apart, number))
            broken = ""
    return Series(side, tuple(points))


def noise_band(content: ReportContent, line: Series, unit: Unit) -> Band | None:
    """Measurement error around the previous visit, where the reported one may be compared to it.

    Args:
        content: The visits.
        line: One quantity over them.
        unit: Its unit.
    """
    if content.previous is None or len(line.points) < _FEWEST_POINTS:
        return None
    before, now = line.points[-_FEWEST_POINTS:]
    days = (content.day_of(content.previous), content.day_of(content.history[-1]))
    if (before.day, now.day) != days or not now.joined:
        return None
    return Band(*days, before.estimate.value, mdc95(unit, now.estimate, before.estimate))


def ratio_panel(content: ReportContent, exercise_id: str, measure_id: str, *, title: str) -> Panel:
    """The excursion ratio of one measure with its measurement error."""

    def read(result: SessionResult) -> Estimate | None:
        return ratio(result, exercise_id, measure_id)

    line = series(content, Side.MIDLINE, read, lids=measure_id == LID_OPENING)
    unsure = why_ratio_unsure(content, exercise_id, measure_id)
    return Panel(
        title=title,
        unit=axis_label(Unit.PCT),
        series=(line,),
        high=_RATIO_TOP_PCT,
        band=None if unsure else noise_band(content, line, Unit.PCT),
        full=_FULL_PCT,
    )


def measure_panel(
    content: ReportContent, exercise_id: str, measure_id: str, phase: Phase, *, title: str
) -> Panel:
    """One measure in one phase of an exercise, each side by itself."""
    unit = measure_unit(content, exercise_id, measure_id, phase)

    def reader(side: Side) -> Read:
        def read(result: SessionResult) -> Estimate | None:
            found = trial(result, exercise_id)
            value = measure(found, measure_id, phase, side) if found else None
            return value.estimate if value and value.unit is unit else None

        return read

    lids = measure_id == LID_OPENING
    return Panel(
        title=title,
        unit=axis_label(unit),
        series=tuple(
            series(content, side, reader(side), lengths=True, lids=lids)
            for side in CATALOGUE[measure_id].sides
        ),
    )


def measure_unit(content: ReportContent, exercise_id: str, measure_id: str, phase: Phase) -> Unit:
    """The unit in which the reported visit gives a measure."""
    found = trial(content.result, exercise_id)
    definition = CATALOGUE[measure_id]
    value = measure(found, measure_id, phase, definition.sides[0]) if found else None
    return value.unit if value else definition.quantity.unit(calibrated=False)


def synkinesis_panel(content: ReportContent, region: SynkinesisRegion, exercise_id: str) -> Panel:
    """The synkinesis index of a region in an exercise."""
    subject = synkinesis_subject(region, exercise_id)

    def read(result: SessionResult) -> Estimate | None:
        found = index(result.indices, SYNKINESIS, subject)
        return found.estimate if found else None

    return Panel(
        title=f"Synkinesis: {REGION_NAME[region].lower()} in {exercise_name(exercise_id).lower()}",
        unit="index, %",
        series=(series(content, Side.MIDLINE, read),),
        high=_SYNKINESIS_TOP_PCT,
    )


def closure_panel(content: ReportContent, exercise_id: str) -> Panel:
    """How far the lids of each eye close in an exercise."""
    blink = EXERCISES[exercise_id].kind is ExerciseKind.BLINK

    def reader(side: Side) -> Read:
        def read(result: SessionResult) -> Estimate | None:
            found = trial(result, exercise_id)
            name = BLINK_CLOSURE if blink else CLOSURE
            value = index(found.indices, name, LID_OPENING, side) if found else None
            return value.estimate if value else None

        return read

    return Panel(
        title=f"{exercise_name(exercise_id)}: how far the lids close",
        unit=axis_label(Unit.PCT),
        series=tuple(
            series(content, side, reader(side), lids=True) for side in (Side.RIGHT, Side.LEFT)
        ),
        high=_RATIO_TOP_PCT,
        full=_FULL_PCT,
    )


def score_panel(content: ReportContent, index_id: str) -> Panel:
    """A score of the whole face."""
    definition = INDICES[index_id]
    unit = definition.unit or Unit.POINTS

    def read(result: SessionResult) -> Estimate | None:
        return index_of(result.indices, index_id)

    return Panel(
        title=definition.name,
        unit=axis_label(unit),
        series=(series(content, Side.MIDLINE, read),),
        high=_FULL_PCT if unit is Unit.PCT else _FULL_POINTS,
    )
