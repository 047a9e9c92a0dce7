"""Commands that train and publish."""

from __future__ import annotations

import json
import logging
from contextlib import ExitStack
from pathlib import Path

import torch
import typer

from core.errors import InputError
from core.progress import Cancelled
from models.training.adopt import adopt
from models.training.config import load_config
from models.training.data.mix import open_mix
from models.training.devices import join_devices
from models.training.export import Release, export
from models.training.judge import Judge
from models.training.loop import Trainer
from models.training.pipeline import Changes, read_recipe, run_chain
from models.training.run_folder import inherit, open_run_folder, plan_run, training_alone
from models.training.stages.factory import build_stage

commands = typer.Typer()


@commands.command("run")
def run(
    config: Path,
    packs: Path,
    out: Path,
    previous: Path | None = typer.Option(None, help="Run folder of the stage before."),  # noqa: B008 - typer's idiom
    perceptual: Path | None = typer.Option(None, help="File of VGG weights."),  # noqa: B008 - typer's idiom
    change: list[str] = typer.Option([], "--set", help="KEY=VALUE instead of the config's."),  # noqa: B008 - typer's idiom
) -> None:
    """Train one stage: CONFIG with the data in PACKS into run folder OUT; resumes by itself.

    Start it with torchrun to use several devices or machines.
    """
    logging.getLogger("models.training").setLevel(logging.INFO)
    settings = load_config(config, dict(_change(text) for text in change))
    fabric = join_devices(settings.precision)
    torch.manual_seed(settings.seed)  # the same start weights in every process
    stage = build_stage(settings, perceptual)
    judge, mix = Judge(packs, settings.validate, out), open_mix(settings, packs)
    trained = plan_run(out, settings, previous).trained_before  # each process refuses by itself
    with ExitStack() as alone:
        if fabric.global_rank == 0:
            open_run_folder(out, settings, previous)
            alone.enter_context(training_alone(out))
        fabric.barrier()
        if previous is not None:
            inherit(stage, previous, trained)
        trainer = Trainer(stage, out, mix, trained=trained, fabric=fabric, judge=judge)
        trainer.resume()
        finished = trainer.run()
    if fabric.global_rank == 0:
        typer.echo("finished" if finished else "stopped; run the same command to go on")
    if not finished:
        raise Cancelled


def _measured(text: str) -> tuple[str, float]:
    """`MEASURE=POINTS`."""
    measure_id, _, points = text.partition("=")
    try:
        return measure_id, float(points)
    except ValueError as error:
        raise InputError(f"--ratio-error {text!r}: write MEASURE=POINTS, e.g. MC=4.3.") from error


def _change(text: str) -> tuple[str, object]:
    """`key=value` with a JSON value, or a bare word for text."""
    key, sign, value = text.partition("=")
    if not sign:
        raise InputError(f"--set {text!r}: write KEY=VALUE.")
    try:
        return key, json.loads(value)
    except json.JSONDecodeError:
        return key, value


@commands.command("pipeline")
def pipeline(
    recipe: Path,
    packs: Path,
    out: Path,
    processes: int = typer.Option(1, min=1, help="Data-parallel processes on this machine."),
    perceptual: Path | None = typer.Option(None, help="File of VGG weights."),  # noqa: B008 - typer's idiom
    self_supervision: bool = typer.Option(True, help="Train the autoencoder first."),
    inversion: bool = typer.Option(True, help="In-domain inversion after the autoencoder."),
    heatmap_loss: str = typer.Option("", help="softmax, mse or awing instead of the recipe's."),
) -> None:
    """Train all stages of the folder RECIPE in order of their names; goes on where it stopped."""
    changes = Changes(
        self_supervision=self_supervision, inversion=inversion, heatmap_loss=heatmap_loss
    )
    stages = read_recipe(recipe, changes)
    last = run_chain(stages, packs, out, processes=processes, perceptual=perceptual)
    typer.echo(str(last))


@commands.command("export")
def export_weights(
    run_folder: Path,
    weights: Path,
    model_id: str,
    version: str,
    licence: str,
    data: str,
    depth_scale: float | None = None,
    ratio_error: list[str] = typer.Option([], help="MEASURE=POINTS of `bench asymmetry`."),  # noqa: B008 - typer's idiom
    evaluation: Path | None = typer.Option(None, help="Folder of the run's evaluation."),  # noqa: B008 - typer's idiom
) -> None:
    """Publish a finished run's averaged weights, with a card, in the folder WEIGHTS."""
    errors = dict(_measured(text) for text in ratio_error)
    release = Release(model_id, version, licence, data, depth_scale, errors)
    entry = export(run_folder, weights, release, evaluation)
    typer.echo(f"{entry.name}: {entry.bytes} bytes, sha256 {entry.sha256}")


@commands.command("adopt")
def adopt_weights(
    out: Path,
    name: str | None = typer.Option(None, help="id@version; the default if not given."),
    weights: Path | None = typer.Option(None, help="Weights folder; the program's if not given."),  # noqa: B008 - typer's idiom
) -> None:
    """Make a finished run folder OUT of published weights, for --previous of other runs."""
    entry = adopt(out, name, weights)
    typer.echo(f"{out}: {entry.name}, sha256 {entry.sha256}")
