"""Visits with their recordings and analyses, and the history they make up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from assessment.examination import Analysis, Examination, NewAnalysis
from assessment.records import Recording, SkippedExercise, Visit
from assessment.store import landmark_blob, results_rows
from assessment.store.database import reading, writing
from assessment.store.rows import exists, fetch, insert, record_of, row_of
from assessment.store.tables import (
    analyses,
    patients,
    recordings,
    skipped_exercises,
    trials,
    visits,
)
from core.errors import InputError
from core.types import LandmarkSequence


class Visits:
    """The visits of one database."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine

    def add(
        self,
        visit: Visit,
        clips: Sequence[Recording],
        analysis: Analysis | None = None,
        *,
        landmarks: Sequence[LandmarkSequence] = (),
    ) -> None:
        """Keep a whole visit at once; `Library.add_visit` also takes its files in.

        Args:
            visit: The visit.
            clips: Its recordings, in the order of the examination.
            analysis: Its first analysis.
            landmarks: The landmarks behind each trial of `analysis`.

        Raises:
            InputError: The patient does not exist.
            StoreError: The database failed; nothing was kept.
            ValueError: The parts do not belong together.
        """
        if any(clip.visit_id != visit.id for clip in clips):
            raise ValueError("a recording belongs to another visit")
        with writing(self._engine) as connection:
            if not exists(connection, patients, visit.patient_id):
                raise InputError("The visit's patient does not exist; add the patient first.")
            insert(connection, visits, [_visit_row(visit)])
            _write_skipped(connection, visit)
            insert(
                connection,
                recordings,
                [row_of(clip) | {"position": number} for number, clip in enumerate(clips)],
            )
            if analysis is not None:
                found = tuple(landmarks)
                write_analysis(connection, NewAnalysis(analysis, found, found))

    def add_analysis(self, new: NewAnalysis) -> None:
        """Keep a further analysis of a visit beside the earlier ones.

        Raises:
            StoreError: The database failed; nothing was kept.
            ValueError: The analysis is not about recordings of its visit, a recording shows
                another exercise than its trial, or there is not one sequence for each trial.
        """
        with writing(self._engine) as connection:
            write_analysis(connection, new)

    def update(self, visit: Visit) -> None:
        """Replace what people entered about the visit with this id.

        Raises:
            InputError: There is no such visit.
            StoreError: The database failed.
        """
        same = (visits.c.id == visit.id) & (visits.c.patient_id == visit.patient_id)
        with writing(self._engine) as connection:
            if not connection.execute(visits.update().where(same), _visit_row(visit)).rowcount:
                raise InputError("There is no such visit of this patient to change.")
            connection.execute(
                skipped_exercises.delete().where(skipped_exercises.c.visit_id == visit.id)
            )
            _write_skipped(connection, visit)

    def history(self, patient_id: UUID) -> tuple[Examination, ...]:
        """Every visit of a patient with all its analyses, earliest first.

        Raises:
            StoreError: The database failed.
        """
        with reading(self._engine) as connection:
            return _examinations(connection, visits.c.patient_id == patient_id)

    def find(self, visit_id: UUID) -> Examination:
        """One visit with all its analyses.

        Raises:
            InputError: There is no such visit.
            StoreError: The database failed.
        """
        with reading(self._engine) as connection:
            found = _examinations(connection, visits.c.id == visit_id)
        if not found:
            raise InputError(f"There is no visit {visit_id}; list the patient's visits.")
        return found[0]

    def counts(self) -> dict[UUID, int]:
        """Number of visits of every patient who has any, by the patient's id.

        Raises:
            StoreError: The database failed.
        """
        number = sa.func.count().label("number")
        statement = sa.select(visits.c.patient_id, number).group_by(visits.c.patient_id)
        with reading(self._engine) as connection:
            return {row["patient_id"]: row["number"] for row in fetch(connection, statement)}

    def landmarks(self, analysis_id: UUID) -> tuple[LandmarkSequence, ...]:
        """The landmarks behind each trial of an analysis, in the order of its trials.

        Raises:
            StoreError: The database failed.
        """
        return self._unpacked(analysis_id, trials.c.landmarks)

    def detected(self, analysis_id: UUID) -> tuple[LandmarkSequence, ...]:
        """The same as the detector found them, before people corrected any.

        Raises:
            StoreError: The database failed.
        """
        return self._unpacked(analysis_id, sa.func.coalesce(trials.c.detected, trials.c.landmarks))

    def media(self) -> frozenset[str]:
        """Names of all files in the media store that recordings refer to.

        Raises:
            StoreError: The database failed.
        """
        with reading(self._engine) as connection:
            rows = fetch(connection, sa.select(recordings.c.media).where(recordings.c.media != ""))
        return frozenset(row["media"] for row in rows)

    def _unpacked(
        self, analysis_id: UUID, column: sa.ColumnElement[bytes]
    ) -> tuple[LandmarkSequence, ...]:
        statement = (
            sa.select(column.label("blob"))
            .where(trials.c.analysis_id == analysis_id)
            .order_by(trials.c.position)
        )
        with reading(self._engine) as connection:
            blobs = [row["blob"] for row in fetch(connection, statement)]
        return tuple(landmark_blob.unpack(blob) for blob in blobs)


