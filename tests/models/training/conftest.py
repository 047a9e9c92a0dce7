"""A tiny pack of drawn faces, and a trainer for a few steps of any stage."""

from __future__ import annotations

import resource
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import numpy as np
import pytest
import torch

from models.training.config import RunConfig
from models.training.data.mix import open_mix
from models.training.devices import join_devices
from models.training.loop import Trainer
from models.training.stages.factory import build_stage

TrainerOf = Callable[[RunConfig, str], Trainer]
SizeLimit = Callable[[int], AbstractContextManager[None]]


@pytest.fixture
def file_limit() -> SizeLimit:
    """The disk takes no file above so many bytes while the block runs."""

    @contextmanager
    def limit(size_bytes: int) -> Iterator[None]:
        kept = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size_bytes, kept[1]))
        try:
            yield
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, kept)

    return limit


@pytest.fixture
def packs(tmp_path: Path) -> Path:
    """A packs folder with one pack, `tiny`, of four pictures of 96 px."""
    rng = np.random.default_rng(5)
    folder = tmp_path / "packs" / "tiny"
    folder.mkdir(parents=True)
    points = rng.uniform(20.0, 76.0, (4, 68, 3)).astype(np.float32)
    points[..., 2] = rng.normal(0.0, 8.0, (4, 68))
    images = rng.integers(0, 256, (4, 96, 96, 3), dtype=np.uint8)
    np.save(folder / "images.npy", images)
    np.save(folder / "points.npy", points)
    return folder.parent


@pytest.fixture
def trainer(tmp_path: Path, packs: Path) -> Iterator[TrainerOf]:
    """Makes a trainer in a named run folder, every part fresh, from the same random weights."""

    def make(config: RunConfig, name: str) -> Trainer:
        torch.manual_seed(0)
        folder = tmp_path / name
        folder.mkdir(exist_ok=True)
        return Trainer(
            build_stage(config),
            folder,
            open_mix(config, packs),
            trained=(),
            fabric=join_devices(config.precision),
            judge=lambda _stage, _step: {},
        )

    yield make
    torch.set_flush_denormal(False)  # `join_devices` sets it for the whole process
