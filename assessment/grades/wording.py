"""A filled-in scale as the reader of a report sees it."""

from __future__ import annotations

from typing import Final

from assessment.grades.forms import SCALES
from assessment.grades.grade import Grade
from assessment.grades.scale import Scale, Total
from assessment.report.content import GradeLine

FEW_ITEMS: Final = 2


def grade_line(grade: Grade) -> GradeLine:
    """`grade` for a report: its total, then every answer and subscore in the order of the form.

    A form of a version that this program does not know is shown with the stored keys and values.
    """
    scale = SCALES.get(grade.scale)
    if scale is None or scale.version != grade.version:
        stored = tuple((key, str(value)) for key, value in grade.values.items())
        return GradeLine(
            grade.scale, "see the items", grade.rater, source=grade.source, items=stored
        )
    answers = tuple(
        (item.label, item.text(grade.values[item.id]))
        for item in scale.items
        if item.id in grade.values
    )
    subscores = tuple(
        (total.label, f"{grade.totals[total.id]:g}")
        for total in scale.totals
        if total.id in grade.totals
    )
    return GradeLine(
        scale.name,
        headline(grade, scale),
        grade.rater,
        source=grade.source,
        patient_reported=scale.patient_reported,
        items=(*answers, *subscores),
    )


def headline(grade: Grade, scale: Scale) -> str:
    """The one line about `grade`, e.g. "58 of 100"; says so when items are missing."""
    total = scale.totals[-1] if scale.totals else None
    count = f"{len(grade.values)} of {len(scale.items)} items"
    if total is None:
        return _answers(grade, scale) if len(scale.items) <= FEW_ITEMS else f"{count}, no total"
    if total.id not in grade.totals:
        return f"incomplete, {count}"
    return total_text(total, grade.totals[total.id])


def _answers(grade: Grade, scale: Scale) -> str:
    texts = {
        scale.item(key).label: scale.item(key).text(value) for key, value in grade.values.items()
    }
    if len(scale.items) == 1:
        return next(iter(texts.values()))
    return ", ".join(f"{label}: {text}" for label, text in texts.items())


def total_text(total: Total, value: float) -> str:
    """A total with its range and the name of its band, e.g. "58 of 100"."""
    text = f"{value:g} of {total.upper:g}"
    band = total.band(value)
    if band is None:
        return text
    return (
        f"{text}, {band.label}" if band.verified else f"{text}, {band.label} (limits not verified)"
    )
