"""`hemiface report`: the PDF of a visit."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from app.cli import terminal
from app.cli.options import DataFolder
from app.languages import ENGLISH, report_language
from app.reporting import default_report_path, gather
from assessment.report.content import Paper
from assessment.report.document import write_report
from assessment.store.library import open_library


def report(
    patient: Annotated[str, typer.Argument(help="The patient's code.")],
    out: Annotated[Path | None, typer.Option("--out", help="The PDF to write.")] = None,
    visit: Annotated[
        int | None, typer.Option("--visit", help="Which visit, from 1; default: the last.")
    ] = None,
    paper: Annotated[Paper, typer.Option("--paper", help="Sheet.")] = Paper.A4,
    language: Annotated[
        str, typer.Option("--language", help="Language of the report, e.g. de.")
    ] = ENGLISH,
    clinic: Annotated[str, typer.Option("--clinic", help="Name in the head.")] = "",
    pseudonymised: Annotated[
        bool, typer.Option("--pseudonymised", help="Code only: no name, no faces.")
    ] = False,
    library: DataFolder = None,
) -> None:
    """Write the report of a patient's visit as PDF."""
    spoken = report_language(language)
    with open_library(library) as store:
        person = store.patients.find(patient)
        content = gather(
            store, person, clinic=clinic, pseudonymised=pseudonymised, visit_number=visit
        )
    path = out or default_report_path(content)
    write_report(content, path, paper=paper, language=spoken)
    terminal.say(f"Report written to {path}.")
