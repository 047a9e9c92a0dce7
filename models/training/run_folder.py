"""A run folder: everything that is known of one stage's training.

run.json        the resolved config
provenance.json commit, seed, machine, the run before, the parts that are trained when it has ended
metrics.jsonl   the curves, one JSON object a line; tensorboard/ holds the same as events
samples/        sample sheets, one a validation
state*          the last complete checkpoint (`checkpoint`)
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final, NamedTuple

import torch
from filelock import FileLock, Timeout

from core.errors import DataError, InputError
from core.files import plain_words, replacing
from core.provenance import commit_of_checkout, machine
from models.nets.pfnet import PFNet, PFNetConfig
from models.training import checkpoint
from models.training.config import RUN_FILE, RunConfig, load_config, save_config
from models.training.stages.kinds import (
    ADVERSARIAL,
    check_pair,
    learning_parts,
    trained_after,
)
from models.training.stages.stage import Stage

PROVENANCE_FILE: Final = "provenance.json"
NETWORK_PREFIX: Final = "net."
"""In a checkpoint, what belongs to `PFNet` begins so."""
NETWORK_PARTS: Final = frozenset({"encoder", "decoder", "transfer", "depth"})
LOCK_FILE: Final = ".lock"
FIXED_KEYS: Final = ("stage", "laterals", "input_px", "heatmap_loss", "batch", "seed")
"""Keys of a config that a run cannot change on the way."""


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a run comes from.

    Attributes:
        commit: Of the program.
        seed: Of everything random.
        previous: Names of the runs before, the first one first.
        trained_before: Parts that those runs have trained.
        trained: Parts that are trained when this run has ended.
        machine: Processor and processes.
        torch: Version.
    """

    commit: str
    seed: int
    previous: tuple[str, ...]
    trained_before: tuple[str, ...]
    trained: tuple[str, ...]
    machine: str
    torch: str


def read_provenance(folder: Path) -> Provenance:
    """Where the run in `folder` comes from.

    Raises:
        DataError: It is no run folder, or the file is damaged.
    """
    try:
        table = json.loads((folder / PROVENANCE_FILE).read_text("utf-8"))
        for name in ("previous", "trained_before", "trained"):
            table[name] = tuple(table[name])
        return Provenance(**table)
    except (OSError, KeyError, TypeError, ValueError) as error:
        raise DataError(f"{folder} is not the folder of a training run: {error}.") from error


def plan_run(out: Path, config: RunConfig, previous: Path | None) -> Provenance:
    """Where a run in `out` comes from, or will come from; nothing is written.

    Raises:
        InputError: The folder holds another run, or the run before does not fit this stage.
        DataError: `previous` is no run folder.
    """
    if (out / PROVENANCE_FILE).exists():
        begun = read_provenance(out)
        _check_same_run(out, config)
        _check_same_origin(out, begun, previous)
        return begun
    before: tuple[str, ...] = ()
    trained: tuple[str, ...] = ()
    if previous is not None:
        earlier = read_provenance(previous)
        _check_same_network(config, previous, earlier)
        _check_same_pictures(config, previous, earlier)
        before, trained = (*earlier.previous, previous.name), earlier.trained
    check_pair(config, trained, previous.name if previous else "")
    return Provenance(
        commit=commit_of_checkout(),
        seed=config.seed,
        previous=before,
        trained_before=trained,
        trained=trained_after(config, trained),
        machine=machine(),
        torch=torch.__version__,
    )


def open_run_folder(out: Path, config: RunConfig, previous: Path | None) -> Provenance:
    """Make the run folder, or go on in it with a config that still fits its checkpoint.

    Raises:
        InputError: As `plan_run`, or the folder cannot be written.
        DataError: As `plan_run`.
    """
    provenance = plan_run(out, config, previous)
    with plain_words(out, "choose another run folder"):
        out.mkdir(parents=True, exist_ok=True)
        save_config(config, out)
        with replacing(out / PROVENANCE_FILE) as unfinished:
            unfinished.write_text(json.dumps(asdict(provenance), indent=1), "utf-8")
    return provenance


