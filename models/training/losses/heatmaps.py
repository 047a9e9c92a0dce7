"""The losses of the supervised stages (pfnet.md 2, training-notes.md)."""

from __future__ import annotations

import math
from typing import Any, Final, NamedTuple

import torch
from torch import Tensor

from core.landmarks import (
    BROW,
    CANTHUS_LATERAL,
    CANTHUS_MEDIAL,
    COMMISSURE,
    LOWER_LID_LATERAL,
    LOWER_LID_MEDIAL,
    UPPER_LID_LATERAL,
    UPPER_LID_MEDIAL,
)
from models.nets.heatmap import gaussian, pixels_of

COMMISSURE_WEIGHT: Final = 1.0
LID_WEIGHT: Final = 2.0
BROW_WEIGHT: Final = 2.5
"""In inverse proportion to the spread of the true differences in rendered palsy: 5.3, 2.5 and 2.1 %
of the outer-canthal distance. Unweighted, the mouth would drown the lids."""

_LENGTHS: Final = (
    (CANTHUS_MEDIAL, COMMISSURE, COMMISSURE_WEIGHT),
    (CANTHUS_LATERAL, COMMISSURE, COMMISSURE_WEIGHT),
    (UPPER_LID_LATERAL, LOWER_LID_LATERAL, LID_WEIGHT),
    (UPPER_LID_MEDIAL, LOWER_LID_MEDIAL, LID_WEIGHT),
    *(((right, left), CANTHUS_LATERAL, BROW_WEIGHT) for right, left in zip(*BROW, strict=True)),
)
"""Pairs of points (right, left) and the weight of the length between them."""


class _SpatialSoftmax(torch.autograd.Function):
    """Cross-entropy and mean position of a spatial softmax, with the gradient of both in one pass.

    The composed operations keep four planes of 68 x 128 x 128 a picture for the backward pass and
    spend more time on the loss than the network spends on its convolutions.
    """

    @staticmethod
    def forward(ctx: Any, logits: Tensor, goal: Tensor, weight: Tensor) -> tuple[Tensor, Tensor]:  # noqa: ANN401 - torch's own signature
        """Logits and goal (B, K, H, W), goal sums to 1; weight (B, K) -> loss, cells (B, K, 2)."""
        log_p = logits.float().flatten(2).log_softmax(-1)
        flat_goal = goal.flatten(2)
        share = weight / weight.sum().clamp_min(1e-6)
        loss = -((flat_goal * log_p).sum(-1) * share).sum()
        p = log_p.exp_()
        entropy_gradient = ((p - flat_goal) * share[..., None]).to(logits.dtype)
        plane = p.reshape(logits.shape)
        grid = torch.arange(logits.shape[-1], dtype=torch.float32, device=logits.device)
        cells = torch.stack(((plane.sum(2) * grid).sum(-1), (plane.sum(3) * grid).sum(-1)), -1)
        ctx.save_for_backward(plane.to(logits.dtype), entropy_gradient.view_as(logits), cells, grid)
        return loss, cells

    @staticmethod
    def backward(ctx: Any, on_loss: Tensor, on_cells: Tensor) -> tuple[Tensor, None, None]:  # noqa: ANN401 - torch's own signature
        """Gradient for the logits only."""
        plane, entropy_gradient, cells, grid = ctx.saved_tensors
        pull = (grid - cells[..., None]) * on_cells[..., None]
        field = pull[..., 0, :][..., None, :] + pull[..., 1, :][..., :, None]
        result = entropy_gradient * on_loss.to(plane.dtype) + plane * field.to(plane.dtype)
        return result, None, None


class HeatmapTerms(NamedTuple):
    """What the heatmaps say of a batch.

    Attributes:
        cross_entropy: Scalar.
        points_px: (B, K, 2), mean of each softmax, crop pixels, differentiable.
        seen: (B, K) bool, the true point lies within the crop.
    """

    cross_entropy: Tensor
    points_px: Tensor
    seen: Tensor


def heatmap_terms(
    logits: Tensor, points_px: Tensor, weight: Tensor, *, sigma_cells: float
) -> HeatmapTerms:
    """Spatial-softmax cross-entropy against a Gaussian, and the softmax's mean position.

    Args:
        logits: (B, K, H, W).
        points_px: (B, K, 2), truth, crop pixels.
        weight: (B, K); points outside the crop weigh nothing.
        sigma_cells: Width of the Gaussian, heatmap cells.
    """
    target = gaussian(points_px, logits.shape[-1], sigma_cells)
    mass = target.sum((2, 3))
    seen = mass > 0.5 * 2.0 * math.pi * sigma_cells**2
    goal = target / mass.clamp_min(1e-6)[..., None, None]
    loss, cells = _SpatialSoftmax.apply(  # type: ignore[no-untyped-call]  # torch's own
        logits.contiguous(), goal, weight * seen
    )
    return HeatmapTerms(loss, pixels_of(cells), seen)


def weighted_l1(predicted: Tensor, truth: Tensor, weight: Tensor) -> Tensor:
    """Mean absolute difference (B, K, D) weighted by (B, K) or (B, K, D)."""
    if weight.dim() == predicted.dim() - 1:
        weight = weight[..., None].expand_as(predicted)
    total = weight.sum().clamp_min(1e-6)
    return ((predicted - truth).abs() * weight).sum() / total


def side_lengths_px(points: Tensor) -> Tensor:
    """The lengths that asymmetry is made of, weighted: (B, 68, D) -> (B, L, 2), right and left."""
    columns = []
    for start, end, weight in _LENGTHS:
        away = points[:, list(start)] - points[:, list(end)]
        columns.append(weight * away.norm(dim=-1))
    return torch.stack(columns, 1)
