"""Gathers from the library what one report says."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from uuid import UUID, uuid4

from app import __version__
from assessment.analysis import Clip, curves
from assessment.change import Conditions, why_not_comparable
from assessment.examination import Analysis, Examination
from assessment.grades.wording import grade_line
from assessment.records import Patient, Recording, Treatment, Visit
from assessment.report.content import (
    ExerciseCurve,
    HistoryVisit,
    Picture,
    ReportContent,
    Still,
)
from assessment.results import TrialResult, Unit
from assessment.store.library import Library
from core.errors import InputError
from core.progress import CancelToken, Progress, ignore_progress
from core.types import LandmarkSequence
from core.video import read_frames


def gather(
    library: Library,
    patient: Patient,
    *,
    clinic: str,
    pseudonymised: bool,
    visit_number: int | None,
    progress: Progress = ignore_progress,
    cancel: CancelToken | None = None,
) -> ReportContent:
    """Everything the report of one visit needs.

    Args:
        library: Where it is kept.
        patient: Whom it is about.
        clinic: Name for the head of each page.
        pseudonymised: Leave out names, date of birth, faces and free text.
        visit_number: Which visit, counted from 1; None: the last.
        progress: Told of every video whose stills were read.
        cancel: Checked before each of them.

    Raises:
        InputError: The patient has no such visit.
        KnownError: A recording or the database cannot be read.
        Cancelled: `cancel` was set.
    """
    visits = library.visits.history(patient.id)
    count = len(visits) if visit_number is None else visit_number
    if not 1 <= count <= len(visits):
        held = f"Patient {patient.code} has {len(visits)} visits"
        if visit_number is None:
            raise InputError(f"{held}; there is none to report.")
        raise InputError(f"{held}; there is none to report with number {visit_number}.")
    examination = visits[count - 1]
    content = outline(library, patient, visits[:count], clinic=clinic, pseudonymised=pseudonymised)
    if examination.latest is None:
        return content
    sequences = library.visits.landmarks(examination.latest.id)
    drawn = _curves(examination.latest, sequences)
    stills: tuple[Still, ...] = ()
    if patient.allows_pictures and not pseudonymised:
        watched = _watched(sequences, progress, cancel or CancelToken())
        stills = _stills(library, examination, examination.latest, watched)
    return replace(content, curves=drawn, stills=stills)


def outline(
    library: Library,
    patient: Patient,
    visits: Sequence[Examination],
    *,
    clinic: str = "",
    pseudonymised: bool = False,
) -> ReportContent:
    """What a report says without curves and pictures, for which recordings must be read.

    Args:
        library: Where the grades and treatments are kept.
        patient: Whom it is about.
        visits: All visits up to the reported one, oldest first, at least one.
        clinic: Name for the head of each page.
        pseudonymised: Leave out names, date of birth, faces and free text.

    Raises:
        StoreError: The database cannot be read.
    """
    examination = visits[-1]
    history = _history(library, visits)
    visit = replace(examination.visit, taken_at=examination.visit.taken_at.astimezone())
    return ReportContent(
        clinic=clinic,
        report_id=uuid4().hex[:8].upper(),
        generated_at=dt.datetime.now().astimezone(),
        software=f"Hemiface {__version__}",
        patient=patient,
        visit=visit,
        history=history,
        grades=tuple(grade_line(grade) for grade in history[-1].grades),
        treatments=_treatments(library, visit),
        mirrored=tuple(clip.exercise_id for clip in examination.recordings if clip.mirrored),
        corrected_by=examination.latest.corrected_by if examination.latest else (),
        pseudonymised=pseudonymised,
    )


def read_outline(
    library: Library,
    patient: Patient,
    visit_ids: Collection[UUID],
    *,
    progress: Progress,
    cancel: CancelToken,
) -> ReportContent:
    """Read the outline of some of a patient's visits.

    Args:
        library: Where they are kept.
        patient: Whose they are.
        visit_ids: Which, at least one.
        progress: Told when it is done.
        cancel: Checked before.

    Raises:
        StoreError: The database cannot be read.
        Cancelled: `cancel` was set.
    """
    cancel.check()
    visits = [one for one in library.visits.history(patient.id) if one.visit.id in visit_ids]
    content = outline(library, patient, visits)
    progress(1, 1, "Reading the visits")
    return content


def _treatments(library: Library, visit: Visit) -> tuple[Treatment, ...]:
    """What had begun by the day of the visit."""
    given = library.treatments.of_patient(visit.patient_id)
    return tuple(treatment for treatment in given if treatment.start <= visit.taken_at.date())


def _history(library: Library, examinations: Sequence[Examination]) -> tuple[HistoryVisit, ...]:
    """The visits on the clinic's clock, each with what sets it apart from the one before."""
    rows: list[HistoryVisit] = []
    before: Conditions | None = None
    for examination in examinations:
        now = _conditions(examination)
        reason = why_not_comparable(now, before, unit=Unit.PCT) if now and before else ""
        rows.append(
            HistoryVisit(
                taken_at=examination.visit.taken_at.astimezone(),
                result=now.result if now else None,
                break_reason=reason,
                grades=library.grades.of_visit(examination.visit.id),
            )
        )
        before = now or before
    return tuple(rows)


