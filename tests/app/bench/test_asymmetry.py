from __future__ import annotations

import numpy as np
import pytest

from app.bench import asymmetry as bench
from core.landmarks import COMMISSURE, MIRROR_INDEX, Side
from tests.app.bench.conftest import FixedLandmarker, face_points

SIDES = (Side.RIGHT, Side.LEFT, Side.LEFT)
SMILE_ROW = 3


@pytest.fixture(scope="module")
def figures(data_folder):
    from app.bench.data import BenchData

    return bench.asymmetry(FixedLandmarker(), BenchData(data_folder), rendered=8)


def random_faces(count=40):
    rng = np.random.default_rng(3)
    return face_points() + rng.standard_normal((count, 68, 3)) * 3.0


def symmetrised(points):
    """Every face made its own mirror image, as a network does that averages the sides."""
    mirrored = points[:, MIRROR_INDEX] * [-1.0, 1.0, 1.0] + [255.0, 0.0, 0.0]
    return (points + mirrored) / 2


def smiles(ratios):
    """Rest and exercises of one sitter a ratio; the affected commissure rises by that share."""
    pictures = np.stack([[face_points()] * len(bench._PHASES) for _ in ratios])
    for sitter, (ratio, side) in enumerate(zip(ratios, SIDES, strict=True)):
        affected, healthy = COMMISSURE if side is Side.RIGHT else COMMISSURE[::-1]
        pictures[sitter, SMILE_ROW, healthy, 1] -= 10.0
        pictures[sitter, SMILE_ROW, affected, 1] -= 10.0 * ratio
    return pictures.reshape(-1, 68, 3)


def test_a_network_that_sees_the_average_has_slope_zero(figures):
    for region in ("commissure", "lid", "brow"):
        assert figures[f"slope_{region}"] == pytest.approx(0.0, abs=1e-6)
        assert figures[f"error_{region}_pct"] > 0.0
    assert figures["ratio_mc_n"] == 0
    assert "ratio_mc_slope" not in figures


def test_the_truth_has_slope_one():
    truth = random_faces()
    figures = bench.difference_figures(truth, truth)
    for name in ("slope_commissure", "r_lid", "plane_slope_brow"):
        assert figures[name] == pytest.approx(1.0)
    assert figures["error_commissure_pct"] == 0.0
    assert figures["palsy_gte_pct"] == 0.0


def test_symmetrised_truth_has_slope_zero():
    truth = random_faces()
    figures = bench.difference_figures(symmetrised(truth), truth)
    for name in ("slope_commissure", "slope_lid", "slope_brow", "plane_slope_commissure"):
        assert figures[name] == pytest.approx(0.0, abs=1e-9)


def test_exact_exercises_give_exact_ratios():
    truth = smiles((0.0, 0.5, 0.9))
    figures = bench.ratio_figures(truth, truth, SIDES)
    assert figures["ratio_mc_n"] == 3
    assert figures["ratio_mc_slope"] == pytest.approx(1.0)
    assert figures["ratio_mc_error_pct"] == pytest.approx(0.0)
    assert figures["ratio_bh_n"] == 0


def test_a_ratio_that_is_missed_by_ten_points_is_an_error_of_ten():
    figures = bench.ratio_figures(smiles((0.1, 0.6, 0.9)), smiles((0.0, 0.5, 0.8)), SIDES)
    # The length shortens a little less than the corner rises, on both sides alike.
    assert figures["ratio_mc_error_pct"] == pytest.approx(10.0, rel=0.1)
    assert figures["ratio_mc_rms_pct"] == pytest.approx(10.0, rel=0.1)


def test_sides_that_are_mixed_up_do_not_pass():
    wrong = tuple(side.opposite for side in SIDES)
    truth = smiles((0.0, 0.5, 0.9))
    right_way = bench.ratio_figures(truth, truth, SIDES)
    assert bench.ratio_figures(truth, truth, wrong)["ratio_mc_n"] < right_way["ratio_mc_n"]


def test_the_sitters_move_as_their_palsy_allows(data):
    renderer = data.renderer()
    faces = list(bench._exercises(renderer, SIDES[:2]))
    truth = np.stack([points for _, points in faces])
    for row, measure_id in enumerate(bench.EXERCISE_MEASURES.values(), start=1):
        affected, healthy = bench._affected_and_healthy(truth, row, measure_id, SIDES[:2]).T
        assert (healthy > 0.95 * affected).all()  # a light palsy, seen from a little to the side
        assert (healthy > bench.SMALLEST_EXCURSION_PCT).all()
