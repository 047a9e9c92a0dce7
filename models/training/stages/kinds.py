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
        uses: Parts that it runs without training them, unless a config's `learns` names them.
        opens: Whether a config may name them there: gradients reach them.
    """

    learns: tuple[str, ...]
    uses: tuple[str, ...] = ()
    opens: bool = True


KINDS: Final[Mapping[str, StageKind]] = {
    "autoencoder": StageKind(("encoder", "decoder", "picture")),  # 1a, 1b
    "inversion": StageKind(("encoder",), ("decoder", "picture")),  # 2
    "transfer": StageKind(("transfer",), ("encoder", "decoder")),  # 3a
    "finetune": StageKind(("encoder", "transfer"), ("decoder",)),  # 3b
    "depth": StageKind(("depth",), ("encoder", "decoder", "transfer"), opens=False),  # 4
    "joint": StageKind(("encoder", "decoder", "transfer", "depth")),  # 5, or the whole at once
    "warmup": StageKind(("encoder",)),  # shortcut: coordinates from the latent
    "heatmaps": StageKind(("encoder", "decoder", "transfer")),  # shortcut: 3a and 3b in one
}
ADVERSARIAL: Final = ("autoencoder", "inversion")
OF_PICTURES: Final = ("picture", "critic")
OF_LANDMARKS: Final = ("coordinates",)
"""Parts that only the adversarial stages build, and only the others."""


def learning_parts(config: RunConfig) -> tuple[str, ...]:
    """Parts whose weights this run changes, the critic and the training-only head included.

    Raises:
        InputError: `learns` names a part that the stage cannot train.
    """
    kind = KINDS[config.stage]
    parts = config.learns or kind.learns
    able = (*kind.learns, *(kind.uses if kind.opens else ()))
    strange = sorted(set(parts) - set(able))
    if strange:
        raise InputError(
            f"Stage {config.stage} does not train the part {strange[0]!r}: in `learns` name some "
            f"of {', '.join(able)}."
        )
    if config.stage in ADVERSARIAL and config.losses.adversarial > 0:
        return (*parts, "critic")
    if config.stage == "warmup" or (kind.opens and config.losses.latent_coordinate > 0):
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
    """Parts that this run's checkpoints hold trained when it has ended, in the order of `PARTS`."""
    kept = (set(trained) - set(config.fresh)) | set(learning_parts(config))
    absent = OF_LANDMARKS if config.stage in ADVERSARIAL else OF_PICTURES
    return tuple(part for part in PARTS if part in kept and part not in absent)
