"""Whether two visits differ by more than the error (clinical.md 5.3)."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from scipy.spatial.transform import Rotation

from assessment.change import Conditions, compare, mdc95, why_not_comparable
from assessment.records import AffectedSide
from assessment.results import Estimate, FaceFrame, SessionResult, Unit


def estimated(value, se):
    return Estimate(value, se, 3, value - 2 * se, value + 2 * se)


@pytest.fixture
def conditions(ict):
    frame = FaceFrame(ict.neutral / 89.18, 0.001, 0.1, 90, mm_per_unit=90.0)
    result = SessionResult(frame, (), (), (), "net@1", "abc", "1.0", AffectedSide.LEFT)
    return Conditions("Camera A", 1.2, result)


def varied(conditions, **changes):
    return replace(conditions, result=replace(conditions.result, **changes))


def in_frame(conditions, **changes):
    return varied(conditions, face_frame=replace(conditions.result.face_frame, **changes))


@pytest.mark.parametrize(
    ("unit", "se", "expected"),
    [
        (Unit.MM, 0.1, 1.5),
        (Unit.MM, 1.0, 2.772),
        (Unit.PCT, 2.0, 15.0),
        (Unit.PCT, 10.0, 27.72),
        (Unit.DEG, 1.0, 2.772),
        (Unit.DEG, 0.0, 0.0),
        (Unit.OCW, 0.0001, 1.5 / 89.0),
    ],
)
def test_the_detectable_change_has_the_floor_of_its_unit(unit, se, expected):
    assert mdc95(unit, estimated(5, se), estimated(6, se)) == pytest.approx(expected, abs=0.002)


def test_unequal_errors_add_in_squares():
    assert mdc95(Unit.MM, estimated(5, 3.0), estimated(6, 4.0)) == pytest.approx(1.96 * 5, rel=1e-4)


@pytest.mark.parametrize(
    ("now", "beyond"), [(70.0, True), (60.0, False), (35.0, False), (30, True)]
)
def test_a_change_is_beyond_or_within_the_error(now, beyond):
    change = compare(
        estimated(now, 1.0),
        estimated(50.0, 1.0),
        unit=Unit.PCT,
    )
    assert change.delta == pytest.approx(now - 50.0)
    assert change.beyond is beyond
    assert change.comparable
    assert change.reason == ""


def test_visits_recorded_alike_are_comparable(conditions):
    assert why_not_comparable(conditions, conditions, unit=Unit.MM) == ""
    nearby = replace(conditions, distance_m=1.3)
    assert why_not_comparable(nearby, conditions, unit=Unit.MM) == ""
    unknown = replace(conditions, distance_m=None)
    assert why_not_comparable(unknown, conditions, unit=Unit.MM) == ""


def test_whatever_differs_is_named(conditions):
    bent = Rotation.from_euler("y", 4.0, degrees=True).as_matrix()
    template = conditions.result.face_frame.template @ bent.T
    cases = {
        "the affected side differs": varied(conditions, affected=AffectedSide.RIGHT),
        "the camera differs": replace(conditions, camera="Camera B"),
        "the distance of the camera differs": replace(conditions, distance_m=0.6),
        "the landmark network differs": varied(conditions, weights_sha256="def"),
        "the formulas differ": varied(conditions, algorithm="0.9"),
        "the depth scale differs": in_frame(conditions, depth_scale=0.9),
        "the millimetre factor differs": in_frame(conditions, mm_per_unit=92.0),
        "the mid-plane of the face differs": in_frame(conditions, template=template),
    }
    for reason, other in cases.items():
        assert why_not_comparable(conditions, other, unit=Unit.MM) == reason
        change = compare(
            estimated(20, 0.1),
            estimated(5, 0.1),
            unit=Unit.MM,
            reason=why_not_comparable(other, conditions, unit=Unit.MM),
        )
        assert (change.comparable, change.reason, change.beyond) == (False, reason, False)
        assert math.isclose(change.delta, 15.0)
    other_model = varied(conditions, model="net@2")
    assert "network" in why_not_comparable(conditions, other_model, unit=Unit.PCT)


def test_ratios_do_not_need_the_same_millimetres(conditions):
    other = in_frame(conditions, mm_per_unit=92.0)
    assert why_not_comparable(conditions, other, unit=Unit.PCT) == ""
    uncalibrated = in_frame(conditions, mm_per_unit=None)
    assert why_not_comparable(conditions, uncalibrated, unit=Unit.RATIO) == ""
    assert "millimetre" in why_not_comparable(conditions, uncalibrated, unit=Unit.MM)
    assert why_not_comparable(uncalibrated, uncalibrated, unit=Unit.OCW) == ""
