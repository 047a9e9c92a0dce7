"""Recovery over the visits: the values of clinical.md 5.1 gathered into charts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from reportlab.platypus import Flowable

from assessment.protocol import Region as SynkinesisRegion
from assessment.records import Treatment
from assessment.report import theme
from assessment.report.content import ReportContent
from assessment.report.grade_trends import grade_panels
from assessment.report.language import Language, Verbatim
from assessment.report.layout import Cell, Column, Sheet, flowing, gap, together
from assessment.report.lookup import AFTER_EYELID_SURGERY, REGIONS
from assessment.report.names import SIDE_NAME, treatment_name
from assessment.report.numbers import DASH, short_date
from assessment.report.panels import (
    closure_panel,
    dated,
    measure_panel,
    ratio_panel,
    synkinesis_panel,
    timeline,
)
from assessment.report.recovery import Panel, Timeline, recovery_panel
from assessment.results import Phase

_PANEL_HEIGHT_PT: Final = 114.0
_FEWEST_VISITS: Final = 2
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
    notes = _chart_notes(content, regions, sheet.language)
    blocks += [sheet.text(text, theme.LABEL) for text in notes]
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
        return recovery_panel(
            panel,
            self.timeline,
            size_pt,
            fonts=self.sheet.fonts,
            language=self.sheet.language,
        )


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
    excursions = [
        measure_panel(
            content,
            region.exercise_id,
            region.measure_id,
            Phase.EXCURSION,
            title=": ".join((region.name, f"excursion {region.measure_id}")),
        )
        for region in REGIONS
    ]
    if content.affected is None:
        return _two_by_two(excursions)
    ratios = [
        ratio_panel(content, region.exercise_id, region.measure_id, title=f"{region.name}: ratio")
        for region in REGIONS
    ]
    pairs = zip(ratios, excursions, strict=True)
    return [pair for pair in pairs if any(panel.has_points for panel in pair)]


def _two_by_two(panels: list[Panel]) -> list[tuple[Panel, ...]]:
    shown = [panel for panel in panels if panel.has_points]
    return [tuple(shown[start : start + 2]) for start in range(0, len(shown), 2)]


def _chart_notes(
    content: ReportContent, rows: list[tuple[Panel, ...]], language: Language
) -> list[str]:
    """What the charts do not show, and where their lines are broken."""
    titles = {panel.title for row in rows for panel in row}
    missing = [
        region.name
        for region in REGIONS
        if not any(title.startswith(region.name) for title in titles)
    ]
    breaks = [
        language.fill("{0} ({1})", short_date(visit.taken_at.date()), visit.break_reason)
        for visit in content.history
        if visit.break_reason
    ]
    notes = [f"Not available at any visit: {', '.join(missing)}."] if missing else []
    if breaks:
        sentence = "The lines are broken where visits cannot be compared: {0}."
        notes.append(language.fill(sentence, language.join(breaks, "; ")))
    surgery = [short_date(given.start) for given in content.treatments if given.is_eyelid_surgery]
    if surgery:
        notes.append(f"Eye closure from {', '.join(surgery)} on: {AFTER_EYELID_SURGERY}.")
    return notes


def _other_rows(content: ReportContent) -> list[tuple[Panel, ...]]:
    """Synkinesis, apart from the ratios since it rises while movement recovers, and closure."""
    panels = [synkinesis_panel(content, *pair) for pair in _SYNKINESIS_PAIRS]
    return _two_by_two([*panels, closure_panel(content, _CLOSURE_EXERCISE)])


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
        _treatment_row(number, treatment, sheet.language, hide=content.pseudonymised)
        for number, treatment in enumerate(dated(content), 1)
    ]
    return flowing(sheet.heading(title), sheet.table(columns, rows))


def _treatment_row(
    number: int, treatment: Treatment, language: Language, *, hide: bool
) -> list[Cell]:
    begun, side = short_date(treatment.start), treatment.side.side
    details = [
        Verbatim("" if hide else treatment.dose),
        Verbatim("" if hide else treatment.muscles),
        SIDE_NAME[side] if side else "",
        Verbatim("" if hide else treatment.note),
    ]
    kind = treatment_name(treatment, hide=hide)
    if treatment.product and not hide:
        kind = language.fill("{0} ({1})", kind, Verbatim(treatment.product))
    return [
        str(number),
        f"{begun} to {short_date(treatment.end)}" if treatment.end else begun,
        kind,
        language.join(filter(None, details)) or DASH,
    ]
