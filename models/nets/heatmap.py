"""Heatmaps: targets, the two ways to read them, sub-cell decoding and confidence.

Nets trained by cross-entropy give logits, read through a softmax over the plane; nets trained by
regression (MSE, AWing) give the Gaussian itself. Heatmap cell i has its centre at crop pixel
2 i + 0.5: cell centres and pixel centres share the middle of the crop.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final

import torch
from torch import Tensor

DECODE_RADIUS: Final = 4
"""Cells on each side of the peak that take part in decoding (training-notes.md: 4 to 7)."""
CONFIDENCE_RADIUS: Final = 5.0
"""Distance from the decoded point, in cells, within which probability counts as agreement."""

FIT_RADIUS: Final = 6
"""Cells on each side of the peak to which a Gaussian is fitted: wide ones need a wide window."""
FIT_FLOOR_RATIO: Final = 0.1
"""Cells below this share of the peak do not take part: a network's background is no Gaussian."""
FIT_PRIOR_RATIO: Final = 1e-6
"""Weight, as a share of the cells', of the belief in a Gaussian of 1 cell without tilt: it decides
only where a spike leaves too few cells above the floor."""
FIT_STEP_LIMIT_CELLS: Final = 3.0
"""Largest distance from the arg-max to the fitted peak, each way."""
WIDEST_SIGMA_CELLS: Final = 10.0
"""Widest fitted Gaussian that still counts as a peak (pfnet.md 2: targets of 7 cells)."""
EXTENT_SIGMAS: Final = 2.5
"""Radius of a peak, in its own standard deviations, when its share of the map is counted."""
_TINY: Final = 1e-12


class Reading(StrEnum):
    """What the values of a heatmap mean, by the loss that trained the net."""

    SOFTMAX = "softmax"
    """Logits of a distribution over the plane."""
    PEAK = "peak"
    """The Gaussian itself, peak 1."""


def peak_one(maps: Tensor, reading: Reading = Reading.SOFTMAX) -> Tensor:
    """Heatmaps with peak 1, as the depth head reads them.

    Args:
        maps: (B, K, H, W), what the net gives.
        reading: `SOFTMAX`: the softmax over its own maximum, in (0, 1]. `PEAK`: the map, cut to
            [0, 1].

    Returns:
        The same shape.
    """
    if reading is Reading.PEAK:
        return maps.clamp(0.0, 1.0)
    return torch.exp(maps - maps.amax(dim=(2, 3), keepdim=True))


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


def decode(maps: Tensor, reading: Reading = Reading.SOFTMAX) -> tuple[Tensor, Tensor]:
    """Sub-cell points and confidence from heatmaps.

    Args:
        maps: (B, K, H, W), what the net gives, float.
        reading: How the net was trained.

    Returns:
        Points (B, K, 2) in crop pixels, x and y, and confidence (B, K) in [0, 1].
    """
    return _decode_peaks(maps) if reading is Reading.PEAK else _decode_logits(maps)


def _decode_logits(logits: Tensor) -> tuple[Tensor, Tensor]:
    """Points and confidence of softmax maps.

    The point is the mean of the probability within `DECODE_RADIUS` cells of the arg-max (local
    soft-argmax). Confidence is the share of all probability within `CONFIDENCE_RADIUS` cells of
    the point: 1 for one sharp peak, small for a spread or doubled one.
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


def _decode_peaks(maps: Tensor) -> tuple[Tensor, Tensor]:
    """Points and confidence of maps that are Gaussians themselves.

    The point is the top of the Gaussian fitted around the arg-max: one Taylor (Newton) step on the
    logarithm of the map (DARK: Zhang et al., CVPR 2020), its derivatives taken from the whole
    window, because over one cell the logarithm of a wide Gaussian changes less than the net's
    noise. Confidence is the height of the peak times its share of the map's energy.
    """
    batch, count, height, width = maps.shape
    planes = maps.float().flatten(0, 1).clamp_min(0.0)
    top, best = planes.flatten(1).max(-1)
    peak = torch.stack((best % width, best // width), -1)
    step, sigma = _fit_gaussian(planes, peak)
    cells = peak + step
    ys, xs = (torch.arange(n, device=maps.device, dtype=torch.float32) for n in (height, width))
    square = (xs - cells[:, :1]).square()[:, None, :] + (ys - cells[:, 1:]).square()[:, :, None]
    energy = planes.square()
    inside = (energy * (square <= (EXTENT_SIGMAS * sigma).square()[:, None, None])).sum((1, 2))
    share = inside / energy.sum((1, 2)).clamp_min(_TINY)
    confidence = (top.clamp_max(1.0) * share).clamp(0.0, 1.0)
    return pixels_of(cells).reshape(batch, count, 2), confidence.reshape(batch, count)


def _fit_gaussian(planes: Tensor, peak: Tensor) -> tuple[Tensor, Tensor]:
    """Gaussians around the peaks: least squares of a quadratic to the logarithm of the map.

    A cell weighs the square of its height above the floor: the logarithm multiplies the noise of
    a cell by one over its height (Guo, IEEE Signal Processing Magazine 2011).

    Args:
        planes: (N, H, W), not negative.
        peak: (N, 2), column and row of the arg-max.

    Returns:
        Step from the arg-max to the top (N, 2), cells, each way within `FIT_STEP_LIMIT_CELLS`, and
        standard deviation (N,), cells; both 0 where the map has no top there.
    """
    reach = torch.arange(-FIT_RADIUS, FIT_RADIUS + 1, device=planes.device)
    dy, dx = (d.flatten() for d in torch.meshgrid(reach, reach, indexing="ij"))
    column, row = peak[:, :1] + dx, peak[:, 1:] + dy
    height, width = planes.shape[1:]
    within = (column >= 0) & (column < width) & (row >= 0) & (row < height)
    place = row.clamp(0, height - 1) * width + column.clamp(0, width - 1)
    value = planes.flatten(1).gather(1, place)
    floor = FIT_FLOOR_RATIO * value.amax(1, keepdim=True)
    weight = ((value - floor).clamp_min(0.0) * within).double().square()
    x, y = dx.double(), dy.double()
    terms = torch.stack((torch.ones_like(x), x, y, 0.5 * x * x, x * y, 0.5 * y * y), -1)
    left = torch.einsum("nm,mi,mj->nij", weight, terms, terms)
    right = torch.einsum("nm,mi->ni", weight * value.double().clamp_min(_TINY).log(), terms)
    trust = FIT_PRIOR_RATIO * left[:, :1, 0] + _TINY
    prior = x.new_tensor([0.0, 0.0, 0.0, -1.0, 0.0, -1.0])
    left = left + trust[..., None] * torch.eye(len(prior), device=left.device)
    _, gx, gy, xx, xy, yy = torch.linalg.solve(left, right + trust * prior).unbind(-1)
    bend = xx * yy - xy * xy
    is_top = (xx < 0) & (bend > WIDEST_SIGMA_CELLS**-4)
    bend = torch.where(is_top, bend, 1.0)
    step = torch.stack((xy * gy - yy * gx, xy * gx - xx * gy), -1) / bend[:, None]
    step = step.clamp(-FIT_STEP_LIMIT_CELLS, FIT_STEP_LIMIT_CELLS) * is_top[:, None]
    return step.float(), (bend.pow(-0.25) * is_top).float()
