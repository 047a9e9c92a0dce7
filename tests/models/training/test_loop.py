"""Stages change what they should; runs go on, are split and are stopped without a trace."""

from __future__ import annotations

import dataclasses
import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
import torch
from safetensors.torch import save_file
from torch import Tensor

from core.errors import TrainingError
from models.training import checkpoint
from models.training.bench import noise
from models.training.config import LossWeights, RunConfig, Share, StageName
from models.training.curves import read_curves
from models.training.data.mix import Batch
from models.training.loop import Trainer, is_out_of_memory, learning_rate_factor
from models.training.losses.adversarial import CriticTerms
from models.training.losses.perceptual import VGG19_CONVS
from models.training.stages import autoencoder
from models.training.stages.factory import build_stage
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


def test_the_critic_judges_the_reconstructions_of_its_own_micro_batch(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stage = build_stage(of_stage("autoencoder", accumulate=2))
    gain = torch.full((), 0.5, requires_grad=True)
    monkeypatch.setattr(stage, "reconstruct", lambda image: gain * image)
    judged: list[tuple[Tensor, Tensor]] = []

    def note(_critic: object, real: Tensor, fake: Tensor, **_: object) -> CriticTerms:
        judged.append((real, fake))
        return CriticTerms(torch.zeros(()), torch.zeros(()))

    monkeypatch.setattr(autoencoder, "critic_terms", note)
    micro = [noise(dataclasses.replace(stage.config, seed=seed)) for seed in (1, 2)]
    for turn in stage.turns:
        for batch in micro:
            stage(batch, turn.name)
    assert [real is batch.image for (real, _), batch in zip(judged, micro, strict=True)] == [
        True
    ] * 2
    for real, fake in judged:
        assert torch.equal(fake, 0.5 * real)
    with pytest.raises(RuntimeError, match="comes after"):
        stage(micro[0], "critic")


def test_the_vgg_features_follow_the_stage_to_its_device(tmp_path: Path) -> None:
    torch.manual_seed(0)
    widths = ((3, 4), (4, 4), (4, 8), (8, 8), *((8, 8),) * 6)
    table = {}
    for place, (inputs, outputs) in zip(VGG19_CONVS, widths, strict=True):
        table[f"features.{place}.weight"] = torch.randn(outputs, inputs, 3, 3)
        table[f"features.{place}.bias"] = torch.randn(outputs)
    save_file(table, tmp_path / "vgg.safetensors")
    config = dataclasses.replace(of_stage("autoencoder"), losses=LossWeights())
    stage = build_stage(config, tmp_path / "vgg.safetensors")
    stage.move_to(torch.device("meta"))  # it refuses whatever stayed on the CPU
    batch = Batch(*(part.to("meta") for part in noise(config)))
    assert stage(batch, "autoencoder")["perceptual"].device.type == "meta"
    assert not [name for name in stage.state_dict() if "convs" in name and "critic" not in name]


@pytest.mark.slow
def test_accumulated_micro_batches_are_one_large_batch(tmp_path: Path, trainer: TrainerOf) -> None:
    # The transfer layers have no batch norm and all else is frozen: equal up to rounding.
    config = of_stage("transfer", steps=2, heatmap_loss="mse", precision="32-true")
    trainer(dataclasses.replace(config, batch=2), "large").run()
    trainer(dataclasses.replace(config, batch=1, accumulate=2), "small").run()
    large, small = averaged(tmp_path / "large"), averaged(tmp_path / "small")
    for name, value in large.items():
        torch.testing.assert_close(small[name], value, rtol=1e-4, atol=1e-6)


@pytest.mark.slow
@pytest.mark.parametrize("limit", [0.0, 1e-3])
def test_gradients_are_clipped_to_the_limit_that_is_set(
    limit: float, trainer: TrainerOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = trainer(dataclasses.replace(CONFIG, steps=1, gradient_limit=limit), "run")
    norms = []

    def note() -> None:
        moving = [p.grad.flatten() for _, _, p in run._parameters if p.grad is not None]
        norms.append(torch.cat(moving).norm().item())

    monkeypatch.setattr(run._optimiser, "step", note)
    run.run()
    assert norms[0] == pytest.approx(limit, rel=1e-3) if limit else norms[0] > 0.01


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
def test_weights_that_are_no_numbers_are_not_saved(
    tmp_path: Path, trainer: TrainerOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    trainer(dataclasses.replace(CONFIG, steps=1), "run").run()
    run = trainer(dataclasses.replace(CONFIG, steps=2), "run")
    run.resume()

    def spoil() -> None:
        with torch.no_grad():
            run._parameters[0][2].fill_(float("inf"))

    monkeypatch.setattr(run._optimiser, "step", spoil)
    with pytest.raises(TrainingError, match="are not finite numbers after step 2"):
        run.run()
    assert checkpoint.steps_done(tmp_path / "run") == 1
    assert all(value.isfinite().all() for value in averaged(tmp_path / "run").values())


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


def test_memory_that_torch_cannot_have_is_known() -> None:
    with pytest.raises(RuntimeError) as told:
        torch.empty(10**15)
    assert is_out_of_memory(told.value)


def test_other_failures_stay_bugs() -> None:
    assert not is_out_of_memory(RuntimeError("mat1 and mat2 shapes cannot be multiplied"))
