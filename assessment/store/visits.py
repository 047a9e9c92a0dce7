"""Visits with their recordings and analyses, and the history they make up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

import sqlalchemy as sa

from assessment.examination import Analysis, Examination
from assessment.records import Recording, Visit
from assessment.store import landmark_blob, results_rows
from assessment.store.database import reading, writing
from assessment.store.rows import exists, fetch, insert, record_of, row_of
from assessment.store.tables import analyses, patients, recordings, trials, visits
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
            insert(connection, visits, [row_of(visit)])
            insert(
                connection,
                recordings,
                [row_of(clip) | {"position": number} for number, clip in enumerate(clips)],
            )
            if analysis is not None:
                _add_analysis(connection, analysis, landmarks)

    def add_analysis(self, analysis: Analysis, landmarks: Sequence[LandmarkSequence]) -> None:
        """Keep a further analysis of a visit beside the earlier ones.

        Args:
            analysis: The analysis.
            landmarks: The landmarks behind each of its trials.

        Raises:
            StoreError: The database failed; nothing was kept.
            ValueError: The analysis is not about recordings of its visit, a recording shows
                another exercise than its trial, or there is not one sequence for each trial.
        """
        with writing(self._engine) as connection:
            _add_analysis(connection, analysis, landmarks)

    def update(self, visit: Visit) -> None:
        """Replace what people entered about the visit with this id.

        Raises:
            InputError: There is no such visit.
            StoreError: The database failed.
        """
        same = (visits.c.id == visit.id) & (visits.c.patient_id == visit.patient_id)
        with writing(self._engine) as connection:
            if not connection.execute(visits.update().where(same), row_of(visit)).rowcount:
                raise InputError("There is no such visit of this patient to change.")

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
        statement = (
            sa.select(trials.c.landmarks)
            .where(trials.c.analysis_id == analysis_id)
            .order_by(trials.c.position)
        )
        with reading(self._engine) as connection:
            blobs = [row["landmarks"] for row in fetch(connection, statement)]
        return tuple(landmark_blob.unpack(blob) for blob in blobs)

    def media(self) -> frozenset[str]:
        """Names of all files in the media store that recordings refer to.

        Raises:
            StoreError: The database failed.
        """
        with reading(self._engine) as connection:
            rows = fetch(connection, sa.select(recordings.c.media).where(recordings.c.media != ""))
        return frozenset(row["media"] for row in rows)


def _add_analysis(
    connection: sa.Connection, analysis: Analysis, landmarks: Sequence[LandmarkSequence]
) -> None:
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
    results_rows.write(connection, analysis, landmarks, position=position)


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
    found = defaultdict(list)
    for analysis in results_rows.read(connection, analyses.c.visit_id.in_(keys)):
        found[analysis.visit_id].append(analysis)
    return tuple(
        Examination(
            visit=record_of(Visit, head),
            recordings=tuple(clips[head["id"]]),
            analyses=tuple(found[head["id"]]),
        )
        for head in heads
    )
