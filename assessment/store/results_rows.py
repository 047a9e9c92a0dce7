"""An analysis taken apart into rows, and put together again."""

from __future__ import annotations

import threading
from collections import OrderedDict, defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, Final
from uuid import UUID, uuid4

import numpy as np
import sqlalchemy as sa

from assessment.examination import Analysis, NewAnalysis
from assessment.results import (
    Absent,
    Estimate,
    FaceFrame,
    Index,
    Measure,
    Quality,
    Repetition,
    SessionResult,
    TrialResult,
)
from assessment.store import landmark_blob
from assessment.store.rows import Row, fetch, insert, record_of, row_of, sound_content
from assessment.store.tables import absences, analyses, indices, measures, trials
from core.types import POINT_COUNT, FloatArray, LandmarkSequence

MOST_KEPT: Final = 64
"""About a megabyte each (default)."""

_TEMPLATE_TYPE = np.dtype("<f8")
_LARGE = ("landmarks", "detected")
_TRIAL_COLUMNS = [column for column in trials.c if column.name not in _LARGE]


def write(connection: sa.Connection, new: NewAnalysis, *, position: int) -> None:
    """Add an analysis as number `position` of its visit, with the landmarks behind each trial.

    Raises:
        ValueError: There is not one sequence for each trial.
    """
    analysis, result = new.analysis, new.analysis.result
    insert(connection, analyses, [_analysis_row(analysis) | {"position": position}])
    trial_ids = [uuid4() for _ in result.trials]
    clips = zip(
        trial_ids,
        result.trials,
        analysis.recording_ids,
        new.landmarks,
        new.detected,
        strict=True,
    )
    insert(
        connection,
        trials,
        [
            _trial_row(trial)
            | _landmark_cells(measured, detected)
            | {
                "id": trial_id,
                "analysis_id": analysis.id,
                "recording_id": recording_id,
                "position": number,
            }
            for number, (trial_id, trial, recording_id, measured, detected) in enumerate(clips)
        ],
    )
    owners: list[tuple[UUID | None, SessionResult | TrialResult]] = [(None, result)]
    owners += zip(trial_ids, result.trials, strict=True)
    insert(connection, indices, list(_owned(analysis.id, _index_rows(owners))))
    insert(connection, absences, list(_owned(analysis.id, _absence_rows(owners))))
    for trial_id, trial in zip(trial_ids, result.trials, strict=True):
        insert(connection, measures, _measure_rows(trial_id, trial.measures))


class Reader:
    """Reads analyses, which takes tens of milliseconds each, and keeps those read last.

    None ever changes once it is stored. Any thread may read.
    """

    def __init__(self) -> None:
        self._kept: OrderedDict[UUID, Analysis] = OrderedDict()
        self._lock = threading.Lock()

    def of_visits(self, connection: sa.Connection, visit_ids: sa.Select[Any]) -> list[Analysis]:
        """The analyses of some visits, those of one visit in the order they were made.

        Raises:
            StoreError: Stored content is damaged.
        """
        wanted = sa.select(analyses.c.id).where(analyses.c.visit_id.in_(visit_ids))
        keys = [row["id"] for row in fetch(connection, wanted.order_by(analyses.c.position))]
        with self._lock:
            found = {key: self._kept[key] for key in keys if key in self._kept}
        missing = [key for key in keys if key not in found]
        if missing:
            found |= {one.id: one for one in _read(connection, analyses.c.id.in_(missing))}
        with self._lock:
            for key in keys:
                self._kept[key] = found[key]
                self._kept.move_to_end(key)
            while len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)
        return [found[key] for key in keys]


def _read(connection: sa.Connection, wanted: sa.ColumnElement[bool]) -> list[Analysis]:
    """The analyses that match `wanted`."""
    keys = sa.select(analyses.c.id).where(wanted)
    heads = fetch(connection, sa.select(analyses).where(wanted))
    trial_rows = fetch(
        connection,
        sa.select(*_TRIAL_COLUMNS)
        .where(trials.c.analysis_id.in_(keys))
        .order_by(trials.c.position),
    )
    trial_keys = sa.select(trials.c.id).where(trials.c.analysis_id.in_(keys))
    measure_rows = fetch(
        connection,
        sa.select(measures)
        .where(measures.c.trial_id.in_(trial_keys))
        .order_by(measures.c.position),
    )
    found = _Found(
        trials=_grouped(trial_rows, "analysis_id"),
        measures=_grouped(measure_rows, "trial_id"),
        indices=_of_owner(connection, indices, keys),
        absences=_of_owner(connection, absences, keys),
    )
    return [found.analysis(head) for head in heads]


