"""A training run as data: one TOML file, checked before the first step."""

from __future__ import annotations

import dataclasses
import json
import math
import tomllib
import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal

from core.errors import InputError
from core.files import reason, replacing

RUN_FILE: Final = "run.json"
"""The resolved config inside a run folder."""

HeatmapLoss = Literal["softmax", "mse", "awing"]
Reconstruction = Literal["l2", "l1"]
Precision = Literal["bf16-mixed", "32-true"]
StageName = Literal[
    "autoencoder", "inversion", "warmup", "transfer", "finetune", "heatmaps", "depth", "joint"
]
Augment = Literal["paper", "robust", "gentle"]

INPUT_SIZES_PX: Final = (64, 128, 256)
_RANGES: Final[tuple[tuple[str, tuple[str, ...], Callable[[float], bool]], ...]] = (
    (
        "at least 1",
        ("steps", "batch", "accumulate", "log_every", "validate_every"),
        lambda value: value >= 1,
    ),
    (
        "at least 0",
        (
            *("lr", "lr_pretrained", "warm_steps", "gradient_limit", "workers", "seed"),
            "checkpoint_every_s",
        ),
        lambda value: value >= 0,
    ),
    ("above 0", ("sigma_cells",), lambda value: value > 0),
    ("from 0 to 1", ("true_heatmap_share", "constant_ratio"), lambda value: 0 <= value <= 1),
    ("from 0 to below 1", ("ema", "beta1"), lambda value: 0 <= value < 1),
)
"""What numbers of a `RunConfig` must be, the keys, and whether a value is so."""


@dataclass(frozen=True, slots=True)
class Share:
    """One data pack in the mix.

    Attributes:
        pack: Folder of a pack, below the packs folder.
        weight: Relative share of the pictures drawn.
        augment: Which of `data.augment.PRESETS`.
        rotation_deg: Largest in-plane rotation instead of the preset's.
        portion: Take only this share of the pack's persons (Table V), (0, 1].
        persons: Take only so many of the pack's persons or sequences (Table VI); 0: all.
    """

    pack: str
    weight: float
    augment: Augment = "robust"
    rotation_deg: float | None = None
    portion: float = 1.0
    persons: int = 0

    def __post_init__(self) -> None:
        if self.weight <= 0 or not 0 < self.portion <= 1 or self.persons < 0:
            raise InputError(
                f"Pack {self.pack}: weight must be above 0, portion above 0 and at most 1, persons "
                "not negative."
            )


@dataclass(frozen=True, slots=True)
class LossWeights:
    """Factors of the loss terms; 0 leaves a term out. A stage reads only its own.

    Attributes:
        reconstruction: L2 or L1 between picture and reconstruction.
        perceptual: Distance of VGG features.
        adversarial: The critic's judgement; 0 also leaves the critic out.
        gradient_penalty: Of the critic (gamma of WGAN-GP).
        heatmap: The heatmap loss.
        coordinate: L1 of the differentiable soft-argmax, in heatmap cells.
        latent_coordinate: L1 of the linear head on the latent (training only).
        difference: L1 of the left-right differences of side lengths, in heatmap cells.
        length: L1 of the side lengths themselves, in heatmap cells.
        depth: Mean square of z in units of 1/10 of the crop.
    """

    reconstruction: float = 1.0
    perceptual: float = 0.1
    adversarial: float = 1.0
    gradient_penalty: float = 10.0
    heatmap: float = 1.0
    coordinate: float = 0.0
    latent_coordinate: float = 0.0
    difference: float = 0.0
    length: float = 0.0
    depth: float = 1.0

    def __post_init__(self) -> None:
        for field in dataclasses.fields(self):
            if getattr(self, field.name) < 0:
                raise InputError(f"The loss factor {field.name} must not be negative.")


