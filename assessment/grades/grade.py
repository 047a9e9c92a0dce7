"""A scale as one person filled it in at one visit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from uuid import UUID, uuid4

from assessment import validation
from assessment.grades.scale import ItemValue, Scale
from core.errors import InputError


class GradeSource(StrEnum):
    """How the values came about (clinical.md 7.1)."""

    MANUAL = "manual"
    SUGGESTION_CONFIRMED = "suggestion_confirmed"


@dataclass(frozen=True, slots=True)
class Grade:
    """The answers of one rater; made by `fill_in`, which checks them against the scale.

    Attributes:
        id: Key.
        visit_id: The visit graded.
        taken_at: When, with a time zone.
        scale: Key of `assessment.grades.forms.SCALES`.
        version: Version of the scale's definition.
        values: Answer by item id; items may be missing.
        totals: Value by total id, for every total whose items are all answered.
        rater: Who graded, one line, not empty.
        source: Entered by hand, or suggested and then confirmed by `rater`.
        blinded: The rater did not know patient, date and other grades.
        note: Free text.
    """

    id: UUID
    visit_id: UUID
    taken_at: dt.datetime
    scale: str
    version: str
    values: Mapping[str, ItemValue]
    totals: Mapping[str, float]
    rater: str
    source: GradeSource = GradeSource.MANUAL
    blinded: bool = False
    note: str = ""

    def __post_init__(self) -> None:
        validation.check_moment("time of grading", self.taken_at)
        validation.check_line("rater", self.rater)
        validation.check_paragraphs("note", self.note)
        if not self.rater.strip():
            raise InputError("The grade has no rater; say who graded or entered it.")
        if not self.values:
            raise InputError("The form is empty; grade at least one item.")
        object.__setattr__(self, "values", MappingProxyType(dict(self.values)))
        object.__setattr__(self, "totals", MappingProxyType(dict(self.totals)))


def fill_in(
    scale: Scale,
    values: Mapping[str, ItemValue],
    *,
    visit_id: UUID,
    rater: str,
    taken_at: dt.datetime,
    source: GradeSource = GradeSource.MANUAL,
    blinded: bool = False,
    note: str = "",
) -> Grade:
    """A new grade with its totals computed.

    Args:
        scale: The form.
        values: Answer by item id; items may be missing, their totals then too.
        visit_id: The visit graded.
        rater: Who graded.
        taken_at: When, with a time zone.
        source: Entered by hand, or suggested and confirmed.
        blinded: The rater did not know patient, date and other grades.
        note: Free text.

    Raises:
        InputError: A value is not allowed, an item unknown, the form empty or without a rater.
    """
    return Grade(
        id=uuid4(),
        visit_id=visit_id,
        taken_at=taken_at,
        scale=scale.id,
        version=scale.version,
        values=values,
        totals=scale.totals_of(values),
        rater=rater,
        source=source,
        blinded=blinded,
        note=note,
    )
