"""Regression of heatmaps with peak 1: adaptive wing loss and mean squared error (pfnet.md 2).

Both are means over all cells of all maps, with an optional weight for each landmark and picture.
"""

from __future__ import annotations

from typing import Any, Final

import torch
from torch import Tensor
from torch.autograd.function import once_differentiable

from models.training.losses.awing_kernel import ALPHA, EPSILON, OMEGA, THETA, awing_pass

_SMALLEST_WEIGHT: Final = 1e-6
"""Keeps a batch without any labelled point at loss 0."""


def awing(found: Tensor, goal: Tensor, weight: Tensor | None = None) -> Tensor:
    """Adaptive wing loss (Wang et al., ICCV 2019, equations 2 and 3).

    With d = |goal - found|: omega ln(1 + (d / epsilon)^(alpha - goal)) below theta, A d - C from
    there on; A and C make value and slope continuous. The first branch divides by epsilon, as that
    paper does; the published PF-Net code divides by omega there.

    On the CPU float32 and bfloat16 maps go through one compiled pass, which costs less than the
    network's own layers; elsewhere torch's operations are composed.

    Args:
        found: (B, K, H, W), any float type.
        goal: The same shape, in [0, 1].
        weight: (B, K), not negative; None: all 1.

    Returns:
        float32 scalar (float64 for float64 maps), differentiable for `found`.
    """
    factor = _factors(found, weight)
    if found.device.type == "cpu" and found.dtype in (torch.float32, torch.bfloat16):
        loss: Tensor = _FusedAwing.apply(found, goal, factor)  # type: ignore[no-untyped-call]  # torch's own
        return loss
    return (_awing_cells(found.to(_wide_type(found)), goal).sum((2, 3)) * factor).sum()


def heatmap_mse(found: Tensor, goal: Tensor, weight: Tensor | None = None) -> Tensor:
    """Mean squared difference of heatmaps; arguments and result as of `awing`."""
    square = (found.to(_wide_type(found)) - goal).square()
    return (square.sum((2, 3)) * _factors(found, weight)).sum()


def _wide_type(maps: Tensor) -> torch.dtype:
    """What maps are summed in."""
    return torch.float64 if maps.dtype == torch.float64 else torch.float32


def _factors(maps: Tensor, weight: Tensor | None) -> Tensor:
    """What each cell of a map counts, (B, K): the weights over their sum over all cells."""
    if weight is None:
        weight = maps.new_ones(maps.shape[:2])
    weight = weight.detach().to(_wide_type(maps))
    return weight / (weight.sum().clamp_min(_SMALLEST_WEIGHT) * maps[0, 0].numel())


def _awing_cells(found: Tensor, goal: Tensor) -> Tensor:
    """The loss of each cell from torch's operations."""
    size = (found - goal).abs()
    power = ALPHA - goal
    curved = size.clamp_max(THETA)
    straight = size - curved
    ratio = curved.detach() / EPSILON
    slope = OMEGA * power / EPSILON * ratio.pow(power - 1.0) / (1.0 + ratio.pow(power))
    return OMEGA * torch.log1p((curved / EPSILON).pow(power)) + slope * straight


class _FusedAwing(torch.autograd.Function):
    """`awing` by `awing_pass`: the gradient is made with the value and kept for the way back.

    Picture by picture through one scratch plane, which stays in the processor's cache: fresh
    memory for a whole batch of float32 maps would cost as much as the arithmetic.
    """

    @staticmethod
    def forward(ctx: Any, found: Tensor, goal: Tensor, factor: Tensor) -> Tensor:  # noqa: ANN401 - torch's own signature
        """Maps (B, K, H, W) and what their cells count (B, K) -> scalar."""
        gradient = torch.empty_like(found)
        plane = torch.empty(found.shape[1:])
        goal, factor = goal.float().contiguous(), factor.contiguous()
        total = 0.0
        for i in range(len(found)):
            plane.copy_(found[i])
            total += awing_pass(
                plane.flatten(1).numpy(), goal[i].flatten(1).numpy(), factor[i].numpy()
            )
            gradient[i] = plane
        ctx.save_for_backward(gradient)
        return torch.tensor(total)

    @staticmethod
    @once_differentiable
    def backward(ctx: Any, on_loss: Tensor) -> tuple[Tensor, None, None]:  # noqa: ANN401 - torch's own signature
        """Gradient for the found maps only, scaled where it lies: a second pass is an error."""
        (gradient,) = ctx.saved_tensors
        return gradient.mul_(on_loss), None, None
