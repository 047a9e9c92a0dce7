"""Whether a patient has changed between two visits by more than the measurement can err (5.3)."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

from assessment.face_frame import PLANE_DRIFT_WARNING_DEG, plane_drift_deg
from assessment.results import Estimate, SessionResult, Unit
from assessment.statistics import NORMAL_QUANTILE

MDC_FLOOR: Final = {
    Unit.MM: 1.5,
    Unit.OCW: 1.5 / 89.0,
    Unit.PCT: 15.0,
    Unit.RATIO: 0.15,
}
"""Smallest change that may count (clinical.md 5.3, default): 1.5 mm after the one-week
test-retest of [S28], the same in outer-canthal widths of an average face of 89 mm, and 15 points
for indices. Other units have no floor."""

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


def mdc95(unit: Unit, now: Estimate, before: Estimate) -> float:
    """Minimal detectable change at 95 % (clinical.md 5.3).

    1.96 sqrt(SE_now^2 + SE_before^2), which is 2.77 SE for equal errors, and not less than the
    floor of the unit.
    """
    from_errors = NORMAL_QUANTILE * math.hypot(now.se, before.se)
    return max(MDC_FLOOR.get(unit, 0.0), from_errors)


def compare(
    now: Estimate,
    before: Estimate,
    *,
    unit: Unit,
    reason: str = "",
) -> Change:
    """One value of a visit against the same value of an earlier one, both in `unit`.

    Args:
        now: The later value.
        before: The earlier value.
        unit: Unit of both.
        reason: What `why_not_comparable` says about the two visits.
    """
    delta = now.value - before.value
    mdc = mdc95(unit, now, before)
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
        ("the millimetre factor differs", unit in _LENGTHS and _lengths_differ(now, before)),
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


def _lengths_differ(now: Conditions, before: Conditions) -> bool:
    lengths = [side.result.face_frame.mm_per_unit for side in (now, before)]
    known = [length for length in lengths if length is not None]
    if len(known) < len(lengths):
        return bool(known)
    return not math.isclose(known[0], known[1], rel_tol=_SAME_LENGTH)


def _planes_differ(now: Conditions, before: Conditions) -> bool:
    drift_deg = plane_drift_deg(before.result.face_frame, now.result.face_frame)
    return drift_deg > PLANE_DRIFT_WARNING_DEG
