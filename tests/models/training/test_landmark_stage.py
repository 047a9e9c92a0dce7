"""What the depth head is given, and where its gradient goes."""

from __future__ import annotations

from typing import Any

import pytest
import torch
from torch import Tensor, nn

from models.nets.heatmap import Reading, gaussian, peak_one
from models.training.bench import noise
from models.training.config import LossWeights, RunConfig, Share
from models.training.data.mix import Batch
from models.training.stages.landmarks import LandmarkStage
from models.training.stages.stage import Turn

SIGMA = 2.0


class Recorder(nn.Module):
    """A depth head that keeps what it is given and answers the mean of it."""

    def __init__(self) -> None:
        super().__init__()
        self.gain = nn.Parameter(torch.ones(()))
        self.given: Tensor = torch.empty(0)

    def forward(self, heatmaps: Tensor, latent: Tensor) -> Tensor:
        self.given = heatmaps
        return self.gain * (heatmaps.mean((2, 3)) + latent.mean(1, keepdim=True))


def depth_stage(stage: str, heatmap_loss: str) -> tuple[LandmarkStage, Recorder, Batch]:
    """The stage, its recording head, and two pictures whose draws are below and above a half."""
    more: dict[str, Any] = {"heatmap_loss": heatmap_loss, "stage": stage}
    config = RunConfig(
        steps=1,
        batch=2,
        lr=1.0,
        lr_pretrained=1.0,
        mix=(Share("p", 1.0),),
        losses=LossWeights(heatmap=0.0),
        sigma_cells=SIGMA,
        true_heatmap_share=0.5,
        **more,
    )
    torch.manual_seed(0)
    made = LandmarkStage(config)
    recorder = Recorder()
    made.net.depth = recorder  # type: ignore[assignment]  # a stand-in
    made.train()
    return made, recorder, noise(config)._replace(draw=torch.tensor([0.4, 0.6]))


@pytest.mark.parametrize(
    ("heatmap_loss", "reading"), [("softmax", Reading.SOFTMAX), ("awing", Reading.PEAK)]
)
def test_the_depth_head_sees_its_share_of_true_heatmaps_and_reads_the_others(
    heatmap_loss: str, reading: Reading
) -> None:
    stage, recorder, batch = depth_stage("depth", heatmap_loss)
    losses = stage(batch, "depth")
    with torch.no_grad():
        maps, _ = stage.net.heatmap_logits(batch.image)
    true = gaussian(batch.points[..., :2], maps.shape[-1], SIGMA)
    assert torch.equal(recorder.given[0], true[0])
    assert torch.allclose(recorder.given[1], peak_one(maps, reading)[1], atol=1e-6)
    assert recorder.given.min() >= 0.0
    assert recorder.given.max() <= 1.0
    assert list(losses) == ["depth"]


def test_the_depth_loss_counts_tenths_of_the_crop_and_trusted_points_only() -> None:
    stage, recorder, batch = depth_stage("depth", "softmax")
    batch.weights[..., 1] = 0.0
    batch.weights[:, 7, 1] = 1.0
    loss = stage(batch, "depth")["depth"]
    with torch.no_grad():
        _, latent = stage.net.heatmap_logits(batch.image)
        error = recorder(recorder.given, latent) - batch.points[..., 2] / 256.0
    assert loss.item() == pytest.approx((error[:, 7] / 0.1).square().mean().item(), rel=1e-4)


def test_the_depth_loss_of_the_joint_stage_moves_the_depth_head_only() -> None:
    stage, recorder, batch = depth_stage("joint", "softmax")
    stage.open_turn(Turn("joint", stage.learning))
    stage(batch, "joint")["depth"].backward()  # type: ignore[no-untyped-call]  # torch's own
    assert recorder.gain.grad is not None
    assert recorder.gain.grad.abs() > 0
    for part in (stage.net.encoder, stage.net.decoder, stage.net.transfer):
        assert all(parameter.grad is None for parameter in part.parameters())


@pytest.mark.parametrize("frozen", [False, True])
def test_frozen_statistics_stay_while_the_part_learns(frozen: bool) -> None:
    config = RunConfig(
        stage="depth",
        steps=1,
        batch=2,
        lr=1.0,
        lr_pretrained=1.0,
        mix=(Share("p", 1.0),),
        frozen_statistics=frozen,
    )
    stage = LandmarkStage(config)
    stage.train()
    before = stage.net.depth.stem.norm.running_mean.clone()
    (turn,) = stage.turns
    stage.open_turn(turn)
    stage(noise(config), turn.name)["depth"].backward()
    assert torch.equal(stage.net.depth.stem.norm.running_mean, before) == frozen
    assert stage.net.depth.stem.norm.weight.grad is not None
