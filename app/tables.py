"""Gathers from the library what the exported tables hold."""

from __future__ import annotations

from collections.abc import Iterator

from assessment.export.frames_table import frames_table
from assessment.export.grades_table import grades_table
from assessment.export.results_table import results_table
from assessment.export.table import Row, Table
from assessment.records import Patient
from assessment.store.library import Library
from core.errors import InputError


def session_tables(library: Library, patient: Patient) -> tuple[Table, Table]:
    """Results and clinical grades of all visits of a patient."""
    history = library.visits.history(patient.id)
    grades = [
        grade for examination in history for grade in library.grades.of_visit(examination.visit.id)
    ]
    return results_table(patient, history), grades_table(patient, grades)


def frame_table(library: Library, patient: Patient) -> Table:
    """Landmarks of every frame of the newest analysis of each visit.

    Raises:
        InputError: The patient has no analysed visit.
    """
    history = library.visits.history(patient.id)
    tables = [
        frames_table(examination.latest, library.visits.landmarks(examination.latest.id))
        for examination in history
        if examination.latest is not None
    ]
    if not tables:
        raise InputError(f"Patient {patient.code} has no analysed visit yet.")
    return Table(tables[0].name, tables[0].columns, _all_rows(tables))


def _all_rows(tables: list[Table]) -> Iterator[Row]:
    for table in tables:
        yield from table.rows
