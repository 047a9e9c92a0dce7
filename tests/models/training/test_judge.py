"""What a stage says of a picture, in pixels of the crop, whatever its way to say it."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from models.nets.heatmap import gaussian
from models.nets.pfnet import HEATMAP_SIZE, Prediction
from models.training.bench import noise
from models.training.config import LossWeights, RunConfig, Share
from models.training.judge import predict_points
from models.training.stages.landmarks import LandmarkStage, crop_pixels, normalised


def config(stage: str, heatmap_loss: str = "softmax") -> RunConfig:
    factors = LossWeights(latent_coordinate=2.0)
    mix = (Share("p", 1.0),)
    return RunConfig(stage, 1, 2, 1.0, 1.0, mix, losses=factors, heatmap_loss=heatmap_loss)  # type: ignore[arg-type]  # from a list


@pytest.mark.parametrize("heatmap_loss", ["softmax", "awing"])
def test_points_are_read_from_the_heatmaps_and_depth_is_in_pixels(
    heatmap_loss: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage = LandmarkStage(config("joint", heatmap_loss)).eval()
    batch = noise(stage.config)
    batch.points[..., :2] = 40.0 + batch.points[..., :2] * 0.6
    maps = gaussian(batch.points[..., :2], HEATMAP_SIZE, 2.0)
    logits = maps.clamp_min(1e-9).log() if heatmap_loss == "softmax" else maps
    depth = torch.full((2, 68), 0.25)
    told = Prediction(logits, depth, torch.zeros(2, 99))
    monkeypatch.setattr(stage.net, "forward", lambda _: told)
    found = predict_points(stage, batch)
    assert np.abs(found[..., :2] - batch.points[..., :2].numpy()).max() < 0.3
    assert np.allclose(found[..., 2], 64.0)


def test_the_warm_ups_coordinates_are_crop_pixels_and_cost_nothing_where_they_are_right(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stage = LandmarkStage(config("warmup")).eval()
    batch = noise(stage.config)
    truth = normalised(batch.points)
    assert torch.allclose(crop_pixels(truth), batch.points, atol=1e-4)
    assert torch.allclose(crop_pixels(torch.zeros(1, 68, 3))[0, 0], torch.tensor([127.5, 127.5, 0]))
    monkeypatch.setattr(stage.coordinates, "forward", lambda _: truth)
    assert np.allclose(predict_points(stage, batch), batch.points.numpy(), atol=1e-3)
    assert stage(batch, "warmup")["latent_coordinate"].item() == 0.0
    monkeypatch.setattr(stage.coordinates, "forward", lambda _: truth + 0.5)
    assert stage(batch, "warmup")["latent_coordinate"].item() == pytest.approx(1.0)
