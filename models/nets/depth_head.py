"""The depth head: a ResNet-18 on the heatmaps and the latent (pfnet.md 1)."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from core.types import POINT_COUNT
from models.nets.encoder import LATENT_SIZE, Stem, Trunk


class DepthHead(nn.Module):
    """68 heatmaps (128 px) and the latent -> 68 depths; 11,877,892 parameters.

    The latent is constant over the plane, so its share of the 7x7 stem depends on the place only
    through the zero padding. `forward` computes that share as a small product instead of
    convolving 99 constant channels: the same function at less than half the work (speed.md).
    """

    def __init__(self) -> None:
        super().__init__()
        self.stem = Stem(POINT_COUNT + LATENT_SIZE)
        self.trunk = Trunk(POINT_COUNT)

    def forward(self, heatmaps: Tensor, latent: Tensor) -> Tensor:
        """Depth of each point.

        Args:
            heatmaps: (B, 68, 128, 128), peak 1.
            latent: (B, 99).

        Returns:
            (B, 68) in [-1, 1]: z / 256 in crop pixels, positive away from the camera.
        """
        weight = self.stem.conv.weight
        local = nn.functional.conv2d(heatmaps, weight[:, :POINT_COUNT], stride=2, padding=3)
        share = self._latent_share(latent, weight[:, POINT_COUNT:], heatmaps.shape[-2:])
        depth, _ = self.trunk(self.stem.after_conv(local + share))
        return torch.tanh(depth)

    @staticmethod
    def _latent_share(latent: Tensor, weight: Tensor, size: torch.Size) -> Tensor:
        """The stem's response to the latent: (B, 64, H/2, W/2).

        At each place it is the sum over the kernel taps that fall inside the picture.
        """
        taps = weight.shape[-1]
        inside = latent.new_ones(1, 1, *size)
        reach = nn.functional.unfold(inside, taps, padding=taps // 2, stride=2)
        response = torch.einsum("bc,ocyx->boyx", latent, weight).flatten(2) @ reach
        return response.reshape(len(latent), -1, size[0] // 2, size[1] // 2)
