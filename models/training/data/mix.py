"""Training pictures drawn from several packs: picture i depends only on the seed and on i.

Step t of a run takes pictures t * G to (t + 1) * G - 1, where G is the number of pictures in a step
over all processes. So neither a stop nor the number of processes changes what is learned from.
"""

from __future__ import annotations

import signal
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.utils.data import DataLoader, Dataset, Sampler

from core.crop import CropBox
from core.errors import InputError
from models.nets.pfnet import CROP_SIZE_PX
from models.training.config import RunConfig, Share
from models.training.data.augment import PRESETS, Augmentation, Sample, change_light, crop_sample
from models.training.data.pack import Pack, open_pack


class Batch(NamedTuple):
    """Training pictures as tensors.

    Attributes:
        image: (B, 3, S, S) in [-1, 1], RGB.
        points: (B, 68, 3), camera frame, pixels of the 256-px crop whatever S is.
        weights: (B, 68, 2), trust in the plane and in depth.
        draw: (B,) uniform in [0, 1): the random number of each picture, for losses that need one.
    """

    image: Tensor
    points: Tensor
    weights: Tensor
    draw: Tensor


def collate(samples: Sequence[tuple[Sample, float]]) -> Batch:
    """Stack samples and their random numbers; points are scaled to the crop of 256 px."""
    size = samples[0][0].image.shape[0]
    images = np.stack([sample.image for sample, _ in samples])
    points = np.stack([sample.points_px for sample, _ in samples])
    factor = CROP_SIZE_PX / size
    points[..., :2] = (points[..., :2] + 0.5) * factor - 0.5
    points[..., 2] *= factor
    tensor = torch.from_numpy(images).permute(0, 3, 1, 2).float().div_(127.5).sub_(1.0)
    return Batch(
        tensor.contiguous(memory_format=torch.channels_last),
        torch.from_numpy(points).float(),
        torch.from_numpy(np.stack([sample.weights for sample, _ in samples])),
        torch.tensor([draw for _, draw in samples]),
    )


def box_of_row(pack: Pack, row: int) -> CropBox:
    """The square to cut from picture `row` of a pack."""
    center_x, center_y, side = (float(value) for value in pack.boxes[row])
    return CropBox(center_x, center_y, side)


class Mix(Dataset[tuple[Sample, float]]):
    """Random pictures from weighted packs, without end.

    Args:
        shares: The packs and their shares.
        packs: The same packs, opened.
        input_px: Edge of the pictures given to the network.
        seed: Seed of all draws.
    """

    def __init__(
        self, shares: Sequence[Share], packs: Sequence[Pack], *, input_px: int, seed: int
    ) -> None:
        self._packs = tuple(packs)
        self._rows = [_rows(pack, share) for pack, share in zip(packs, shares, strict=True)]
        self._augmentations = [_augmentation(share) for share in shares]
        weights = np.array([share.weight for share in shares])
        self._probability = weights / weights.sum()
        self._input_px, self._seed = input_px, seed

    def __getitem__(self, index: int) -> tuple[Sample, float]:
        """Picture `index` and its random number; always the same for the same seed."""
        rng = np.random.default_rng((self._seed, index))
        which = int(rng.choice(len(self._packs), p=self._probability))
        pack, augmentation = self._packs[which], self._augmentations[which]
        row = int(self._rows[which][rng.integers(len(self._rows[which]))])
        sample = crop_sample(
            np.asarray(pack.images[row]),
            pack.points[row].astype(np.float64),
            pack.weights[row],
            box=box_of_row(pack, row),
            size_px=self._input_px,
            augmentation=augmentation,
            rng=rng,
        )
        lit = change_light(sample.image, rng, augmentation)
        return Sample(lit, sample.points_px, sample.weights), float(rng.random())


def open_mix(config: RunConfig, packs: Path) -> Mix:
    """The training pictures of a run.

    Args:
        config: The run.
        packs: Folder of the data packs.

    Raises:
        DataError: A pack is missing or malformed.
        InputError: A pack has fewer persons than its share wants.
    """
    opened = [open_pack(packs / share.pack) for share in config.mix]
    return Mix(config.mix, opened, input_px=config.input_px, seed=config.seed)


def _augmentation(share: Share) -> Augmentation:
    preset = PRESETS[share.augment]
    if share.rotation_deg is None:
        return preset
    return Augmentation(
        preset.scale,
        preset.shift_ratio,
        share.rotation_deg,
        preset.strong_rotation_share,
        preset.light,
        occlude=preset.occlude,
    )


def _rows(pack: Pack, share: Share) -> NDArray[np.int64]:
    """The rows that a share takes: all, or those of the first persons in a shuffled order."""
    if share.portion == 1.0 and not share.persons:
        return np.arange(len(pack))
    persons = pack.persons if pack.persons is not None else np.arange(len(pack)).astype(str)
    names = np.random.default_rng(0).permutation(np.unique(persons))
    count = share.persons or max(1, round(share.portion * len(names)))
    if count > len(names):
        raise InputError(f"Pack {share.pack} has {len(names)} persons or sequences, not {count}.")
    return np.flatnonzero(np.isin(persons, names[:count]))


class _Course(Sampler[list[int]]):
    """The pictures of one process from a step on: a micro-batch of numbers at a time."""

    def __init__(self, first_step: int, micro: int, accumulate: int, rank: int, count: int) -> None:
        self._step, self._micro, self._accumulate = first_step, micro, accumulate
        self._rank, self._count = rank, count

    def __iter__(self) -> Iterator[list[int]]:
        part = self._micro * self._accumulate
        step = self._step
        while True:
            start = (step * self._count + self._rank) * part
            for i in range(self._accumulate):
                yield list(range(start + i * self._micro, start + (i + 1) * self._micro))
            step += 1


def micro_batches(
    mix: Mix,
    *,
    first_step: int,
    batch: int,
    accumulate: int,
    rank: int,
    processes: int,
    workers: int,
) -> Iterator[Batch]:
    """Micro-batches of one process, from step `first_step` on, without end."""
    course = _Course(first_step, batch, accumulate, rank, processes)
    return iter(
        DataLoader(
            mix,
            batch_sampler=course,
            num_workers=workers,
            collate_fn=collate,
            pin_memory=torch.cuda.is_available(),
            worker_init_fn=_outlast_signals,
        )
    )


def _outlast_signals(_worker: int) -> None:
    """Leave stopping to the trainer: a worker that died first would take the step with it."""
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, signal.SIG_IGN)
