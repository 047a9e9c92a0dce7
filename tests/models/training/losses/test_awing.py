"""The heatmap regressions equal their definitions, in value and gradient, on every path."""

from __future__ import annotations

import math

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from torch import Tensor

from models.training.losses.awing import awing, heatmap_mse
from models.training.losses.awing_kernel import ALPHA, EPSILON, OMEGA, THETA

SHAPE = (2, 3, 5, 4)
"""Small maps of an odd number of cells, so that a vector's worth of them leaves a rest."""


def definition(found: Tensor, goal: Tensor) -> Tensor:
    """Equations 2 and 3 of Wang et al. for each cell, in float64."""
    found, goal = found.double(), goal.double()
    size, power = (goal - found).abs(), ALPHA - goal
    at_theta = (THETA / EPSILON) ** power
    slope = OMEGA / (1 + at_theta) * power * (THETA / EPSILON) ** (power - 1) / EPSILON
    offset = THETA * slope - OMEGA * torch.log(1 + at_theta)
    curved = OMEGA * torch.log1p((size / EPSILON) ** power)
    return torch.where(size < THETA, curved, slope * size - offset)


def slope_of_definition(found: Tensor, goal: Tensor) -> Tensor:
    """Its derivative by hand, in float64."""
    found, goal = found.double(), goal.double()
    size, power = (goal - found).abs(), ALPHA - goal
    below = size.clamp_max(THETA) / EPSILON
    steep = OMEGA * power / EPSILON * below ** (power - 1) / (1 + below**power)
    return steep * torch.sign(found - goal)


def random_maps(seed: int, spread: float = 0.4) -> tuple[Tensor, Tensor]:
    torch.manual_seed(seed)
    goal = torch.rand(SHAPE)
    found = goal + spread * torch.randn(SHAPE)
    found[0, 0] = goal[0, 0]
    return found, goal


def gradient_of(loss: Tensor, maps: Tensor) -> Tensor:
    (gradient,) = torch.autograd.grad(loss, maps)
    return gradient


unit = st.floats(0.0, 1.0, width=32)
anything = st.one_of(unit, st.floats(-50.0, 50.0, width=32))


@given(
    arrays(np.float32, (7,), elements=unit),
    arrays(np.float32, (7,), elements=anything),
    st.booleans(),
)
@settings(max_examples=200, deadline=None)
def test_the_fused_pass_equals_the_definition(
    goal_cells: np.ndarray, found_cells: np.ndarray, equal: bool
) -> None:
    goal = torch.from_numpy(goal_cells).reshape(1, 1, 1, 7)
    found = torch.from_numpy(found_cells).reshape(1, 1, 1, 7)
    if equal:
        found = torch.where(torch.arange(7) % 2 == 0, goal, found)
    found.requires_grad_()
    loss = awing(found, goal)
    true = definition(found.detach(), goal).mean()
    assert loss.item() == pytest.approx(true.item(), rel=1e-5, abs=1e-30)
    slope = slope_of_definition(found.detach(), goal) / 7
    # In float32 a difference below 1e-7 of the values themselves is no longer known.
    assert torch.allclose(gradient_of(loss, found).double(), slope, rtol=2e-5, atol=1e-12)


@pytest.mark.parametrize("spread", [1e-4, 0.05, 0.4, 20.0])
def test_the_plain_operations_equal_the_definition(spread: float) -> None:
    found, goal = random_maps(1, spread)
    wide = found.double().requires_grad_()
    loss = awing(wide, goal.double())
    assert loss.item() == pytest.approx(definition(wide, goal).mean().item(), rel=1e-12)
    slope = slope_of_definition(found, goal) / found.numel()
    assert torch.allclose(gradient_of(loss, wide), slope, rtol=1e-10)


def test_autograd_agrees_with_finite_differences() -> None:
    found, goal = random_maps(2)
    found[0, 0] += 0.3  # a cell without error has no second derivative: differences are coarse
    goal, weight = goal.double(), torch.rand(SHAPE[:2], dtype=torch.float64)
    wide = found.double().requires_grad_()
    assert torch.autograd.gradcheck(lambda maps: awing(maps, goal, weight), wide)
    assert torch.autograd.gradcheck(lambda maps: heatmap_mse(maps, goal, weight), wide)


