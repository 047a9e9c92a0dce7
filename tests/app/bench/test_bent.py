from __future__ import annotations

import numpy as np
import pytest

from app.bench.bent import bent_figures, bent_pairs, on_bent_photographs
from core.landmarks import LOWER_LID_LATERAL, LOWER_LID_MEDIAL
from models.evaluation.asymmetry import REGIONS
from tests.app.bench.conftest import FixedLandmarker, face_points


@pytest.fixture(scope="module")
def pairs(data_folder):
    from app.bench.data import BenchData

    data = BenchData(data_folder)
    found = list(bent_pairs(data.helen(), data.renderer().model))
    assert found
    return np.stack([points for _, points in found])


def test_a_photograph_comes_before_its_bent_self(pairs):
    assert len(pairs) % 2 == 0
    moved = np.abs(pairs[1::2] - pairs[::2]).max(axis=(1, 2))
    assert (moved > 0.5).all()


def test_the_truth_follows_itself():
    rng = np.random.default_rng(0)
    truth = rng.uniform(0, 100, (12, 68, 2))
    figures = bent_figures(truth, truth)
    for region in REGIONS:
        assert figures[f"photo_slope_{region}"] == pytest.approx(1.0)
        assert figures[f"photo_change_slope_{region}"] == pytest.approx(1.0)


def test_an_error_that_a_persons_labels_share_does_not_touch_the_change():
    rng = np.random.default_rng(1)
    seen = np.repeat(face_points()[None, :, :2], 40, axis=0)
    lids = [LOWER_LID_LATERAL[0], LOWER_LID_MEDIAL[0]]
    seen[1::2, lids, 1] += rng.uniform(0, 8, (20, 1))
    labelled = seen.copy()
    labelled[:, lids, 1] += np.repeat(rng.uniform(0, 8, (20, 1)), 2, axis=0)
    figures = bent_figures(seen, labelled)
    assert figures["photo_change_slope_lid"] == pytest.approx(1.0, abs=0.02)
    assert figures["photo_slope_lid"] < 0.8


def test_the_average_face_sees_no_change(data):
    figures = on_bent_photographs(FixedLandmarker(), data.helen(), data.renderer().model)
    assert figures["n_bent_photographs"] >= 1
    if "photo_change_slope_lid" in figures:
        assert figures["photo_change_slope_lid"] == pytest.approx(0.0, abs=0.3)
