"""The critic scores each picture alone, at both training sizes."""

from __future__ import annotations

import pytest
import torch

from models.nets.critic import Critic


def test_it_has_as_many_parameters_as_its_five_halvings_and_the_score() -> None:
    expected = sum(
        16 * a * b + b for a, b in ((3, 32), (32, 64), (64, 128), (128, 256), (256, 256), (256, 1))
    )
    assert sum(p.numel() for p in Critic().parameters()) == expected == 1_743_073


@pytest.mark.parametrize("size", [128, 256])
def test_one_unbounded_score_a_picture(size: int) -> None:
    torch.manual_seed(0)
    critic = Critic()
    pictures = torch.randn(3, 3, size, size)
    with torch.inference_mode():
        scores = critic(pictures)
        assert scores.shape == (3,)
        assert torch.allclose(scores[1:2], critic(pictures[1:2]), atol=1e-5)
        critic.score.bias.fill_(-50.0)
        assert critic(pictures).max() < -40.0


def test_scores_are_float32_under_autocast() -> None:
    with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16):
        assert Critic()(torch.zeros(1, 3, 128, 128)).dtype == torch.float32
