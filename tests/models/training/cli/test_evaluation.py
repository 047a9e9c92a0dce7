"""`train evaluate` on a small prepared set with a network that is off by a known step."""

from __future__ import annotations

import json

import cv2
import numpy as np
import pytest
from typer.testing import CliRunner

from core.crop import crop_box_of, to_crop
from core.errors import DataError, InputError
from models.nets.pfnet import CROP_SIZE_PX
from models.training.cli import evaluation

COUNT = 4
TRUTH = np.random.default_rng(3).uniform(30.0, 90.0, (COUNT, 68, 2))


class OffByOne:
    """1 px of the picture to the right."""

    model = "off@1"
    weights_sha256 = "f" * 64

    def predict(self, crops):
        rows = [round(crop.mean() / 20) for crop in crops]
        points = np.zeros((len(crops), 68, 3))
        for found, row in zip(points, rows, strict=True):
            found[:, :2] = to_crop(TRUTH[row] + [1.0, 0.0], crop_box_of(TRUTH[row]), CROP_SIZE_PX)
        return points, np.ones((len(crops), 68))


@pytest.fixture
def photos(tmp_path, monkeypatch):
    """A prepared set; published weights are `OffByOne`."""
    monkeypatch.setattr(evaluation, "published", lambda name, folder: OffByOne())
    folder = tmp_path / "photos"
    (folder / "images").mkdir(parents=True)
    names = [f"{i}.png" for i in range(COUNT)]
    for i, name in enumerate(names):
        cv2.imwrite(str(folder / "images" / name), np.full((120, 120, 3), 20 * i, np.uint8))
    lines = [f"{name},test,{'web' if i else 'clinic'}" for i, name in enumerate(names)]
    (folder / "index.csv").write_text("\n".join(["file,split,source", *lines]) + "\n")
    np.savez(folder / "labels.npz", files=names, human_68_xy=TRUTH)
    return folder


def run(*arguments):
    result = CliRunner().invoke(
        evaluation.commands, [str(argument) for argument in arguments], catch_exceptions=True
    )
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert result.exit_code == 0, result.output
    return result


def test_tables_are_printed_and_written_with_their_origin(photos, tmp_path):
    out = tmp_path / "a" / "b"
    result = run(f"photos={photos}", "--out", out, "--averaged", "--save-landmarks")
    assert "off@1+flip" in result.stdout
    assert "Errors by source" in result.stdout
    assert "photos: 4 of 4" in result.stderr
    told = json.loads((out / "evaluation.json").read_text())
    assert told["provenance"]["network"] == "off@1"
    assert told["provenance"]["weights sha256"] == "f" * 64
    assert told["provenance"]["data sets"] == f"photos={photos}"
    assert {"commit", "machine", "torch", "command"} <= set(told["provenance"])
    (row, _) = told["sets"]["photos"]["methods"]
    assert row["all_faces"]["all68"]["mean_pct"] == pytest.approx(100 / 59, rel=0.1)
    assert row["groups"]["source"]["web"]["inner51"]["count"] == 3


def test_saved_landmarks_give_the_same_row_back(photos, tmp_path):
    run(f"photos={photos}", "--out", tmp_path / "a", "--save-landmarks")
    saved = tmp_path / "a" / "landmarks_photos.npz"
    run(f"photos={photos}", "--out", tmp_path / "b", "--landmarks", f"again={saved}")
    told = json.loads((tmp_path / "b" / "evaluation.json").read_text())
    network, again = told["sets"]["photos"]["methods"]
    assert (network["label"], again["label"]) == ("off@1", "again")
    assert again["region_pct"] == pytest.approx(network["region_pct"], abs=2e-4)
    assert told["provenance"]["landmark files"] == f"again={saved}"


def test_a_limit_is_told(photos, tmp_path):
    run(f"photos={photos}", "--out", tmp_path / "a", "--limit", "2")
    told = json.loads((tmp_path / "a" / "evaluation.json").read_text())
    assert (told["sets"]["photos"]["count"], told["sets"]["photos"]["whole"]) == (2, False)
    assert "2 faces, a part of the split" in (tmp_path / "a" / "evaluation.md").read_text()


def test_a_run_is_measured_instead_of_weights(photos, tmp_path, monkeypatch):
    asked = []
    monkeypatch.setattr(evaluation, "of_run", lambda folder: asked.append(folder) or OffByOne())
    run(f"photos={photos}", "--out", tmp_path / "a", "--run", tmp_path / "r")
    assert asked == [tmp_path / "r"]
    with pytest.raises(InputError, match="not both"):
        run(f"photos={photos}", "--out", tmp_path / "a", "--run", tmp_path, "--weights", "x")


@pytest.mark.parametrize(
    ("arguments", "error", "says"),
    [
        (["{photos}"], InputError, "write NAME=FOLDER"),
        (["photos="], InputError, "write NAME=FOLDER"),
        (["nothing={photos}"], InputError, "Unknown data set 'nothing'"),
        (["photos={photos}", "photos={photos}"], InputError, "given twice"),
        (["photos={photos}", "--split", "all"], InputError, "choose one of train, val, test"),
        (["photos={photos}", "--split", "val"], DataError, "no face with landmarks"),
        (["photos={photos}/none"], DataError, "none is not a prepared photo set"),
        (["photos={photos}", "--landmarks", "x={photos}/none.npz"], DataError, "none.npz"),
        (["photos={photos}", "--landmarks", "x={photos}/other.npz"], InputError, "names no face"),
    ],
)
def test_bad_input_is_one_sentence_before_any_work(photos, tmp_path, arguments, error, says):
    np.savez(photos / "other.npz", files=["x"], points=np.zeros((1, 68, 2)))
    out = tmp_path / "out"
    with pytest.raises(error, match=says):
        run(*(text.format(photos=photos) for text in arguments), "--out", out)
    assert not out.exists()


def test_a_folder_that_cannot_be_made_is_one_sentence(photos, tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(InputError, match="cannot be made because"):
        run(f"photos={photos}", "--out", tmp_path / "file" / "out")
