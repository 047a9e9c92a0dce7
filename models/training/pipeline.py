"""Chains of stages: a recipe folder run from its first file to its last.

Every stage is a process of its own, so that its memory is free when it ends and a crash loses one
stage only. A run folder's name holds a digest of its whole chain: chains that begin alike share
their first runs, and a chain that was stopped goes on where it was.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import logging
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Final, cast, get_args

from core.errors import InputError, TrainingError
from core.files import plain_words, replacing
from core.progress import Cancelled
from models.training import checkpoint
from models.training.config import HeatmapLoss, RunConfig, load_config
from models.training.stages.kinds import ADVERSARIAL, KINDS

log = logging.getLogger(__name__)

DIGEST_LENGTH: Final = 8
STOP_SIGNALS: Final = tuple(
    getattr(signal, name) for name in ("SIGTERM", "SIGINT", "SIGHUP") if hasattr(signal, name)
)
"""Windows has no SIGHUP."""


@dataclass(frozen=True, slots=True)
class NamedStage:
    """One stage of a chain.

    Attributes:
        name: Of its recipe file, without the ending.
        config: The resolved config.
    """

    name: str
    config: RunConfig


@dataclass(frozen=True, slots=True)
class Changes:
    """What an ablation changes of a recipe.

    Attributes:
        self_supervision: False: no autoencoder and no inversion; E and G start untrained, and G
            learns wherever the transfer layers do.
        inversion: False: no in-domain inversion.
        heatmap_loss: Of all supervised stages, instead of the recipe's; empty: the recipe's.
        autoencoder_portion: Share of the persons that the autoencoder sees (Table V).
        palsy_sequences: Number of palsy sequences of the joint stage (Table VI); None: the
            recipe's, 0: without that stage.
    """

    self_supervision: bool = True
    inversion: bool = True
    heatmap_loss: str = ""
    autoencoder_portion: float = 1.0
    palsy_sequences: int | None = None


def read_recipe(folder: Path, changes: Changes = Changes()) -> tuple[NamedStage, ...]:
    """The stages of a recipe folder in the order of their file names.

    Raises:
        InputError: The folder has no recipe, one is malformed, or a change does not apply.
    """
    files = sorted(folder.glob("*.toml"))
    if not files:
        raise InputError(f"{folder} holds no recipe (*.toml files, one a stage).")
    if changes.heatmap_loss and changes.heatmap_loss not in get_args(HeatmapLoss):
        raise InputError(f"heatmap loss {changes.heatmap_loss!r}: choose softmax, mse or awing.")
    stages = [NamedStage(path.stem, load_config(path)) for path in files]
    kept = [stage for stage in stages if not _left_out(stage.config, changes)]
    return tuple(
        NamedStage(stage.name, _changed(stage.config, changes, first=i == 0))
        for i, stage in enumerate(kept)
    )


def _left_out(config: RunConfig, changes: Changes) -> bool:
    if config.stage in ADVERSARIAL and not changes.self_supervision:
        return True
    if config.stage == "joint" and changes.palsy_sequences == 0:
        return True
    return config.stage == "inversion" and not changes.inversion


def _changed(config: RunConfig, changes: Changes, *, first: bool) -> RunConfig:
    if config.stage in ADVERSARIAL:
        portion = changes.autoencoder_portion
        mix = tuple(dataclasses.replace(s, portion=s.portion * portion) for s in config.mix)
        return dataclasses.replace(config, mix=mix)
    if not changes.self_supervision:
        config = _without_autoencoder(config, first=first)
    if config.stage == "joint" and changes.palsy_sequences:
        mix = tuple(dataclasses.replace(s, persons=changes.palsy_sequences) for s in config.mix)
        config = dataclasses.replace(config, mix=mix)
    if changes.heatmap_loss:
        chosen = cast("HeatmapLoss", changes.heatmap_loss)
        config = dataclasses.replace(config, heatmap_loss=chosen)
    return config


def _without_autoencoder(config: RunConfig, *, first: bool) -> RunConfig:
    """E starts untrained; G, which nobody would ever train, learns with the transfer layers."""
    learns = config.learns or KINDS[config.stage].learns
    if "transfer" in learns and "decoder" not in learns:
        learns = (*learns, "decoder")
    fresh = tuple(dict.fromkeys((*config.fresh, "encoder"))) if first else config.fresh
    return dataclasses.replace(config, learns=learns, fresh=fresh)


def run_chain(
    stages: Sequence[NamedStage],
    packs: Path,
    out: Path,
    *,
    processes: int = 1,
    perceptual: Path | None = None,
) -> Path:
    """Run the stages one after the other, each from the one before.

    Args:
        stages: In order.
        packs: Folder of the data packs.
        out: Folder of the run folders.
        processes: Data-parallel processes on this machine.
        perceptual: File of VGG weights.

    Returns:
        The run folder of the last stage.

    Raises:
        Cancelled: A signal asked to stop; the stage under way has written a checkpoint.
        InputError: There is no stage, or `out` cannot be written.
        TrainingError: A stage did not finish; its own message says why.
    """
    with plain_words(out):
        out.mkdir(parents=True, exist_ok=True)
    previous: Path | None = None
    chain = hashlib.sha256()
    for stage in stages:
        described = json.dumps(dataclasses.asdict(stage.config), indent=1)
        chain.update(described.encode())
        folder = out / f"{stage.name}-{chain.hexdigest()[:DIGEST_LENGTH]}"
        if not _finished(folder, stage.config):
            config = out / f"{folder.name}.json"
            with plain_words(out), replacing(config) as unfinished:
                unfinished.write_text(described, "utf-8")
            log.info("%s -> %s", stage.name, folder)
            _run_stage(config, packs, folder, previous, processes, perceptual)
        previous = folder
    if previous is None:
        raise InputError("There is no stage to run.")
    return previous


def _finished(folder: Path, config: RunConfig) -> bool:
    return checkpoint.steps_done(folder) >= config.steps


def _run_stage(
    config: Path,
    packs: Path,
    folder: Path,
    previous: Path | None,
    processes: int,
    perceptual: Path | None,
) -> None:
    torchrun = ["-m", "torch.distributed.run", "--standalone", f"--nproc-per-node={processes}"]
    command = [sys.executable, *(torchrun if processes > 1 else [])]
    command += ["-m", "models.training.cli", "run", str(config), str(packs), str(folder)]
    command += ["--previous", str(previous)] if previous else []
    command += ["--perceptual", str(perceptual)] if perceptual else []
    # In a session of its own, so that Ctrl-C reaches it once, through `_handing_on`.
    with subprocess.Popen(command, start_new_session=True) as process, _handing_on(process):  # noqa: S603 - our own program
        code = process.wait()
    settings = load_config(config)
    if code != 0 or not _finished(folder, settings):
        raise TrainingError(
            f"The stage in {folder} did not finish (exit code {code}): see its message above, then "
            "run the same command to go on."
        )


@contextmanager
def _handing_on(process: subprocess.Popen[bytes]) -> Iterator[None]:
    """Hand the first signal that asks to stop on to `process`, as the one that it stops by.

    Raises:
        Cancelled: Such a signal came while the block ran.
    """
    came: list[int] = []

    def hand_on(number: int, _frame: FrameType | None) -> None:
        if not came:
            process.terminate()
        came.append(number)

    kept = {number: signal.getsignal(number) for number in STOP_SIGNALS}
    for number, handler in kept.items():
        if handler is not signal.SIG_IGN:  # as nohup wants it
            signal.signal(number, hand_on)
    try:
        yield
    finally:
        for number, handler in kept.items():
            signal.signal(number, handler)
    if came:
        raise Cancelled
