"""How a number differs from the visit before, and whether that is more than error (5.3).

A verdict is given only where the error is known: from repetitions at both visits, or from the
frames of the resting face, and above the smallest change that may count in the unit.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from assessment.change import (
    AVERAGE_WIDTH_MM,
    FLOOR_MM,
    OTHER_LENGTHS,
    asymmetry_floor,
    compare,
    floor_of,
    lengths_differ,
)
from assessment.measure_types import Quantity
from assessment.measures import CATALOGUE
from assessment.report.content import ReportContent
from assessment.report.lookup import (
    ASYMMETRY,
    ASYMMETRY_UNSIGNED,
    BLINK_CLOSURE,
    CLOSURE,
    SIDE_DIFFERENCE,
    Finding,
    Read,
    finding,
    index,
    measure,
    trial,
    verdict,
    why_unsure,
)
from assessment.report.numbers import axis_label, number, quantity
from assessment.results import Estimate, Index, Measure, Phase, SessionResult, TrialResult, Unit
from core.landmarks import Side

COMPARED_INDICES: Final = (
    *(ASYMMETRY, ASYMMETRY_UNSIGNED, SIDE_DIFFERENCE),
    *(CLOSURE, BLINK_CLOSURE),
)
"""Indices of one exercise whose change is told, besides the excursion ratio."""

LID_MEASURES: Final = frozenset({"PFH", "PFHs", "PFA", "EAR", "ULH", "LLH"})
"""What eyelid surgery changes without any nerve (clinical.md 5.4)."""

_LENGTHS: Final = (Unit.MM, Unit.MM2, Unit.OCW, Unit.OCW2)
_SE_DECIMALS: Final = {Unit.MM: 2, Unit.OCW: 4}
_NO_VERDICT: Final = "no verdict"
_NO_FLOOR: Final = "no verdict: the smallest change that counts is not known in this unit"
_NO_ERROR: Final = "no verdict: the standard error is not known"


@dataclass(frozen=True, slots=True)
class Told:
    """A change in words.

    Attributes:
        delta: The difference with its unit; "" when there is nothing to compare.
        verdict: Whether it is beyond measurement error, or why that is not told.
        error: How the measurement error was reckoned; "" without a verdict.
        floor: Where the smallest change that may count comes from; "" without a verdict.
        trend: 1 more and -1 less than before, both beyond measurement error; else 0.
    """

    delta: str = ""
    verdict: str = ""
    error: str = ""
    floor: str = ""
    trend: int = 0

    @property
    def remark(self) -> str:
        """The verdict as short as a table has it."""
        return _NO_VERDICT if self.verdict.startswith(_NO_VERDICT) else self.verdict


@dataclass(frozen=True, slots=True)
class _Floor:
    """The smallest change that may count, and where it comes from."""

    value: float
    words: str


def of_measure(content: ReportContent, found: Measure, exercise_id: str) -> Told:
    """A measure of one side beside the visit before.

    Args:
        content: The visits.
        found: The measure at the reported visit.
        exercise_id: Its exercise.
    """
    wanted = (found.measure_id, found.phase, found.side)

    def read(result: SessionResult) -> Estimate | None:
        before = trial(result, exercise_id)
        value = measure(before, *wanted) if before else None
        return value.estimate if value and value.unit is found.unit else None

    lids = found.measure_id in LID_MEASURES
    unsure = "" if found.phase is Phase.REST else why_unsure(content, exercise_id)
    return _told(content, read, found.unit, _floor(content, found.unit), lids=lids, unsure=unsure)


def of_index(
    content: ReportContent, found: Index, exercise_id: str, *, decimals: int | None = None
) -> Told:
    """An index of one exercise beside the visit before; empty for one that is not followed.

    Args:
        content: The visits.
        found: The index at the reported visit.
        exercise_id: Its exercise.
        decimals: As many as stand in the table, else those usual for the unit.
    """
    if found.index_id not in COMPARED_INDICES:
        return Told()

    def read(result: SessionResult) -> Estimate | None:
        before = trial(result, exercise_id)
        key = (found.index_id, found.subject, found.side)
        value = index(before.indices, *key) if before else None
        return value.estimate if value and value.unit is found.unit else None

    asymmetry = found.index_id in (ASYMMETRY, ASYMMETRY_UNSIGNED)
    floor = (
        _floor_of_asymmetry(content, found, exercise_id)
        if asymmetry
        else _floor(content, found.unit)
    )
    lids = found.subject in LID_MEASURES
    unsure = why_unsure(content, exercise_id)
    return _told(content, read, found.unit, floor, lids=lids, unsure=unsure, decimals=decimals)


def of_finding(content: ReportContent, found: Finding, unit: Unit) -> Told:
    """A change as the report tells it, with how its error was reckoned."""
    if found.change is None or found.estimate is None or found.previous is None:
        return Told(verdict=found.not_compared)
    floor = _floor(content, unit)
    delta = _points(found.change.delta, unit)
    trend = _trend(found.change.delta, beyond=found.change.beyond)
    if floor is None:
        return Told(delta, verdict(found.change), trend=trend)
    error = _error(unit, floor, (found.estimate, found.previous), found.change.mdc)
    return Told(delta, verdict(found.change), error, floor.words, trend)


def _told(
    content: ReportContent,
    read: Read,
    unit: Unit,
    floor: _Floor | None,
    *,
    lids: bool,
    unsure: str,
    decimals: int | None = None,
) -> Told:
    base = finding(content, read, unit=unit, missing="", lids=lids)
    broken = content.history[-1].break_reason
    if unit in _LENGTHS and not broken and _calibrations_differ(content):
        return Told(verdict=f"not compared: {OTHER_LENGTHS}")
    if base.change is None or base.estimate is None or base.previous is None:
        return Told(verdict=base.not_compared)
    delta = _points(base.change.delta, unit, decimals)
    estimates = (base.estimate, base.previous)
    if floor is None or unsure:
        return Told(delta, _NO_FLOOR if floor is None else unsure)
    if not all(one.se for one in estimates):
        return Told(delta, _NO_ERROR)
    change = compare(*estimates, unit=unit, floor=floor.value)
    error = _error(unit, floor, estimates, change.mdc, decimals)
    trend = _trend(change.delta, beyond=change.beyond)
    return Told(delta, verdict(change), error, floor.words, trend)


def _calibrations_differ(content: ReportContent) -> bool:
    before = content.previous.result if content.previous else None
    if before is None or content.result is None:
        return False
    return lengths_differ(content.result, before)


def _floor(content: ReportContent, unit: Unit) -> _Floor | None:
    width_mm = content.result.face_frame.mm_per_unit if content.result else None
    value = floor_of(unit, mm_per_unit=width_mm)
    if value is None:
        return None
    shown = _points(value, unit, signed=False)
    if unit is Unit.MM:
        return _Floor(value, f"{shown}, after repeated measurements one week apart (Tanikawa 2018)")
    if unit is not Unit.OCW:
        return _Floor(value, f"{shown} (default of this software)")
    if width_mm is None:
        return _Floor(
            value,
            f"{shown}: {FLOOR_MM} mm on an average face of {AVERAGE_WIDTH_MM:.0f} mm between the "
            "outer eye corners, as the patient's own width is not recorded",
        )
    return _Floor(
        value, f"{shown}: {FLOOR_MM} mm at the patient's {width_mm:.1f} mm between the eye corners"
    )


def _floor_of_asymmetry(content: ReportContent, found: Index, exercise_id: str) -> _Floor | None:
    """That of the asymmetry index of a length at rest; None for areas and angles."""
    if CATALOGUE[found.subject].quantity is not Quantity.LENGTH:
        return None
    here = trial(content.result, exercise_id)
    sides = _sides(here, found.subject) if here else ()
    length = _floor(content, sides[0].unit) if sides else None
    values = [one.estimate.value for one in sides]
    if length is None or min(values) <= 0.0:
        return None
    value = asymmetry_floor(length.value, *values)
    shown = quantity(value, Unit.POINTS)
    return _Floor(
        value, f"{shown}: what {FLOOR_MM} mm of difference between the sides make of this index"
    )


def _sides(found: TrialResult, measure_id: str) -> Sequence[Measure]:
    """The resting values, right and left; empty when one is missing."""
    sides = (Side.RIGHT, Side.LEFT)
    values = [measure(found, measure_id, Phase.REST, side) for side in sides]
    known = [value for value in values if value is not None]
    return known if len(known) == len(sides) else ()


def _error(
    unit: Unit,
    floor: _Floor,
    estimates: tuple[Estimate, Estimate],
    mdc: float,
    decimals: int | None = None,
) -> str:
    least = _points(floor.value, unit, decimals, signed=False)
    places = _SE_DECIMALS.get(unit, 1) if decimals is None else decimals + 1
    now, before = (number(one.se, unit, decimals=places) for one in estimates)
    largest = _points(mdc, unit, decimals, signed=False)
    return f"MDC95 = max({least}; 1.96 √({now}² + {before}²)) = {largest}"


def _points(value: float, unit: Unit, decimals: int | None = None, *, signed: bool = True) -> str:
    """A difference with its unit: between percentages it is in points."""
    shown = Unit.POINTS if unit is Unit.PCT else unit
    return f"{number(value, unit, signed=signed, decimals=decimals)} {axis_label(shown)}".strip()


def _trend(delta: float, *, beyond: bool) -> int:
    if not beyond:
        return 0
    return 1 if delta > 0 else -1