@dataclass(frozen=True, slots=True)
class RunConfig:
    """One stage of training.

    Attributes:
        stage: One of `stages.kinds.KINDS`.
        steps: Optimisation steps.
        batch: Pictures a micro-batch and process.
        lr: Peak learning rate of parts that start fresh in this stage.
        lr_pretrained: Peak learning rate of parts that an earlier run has trained.
        mix: The data packs.
        losses: Factors of the loss terms.
        validate: Packs on which the averaged weights are judged.
        learns: Parts that learn instead of the stage's own.
        fresh: Parts that may be, or are again, untrained at the start of this stage.
        heatmap_loss: Softmax cross-entropy, or regression of the Gaussian (MSE, AWing).
        reconstruction: Norm of the reconstruction error.
        perceptual_half: Compare VGG features at half the resolution.
        true_heatmap_share: Share of pictures for which the depth head reads the true heatmaps.
        sigma_cells: Width of the heatmap target.
        laterals: Build PF-Net-L.
        frozen_statistics: Normalise batches by the statistics gathered so far, as at run time. With
            those of each small batch an unusual face helps to normalise itself, and is seen as it
            will be seen only here.
        input_px: Edge of the pictures given to the encoder: 64, 128 or 256; an autoencoder's 128 or
            256, laterals under heatmaps 256.
        accumulate: Micro-batches a step.
        beta1: First Adam decay (pfnet.md 2: 0 for the autoencoder, 0.9 for the heads).
        warm_steps: Steps over which the learning rate rises.
        constant_ratio: Share of the steps at peak rate before the cosine fall.
        gradient_limit: Norm to which gradients are clipped; 0: not.
        ema: Decay of the weights' moving average.
        precision: bf16 where the device gains by it, or float32 throughout.
        workers: Processes that prepare pictures; 0: the training process itself.
        seed: Seed of everything drawn at random.
        log_every: Steps between lines of the loss curve.
        validate_every: Steps between validations and sample sheets.
        checkpoint_every_s: Seconds between checkpoints.
    """

    stage: StageName
    steps: int
    batch: int
    lr: float
    lr_pretrained: float
    mix: tuple[Share, ...]
    losses: LossWeights = LossWeights()
    validate: tuple[str, ...] = ()
    learns: tuple[str, ...] = ()
    fresh: tuple[str, ...] = ()
    heatmap_loss: HeatmapLoss = "softmax"
    reconstruction: Reconstruction = "l2"
    perceptual_half: bool = False
    true_heatmap_share: float = 0.3
    sigma_cells: float = 1.5
    laterals: bool = False
    frozen_statistics: bool = False
    input_px: int = 256
    accumulate: int = 1
    beta1: float = 0.9
    warm_steps: int = 100
    constant_ratio: float = 0.5
    gradient_limit: float = 5.0
    ema: float = 0.999
    precision: Precision = "bf16-mixed"
    workers: int = 0
    seed: int = 0
    log_every: int = 50
    validate_every: int = 500
    checkpoint_every_s: float = 600.0

    def __post_init__(self) -> None:
        self._check_ranges()
        self._check_sizes()
        if not self.mix:
            raise InputError("A run needs at least one pack in [[mix]].")
        if self.heatmap_loss != "softmax" and any(
            (self.losses.coordinate, self.losses.difference, self.losses.length)
        ):
            raise InputError(
                "The coordinate, difference and length losses read the heatmaps through a softmax: "
                'use heatmap_loss = "softmax" or set these factors to 0.'
            )

    def _check_ranges(self) -> None:
        for wanted, keys, fits in _RANGES:
            wrong = [key for key in keys if not fits(getattr(self, key))]
            if wrong:
                raise InputError(f"{wrong[0]} must be {wanted}.")

    def _check_sizes(self) -> None:
        """Refuse pictures that a part of the stage cannot take."""
        if self.stage in ("autoencoder", "inversion"):
            if self.input_px not in (128, 256):
                raise InputError("An autoencoder's input_px must be 128 or 256.")
            return
        if self.input_px not in INPUT_SIZES_PX:
            raise InputError("input_px must be 64, 128 or 256.")
        if self.input_px == min(INPUT_SIZES_PX) and self.batch == 1:
            raise InputError("At input_px 64 batch norm needs a batch of 2 at least.")
        if self.laterals and self.stage != "warmup" and self.input_px != max(INPUT_SIZES_PX):
            raise InputError("Heatmaps with laterals need input_px 256.")

    @property
    def reading(self) -> str:
        """How its heatmaps are read, a `models.nets.heatmap.Reading`."""
        return "softmax" if self.heatmap_loss == "softmax" else "peak"


