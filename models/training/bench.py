"""How fast each stage trains here, and how much of it the loss takes."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import torch
from torch import Tensor

from core.types import POINT_COUNT
from models.nets.heatmap import gaussian
from models.nets.pfnet import CROP_SIZE_PX, HEATMAP_SIZE
from models.training.config import LossWeights, RunConfig, Share, StageName
from models.training.data.mix import Batch
from models.training.loop import TurnModule
from models.training.losses.awing import awing, heatmap_mse
from models.training.losses.heatmaps import heatmap_terms
from models.training.stages.factory import build_stage
from models.training.stages.stage import Stage

WARM_UP: Final = 1
NO_PACK: Final = (Share("none", 1.0),)
"""The bench trains on noise: it needs no data."""


@dataclass(frozen=True, slots=True)
class Case:
    """One row of the bench.

    Attributes:
        title: Shown.
        config: What is trained.
    """

    title: str
    config: RunConfig


@dataclass(frozen=True, slots=True)
class Timing:
    """What a case took.

    Attributes:
        title: Of the case.
        images_per_s: Pictures a second, whole optimisation steps; a second of work of one core,
            or of a GPU.
        loss_share: Share of the step spent on the heatmap loss and its gradient, 0 to 1; None
            where there is no heatmap loss.
    """

    title: str
    images_per_s: float
    loss_share: float | None


def cases(perceptual: bool) -> tuple[Case, ...]:
    """The rows of speed.md 4; those with a perceptual loss need its weights."""
    gan, alone = LossWeights(perceptual=0.0), LossWeights(perceptual=0.0, adversarial=0.0)
    rows = [
        Case("autoencoder, WGAN-GP, 128 px", _config("autoencoder", 32, 128, gan)),
        Case("autoencoder, WGAN-GP, 256 px", _config("autoencoder", 8, 256, gan)),
        Case("autoencoder alone, 256 px", _config("autoencoder", 8, 256, alone)),
        Case("inversion, WGAN-GP, 128 px", _config("inversion", 32, 128, gan)),
    ]
    if perceptual:
        vgg = _config("autoencoder", 16, 128, LossWeights())
        rows.append(Case("the first with VGG, half size", replace(vgg, perceptual_half=True)))
        rows.append(Case("the first with VGG", vgg))
    for loss in ("mse", "awing", "softmax"):
        rows += [
            Case(f"transfer layers, {loss}", replace(_config("transfer", 8), heatmap_loss=loss)),
            Case(f"fine-tuning, {loss}", replace(_config("finetune", 8), heatmap_loss=loss)),
        ]
    rows.append(Case("depth head", replace(_config("depth", 8), true_heatmap_share=1.0)))
    rows.append(Case("everything at once (PF-Net-L)", replace(_config("joint", 8), laterals=True)))
    return tuple(rows)


def _config(
    stage: StageName, batch: int, input_px: int = CROP_SIZE_PX, losses: LossWeights | None = None
) -> RunConfig:
    return RunConfig(
        stage,
        steps=1,
        batch=batch,
        lr=1e-5,
        lr_pretrained=1e-5,
        mix=NO_PACK,
        losses=losses or LossWeights(),
        input_px=input_px,
    )


def measure(case: Case, *, repeats: int, device: torch.device, perceptual: Path | None) -> Timing:
    """Time whole optimisation steps of one case on noise.

    Args:
        case: What to time.
        repeats: Timed steps; the median counts.
        device: Where.
        perceptual: File of VGG weights.
    """
    stage = build_stage(case.config, perceptual)
    stage.move_to(device)
    stage.train()
    optimiser = torch.optim.Adam([p for _, _, p in stage.learning_parameters()], lr=case.config.lr)
    batch = Batch(*(part.to(device) for part in noise(case.config)))
    step_s = _median_s(lambda: _step(stage, optimiser, batch), repeats, device)
    loss_s = _loss_s(case.config, batch, repeats, device)
    share = loss_s / step_s if loss_s is not None else None
    return Timing(case.title, case.config.batch / step_s, share)


def noise(config: RunConfig) -> Batch:
    """A batch of noise with points inside the crop."""
    random = torch.Generator().manual_seed(config.seed)
    count, size = config.batch, config.input_px
    image = torch.rand(count, 3, size, size, generator=random) * 2.0 - 1.0
    points = torch.rand(count, POINT_COUNT, 3, generator=random) * (CROP_SIZE_PX - 1)
    weights = torch.ones(count, POINT_COUNT, 2)
    draw = torch.rand(count, generator=random)
    channels_last = image.contiguous(memory_format=torch.channels_last)
    return Batch(channels_last, points, weights, draw)


def _step(stage: Stage, optimiser: torch.optim.Optimizer, batch: Batch) -> None:
    for turn in stage.turns:
        stage.open_turn(turn)
        optimiser.zero_grad(set_to_none=True)
        with torch.autocast(batch.image.device.type, torch.bfloat16):
            losses = TurnModule(stage, turn)(batch)
        torch.stack([value.float() for value in losses.values()]).sum().backward()  # type: ignore[no-untyped-call]  # torch leaves it unannotated
        optimiser.step()


def _loss_s(config: RunConfig, batch: Batch, repeats: int, device: torch.device) -> float | None:
    """Seconds of the heatmap loss and its gradient alone, for one batch."""
    if config.stage not in ("transfer", "finetune", "joint"):
        return None
    plane, trust = batch.points[..., :2], batch.weights[..., 0]
    shape = (config.batch, POINT_COUNT, HEATMAP_SIZE, HEATMAP_SIZE)
    maps = torch.rand(shape, device=device, dtype=torch.bfloat16)

    def once() -> None:
        leaf = maps.detach().requires_grad_()
        _heatmap_loss(config, leaf, plane, trust).backward()  # type: ignore[no-untyped-call]  # torch leaves it unannotated

    return _median_s(once, repeats, device)


def _heatmap_loss(config: RunConfig, maps: Tensor, plane: Tensor, trust: Tensor) -> Tensor:
    if config.heatmap_loss == "softmax":
        return heatmap_terms(maps, plane, trust, sigma_cells=config.sigma_cells).cross_entropy
    target = gaussian(plane, HEATMAP_SIZE, config.sigma_cells)
    regression = awing if config.heatmap_loss == "awing" else heatmap_mse
    return regression(maps, target, trust)


def _median_s(work: Callable[[], None], repeats: int, device: torch.device) -> float:
    times = []
    for turn in range(WARM_UP + repeats):
        began = _clock(device)
        work()
        if turn >= WARM_UP:
            times.append(_clock(device) - began)
    return statistics.median(times)


def _clock(device: torch.device) -> float:
    """Seconds: of this process's work on a CPU, whose neighbours come and go; else of the wall."""
    if device.type == "cpu":
        return time.process_time()
    torch.cuda.synchronize()
    return time.perf_counter()
