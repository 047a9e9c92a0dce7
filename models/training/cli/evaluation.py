"""Commands that measure a network."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import torch
import typer

from core.errors import InputError
from core.files import reason
from core.provenance import commit_of_checkout, machine
from models.runtime.network import PFNetLandmarker
from models.training.cli.progress import say_progress
from models.training.data.sets.catalogue import find_data_set
from models.training.data.sets.packed import PACK_SET, WHOLE_PACK
from models.training.data.sets.records import SPLITS
from models.training.evaluation.evaluate import SetEvaluation, evaluate_set
from models.training.evaluation.labelled_set import LabelledSet, labelled_set
from models.training.evaluation.landmark_files import LandmarkFile, read_landmark_file
from models.training.evaluation.landmarkers import of_run, published
from models.training.evaluation.report import MARKDOWN, write_report
from models.training.evaluation.report_tables import tables_of

TEST_SPLIT: Final = "test"

commands = typer.Typer()

Sets: Final = typer.Argument(metavar="NAME[:SPLIT]=FOLDER...", help="Data sets to measure on.")


@commands.command("evaluate")
def evaluate(
    sets: list[str] = Sets,
    out: Path = typer.Option(help="Folder for tables, figures and plots."),  # noqa: B008 - typer's idiom
    weights: str | None = typer.Option(None, help="Published weights, NAME or NAME@VERSION."),
    weights_folder: Path | None = typer.Option(None, help="Folder of the weights' manifest."),  # noqa: B008 - typer's idiom
    run: Path | None = typer.Option(None, help="Run folder, instead of published weights."),  # noqa: B008 - typer's idiom
    split: str = typer.Option(TEST_SPLIT, help=f"Where not told: {', '.join(SPLITS)}."),
    landmarks: list[str] = typer.Option([], help="LABEL=FILE.npz of another detector."),  # noqa: B008 - typer's idiom
    limit: int | None = typer.Option(None, min=1, help="At most so many faces of each set."),
    averaged: bool = typer.Option(False, help="Also measure with mirror averaging."),
    save_landmarks: bool = typer.Option(False, help="Write the network's points too."),
) -> None:
    """Measure published weights (the shipped ones if not told) or a run on labelled faces.

    The network sees crops about the true points. A detector's FILE.npz holds `files` (the faces'
    names as this command writes them with --save-landmarks) and `points` (N, 68, 2 or 3) or
    (N, 51, 2) in pixels of the pictures; a face of NaN was not found and counts as a failure.
    """
    faces = open_sets(sets, split, limit)
    peers = [_peer(text) for text in landmarks]
    _check_peers(peers, faces)
    landmarker = _landmarker(weights, weights_folder, run)
    _make_folder(out)
    evaluations = [
        evaluate_set(landmarker, one, peers, averaged=averaged, progress=say_progress)
        for one in faces
    ]
    write_report(
        out, evaluations, _provenance(landmarker, sets, peers), with_landmarks=save_landmarks
    )
    _print(evaluations)
    typer.echo(f"Written to {out / MARKDOWN} and beside it.")


def open_sets(texts: Sequence[str], split: str, limit: int | None) -> list[LabelledSet]:
    """The data sets that NAME=FOLDER or NAME:SPLIT=FOLDER texts name.

    Args:
        texts: As given; packs are called `pack_` and the name of their folder.
        split: For the texts that do not tell theirs.
        limit: At most so many faces of each set.

    Raises:
        InputError: A text names no set, no split, or a set twice.
        DataError: A set cannot be read.
    """
    found: dict[str, LabelledSet] = {}
    for text in texts:
        start, sign, folder = text.partition("=")
        name, _, own_split = start.partition(":")
        if not sign or not folder:
            raise InputError(f"{text!r} is no data set: write NAME=FOLDER or NAME:SPLIT=FOLDER.")
        chosen = own_split or split
        if chosen not in SPLITS:
            raise InputError(f"Unknown split {chosen!r}: choose one of {', '.join(SPLITS)}.")
        label = f"{PACK_SET}_{Path(folder).resolve().name}" if name == PACK_SET else name
        if label in found:
            raise InputError(f"{label} is given twice: measure its folders one after the other.")
        records = find_data_set(name).open(Path(folder)).records()
        wanted = WHOLE_PACK if name == PACK_SET else chosen
        found[label] = labelled_set(label, records, split=wanted, limit=limit)
    return list(found.values())


def _peer(text: str) -> LandmarkFile:
    label, sign, file = text.partition("=")
    return read_landmark_file(Path(file), label) if sign else read_landmark_file(Path(text))


def _check_peers(peers: Sequence[LandmarkFile], faces: Sequence[LabelledSet]) -> None:
    """Complain before the work about landmarks that go with no set, or only with part of one."""
    for peer in peers:
        if all(peer.points_of(one.name, one.names) is None for one in faces):
            known = ", ".join(one.name for one in faces)
            raise InputError(f"{peer.path} names no face of {known}: compare the names in 'files'.")


def _landmarker(weights: str | None, folder: Path | None, run: Path | None) -> PFNetLandmarker:
    if run is None:
        return published(weights, folder)
    if weights is not None or folder is not None:
        raise InputError("Give either --run or --weights with --weights-folder, not both.")
    return of_run(run)


def _make_folder(out: Path) -> None:
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(
            f"The folder {out} cannot be made because {reason(error)}: choose another --out."
        ) from error


def _provenance(
    landmarker: PFNetLandmarker, sets: Sequence[str], peers: Sequence[LandmarkFile]
) -> dict[str, str]:
    return {
        "network": landmarker.model,
        "weights sha256": landmarker.weights_sha256,
        "data sets": ", ".join(sets),
        "landmark files": ", ".join(f"{peer.label}={peer.path}" for peer in peers) or "none",
        "crops": "about the true points",
        "commit": commit_of_checkout(),
        "machine": f"{machine()}, {torch.get_num_threads()} thread(s)",
        "torch": torch.__version__,
        "command": shlex.join(sys.argv),
    }


def _print(evaluations: Sequence[SetEvaluation]) -> None:
    for one in evaluations:
        for table in tables_of(one.faces, one.results):
            typer.echo(table.text())
