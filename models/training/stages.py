"""What each stage trains and by which loss.

A stage is an `Objective`: a module that owns the network, says which parts learn, and turns a
batch into loss terms. Stages: `warmup` (encoder through a linear coordinate head), `heatmaps`
(encoder, decoder and transfer layers), `depth` (depth head only), `joint` (all of it).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import torch
from torch import Tensor, nn

from core.landmarks import REGIONS
from core.types import POINT_COUNT
from models.nets.encoder import LATENT_SIZE
from models.nets.heatmap import gaussian, peak_one
from models.nets.pfnet import CELL_PX, CROP_SIZE_PX, HEATMAP_SIZE, PFNet, PFNetConfig
from models.training.config import RunConfig
from models.training.data.mix import Batch
from models.training.losses.heatmaps import (
    HeatmapTerms,
    heatmap_terms,
    side_differences_px,
    weighted_l1,
)

DEPTH_UNIT: Final = 0.1
"""Depth losses count in tenths of the crop, so that their size is that of the other terms."""
TRUE_HEATMAP_SHARE: Final = 0.3
"""Share of depth batches that read the true heatmaps instead of the predicted ones."""

JAW_COUNT: Final = len(REGIONS["jaw"])

LEARNING_PARTS: Final = {
    "warmup": ("encoder",),
    "heatmaps": ("encoder", "decoder", "transfer"),
    "depth": ("depth",),
    "joint": ("encoder", "decoder", "transfer", "depth"),
}


class CoordinateHead(nn.Module):
    """Linear layer from the latent to 68 x, y, z: a shortcut that trains the encoder fast.

    It exists in training only; coordinates are in units of half a crop about its centre.
    """

    def __init__(self) -> None:
        super().__init__()
        self.linear = nn.Linear(LATENT_SIZE, POINT_COUNT * 3)

    def forward(self, latent: Tensor) -> Tensor:
        """(B, 99) -> (B, 68, 3)."""
        out: Tensor = self.linear(latent).unflatten(1, (POINT_COUNT, 3))
        return out


def normalised(points_px: Tensor) -> Tensor:
    """Crop pixels (B, 68, 3) -> units of half a crop about its centre."""
    half = CROP_SIZE_PX / 2.0
    centre = points_px.new_tensor([half - 0.5, half - 0.5, 0.0])
    return (points_px - centre) / half


def crop_pixels(points: Tensor) -> Tensor:
    """The inverse of `normalised`."""
    half = CROP_SIZE_PX / 2.0
    return points * half + points.new_tensor([half - 0.5, half - 0.5, 0.0])


class Objective(nn.Module):
    """The network and the losses of one stage."""

    def __init__(self, config: RunConfig) -> None:
        super().__init__()
        self.config = config
        self.net = PFNet(PFNetConfig(laterals=config.laterals))
        self.net.to(memory_format=torch.channels_last)  # type: ignore[call-overload]  # torch's stubs
        self.coordinates = CoordinateHead()
        for part in self.frozen_parts():
            part.requires_grad_(requires_grad=False)

    def frozen_parts(self) -> Iterator[nn.Module]:
        """The parts that do not learn in this stage; they also keep their batch statistics."""
        learning = LEARNING_PARTS[self.config.stage]
        for name, part in self.net.named_children():
            if name not in learning:
                yield part
        if self.config.losses.latent_coordinate == 0:
            yield self.coordinates

    def train(self, mode: bool = True) -> Objective:
        """Training mode for the learning parts only."""
        super().train(mode)
        for part in self.frozen_parts():
            part.eval()
        return self

    def forward(self, batch: Batch) -> dict[str, Tensor]:
        """Loss terms, already multiplied by their factors; their sum is minimised."""
        if self.config.stage == "warmup":
            return {"latent_coordinate": self._latent_loss(batch, self._latent(batch))}
        if self.config.stage == "depth":
            with torch.no_grad():
                logits, latent = self.net.heatmap_logits(batch.image)
            return {"depth": self._depth_loss(batch, logits, latent)}
        return self._landmark_losses(batch)

    def _latent(self, batch: Batch) -> Tensor:
        latent: Tensor = self.net.encoder(batch.image).latent
        return latent

    def _landmark_losses(self, batch: Batch) -> dict[str, Tensor]:
        factors = self.config.losses
        logits, latent = self.net.heatmap_logits(batch.image)
        terms = heatmap_terms(
            logits,
            batch.points[..., :2],
            batch.weights[..., 0],
            sigma_cells=self.config.sigma_cells,
        )
        losses = {"heatmap": factors.heatmap * terms.cross_entropy}
        weight = batch.weights[..., 0] * terms.seen
        if factors.coordinate:
            away = weighted_l1(terms.points_px, batch.points[..., :2], weight)
            losses["coordinate"] = factors.coordinate * away / CELL_PX
        if factors.difference:
            losses["difference"] = factors.difference * self._difference_loss(batch, terms)
        if factors.latent_coordinate:
            losses["latent_coordinate"] = self._latent_loss(batch, latent)
        if factors.depth:
            losses["depth"] = self._depth_loss(batch, logits.detach(), latent.detach())
        return losses

    def _difference_loss(self, batch: Batch, terms: HeatmapTerms) -> Tensor:
        """L1 of the left-right differences in the plane, only for faces trusted throughout."""
        trusted = (batch.weights[:, JAW_COUNT:, 0].amin(1) >= 1.0).float()
        seen = side_differences_px(terms.points_px)
        true = side_differences_px(batch.points[..., :2])
        return weighted_l1(seen, true, trusted[:, None].expand_as(true).float()) / CELL_PX

    def _latent_loss(self, batch: Batch, latent: Tensor) -> Tensor:
        weight = batch.weights[..., [0, 0, 1]]
        predicted = self.coordinates(latent).float()
        loss = weighted_l1(predicted, normalised(batch.points), weight)
        return self.config.losses.latent_coordinate * loss

    def _depth_loss(self, batch: Batch, logits: Tensor, latent: Tensor) -> Tensor:
        heatmaps = peak_one(logits.float())
        use_truth = torch.rand(len(logits), device=logits.device) < TRUE_HEATMAP_SHARE
        true = gaussian(batch.points[..., :2], HEATMAP_SIZE, self.config.sigma_cells)
        heatmaps = torch.where(use_truth[:, None, None, None], true, heatmaps)
        depth = self.net.depth(heatmaps, latent).float()
        goal = batch.points[..., 2] / CROP_SIZE_PX
        weight = batch.weights[..., 1]
        square: Tensor = (
            ((depth - goal) / DEPTH_UNIT) ** 2 * weight
        ).sum() / weight.sum().clamp_min(1e-6)
        return self.config.losses.depth * square
