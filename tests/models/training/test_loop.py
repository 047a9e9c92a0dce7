"""A run that was stopped goes on as if it had not been, and can be published."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import numpy as np
import pytest
import torch

from core.errors import DataError, InputError, WeightsError
from models.nets.pfnet import PFNet, PFNetConfig
from models.runtime.network import PFNetLandmarker
from models.training import checkpoint
from models.training.cli.runs import inherit
from models.training.config import LossWeights, RunConfig, Share, load_config
from models.training.export import Release, export
from models.training.loop import Processes, Trainer, learning_rate_factor
from models.training.stages import LEARNING_PARTS, Objective
from models.weights import load_network, read_manifest

CONFIG = RunConfig(
    stage="warmup",
    steps=4,
    batch=2,
    lr=1e-3,
    lr_pretrained=1e-4,
    mix=(Share("tiny", 1.0),),
    losses=LossWeights(latent_coordinate=1.0),
    input_px=64,
    warm_steps=2,
    validate_every=100,
    seed=3,
)


def trainer(config: RunConfig, folder: Path, packs: Path) -> Trainer:
    torch.manual_seed(0)
    folder.mkdir(parents=True, exist_ok=True)
    return Trainer(
        Objective(config),
        folder,
        packs,
        fresh=["."],
        validate=lambda _: {},
        processes=Processes(0, 1),
    )


def averaged(folder: Path) -> dict[str, torch.Tensor]:
    state = checkpoint.load(folder)
    assert state is not None
    return state.average


@pytest.mark.slow
def test_a_resumed_run_ends_bit_for_bit_where_an_uninterrupted_one_does(
    tmp_path: Path, packs: Path
) -> None:
    whole = trainer(CONFIG, tmp_path / "whole", packs)
    assert whole.run()

    halves = trainer(CONFIG, tmp_path / "halves", packs)
    halves.config = dataclasses.replace(CONFIG, steps=2)
    halves.run()
    resumed = trainer(CONFIG, tmp_path / "halves", packs)
    resumed.resume()
    assert resumed.step == 2
    assert resumed.run()

    one, two = averaged(tmp_path / "whole"), averaged(tmp_path / "halves")
    differing = [name for name, value in one.items() if not torch.equal(value, two[name])]
    # The learning rate's course differs only where `steps` differs: warm-up hides it here.
    assert differing == []


@pytest.mark.slow
@pytest.mark.parametrize("stage", ["heatmaps", "depth", "joint"])
def test_a_stage_trains_its_own_parts_and_nothing_else(
    stage: str, tmp_path: Path, packs: Path
) -> None:
    losses = LossWeights(coordinate=0.2, difference=0.1, depth=1.0)
    config = dataclasses.replace(CONFIG, stage=stage, steps=1, input_px=256, losses=losses)
    run = trainer(config, tmp_path / stage, packs)
    before = {name: value.clone() for name, value in run.objective.state_dict().items()}
    run.run()
    after = run.objective.state_dict()
    changed = {
        name.split(".")[1] for name in after if not torch.equal(before[name], after[name])
    } & {"encoder", "decoder", "transfer", "depth"}
    assert changed == set(LEARNING_PARTS[stage])


def test_the_learning_rate_rises_stays_and_falls() -> None:
    config = dataclasses.replace(CONFIG, steps=100, warm_steps=10, constant_ratio=0.5)
    factors = [learning_rate_factor(config, step) for step in range(100)]
    assert factors[0] == pytest.approx(0.1)
    assert factors[10:50] == [1.0] * 40
    assert factors[99] < 0.02
    assert factors[50:] == sorted(factors[50:], reverse=True)


def test_a_new_stage_takes_over_what_fits(tmp_path: Path, packs: Path) -> None:
    run = trainer(dataclasses.replace(CONFIG, steps=1), tmp_path / "one", packs)
    run.run()
    heir = Objective(dataclasses.replace(CONFIG, stage="heatmaps", laterals=False))
    inherit(heir, tmp_path / "one")
    ours, theirs = heir.state_dict(), averaged(tmp_path / "one")
    assert all(torch.equal(ours[k], theirs[k]) for k in ours if k.startswith("net.encoder"))
    with pytest.raises(DataError, match="no checkpoint"):
        inherit(heir, tmp_path / "none")


def published(tmp_path: Path) -> Path:
    """A weights folder with one small export."""
    torch.manual_seed(1)
    run = tmp_path / "run"
    run.mkdir()
    recipe = 'stage="joint"\nsteps=1\nbatch=1\nlr=1.0\nlr_pretrained=1.0\n'
    recipe += '[[mix]]\npack="p"\nweight=1.0\n'
    (run / "run.toml").write_text(recipe)
    (run / "provenance.json").write_text(json.dumps({"commit": "abc"}))
    net = PFNet(PFNetConfig(laterals=True))
    state = {f"net.{name}": value for name, value in net.state_dict().items()}
    checkpoint.save(run, checkpoint.Checkpoint(1, state, state, {}))
    folder = tmp_path / "weights"
    folder.mkdir()
    export(run, folder, Release("test-net", "0.1", "research", "drawn faces"))
    return folder


@pytest.mark.slow
def test_published_weights_load_strictly_and_run(tmp_path: Path) -> None:
    folder = published(tmp_path)
    landmarker = PFNetLandmarker.shipped(folder=folder)
    points, confidence = landmarker.predict(np.zeros((2, 256, 256, 3), np.uint8))
    assert landmarker.model == "test-net@0.1"
    assert points.shape == (2, 68, 3)
    assert np.allclose(points[..., 2].mean(1), 0.0, atol=1e-6)
    assert ((confidence >= 0.0) & (confidence <= 1.0)).all()
    with pytest.raises(DataError, match="published already"):
        export(tmp_path / "run", folder, Release("test-net", "0.1", "research", "x"))


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


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("stage=", "not valid TOML"),
        ('stage="nonsense"\nsteps=1\nbatch=1\nlr=1.0\nlr_pretrained=1.0\n', "Unknown stage"),
        ('stage="depth"\nsteps=1\nbatch=1\nlr=1.0\nlr_pretrained=1.0\n', "at least one step"),
        ('stage="depth"\nstep=1\n', "unknown key 'step'"),
        ('stage="depth"\nsteps=1\n', "missing"),
    ],
)
def test_a_bad_config_is_told_in_one_sentence(text: str, words: str, tmp_path: Path) -> None:
    path = tmp_path / "run.toml"
    path.write_text(text)
    with pytest.raises(InputError, match=words):
        load_config(path)
