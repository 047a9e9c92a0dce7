"""`hemiface export`: a patient's results as tables."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from app.cli import terminal
from app.cli.options import DataFolder
from app.tables import frame_table, session_tables
from assessment.export.writers import write_csv, write_xlsx
from assessment.store.library import open_library
from core.errors import InputError


def export(
    patient: Annotated[str, typer.Argument(help="The patient's code.")],
    csv: Annotated[
        Path | None, typer.Option("--csv", help="Results as CSV, one line each.")
    ] = None,
    xlsx: Annotated[
        Path | None, typer.Option("--xlsx", help="Workbook of results, grades and frames.")
    ] = None,
    frames: Annotated[
        Path | None, typer.Option("--frames", help="Landmarks of every frame as CSV.")
    ] = None,
    library: DataFolder = None,
) -> None:
    """Write a patient's results of all visits as CSV or XLSX, with units, formulas and sources."""
    if csv is None and xlsx is None and frames is None:
        raise InputError("Say what to write: --csv FILE, --xlsx FILE or --frames FILE.")
    with open_library(library) as store:
        person = store.patients.find(patient)
        if csv is not None:
            write_csv(session_tables(store, person)[0], csv)
        if frames is not None:
            write_csv(frame_table(store, person), frames)
        if xlsx is not None:
            results, grades = session_tables(store, person)
            write_xlsx((results, grades, frame_table(store, person)), xlsx)
    for path in (csv, xlsx, frames):
        if path is not None:
            terminal.say(f"Written: {path}")
