"""Wasserstein loss with gradient penalty: autoencoder against critic (pfnet.md 2).

Gulrajani et al., "Improved training of Wasserstein GANs", 2017; the paper's equation (3) halves
the factor of the penalty, which is done here.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import torch
from torch import Tensor


class CriticTerms(NamedTuple):
    """What the critic minimises: the sum of both scalars.

    Attributes:
        distance: Mean score of the fakes minus that of the real pictures; its negative estimates
            the Wasserstein distance.
        penalty: gamma / 2 times the gradient penalty.
    """

    distance: Tensor
    penalty: Tensor


def critic_terms(
    critic: Callable[[Tensor], Tensor],
    real: Tensor,
    fake: Tensor,
    *,
    gamma: float,
    mix: Tensor,
) -> CriticTerms:
    """The critic's loss; nothing flows back into the pictures.

    Args:
        critic: (B, ...) -> (B,), each picture judged alone.
        real: Pictures (B, ...).
        fake: Reconstructions of the same shape.
        gamma: Factor of the penalty before the paper's halving; 10 there.
        mix: (B,), share of the real picture in each mixture, uniform in [0, 1].
    """
    real, fake = real.detach(), fake.detach()
    distance = critic(fake).mean() - critic(real).mean()
    penalty = gradient_penalty(critic, real, fake, mix=mix)
    return CriticTerms(distance, 0.5 * gamma * penalty)


def generator_loss(critic: Callable[[Tensor], Tensor], fake: Tensor) -> Tensor:
    """The autoencoder's adversarial term: minus the mean score of its pictures, a scalar.

    The gradient also reaches the critic's parameters: freeze them or do not step them.
    """
    return -critic(fake).mean()


def gradient_penalty(
    critic: Callable[[Tensor], Tensor], real: Tensor, fake: Tensor, *, mix: Tensor
) -> Tensor:
    """Mean over pictures of (||gradient of the score|| - 1)^2, differentiable.

    The gradient is taken at x = fake + mix (real - fake); its Euclidean norm runs over all
    channels and pixels of one picture and is computed in float32, because squares of 10^5 small
    numbers do not add up in bfloat16.

    Args:
        critic: (B, ...) -> (B,), each picture judged alone.
        real: Pictures (B, ...).
        fake: Reconstructions of the same shape.
        mix: (B,), share of the real picture in each mixture, [0, 1].
    """
    share = mix.reshape(-1, *[1] * (real.dim() - 1))
    between = torch.lerp(fake.detach().float(), real.detach().float(), share).requires_grad_()
    (gradient,) = torch.autograd.grad(critic(between).sum(), between, create_graph=True)
    norm: Tensor = torch.linalg.vector_norm(gradient.float().flatten(1), dim=1)
    return (norm - 1.0).square().mean()