def write_analysis(connection: sa.Connection, new: NewAnalysis) -> None:
    """Add an analysis after those of its visit.

    Raises:
        ValueError: See `Visits.add_analysis`.
    """
    analysis = new.analysis
    clips = sa.select(recordings.c.id, recordings.c.exercise_id).where(
        recordings.c.visit_id == analysis.visit_id
    )
    shown = {row["id"]: row["exercise_id"] for row in fetch(connection, clips)}
    if not set(analysis.recording_ids) <= shown.keys():
        raise ValueError("the analysis is about recordings of another visit")
    for key, trial in zip(analysis.recording_ids, analysis.result.trials, strict=True):
        if shown[key] != trial.exercise_id:
            raise ValueError(f"a trial of {trial.exercise_id} comes from a clip of {shown[key]}")
    earlier = sa.select(analyses.c.id).where(analyses.c.visit_id == analysis.visit_id)
    position = len(fetch(connection, earlier))
    results_rows.write(connection, new, position=position)


def rewrite_recording(connection: sa.Connection, recording: Recording) -> None:
    """Replace what is kept about the recording with this id.

    Raises:
        InputError: There is no such recording.
    """
    changed = connection.execute(
        recordings.update().where(recordings.c.id == recording.id), row_of(recording)
    )
    if not changed.rowcount:
        raise InputError("There is no such recording to change; it may have been removed.")


def _visit_row(visit: Visit) -> dict[str, Any]:
    return row_of(visit, without=("skipped",))


def _write_skipped(connection: sa.Connection, visit: Visit) -> None:
    rows = [
        row_of(skip) | {"visit_id": visit.id, "position": number}
        for number, skip in enumerate(visit.skipped)
    ]
    insert(connection, skipped_exercises, rows)


def _examinations(
    connection: sa.Connection, wanted: sa.ColumnElement[bool]
) -> tuple[Examination, ...]:
    keys = sa.select(visits.c.id).where(wanted)
    heads = fetch(
        connection, sa.select(visits).where(wanted).order_by(visits.c.taken_at, visits.c.id)
    )
    clips = defaultdict(list)
    for row in fetch(
        connection,
        sa.select(recordings)
        .where(recordings.c.visit_id.in_(keys))
        .order_by(recordings.c.position),
    ):
        clips[row["visit_id"]].append(record_of(Recording, row))
    skipped = defaultdict(list)
    for row in fetch(
        connection,
        sa.select(skipped_exercises)
        .where(skipped_exercises.c.visit_id.in_(keys))
        .order_by(skipped_exercises.c.position),
    ):
        skipped[row["visit_id"]].append(record_of(SkippedExercise, row))
    found = defaultdict(list)
    for analysis in results_rows.read(connection, analyses.c.visit_id.in_(keys)):
        found[analysis.visit_id].append(analysis)
    return tuple(
        Examination(
            visit=record_of(Visit, head, skipped=tuple(skipped[head["id"]])),
            recordings=tuple(clips[head["id"]]),
            analyses=tuple(found[head["id"]]),
        )
        for head in heads
    )
