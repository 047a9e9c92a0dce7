"""Erases a visit or a patient with all that hangs on it: rows and files, or nothing.

The files go to the waiting ones before the rows go, so that whoever is killed in between leaves it
to `MediaStore.settle`: as long as the rows are there the files move up again, without them they go.
"""

from __future__ import annotations

from contextlib import ExitStack, suppress
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from assessment.store.database import writing
from assessment.store.media import MediaStore
from assessment.store.rows import fetch
from assessment.store.tables import (
    absences,
    analyses,
    annotation_table,
    consents,
    grades,
    indices,
    measures,
    patients,
    recordings,
    skipped_exercises,
    treatments,
    trials,
    visits,
)
from assessment.store.visits import Visits
from core.errors import StoreError


class Removals:
    """The one way to take back what was stored.

    Args:
        engine: The database.
        media: The patients' files.
    """

    def __init__(self, engine: sa.Engine, media: MediaStore) -> None:
        self._engine, self._media = engine, media

    def visit(self, visit_id: UUID) -> None:
        """Erase a visit; one that is not there is erased already.

        Raises:
            StoreError: Database or folder failed; nothing was erased.
        """
        self._erase(visits.c.id == visit_id)

    def patient(self, patient_id: UUID) -> None:
        """Erase a patient with all visits; one that is not there is erased already.

        Raises:
            StoreError: Database or folder failed; nothing was erased.
        """
        self._erase(visits.c.patient_id == patient_id, patient_id)

    def _erase(self, wanted: sa.ColumnElement[bool], patient_id: UUID | None = None) -> None:
        names: list[str] = []
        with ExitStack() as undo:
            undo.callback(self._settle, names)
            with writing(self._engine) as connection:
                names += _media(connection, wanted)
                self._media.set_aside(names)
                _delete_visits(connection, wanted)
                if patient_id is not None:
                    _delete_patient(connection, patient_id)
            undo.pop_all()
        # The rows are gone: a file that is in use waits, and goes when the library is next opened.
        for name in names:
            with suppress(StoreError):
                self._media.delete(name)

    def _settle(self, names: list[str]) -> None:
        """After a failure: the files stay with the rows, if those are still there."""
        self._media.keep(set(names) & Visits(self._engine).media())


def _media(connection: sa.Connection, wanted: sa.ColumnElement[bool]) -> list[str]:
    statement = (
        sa.select(recordings.c.media).join(visits).where(wanted).where(recordings.c.media != "")
    )
    return [row["media"] for row in fetch(connection, statement)]


def _delete_visits(connection: sa.Connection, wanted: sa.ColumnElement[bool]) -> None:
    """What refers to something goes before it."""
    of_visits = sa.select(visits.c.id).where(wanted)
    clips = sa.select(recordings.c.id).where(recordings.c.visit_id.in_(of_visits))
    results = sa.select(analyses.c.id).where(analyses.c.visit_id.in_(of_visits))
    takes = sa.select(trials.c.id).where(trials.c.analysis_id.in_(results))
    gone: tuple[tuple[sa.Table, sa.Column[Any], sa.Select[Any]], ...] = (
        (annotation_table, annotation_table.c.recording_id, clips),
        (measures, measures.c.trial_id, takes),
        (indices, indices.c.analysis_id, results),
        (absences, absences.c.analysis_id, results),
        (trials, trials.c.analysis_id, results),
        (analyses, analyses.c.visit_id, of_visits),
        (grades, grades.c.visit_id, of_visits),
        (recordings, recordings.c.visit_id, of_visits),
        (skipped_exercises, skipped_exercises.c.visit_id, of_visits),
    )
    for table, column, owners in gone:
        connection.execute(table.delete().where(column.in_(owners)))
    connection.execute(visits.delete().where(wanted))


def _delete_patient(connection: sa.Connection, patient_id: UUID) -> None:
    for table, column in (
        (treatments, treatments.c.patient_id),
        (consents, consents.c.patient_id),
        (patients, patients.c.id),
    ):
        connection.execute(table.delete().where(column == patient_id))
