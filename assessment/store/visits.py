"""Visits with their recordings and analyses, and the history they make up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence, Set
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from assessment.examination import Analysis, Examination, ListedVisit, NewAnalysis
from assessment.records import Patient, Recording, SkippedExercise, Visit
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
from core.errors import InputError, StaleError
from core.types import LandmarkSequence


class Visits:
    """The visits of one database."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine
        self._analyses = results_rows.Reader()

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
            StaleError: See `write_analysis`; nothing was kept.
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
            StaleError: See `write_analysis`; nothing was kept.
            StoreError: The database failed; nothing was kept.
            ValueError: See `write_analysis`.
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
            return _examinations(connection, visits.c.patient_id == patient_id, self._analyses)

    def listed(self, patient_id: UUID) -> tuple[ListedVisit, ...]:
        """Every visit of a patient without what was found, earliest first.

        Raises:
            StoreError: The database failed.
        """
        with reading(self._engine) as connection:
            return _listed(connection, visits.c.patient_id == patient_id)

    def find(self, visit_id: UUID) -> Examination:
        """One visit with all its analyses.

        Raises:
            InputError: There is no such visit.
            StoreError: The database failed.
        """
        with reading(self._engine) as connection:
            found = _examinations(connection, visits.c.id == visit_id, self._analyses)
        if not found:
            raise InputError(f"There is no visit {visit_id}; list the patient's visits.")
        return found[0]

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
        StaleError: Since it was begun the visit was analysed by somebody else, or the patient's
            affected side or outer-canthal width was corrected.
        ValueError: The analysis is not about recordings of its visit, a recording shows another
            exercise than its trial, or there is not one sequence for each trial.
    """
    analysis = new.analysis
    _refuse_stale_record(connection, analysis)
    clips = sa.select(recordings.c.id, recordings.c.exercise_id).where(
        recordings.c.visit_id == analysis.visit_id
    )
    shown = {row["id"]: row["exercise_id"] for row in fetch(connection, clips)}
    if not set(analysis.recording_ids) <= shown.keys():
        raise ValueError("the analysis is about recordings of another visit")
    for key, trial in zip(analysis.recording_ids, analysis.result.trials, strict=True):
        if shown[key] != trial.exercise_id:
            raise ValueError(f"a trial of {trial.exercise_id} comes from a clip of {shown[key]}")
    of_visit = sa.select(analyses.c.id).where(analyses.c.visit_id == analysis.visit_id)
    earlier = [row["id"] for row in fetch(connection, of_visit.order_by(analyses.c.position))]
    if new.follows != (earlier[-1] if earlier else None):
        raise StaleError(
            "The visit was measured anew meanwhile, so nothing was changed: do it once more."
        )
    results_rows.write(connection, new, position=len(earlier))


def refuse_unmeasured(connection: sa.Connection, patient: Patient, measured: Set[UUID]) -> None:
    """Keep no side or width with which not all analysed visits were analysed.

    Args:
        connection: A writing transaction, in which the patient is as before.
        patient: As they are to be kept.
        measured: The visits that are analysed with it in this transaction.

    Raises:
        StaleError: A visit was stored since the others were read.
    """
    as_before = (
        (patients.c.id == patient.id)
        & (patients.c.affected_side == patient.affected_side)
        & patients.c.outer_canthal_mm.is_not_distinct_from(patient.outer_canthal_mm)
    )
    if fetch(connection, sa.select(patients.c.id).where(as_before)):
        return
    analysed = sa.select(analyses.c.visit_id).join(visits).where(visits.c.patient_id == patient.id)
    if {row["visit_id"] for row in fetch(connection, analysed)} - measured:
        raise StaleError(
            "A visit was stored meanwhile, so nothing was changed: correct the record once more."
        )


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


def _refuse_stale_record(connection: sa.Connection, analysis: Analysis) -> None:
    """Refuse an analysis with another side or width than the patient's record has by now."""
    result = analysis.result
    same_record = (
        (visits.c.id == analysis.visit_id)
        & (patients.c.affected_side == result.affected)
        & patients.c.outer_canthal_mm.is_not_distinct_from(result.face_frame.mm_per_unit)
    )
    if not fetch(connection, sa.select(patients.c.id).join(visits).where(same_record)):
        raise StaleError(
            "The patient's record was corrected meanwhile, so nothing was changed: do it once more."
        )


def _visit_row(visit: Visit) -> dict[str, Any]:
    return row_of(visit, without=("skipped",))


def _write_skipped(connection: sa.Connection, visit: Visit) -> None:
    rows = [
        row_of(skip) | {"visit_id": visit.id, "position": number}
        for number, skip in enumerate(visit.skipped)
    ]
    insert(connection, skipped_exercises, rows)


def _examinations(
    connection: sa.Connection, wanted: sa.ColumnElement[bool], reader: results_rows.Reader
) -> tuple[Examination, ...]:
    found = defaultdict(list)
    for analysis in reader.of_visits(connection, sa.select(visits.c.id).where(wanted)):
        found[analysis.visit_id].append(analysis)
    return tuple(
        Examination(one.visit, one.recordings, tuple(found[one.visit.id]))
        for one in _listed(connection, wanted)
    )


def _listed(connection: sa.Connection, wanted: sa.ColumnElement[bool]) -> tuple[ListedVisit, ...]:
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
    newest = {
        row["visit_id"]: row["id"]
        for row in fetch(
            connection,
            sa.select(analyses.c.visit_id, analyses.c.id)
            .where(analyses.c.visit_id.in_(keys))
            .order_by(analyses.c.position),
        )
    }
    return tuple(
        ListedVisit(
            visit=record_of(Visit, head, skipped=tuple(skipped[head["id"]])),
            recordings=tuple(clips[head["id"]]),
            latest_id=newest.get(head["id"]),
        )
        for head in heads
    )