@contextmanager
def training_alone(folder: Path) -> Iterator[None]:
    """Keep other processes from training in the same run folder while the block runs.

    Raises:
        InputError: Another process trains there.
    """
    lock = FileLock(folder / LOCK_FILE)
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        raise InputError(
            f"Another process is training in {folder}: stop it or wait for its end."
        ) from error
    try:
        yield
    finally:
        lock.release()


def _check_same_run(out: Path, config: RunConfig) -> None:
    kept = load_config(out / RUN_FILE)
    changed = [key for key in FIXED_KEYS if getattr(kept, key) != getattr(config, key)]
    if not changed and learning_parts(kept) != learning_parts(config):
        changed = ["choice of what learns"]
    if changed:
        raise InputError(
            f"{out} was begun with another {' and '.join(changed)}: give another run folder."
        )


def _check_same_origin(out: Path, begun: Provenance, previous: Path | None) -> None:
    """Refuse to begin again from another run, or from nothing before the first checkpoint."""
    origin = begun.previous[-1] if begun.previous else ""
    if previous is None and (not origin or checkpoint.steps_done(out) > 0):
        return
    if previous is None or previous.name != origin:
        raise InputError(
            f"{out} was begun {f'from {origin}' if origin else 'without a run before it'}: give "
            "the same --previous, or another run folder."
        )


def _check_same_pictures(config: RunConfig, previous: Path, earlier: Provenance) -> None:
    """Refuse to freeze a decoder that has learned to draw pictures of another size."""
    kept = {"picture"} & set(earlier.trained) - set(config.fresh) - set(learning_parts(config))
    if config.stage not in ADVERSARIAL or not kept:
        return
    drawn_px = load_config(previous / RUN_FILE).input_px
    if drawn_px != config.input_px:
        raise InputError(
            f"The decoder of {previous} draws at {drawn_px} px and does not learn in this stage: "
            f"use input_px = {drawn_px}."
        )


def _check_same_network(config: RunConfig, previous: Path, earlier: Provenance) -> None:
    """Refuse heatmaps that are built or read otherwise than the run before built them."""
    if "transfer" not in earlier.trained or "transfer" in config.fresh:
        return
    theirs = load_config(previous / RUN_FILE)
    for key in ("laterals", "reading"):
        if getattr(theirs, key) != getattr(config, key):
            raise InputError(
                f"{previous} was trained with {key} {getattr(theirs, key)!r}, this stage asks for "
                f"{getattr(config, key)!r}: use the same, or put transfer into `fresh`."
            )


def inherit(stage: Stage, previous: Path, trained: tuple[str, ...]) -> None:
    """Take over the averaged weights of the parts that the run before has trained.

    Raises:
        DataError: The folder has no checkpoint.
    """
    state = checkpoint.load(previous)
    if state is None:
        raise DataError(f"{previous} has no checkpoint to start from.")
    for name, part in stage.parts().items():
        if name in trained and name not in stage.config.fresh:
            part.load_state_dict(_below(state.average, stage.prefix(name)))


class TrainedNetwork(NamedTuple):
    """What a run has made.

    Attributes:
        net: With the averaged weights, in evaluation mode.
        steps: Done so far.
        input_px: Edge of the pictures that it was trained on.
    """

    net: PFNet
    steps: int
    input_px: int


def load_trained_network(folder: Path) -> TrainedNetwork:
    """The network of a run.

    Raises:
        DataError: There is no run, no checkpoint, or a part of the network is untrained.
    """
    config, state = load_config(folder / RUN_FILE), checkpoint.load(folder)
    untrained = sorted(NETWORK_PARTS - set(read_provenance(folder).trained))
    if untrained:
        raise DataError(f"In the run {folder} nobody has trained {' and '.join(untrained)}.")
    if state is None:
        raise DataError(f"{folder} has no checkpoint yet.")
    net = PFNet(PFNetConfig(laterals=config.laterals, reading=config.reading))
    net.load_state_dict(_below(state.average, NETWORK_PREFIX))
    return TrainedNetwork(net.eval(), state.step, config.input_px)


def _below(state: dict[str, torch.Tensor], prefix: str) -> dict[str, torch.Tensor]:
    return {k.removeprefix(prefix): v for k, v in state.items() if k.startswith(prefix)}
