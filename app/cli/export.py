"""`hemiface export`: results as tables, clips for others, corrected pictures for training."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from app.anonymous_videos import VideoKind, write_videos
from app.cli import terminal
from app.cli.options import DataFolder
from app.exports import write_workbooks
from app.tables import PatientExport
from app.training_frames import write_training_frames
from assessment.export.writers import write_csv
from assessment.records import Patient
from assessment.store.library import Library, open_library
from core.errors import InputError
from core.progress import CancelToken


def export(
    patients: Annotated[list[str] | None, typer.Argument(help="Codes of the patients.")] = None,
    everybody: Annotated[bool, typer.Option("--all", help="All patients.")] = False,
    csv: Annotated[
        Path | None, typer.Option("--csv", help="Results as CSV, one line each.")
    ] = None,
    xlsx: Annotated[
        Path | None,
        typer.Option("--xlsx", help="Workbook of results, grades and every frame."),
    ] = None,
    frames: Annotated[
        Path | None,
        typer.Option("--frames", help="Movement and landmarks of every frame as CSV."),
    ] = None,
    anonymised: Annotated[
        bool, typer.Option("--anonymised", help="Replace codes, keys and dates.")
    ] = False,
    hidden_videos: Annotated[
        Path | None,
        typer.Option("--hidden-videos", help="Folder for clips with the face as a coarse mosaic."),
    ] = None,
    drawn_videos: Annotated[
        Path | None,
        typer.Option("--drawn-videos", help="Folder for clips drawn from the landmarks alone."),
    ] = None,
    training: Annotated[
        Path | None,
        typer.Option("--training", help="New folder for pictures with corrected landmarks."),
    ] = None,
    library: DataFolder = None,
) -> None:
    """Write patients' results of all visits, with units, formulas and sources, and their clips."""
    videos = {VideoKind.HIDDEN: hidden_videos, VideoKind.DRAWN: drawn_videos}
    if not any((csv, xlsx, frames, training, *videos.values())):
        raise InputError("Say what to write: --csv FILE, --xlsx FILE, --frames FILE or a folder.")
    with open_library(library) as store:
        persons = _chosen(store, patients or [], everybody=everybody)
        export_of = PatientExport(store, persons, anonymised=anonymised)
        _write_tables(export_of, csv=csv, xlsx=xlsx, frames=frames)
        for kind, folder in videos.items():
            if folder is not None:
                _write_videos(store, export_of, folder, kind)
        if training is not None:
            _write_training(store, persons, training)


def _chosen(store: Library, codes: list[str], *, everybody: bool) -> tuple[Patient, ...]:
    if everybody == bool(codes):
        raise InputError("Name the patients to export, or say --all.")
    return (
        store.patients.all()
        if everybody
        else tuple(store.patients.find(c) for c in dict.fromkeys(codes))
    )


def _write_tables(
    export_of: PatientExport, *, csv: Path | None, xlsx: Path | None, frames: Path | None
) -> None:
    written: list[Path] = []
    if csv is not None:
        write_csv(export_of.results(), csv)
        written.append(csv)
    if frames is not None:
        write_csv(export_of.frames(), frames)
        written.append(frames)
    if xlsx is not None:
        written.extend(write_workbooks(export_of, xlsx))
    for path in written:
        terminal.say(f"Written: {path}")


def _write_videos(store: Library, export_of: PatientExport, folder: Path, kind: VideoKind) -> None:
    with terminal.progress_bar() as progress:
        written = write_videos(
            store, export_of, folder, kind, progress=progress, cancel=CancelToken()
        )
    terminal.say(f"Written: {len(written)} clips in {folder}")


def _write_training(store: Library, persons: tuple[Patient, ...], folder: Path) -> None:
    with terminal.progress_bar() as progress:
        done = write_training_frames(
            store, persons, folder, progress=progress, cancel=CancelToken()
        )
    terminal.say(f"Written: {done.pictures} pictures of {done.patients} patients in {folder}")
    if done.unwilling:
        terminal.say(f"Left out: {done.unwilling} patients who have not agreed to training.")
