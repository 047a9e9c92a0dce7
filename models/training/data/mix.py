"""Batches drawn from several packs: what step t holds depends only on seed, process and t."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor

from models.training.config import Share
from models.training.data.augment import Sample, change_light, crop_sample
from models.training.data.pack import Pack, open_pack


class Batch(NamedTuple):
    """Training pictures as tensors.

    Attributes:
        image: (B, 3, S, S) in [-1, 1], RGB.
        points: (B, 68, 3), camera frame, pixels of the 256-px crop whatever S is.
        weights: (B, 68, 2), trust in the plane and in depth.
    """

    image: Tensor
    points: Tensor
    weights: Tensor


def collate(samples: Sequence[Sample], crop_px: int) -> Batch:
    """Stack samples; points are scaled to a crop of `crop_px`."""
    size = samples[0].image.shape[0]
    images = np.stack([sample.image for sample in samples])
    points = np.stack([sample.points_px for sample in samples])
    factor = crop_px / size
    points[..., :2] = (points[..., :2] + 0.5) * factor - 0.5
    points[..., 2] *= factor
    tensor = torch.from_numpy(images).permute(0, 3, 1, 2).float().div_(127.5).sub_(1.0)
    return Batch(
        tensor.contiguous(memory_format=torch.channels_last),
        torch.from_numpy(points).float(),
        torch.from_numpy(np.stack([sample.weights for sample in samples])),
    )


class Mix:
    """Random batches from weighted packs.

    Args:
        shares: The packs and their shares.
        root: Folder that holds the packs.
        batch: Pictures a batch.
        input_px: Edge of the pictures given to the network.
        crop_px: Edge of the crop in whose pixels points are given.
        seed: Seed of all draws.
        process: Number of this data-parallel process.
    """

    def __init__(
        self,
        shares: Sequence[Share],
        root: Path,
        *,
        batch: int,
        input_px: int,
        crop_px: int,
        seed: int,
        process: int,
    ) -> None:
        self._shares = tuple(shares)
        self._packs: tuple[Pack, ...] = tuple(open_pack(root / share.pack) for share in shares)
        weights = np.array([share.weight for share in shares])
        self._probability = weights / weights.sum()
        self._batch, self._input_px, self._crop_px = batch, input_px, crop_px
        self._seed, self._process = seed, process

    def batch(self, step: int) -> Batch:
        """The batch of step `step`, always the same for the same seed and process."""
        rng = np.random.default_rng((self._seed, self._process, step))
        return collate([self._draw(rng) for _ in range(self._batch)], self._crop_px)

    def _draw(self, rng: np.random.Generator) -> Sample:
        which = int(rng.choice(len(self._packs), p=self._probability))
        pack, share = self._packs[which], self._shares[which]
        row = int(rng.integers(len(pack)))
        sample = crop_sample(
            np.asarray(pack.images[row]),
            pack.points[row].astype(np.float64),
            pack.weights[row],
            size_px=self._input_px,
            rng=rng,
            rotation_deg=share.rotation_deg,
        )
        lit = change_light(sample.image, rng, gentle=share.gentle)
        return Sample(lit, sample.points_px, sample.weights)
