"""The 68-point scheme against clinical.md section 0."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import landmarks as lm
from core.landmarks import MIRROR_INDEX, Side, mirror_points, side_of

FIXTURE = Path(__file__).parents[1] / "fixtures" / "ict_points68.json"

MIDLINE = {8, 27, 28, 29, 30, 33, 51, 57, 62, 66}
RIGHT = {*range(8), *range(17, 22), 31, 32, *range(36, 42), 48, 49, 50, 58, 59, 60, 61, 67}
STATED_MATES = {
    31: 35, 32: 34, 36: 45, 37: 44, 38: 43, 39: 42, 40: 47, 41: 46, 48: 54, 49: 53, 50: 52,
    55: 59, 56: 58, 60: 64, 61: 63, 65: 67,
}  # fmt: skip

PAIRS = {
    name: value
    for name, value in vars(lm).items()
    if name.isupper() and isinstance(value, tuple) and len(value) == 2
    and all(isinstance(point, int) for point in value)
}  # fmt: skip


def test_every_point_lies_on_the_stated_side():
    for point in range(68):
        expected = Side.MIDLINE if point in MIDLINE else Side.RIGHT if point in RIGHT else Side.LEFT
        assert side_of(point) is expected


def test_mates_are_those_of_the_specification():
    expected = np.arange(68)
    expected[:17] = 16 - np.arange(17)
    expected[17:27] = 43 - np.arange(17, 27)
    for first, second in STATED_MATES.items():
        expected[first], expected[second] = second, first
    np.testing.assert_array_equal(MIRROR_INDEX, expected)


def test_mirroring_twice_changes_nothing():
    np.testing.assert_array_equal(MIRROR_INDEX[MIRROR_INDEX], np.arange(68))
    assert {point for point in range(68) if MIRROR_INDEX[point] == point} == MIDLINE


def test_the_mirror_index_cannot_be_changed():
    with pytest.raises(ValueError, match="read-only"):
        MIRROR_INDEX[0] = 0


@pytest.mark.parametrize("name", sorted(PAIRS))
def test_named_pairs_are_right_then_left_on_an_unmirrored_picture(name):
    # Frontal picture: image x grows with the patient's left.
    face = np.array(json.loads(FIXTURE.read_text(encoding="utf-8"))["neutral_mm"])
    right, left = PAIRS[name]
    assert MIRROR_INDEX[right] == left
    assert face[right, 0] < face[left, 0]


def test_there_are_named_pairs_to_test():
    assert {"COMMISSURE", "CANTHUS_MEDIAL", "ALA", "TEMPLE"} <= set(PAIRS)


def test_the_reference_face_is_its_own_mirror_image():
    face = np.array(json.loads(FIXTURE.read_text(encoding="utf-8"))["neutral_mm"])
    np.testing.assert_allclose(face * [-1, 1, 1], face[MIRROR_INDEX], atol=0.01)


def test_regions_cover_every_point_once():
    points = [point for region in lm.REGIONS.values() for point in region]
    assert sorted(points) == list(range(68))
    assert tuple(range(17, 68)) == lm.INNER_51


@pytest.mark.parametrize("sides", [lm.BROW, lm.EYE, lm.OUTER_HALF_MOUTH, lm.INNER_HALF_MOUTH])
def test_right_and_left_groups_are_mates_in_order(sides):
    right, left = sides
    assert [int(MIRROR_INDEX[point]) for point in right] == list(left)


@pytest.mark.parametrize("lip", [lm.UPPER_OUTER_LIP, lm.LOWER_OUTER_LIP])
def test_lip_lines_run_from_the_right_to_the_left_commissure(lip):
    assert (lip[0], lip[-1]) == lm.COMMISSURE
    assert [int(MIRROR_INDEX[point]) for point in lip] == list(reversed(lip))


def test_sides_know_their_opposite():
    assert [side.opposite for side in (Side.RIGHT, Side.LEFT, Side.MIDLINE)] == [
        Side.LEFT,
        Side.RIGHT,
        Side.MIDLINE,
    ]


@given(
    st.integers(min_value=2, max_value=4000),
    st.integers(min_value=0, max_value=2**32 - 1),
    st.sampled_from([2, 3]),
)
def test_mirrored_landmarks_are_those_of_the_flipped_picture(width, seed, dimensions):
    points = np.random.default_rng(seed).uniform(0, width, (5, 68, dimensions))
    mirrored = mirror_points(points, width_px=width)
    right, left = lm.COMMISSURE
    np.testing.assert_allclose(mirrored[:, right, 0], width - 1 - points[:, left, 0])
    np.testing.assert_array_equal(mirrored[..., 1:], points[:, MIRROR_INDEX, 1:])
    np.testing.assert_allclose(mirror_points(mirrored, width_px=width), points, atol=1e-9)
