"""What the measurements speak for in the clinical scales, for a person to confirm (2.9)."""

from __future__ import annotations

from dataclasses import replace
from functools import partial, reduce
from typing import Final

from reportlab.platypus import Flowable

from assessment.grades import forms
from assessment.grades.consistency import consistency_warning
from assessment.grades.forms import HOUSE_BRACKMANN, SUNNYBROOK, find_scale
from assessment.grades.grade import Grade
from assessment.grades.scale import Scale
from assessment.grades.suggest_house_brackmann import suggest_house_brackmann
from assessment.grades.suggest_sunnybrook import suggest_sunnybrook
from assessment.grades.suggestion import Confidence, Suggestion, Suggestions
from assessment.report import theme
from assessment.report.content import ReportContent
from assessment.report.language import Language
from assessment.report.layout import Cell, Column, Notes, Sheet, gap

_TITLE: Final = "Suggested by the software, not confirmed"
FOOT: Final = (
    "Not a grade until a clinician has looked and agrees. The limits between the House-Brackmann "
    "grades are published for distances by ruler; reading them on ratios, and the limits of "
    "closure and of no movement, are defaults of the software, as are the limits between the "
    "Sunnybrook levels except that for the height of the mouth corners. Nasolabial fold, "
    "eyelid surgery, chin and neck cannot be seen in landmarks and are never suggested; what is "
    "not listed was too uncertain."
)


def suggestions_of(content: ReportContent) -> tuple[Suggestions, ...]:
    """What the measurements of this visit speak for, one entry for each scale.

    Empty when the visit was not analysed or no single side is surely the affected one.
    """
    result = content.result
    if result is None or content.affected is None:
        return ()
    made = (suggest_house_brackmann(result, result.affected), suggest_sunnybrook(result))
    return tuple(
        replace(one, found=tuple(item for item in one.found if not _ruled_out(item, content)))
        for one in made
    )


def suggestions_block(content: ReportContent, sheet: Sheet) -> list[Flowable]:
    """The suggestions of this visit with the number behind each, apart from what people gave."""
    suggestions = suggestions_of(content)
    tables = [_table(one.found, sheet) for one in suggestions if one.found]
    if not tables:
        return []
    remarks = [remark for one in suggestions for remark in one.remarks]
    return [
        gap(),
        sheet.text(_TITLE, theme.SUBHEADING),
        *tables,
        *[sheet.text(remark) for remark in remarks],
        *sheet.footnotes(Notes(), FOOT),
    ]


def _table(found: tuple[Suggestion, ...], sheet: Sheet) -> Flowable:
    """The suggestions for one scale under its name."""
    columns = [
        Column(find_scale(found[0].scale).name, 26.0),
        Column("Suggested", 12.0),
        Column("Confidence", 10.0, theme.LABEL),
        Column("Because", 52.0, theme.LABEL),
    ]
    return sheet.table(columns, [_row(one, sheet.language) for one in found], pad_pt=2.0)


def _row(suggestion: Suggestion, language: Language) -> list[Cell]:
    return [
        find_scale(suggestion.scale).item(suggestion.item).label,
        reduce(partial(language.fill, "{0} or {1}"), suggestion.choices),
        "low" if suggestion.confidence is Confidence.LOW else "",
        suggestion.reason,
    ]


def _ruled_out(suggestion: Suggestion, content: ReportContent) -> bool:
    """After eyelid surgery the resting eye is for the clinician (clinical.md 5.4)."""
    resting_eye = suggestion.item == forms.rest_item("eye")
    return resting_eye and any(given.is_eyelid_surgery for given in content.treatments)


def grade_warnings(content: ReportContent) -> list[str]:
    """Where House-Brackmann and Sunnybrook of one rater at this visit do not match."""
    house, sunnybrook = (_graded(content, scale) for scale in (HOUSE_BRACKMANN, SUNNYBROOK))
    warnings = (
        consistency_warning(first, second)
        for first in house
        for second in sunnybrook
        if first.rater == second.rater
    )
    return [warning for warning in warnings if warning is not None]


def _graded(content: ReportContent, scale: Scale) -> list[Grade]:
    known = (scale.id, scale.version)
    return [found for found in content.history[-1].grades if (found.scale, found.version) == known]
