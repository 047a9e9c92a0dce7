"""The shape of the results of a visit: sections of rows of numbers that can be asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from app.number_info import NumberInfo


@dataclass(frozen=True, slots=True)
class Number:
    """One cell: a number as text, and what can be asked of it.

    Attributes:
        text: The number.
        info: What stands behind it.
        trend: 1 more and -1 less than at the visit before, both beyond measurement error; else 0.
    """

    text: str = ""
    info: NumberInfo | None = None
    trend: int = 0


EMPTY: Final = Number()


@dataclass(frozen=True, slots=True)
class ResultRow:
    """One line of the table.

    Attributes:
        name: Exercise or quantity.
        right: The patient's right side.
        left: The patient's left side.
        compared: The number that compares the sides.
        ends: Its 95 % interval.
        change: Its difference to the visit before.
        remark: The verdict on the change, or why there is none.
        beyond: The change is beyond measurement error.
        missing: Why the row holds no numbers, one clause; "" when it holds some.
    """

    name: str
    right: Number = EMPTY
    left: Number = EMPTY
    compared: Number = EMPTY
    ends: Number = EMPTY
    change: Number = EMPTY
    remark: str = ""
    beyond: bool = False
    missing: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """One exercise, or what concerns several: its main row and all others.

    Attributes:
        key: Id of the exercise, `results_sheet.SYNKINESIS_ID` or `SCORES_ID`.
        name: What it is called in short.
        head: The row that stands for it.
        rows: Everything else.
    """

    key: str
    name: str
    head: ResultRow
    rows: tuple[ResultRow, ...]
