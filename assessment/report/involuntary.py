"""Eye safety and synkinesis: what the lids leave open, and what moves along unasked."""

from __future__ import annotations

from typing import Final

from reportlab.platypus import Flowable

from assessment.protocol import EXERCISES, Exercise, ExerciseKind
from assessment.protocol import Region as SynkinesisRegion
from assessment.report import theme
from assessment.report.content import ReportContent
from assessment.report.language import Language
from assessment.report.layout import Cell, Column, Notes, Sheet, together
from assessment.report.lookup import (
    ACTIVATION,
    BLINK_CLOSURE,
    BLINK_PARTIAL,
    BLINK_RATE,
    CLOSURE,
    LID_OPENING,
    index,
    index_of,
    measure,
    reason,
    reason_in,
    synkinesis,
    trial,
    words,
)
from assessment.report.names import REGION_NAME, exercise_name
from assessment.report.numbers import axis_label, interval, number, quantity, within_percent
from assessment.report.roles import OTHER_SIDE
from assessment.results import Index, Measure, Phase, SessionResult, TrialResult, Unit
from core.landmarks import Side

_SIDES: Final = (Side.RIGHT, Side.LEFT)
_CLOSURES: Final = ("eye_gentle", "eye_tight", "blink_vol", "blink_spont")
_SYNKINESIS_FOOT: Final = (
    "Empty: that region takes part in the exercise or is not looked at in it. The healthy eye of "
    "a patient also narrows in smiling and puckering: read A beside H. No validated limits exist."
)


def eye_section(content: ReportContent, sheet: Sheet) -> list[Flowable]:
    """Item 10 of clinical.md 6: how far the lids close, and the opening that is left."""
    title, result = "Eye safety", content.result
    trials = [found for name in _CLOSURES if (found := trial(result, name)) is not None]
    if not trials:
        why = reason(result, _CLOSURES[0], LID_OPENING)
        return sheet.missing(title, f"Not available: {why}.")
    notes = Notes()
    columns = [
        Column("Exercise", 22.0),
        Column("Closure, right", 18.0, theme.NUMBER),
        Column("Closure, left", 18.0, theme.NUMBER),
        Column("Still open, right", 21.0, theme.NUMBER),
        Column("Still open, left", 21.0, theme.NUMBER),
    ]
    rows = [_closure_row(found, notes) for found in trials]
    head = sheet.heading(
        title,
        "Closure: 0 % open as before, 100 % closed. Still open: distance of the lids at peak. "
        "Landmarks cannot see the cornea: look at the eye.",
    )
    language = sheet.language
    blinks = language.join(filter(None, [_blinking(found, language) for found in trials]), " ")
    return [together(head, sheet.table(columns, rows), *sheet.footnotes(notes, blinks))]


def _closure_row(found: TrialResult, notes: Notes) -> list[Cell]:
    blink = EXERCISES[found.exercise_id].kind is ExerciseKind.BLINK
    name = BLINK_CLOSURE if blink else CLOSURE
    cells: list[Cell] = [exercise_name(found.exercise_id)]
    for side in _SIDES:
        closure = index(found.indices, name, LID_OPENING, side)
        if closure is None:
            cells.append(notes.mark(reason_in(found, LID_OPENING)))
        else:
            shown = within_percent(closure.estimate)
            cells.append(f"{quantity(shown.value, Unit.PCT)} ({interval(shown, Unit.PCT)})")
    for side in _SIDES:
        opening = measure(found, LID_OPENING, Phase.PEAK, side)
        cells.append(lid_opening(opening) if opening else notes.mark(reason_in(found, LID_OPENING)))
    return cells


def lid_opening(opening: Measure) -> str:
    """The distance of the lids with its upper end; "closed" only where that leaves no gap."""
    shown, unit = opening.estimate, opening.unit
    if shown.upper <= 0:
        return "closed"
    most = f"up to {quantity(shown.upper, unit)}"
    return most if shown.value <= 0 else f"{quantity(shown.value, unit)}, {most}"


def _blinking(found: TrialResult, language: Language) -> str:
    rate = index_of(found.indices, BLINK_RATE)
    if rate is None:
        return ""
    told = (exercise_name(found.exercise_id), quantity(rate.value, Unit.PER_MIN))
    partial = [
        language.fill("{0} {1}", side, quantity(share.estimate.value, Unit.PCT))
        for side in _SIDES
        if (share := index(found.indices, BLINK_PARTIAL, LID_OPENING, side)) is not None
    ]
    if not partial:
        return language.fill("{0}: {1}.", *told)
    return language.fill("{0}: {1}, {2} partial.", *told, language.join(partial))


def synkinesis_section(content: ReportContent, sheet: Sheet) -> list[Flowable]:
    """Item 11 of clinical.md 6: what moves along although it ought to keep still."""
    title, result = "Synkinesis", content.result
    affected = content.affected
    if result is None or affected is None:
        why = "nothing was measured" if result is None else "no single affected side is recorded"
        why = OTHER_SIDE if content.side_differs else why
        return sheet.missing(title, f"Not available: {why}.")
    notes = Notes()
    columns = [Column("Exercise", 22.0)]
    for region in SynkinesisRegion:
        name, unit = REGION_NAME[region], _activation_unit(result, region)
        columns += [
            Column(sheet.language.fill(f"{{0}} A{unit}", name), 10.0, theme.NUMBER),
            Column(sheet.language.fill(f"{{0}} H{unit}", name), 10.0, theme.NUMBER),
            Column("Index, %", 8.0, theme.STRONG_NUMBER),
        ]
    rows = [
        _synkinesis_row(result, affected, exercise, notes)
        for exercise in EXERCISES.values()
        if exercise.synkinesis and trial(result, exercise.id) is not None
    ]
    if not rows:
        return sheet.missing(title, "Not available: no exercise was recorded.")
    head = sheet.heading(
        title,
        "What moves along. A: activation of the affected side, H: of the healthy side. Index: what "
        "A exceeds H by, as a share of the largest voluntary movement (0 % none, 100 % as large).",
    )
    return [together(head, sheet.table(columns, rows), *sheet.footnotes(notes, _SYNKINESIS_FOOT))]


def _synkinesis_row(
    result: SessionResult, affected: Side, exercise: Exercise, notes: Notes
) -> list[Cell]:
    cells: list[Cell] = [exercise.name]
    for region in SynkinesisRegion:
        if region not in exercise.synkinesis:
            cells += ["", "", ""]
            continue
        found = synkinesis(result, affected, region, exercise.id)
        cells += [
            _activation(found.affected, found.reason, notes),
            _activation(found.healthy, found.reason, notes),
            number(found.index.value, Unit.PCT) if found.index else notes.mark(found.reason),
        ]
    return cells


def _activation(activation: Index | None, why: str, notes: Notes) -> str:
    if activation is None:
        return notes.mark(why)
    return number(activation.estimate.value, activation.unit)


def _activation_unit(result: SessionResult, region: SynkinesisRegion) -> str:
    """The unit of a region's activations as it follows a name, e.g. ", mm"."""
    found = (
        index.unit
        for index in result.indices
        if index.index_id == ACTIVATION and region in words(index.subject)
    )
    unit = next(found, None)
    return f", {axis_label(unit)}" if unit else ""
