"""The fused heatmap loss equals its definition, in value and gradient."""

from __future__ import annotations

import math

import torch
from torch import Tensor

from core.landmarks import COMMISSURE, MIRROR_INDEX
from models.nets.heatmap import gaussian
from models.training.losses.heatmaps import heatmap_terms, side_lengths_px, weighted_l1

SIZE, SIGMA = 16, 1.5


def composed(logits: Tensor, points: Tensor, weight: Tensor) -> tuple[Tensor, Tensor]:
    """The same two terms from torch's own operations."""
    target = gaussian(points, SIZE, SIGMA)
    seen = target.sum((2, 3)) > math.pi * SIGMA**2
    goal = (target / target.sum((2, 3), keepdim=True)).flatten(2)
    log_p = logits.flatten(2).log_softmax(-1)
    kept = weight * seen
    loss = -((goal * log_p).sum(-1) * kept).sum() / kept.sum()
    plane = log_p.exp().unflatten(2, (SIZE, SIZE))
    grid = 2.0 * torch.arange(float(SIZE)) + 0.5
    mean = torch.stack(((plane.sum(2) * grid).sum(-1), (plane.sum(3) * grid).sum(-1)), -1)
    return loss, mean


def test_value_and_gradient_equal_the_composed_operations() -> None:
    torch.manual_seed(1)
    points = torch.rand(2, 5, 2) * 20 + 5
    weight, pull = torch.rand(2, 5), torch.randn(2, 5, 2)
    ours = torch.randn(2, 5, SIZE, SIZE, requires_grad=True)
    theirs = ours.detach().clone().requires_grad_()
    terms = heatmap_terms(ours, points, weight, sigma_cells=SIGMA)
    loss, mean = composed(theirs, points, weight)
    (2.0 * terms.cross_entropy + (terms.points_px * pull).sum()).backward()
    (2.0 * loss + (mean * pull).sum()).backward()
    assert torch.allclose(terms.cross_entropy, loss)
    assert torch.allclose(terms.points_px, mean, atol=1e-5)
    assert ours.grad is not None
    assert torch.allclose(ours.grad, theirs.grad, atol=1e-5)


def test_a_point_outside_the_crop_pulls_at_nothing() -> None:
    logits = torch.zeros(1, 2, SIZE, SIZE, requires_grad=True)
    points = torch.tensor([[[16.0, 16.0], [-40.0, 16.0]]])
    terms = heatmap_terms(logits, points, torch.ones(1, 2), sigma_cells=SIGMA)
    terms.cross_entropy.backward()
    assert terms.seen.tolist() == [[True, False]]
    assert logits.grad is not None
    assert logits.grad[0, 0].abs().sum() > 0
    assert logits.grad[0, 1].abs().sum() == 0


def test_side_lengths_swap_with_the_sides_and_see_a_drooping_commissure() -> None:
    torch.manual_seed(2)
    face = torch.randn(1, 68, 3) * 20
    even = (face + _mirrored(face)) / 2
    right, left = side_lengths_px(even).unbind(-1)
    assert torch.allclose(right, left, atol=1e-4)
    drooping = even.clone()
    drooping[:, COMMISSURE[0], 1] += 5.0
    moved = (side_lengths_px(drooping) - side_lengths_px(even)).abs()
    assert moved[..., 0].max() > 1.0
    assert moved[..., 1].max() == 0.0
    swapped = side_lengths_px(_mirrored(drooping))
    assert torch.allclose(side_lengths_px(drooping), swapped.flip(-1), atol=1e-4)


def _mirrored(face: torch.Tensor) -> torch.Tensor:
    return face[:, torch.from_numpy(MIRROR_INDEX.copy())] * torch.tensor([-1.0, 1, 1])


def test_weighted_l1_leaves_out_what_weighs_nothing() -> None:
    predicted = torch.tensor([[[1.0, 1.0], [9.0, 9.0]]])
    truth = torch.zeros(1, 2, 2)
    assert weighted_l1(predicted, truth, torch.tensor([[1.0, 0.0]])).item() == 1.0


def test_the_heatmap_loss_stays_on_the_device_of_the_maps() -> None:
    """The "meta" device refuses any tensor that was made elsewhere."""
    logits = torch.zeros(2, 5, SIZE, SIZE, device="meta", requires_grad=True)
    points = torch.zeros(2, 5, 2, device="meta")
    terms = heatmap_terms(logits, points, torch.ones(2, 5, device="meta"), sigma_cells=SIGMA)
    (terms.cross_entropy + terms.points_px.sum()).backward()
    assert logits.grad is not None
    assert logits.grad.shape == logits.shape


def test_bfloat16_logits_give_nearly_the_same_loss_and_a_bfloat16_gradient() -> None:
    torch.manual_seed(4)
    points, weight = torch.rand(2, 5, 2) * 20 + 5, torch.ones(2, 5)
    exact = torch.randn(2, 5, SIZE, SIZE)
    coarse = exact.bfloat16().requires_grad_()
    loss = heatmap_terms(coarse, points, weight, sigma_cells=SIGMA).cross_entropy
    loss.backward()
    reference = heatmap_terms(exact, points, weight, sigma_cells=SIGMA).cross_entropy
    assert abs(loss.item() - reference.item()) < 1e-2
    assert coarse.grad is not None
    assert coarse.grad.dtype == torch.bfloat16
