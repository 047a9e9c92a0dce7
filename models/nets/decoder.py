"""The decoder G: an inverted ResNet-18 with one block a stage (pfnet.md 1)."""

from __future__ import annotations

from typing import Final

import torch
from torch import Tensor, nn

from models.nets.blocks import UpBlock, activation
from models.nets.encoder import LATENT_SIZE

SEED_WIDTH: Final = 512
WIDTHS: Final = (256, 128, 64, 64)
"""Channels behind the trunk's four stages, at 8, 16, 32 and 64 pixels."""
PICTURE_WIDTH: Final = 64
"""Channels of the fifth stage, at 128 pixels."""


class DecoderTrunk(nn.Module):
    """The part of the decoder that the heatmaps run through: seed and four stages."""

    def __init__(self) -> None:
        super().__init__()
        self.linear = nn.Linear(LATENT_SIZE, SEED_WIDTH)
        self.seed_deconv = nn.ConvTranspose2d(SEED_WIDTH, SEED_WIDTH, 4, bias=False)
        self.seed_norm = nn.BatchNorm2d(SEED_WIDTH)
        self.act = activation()
        inputs = (SEED_WIDTH, *WIDTHS[:-1])
        self.stages = nn.ModuleList(UpBlock(a, b) for a, b in zip(inputs, WIDTHS, strict=True))

    def seed(self, latent: Tensor) -> Tensor:
        """(B, 99) -> (B, 512, 4, 4), the first feature map."""
        column = self.linear(latent)[:, :, None, None]
        out: Tensor = self.act(self.seed_norm(self.seed_deconv(column)))
        return out

    def forward(self, latent: Tensor) -> Tensor:
        """(B, 99) -> (B, 64, 64, 64)."""
        x = self.seed(latent)
        for stage in self.stages:
            x = stage(x)
        return x


class PictureHead(nn.Module):
    """From the trunk's last feature map to a picture.

    `DecoderTrunk` and this head are the decoder G: 10,868,096 parameters.
    """

    def __init__(self) -> None:
        super().__init__()
        self.last_stage = UpBlock(WIDTHS[-1], PICTURE_WIDTH)
        self.picture = nn.ConvTranspose2d(PICTURE_WIDTH, 3, 4, 2, 1, bias=False)

    def forward(self, features: Tensor, *, half: bool = False) -> Tensor:
        """Draw the picture.

        Args:
            features: (B, 64, 64, 64), what `DecoderTrunk` returns.
            half: Leave the last stage out and draw at 128 px: the trunk's features are as wide as
                that stage's. The stage then gets no gradient and keeps its start weights.

        Returns:
            (B, 3, 256, 256), or (B, 3, 128, 128) with `half`; RGB in [-1, 1].
        """
        x = features if half else self.last_stage(features)
        return torch.tanh(self.picture(x))
