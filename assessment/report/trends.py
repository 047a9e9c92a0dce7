"""Recovery over the visits: the values of clinical.md 5.1 gathered into charts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from reportlab.platypus import Flowable

from assessment.protocol import Region as SynkinesisRegion
from assessment.records import Treatment
from assessment.report import theme
from assessment.report.content import ReportContent
from assessment.report.grade_trends import grade_panels
from assessment.report.layout import Cell, Column, Sheet, flowing, gap, together
from assessment.report.lookup import (
    AFTER_EYELID_SURGERY,
    CLOSURE,
    LID_OPENING,
    REGIONS,
    SYNKINESIS,
    Region,
    eyelid_surgery,
    index,
    measure,
    ratio,
    ratio_finding,
    synkinesis_subject,
    trial,
)
from assessment.report.names import REGION_NAME, exercise_name
from assessment.report.numbers import axis_label, short_date
from assessment.report.recovery import (
    Band,
    Event,
    Panel,
    Point,
    Series,
    Timeline,
    recovery_panel,
)
from assessment.results import Estimate, Phase, SessionResult, Unit
from core.landmarks import Side

Read = Callable[[SessionResult], Estimate | None]

_PANEL_HEIGHT_PT: Final = 114.0
_FEWEST_VISITS: Final = 2
_RATIO_TOP_PCT: Final = 110.0
_FULL_PCT: Final = 100.0
# The pairs with the strongest published evidence (clinical.md 4.6 [S23][S25]).
_SYNKINESIS_PAIRS: Final = (
    (SynkinesisRegion.EYE, "pucker"),
    (SynkinesisRegion.EYE, "smile_open"),
    (SynkinesisRegion.MOUTH, "eye_gentle"),
    (SynkinesisRegion.MOUTH, "brow_raise"),
)
_SYNKINESIS_REMARK: Final = (
    "Kept apart from the ratios: synkinesis appears later and may rise while movement recovers."
)
_GRADES_REMARK: Final = "As people gave them; the software measures and does not grade."
_CLOSURE_EXERCISE: Final = "eye_gentle"


def recovery_section(content: ReportContent, sheet: Sheet) -> list[Flowable]:
    """Item 13 of clinical.md 6: ratios beside absolute excursions, then synkinesis and closure."""
    title = "Recovery over the visits"
    analysed = [visit for visit in content.history if visit.result is not None]
    if len(analysed) < _FEWEST_VISITS:
        why = "Fewer than two visits are analysed; the charts begin with the second."
        return [*sheet.missing(title, why), *_treatment_list(content, sheet)]
    chart = _Chart(timeline(content), sheet)
    regions, others = _region_rows(content), _other_rows(content)
    if not regions:
        why = "No excursion could be measured at any visit."
        return [*sheet.missing(title, why), *_treatment_list(content, sheet)]
    head = [*sheet.heading(title, _remark(content)), sheet.side_legend(), gap(4.0)]
    blocks = chart.rows(head, regions)
    blocks += [sheet.text(text, theme.LABEL) for text in _chart_notes(content, regions)]
    if others:
        subhead = sheet.heading("Synkinesis and eye closure over the visits", _SYNKINESIS_REMARK)
        blocks += chart.rows(subhead, others)
    grades = _two_by_two(grade_panels(content))
    if grades:
        blocks += chart.rows(
            sheet.heading("Clinical grades over the visits", _GRADES_REMARK), grades
        )
    return [*blocks, *_treatment_list(content, sheet)]


@dataclass(frozen=True, slots=True)
class _Chart:
    """Draws panels two by two over one timeline."""

    timeline: Timeline
    sheet: Sheet

    def rows(self, head: list[Flowable], rows: list[tuple[Panel, ...]]) -> list[Flowable]:
        """The rows under each other, the first one never apart from `head`."""
        drawn = [self.sheet.columns([self._draw(panel) for panel in row]) for row in rows]
        return [together(head, drawn[0]), *drawn[1:]]

    def _draw(self, panel: Panel) -> Flowable:
        if not panel.has_points:
            return self.sheet.text(f"{panel.title}: not available at any visit.", theme.LABEL)
        size_pt = (self.sheet.column_width_pt(2), _PANEL_HEIGHT_PT)
        return recovery_panel(panel, self.timeline, size_pt, fonts=self.sheet.fonts)


def _remark(content: ReportContent) -> str:
    origin = "onset" if content.patient.onset_date else "the first visit (onset not recorded)"
    what = "Excursion of each side."
    if content.affected is not None:
        what = (
            "Left: ratio of affected to healthy side. Right: excursion of each side, because a "
            "ratio also rises when the healthy side moves less. Grey band: measurement error "
            "around the previous visit."
        )
    return f"Time since {origin}. {what} Bars: 95 % interval. Numbered flags: treatments."


def _region_rows(content: ReportContent) -> list[tuple[Panel, ...]]:
    """Ratio beside excursion; without a single affected side the excursions two by two."""
    excursions = [_excursion_panel(content, region) for region in REGIONS]
    if content.affected is None:
        return _two_by_two(excursions)
    ratios = [_ratio_panel(content, region) for region in REGIONS]
    pairs = zip(ratios, excursions, strict=True)
    return [pair for pair in pairs if any(panel.has_points for panel in pair)]


def _two_by_two(panels: list[Panel]) -> list[tuple[Panel, ...]]:
    shown = [panel for panel in panels if panel.has_points]
    return [tuple(shown[start : start + 2]) for start in range(0, len(shown), 2)]


def _chart_notes(content: ReportContent, rows: list[tuple[Panel, ...]]) -> list[str]:
    """What the charts do not show, and where their lines are broken."""
    titles = {panel.title for row in rows for panel in row}
    missing = [
        region.name
        for region in REGIONS
        if not any(title.startswith(region.name) for title in titles)
    ]
    breaks = [
        f"{short_date(visit.taken_at.date())} ({visit.break_reason})"
        for visit in content.history
        if visit.break_reason
    ]
    notes = [f"Not available at any visit: {', '.join(missing)}."] if missing else []
    if breaks:
        joined = "; ".join(breaks)
        notes.append(f"The lines are broken where visits cannot be compared: {joined}.")
    surgery = [short_date(given.start) for given in content.treatments if given.is_eyelid_surgery]
    if surgery:
        notes.append(f"Eye closure from {', '.join(surgery)} on: {AFTER_EYELID_SURGERY}.")
    return notes


def timeline(content: ReportContent) -> Timeline:
    """The common time axis of all charts with the treatments that fall on it."""
    days = [content.day_of(visit) for visit in content.history]
    first, last = days[0], days[-1]
    # Onset belongs on the axis unless it lies so far back that it would squeeze the visits.
    start = 0.0 if 0.0 <= first <= max(last - first, 1.0) else first
    events = (_event(content, tag, given) for tag, given in enumerate(_dated(content), 1))
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


def _dated(content: ReportContent) -> list[Treatment]:
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
    broken, factor, day = False, None, dt.date.min
    for visit in content.history:
        if visit.result is None:
            continue
        now = visit.result.face_frame.mm_per_unit
        broken = broken or bool(visit.break_reason) or (lengths and now != factor)
        broken = broken or (lids and eyelid_surgery(content, day, visit.taken_at.date()))
        factor, day = now, visit.taken_at.date()
        estimate = read(visit.result)
        if estimate is not None:
            joined = bool(points) and not broken
            points.append(Point(content.day_of(visit), estimate, joined))
            broken = False
    return Series(side, tuple(points))


def _ratio_panel(content: ReportContent, region: Region) -> Panel:
    def read(result: SessionResult) -> Estimate | None:
        return ratio(result, region.exercise_id, region.measure_id)

    return Panel(
        title=f"{region.name}: ratio",
        unit="%",
        series=(series(content, Side.MIDLINE, read, lids=region.measure_id == LID_OPENING),),
        high=_RATIO_TOP_PCT,
        band=_band(content, region),
        full=_FULL_PCT,
    )


def _band(content: ReportContent, region: Region) -> Band | None:
    finding = ratio_finding(content, region.exercise_id, region.measure_id)
    before = content.previous
    if finding.change is None or finding.previous is None or before is None:
        return None
    first, last = content.day_of(before), content.day_of(content.history[-1])
    return Band(first, last, finding.previous.value, finding.change.mdc)


def _excursion_panel(content: ReportContent, region: Region) -> Panel:
    unit = _excursion_unit(content.result, region)

    def reader(side: Side) -> Read:
        def read(result: SessionResult) -> Estimate | None:
            found = trial(result, region.exercise_id)
            value = measure(found, region.measure_id, Phase.EXCURSION, side) if found else None
            return value.estimate if value and value.unit is unit else None

        return read

    sides, lids = (Side.RIGHT, Side.LEFT), region.measure_id == LID_OPENING
    return Panel(
        title=f"{region.name}: excursion {region.measure_id}",
        unit=axis_label(unit),
        series=tuple(
            series(content, side, reader(side), lengths=True, lids=lids) for side in sides
        ),
    )


def _excursion_unit(result: SessionResult | None, region: Region) -> Unit:
    found = trial(result, region.exercise_id)
    value = measure(found, region.measure_id, Phase.EXCURSION, Side.RIGHT) if found else None
    return value.unit if value else Unit.OCW


def _other_rows(content: ReportContent) -> list[tuple[Panel, ...]]:
    """Synkinesis, apart from the ratios since it rises while movement recovers, and closure."""
    panels = [_synkinesis_panel(content, *pair) for pair in _SYNKINESIS_PAIRS]
    return _two_by_two([*panels, _closure_panel(content)])


def _synkinesis_panel(content: ReportContent, region: SynkinesisRegion, exercise_id: str) -> Panel:
    subject = synkinesis_subject(region, exercise_id)

    def read(result: SessionResult) -> Estimate | None:
        found = index(result.indices, SYNKINESIS, subject)
        return found.estimate if found else None

    return Panel(
        title=f"Synkinesis: {REGION_NAME[region].lower()} in {exercise_name(exercise_id).lower()}",
        unit="index",
        series=(series(content, Side.MIDLINE, read),),
        high=50.0,
    )


def _closure_panel(content: ReportContent) -> Panel:
    def reader(side: Side) -> Read:
        def read(result: SessionResult) -> Estimate | None:
            found = trial(result, _CLOSURE_EXERCISE)
            value = index(found.indices, CLOSURE, LID_OPENING, side) if found else None
            return value.estimate if value else None

        return read

    return Panel(
        title="Gentle eye closure: how far the lids close",
        unit="%",
        series=tuple(
            series(content, side, reader(side), lids=True) for side in (Side.RIGHT, Side.LEFT)
        ),
        high=_RATIO_TOP_PCT,
        full=_FULL_PCT,
    )


def _treatment_list(content: ReportContent, sheet: Sheet) -> list[Flowable]:
    title = "Treatments to date"
    if not content.treatments:
        return sheet.missing(title, "None recorded.")
    columns = [
        Column("No.", 5.0, theme.STRONG),
        Column("Date", 24.0),
        Column("Treatment", 33.0),
        Column("Dose and place", 38.0),
    ]
    rows = [
        _treatment_row(number, treatment, hide=content.anonymised)
        for number, treatment in enumerate(_dated(content), 1)
    ]
    return flowing(sheet.heading(title), sheet.table(columns, rows))


def _treatment_row(number: int, treatment: Treatment, *, hide: bool) -> list[Cell]:
    until = f" to {short_date(treatment.end)}" if treatment.end else ""
    side = treatment.side.side
    details = [
        treatment.dose,
        treatment.muscles,
        f"patient's {side}" if side else "",
        "" if hide else treatment.note,
    ]
    product = f" ({treatment.product})" if treatment.product and not hide else ""
    return [
        str(number),
        f"{short_date(treatment.start)}{until}",
        f"{treatment.kind}{product}",
        ", ".join(part for part in details if part) or "–",
    ]
