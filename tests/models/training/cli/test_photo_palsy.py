"""`train photo-palsy` on a model and a pack of a few made-up points."""

from __future__ import annotations

import json
import shutil

import numpy as np
import pytest
from typer.testing import CliRunner

from core.errors import InputError
from models.training.cli import photo_palsy


@pytest.fixture
def pack(tmp_path):
    folder = tmp_path / "people"
    folder.mkdir()
    rng = np.random.default_rng(0)
    np.save(folder / "images.npy", rng.integers(0, 256, (2, 16, 16, 3)).astype(np.uint8))
    np.save(folder / "points.npy", rng.uniform(0, 16, (2, 68, 3)))
    np.save(folder / "persons.npy", np.array(["ann", "bob"]))
    return folder


@pytest.fixture
def asked(monkeypatch):
    """What the command hands on."""
    calls = []

    def record(out, model, sources, settings, *, progress):
        calls.append((out, model, sources, settings))
        out.mkdir()
        np.save(out / "refused.npy", np.array([[0, 1, 2, 0, 3, 0, 0, 0]] * 2))

    monkeypatch.setattr(photo_palsy.IctModel, "load", lambda folder: f"model in {folder.name}")
    monkeypatch.setattr(photo_palsy, "write_pack", record)
    return calls


def run(*arguments):
    return CliRunner().invoke(photo_palsy.commands, [str(argument) for argument in arguments])


def test_single_pictures(tmp_path, pack, asked):
    done = run("ict", pack, tmp_path / "out", "--count", 12, "--seed", 5)
    assert done.exit_code == 0, done.output
    assert "6 refused: the change moves next to nothing" not in done.output
    assert "6 refused: the change opens lids or lips" in done.output
    ((out, model, sources, settings),) = asked
    assert (out.name, model) == ("out", "model in ict")
    assert (settings.count, settings.seed, settings.frames) == (12, 5, 1)
    assert settings.sources == ("people",)
    assert sources[0].images.shape == (2, 16, 16, 3)
    assert sources[0].persons.tolist() == ["ann", "bob"]


def test_sequences_from_several_packs(tmp_path, pack, asked):
    done = run("ict", pack, pack, tmp_path / "out", "--sequences", 3, "--frames", 11)
    assert done.exit_code == 0, done.output
    ((_, _, sources, settings),) = asked
    assert (settings.count, settings.frames, len(sources)) == (3, 11, 2)


def test_training_and_validation_photographs_are_not_mixed(tmp_path, pack, asked):
    other = shutil.copytree(pack, tmp_path / "val_people")
    for folder, split in ((pack, "train"), (other, "val")):
        (folder / "pack.json").write_text(json.dumps({"split": split}))
    done = run("ict", pack, other, tmp_path / "out", "--count", 2)
    assert isinstance(done.exception, InputError)
    assert "people: train, val_people: val" in str(done.exception)
    assert not asked
    (other / "pack.json").write_text(json.dumps({"split": "train"}))
    assert run("ict", pack, other, tmp_path / "out", "--count", 2).exit_code == 0


@pytest.mark.parametrize("options", [[], ["--count", 2, "--sequences", 2]])
def test_pictures_or_sequences(tmp_path, pack, asked, options):
    done = run("ict", pack, tmp_path / "out", *options)
    assert isinstance(done.exception, InputError)
    assert not asked
