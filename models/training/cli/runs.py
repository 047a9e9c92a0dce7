"""Commands that train and publish."""

from __future__ import annotations

import json
import platform
import shutil
from pathlib import Path
from typing import Final

import torch
import typer

from core.errors import DataError, InputError
from core.files import replacing
from core.provenance import commit_of_checkout
from models.training import checkpoint
from models.training.config import RunConfig, load_config
from models.training.evaluate import validate
from models.training.export import Release, export
from models.training.loop import Trainer, join_processes
from models.training.stages import Objective

VALIDATION_PACKS: Final = ("val_photos", "val_palsy")
ARCHITECTURE_KEYS: Final = ("stage", "laterals", "input_px")
"""Keys of a config that a run cannot change on the way."""

commands = typer.Typer()


@commands.command("run")
def run(
    config: Path,
    packs: Path,
    out: Path,
    previous: Path | None = typer.Option(None, help="Run folder of the stage before."),  # noqa: B008 - typer's idiom
    fresh: str = typer.Option("", help="Comma-separated parts that start fresh."),
) -> None:
    """Train one stage: CONFIG with the data in PACKS into run folder OUT; resumes by itself."""
    torch.set_num_threads(1)
    processes = join_processes()
    settings = load_config(config)
    objective = Objective(settings)
    if previous is not None:
        inherit(objective, previous)
    if processes.first:
        _open_run_folder(config, settings, out, previous=previous)
    trainer = Trainer(
        objective,
        out,
        packs,
        fresh=[part for part in fresh.split(",") if part] if previous else ["."],
        validate=lambda learner: validate(learner, packs, VALIDATION_PACKS),
        processes=processes,
    )
    trainer.resume()
    finished = trainer.run()
    typer.echo("finished" if finished else "stopped; run the same command to go on")


@commands.command("export")
def export_weights(
    run_folder: Path,
    weights: Path,
    model_id: str,
    version: str,
    licence: str,
    data: str,
    depth_scale: float | None = None,
    ratio_error_points: float = 0.0,
) -> None:
    """Publish a finished run's averaged weights in the folder WEIGHTS."""
    release = Release(model_id, version, licence, data, depth_scale, ratio_error_points)
    entry = export(run_folder, weights, release)
    typer.echo(f"{entry.name}: {entry.bytes} bytes, sha256 {entry.sha256}")


def inherit(objective: Objective, previous: Path) -> None:
    """Take over the averaged weights of a previous run wherever names and shapes agree.

    Raises:
        DataError: The folder has no checkpoint, or nothing in it fits.
    """
    state = checkpoint.load(previous)
    if state is None:
        raise DataError(f"{previous} has no checkpoint to start from.")
    own = objective.state_dict()
    fitting = {k: v for k, v in state.average.items() if k in own and own[k].shape == v.shape}
    if not any(k.startswith("net.encoder") for k in fitting):
        raise InputError(f"{previous} was trained with another architecture.")
    objective.load_state_dict(own | fitting)


def _open_run_folder(
    config: Path, settings: RunConfig, out: Path, *, previous: Path | None
) -> None:
    """Make the run folder, or go on in it with a config that still fits its checkpoint.

    Raises:
        InputError: The folder holds a run of another stage or architecture.
    """
    out.mkdir(parents=True, exist_ok=True)
    kept = out / "run.toml"
    if kept.exists() and _architecture(load_config(kept)) != _architecture(settings):
        raise InputError(
            f"{out} was begun with another {' or '.join(ARCHITECTURE_KEYS)} than {config} has: "
            "give another run folder."
        )
    with replacing(kept) as unfinished:
        shutil.copyfile(config, unfinished)
    if (out / "provenance.json").exists():
        return
    provenance = {
        "commit": commit_of_checkout(),
        "seed": settings.seed,
        "previous": previous.name if previous else None,
        "machine": platform.processor() or platform.machine(),
        "torch": torch.__version__,
    }
    with replacing(out / "provenance.json") as unfinished:
        unfinished.write_text(json.dumps(provenance, indent=2), "utf-8")


def _architecture(settings: RunConfig) -> tuple[object, ...]:
    return tuple(getattr(settings, key) for key in ARCHITECTURE_KEYS)
