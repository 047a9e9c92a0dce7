"""The encoder E: a ResNet-18 with one more 64-channel stage (pfnet.md 1)."""

from __future__ import annotations

from typing import Final, NamedTuple

import torch
from torch import Tensor, nn

from models.nets.blocks import activation, down_stage

LATENT_SIZE: Final = 99
STAGES: Final = ((64, 1), (64, 2), (128, 2), (256, 2), (512, 2))
"""Channels and stride of the five stages."""


class Stem(nn.Module):
    """7x7/2 convolution, batch norm, activation and 3x3/2 max-pool.

    Args:
        inputs: Channels in.
    """

    def __init__(self, inputs: int) -> None:
        super().__init__()
        self.conv = nn.Conv2d(inputs, STAGES[0][0], 7, 2, 3, bias=False)
        self.norm = nn.BatchNorm2d(STAGES[0][0])
        self.act = activation()
        self.pool = nn.MaxPool2d(3, 2, 1)

    def forward(self, x: Tensor) -> Tensor:
        """(B, inputs, H, W) -> (B, 64, H/4, W/4)."""
        return self.after_conv(self.conv(x))

    def after_conv(self, x: Tensor) -> Tensor:
        """Everything behind the convolution: (B, 64, H/2, W/2) -> (B, 64, H/4, W/4)."""
        out: Tensor = self.pool(self.act(self.norm(x)))
        return out


class Trunk(nn.Module):
    """The five residual stages, the global mean and the linear layer behind a stem.

    Args:
        outputs: Length of the result.
    """

    def __init__(self, outputs: int) -> None:
        super().__init__()
        widths = [STAGES[0][0], *(width for width, _ in STAGES)]
        self.stages = nn.ModuleList(
            down_stage(widths[i], width, stride) for i, (width, stride) in enumerate(STAGES)
        )
        self.linear = nn.Linear(STAGES[-1][0], outputs)

    def forward(self, x: Tensor) -> tuple[Tensor, list[Tensor]]:
        """(B, 64, H, W) -> (B, outputs) and the feature map behind each stage."""
        maps: list[Tensor] = []
        for stage in self.stages:
            x = stage(x)
            maps.append(x)
        pooled = torch.mean(x, dim=(2, 3))
        return self.linear(pooled), maps


class Encoding(NamedTuple):
    """What the encoder sees.

    Attributes:
        latent: (B, 99).
        maps: Feature maps of the five stages: 64@64, 64@32, 128@16, 256@8, 512@4.
    """

    latent: Tensor
    maps: list[Tensor]


class Encoder(nn.Module):
    """(B, 3, 256, 256) in [-1, 1] -> `Encoding`; 11,379,491 parameters."""

    def __init__(self) -> None:
        super().__init__()
        self.stem = Stem(3)
        self.trunk = Trunk(LATENT_SIZE)

    def forward(self, image: Tensor) -> Encoding:
        """Encode pictures of shape (B, 3, 256, 256), RGB in [-1, 1]."""
        latent, maps = self.trunk(self.stem(image))
        return Encoding(latent, maps)
