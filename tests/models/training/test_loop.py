"""Stages change what they should; runs go on, are split and are stopped without a trace."""

from __future__ import annotations

import dataclasses
import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
import torch
from torch import Tensor

from core.errors import TrainingError
from models.training import checkpoint
from models.training.config import LossWeights, RunConfig, Share, StageName
from models.training.curves import read_curves
from models.training.loop import Trainer, is_out_of_memory, learning_rate_factor
from models.training.stages.kinds import KINDS
from models.training.stages.landmarks import LandmarkStage

TrainerOf = Callable[[RunConfig, str], Trainer]
CONFIG = RunConfig(
    stage="warmup",
    steps=4,
    batch=2,
    lr=1e-3,
    lr_pretrained=1e-4,
    mix=(Share("tiny", 1.0),),
    losses=LossWeights(latent_coordinate=1.0, perceptual=0.0),
    input_px=64,
    warm_steps=2,
    log_every=1,
    seed=3,
)


def of_stage(stage: StageName, **more: object) -> RunConfig:
    size = 128 if stage in ("autoencoder", "inversion") else 256
    losses = LossWeights(perceptual=0.0)
    return dataclasses.replace(CONFIG, stage=stage, input_px=size, losses=losses, **more)


def averaged(folder: Path) -> dict[str, Tensor]:
    state = checkpoint.load(folder)
    assert state is not None
    return state.average


def differing(one: dict[str, Tensor], two: dict[str, Tensor]) -> list[str]:
    return [name for name, value in one.items() if not torch.equal(value, two[name])]


@pytest.mark.slow
@pytest.mark.parametrize("stage", ["warmup", "autoencoder"])
def test_a_resumed_run_ends_bit_for_bit_where_an_uninterrupted_one_does(
    stage: StageName, tmp_path: Path, trainer: TrainerOf
) -> None:
    config = of_stage(stage) if stage == "autoencoder" else CONFIG
    assert trainer(config, "whole").run()

    halves = trainer(config, "halves")
    halves.config = dataclasses.replace(config, steps=2, constant_ratio=1.0)
    halves.run()
    resumed = trainer(config, "halves")
    resumed.resume()
    assert resumed.step == 2
    assert resumed.run()

    whole, again = tmp_path / "whole", tmp_path / "halves"
    assert differing(averaged(whole), averaged(again)) == []
    timeless = [
        [{k: v for k, v in row.items() if k not in ("time_s", "images_per_s")} for row in rows]
        for rows in (read_curves(whole), read_curves(again))
    ]
    assert timeless[0] == timeless[1]
    assert len(timeless[0]) == 4


@pytest.mark.slow
@pytest.mark.parametrize("stage", [name for name in KINDS if name != "warmup"])
def test_a_stage_trains_its_own_parts_and_nothing_else(
    stage: StageName, trainer: TrainerOf
) -> None:
    run = trainer(of_stage(stage, steps=1, batch=1), stage)
    before = {name: value.clone() for name, value in run.stage.state_dict().items()}
    run.run()
    changed = differing(before, run.stage.state_dict())
    prefixes = {part: run.stage.prefix(part) for part in run.stage.parts()}
    touched = {
        part
        for part, prefix in prefixes.items()
        if any(name.startswith(prefix) for name in changed)
    }
    critic = {"critic"} if stage in ("autoencoder", "inversion") else set()
    assert touched == set(KINDS[stage].learns) | critic


@pytest.mark.slow
def test_accumulated_micro_batches_are_one_large_batch(tmp_path: Path, trainer: TrainerOf) -> None:
    # The transfer layers have no batch norm and all else is frozen: equal up to rounding.
    config = of_stage("transfer", steps=2, heatmap_loss="mse", precision="32-true")
    trainer(dataclasses.replace(config, batch=2), "large").run()
    trainer(dataclasses.replace(config, batch=1, accumulate=2), "small").run()
    large, small = averaged(tmp_path / "large"), averaged(tmp_path / "small")
    for name, value in large.items():
        torch.testing.assert_close(small[name], value, rtol=1e-4, atol=1e-6)


def test_the_learning_rate_rises_stays_and_falls() -> None:
    config = dataclasses.replace(CONFIG, steps=100, warm_steps=10, constant_ratio=0.5)
    factors = [learning_rate_factor(config, step) for step in range(100)]
    assert factors[0] == pytest.approx(0.1)
    assert factors[10:50] == [1.0] * 40
    assert factors[99] < 0.02
    assert factors[50:] == sorted(factors[50:], reverse=True)


@pytest.mark.slow
def test_a_signal_stops_the_run_with_a_checkpoint(tmp_path: Path, trainer: TrainerOf) -> None:
    run = trainer(dataclasses.replace(CONFIG, steps=1000), "stopped")
    update = run._average.update

    def ask_after_two(step: int) -> None:
        update(step)
        if step == 2:
            os.kill(os.getpid(), signal.SIGTERM)

    run._average.update = ask_after_two  # type: ignore[method-assign]  # a signal at a known place
    assert not run.run()
    assert checkpoint.steps_done(tmp_path / "stopped") == 2


@pytest.mark.slow
def test_a_loss_that_is_no_number_stops_the_run_and_spares_the_checkpoint(
    tmp_path: Path, trainer: TrainerOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    trainer(dataclasses.replace(CONFIG, steps=1), "run").run()
    before = averaged(tmp_path / "run")
    run = trainer(CONFIG, "run")
    run.resume()
    monkeypatch.setattr(
        LandmarkStage, "_latent_loss", lambda *_: torch.tensor(float("nan"), requires_grad=True)
    )
    with pytest.raises(TrainingError, match=r"latent_coordinate of warmup .* number at step 2"):
        run.run()
    assert differing(before, averaged(tmp_path / "run")) == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("failure", "words"),
    [
        (RuntimeError("DefaultCPUAllocator: not enough memory: you tried"), "lower `batch`"),
        (torch.OutOfMemoryError("CUDA out of memory."), "lower `batch`"),
        (OSError(28, "No space left on device"), "because the disk is full"),
    ],
)
def test_full_memory_and_full_disks_are_told_in_one_sentence(
    failure: Exception, words: str, trainer: TrainerOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise failure

    monkeypatch.setattr(LandmarkStage, "_latent_loss", fail)
    with pytest.raises(TrainingError, match=words):
        trainer(CONFIG, "run").run()


def test_other_failures_stay_bugs() -> None:
    assert not is_out_of_memory(RuntimeError("mat1 and mat2 shapes cannot be multiplied"))
