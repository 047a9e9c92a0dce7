"""Small multiples of excursion over time, one panel for each exercise."""

from __future__ import annotations

from typing import Final

from reportlab.platypus import Flowable

from assessment.report import theme
from assessment.report.content import ExerciseCurve, ReportContent
from assessment.report.figures import curve_panel
from assessment.report.layout import Cell, Sheet, gap, together
from assessment.report.lookup import LATENCY, VELOCITY, index, trial
from assessment.report.names import exercise_name
from assessment.report.numbers import interval, quantity
from assessment.results import TrialResult, Unit

_PANELS_PER_ROW: Final = 3
_PANEL_HEIGHT_PT: Final = 92.0


def curves_section(content: ReportContent, sheet: Sheet) -> list[Flowable]:
    """Item 12 of clinical.md 6: the curves with delay and peak speed of the affected side."""
    title = "Movement over time"
    curves = [drawn for drawn in content.curves if len(drawn.curve.times_s) > 1]
    if not curves:
        return sheet.missing(title, "No curve of this visit is kept.")
    head = sheet.heading(
        title,
        "Excursion against seconds; grey: plateau of each repetition. A: affected, H: healthy.",
    )
    width_pt = sheet.column_width_pt(_PANELS_PER_ROW)
    panels = [_block(content, curve, width_pt, sheet) for curve in curves]
    rows = []
    for start in range(0, len(panels), _PANELS_PER_ROW):
        row: list[Cell] = [*panels[start : start + _PANELS_PER_ROW]]
        row += [[gap(0.0)]] * (_PANELS_PER_ROW - len(row))
        rows.append(sheet.columns(row))
    spaced = [block for row in rows[1:] for block in (gap(), row)]
    return [together(head, sheet.side_legend(), gap(4.0), rows[0]), *spaced]


def _block(
    content: ReportContent, curve: ExerciseCurve, width_pt: float, sheet: Sheet
) -> list[Flowable]:
    found = trial(content.result, curve.exercise_id)
    panel = curve_panel(
        f"{exercise_name(curve.exercise_id)} ({curve.curve.measure_id})",
        curve.curve,
        found.repetitions if found else (),
        (width_pt, _PANEL_HEIGHT_PT),
        fonts=sheet.fonts,
        language=sheet.language,
    )
    caption = _dynamics(found, curve.curve.measure_id) if found else ""
    return [panel, sheet.text(caption, theme.TINY)] if caption else [panel]


def _dynamics(found: TrialResult, measure_id: str) -> str:
    parts = []
    latency = index(found.indices, LATENCY, measure_id)
    velocity = index(found.indices, VELOCITY, measure_id)
    if latency:
        delay = quantity(latency.estimate.value, Unit.MS)
        parts.append(f"delay of A {delay} ({interval(latency.estimate, Unit.MS)})")
    if velocity:
        parts.append(f"peak speed A/H {quantity(velocity.estimate.value, velocity.unit)}")
    return ", ".join(parts)