class _Found:
    """Rows of several analyses, grouped by owner."""

    def __init__(
        self,
        *,
        trials: dict[Any, list[Row]],
        measures: dict[Any, list[Row]],
        indices: dict[Any, list[Row]],
        absences: dict[Any, list[Row]],
    ) -> None:
        self._trials = trials
        self._measures = measures
        self._indices = indices
        self._absences = absences

    def analysis(self, head: Row) -> Analysis:
        rows = self._trials[head["id"]]
        owner = (head["id"], None)
        result = record_of(
            SessionResult,
            head,
            face_frame=_face_frame(head),
            flags=tuple(head["flags"]),
            trials=tuple(self._trial(row) for row in rows),
            indices=self._index_records(owner),
            absent=self._absent_records(owner),
        )
        return record_of(
            Analysis,
            head,
            corrected_by=tuple(head["corrected_by"]),
            recording_ids=tuple(row["recording_id"] for row in rows),
            result=result,
        )

    def _trial(self, row: Row) -> TrialResult:
        owner = (row["analysis_id"], row["id"])
        with sound_content():
            repetitions = tuple(Repetition(*times) for times in row["repetitions"])
        return record_of(
            TrialResult,
            row,
            quality=_quality(row["quality"]),
            repetitions=repetitions,
            measures=tuple(
                record_of(
                    Measure,
                    found,
                    estimate=record_of(Estimate, found),
                    repetitions=tuple(found["repetitions"]),
                )
                for found in self._measures[row["id"]]
            ),
            indices=self._index_records(owner),
            absent=self._absent_records(owner),
        )

    def _index_records(self, owner: tuple[UUID, UUID | None]) -> tuple[Index, ...]:
        return tuple(
            record_of(Index, row, estimate=record_of(Estimate, row)) for row in self._indices[owner]
        )

    def _absent_records(self, owner: tuple[UUID, UUID | None]) -> tuple[Absent, ...]:
        return tuple(record_of(Absent, row) for row in self._absences[owner])


def _analysis_row(analysis: Analysis) -> dict[str, Any]:
    result = analysis.result
    return row_of(analysis, without=("recording_ids", "result", "corrected_by")) | {
        "corrected_by": list(analysis.corrected_by),
        "depth_calibrated": result.depth_calibrated,
        "ratio_error_points": dict(result.ratio_error_points),
        "model": result.model,
        "weights_sha256": result.weights_sha256,
        "algorithm": result.algorithm,
        "affected": result.affected,
        "flags": list(result.flags),
        "face_frame": row_of(result.face_frame, without=("template",)),
        "template": result.face_frame.template.astype(_TEMPLATE_TYPE).tobytes(),
    }


def _landmark_cells(measured: LandmarkSequence, detected: LandmarkSequence) -> dict[str, Any]:
    own = None if detected is measured else landmark_blob.pack(detected)
    return {"landmarks": landmark_blob.pack(measured), "detected": own}


def _trial_row(trial: TrialResult) -> dict[str, Any]:
    return {
        "exercise_id": trial.exercise_id,
        "quality": row_of(trial.quality),
        "repetitions": [list(row_of(repetition).values()) for repetition in trial.repetitions],
        "rest_frame": trial.rest_frame,
        "peak_frame": trial.peak_frame,
    }


def _measure_rows(trial_id: UUID, found: Iterable[Measure]) -> list[dict[str, Any]]:
    return [
        row_of(measure, without=("estimate",))
        | row_of(measure.estimate)
        | {"trial_id": trial_id, "position": position, "repetitions": list(measure.repetitions)}
        for position, measure in enumerate(found)
    ]


def _index_rows(
    owners: Iterable[tuple[UUID | None, SessionResult | TrialResult]],
) -> Iterator[dict[str, Any]]:
    for trial_id, owner in owners:
        for index in owner.indices:
            yield (
                row_of(index, without=("estimate",))
                | row_of(index.estimate)
                | {"trial_id": trial_id}
            )


def _absence_rows(
    owners: Iterable[tuple[UUID | None, SessionResult | TrialResult]],
) -> Iterator[dict[str, Any]]:
    for trial_id, owner in owners:
        for absent in owner.absent:
            yield row_of(absent) | {"trial_id": trial_id}


def _owned(analysis_id: UUID, rows: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for position, row in enumerate(rows):
        yield row | {"analysis_id": analysis_id, "position": position}


def _of_owner(
    connection: sa.Connection, table: sa.Table, keys: sa.Select[Any]
) -> dict[Any, list[Row]]:
    rows = fetch(
        connection,
        sa.select(table).where(table.c.analysis_id.in_(keys)).order_by(table.c.position),
    )
    return _grouped(rows, "analysis_id", "trial_id")


def _grouped(rows: Iterable[Row], *columns: str) -> dict[Any, list[Row]]:
    """`rows` by the value of one column, or by the values of several."""
    groups: dict[Any, list[Row]] = defaultdict(list)
    for row in rows:
        key = tuple(row[column] for column in columns)
        groups[key if len(columns) > 1 else key[0]].append(row)
    return groups


def _face_frame(head: Row) -> FaceFrame:
    with sound_content():
        template: FloatArray = (
            np.frombuffer(head["template"], _TEMPLATE_TYPE)
            .reshape(POINT_COUNT, 3)
            .astype(np.float64)
        )
        return FaceFrame(template=template, **head["face_frame"])


def _quality(stored: dict[str, Any]) -> Quality:
    with sound_content():
        pairs = {name: tuple(stored[name]) for name in ("yaw_deg", "pitch_deg", "roll_deg")}
        gaps = tuple(tuple(gap) for gap in stored["gaps_s"])
        return Quality(**(stored | pairs | {"gaps_s": gaps, "flags": tuple(stored["flags"])}))