@pytest.mark.parametrize("goal_cell", [0.0, 0.4, 1.0])
def test_value_and_slope_are_continuous_at_theta(goal_cell: float) -> None:
    goal = torch.full((1, 1, 1, 3), goal_cell, dtype=torch.float64)
    step = torch.tensor([-1e-9, 0.0, 1e-9], dtype=torch.float64)
    found = (goal + THETA + step).requires_grad_()
    cells = [awing(found[..., i : i + 1], goal[..., i : i + 1]) for i in range(3)]
    slopes = gradient_of(torch.stack(cells).sum(), found).flatten()
    expected = OMEGA * math.log1p(THETA ** (ALPHA - goal_cell))
    assert [cell.item() for cell in cells] == pytest.approx([expected] * 3, rel=1e-7)
    assert slopes.tolist() == pytest.approx([slopes[1].item()] * 3, rel=1e-7)
    assert slopes[1] > 0


@pytest.mark.parametrize("loss", [awing, heatmap_mse])
def test_weights_choose_the_landmarks(loss) -> None:
    found, goal = random_maps(3)
    weight = torch.tensor([[1.0, 0.0, 2.0], [0.0, 0.0, 0.0]])
    each = torch.stack([loss(found[:1, i : i + 1], goal[:1, i : i + 1]) for i in range(3)])
    found.requires_grad_()
    chosen = loss(found, goal, weight)
    assert chosen.item() == pytest.approx(((each[0] + 2 * each[2]) / 3).item(), rel=1e-5)
    gradient = gradient_of(chosen, found)
    assert gradient[0, 2].abs().max() > 0
    assert gradient[0, 1].abs().max() == gradient[1].abs().max() == 0
    assert loss(found, goal, torch.ones(2, 3)).item() == pytest.approx(loss(found, goal).item())


@pytest.mark.parametrize("loss", [awing, heatmap_mse])
def test_a_batch_without_a_labelled_point_is_worth_nothing(loss) -> None:
    found, goal = random_maps(4)
    found.requires_grad_()
    nothing = loss(found, goal, torch.zeros(2, 3))
    assert nothing.item() == 0.0
    assert gradient_of(nothing, found).abs().max() == 0.0


def test_mse_is_the_mean_square() -> None:
    found, goal = random_maps(5)
    assert torch.allclose(heatmap_mse(found, goal), torch.nn.functional.mse_loss(found, goal))


@pytest.mark.parametrize("layout", [torch.contiguous_format, torch.channels_last])
def test_bfloat16_and_any_memory_layout(layout: torch.memory_format) -> None:
    found, goal = random_maps(6)
    coarse = found.bfloat16().contiguous(memory_format=layout).requires_grad_()
    loss = awing(coarse, goal)
    assert loss.dtype == torch.float32
    true = definition(coarse.detach(), goal).mean()
    assert loss.item() == pytest.approx(true.item(), rel=1e-5)
    gradient = gradient_of(3.0 * loss, coarse)
    assert gradient.dtype == torch.bfloat16
    slope = 3.0 * slope_of_definition(coarse.detach(), goal) / found.numel()
    assert torch.allclose(gradient.double(), slope, rtol=2**-7)


def test_a_net_that_has_diverged_gives_no_number() -> None:
    found, goal = random_maps(7)
    found[1, 2, 3, 1] = math.nan
    assert math.isnan(awing(found, goal).item())


def test_other_devices_take_the_composed_operations() -> None:
    """The "meta" device has no memory, which the compiled pass would need."""
    found = torch.zeros(SHAPE, device="meta", requires_grad=True)
    for loss in (awing, heatmap_mse):
        value = loss(found, torch.zeros(SHAPE, device="meta"), torch.ones(2, 3, device="meta"))
        assert gradient_of(value, found).shape == SHAPE


def test_the_gradient_is_given_once() -> None:
    found, goal = random_maps(8)
    found.requires_grad_()
    loss = awing(found, goal)
    loss.backward(retain_graph=True)
    with pytest.raises(RuntimeError, match="modified by an inplace operation"):
        loss.backward()
