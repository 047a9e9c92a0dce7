"""Whether a patient has changed between two visits by more than the measurement can err (5.3)."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

from assessment.face_frame import PLANE_DRIFT_WARNING_DEG, plane_drift_deg
from assessment.results import Estimate, SessionResult, Unit
from assessment.statistics import NORMAL_QUANTILE

FLOOR_MM: Final = 1.5
"""Smallest change of a length that may count, after the one-week test-retest of [S28]."""

AVERAGE_WIDTH_MM: Final = 89.0
"""Outer-canthal width of an average face: 89.18 mm on the ICT face (clinical.md 3.8)."""

MDC_FLOOR: Final = {
    Unit.MM: FLOOR_MM,
    Unit.OCW: FLOOR_MM / AVERAGE_WIDTH_MM,
    Unit.PCT: 15.0,
    Unit.RATIO: 0.15,
}
"""Smallest change that may count (clinical.md 5.3, default): `FLOOR_MM`, the same in outer-canthal
widths of an average face, and 15 points for indices. Other units have no floor."""

OTHER_LENGTHS: Final = "the millimetre factor differs"

_SAME_LENGTH: Final = 1e-6
_SAME_DISTANCE_SHARE: Final = 0.2
_LENGTHS: Final = frozenset({Unit.MM, Unit.MM2, Unit.MM_PER_S, Unit.OCW, Unit.OCW2, Unit.OCW_PER_S})


@dataclass(frozen=True, slots=True)
class Conditions:
    """What must be the same for two visits to be compared (clinical.md 5.3).

    Attributes:
        camera: The camera as the clinic names it; "" when unknown.
        distance_m: Distance of the camera, or None when unknown.
        result: The analysis of the visit.
    """

    camera: str
    distance_m: float | None
    result: SessionResult


@dataclass(frozen=True, slots=True)
class Change:
    """The difference between two visits in one number.

    Attributes:
        delta: Later minus earlier value, in their unit.
        mdc: Change that measurement error alone exceeds in 5 % of the cases, same unit.
        beyond: The visits are comparable, and |delta| exceeds `mdc`.
        comparable: The two visits were recorded and measured alike.
        reason: Why they are not comparable, one clause; "" when they are.
    """

    delta: float
    mdc: float
    beyond: bool
    comparable: bool
    reason: str = ""


def floor_of(unit: Unit, *, mm_per_unit: float | None = None) -> float | None:
    """The smallest change that may count, in `unit`; None where nothing is known of it.

    A length in outer-canthal widths is the length in millimetres over the width in millimetres,
    and so is its floor: the patient's own width decides where it was measured, else that of an
    average face. The width itself is found on some 60 frames at rest, so that its error, of one
    percent at most, moves an excursion by far less than the floor.

    Args:
        unit: Unit of the value.
        mm_per_unit: The patient's outer-canthal width, or None when nobody measured it.
    """
    if unit is Unit.OCW and mm_per_unit is not None:
        return FLOOR_MM / mm_per_unit
    return MDC_FLOOR.get(unit)


def asymmetry_floor(floor: float, right: float, left: float) -> float:
    """The smallest change of the asymmetry index 100 (H - A) / (H + A) that may count, in points.

    It is what the floor of the length does to the index when the difference of the sides changes
    by it and their sum stays.

    Args:
        floor: Of the length, in the unit of the sides.
        right: Length on the patient's right, > 0.
        left: Length on the patient's left, > 0.
    """
    return 100.0 * floor / (right + left)


def mdc95(unit: Unit, now: Estimate, before: Estimate, *, floor: float | None = None) -> float:
    """Minimal detectable change at 95 % (clinical.md 5.3).

    1.96 sqrt(SE_now^2 + SE_before^2), which is 2.77 SE for equal errors, and not less than the
    floor.

    Args:
        unit: Unit of both.
        now: The later value.
        before: The earlier value.
        floor: Smallest change that may count, in `unit`; None for that of `MDC_FLOOR`.
    """
    from_errors = NORMAL_QUANTILE * math.hypot(now.se, before.se)
    return max(MDC_FLOOR.get(unit, 0.0) if floor is None else floor, from_errors)


def compare(
    now: Estimate,
    before: Estimate,
    *,
    unit: Unit,
    reason: str = "",
    floor: float | None = None,
) -> Change:
    """One value of a visit against the same value of an earlier one, both in `unit`.

    Args:
        now: The later value.
        before: The earlier value.
        unit: Unit of both.
        reason: What `why_not_comparable` says about the two visits.
        floor: As for `mdc95`.
    """
    delta = now.value - before.value
    mdc = mdc95(unit, now, before, floor=floor)
    return Change(delta, mdc, not reason and abs(delta) > mdc, not reason, reason)


def why_not_comparable(now: Conditions, before: Conditions, *, unit: Unit) -> str:
    """One clause saying what differs between two visits, or "" (clinical.md 5.3 and 3.5)."""
    checks = (
        ("the affected side differs", now.result.affected is not before.result.affected),
        ("the camera differs", now.camera != before.camera),
        ("the distance of the camera differs", _distances_differ(now, before)),
        ("the landmark network differs", _network(now) != _network(before)),
        ("the formulas differ", now.result.algorithm != before.result.algorithm),
        ("the depth scale differs", _depth(now) != _depth(before)),
        (OTHER_LENGTHS, unit in _LENGTHS and lengths_differ(now.result, before.result)),
        ("the mid-plane of the face differs", _planes_differ(now, before)),
    )
    return next((reason for reason, differs in checks if differs), "")


def _network(conditions: Conditions) -> tuple[str, str]:
    return conditions.result.model, conditions.result.weights_sha256


def _depth(conditions: Conditions) -> float:
    return conditions.result.face_frame.depth_scale


def _distances_differ(now: Conditions, before: Conditions) -> bool:
    if now.distance_m is None or before.distance_m is None:
        return False
    return abs(now.distance_m - before.distance_m) > _SAME_DISTANCE_SHARE * before.distance_m


def lengths_differ(now: SessionResult, before: SessionResult) -> bool:
    """Whether two visits measured lengths by another width, or only one of them by any."""
    lengths = [result.face_frame.mm_per_unit for result in (now, before)]
    known = [length for length in lengths if length is not None]
    if len(known) < len(lengths):
        return bool(known)
    return not math.isclose(known[0], known[1], rel_tol=_SAME_LENGTH)


def _planes_differ(now: Conditions, before: Conditions) -> bool:
    drift_deg = plane_drift_deg(before.result.face_frame, now.result.face_frame)
    return drift_deg > PLANE_DRIFT_WARNING_DEG
