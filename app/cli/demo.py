"""`hemiface demo`: the demo patient's videos, analysed for real, beside the known truth."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from app.cli import tables, terminal
from app.cli.options import FlipAverage
from app.demo import demo_folders, demo_patient, examine_demo_visit
from app.demo_truth import true_result
from app.examination import Examiner
from app.reporting import gather
from app.tables import PatientExport
from assessment.examination import Examination
from assessment.export.writers import write_csv
from assessment.protocol import EXERCISES
from assessment.records import Patient
from assessment.report.content import Paper
from assessment.report.document import write_report
from assessment.results import SessionResult
from assessment.store.library import Library, open_library
from core.errors import InputError
from core.files import reason
from core.progress import CancelToken

DEMO_MARK = "made-by-hemiface-demo"


def demo(
    out: Annotated[Path, typer.Option("--out", help="Folder for database, report and tables.")] = (
        Path("demo-output")
    ),
    flip_average: FlipAverage = False,
) -> None:
    """Analyse the demo patient's five visits and write database, PDF report and CSV tables."""
    library_folder = _fresh_library(out)
    patient = demo_patient()
    examiner = Examiner(flip_average=flip_average)
    with open_library(library_folder) as library:
        library.patients.add(patient)
        folders = demo_folders()
        done = [_visit(library, examiner, patient, folder) for folder in folders]
        content = gather(
            library, patient, clinic="Demo clinic", pseudonymised=False, visit_number=None
        )
        write_report(content, out / "report.pdf", paper=Paper.A4)
        tables = PatientExport(library, [patient], anonymised=False)
        write_csv(tables.results(), out / "results.csv")
    truths = [true_result(folder, patient) for folder in folders]
    terminal.show(_comparison(done, truths))
    terminal.say(f"Report, tables and database are in {out}.")


def _fresh_library(out: Path) -> Path:
    """An empty library folder; only one that an earlier demo made is replaced."""
    folder, mark = out / "library", out / "library" / DEMO_MARK
    if folder.exists() and not mark.exists():
        raise InputError(f"{folder} was not made by the demo: choose another folder with --out.")
    try:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        mark.touch()
    except OSError as error:
        raise InputError(f"The folder {folder} cannot be made: {reason(error)}.") from error
    return folder


def _visit(library: Library, examiner: Examiner, patient: Patient, folder: Path) -> Examination:
    with terminal.progress_bar() as progress:

        def named(done: float, total: float | None, what: str) -> None:
            progress(done, total, f"{folder.name} {what}")

        return examine_demo_visit(
            library, examiner, patient, folder, progress=named, cancel=CancelToken()
        )


def _comparison(done: list[Examination], truths: list[SessionResult]) -> Table:
    """Measured excursion ratios with their 95 % intervals beside the known truth."""
    table = Table(
        "Visit",
        "Exercise",
        "Measured, % of the healthy side",
        "Truth, %",
        title="Movement of the affected side",
        caption="In brackets: 95 % interval from the repetitions and the network's own error.",
    )
    for examination, truth in zip(done, truths, strict=True):
        if examination.latest is None:
            continue
        day = examination.visit.taken_at.astimezone().date().isoformat()
        known = {trial.exercise_id: tables.primary_ratio(trial) for trial in truth.trials}
        for trial in examination.latest.result.trials:
            right = known.get(trial.exercise_id)
            if right is None:
                continue
            found = tables.primary_ratio(trial)
            table.add_row(
                day,
                EXERCISES[trial.exercise_id].name,
                tables.interval(found.estimate) if found else "not measurable",
                f"{right.estimate.value:.0f}",
            )
            day = ""
    return table