def _conditions(examination: Examination) -> Conditions | None:
    if examination.latest is None:
        return None
    visit = examination.visit
    return Conditions(visit.camera, visit.distance_m, examination.latest.result)


def _curves(
    analysis: Analysis, sequences: tuple[LandmarkSequence, ...]
) -> tuple[ExerciseCurve, ...]:
    drawn: list[ExerciseCurve] = []
    for trial, sequence in zip(analysis.result.trials, sequences, strict=True):
        found = curves(Clip(trial.exercise_id, sequence), analysis.result.face_frame)
        drawn.extend(ExerciseCurve(trial.exercise_id, curve) for curve in found[:1])
    return tuple(drawn)


def _watched(
    sequences: Sequence[LandmarkSequence], progress: Progress, cancel: CancelToken
) -> Iterator[LandmarkSequence]:
    for number, sequence in enumerate(sequences):
        cancel.check()
        progress(number, len(sequences), "Reading the pictures")
        yield sequence


def _stills(
    library: Library,
    examination: Examination,
    analysis: Analysis,
    sequences: Iterable[LandmarkSequence],
) -> tuple[Still, ...]:
    recordings = {recording.id: recording for recording in examination.recordings}
    rows: list[Still] = []
    for trial, key, sequence in zip(
        analysis.result.trials, analysis.recording_ids, sequences, strict=True
    ):
        pictures = _pictures(library, recordings[key], trial, sequence)
        rest = pictures.get(trial.rest_frame) if trial.rest_frame is not None else None
        peak = pictures.get(trial.peak_frame) if trial.peak_frame is not None else None
        if rest or peak:
            rows.append(Still(trial.exercise_id, rest, peak))
    return tuple(rows)


def _pictures(
    library: Library, recording: Recording, trial: TrialResult, sequence: LandmarkSequence
) -> dict[int, Picture]:
    """The pictures of the trial's rest and peak, by decoded-frame index."""
    wanted = [frame for frame in (trial.rest_frame, trial.peak_frame) if frame is not None]
    if not recording.media or not wanted:
        return {}
    row_of = {int(frame): row for row, frame in enumerate(sequence.frame_index)}
    with library.media.open(recording.media) as stream:
        frames = read_frames(stream, wanted, mirrored=recording.mirrored)
    return {
        index: Picture(frame.image, sequence.points_px[row_of[index], :, :2].copy())
        for index, frame in frames.items()
    }


def default_report_path(content: ReportContent) -> Path:
    """Where a report goes when nobody says: the current folder."""
    return Path(f"report-{content.visit.taken_at:%Y-%m-%d}-{content.report_id}.pdf")
