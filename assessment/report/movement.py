"""The measured movement of every exercise and the face at rest, both sides beside each other."""

from __future__ import annotations

from typing import Final

from reportlab.platypus import Flowable

from assessment import measures
from assessment.protocol import EXERCISES, REST_ID, Exercise, ExerciseKind
from assessment.report import theme
from assessment.report.content import ReportContent
from assessment.report.layout import Cell, Column, Notes, Sheet, flowing, gap, together
from assessment.report.lookup import (
    GLOBAL_SCORE,
    HB_MEASUREMENT,
    SIDE_DIFFERENCE,
    Finding,
    asymmetry,
    index,
    index_of,
    measure,
    ratio_finding,
    reason,
    reason_in,
    trial,
)
from assessment.report.names import measure_name
from assessment.report.numbers import DASH, interval, number, quantity
from assessment.report.overview import change_text
from assessment.results import Phase, SessionResult, TrialResult, Unit
from core.landmarks import Side

_SIDES: Final = (Side.RIGHT, Side.LEFT)
_SMALL_RIGHT: Final = theme.TextStyle(size_pt=theme.TINY_PT, colour=theme.MUTED, align="right")
_PAIRED_AT_REST: Final = ("PFH", "BH", "MC", "CCE")
_MIDLINE_AT_REST: Final = {
    "CHD": "positive: left mouth corner higher",
    "PHD": "positive: towards the patient's left",
}
_FORMULAS: Final = (
    "Ratio A/H = 100 × excursion of the affected side / excursion of the healthy side. "
    "AI (asymmetry index) = 100 × (healthy − affected) / (healthy + affected): 0 is symmetric, "
    "+100 no movement of the affected side; without sign when no single side is affected. "
    "Before: ratio at the previous visit. "
    "Provisional band for AI: −10 to +10, a default of the software, not a published norm."
)
_REST_FORMULAS: Final = (
    "The absolute difference of MC is the Facial Asymmetry Index (FAI). AI as above; provisional "
    "band −5 to +5, a default of the software, not a published norm. Intervals at rest hold the "
    "noise of the pictures only, not the error of the network."
)


def regional_section(content: ReportContent, sheet: Sheet) -> list[Flowable]:
    """Item 8 of clinical.md 6: every exercise, both sides, ratio, asymmetry and change."""
    title, result = "Movement, region by region", content.result
    if result is None:
        return sheet.missing(title, "Nothing was measured at this visit.")
    notes = Notes()
    columns = [
        Column("Exercise and measure", 27.0),
        Column("Excursion, right", 15.0, theme.NUMBER),
        Column("Excursion, left", 15.0, theme.NUMBER),
        Column("Ratio A/H", 10.0, theme.STRONG_NUMBER),
        Column("95 % interval", 13.0, theme.NUMBER),
        Column("AI, %", 7.0, theme.NUMBER),
        Column("Before", 8.0, theme.NUMBER),
        Column("Change", 24.0),
    ]
    rows = [_regional_row(content, sheet, exercise, notes) for exercise in _shown(result)]
    head = sheet.heading(
        title,
        "Excursion: peak against rest, median of the repetitions. Ratio: affected divided by "
        "healthy side. Small print: value at rest and at peak.",
    )
    return flowing(
        head,
        sheet.table(columns, rows),
        *sheet.footnotes(notes, _FORMULAS),
        *_scores(result, sheet),
    )


def _shown(result: SessionResult) -> list[Exercise]:
    """The movements of the protocol, optional ones only when they were recorded."""
    return [
        exercise
        for exercise in EXERCISES.values()
        if exercise.kind is ExerciseKind.MOVEMENT
        and exercise.primary is not None
        and (not exercise.optional or trial(result, exercise.id) is not None)
    ]


def _regional_row(
    content: ReportContent, sheet: Sheet, exercise: Exercise, notes: Notes
) -> list[Cell]:
    primary = exercise.primary
    if primary is None:
        raise ValueError(f"{exercise.id} has no primary measure")
    measure_id, found = primary.measure_id, trial(content.result, exercise.id)
    name = [sheet.text(exercise.name), sheet.text(measure_name(measure_id), theme.TINY)]
    if found is None or measure(found, measure_id, Phase.EXCURSION, Side.RIGHT) is None:
        why = reason(content.result, exercise.id, measure_id)
        return [name, sheet.text(f"not available: {why}", theme.QUIET), *[None] * 6]
    sides = [_side_cell(found, measure_id, side, sheet, notes) for side in _SIDES]
    if not measures.CATALOGUE[measure_id].ratio:
        return [name, *sides, *_difference_cells(found, measure_id, sheet)]
    finding = ratio_finding(content, exercise.id, measure_id)
    return [name, *sides, *_ratio_cells(found, measure_id, finding, sheet, notes)]


