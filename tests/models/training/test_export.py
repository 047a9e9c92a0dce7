"""A run is published with its hash and its card, or not at all."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import numpy as np
import pytest
import torch

from core.errors import DataError, InputError, WeightsError
from models.nets.pfnet import PFNet, PFNetConfig
from models.runtime.network import PFNetLandmarker
from models.training import checkpoint
from models.training.card import LATERAL_PARAMETERS, RUNNING_PARAMETERS
from models.training.config import LossWeights, RunConfig, Share
from models.training.export import Release, export
from models.training.run_folder import open_run_folder
from models.weights import load_network, read_manifest

CONFIG = RunConfig(
    stage="joint",
    steps=1,
    batch=1,
    lr=1.0,
    lr_pretrained=1.0,
    mix=(Share("p", 1.0),),
    losses=LossWeights(),
    laterals=True,
)
RELEASE = Release("test-net", "0.1", "research", "Drawn faces")


def finished_run(tmp_path: Path, config: RunConfig = CONFIG) -> Path:
    torch.manual_seed(1)
    run = tmp_path / "9_joint"
    open_run_folder(run, config, None)
    net = PFNet(PFNetConfig(laterals=config.laterals, reading=config.reading))
    state = {f"net.{name}": value for name, value in net.state_dict().items()}
    checkpoint.save(run, checkpoint.Checkpoint(1, state, state, {}))
    return run


def published(tmp_path: Path, config: RunConfig = CONFIG) -> Path:
    folder = tmp_path / "weights"
    folder.mkdir()
    export(finished_run(tmp_path, config), folder, RELEASE)
    return folder


@pytest.mark.slow
@pytest.mark.parametrize("heatmap_loss", ["softmax", "awing"])
def test_published_weights_load_strictly_and_run(tmp_path: Path, heatmap_loss: str) -> None:
    config = dataclasses.replace(CONFIG, heatmap_loss=heatmap_loss)  # type: ignore[arg-type]  # from a list
    folder = published(tmp_path, config)
    landmarker = PFNetLandmarker.shipped(folder=folder)
    points, confidence = landmarker.predict(np.zeros((2, 256, 256, 3), np.uint8))
    assert landmarker.model == "test-net@0.1"
    assert points.shape == (2, 68, 3)
    assert np.allclose(points[..., 2].mean(1), 0.0, atol=1e-6)
    assert ((confidence >= 0.0) & (confidence <= 1.0)).all()
    net, entry = load_network(folder=folder)
    assert net.config == PFNetConfig(laterals=True, reading=config.reading)
    assert entry.trained_from["run"] == "9_joint"
    with pytest.raises(DataError, match="published already"):
        export(tmp_path / "9_joint", folder, RELEASE)


@pytest.mark.slow
def test_weights_are_taken_from_the_folder_that_the_environment_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HEMIFACE_WEIGHTS", str(published(tmp_path)))
    assert PFNetLandmarker.shipped().model == "test-net@0.1"


@pytest.mark.slow
def test_the_card_holds_the_evaluations_own_tables(tmp_path: Path) -> None:
    evaluation = tmp_path / "evaluation"
    evaluation.mkdir()
    tables = "# Evaluation\n\n## helen\n\n| NME |\n![ced](x.png)\n"
    (evaluation / "evaluation.md").write_text(tables)
    folder = tmp_path / "weights"
    folder.mkdir()
    run = finished_run(tmp_path)
    with pytest.raises(InputError, match="run `hemiface train evaluate` first"):
        export(run, folder, RELEASE, tmp_path / "none")
    assert not list(folder.iterdir())
    entry = export(run, folder, RELEASE, evaluation)
    card = (folder / "test-net" / "0.1" / "card.md").read_text()
    for words in (entry.sha256, "### helen\n\n| NME |", "Drawn faces. Licence: research."):
        assert words in card
    assert "Runs 9_joint; 1 steps in the last; seed 0" in card
    assert "x.png" not in card


def test_the_card_counts_the_parameters_that_there_are() -> None:
    def count(*, laterals: bool) -> int:
        net = PFNet(PFNetConfig(laterals=laterals))
        return sum(parameter.numel() for parameter in net.parameters())

    assert f"{count(laterals=False):,}" == RUNNING_PARAMETERS
    assert f"{count(laterals=True) - count(laterals=False):,}" == LATERAL_PARAMETERS


@pytest.mark.slow
def test_altered_truncated_and_missing_weights_are_refused(tmp_path: Path) -> None:
    folder = published(tmp_path)
    entry = next(iter(read_manifest(folder)[0].values()))
    path = folder / entry.file
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    with pytest.raises(WeightsError, match="not the published one"):
        load_network(folder=folder)
    path.write_bytes(content[:1000])
    with pytest.raises(WeightsError, match="not the published one"):
        load_network(folder=folder)
    path.unlink()
    with pytest.raises(WeightsError, match="cannot be read"):
        load_network(folder=folder)
    with pytest.raises(WeightsError, match="no weights 'other@1'"):
        load_network("other@1", folder)


@pytest.mark.parametrize("name", ["", "..", "a/b", "a\\b"])
def test_weights_are_not_published_beside_their_folder(name: str) -> None:
    for given in ((name, "0.1"), ("net", name)):
        with pytest.raises(InputError, match="names no folder"):
            Release(*given, "research", "Drawn faces")


@pytest.mark.slow
def test_a_place_that_takes_no_weights_is_told(tmp_path: Path) -> None:
    run = finished_run(tmp_path)
    (tmp_path / "file").write_text("")
    with pytest.raises(InputError, match="cannot be written because"):
        export(run, tmp_path / "file", RELEASE)
    (tmp_path / "manifest.json").write_text("{")
    with pytest.raises(WeightsError, match="cannot be read"):
        export(run, tmp_path, RELEASE)


def test_a_folder_that_is_no_run_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"Cannot read .*run.json"):
        export(tmp_path, tmp_path, RELEASE)


def test_a_run_on_smaller_pictures_than_the_program_gives_is_refused(tmp_path: Path) -> None:
    config = dataclasses.replace(CONFIG, input_px=128, laterals=False)
    with pytest.raises(DataError, match=r"pictures of 128 px, the program gives 256"):
        published(tmp_path, config)