def load_config(path: Path, changes: Mapping[str, object] | None = None) -> RunConfig:
    """Read a recipe (TOML) or the config of a run folder (JSON).

    Args:
        path: The file.
        changes: Top-level keys to set otherwise than the file does.

    Raises:
        InputError: The file is missing, malformed, or has a missing, unknown or wrong key.
    """
    try:
        text = path.read_text("utf-8")
        table = json.loads(text) if path.suffix == ".json" else tomllib.loads(text)
    except OSError as error:
        raise InputError(f"Cannot read {path}: {reason(error)}.") from error
    except ValueError as error:
        kind = "JSON" if path.suffix == ".json" else "TOML"
        raise InputError(f"{path} is not valid {kind}: {error}.") from error
    if not isinstance(table, dict):
        raise InputError(f"{path} holds no table of settings.")
    config: RunConfig = _checked(RunConfig, table | dict(changes or {}), str(path))
    return config


def save_config(config: RunConfig, folder: Path) -> None:
    """Keep the resolved config in a run folder."""
    with replacing(folder / RUN_FILE) as unfinished:
        unfinished.write_text(json.dumps(dataclasses.asdict(config), indent=1), "utf-8")


def _checked(kind: Any, value: object, where: str) -> Any:  # noqa: ANN401 - any annotated type
    """`value` as `kind`, a type of a config field; numbers widen, nothing else is converted."""
    origin = typing.get_origin(kind)
    if dataclasses.is_dataclass(kind):
        return _build(kind, value, where)
    if origin is Literal:
        if value not in typing.get_args(kind):
            choices = ", ".join(str(choice) for choice in typing.get_args(kind))
            raise InputError(f"{where}: {value!r} is unknown; choose one of {choices}.")
        return value
    if origin is tuple and isinstance(value, (list, tuple)):
        item = typing.get_args(kind)[0]
        return tuple(_checked(item, entry, f"{where}[{i}]") for i, entry in enumerate(value))
    if origin in (types.UnionType, typing.Union):
        return None if value is None else _checked(typing.get_args(kind)[0], value, where)
    wanted = origin or kind
    if wanted is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if wanted is float and isinstance(value, float) and not math.isfinite(value):
        raise InputError(f"{where}: {value} is not a finite number.")
    if not isinstance(value, wanted) or (wanted is int and isinstance(value, bool)):
        raise InputError(f"{where}: {value!r} should be of type {wanted.__name__}.")
    return value


def _build(kind: Any, value: object, where: str) -> Any:  # noqa: ANN401 - any dataclass
    if not isinstance(value, dict):
        raise InputError(f"{where}: {value!r} should be a table.")
    hints = typing.get_type_hints(kind)
    fields = {field.name: field for field in dataclasses.fields(kind)}
    unknown = sorted(set(value) - set(fields))
    if unknown:
        raise InputError(f"{where}: unknown key {unknown[0]!r}; known are {sorted(fields)}.")
    missing = [
        name
        for name, field in fields.items()
        if field.default is dataclasses.MISSING and name not in value
    ]
    if missing:
        raise InputError(f"{where}: the key {missing[0]!r} is missing.")
    arguments = {
        name: _checked(hints[name], entry, f"{where} {name}") for name, entry in value.items()
    }
    try:
        return kind(**arguments)
    except InputError as error:
        raise InputError(f"{where}: {error}") from error