def _side_cell(found: TrialResult, measure_id: str, side: Side, sheet: Sheet, notes: Notes) -> Cell:
    excursion = measure(found, measure_id, Phase.EXCURSION, side)
    if excursion is None:
        return notes.mark(reason_in(found, measure_id))
    ends = [measure(found, measure_id, phase, side) for phase in (Phase.REST, Phase.PEAK)]
    written = (number(end.estimate.value, end.unit) for end in ends if end)
    small = sheet.language.join(written, " → ")
    large = quantity(excursion.estimate.value, excursion.unit)
    return [sheet.text(large, theme.NUMBER), sheet.text(small, _SMALL_RIGHT)]


def _ratio_cells(
    found: TrialResult, measure_id: str, finding: Finding, sheet: Sheet, notes: Notes
) -> list[Cell]:
    before = quantity(finding.previous.value, Unit.PCT) if finding.previous else DASH
    shown, _ = _asymmetry_cells(found, measure_id, decimals=0)
    if finding.estimate is None:
        return [notes.mark(finding.reason), "", shown, before, ""]
    return [
        quantity(finding.estimate.value, Unit.PCT),
        interval(finding.estimate, Unit.PCT),
        shown,
        before,
        change_text(finding, sheet, stacked=True),
    ]


def _difference_cells(found: TrialResult, measure_id: str, sheet: Sheet) -> list[Cell]:
    """The five last cells of a measure whose sides may not be divided by one another."""
    difference = index(found.indices, SIDE_DIFFERENCE, measure_id)
    if difference is None:
        return [sheet.text("compared by difference only", theme.LABEL), *[None] * 4]
    estimate, unit = difference.estimate, difference.unit
    text = (
        f"no ratio; difference of the sides {quantity(estimate.value, unit, signed=True)} "
        f"({interval(estimate, unit)})"
    )
    return [sheet.text(text, theme.LABEL), *[None] * 4]


def _scores(result: SessionResult, sheet: Sheet) -> list[Flowable]:
    """The two summary numbers, each with what it is not."""
    lines = []
    score = index_of(result.indices, HB_MEASUREMENT)
    if score is not None:
        lines.append(
            f"House-Brackmann measurement score {number(score.value, Unit.POINTS)} of 8 "
            f"({interval(score, Unit.POINTS)}): from millimetres of movement, not the grade."
        )
    score = index_of(result.indices, GLOBAL_SCORE)
    if score is not None:
        lines.append(
            f"Global excursion score {quantity(score.value, Unit.PCT)} "
            f"({interval(score, Unit.PCT)}): mean of the five regions, not a Sunnybrook score."
        )
    return [gap(4.0), *[sheet.text(line) for line in lines]] if lines else []


def resting_section(content: ReportContent, sheet: Sheet) -> list[Flowable]:
    """Item 9 of clinical.md 6: the face at rest."""
    title, found = "Symmetry at rest", trial(content.result, REST_ID)
    if found is None:
        why = reason(content.result, REST_ID, REST_ID)
        return sheet.missing(title, f"Not available: {why}.")
    notes = Notes()
    columns = [
        Column("Measure", 38.0),
        Column("Right", 14.0, theme.NUMBER),
        Column("Left", 14.0, theme.NUMBER),
        Column("Left − right", 16.0, theme.NUMBER),
        Column("AI, %", 10.0, theme.NUMBER),
        Column("95 % interval of AI", 18.0, theme.NUMBER),
    ]
    rows = [_paired_row(found, measure_id, notes) for measure_id in _PAIRED_AT_REST]
    rows += [_midline_row(found, measure_id, sheet, notes) for measure_id in _MIDLINE_AT_REST]
    return [
        together(
            sheet.heading(title),
            sheet.table(columns, rows),
            *sheet.footnotes(notes, _REST_FORMULAS),
        )
    ]


def _paired_row(found: TrialResult, measure_id: str, notes: Notes) -> list[Cell]:
    right, left = (measure(found, measure_id, Phase.REST, side) for side in _SIDES)
    name = measure_name(measure_id)
    if right is None or left is None:
        return [name, notes.mark(reason_in(found, measure_id)), "", "", "", ""]
    difference = left.estimate.value - right.estimate.value
    return [
        name,
        quantity(right.estimate.value, right.unit),
        quantity(left.estimate.value, left.unit),
        quantity(difference, left.unit, signed=True),
        *_asymmetry_cells(found, measure_id, decimals=1),
    ]


def _asymmetry_cells(found: TrialResult, measure_id: str, *, decimals: int) -> tuple[str, str]:
    """The asymmetry index and its interval; a plus sign only where the sign means a side."""
    value = asymmetry(found, measure_id)
    if value is None:
        return DASH, DASH
    estimate, signed = value
    return (
        number(estimate.value, Unit.PCT, signed=signed, decimals=decimals),
        interval(estimate, Unit.PCT, decimals=decimals),
    )


def _midline_row(found: TrialResult, measure_id: str, sheet: Sheet, notes: Notes) -> list[Cell]:
    value = measure(found, measure_id, Phase.REST, Side.MIDLINE)
    name = [
        sheet.text(measure_name(measure_id)),
        sheet.text(_MIDLINE_AT_REST[measure_id], theme.TINY),
    ]
    if value is None:
        return [name, "", "", notes.mark(reason_in(found, measure_id)), "", ""]
    return [name, "", "", quantity(value.estimate.value, value.unit, signed=True), "", ""]
