"""The packed cache: square pictures decoded once, read by memory map from every process.

A pack is a folder of

* `images.npy` uint8 (N, S, S, 3) RGB;
* `points.npy` float (N, 68, 3), camera frame of `core.types`, pixels of that picture; NaN where a
  set does not say;
* `weights.npy` float32 (N, 68, 2), how far to trust each point in the plane and in depth, 0 where
  there is none (absent: 1);
* `boxes.npy` float32 (N, 3), centre x, centre y and side of the square that the network shall see
  (absent: `core.crop.crop_box_of` the points);
* `persons.npy` text (N,), person, sequence or base picture (absent: not known);
* `pack.json`, where it comes from.

Rendered packs also have `done.npy`, which faces are finished.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from core.crop import LANDMARK_BOX_SCALE
from core.errors import DataError
from core.types import POINT_COUNT
from models.training.data.sets.records import SPLITS

IMAGES_FILE: Final = "images.npy"


@dataclass(frozen=True, slots=True, eq=False)
class Pack:
    """One opened pack.

    Attributes:
        images: uint8 (N, S, S, 3), memory-mapped.
        points: float32 (N, 68, 3), finite; 0 where a weight of 0 says that nothing is known.
        weights: float32 (N, 68, 2).
        boxes: float32 (N, 3), centre x, centre y and side in pixels of the picture.
        persons: (N,) names, or None.
    """

    images: NDArray[np.uint8]
    points: NDArray[np.float32]
    weights: NDArray[np.float32]
    boxes: NDArray[np.float32]
    persons: NDArray[np.str_] | None

    def __len__(self) -> int:
        return len(self.points)


def open_pack(folder: Path) -> Pack:
    """Open a pack.

    Raises:
        DataError: A file is missing, the shapes do not agree, or a trusted point is not finite.
    """
    try:
        pack = _read(folder)
        finished = folder / "done.npy"
        done = not finished.exists() or bool(np.load(finished, allow_pickle=False).all())
    except (OSError, ValueError, EOFError) as error:
        raise DataError(f"{folder} is not a training pack: {error}.") from error
    if not done:
        raise DataError(f"{folder} is still being rendered: let it finish first.")
    return pack


def split_of_pack(folder: Path) -> str:
    """Which of `SPLITS` a pack was made from; "" where its `pack.json` does not say."""
    try:
        noted = json.loads((folder / "pack.json").read_text("utf-8"))
    except (OSError, ValueError):
        return ""
    split = noted.get("split") if isinstance(noted, dict) else None
    return split if split in SPLITS else ""


def _read(folder: Path) -> Pack:
    images = np.load(folder / IMAGES_FILE, mmap_mode="r", allow_pickle=False)
    points = np.load(folder / "points.npy", allow_pickle=False).astype(np.float32)
    count = len(images)
    if not count:
        raise ValueError("it holds no picture")
    weights = _numbers(folder / "weights.npy")
    if weights is None:
        weights = np.ones((count, POINT_COUNT, 2), np.float32)
    edge = images.shape[1:2]
    _same(images.shape[1:], (*edge, *edge, 3), "pictures")
    _same(points.shape, (count, POINT_COUNT, 3), "points")
    _same(weights.shape, (count, POINT_COUNT, 2), "weights")
    unknown = weights[..., [0, 0, 1]] == 0
    points[unknown & ~np.isfinite(points)] = 0.0
    if not np.isfinite(points).all():
        raise ValueError("a point with a weight above 0 is not finite")
    boxes = _numbers(folder / "boxes.npy")
    if boxes is None:
        boxes = _landmark_boxes(points)
    _same(boxes.shape, (count, 3), "boxes")
    return Pack(images, points, weights, boxes, _persons(folder / "persons.npy", count))


def _numbers(path: Path) -> NDArray[np.float32] | None:
    """An array that a pack may have."""
    return np.load(path, allow_pickle=False).astype(np.float32) if path.exists() else None


def _persons(path: Path, count: int) -> NDArray[np.str_] | None:
    if not path.exists():
        return None
    persons: NDArray[np.str_] = np.load(path, allow_pickle=False).astype(np.str_)
    _same(persons.shape, (count,), "persons")
    return persons


def _same(shape: tuple[int, ...], expected: tuple[int, ...], what: str) -> None:
    if shape != expected:
        raise ValueError(f"{what} of shape {shape}, expected {expected}")


def _landmark_boxes(points: NDArray[np.float32]) -> NDArray[np.float32]:
    """`core.crop.crop_box_of` every row."""
    low, high = points[..., :2].min(1), points[..., :2].max(1)
    sides = LANDMARK_BOX_SCALE * (high - low).max(1)
    return np.column_stack(((low + high) / 2, sides))
