from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.landmarks import CANTHUS_LATERAL, CHIN, REGIONS, Side
from models.evaluation.metrics import (
    YAW_BINS,
    box_size_px,
    by_region_and_side_pct,
    by_region_pct,
    by_yaw,
    cumulative_error_curve,
    gte_pct,
    nme_per_point_pct,
    summarise,
)

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


def test_an_error_at_the_limit_is_no_failure():
    summary = summarise(np.array([10.0, 10.1]))
    assert (summary.auc10_pct, summary.fr10_pct) == (0.0, 50.0)


def test_faces_without_points_fail_and_do_not_enter_the_mean():
    summary = summarise(np.array([2.0, np.nan, 4.0, np.nan]))
    assert (summary.mean_pct, summary.sd_pct) == (3.0, 1.0)
    assert summary.auc10_pct == pytest.approx(100 * (0.8 + 0.6) / 4)
    assert summary.fr10_pct == 50.0
    assert (summary.count, summary.missing) == (4, 2)


def test_a_detector_that_finds_nothing_has_no_mean():
    summary = summarise(np.array([np.nan]))
    assert np.isnan(summary.mean_pct)
    assert (summary.auc10_pct, summary.fr10_pct) == (0.0, 100.0)


def test_the_cumulative_curve_by_hand():
    limits, shares = cumulative_error_curve(np.array([5.0, 12.0, 2.0, np.nan]))
    assert limits.tolist() == [0.0, 2.0, 5.0, 10.0]
    assert shares.tolist() == [0.0, 25.0, 50.0, 50.0]


def test_a_curve_of_failures_stays_at_zero():
    limits, shares = cumulative_error_curve(np.array([np.nan, 11.0]))
    assert limits.tolist() == [0.0, 10.0]
    assert shares.tolist() == [0.0, 0.0]


@given(st.lists(st.floats(0.0, 30.0), min_size=1, max_size=20))
def test_the_area_is_that_under_the_curve(errors):
    limits, shares = cumulative_error_curve(np.array(errors))
    area = (np.diff(limits) * shares[:-1]).sum() / 10.0  # flat to the right of each corner
    assert summarise(np.array(errors)).auc10_pct == pytest.approx(area, abs=1e-6)


def test_a_yaw_bin_holds_its_upper_edge_on_both_sides():
    yaw_deg = np.array([0.0, -30.0, 30.1, 60.0, -61.0, 95.0])
    by_bin = by_yaw(np.array([1.0, 3.0, 4.0, 6.0, 7.0, 9.0]), yaw_deg)
    assert [one.mean_pct for one in by_bin.bins] == [2.0, 5.0, 8.0]
    assert [one.count for one in by_bin.bins] == [2, 2, 2]
    assert by_bin.mean_of_bins_pct == 5.0
    assert YAW_BINS == ("0 to 30", "30 to 60", "60 to 90")


def test_an_empty_yaw_bin_leaves_no_mean_of_bins():
    by_bin = by_yaw(np.array([1.0, 3.0]), np.array([10.0, 70.0]))
    assert by_bin.bins[1] is None
    assert by_bin.mean_of_bins_pct is None


def test_regions_and_sides_of_a_jaw_that_is_wrong_on_one_side():
    per_point = np.zeros((2, 68))
    per_point[:, : CHIN + 1] = 17.0  # patient's right, and the midline point
    assert by_region_pct(per_point)["jaw"] == pytest.approx(9.0)
    jaw = by_region_and_side_pct(per_point)["jaw"]
    assert jaw == {Side.RIGHT: 17.0, Side.LEFT: 0.0}


def test_regions_leave_out_what_is_not_measured_or_not_found():
    per_point = np.ones((3, 68))
    per_point[:, :17] = np.nan
    per_point[1] = np.nan
    assert by_region_pct(per_point) == {name: 1.0 for name in REGIONS if name != "jaw"}
    assert "jaw" not in by_region_and_side_pct(per_point)
