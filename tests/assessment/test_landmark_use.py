from __future__ import annotations

import numpy as np
import pytest

from assessment.landmark_use import landmarks_of
from assessment.measures import CATALOGUE
from core import landmarks as lm
from core.landmarks import Side


@pytest.fixture(scope="module")
def face():
    """Any face will do: the landmarks do not depend on its shape."""
    generator = np.random.default_rng(3)
    return generator.normal(size=(68, 3)) * (0.5, 0.8, 0.2)


@pytest.mark.parametrize(
    ("measure_id", "right", "left"),
    [
        ("MC", {lm.CANTHUS_MEDIAL[0], lm.COMMISSURE[0]}, {lm.CANTHUS_MEDIAL[1], lm.COMMISSURE[1]}),
        ("DVm", {lm.COMMISSURE[0]}, {lm.COMMISSURE[1]}),
        ("NB", {lm.NASION, lm.COMMISSURE[0]}, {lm.NASION, lm.COMMISSURE[1]}),
        ("PFA", set(lm.EYE[0]), set(lm.EYE[1])),
    ],
)
def test_a_measure_of_two_sides_uses_its_own_landmarks_on_each(face, measure_id, right, left):
    found = landmarks_of(measure_id, face)
    assert {side: set(points) for side, points in found.items()} == {
        Side.RIGHT: right,
        Side.LEFT: left,
    }


def test_a_measure_of_the_middle_has_one_entry(face):
    assert landmarks_of("CHD", face) == {Side.MIDLINE: tuple(sorted(lm.COMMISSURE))}


@pytest.mark.parametrize("measure_id", CATALOGUE)
def test_every_measure_rests_on_some_landmarks_of_its_sides(face, measure_id):
    found = landmarks_of(measure_id, face)
    assert tuple(found) == CATALOGUE[measure_id].sides
    assert all(points and points == tuple(sorted(set(points))) for points in found.values())
