"""What people recorded: the clinical scales they filled in, and the photographs."""

from __future__ import annotations

from typing import Final

from reportlab.platypus import Flowable, Table, TableStyle

from assessment.grades.grade import GradeSource
from assessment.protocol import EXERCISES, ExerciseKind
from assessment.report import theme
from assessment.report.content import GradeLine, ReportContent, Still
from assessment.report.language import Language, Verbatim
from assessment.report.layout import Cell, Column, Sheet, flowing, gap, together
from assessment.report.lookup import reason, trial
from assessment.report.names import exercise_name
from assessment.report.stills import FacePicture
from assessment.report.suggested import suggestions_block

_TILES_PER_ROW: Final = 3
_TILE_GAP_PT: Final = 14.0
_PAIR_GAP_PT: Final = 3.0


def grades_section(content: ReportContent, sheet: Sheet) -> list[Flowable]:
    """Item 6 of clinical.md 6: each scale with who entered it and how."""
    title = "Clinical grades"
    if not content.grades:
        none = sheet.missing(title, "No clinical scale was filled in at this visit.")
        return [*none, *suggestions_block(content, sheet)]
    head = sheet.heading(title, "Given by people. The software measures; it does not grade.")
    columns = [
        Column("Scale", 18.0, theme.STRONG),
        Column("Result", 16.0, theme.STRONG),
        Column("Items", 44.0),
        Column("Entered", 22.0, theme.LABEL),
    ]
    rows = [
        [
            grade.scale,
            grade.total,
            _items(grade, sheet.language),
            _source(grade, sheet.language, hide=content.pseudonymised),
        ]
        for grade in content.grades
    ]
    return flowing(head, sheet.table(columns, rows), *suggestions_block(content, sheet))


def _items(grade: GradeLine, language: Language) -> str:
    items = (language.join(item, "\u00a0") for item in grade.items)
    return language.join(items, "; ") or "total only"


def _source(grade: GradeLine, language: Language, *, hide: bool) -> str:
    who = Verbatim(grade.rater)
    if grade.source is GradeSource.SUGGESTION_CONFIRMED:
        if hide:
            return "software-suggested, confirmed by the clinician"
        return language.fill("software-suggested, confirmed by {0}", who)
    kind = "patient-reported" if grade.patient_reported else "clinician-entered"
    return kind if hide else language.join((kind, who))


def photo_section(content: ReportContent, sheet: Sheet) -> list[Flowable]:
    """Item 7 of clinical.md 6: rest and peak of each exercise at one scale."""
    title, barred = "Photographs", _why_no_pictures(content)
    if barred:
        return sheet.missing(title, barred)
    head = sheet.heading(
        title,
        "Left: rest before the movement; right: peak. One scale. R is the patient's right side "
        "(blue points), L the patient's left (orange points).",
    )
    consent = content.patient.consent
    mask_eyes = consent is not None and consent.mask_eyes
    tiles = [_tile(still, sheet, mask_eyes=mask_eyes) for still in content.stills if _any(still)]
    grid = [
        _row(tiles[start : start + _TILES_PER_ROW], sheet)
        for start in range(0, len(tiles), _TILES_PER_ROW)
    ]
    missing = _missing_pictures(content, sheet.language)
    return [
        together(head, grid[0]),
        *[block for row in grid[1:] for block in (gap(6.0), row)],
        gap(4.0),
        *([sheet.text(missing, theme.LABEL)] if missing else []),
    ]


def _why_no_pictures(content: ReportContent) -> str:
    consent = content.patient.consent
    if content.pseudonymised:
        return "Left out: a face identifies the patient, and this report carries the code only."
    if consent is not None and consent.withdrawn_on is not None:
        return "Left out: the patient has withdrawn consent."
    if not content.patient.allows_pictures:
        return "Left out: no consent for pictures is recorded."
    if not any(_any(still) for still in content.stills):
        return "No picture of this visit is kept."
    return ""


def _any(still: Still) -> bool:
    return still.rest is not None or still.peak is not None


def _missing_pictures(content: ReportContent, language: Language) -> str:
    shown = {still.exercise_id for still in content.stills if _any(still)}
    missing = [
        language.fill("{0} ({1})", exercise.name, _why_no_picture(content, exercise.id))
        for exercise in EXERCISES.values()
        if exercise.id not in shown
        and exercise.kind is ExerciseKind.MOVEMENT
        and not exercise.optional
    ]
    return language.fill("No pictures: {0}.", language.join(missing)) if missing else ""


def _why_no_picture(content: ReportContent, exercise_id: str) -> str:
    if trial(content.result, exercise_id) is not None:
        return "none is kept"
    return reason(content.result, exercise_id, exercise_id)


def _tile(still: Still, sheet: Sheet, *, mask_eyes: bool) -> list[Flowable]:
    tile_pt = sheet.column_width_pt(_TILES_PER_ROW, gap_pt=_TILE_GAP_PT)
    size_pt = (tile_pt - _PAIR_GAP_PT) / 2
    pictures = [
        FacePicture(picture, size_pt, mask_eyes=mask_eyes, fonts=sheet.fonts)
        for picture in (still.rest, still.peak)
        if picture is not None
    ]
    strip = Table(
        [pictures],
        colWidths=[size_pt + _PAIR_GAP_PT] * len(pictures),
        hAlign="LEFT",
        style=TableStyle(
            [
                ("LEFTPADDING", (0, 0), (-1, -1), 0),
                ("RIGHTPADDING", (0, 0), (-1, -1), 0),
                ("TOPPADDING", (0, 0), (-1, -1), 1),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
            ]
        ),
    )
    name = exercise_name(still.exercise_id)
    if len(pictures) == 1 and not still.exercise_id.startswith("rest"):
        only = "rest only" if still.peak is None else "peak only"
        name = f"{name} ({only})"
    return [sheet.text(name, theme.LABEL, max_lines=1), strip]


def _row(tiles: list[list[Flowable]], sheet: Sheet) -> Flowable:
    padded: list[Cell] = [*tiles, *([[gap(0.0)]] * (_TILES_PER_ROW - len(tiles)))]
    return sheet.columns(padded, gap_pt=_TILE_GAP_PT)
