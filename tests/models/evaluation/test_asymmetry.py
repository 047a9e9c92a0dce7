from __future__ import annotations

import numpy as np
import pytest

from core.landmarks import CANTHUS_LATERAL, COMMISSURE, MIRROR_INDEX, UPPER_LID_LATERAL
from models.evaluation.asymmetry import (
    REGIONS,
    agreement,
    left_right_differences_pct,
    region_slopes,
    slope_and_correlation,
)

RNG = np.random.default_rng(0)
FACES = RNG.uniform(0.0, 100.0, (30, 68, 3))


def column(region):
    return REGIONS.index(region)


def test_a_face_that_is_its_own_mirror_image_has_no_difference():
    symmetric = (FACES + FACES[:, MIRROR_INDEX] * [-1.0, 1.0, 1.0]) / 2
    np.testing.assert_allclose(left_right_differences_pct(symmetric), 0.0, atol=1e-9)


def test_mirroring_swaps_the_sign():
    mirrored = FACES[:, MIRROR_INDEX] * [-1.0, 1.0, 1.0]
    np.testing.assert_allclose(
        left_right_differences_pct(mirrored), -left_right_differences_pct(FACES)
    )


def test_each_region_has_its_own_points():
    before = left_right_differences_pct(FACES)
    for point, region in ((COMMISSURE[0], "commissure"), (UPPER_LID_LATERAL[1], "lid")):
        moved = FACES.copy()
        moved[:, point, 1] += 5.0
        changed = np.abs(left_right_differences_pct(moved) - before).max(axis=0) > 0
        assert changed.tolist() == [name == region for name in REGIONS]


def test_a_longer_right_side_is_positive():
    face = np.zeros((1, 68, 3))
    face[0, CANTHUS_LATERAL[1], 0] = 100.0
    face[0, COMMISSURE[0], 1] = 30.0
    assert left_right_differences_pct(face)[0, column("commissure")] == pytest.approx(30.0)


def test_slope_and_correlation_of_a_line():
    true = np.array([-2.0, 0.0, 1.0, 5.0])
    assert slope_and_correlation(0.5 * true + 3.0, true) == pytest.approx((0.5, 1.0))
    assert slope_and_correlation(np.ones(4), true) == (0.0, 0.0)


def test_halved_differences_have_half_the_slope():
    assert region_slopes(FACES, FACES)["slope_lid"] == pytest.approx(1.0)
    true = np.array([1.0, 2.0, 4.0])
    assert agreement(true / 2, true) == pytest.approx({"error_pct": 7 / 6, "slope": 0.5, "r": 1.0})


def test_nothing_is_said_about_following_a_truth_that_does_not_vary():
    assert agreement(np.array([1.0, 3.0]), np.array([2.0, 2.0])) == {"error_pct": 1.0}


def test_faces_without_an_extent_are_left_out():
    collapsed = FACES.copy()
    collapsed[0] = 7.0
    with np.errstate(all="raise"):
        whole = region_slopes(FACES[1:], FACES[1:])
        assert region_slopes(collapsed, FACES) == whole
        assert region_slopes(collapsed[:1], FACES[:1]) == {}
