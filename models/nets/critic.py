"""The critic D of the self-supervised stages: how real does a picture look (pfnet.md 1)."""

from __future__ import annotations

from typing import Final

from torch import Tensor, nn

from models.nets.blocks import activation

WIDTHS: Final = (32, 64, 128, 256, 256)
"""Channels behind the five halving convolutions."""


class Critic(nn.Module):
    """DCGAN-like critic for WGAN-GP; 1,743,073 parameters.

    The score is unbounded: a sigmoid would turn the Wasserstein distance into a probability. There
    is no batch norm, because the gradient penalty is a statement about each picture alone and
    normalising over the batch would make a picture's score depend on its neighbours (Gulrajani et
    al. 2017, section 4).
    """

    def __init__(self) -> None:
        super().__init__()
        inputs = (3, *WIDTHS[:-1])
        self.convs = nn.ModuleList(
            nn.Conv2d(a, b, 4, 2, 1) for a, b in zip(inputs, WIDTHS, strict=True)
        )
        self.act = activation()
        self.score = nn.Conv2d(WIDTHS[-1], 1, 4)

    def forward(self, picture: Tensor) -> Tensor:
        """Scores of pictures, in float32 whatever the precision of the layers.

        Args:
            picture: (B, 3, H, W), RGB in [-1, 1], H and W at least 128.

        Returns:
            (B,), higher = more real; the mean over the places that the last convolution sees.
        """
        x = picture
        for conv in self.convs:
            x = self.act(conv(x))
        out: Tensor = self.score(x).float().mean((1, 2, 3))
        return out
