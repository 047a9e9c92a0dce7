"""Commands that repeat the paper's studies, and the bench of training."""

from __future__ import annotations

import json
import shlex
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import torch
import typer

from core.files import plain_words, replacing
from core.provenance import commit_of_checkout, machine
from models.training.bench import cases, measure
from models.training.cli.evaluation import Sets, open_sets
from models.training.evaluation.labelled_set import LabelledSet
from models.training.evaluation.paper_tables import same_faces
from models.training.evaluation.tables import Table
from models.training.studies import Means, Study, ablation, palsy_split, portions, run_study

PORTIONS_PCT: Final = (0.0, 1.0, 13.0, 34.0, 97.0, 100.0)
"""Table V of the paper, without its row of palsy data only."""
SEQUENCES: Final = (0, 1, 2, 3, 4, 5, 6)
"""Table VI of the paper."""
REPEATS: Final = 5

commands = typer.Typer()

_SPLIT: Final = typer.Option("test", help="Split of the sets that do not tell theirs.")
_LIMIT: Final = typer.Option(None, min=1, help="At most so many faces of each set.")
_PROCESSES: Final = typer.Option(1, min=1, help="Data-parallel processes on this machine.")
_PERCEPTUAL: Final = typer.Option(None, help="File of VGG weights.")


@commands.command("ablate")
def ablate(
    recipe: Path,
    packs: Path,
    out: Path,
    sets: list[str] = Sets,
    split: str = _SPLIT,
    limit: int | None = _LIMIT,
    processes: int = _PROCESSES,
    perceptual: Path | None = _PERCEPTUAL,
) -> None:
    """Table IV: RECIPE without self-supervision, without inversion, with both; MSE and AWing."""
    means = Means(recipe, packs, out, processes, perceptual)
    _repeat(ablation(), means, open_sets(sets, split, limit), sets)


@commands.command("portions")
def repeat_portions(
    recipe: Path,
    packs: Path,
    out: Path,
    sets: list[str] = Sets,
    portion: list[float] = typer.Option(PORTIONS_PCT, help="Share of the data, %."),  # noqa: B008 - typer's idiom
    split: str = _SPLIT,
    limit: int | None = _LIMIT,
    processes: int = _PROCESSES,
    perceptual: Path | None = _PERCEPTUAL,
) -> None:
    """Table V: RECIPE with the autoencoder trained on portions of its data."""
    means = Means(recipe, packs, out, processes, perceptual)
    _repeat(portions(portion), means, open_sets(sets, split, limit), sets)


@commands.command("palsy-split")
def repeat_palsy_split(
    recipe: Path,
    packs: Path,
    out: Path,
    sets: list[str] = Sets,
    sequences: list[int] = typer.Option(SEQUENCES, min=0, help="Number of palsy sequences."),  # noqa: B008 - typer's idiom
    split: str = _SPLIT,
    limit: int | None = _LIMIT,
    processes: int = _PROCESSES,
    perceptual: Path | None = _PERCEPTUAL,
) -> None:
    """Table VI: RECIPE fine-tuned on N labelled palsy sequences."""
    means = Means(recipe, packs, out, processes, perceptual)
    _repeat(palsy_split(sequences), means, open_sets(sets, split, limit), sets)


@commands.command("bench")
def bench(
    repeats: int = typer.Option(REPEATS, min=1, help="Timed steps of each row."),
    perceptual: Path | None = _PERCEPTUAL,
) -> None:
    """Pictures a second of every stage on noise, and the share of the loss in it."""
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    if device.type == "cpu":
        torch.set_num_threads(1)
    rows = []
    for case in cases(perceptual=perceptual is not None):
        timing = measure(case, repeats=repeats, device=device, perceptual=perceptual)
        share = None if timing.loss_share is None else 100 * timing.loss_share
        rows.append((case.title, case.config.batch, timing.images_per_s, share))
    unit = "images per second of one core" if device.type == "cpu" else "images/s"
    columns = ("stage", "batch", unit, "heatmap loss, % of the step")
    provenance = {"machine": machine(), "commit": commit_of_checkout(), "torch": torch.__version__}
    table = Table("Speed of training", columns, tuple(rows), provenance=provenance)
    typer.echo(table.text())


def _repeat(study: Study, means: Means, faces: Sequence[LabelledSet], given: Sequence[str]) -> None:
    """Run a study; write its table beside its runs and print it."""
    rows = run_study(study, means, faces)
    provenance = {
        "data sets": ", ".join(given),
        "splits": ", ".join(f"{one.name} {one.split}, {len(one)} faces" for one in faces),
        "commit": commit_of_checkout(),
        "machine": machine(),
        "torch": torch.__version__,
        "command": shlex.join(sys.argv),
    }
    same_data = [one.name for one in faces if one.whole and same_faces(one.name, len(one))]
    table = study.table(rows, same_data=same_data, provenance=provenance)
    for ending, text in ((".md", table.markdown()), (".json", _json(table))):
        with plain_words(means.out), replacing(means.out / f"{study.name}{ending}") as unfinished:
            unfinished.write_text(text, "utf-8")
    typer.echo(table.text())


def _json(table: Table) -> str:
    return json.dumps(table.json_ready(), indent=1) + "\n"
