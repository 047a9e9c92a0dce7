"""Interleaved transfer layers: from the decoder's feature maps to 68 heatmaps (pfnet.md 1)."""

from __future__ import annotations

from typing import Final

from torch import Tensor, nn

from core.types import POINT_COUNT
from models.nets.blocks import activation
from models.nets.decoder import WIDTHS, DecoderTrunk
from models.nets.encoder import STAGES, Encoding

LATERAL_GAIN: Final = 0.5
"""Start value of the laterals' batch-norm scale: a new path whispers before it speaks."""


class TransferLayers(nn.Module):
    """Four 3x3 convolutions between the decoder stages and the heatmap output; 880,640 parameters.

    Args:
        laterals: Add the encoder's own feature maps before each transfer layer (PF-Net-L). The
            99 numbers of the latent carry a face's average well and its asymmetry badly; the
            laterals carry the picture itself.
    """

    def __init__(self, *, laterals: bool) -> None:
        super().__init__()
        self.transfers = nn.ModuleList(nn.Conv2d(w, w, 3, 1, 1, bias=False) for w in WIDTHS)
        self.act = activation()
        self.output = nn.ConvTranspose2d(WIDTHS[-1], POINT_COUNT, 4, 2, 1, bias=False)
        self.laterals = nn.ModuleList()
        if laterals:
            sources = [STAGES[_mate(i)][0] for i in range(len(WIDTHS))]
            self.laterals.extend(_lateral(a, b) for a, b in zip(sources, WIDTHS, strict=True))

    def forward(self, encoding: Encoding, decoder: DecoderTrunk) -> Tensor:
        """Heatmap logits (B, 68, 128, 128) of an encoding, through the decoder's stages."""
        x = decoder.seed(encoding.latent)
        for i, transfer in enumerate(self.transfers):
            x = decoder.stages[i](x)
            if self.laterals:
                x = x + self.laterals[i](encoding.maps[_mate(i)])
            x = self.act(transfer(x))
        out: Tensor = self.output(x)
        return out


def _mate(stage: int) -> int:
    """The encoder stage whose feature map has the size and width of decoder stage `stage`."""
    return len(WIDTHS) - 1 - stage


def _lateral(inputs: int, outputs: int) -> nn.Sequential:
    norm = nn.BatchNorm2d(outputs)
    nn.init.constant_(norm.weight, LATERAL_GAIN)
    return nn.Sequential(nn.Conv2d(inputs, outputs, 1, bias=False), norm)
