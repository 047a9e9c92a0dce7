"""PF-Net: picture -> latent -> heatmaps -> depth (Diaz Barros et al., FG 2024; pfnet.md 1)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, NamedTuple

from torch import Tensor, nn

from models.nets.decoder import DecoderTrunk
from models.nets.depth_head import DepthHead
from models.nets.encoder import Encoder
from models.nets.heatmap import Reading, peak_one
from models.nets.heatmap_head import TransferLayers

CROP_SIZE_PX: Final = 256
HEATMAP_SIZE: Final = 128
CELL_PX: Final = CROP_SIZE_PX / HEATMAP_SIZE


@dataclass(frozen=True, slots=True)
class PFNetConfig:
    """Which PF-Net to build.

    Attributes:
        laterals: False: the paper's net, heatmaps from the latent alone. True: PF-Net-L.
        reading: How its heatmaps were trained and are read, a `models.nets.heatmap.Reading`.
    """

    laterals: bool = False
    reading: str = Reading.SOFTMAX.value


class Prediction(NamedTuple):
    """What the net says of a batch of crops.

    Attributes:
        logits: (B, 68, 128, 128) heatmaps before their reading: logits of a softmax, or with
            `Reading.PEAK` the Gaussians themselves.
        depth: (B, 68), z / 256 in crop pixels, positive away from the camera.
        latent: (B, 99).
    """

    logits: Tensor
    depth: Tensor
    latent: Tensor


class PFNet(nn.Module):
    """The whole network; the parts are public because the stages train them apart.

    Raises:
        ValueError: The configuration names a reading that does not exist.
    """

    def __init__(self, config: PFNetConfig) -> None:
        super().__init__()
        self.config = config
        self.reading = Reading(config.reading)
        self.encoder = Encoder()
        self.decoder = DecoderTrunk()
        self.transfer = TransferLayers(laterals=config.laterals)
        self.depth = DepthHead()

    def heatmap_logits(self, image: Tensor) -> tuple[Tensor, Tensor]:
        """(B, 3, 256, 256) in [-1, 1] -> unread heatmaps (B, 68, 128, 128), latent (B, 99)."""
        encoding = self.encoder(image)
        return self.transfer(encoding, self.decoder), encoding.latent

    def forward(self, image: Tensor) -> Prediction:
        """Heatmaps and depth of pictures (B, 3, 256, 256), RGB in [-1, 1]."""
        logits, latent = self.heatmap_logits(image)
        return Prediction(logits, self.depth(peak_one(logits, self.reading), latent), latent)
