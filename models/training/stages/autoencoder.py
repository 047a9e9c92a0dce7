"""Stages 1a, 1b and 2: the autoencoder, and its in-domain inversion with the decoder frozen."""

from __future__ import annotations

from collections import deque
from typing import Final

import torch
from torch import Tensor, nn

from core.errors import InputError
from models.nets.critic import Critic
from models.nets.decoder import PictureHead
from models.training.config import RunConfig
from models.training.data.mix import Batch
from models.training.losses.adversarial import critic_terms, generator_loss
from models.training.losses.perceptual import PerceptualLoss
from models.training.stages.stage import Stage, Turn

HALF_SIZE_PX: Final = 128
"""Edge of the pictures for which the last stage of the decoder is left out."""
CRITIC_TURN: Final = "critic"


class AutoencoderStage(Stage):
    """E and G against D (1a, 1b), or E alone against D (2); equations 1 to 3 of the paper.

    The critic's turn comes second and judges the reconstructions that the first turn made, so a
    step runs the autoencoder once.

    Args:
        config: The run.
        perceptual: VGG features to compare, needed when their factor is above 0.

    Raises:
        InputError: The perceptual factor is above 0 and there are no features.
    """

    def __init__(self, config: RunConfig, perceptual: PerceptualLoss | None) -> None:
        super().__init__(config)
        self.picture = PictureHead()
        self.critic = Critic()
        self.to(memory_format=torch.channels_last)  # type: ignore[call-overload]  # torch's stubs
        if config.losses.perceptual > 0 and perceptual is None:
            raise InputError(
                "The perceptual loss needs VGG weights: give their file with --perceptual, or set "
                "the factor `perceptual` to 0."
            )
        self._half = config.input_px == HALF_SIZE_PX
        self._perceptual = (perceptual,)  # in a tuple: its weights are no part of the checkpoint
        self._made: deque[Tensor] = deque()  # one for each micro-batch of the step

    @property
    def turns(self) -> tuple[Turn, ...]:
        """The autoencoder's, then the critic's."""
        own = tuple(part for part in self.learning if part != "critic")
        first = Turn(self.config.stage, own)
        return (first, Turn(CRITIC_TURN, ("critic",))) if "critic" in self.learning else (first,)

    def parts(self) -> dict[str, nn.Module]:
        """The network's parts, the picture head and the critic."""
        return super().parts() | {"picture": self.picture, "critic": self.critic}

    def open_turn(self, turn: Turn) -> None:
        """Let gradients reach the parts of a turn that its pictures run through."""
        super().open_turn(turn)
        if self._half:
            self.picture.last_stage.requires_grad_(requires_grad=False)

    def reconstruct(self, image: Tensor) -> Tensor:
        """G(E(x)): (B, 3, S, S) in [-1, 1] -> the same shape."""
        features = self.net.decoder(self.net.encoder(image).latent)
        out: Tensor = self.picture(features, half=self._half)
        return out

    def forward(self, batch: Batch, turn: str) -> dict[str, Tensor]:
        """The terms of equation 1, or of equation 3 in the critic's turn."""
        if turn == CRITIC_TURN:
            return self._critic_terms(batch)
        factors = self.config.losses
        made = self.reconstruct(batch.image)
        if "critic" in self.learning:
            self._made.append(made.detach())
        error = (made.float() - batch.image).abs()
        if self.config.reconstruction == "l2":
            error = error.square()
        losses = {"reconstruction": factors.reconstruction * error.mean()}
        perceptual = self._perceptual[0]
        if factors.perceptual and perceptual is not None:
            losses["perceptual"] = factors.perceptual * perceptual(made, batch.image)
        if factors.adversarial:
            losses["adversarial"] = factors.adversarial * generator_loss(self.critic, made)
        return losses

    def _critic_terms(self, batch: Batch) -> dict[str, Tensor]:
        if not self._made:
            raise RuntimeError("the critic's turn comes after the autoencoder's")
        made, gamma = self._made.popleft(), self.config.losses.gradient_penalty
        terms = critic_terms(self.critic, batch.image, made, gamma=gamma, mix=batch.draw)
        return {"critic": terms.distance, "penalty": terms.penalty}

    def move_to(self, device: torch.device) -> None:
        """Bring network and VGG features to the device of training."""
        super().move_to(device)
        if self._perceptual[0] is not None:
            self._perceptual[0].to(device)
