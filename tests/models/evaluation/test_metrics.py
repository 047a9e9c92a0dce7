from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.landmarks import CANTHUS_LATERAL
from models.evaluation.metrics import box_size_px, gte_pct, nme_per_point_pct, summarise

RNG = np.random.default_rng(0)
FACES = RNG.uniform(0.0, 100.0, (3, 68, 3))


def test_the_box_is_the_geometric_mean_of_its_sides():
    corners = np.array([[[0.0, 0.0], [40.0, 10.0], [7.0, 5.0]]])
    assert box_size_px(corners)[0] == pytest.approx(20.0)


def test_nme_is_the_distance_over_the_true_box():
    points = FACES + np.array([3.0, 4.0, 999.0])
    expected = 100 * 5.0 / box_size_px(FACES)
    np.testing.assert_allclose(
        nme_per_point_pct(points, FACES), np.broadcast_to(expected[:, None], (3, 68))
    )


def test_a_subset_keeps_the_box_of_the_whole_face():
    subset = nme_per_point_pct(FACES[:, 17:] + 1.0, FACES[:, 17:], box_size_px(FACES))
    whole = nme_per_point_pct(FACES + 1.0, FACES)
    np.testing.assert_allclose(subset, whole[:, 17:])


def test_gte_ignores_the_origin_of_depth_and_counts_its_shape():
    assert gte_pct(FACES + np.array([0.0, 0.0, 50.0]), FACES).max() == pytest.approx(0.0, abs=1e-9)
    right, left = CANTHUS_LATERAL
    eyes = np.linalg.norm(FACES[:, right] - FACES[:, left], axis=-1)
    np.testing.assert_allclose(gte_pct(FACES + np.array([6.0, 8.0, 3.0]), FACES), 100 * 10.0 / eyes)


@given(st.floats(0.1, 10.0), st.floats(-100.0, 100.0))
def test_size_and_place_of_the_picture_do_not_matter(scale, shift):
    points = FACES + RNG.normal(0.0, 1.0, FACES.shape)
    moved, truth = scale * points + shift, scale * FACES + shift
    np.testing.assert_allclose(nme_per_point_pct(moved, truth), nme_per_point_pct(points, FACES))
    np.testing.assert_allclose(gte_pct(moved, truth), gte_pct(points, FACES))


def test_the_area_under_the_curve_and_the_failures_by_hand():
    # The curve steps up at 2, 5 and 12 %: 8/10 + 5/10 of the area to 10 %, a third failed.
    summary = summarise(np.array([2.0, 5.0, 12.0]))
    assert summary.auc10_pct == pytest.approx(100 * (0.8 + 0.5) / 3)
    assert summary.fr10_pct == pytest.approx(100 / 3)
    assert summary.mean_pct == pytest.approx(19 / 3)
    assert summary.count == 3
