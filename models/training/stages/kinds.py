"""Which parts each stage trains, which it needs, and which pairs of runs fit (pfnet.md 2)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from core.errors import InputError
from models.training.config import RunConfig

PARTS: Final = ("encoder", "decoder", "picture", "critic", "transfer", "depth", "coordinates")
"""Everything that can learn: E, the trunk of G, the rest of G, D, the transfer layers, the depth
head, and the coordinate head that exists in training only."""


@dataclass(frozen=True, slots=True)
class StageKind:
    """One kind of stage.

    Attributes:
        learns: Parts that the stage trains.
        uses: Parts that it runs without training them.
    """

    learns: tuple[str, ...]
    uses: tuple[str, ...] = ()


KINDS: Final[Mapping[str, StageKind]] = {
    "autoencoder": StageKind(("encoder", "decoder", "picture")),  # 1a, 1b
    "inversion": StageKind(("encoder",), ("decoder", "picture")),  # 2
    "transfer": StageKind(("transfer",), ("encoder", "decoder")),  # 3a
    "finetune": StageKind(("encoder", "transfer"), ("decoder",)),  # 3b
    "depth": StageKind(("depth",), ("encoder", "decoder", "transfer")),  # 4
    "joint": StageKind(("encoder", "decoder", "transfer", "depth")),  # 5, or the whole at once
    "warmup": StageKind(("encoder",)),  # shortcut: coordinates from the latent
    "heatmaps": StageKind(("encoder", "decoder", "transfer")),  # shortcut: 3a and 3b in one
}
ADVERSARIAL: Final = ("autoencoder", "inversion")


def learning_parts(config: RunConfig) -> tuple[str, ...]:
    """Parts whose weights this run changes, the critic and the training-only head included.

    Raises:
        InputError: `learns` names a part that the stage does not run.
    """
    kind = KINDS[config.stage]
    parts = config.learns or kind.learns
    strange = sorted(set(parts) - set(kind.learns) - set(kind.uses))
    if strange:
        raise InputError(
            f"Stage {config.stage} does not run the part {strange[0]!r}: in `learns` name some of "
            f"{', '.join((*kind.learns, *kind.uses))}."
        )
    if config.stage in ADVERSARIAL and config.losses.adversarial > 0:
        return (*parts, "critic")
    if config.stage == "warmup" or config.losses.latent_coordinate > 0:
        return (*parts, "coordinates")
    return parts


def untrained_parts(config: RunConfig, trained: Iterable[str]) -> frozenset[str]:
    """Learning parts that start from random weights in this run."""
    known = set(trained) - set(config.fresh)
    return frozenset(part for part in learning_parts(config) if part not in known)


def check_pair(config: RunConfig, trained: Iterable[str], previous: str) -> None:
    """Refuse a stage whose frozen parts nobody has trained.

    Args:
        config: The new run.
        trained: Parts that earlier runs have trained.
        previous: Name of the run before, for the message; empty: none.

    Raises:
        InputError: A part that the stage runs but does not train is untrained and not in `fresh`.
    """
    unknown = sorted(set(config.fresh) - set(PARTS))
    if unknown:
        raise InputError(f"`fresh` names {unknown[0]!r}; the parts are {', '.join(PARTS)}.")
    kind = KINDS[config.stage]
    frozen = set(kind.learns + kind.uses) - set(learning_parts(config))
    missing = sorted(frozen - set(trained) - set(config.fresh))
    if missing:
        before = f"the run {previous} has not" if previous else "no run before it has"
        raise InputError(
            f"Stage {config.stage} needs a trained {' and '.join(missing)}, which {before} "
            "trained: give the run folder of a stage that trains it with --previous, or name the "
            "part in `fresh` to use it untrained."
        )


def trained_after(config: RunConfig, trained: Iterable[str]) -> tuple[str, ...]:
    """Parts that are trained when this run has ended, in the order of `PARTS`."""
    kept = (set(trained) - set(config.fresh)) | set(learning_parts(config))
    return tuple(part for part in PARTS if part in kept)
