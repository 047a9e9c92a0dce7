"""WGAN-GP against critics whose gradients are known by hand."""

from __future__ import annotations

import pytest
import torch
from torch import Tensor, nn

from models.nets.critic import Critic
from models.training.losses.adversarial import critic_terms, generator_loss, gradient_penalty


class Linear(nn.Module):
    """Score w . x: its gradient is w everywhere."""

    def __init__(self, weight: Tensor) -> None:
        super().__init__()
        self.weight = nn.Parameter(weight)

    def forward(self, x: Tensor) -> Tensor:
        return (x.flatten(1) * self.weight).sum(1)


def pictures(count: int, seed: int) -> Tensor:
    return torch.randn(count, 3, 2, 2, generator=torch.Generator().manual_seed(seed))


@pytest.mark.parametrize("length", [0.25, 1.0, 3.0])
def test_penalty_of_a_linear_critic(length: float) -> None:
    direction = torch.arange(1.0, 13.0)
    critic = Linear(length * direction / direction.norm())
    penalty = gradient_penalty(critic, pictures(4, 1), pictures(4, 2), mix=torch.rand(4))
    penalty.backward()
    assert penalty.item() == pytest.approx((length - 1.0) ** 2, abs=1e-6)
    assert critic.weight.grad is not None
    by_hand = 2.0 * (length - 1.0) * direction / direction.norm()
    assert torch.allclose(critic.weight.grad, by_hand, atol=1e-5)


def test_penalty_of_a_quadratic_critic() -> None:
    """Score a/2 |x|^2 has the gradient a x; the penalty is (a |x| - 1)^2 at the mixture."""
    a = torch.tensor(0.7, requires_grad=True)
    real, fake, mix = pictures(5, 3), pictures(5, 4), torch.tensor([0.0, 0.2, 0.5, 0.9, 1.0])
    penalty = gradient_penalty(
        lambda x: 0.5 * a * x.square().flatten(1).sum(1), real, fake, mix=mix
    )
    penalty.backward()
    share = mix[:, None]
    length = (share * real.flatten(1) + (1.0 - share) * fake.flatten(1)).norm(dim=1)
    assert penalty.item() == pytest.approx((0.7 * length - 1.0).square().mean().item(), rel=1e-5)
    assert a.grad is not None
    by_hand = (2.0 * (0.7 * length - 1.0) * length).mean()
    assert a.grad.item() == pytest.approx(by_hand.item(), rel=1e-5)


def test_a_critic_without_slope_is_penalised_but_not_broken() -> None:
    critic = Linear(torch.zeros(12))
    penalty = gradient_penalty(critic, pictures(2, 1), pictures(2, 2), mix=torch.rand(2))
    penalty.backward()
    assert penalty.item() == 1.0
    assert critic.weight.grad is not None
    assert critic.weight.grad.isfinite().all()


def test_a_pictures_penalty_does_not_depend_on_its_neighbours() -> None:
    real, fake, mix = pictures(3, 5), pictures(3, 6), torch.rand(3)
    real[1] *= 20.0

    def score(x: Tensor) -> Tensor:
        return x.pow(4).flatten(1).sum(1)

    whole = gradient_penalty(score, real, fake, mix=mix).item()
    alone = [
        gradient_penalty(score, real[i : i + 1], fake[i : i + 1], mix=mix[i : i + 1]).item()
        for i in range(3)
    ]
    assert whole == pytest.approx(sum(alone) / 3, rel=1e-5)
    assert max(alone) > 10 * min(alone)


def test_terms_of_the_critic_are_the_papers_equation() -> None:
    critic = Linear(torch.full((12,), 2.0))
    real, fake = pictures(4, 1).requires_grad_(), pictures(4, 2).requires_grad_()
    mix = torch.rand(4)
    terms = critic_terms(critic, real, fake, gamma=10.0, mix=mix)
    distance = 2.0 * (fake.flatten(1).sum(1).mean() - real.flatten(1).sum(1).mean())
    assert terms.distance.item() == pytest.approx(distance.item(), abs=1e-5)
    assert terms.penalty.item() == pytest.approx(5.0 * (48.0**0.5 - 1.0) ** 2, rel=1e-5)
    (terms.distance + terms.penalty).backward()
    assert real.grad is None
    assert fake.grad is None


def test_the_generator_climbs_the_score() -> None:
    critic = Linear(torch.arange(12.0))
    fake = pictures(4, 1).requires_grad_()
    loss = generator_loss(critic, fake)
    loss.backward()
    assert loss.item() == pytest.approx(-critic(fake).mean().item())
    assert fake.grad is not None
    assert torch.allclose(fake.grad[0].flatten(), -torch.arange(12.0) / 4)


def test_bfloat16_gives_nearly_the_same_penalty_and_gradient() -> None:
    torch.manual_seed(0)
    critic = Critic()
    nn.init.normal_(critic.score.weight, 0.0, 0.2)
    real, fake, mix = torch.randn(2, 3, 128, 128), torch.randn(2, 3, 128, 128), torch.rand(2)

    def penalty_and_gradient() -> tuple[float, Tensor]:
        critic.zero_grad()
        penalty = gradient_penalty(critic, real, fake, mix=mix)
        penalty.backward()
        gradient = critic.convs[0].weight.grad
        assert isinstance(gradient, Tensor)
        assert penalty.dtype == gradient.dtype == torch.float32
        return penalty.item(), gradient.clone()

    exact, exact_gradient = penalty_and_gradient()
    with torch.autocast("cpu", torch.bfloat16):
        coarse, coarse_gradient = penalty_and_gradient()
    assert coarse == pytest.approx(exact, rel=0.05)
    assert coarse != exact
    assert (coarse_gradient - exact_gradient).norm() < 0.1 * exact_gradient.norm()
