"""From a config to the stage that runs it."""

from __future__ import annotations

from pathlib import Path

from models.training.config import RunConfig
from models.training.losses.perceptual import PerceptualLoss
from models.training.stages.autoencoder import AutoencoderStage
from models.training.stages.kinds import ADVERSARIAL
from models.training.stages.landmarks import LandmarkStage
from models.training.stages.stage import Stage


def build_stage(config: RunConfig, perceptual: Path | None = None) -> Stage:
    """The stage of a config, with random weights.

    Args:
        config: The run.
        perceptual: File of VGG weights, for autoencoder stages with a perceptual term.

    Raises:
        DataError: The file cannot be read as VGG weights.
        InputError: The config asks for a perceptual term and there is no file.
    """
    if config.stage not in ADVERSARIAL:
        return LandmarkStage(config)
    if perceptual is None or not config.losses.perceptual:
        return AutoencoderStage(config, None)
    return AutoencoderStage(config, PerceptualLoss.load(perceptual, half=config.perceptual_half))
