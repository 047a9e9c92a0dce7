"""The supervised stages: heatmaps, depth, and the shortcuts through a linear coordinate head."""

from __future__ import annotations

from typing import Final

import torch
from torch import Tensor, nn

from core.landmarks import REGIONS
from core.types import POINT_COUNT
from models.nets.encoder import LATENT_SIZE
from models.nets.heatmap import Reading, gaussian, peak_one
from models.nets.pfnet import CELL_PX, CROP_SIZE_PX, HEATMAP_SIZE
from models.training.config import RunConfig
from models.training.data.mix import Batch
from models.training.losses.awing import awing, heatmap_mse
from models.training.losses.heatmaps import (
    HeatmapTerms,
    heatmap_terms,
    side_lengths_px,
    weighted_l1,
)
from models.training.stages.stage import Stage, Turn

DEPTH_UNIT: Final = 0.1
"""Depth losses count in tenths of the crop, so that their size is that of the other terms."""

JAW_COUNT: Final = len(REGIONS["jaw"])


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


def within_crop(points_px: Tensor) -> Tensor:
    """Which points (B, K, 2) lie inside the crop: (B, K) bool."""
    edge = CROP_SIZE_PX - 0.5
    return ((points_px > -0.5) & (points_px < edge)).all(-1)


def crop_pixels(points: Tensor) -> Tensor:
    """The inverse of `normalised`."""
    half = CROP_SIZE_PX / 2.0
    return points * half + points.new_tensor([half - 0.5, half - 0.5, 0.0])


class LandmarkStage(Stage):
    """Heatmaps, coordinates and depth (3a, 3b, 4, 5 and the shortcuts)."""

    def __init__(self, config: RunConfig) -> None:
        super().__init__(config)
        self.to(memory_format=torch.channels_last)  # type: ignore[call-overload]  # torch's stubs
        self.coordinates = CoordinateHead()

    @property
    def turns(self) -> tuple[Turn, ...]:
        """One: everything that learns."""
        return (Turn(self.config.stage, self.learning),)

    def parts(self) -> dict[str, nn.Module]:
        """The network's parts and the coordinate head."""
        return super().parts() | {"coordinates": self.coordinates}

    def forward(self, batch: Batch, turn: str) -> dict[str, Tensor]:  # noqa: ARG002 - the only one
        """Loss terms of equations 4 and 5, and of the shortcuts."""
        if self.config.stage == "warmup":
            latent = self.net.encoder(batch.image).latent
            return {"latent_coordinate": self._latent_loss(batch, latent)}
        if self.config.stage == "depth":
            with torch.no_grad():
                maps, latent = self.net.heatmap_logits(batch.image)
            return {"depth": self._depth_loss(batch, maps, latent)}
        maps, latent = self.net.heatmap_logits(batch.image)
        losses = self._heatmap_losses(batch, maps)
        if self.config.losses.latent_coordinate:
            losses["latent_coordinate"] = self._latent_loss(batch, latent)
        if "depth" in self.learning:
            losses["depth"] = self._depth_loss(batch, maps.detach(), latent.detach())
        return losses

    def _heatmap_losses(self, batch: Batch, maps: Tensor) -> dict[str, Tensor]:
        if self.config.heatmap_loss == "softmax":
            return self._softmax_losses(batch, maps)
        plane = batch.points[..., :2]
        target = gaussian(plane, HEATMAP_SIZE, self.config.sigma_cells)
        weight = batch.weights[..., 0] * within_crop(plane)
        regression = awing if self.config.heatmap_loss == "awing" else heatmap_mse
        return {"heatmap": self.config.losses.heatmap * regression(maps, target, weight)}

    def _softmax_losses(self, batch: Batch, maps: Tensor) -> dict[str, Tensor]:
        factors = self.config.losses
        plane, trust = batch.points[..., :2], batch.weights[..., 0]
        terms = heatmap_terms(maps, plane, trust, sigma_cells=self.config.sigma_cells)
        losses = {"heatmap": factors.heatmap * terms.cross_entropy}
        if factors.coordinate:
            away = weighted_l1(terms.points_px, plane, trust * terms.seen)
            losses["coordinate"] = factors.coordinate * away / CELL_PX
        if factors.difference or factors.length:
            losses |= self._side_losses(batch, terms)
        return losses

    def _side_losses(self, batch: Batch, terms: HeatmapTerms) -> dict[str, Tensor]:
        """L1 of both sides' lengths in the plane and of their differences.

        Only faces count that are trusted throughout and whose inner points lie within the crop.
        """
        factors = self.config.losses
        inner = slice(JAW_COUNT, None)
        trusted = (batch.weights[:, inner, 0].amin(1) >= 1.0) & terms.seen[:, inner].all(1)
        weight = trusted.float()[:, None]
        seen = side_lengths_px(terms.points_px) / CELL_PX
        true = side_lengths_px(batch.points[..., :2]) / CELL_PX
        losses = {}
        if factors.length:
            losses["length"] = factors.length * weighted_l1(
                seen, true, weight.expand_as(seen[..., 0])
            )
        if factors.difference:
            apart = [lengths[..., 0] - lengths[..., 1] for lengths in (seen, true)]
            away = weighted_l1(apart[0], apart[1], weight.expand_as(apart[0]))
            losses["difference"] = factors.difference * away
        return losses

    def _latent_loss(self, batch: Batch, latent: Tensor) -> Tensor:
        weight = batch.weights[..., [0, 0, 1]]
        predicted = self.coordinates(latent).float()
        loss = weighted_l1(predicted, normalised(batch.points), weight)
        return (self.config.losses.latent_coordinate or 1.0) * loss

    def _depth_loss(self, batch: Batch, maps: Tensor, latent: Tensor) -> Tensor:
        heatmaps = peak_one(maps.float(), Reading(self.config.reading))
        use_truth = batch.draw < self.config.true_heatmap_share
        true = gaussian(batch.points[..., :2], HEATMAP_SIZE, self.config.sigma_cells)
        heatmaps = torch.where(use_truth[:, None, None, None], true, heatmaps)
        depth = self.net.depth(heatmaps, latent).float()
        goal = batch.points[..., 2] / CROP_SIZE_PX
        weight = batch.weights[..., 1]
        square: Tensor = (
            ((depth - goal) / DEPTH_UNIT) ** 2 * weight
        ).sum() / weight.sum().clamp_min(1e-6)
        return self.config.losses.depth * square
