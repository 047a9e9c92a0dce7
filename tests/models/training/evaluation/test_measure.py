from __future__ import annotations

import numpy as np
import pytest

from core.landmarks import CANTHUS_LATERAL, INNER_51, REGIONS, Side
from models.evaluation.metrics import box_size_px
from models.training.evaluation.measure import measure

SHIFT = np.array([3.0, 4.0, 0.0])


def test_a_constant_shift_is_the_same_error_everywhere(faces):
    truth = faces.truth_px()
    result, errors = measure("m", truth + SHIFT, faces)
    expected = 100 * 5.0 / 70.0  # every box is 70 by 70 px
    np.testing.assert_allclose(box_size_px(truth), 70.0)
    np.testing.assert_allclose(errors.all68_pct, expected)
    np.testing.assert_allclose(errors.inner51_pct, expected)
    assert result.all_faces.all68.mean_pct == pytest.approx(expected)
    assert result.all_faces.all68.sd_pct == pytest.approx(0.0, abs=1e-9)
    assert set(result.region_pct) == set(REGIONS)
    assert list(result.region_pct.values()) == pytest.approx([expected] * len(REGIONS))
    assert result.region_side_pct["eye"][Side.LEFT] == pytest.approx(expected)


def test_gte_is_in_parts_of_the_true_distance_of_the_eyes(faces):
    truth = faces.truth_px()
    right, left = CANTHUS_LATERAL
    eyes = np.linalg.norm(truth[:, right] - truth[:, left], axis=-1)
    _, errors = measure("m", truth + SHIFT, faces)
    np.testing.assert_allclose(errors.gte_pct, 100 * 5.0 / eyes)


def test_an_offset_of_depth_is_no_error(faces):
    result, _ = measure("m", faces.truth_px() + np.array([0.0, 0.0, 33.0]), faces)
    assert result.all_faces.gte.mean_pct == pytest.approx(0.0, abs=1e-9)
    assert result.space["slope_lid"] == pytest.approx(1.0)
    assert result.plane["slope_lid"] == pytest.approx(1.0)


def test_plane_truth_has_no_gte_and_no_slopes_in_space(plane_faces, faces):
    result, errors = measure("m", faces.truth_px(), plane_faces)
    assert result.all_faces.gte is None
    assert errors.gte_pct is None
    assert result.space == {}
    assert result.plane["slope_brow"] == pytest.approx(1.0)


def test_points_in_the_plane_have_no_gte(faces):
    result, _ = measure("m", faces.truth_px()[..., :2], faces)
    assert result.all_faces.gte is None
    assert result.all_faces.all68.mean_pct == 0.0


def test_yaw_bins_are_of_the_error_of_all_points(faces):
    points = faces.truth_px()
    points[4:, :, 0] += 7.0  # yaw 80 and 100 degrees
    result, _ = measure("m", points, faces)
    assert [one.mean_pct for one in result.yaw.bins] == pytest.approx([0.0, 0.0, 10.0])
    assert result.yaw.mean_of_bins_pct == pytest.approx(10 / 3)


def test_groups_part_the_faces(faces):
    points = faces.truth_px()
    points[1::2, :, 0] += 7.0
    emotions = measure("m", points, faces)[0].groups["emotion"]
    assert emotions["happy"].all68.mean_pct == pytest.approx(10.0)
    assert emotions["neutral"].gte.mean_pct == pytest.approx(0.0)
    assert emotions["neutral"].inner51.count == 3


def test_a_method_without_the_jaw_has_only_inner_figures(faces):
    points = np.full((len(faces), 68, 2), np.nan)
    points[:, INNER_51] = faces.truth_px()[:, INNER_51, :2] + [7.0, 0.0]
    result, errors = measure("m", points, faces, inner_only=True)
    assert result.all_faces.all68 is None
    assert errors.all68_pct is None
    assert result.yaw is None
    assert result.all_faces.inner51.mean_pct == pytest.approx(10.0)  # of the box of all 68
    assert result.all_faces.inner51.missing == 0
    assert "jaw" not in result.region_pct
    assert result.plane["slope_commissure"] == pytest.approx(1.0)


def test_faces_not_found_fail_and_stay_out_of_the_other_figures(faces):
    points = faces.truth_px()
    points[0] = np.nan
    result, _ = measure("m", points, faces)
    assert result.all_faces.all68.missing == 1
    assert result.all_faces.all68.mean_pct == 0.0
    assert result.all_faces.all68.fr10_pct == pytest.approx(100 / 6)
    assert result.region_pct["eye"] == 0.0
    assert result.space["slope_lid"] == pytest.approx(1.0)


def test_too_few_faces_tell_no_slope(faces):
    points = faces.truth_px()
    points[2:] = np.nan
    assert measure("m", points, faces)[0].plane == {}
