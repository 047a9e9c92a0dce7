"""A training run as data: one TOML file, checked before the first step."""

from __future__ import annotations

import dataclasses
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from core.errors import InputError

STAGES: Final = ("warmup", "heatmaps", "depth", "joint")


@dataclass(frozen=True, slots=True)
class Share:
    """One data pack in the mix.

    Attributes:
        pack: Folder of a pack, below the packs folder.
        weight: Relative share of the pictures drawn.
        rotation_deg: Largest in-plane rotation of the augmentation.
        gentle: Only light changes of light and no occlusion.
    """

    pack: str
    weight: float
    rotation_deg: float = 30.0
    gentle: bool = False


@dataclass(frozen=True, slots=True)
class LossWeights:
    """Factors of the loss terms; 0 leaves a term out.

    Attributes:
        heatmap: The heatmap loss.
        coordinate: L1 of the differentiable soft-argmax, in heatmap cells.
        latent_coordinate: L1 of the linear head on the latent (training only).
        difference: L1 of the left-right differences of side lengths, in heatmap cells.
        depth: Mean square of z in units of 1/10 of the crop.
    """

    heatmap: float = 1.0
    coordinate: float = 0.3
    latent_coordinate: float = 0.0
    difference: float = 0.0
    depth: float = 0.0


@dataclass(frozen=True, slots=True)
class RunConfig:
    """One stage of training.

    Attributes:
        stage: One of `STAGES`.
        steps: Optimisation steps.
        batch: Pictures a step and process.
        lr: Peak learning rate of layers that start fresh in this stage.
        lr_pretrained: Peak learning rate of layers that come from an earlier stage.
        mix: The data packs.
        losses: Factors of the loss terms.
        sigma_cells: Width of the heatmap target.
        laterals: Build PF-Net-L.
        input_px: Edge of the pictures given to the encoder (128 for warm-up, else 256).
        warm_steps: Steps over which the learning rate rises.
        constant_ratio: Share of the steps at peak rate before the cosine fall.
        ema: Decay of the weights' moving average.
        seed: Seed of everything drawn at random.
        validate_every: Steps between validations.
    """

    stage: str
    steps: int
    batch: int
    lr: float
    lr_pretrained: float
    mix: tuple[Share, ...]
    losses: LossWeights
    sigma_cells: float = 1.5
    laterals: bool = True
    input_px: int = 256
    warm_steps: int = 100
    constant_ratio: float = 0.5
    ema: float = 0.999
    seed: int = 0
    validate_every: int = 500

    def __post_init__(self) -> None:
        if self.stage not in STAGES:
            raise InputError(f"Unknown stage {self.stage!r}: choose one of {', '.join(STAGES)}.")
        if self.steps < 1 or self.batch < 1 or not self.mix:
            raise InputError("A run needs at least one step, one picture a batch and one pack.")


def _build(kind: type[Any], table: dict[str, Any], where: str) -> Any:  # noqa: ANN401 - generic
    known = {field.name for field in dataclasses.fields(kind)}
    unknown = sorted(set(table) - known)
    if unknown:
        raise InputError(f"{where}: unknown key {unknown[0]!r}; known are {sorted(known)}.")
    try:
        return kind(**table)
    except TypeError as error:
        raise InputError(f"{where}: {error}.") from error


def load_config(path: Path) -> RunConfig:
    """Read a run's TOML file.

    Raises:
        InputError: The file is missing, not TOML, or has a missing, unknown or wrong key.
    """
    try:
        table = tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise InputError(f"Cannot read {path}: {error.strerror}.") from error
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"{path} is not valid TOML: {error}.") from error
    shares = [_build(Share, row, f"{path} [[mix]]") for row in table.pop("mix", [])]
    losses = _build(LossWeights, table.pop("losses", {}), f"{path} [losses]")
    table |= {"mix": tuple(shares), "losses": losses}
    config: RunConfig = _build(RunConfig, table, str(path))
    return config
