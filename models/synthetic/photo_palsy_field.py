"""Smooth fields on the pixels of a picture: filled from their rim, faded out beyond an edge."""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np
from scipy.sparse import coo_matrix
from scipy.sparse.linalg import splu

from core.types import BoolArray
from models.synthetic.ict import Float32Array

_NEIGHBOURS: Final = ((0, 1), (0, -1), (1, 0), (-1, 0))
_ISOLATED: Final = 1e-6
"""Keeps a region without any rim solvable; its field is then 0."""
_NEAREST_PX: Final = 8.0
"""Beyond this distance from the edge the nearest value gives way to a blurred one."""
_BLUR_PX: Final = 4.0


def fill_harmonic(
    field: Float32Array, region: BoolArray, *, rim: Float32Array, fixed: BoolArray
) -> None:
    """Replace `field` in `region` by the membrane stretched over it (Laplace's equation).

    Args:
        field: float32 (H, W, C), changed in place.
        region: bool (H, W), pixels to fill.
        rim: float32 (H, W, C), the values at the pixels that border the region.
        fixed: bool (H, W), bordering pixels that hold the membrane; at others it ends freely.
    """
    rows, columns = np.nonzero(region)
    if not len(rows):
        return
    number = np.full(region.shape, -1)
    number[rows, columns] = np.arange(len(rows))
    held = np.zeros((len(rows), field.shape[2]))
    ties = np.full(len(rows), _ISOLATED)
    pairs = []
    for down, right in _NEIGHBOURS:
        y = np.clip(rows + down, 0, region.shape[0] - 1)
        x = np.clip(columns + right, 0, region.shape[1] - 1)
        within = number[y, x] >= 0
        edge = ~within & fixed[y, x]
        held[edge] += rim[y[edge], x[edge]]
        ties += within | edge
        pairs.append(np.stack([np.flatnonzero(within), number[y, x][within]]))
    places = np.concatenate([*pairs, np.tile(np.arange(len(rows)), (2, 1))], axis=1)
    values = np.concatenate([np.full(places.shape[1] - len(rows), -1.0), ties])
    laplace = coo_matrix((values, places), shape=(len(rows), len(rows))).tocsc()
    field[rows, columns] = splu(laplace, permc_spec="MMD_AT_PLUS_A").solve(held)


def fade_out(field: Float32Array, known: BoolArray, *, reach_px: float) -> None:
    """Continue `field` beyond the pixels where it is `known`, fading to 0.

    Args:
        field: float32 (H, W, C), changed in place.
        known: bool (H, W).
        reach_px: Distance from the edge at which 1/e is left.
    """
    if known.all() or not known.any():
        return
    away, label = cv2.distanceTransformWithLabels(
        (~known).astype(np.uint8), cv2.DIST_L2, 5, labelType=cv2.DIST_LABEL_PIXEL
    )
    source = np.zeros(int(label.max()) + 1, dtype=np.int64)
    source[label[known]] = np.flatnonzero(known)
    nearest = field.reshape(-1, field.shape[2])[source[label]]
    blurred = cv2.GaussianBlur(nearest, (0, 0), _BLUR_PX).reshape(nearest.shape)
    beyond = ~known
    away_px = away[beyond][:, None]
    far = np.clip(away_px / _NEAREST_PX, 0, 1)
    fade = np.exp(-((away_px / reach_px) ** 2))
    field[beyond] = ((1 - far) * nearest[beyond] + far * blurred[beyond]) * fade
