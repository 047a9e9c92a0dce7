"""The packed cache: square pictures decoded once, read by memory map from every process.

A pack is a folder of `images.npy` uint8 (N, S, S, 3) RGB, `points.npy` float32 (N, 68, 3) in the
camera frame of `core.types`, pixels of that picture, and optional `weights.npy` float32 (N, 68, 2):
how far to trust each point in the plane and in depth (absent: 1). Rendered packs also have
`done.npy`, which faces are finished.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.errors import DataError
from core.types import POINT_COUNT


@dataclass(frozen=True, slots=True, eq=False)
class Pack:
    """One opened pack.

    Attributes:
        images: uint8 (N, S, S, 3), memory-mapped.
        points: float32 (N, 68, 3).
        weights: float32 (N, 68, 2).
    """

    images: NDArray[np.uint8]
    points: NDArray[np.float32]
    weights: NDArray[np.float32]

    def __len__(self) -> int:
        return len(self.points)


def open_pack(folder: Path) -> Pack:
    """Open a pack.

    Raises:
        DataError: A file is missing or the shapes do not agree.
    """
    try:
        images = np.load(folder / "images.npy", mmap_mode="r", allow_pickle=False)
        points = np.load(folder / "points.npy", allow_pickle=False).astype(np.float32)
        trust = folder / "weights.npy"
        weights = (
            np.load(trust, allow_pickle=False).astype(np.float32)
            if trust.exists()
            else np.ones((len(points), POINT_COUNT, 2), np.float32)
        )
    except (OSError, ValueError) as error:
        raise DataError(f"{folder} is not a training pack: {error}.") from error
    if images.ndim != 4 or points.shape != (len(images), POINT_COUNT, 3):
        raise DataError(f"{folder}: {images.shape} pictures do not go with {points.shape} points.")
    finished = folder / "done.npy"
    if finished.exists() and not np.load(finished, allow_pickle=False).all():
        raise DataError(f"{folder} is still being rendered: let it finish first.")
    return Pack(images, points, weights)
