from __future__ import annotations

import numpy as np
import pytest

from app.bench import pose as bench
from app.bench.figures import FLIP_AVERAGED
from tests.app.bench.conftest import FixedLandmarker, face_points

SITTERS = 2
PER_SITTER = len(bench.EXPRESSIONS) * len(bench.TURNS)


@pytest.fixture(scope="module")
def figures(data_folder):
    from app.bench.data import BenchData

    return bench.pose(FixedLandmarker(), BenchData(data_folder), sitters=SITTERS)


def turned(points, yaw_deg):
    angle = np.deg2rad(yaw_deg)
    cos, sin = np.cos(angle), np.sin(angle)
    return points @ np.array([[cos, 0, sin], [0, 1, 0], [-sin, 0, cos]]).T


def turning_faces(depth_ratio=1.0):
    """(2, expressions, turns, 68, 3): the face turned without perspective, depth stretched."""
    faces = [turned(face_points(), turn.pose.yaw_deg) for turn in bench.TURNS]
    stretched = np.stack(faces) * [1.0, 1.0, depth_ratio]
    return np.broadcast_to(stretched, (SITTERS, len(bench.EXPRESSIONS), *stretched.shape)).copy()


def test_a_network_that_sees_the_average_is_symmetric_in_any_pose(figures):
    for yaw in bench.YAWS_DEG:
        for kind in ("3d", "2d"):
            assert figures[f"false_asymmetry_{kind}_yaw{yaw}_pct"] < 0.05
    assert figures["false_asymmetry_3d_yaw20_pct" + FLIP_AVERAGED] < 0.05


def test_exact_points_are_symmetric_in_front_and_need_depth_when_turned(figures):
    assert figures["false_asymmetry_exact_3d_yaw0_pct"] < 0.1
    assert figures["false_asymmetry_exact_2d_yaw0_pct"] < 0.1
    turned_2d = figures["false_asymmetry_exact_2d_yaw10_oc_pct"]
    # peers.md 4b: 15 to 18 % in the tools that use this length; 3D keeps the perspective's 1 %.
    assert turned_2d > 10.0
    assert figures["false_asymmetry_exact_3d_yaw10_oc_pct"] < 0.25 * turned_2d


def test_pitch_and_roll_leave_exact_points_symmetric(figures):
    for name in ("pitch10", "roll10"):
        assert figures[f"false_asymmetry_exact_3d_{name}_pct"] < 0.1


def test_a_known_difference_of_sides_is_reported_in_percent():
    points = np.stack([face_points()] * PER_SITTER)
    asymmetric = points.copy()
    middle = points[:, 27:28]
    patient_left = points[..., 0] > 127.5
    asymmetric[patient_left] = (middle + 1.1 * (points - middle))[patient_left]
    before = bench.false_asymmetry_figures(points, "3d")["false_asymmetry_3d_yaw0_mc_pct"]
    after = bench.false_asymmetry_figures(asymmetric, "3d")["false_asymmetry_3d_yaw0_mc_pct"]
    assert before < 0.05
    assert after == pytest.approx(100 * 0.1 / 1.05, rel=1e-2)


@pytest.mark.parametrize("depth_ratio", [0.8, 1.0, 1.3])
def test_the_stretch_of_the_depth_is_found(depth_ratio):
    points = turning_faces(depth_ratio)
    figures = bench.depth_figures(points, np.ones(points.shape[:-1]), turning_faces())
    assert figures["depth_scale_kappa"] == pytest.approx(depth_ratio, rel=0.01)
    assert figures["turning_kappa_exact"] == pytest.approx(1.0, rel=0.01)
    assert figures["turn_variation_mc_pct"] < 0.5


def test_perspective_is_not_taken_for_flat_depth(data):
    renderer = data.renderer()
    faces = bench._by_sitter(
        np.stack([points for _, points in bench._turned_faces(renderer, SITTERS)])
    )
    figures = bench.depth_figures(faces, np.ones(faces.shape[:-1]), faces)
    assert figures["depth_scale_kappa"] == 1.0
    assert figures["turning_kappa_exact"] == pytest.approx(0.93, abs=0.02)


def test_flat_depth_makes_turned_faces_asymmetric():
    points, truth = (turning_faces(ratio).reshape(-1, 68, 3) for ratio in (0.8, 1.0))
    figures = bench.network_figures(points, np.ones(points.shape[:-1]), truth)
    assert figures["false_asymmetry_2d_yaw10_oc_pct"] > 10.0
    # clinical.md 3.7, depth x0.8 at yaw 10: 5.1 %.
    assert figures["false_asymmetry_3d_yaw10_oc_pct"] == pytest.approx(5.1, abs=0.3)


def test_a_face_that_the_network_does_not_trust_gives_no_depth_scale():
    points = turning_faces()
    assert bench.depth_figures(points, np.zeros(points.shape[:-1]), points) == {}


def test_every_turn_is_tried_in_both_directions():
    for name in ("yaw5", "yaw20", "pitch10", "roll10"):
        angles = [
            turn.pose.yaw_deg + turn.pose.pitch_deg + turn.pose.roll_deg
            for turn in bench.TURNS
            if turn.name == name
        ]
        assert sorted(angles) == [-abs(angles[0]), abs(angles[0])]
