from __future__ import annotations

import json

import numpy as np
import pytest

from app.bench.data import BenchData
from app.bench.figures import FLIP_AVERAGED, plain_and_averaged, write_figures
from core.errors import DataError, InputError
from models.evaluation.predictions import Predictions


def test_the_file_is_one_flat_object(tmp_path):
    path = tmp_path / "figures.json"
    write_figures(path, {"error_pct": 1.23456789, "n": 3, "weights": "a@1"})
    assert json.loads(path.read_text()) == {"error_pct": 1.2346, "n": 3, "weights": "a@1"}
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_that_cannot_be_written_is_told_in_one_sentence(tmp_path):
    with pytest.raises(InputError, match=r"--json"):
        write_figures(tmp_path / "nowhere" / "figures.json", {"n": 1})


def test_a_figure_that_is_not_a_number_never_reaches_the_file(tmp_path):
    path = tmp_path / "figures.json"
    path.write_text("before")
    with pytest.raises(ValueError, match="JSON"):
        write_figures(path, {"error_pct": float("nan")})
    assert path.read_text() == "before"


def test_averaged_figures_stand_beside_the_plain_ones():
    zeros, ones = np.zeros((2, 68, 3)), np.ones((2, 68, 3))
    predictions = Predictions(zeros, ones, ones[..., 0], zeros)
    figures = plain_and_averaged(predictions, lambda points: {"mean_px": float(points.mean())})
    assert figures == {"mean_px": 0.0, "mean_px" + FLIP_AVERAGED: 0.5}


def test_a_missing_data_folder_says_where_to_point(tmp_path):
    with pytest.raises(InputError, match=r"--data"):
        BenchData(tmp_path / "absent")


@pytest.mark.parametrize(("part", "name"), [("helen", "faces/test_helen"), ("renderer", "ict")])
def test_a_missing_part_is_named(tmp_path, part, name):
    with pytest.raises(DataError, match=rf"{name}.*--data"):
        getattr(BenchData(tmp_path), part)()


def test_backgrounds_may_be_missing(tmp_path):
    assert BenchData(tmp_path).backgrounds() == ()
