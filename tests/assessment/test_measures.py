"""The catalogue of measures against known faces (clinical.md 3.2, 3.4 and 3.8)."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assessment.measure_types import MeasureClass, Quantity
from assessment.measures import CATALOGUE
from assessment.results import Unit
from core import landmarks as lm
from core.landmarks import MIRROR_INDEX, Side

DISTANCES_MM = {
    "PFW": 26.88, "BH": 27.0, "BHm": 31.4, "BHl": 23.3, "PFH": 8.4, "PFA": 158.8, "CA": 47.4,
    "CL": 63.6, "MC": 68.8, "LC": 73.9, "NB": 77.1, "SC": 37.0, "OC": 30.0, "NL": 27.8, "LA": 1.2,
    "MAo": 391.0, "CCE": 84.2, "MW": 50.70,
}  # fmt: skip
CHANGES_MM = [
    ("brow_raise", "BH", 8.3),
    ("eye_gentle", "PFH", -7.2),
    ("smile_open", "MC", -10.0),
    ("smile_open", "LC", -13.4),
    ("smile_open", "SC", 4.7),
    ("snarl", "CA", -10.4),
    ("snarl", "CL", -13.5),
    ("pucker", "SC", -7.4),
]
REQUIRED = [
    "BH",
    "BHm",
    "BHl",
    "PFW",
    "PFH",
    "EAR",
    "PFA",
    "CA",
    "CL",
    "MC",
    "LC",
    "NB",
    "SC",
    "OC",
    "NL",
    "CCE",
    "LA",
    "LD",
    "MAo",
    "MAi",
    "MW",
    "PFHs",
    "ULH",
    "LLH",
    "CHD",
    "DVm",
    "DVl",
    "DVv",
    "DVa",
    "DVd",
    "SA",
    "PHD",
    "PHDn",
    "PHDl",
    "PHDc",
    "PHT",
    "HMW",
    "ULD",
    "LLD",
    "BV",
    "HMAo",
    "HMAi",
    "MIR_brow",
    "MIR_eye",
    "MIR_nose",
    "MIR_lips",
    "MIR_jaw",
]


def measured(measure_id, face, rest=None):
    sides = CATALOGUE[measure_id].compute(face[None], face if rest is None else rest)
    return tuple(float(side[0]) for side in sides)


def test_every_measure_of_the_specification_is_there():
    assert set(REQUIRED) <= set(CATALOGUE)


def test_entries_are_complete_and_lid_height_is_never_called_mrd():
    for key, definition in CATALOGUE.items():
        assert key == definition.id
        assert definition.name
        assert definition.formula
        assert definition.source.startswith("clinical.md")
        assert "MRD" not in definition.name
        assert definition.sides in ((Side.RIGHT, Side.LEFT), (Side.MIDLINE,))
    assert len({definition.name for definition in CATALOGUE.values()}) == len(CATALOGUE)


@pytest.mark.parametrize(("measure_id", "expected"), DISTANCES_MM.items())
def test_distances_of_the_reference_face(ict, measure_id, expected):
    for value in measured(measure_id, ict.neutral):
        assert value == pytest.approx(expected, abs=0.051 if expected < 300 else 0.5)


@pytest.mark.parametrize(("exercise", "measure_id", "expected"), CHANGES_MM)
def test_movements_of_the_reference_face(ict, exercise, measure_id, expected):
    before = measured(measure_id, ict.neutral)
    after = measured(measure_id, ict.moved(exercise))
    for start, end in zip(before, after, strict=True):
        assert end - start == pytest.approx(expected, abs=0.06)


def test_lower_teeth_lower_the_lower_lip(ict):
    before, after = (measured("LD", face) for face in (ict.neutral, ict.moved("lower_teeth")))
    # As |33-59| in clinical.md 3.8.
    assert np.subtract(after, before) == pytest.approx([5.1, 5.1], abs=0.06)
    weak = measured("LD", ict.moved("lower_teeth", right=0.0))
    assert np.subtract(weak, before) == pytest.approx([0.0, 5.1], abs=0.06)


def test_half_a_smile_is_about_half_on_that_side(ict):
    right, left = measured("MC", ict.moved("smile_open", right=1.0, left=0.5))
    rest = measured("MC", ict.neutral)
    assert rest[0] - right == pytest.approx(10.0, abs=0.1)
    assert 4.5 < rest[1] - left < 5.5


@pytest.mark.parametrize("measure_id", CATALOGUE)
def test_a_symmetric_face_measures_symmetric(plain, measure_id):
    moved = plain + np.array([0.0, 0.4, 0.7])
    sides = measured(measure_id, moved, plain)
    if len(sides) == 2:
        assert sides[0] == pytest.approx(sides[1], rel=1e-9, abs=1e-9)
    elif measure_id == "MW":
        assert sides[0] == pytest.approx(50.0)
    else:
        assert sides[0] == pytest.approx(0.0, abs=1e-9)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 2**32 - 1))
def test_mirroring_the_face_swaps_the_sides_of_every_measure(plain, seed):
    rng = np.random.default_rng(seed)
    # Little enough that no lip line folds back over itself.
    rest = plain + rng.normal(0, 1, plain.shape)
    face = rest + rng.normal(0, 1, plain.shape)
    mirror = np.array([-1.0, 1.0, 1.0])
    mirrored_face, mirrored_rest = (points[MIRROR_INDEX] * mirror for points in (face, rest))
    for measure_id, definition in CATALOGUE.items():
        before = measured(measure_id, face, rest)
        after = measured(measure_id, mirrored_face, mirrored_rest)
        if definition.sides == (Side.MIDLINE,):
            same = measure_id == "MW" or measure_id.startswith("MIR_")
            assert after[0] == pytest.approx(before[0] if same else -before[0], abs=1e-9)
        else:
            assert after == pytest.approx(before[::-1], abs=1e-6)


def test_a_commissure_moving_out_up_and_forward(plain):
    moved = plain.copy()
    right, left = lm.COMMISSURE
    moved[right] += [-3.0, 4.0, 12.0]
    moved[left] += [-1.0, -1.0, 0.0]
    assert measured("DVm", moved, plain) == pytest.approx((13.0, np.sqrt(2)))
    assert measured("DVl", moved, plain) == pytest.approx((3.0, -1.0))
    assert measured("DVv", moved, plain) == pytest.approx((4.0, -1.0))
    assert measured("DVa", moved, plain) == pytest.approx((12.0, 0.0))
    assert measured("DVd", moved, plain) == pytest.approx((np.degrees(np.arctan2(4, 3)), -135.0))
    assert measured("CHD", moved) == pytest.approx((-5.0,))
    assert measured("HMW", moved) == pytest.approx((28.0, 24.0))


def test_lid_heights_are_signed_and_cross_zero(plain):
    closed = plain.copy()
    for upper, lower in ((37, 41), (38, 40), (44, 46), (43, 47)):
        closed[[upper, lower]] = closed[[lower, upper]]
    before, after = measured("PFHs", plain), measured("PFHs", closed)
    assert before[0] > 8.0
    assert after == pytest.approx(tuple(-value for value in before))
    assert measured("PFH", closed) == pytest.approx(measured("PFH", plain))
    for side in (0, 1):
        opening = measured("ULH", plain)[side] + measured("LLH", plain)[side]
        assert opening == pytest.approx(before[side])


def test_lid_opening_does_not_depend_on_the_width_direction(plain):
    stretched = plain.copy()
    stretched[list(lm.CANTHUS_LATERAL)] += [[-6.0, 0, 0], [6.0, 0, 0]]
    assert measured("PFHs", stretched)[0] == pytest.approx(measured("PFHs", plain)[0], rel=0.02)


def test_brow_rise_is_vertical_and_brow_height_is_not(plain):
    raised = plain.copy()
    raised[17:27] += [0.0, 6.0, -2.0]
    assert np.subtract(measured("BV", raised), measured("BV", plain)) == pytest.approx([6.0, 6.0])
    assert measured("BH", raised)[0] - measured("BH", plain)[0] < 6.0


def test_smile_angle_is_ninety_degrees_on_the_level(plain):
    level = plain.copy()
    level[list(lm.COMMISSURE), 1] = level[lm.LOWER_LIP_MIDLINE, 1]
    assert measured("SA", level) == pytest.approx((90.0, 90.0))
    level[lm.COMMISSURE[1], 1] += 10.0
    right, left = measured("SA", level)
    assert right == pytest.approx(90.0)
    assert left > 100.0


def test_smile_angle_uses_the_mid_plane_and_not_the_shifted_lip(plain):
    drawn = plain.copy()
    drawn[lm.LOWER_LIP_MIDLINE, 0] += 3.0
    right, left = measured("SA", drawn)
    assert right == pytest.approx(left, abs=1.5)


def test_deviations_point_to_the_patients_left(plain):
    shifted = plain.copy()
    for point in (lm.UPPER_LIP_MIDLINE, lm.LOWER_LIP_MIDLINE, lm.CHIN):
        shifted[point, 0] += 4.0
    shifted[lm.SUBNASALE, 0] += 1.0
    for measure_id, expected in (("PHD", 4), ("PHDl", 4), ("PHDc", 4), ("PHDn", 1)):
        assert measured(measure_id, shifted) == pytest.approx((expected,))
    assert measured("PHT", shifted)[0] == pytest.approx(np.degrees(np.arctan2(3, 17)))


def test_lip_height_deviation_is_right_minus_left_half_way(plain):
    raised = plain.copy()
    raised[lm.UPPER_LIP_LATERAL[0], 1] += 5.0
    raised[lm.UPPER_LIP_PEAK[0], 1] += 5.0
    assert measured("ULD", raised)[0] == pytest.approx(5.0)
    raised[lm.LOWER_LIP_MEDIAL[1], 1] -= 2.0
    raised[lm.LOWER_LIP_LATERAL[1], 1] -= 2.0
    assert measured("LLD", raised)[0] == pytest.approx(2.0)


def test_split_areas_see_a_shifted_mouth_that_landmark_areas_miss(plain):
    shifted = plain.copy()
    shifted[48:] += [3.0, 0.0, 0.0]
    assert measured("MAo", shifted)[0] == pytest.approx(measured("MAo", shifted)[1])
    right, left = measured("HMAo", shifted)
    assert left > right * 1.2
    whole = measured("HMAo", plain)
    assert right + left == pytest.approx(sum(whole), rel=0.02)


def test_split_and_landmark_areas_agree_on_a_symmetric_mouth(plain):
    for split, halves in (("HMAo", "MAo"), ("HMAi", "MAi")):
        assert measured(split, plain) == pytest.approx(measured(halves, plain), rel=1e-6)


def test_mirror_residual_of_one_displaced_point(plain):
    moved = plain.copy()
    moved[lm.COMMISSURE[0]] += [0.0, -10.0, 0.0]
    count = len(lm.REGIONS["outer_lips"]) + len(lm.REGIONS["inner_lips"])
    assert measured("MIR_lips", moved)[0] == pytest.approx(10.0 * np.sqrt(2 / count))
    assert measured("MIR_brow", moved)[0] == pytest.approx(0.0, abs=1e-12)


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_invariant_measures_do_not_notice_rotation_and_shift(plain, seed):
    rng = np.random.default_rng(seed)
    rotation, _ = np.linalg.qr(rng.normal(size=(3, 3)))
    rotation *= np.sign(np.linalg.det(rotation))
    moved = plain @ rotation.T + rng.normal(0, 100, 3)
    for measure_id, definition in CATALOGUE.items():
        if definition.measure_class is MeasureClass.INVARIANT:
            assert measured(measure_id, moved) == pytest.approx(measured(measure_id, plain))


def test_measures_are_computed_frame_by_frame(plain, ict):
    frames = np.stack([plain, ict.neutral, ict.moved("smile_open")])
    for measure_id, definition in CATALOGUE.items():
        together = definition.compute(frames, plain)
        assert len(together) == len(definition.sides)
        for number, frame in enumerate(frames):
            alone = measured(measure_id, frame, plain)
            assert [side[number] for side in together] == pytest.approx(alone)


@pytest.mark.parametrize(
    ("quantity", "plain_unit", "mm_unit", "factor"),
    [
        (Quantity.LENGTH, Unit.OCW, Unit.MM, 90.0),
        (Quantity.AREA, Unit.OCW2, Unit.MM2, 8100.0),
        (Quantity.ANGLE, Unit.DEG, Unit.DEG, 1.0),
        (Quantity.RATIO, Unit.RATIO, Unit.RATIO, 1.0),
    ],
)
def test_units_follow_the_calibration(quantity, plain_unit, mm_unit, factor):
    assert quantity.unit(calibrated=False) is plain_unit
    assert quantity.unit(calibrated=True) is mm_unit
    assert quantity.factor(None) == 1.0
    assert quantity.factor(90.0) == pytest.approx(factor)
