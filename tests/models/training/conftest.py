"""A tiny pack of drawn faces: enough to run every stage for a few steps."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest


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
