"""How values are written: decimals and sign by unit, ranges in words, a true minus sign."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Final

from assessment.results import Estimate, Unit

DASH: Final = "–"
MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
SHORT_MONTHS: Final = tuple(month[:3] for month in MONTHS)
_DECIMALS: Final[dict[Unit, int]] = {
    Unit.MM: 1,
    Unit.MM2: 0,
    Unit.OCW: 3,
    Unit.OCW2: 3,
    Unit.DEG: 1,
    Unit.RATIO: 2,
    Unit.PCT: 0,
    Unit.S: 2,
    Unit.MS: 0,
    Unit.MM_PER_S: 0,
    Unit.OCW_PER_S: 2,
    Unit.PER_MIN: 0,
    Unit.POINTS: 1,
}
_SYMBOLS: Final[dict[Unit, str]] = {
    Unit.MM: "mm",
    Unit.MM2: "mm²",
    Unit.OCW: "OCW",
    Unit.OCW2: "OCW²",
    Unit.DEG: "°",
    Unit.RATIO: "",
    Unit.PCT: "%",
    Unit.S: "s",
    Unit.MS: "ms",
    Unit.MM_PER_S: "mm/s",
    Unit.OCW_PER_S: "OCW/s",
    Unit.PER_MIN: "per min",
    Unit.POINTS: "points",
}


def number(value: float, unit: Unit, *, signed: bool = False, decimals: int | None = None) -> str:
    """`value` without unit symbol.

    Args:
        value: Finite number.
        unit: Its unit.
        signed: Write a plus sign, for differences.
        decimals: Number of decimals, else those usual for the unit.
    """
    text = f"{abs(value):.{_DECIMALS[unit] if decimals is None else decimals}f}"
    if not float(text):
        return text
    return f"{'−' if value < 0 else '+' if signed else ''}{text}"


def quantity(value: float, unit: Unit, *, signed: bool = False, decimals: int | None = None) -> str:
    """`value` with its unit symbol, e.g. "62 %" or "1.4 mm"; see `number`."""
    return f"{number(value, unit, signed=signed, decimals=decimals)} {_SYMBOLS[unit]}".strip()


def interval(estimate: Estimate, unit: Unit, *, decimals: int | None = None) -> str:
    """The 95 % interval, e.g. "54 to 70"."""
    lower, upper = (
        number(end, unit, decimals=decimals) for end in (estimate.lower, estimate.upper)
    )
    return f"{lower} to {upper}"


def within_percent(estimate: Estimate) -> Estimate:
    """A percentage kept within 0..100, for display only (clinical.md 3.4)."""
    value, lower, upper = (
        min(max(percent, 0.0), 100.0)
        for percent in (estimate.value, estimate.lower, estimate.upper)
    )
    return replace(estimate, value=value, lower=lower, upper=upper)


def axis_label(unit: Unit) -> str:
    """The unit of an axis."""
    return _SYMBOLS[unit]


def date(day: dt.date) -> str:
    """A date no reader can misread, e.g. "4 March 2026"."""
    return f"{day.day} {month(day)}"


def month(day: dt.date) -> str:
    """The month of a date, e.g. "March 2026", whatever language the system speaks."""
    return f"{MONTHS[day.month - 1]} {day.year}"


def short_date(day: dt.date) -> str:
    """A date for tables, e.g. "4 Mar 2026"."""
    return f"{day.day} {SHORT_MONTHS[day.month - 1]} {day.year}"


def span(days: int) -> str:
    """A stretch of time as clinicians say it: days to week 4, then weeks, then months."""
    if days < WEEKS_FROM_DAYS:
        return f"{days} day" if days == 1 else f"{days} days"
    if days < MONTHS_FROM_DAYS:
        return f"{round(days / DAYS_PER_WEEK)} weeks"
    return f"{round(days / DAYS_PER_MONTH)} months"


DAYS_PER_WEEK: Final = 7
DAYS_PER_MONTH: Final = 365.25 / 12
# clinical.md 5.1: days to week 4, then weeks and months.
WEEKS_FROM_DAYS: Final = 29
MONTHS_FROM_DAYS: Final = 26 * DAYS_PER_WEEK
