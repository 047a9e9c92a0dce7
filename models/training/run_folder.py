"""A run folder: everything that is known of one stage's training.

run.json        the resolved config
provenance.json commit, seed, machine, the run before, the parts that are trained when it has ended
metrics.jsonl   the curves, one JSON object a line; tensorboard/ holds the same as events
samples/        sample sheets, one a validation
state*          the last complete checkpoint (`checkpoint`)
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

import torch

from core.errors import DataError, InputError
from core.files import replacing
from core.provenance import commit_of_checkout, machine
from models.nets.pfnet import PFNet, PFNetConfig
from models.training import checkpoint
from models.training.config import RUN_FILE, RunConfig, load_config, save_config
from models.training.stages.kinds import check_pair, trained_after
from models.training.stages.stage import Stage

PROVENANCE_FILE: Final = "provenance.json"
NETWORK_PREFIX: Final = "net."
"""In a checkpoint, what belongs to `PFNet` begins so."""
NETWORK_PARTS: Final = frozenset({"encoder", "decoder", "transfer", "depth"})
FIXED_KEYS: Final = ("stage", "laterals", "input_px", "heatmap_loss", "learns", "batch", "seed")
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


def open_run_folder(out: Path, config: RunConfig, previous: Path | None) -> Provenance:
    """Make the run folder, or go on in it with a config that still fits its checkpoint.

    Raises:
        InputError: The folder holds another run, or the run before does not fit this stage.
        DataError: `previous` is no run folder.
    """
    if (out / PROVENANCE_FILE).exists():
        _check_same_run(out, config)
        save_config(config, out)
        return read_provenance(out)
    before: tuple[str, ...] = ()
    trained: tuple[str, ...] = ()
    if previous is not None:
        earlier = read_provenance(previous)
        _check_same_network(config, previous, earlier)
        before, trained = (*earlier.previous, previous.name), earlier.trained
    check_pair(config, trained, previous.name if previous else "")
    provenance = Provenance(
        commit=commit_of_checkout(),
        seed=config.seed,
        previous=before,
        trained_before=trained,
        trained=trained_after(config, trained),
        machine=machine(),
        torch=torch.__version__,
    )
    out.mkdir(parents=True, exist_ok=True)
    save_config(config, out)
    with replacing(out / PROVENANCE_FILE) as unfinished:
        unfinished.write_text(json.dumps(asdict(provenance), indent=1), "utf-8")
    return provenance


def _check_same_run(out: Path, config: RunConfig) -> None:
    kept = load_config(out / RUN_FILE)
    changed = [key for key in FIXED_KEYS if getattr(kept, key) != getattr(config, key)]
    if changed:
        raise InputError(
            f"{out} was begun with another {' and '.join(changed)}: give another run folder."
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


def load_trained_network(folder: Path) -> tuple[PFNet, int]:
    """The network of a run with its averaged weights, in evaluation mode, and the steps done.

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
    return net.eval(), state.step


def _below(state: dict[str, torch.Tensor], prefix: str) -> dict[str, torch.Tensor]:
    return {k.removeprefix(prefix): v for k, v in state.items() if k.startswith(prefix)}
