"""`datasets`, `pack` and `pack-all` from the command line."""

from __future__ import annotations

import csv
from pathlib import Path

import cv2
import numpy as np
import pytest
from typer.testing import CliRunner

from core.errors import DataError, InputError
from core.types import FloatArray
from models.training.cli.data import commands
from models.training.data.pack import open_pack
from models.training.data.sets.catalogue import DATASETS

TABLE_I = {
    "celeba": 202_599, "affectnet": 291_650, "menpo2d": 8_954, "ls3dw": 7_200, "ffhq": 70_000,
    "neuroface": 3_306, "meei": 12_050, "parface": 4_200, "300wlp": 61_225, "afw": 337,
    "helen": 2_330, "lfpw": 1_035, "300w": 600, "ibug": 135, "wflw": 10_000, "aflw2000": 2_000,
}  # fmt: skip


def run(*arguments: object) -> str:
    result = CliRunner().invoke(commands, [str(a) for a in arguments], catch_exceptions=True)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert result.exit_code == 0, result.output
    return result.stdout


def test_all_sets_of_table_one_are_listed() -> None:
    assert {name: info.images for name, info in DATASETS.items() if info.images} == TABLE_I
    autoencoder = sum(info.images for info in DATASETS.values() if "AE" in info.train)
    assert autoencoder == pytest.approx(590_000, rel=0.01)  # "~590K images", paper IV-G
    shown = run("datasets")
    for name, info in DATASETS.items():
        assert name in shown
        assert info.layout
        assert info.licence


def photo_set(folder: Path, face: FloatArray, count: int) -> Path:
    (folder / "images").mkdir(parents=True)
    with (folder / "index.csv").open("w", newline="") as lines:
        table = csv.writer(lines)
        table.writerow(("file", "split"))
        table.writerows((f"{i}.jpg", ("train", "val")[i % 2]) for i in range(count))
    for i in range(count):
        cv2.imwrite(str(folder / "images" / f"{i}.jpg"), np.full((240, 300, 3), 90, np.uint8))
    labels = np.stack([face * (1.2, 1.2, -1)] * count)
    np.savez(folder / "labels.npz", target_68_xyz=labels, teacher_agreement_pct=np.arange(count))
    return folder


def test_pack_takes_a_split_and_a_limit(tmp_path: Path, face: FloatArray) -> None:
    folder = photo_set(tmp_path / "set", face, 6)
    said = run("pack", "pool", folder, tmp_path / "p", "--limit", 2, "--size", 64)
    assert said == "p: 2 faces (placed 2 by landmarks; 2 with depth); left out: none\n"
    assert open_pack(tmp_path / "p").images.shape == (2, 64, 64, 3)
    run("pack", "pool", folder, tmp_path / "q", "--split", "val", "--max-disagreement", 2)
    assert len(open_pack(tmp_path / "q")) == 1


def test_what_cannot_be_packed_is_told(tmp_path: Path, face: FloatArray) -> None:
    folder, out = photo_set(tmp_path / "set", face, 2), tmp_path / "p"
    with pytest.raises(InputError, match="Unknown data set 'pools': choose one of celeba"):
        run("pack", "pools", folder, out)
    with pytest.raises(InputError, match="Unknown split 'tset'"):
        run("pack", "pool", folder, out, "--split", "tset")
    with pytest.raises(DataError, match="no face in its split 'test'"):
        run("pack", "pool", folder, out, "--split", "test")
    assert not out.exists()


def test_pack_all_makes_what_is_missing(tmp_path: Path, face: FloatArray) -> None:
    photo_set(tmp_path / "data" / "faces" / "labelled", face, 4)
    photo_set(tmp_path / "data" / "faces" / "pool", face, 8)
    run("pack-all", tmp_path / "data", tmp_path / "packs")
    sizes = {path.name: len(open_pack(path)) for path in (tmp_path / "packs").iterdir()}
    assert sizes == {"photos": 2, "pool": 3, "val_photos": 2, "val_pool": 2}
    weights = open_pack(tmp_path / "packs" / "val_pool").weights[0]
    np.testing.assert_allclose(weights[[0, 20]], [(0.3, 1.0), (0.6, 1.0)])
    assert "pool: is there already" in run("pack-all", tmp_path / "data", tmp_path / "packs")
