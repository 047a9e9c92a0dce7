"""Heatmaps as probabilities: targets, sub-cell decoding and confidence.

A logit map is read through a softmax over the plane. Heatmap cell i has its centre at crop pixel
2 i + 0.5: cell centres and pixel centres share the middle of the crop.
"""

from __future__ import annotations

from typing import Final

import torch
from torch import Tensor

DECODE_RADIUS: Final = 4
"""Cells on each side of the peak that take part in decoding (training-notes.md: 4 to 7)."""
CONFIDENCE_RADIUS: Final = 5.0
"""Distance from the decoded point, in cells, within which probability counts as agreement."""


def peak_one(logits: Tensor) -> Tensor:
    """Heatmaps with peak 1, as the depth head reads them: softmax over its own maximum.

    Args:
        logits: (B, K, H, W).

    Returns:
        The same shape, in (0, 1].
    """
    return torch.exp(logits - logits.amax(dim=(2, 3), keepdim=True))


def cells_of(points_px: Tensor) -> Tensor:
    """Crop pixels -> heatmap cells, any shape."""
    return (points_px - 0.5) / 2.0


def pixels_of(cells: Tensor) -> Tensor:
    """Heatmap cells -> crop pixels, any shape."""
    return cells * 2.0 + 0.5


def gaussian(points_px: Tensor, size: int, sigma_cells: float) -> Tensor:
    """Gaussian heatmaps with peak 1 at the true, sub-cell place.

    Args:
        points_px: (B, K, 2) crop pixels; points outside the crop give a map that is nearly empty.
        size: Height and width of the maps, cells.
        sigma_cells: Standard deviation.

    Returns:
        (B, K, size, size).
    """
    grid = torch.arange(size, device=points_px.device, dtype=torch.float32)
    away = grid - cells_of(points_px.float())[..., None]
    along = torch.exp(-0.5 * (away / sigma_cells) ** 2)
    return along[:, :, 1, :, None] * along[:, :, 0, None, :]


def decode(logits: Tensor) -> tuple[Tensor, Tensor]:
    """Sub-cell points and confidence from heatmap logits.

    The point is the mean of the probability within `DECODE_RADIUS` cells of the arg-max (local
    soft-argmax). Confidence is the share of all probability within `CONFIDENCE_RADIUS` cells of
    the point: 1 for one sharp peak, small for a spread or doubled one.

    Args:
        logits: (B, K, H, W), float.

    Returns:
        Points (B, K, 2) in crop pixels, x and y, and confidence (B, K) in [0, 1].
    """
    batch, count, height, width = logits.shape
    probability = logits.float().flatten(2).softmax(-1)
    best = probability.argmax(-1)
    peak = torch.stack((best % width, best // width), -1).float()
    xs = torch.arange(width, device=logits.device, dtype=torch.float32)
    ys = torch.arange(height, device=logits.device, dtype=torch.float32)
    near_x = ((xs - peak[..., 0, None]).abs() <= DECODE_RADIUS).float()
    near_y = ((ys - peak[..., 1, None]).abs() <= DECODE_RADIUS).float()
    plane = probability.reshape(logits.shape)
    window = plane * near_y[..., :, None] * near_x[..., None, :]
    columns, rows = window.sum(2), window.sum(3)
    mass = columns.sum(-1)
    cells = torch.stack(((columns * xs).sum(-1), (rows * ys).sum(-1)), -1) / mass[..., None]
    square = (xs - cells[..., 0, None]).pow(2)[..., None, :] + (ys - cells[..., 1, None]).pow(2)[
        ..., :, None
    ]
    confidence = (plane * (square <= CONFIDENCE_RADIUS**2)).sum((2, 3))
    return pixels_of(cells), confidence.clamp(0.0, 1.0).reshape(batch, count)
