"""The residual blocks of PF-Net: going down (ResNet-18) and going up (its inverse)."""

from __future__ import annotations

from typing import Final

from torch import Tensor, nn

LEAK_RATIO: Final = 0.1
"""Slope of every LeakyReLU below zero (pfnet.md 1)."""


def activation() -> nn.LeakyReLU:
    """The one activation of the network."""
    return nn.LeakyReLU(LEAK_RATIO)


class DownBlock(nn.Module):
    """ResNet basic block: two 3x3 convolutions and a shortcut.

    Args:
        inputs: Channels in.
        outputs: Channels out.
        stride: 1, or 2 to halve the resolution.
    """

    def __init__(self, inputs: int, outputs: int, stride: int = 1) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False)
        self.norm1 = nn.BatchNorm2d(outputs)
        self.conv2 = nn.Conv2d(outputs, outputs, 3, 1, 1, bias=False)
        self.norm2 = nn.BatchNorm2d(outputs)
        self.act = activation()
        self.shortcut: nn.Module = nn.Identity()
        if stride != 1 or inputs != outputs:
            self.shortcut = nn.Sequential(
                nn.Conv2d(inputs, outputs, 1, stride, bias=False), nn.BatchNorm2d(outputs)
            )

    def forward(self, x: Tensor) -> Tensor:
        """(B, inputs, H, W) -> (B, outputs, H/stride, W/stride)."""
        y = self.act(self.norm1(self.conv1(x)))
        out: Tensor = self.act(self.norm2(self.conv2(y)) + self.shortcut(x))
        return out


class UpBlock(nn.Module):
    """Inverse of a strided basic block: doubles the resolution.

    Args:
        inputs: Channels in.
        outputs: Channels out.
    """

    def __init__(self, inputs: int, outputs: int) -> None:
        super().__init__()
        self.deconv = nn.ConvTranspose2d(inputs, outputs, 4, 2, 1, bias=False)
        self.norm1 = nn.BatchNorm2d(outputs)
        self.conv = nn.Conv2d(outputs, outputs, 3, 1, 1, bias=False)
        self.norm2 = nn.BatchNorm2d(outputs)
        self.act = activation()
        self.shortcut = nn.Sequential(
            nn.ConvTranspose2d(inputs, outputs, 4, 2, 1, bias=False), nn.BatchNorm2d(outputs)
        )

    def forward(self, x: Tensor) -> Tensor:
        """(B, inputs, H, W) -> (B, outputs, 2H, 2W)."""
        y = self.act(self.norm1(self.deconv(x)))
        out: Tensor = self.act(self.norm2(self.conv(y)) + self.shortcut(x))
        return out


def down_stage(inputs: int, outputs: int, stride: int) -> nn.Sequential:
    """Two basic blocks, the first with `stride`."""
    return nn.Sequential(DownBlock(inputs, outputs, stride), DownBlock(outputs, outputs))
