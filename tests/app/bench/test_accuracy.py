from __future__ import annotations

import numpy as np
import pytest

from app.bench import accuracy as bench
from app.bench.figures import FLIP_AVERAGED
from core.landmarks import INNER_51
from models.evaluation.metrics import box_size_px
from tests.app.bench.conftest import PHOTOGRAPHS, FixedLandmarker, face_points

RENDERED = 3


@pytest.fixture(scope="module")
def figures(data_folder):
    from app.bench.data import BenchData

    return bench.accuracy(FixedLandmarker(), BenchData(data_folder), rendered=RENDERED)


def test_the_average_face_is_exact_on_photographs_of_the_average_face(figures):
    assert figures["helen_inner51_nme_pct"] == pytest.approx(0.0, abs=1e-9)
    assert figures["helen_all68_nme_pct"] == pytest.approx(0.0, abs=1e-9)
    assert figures["helen_auc10"] == pytest.approx(100.0)
    assert figures["helen_fr10_pct"] == 0.0


def test_rendered_people_differ_from_the_average_face(figures):
    assert figures["synthetic_nme_pct"] > 0.5
    assert figures["synthetic_gte_pct"] > 0.5


def test_what_does_not_look_at_the_picture_neither_flips_nor_jitters(figures):
    assert figures["flip_consistency_pct"] < 0.01
    assert figures["still_jitter_pct"] == pytest.approx(0.0, abs=1e-9)


def test_every_figure_of_the_points_is_there_with_mirror_averaging(figures):
    for name in ("helen_inner51_nme_pct", "helen_eye_nme_pct", "synthetic_gte_pct"):
        assert name + FLIP_AVERAGED in figures


def test_the_table_says_where_it_was_taken(figures):
    assert figures["weights"] == "fixed@1.0"
    assert figures["n"] == PHOTOGRAPHS
    assert figures["n_synthetic"] == RENDERED
    assert figures["machine"]
    assert figures["commit"]


def test_a_known_shift_gives_its_share_of_the_box():
    truth = np.stack([face_points()[:, :2]] * 2)
    points = truth.copy()
    points[:, list(INNER_51), 0] += 3.0
    expected = 300.0 / box_size_px(truth)[0]
    figures = bench.helen_figures(points, truth)
    assert figures["helen_inner51_nme_pct"] == pytest.approx(expected)
    assert figures["helen_all68_nme_pct"] == pytest.approx(expected * 51 / 68)
    assert figures["helen_jaw_nme_pct"] == 0.0
    assert figures["helen_brow_nme_pct"] == pytest.approx(expected)


def test_a_depth_offset_is_no_error_and_a_depth_error_is():
    rng = np.random.default_rng(0)
    truth = np.stack([face_points()] * 2)
    figures = bench.synthetic_figures(truth + np.array([0.0, 0.0, 40.0]), truth)
    assert figures["synthetic_gte_pct"] == pytest.approx(0.0, abs=1e-9)
    noisy = truth + rng.standard_normal(truth.shape) * [0.0, 0.0, 5.0]
    figures = bench.synthetic_figures(noisy, truth)
    assert figures["synthetic_gte_pct"] > 1.0
    assert figures["synthetic_nme_pct"] == 0.0
