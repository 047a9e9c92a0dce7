"""Visits analysed anew from stored landmarks: nothing is decoded and no network is needed.

What was wrong is corrected, and every analysis that follows from it is made; all of it is stored in
one piece, beside the earlier analyses, which stay as they were.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from uuid import UUID

from app.clip_analysis import FilmedClip, Network, analyse_clips
from assessment.analysis import NOT_RECORDED
from assessment.examination import Analysis, Examination, ListedVisit, NewAnalysis
from assessment.mirroring import mirrored_annotation, mirrored_sequence
from assessment.protocol import EXERCISES
from assessment.records import Annotation, Patient, Recording
from assessment.results import SessionResult
from assessment.store.library import Library
from assessment.store.patients import PatientChange
from assessment.store.revisions import Revision
from core.errors import InputError, StaleError
from core.progress import CancelToken, Progress


def save_corrections(
    library: Library,
    patient: Patient,
    examination: Examination,
    edits: Sequence[Annotation],
    *,
    by: str,
) -> Examination:
    """Keep corrections of landmarks, with the analysis that rests on them.

    Args:
        library: Where the visit is kept.
        patient: Whose it is.
        examination: The visit as it was last read.
        edits: Corrections that are not stored yet, of any of its recordings; none just analyses
            what is stored.
        by: Who asks for it.

    Returns:
        The visit with its further analysis.

    Raises:
        InputError: The visit has no landmarks.
        FaceError: With the corrections no clip can be measured.
        StaleError: Visit or patient were corrected since they were read; nothing was kept.
        StoreError: The database failed; nothing was kept.
    """
    clips = [
        replace(clip, annotations=(*clip.annotations, *_about(clip.recording, edits)))
        for clip in _clips(library, examination)
    ]
    new = _analysed(patient, examination, clips, by=by, reason="landmarks were corrected by hand")
    library.revisions.apply(Revision(analyses=(new,), added_annotations=tuple(edits)))
    return library.visits.find(examination.visit.id)


def change_patient(
    library: Library,
    before: Patient,
    after: Patient,
    *,
    by: str,
    reason: str,
    progress: Progress,
    cancel: CancelToken,
) -> None:
    """Keep what differs between `before` and `after`; what others changed meanwhile stays.

    When the affected side or the outer-canthal width changes, every analysed visit is analysed
    anew with it.

    Args:
        library: Where the patient is kept.
        before: The patient as they were when somebody began to change the record.
        after: The same patient as changed.
        by: Who corrects it.
        reason: Why, or "".
        progress: Told the visits done.
        cancel: Checked before every visit.

    Raises:
        InputError: The patient does not exist, or the code is taken.
        StaleError: A visit was stored or corrected meanwhile; nothing was changed.
        StoreError: The database failed; nothing was changed.
        Cancelled: `cancel` was set; nothing was changed.
    """
    what = _what_changes(before, after)
    measured = library.patients.with_id(after.id).with_changes(before, after)
    visits = library.visits.history(after.id) if what else ()
    analysed = [visit for visit in visits if visit.latest is not None]
    analyses = []
    for number, examination in enumerate(analysed, start=1):
        cancel.check()
        clips = _clips(library, examination)
        why = "; ".join(filter(None, (*what, reason)))
        analyses.append(_analysed(measured, examination, clips, by=by, reason=why))
        progress(number, len(analysed), "Measuring the visits anew")
    change = PatientChange(before, after)
    library.revisions.apply(Revision(analyses=tuple(analyses), patient=change))


def exchange_sides(library: Library, patient: Patient, seen: ListedVisit, *, by: str) -> None:
    """Take all recordings of a visit the other way round than somebody has seen them.

    Raises:
        StaleError: They are not as they were seen; nothing was changed.
        StoreError: The database failed; nothing was changed.
    """
    examination = library.visits.find(seen.visit.id)
    if examination.recordings != seen.recordings:
        raise StaleError(
            "The sides of the visit were exchanged meanwhile: look at it before you go on."
        )
    keys = [recording.id for recording in seen.recordings]
    change_mirroring(library, patient, examination, keys, by=by, reason="")


def change_mirroring(
    library: Library,
    patient: Patient,
    examination: Examination,
    recording_ids: Collection[UUID],
    *,
    by: str,
    reason: str,
) -> Examination:
    """Take recordings for mirror images that were not taken for such, or the other way round.

    Landmarks and corrections of these recordings change sides; those of earlier analyses do not.

    Args:
        library: Where the visit is kept.
        patient: Whose it is.
        examination: The visit as it was last read.
        recording_ids: Its recordings whose flag is turned round.
        by: Who corrects it.
        reason: Why, or "".

    Returns:
        The visit with its further analysis, if it was ever analysed.

    Raises:
        StaleError: Visit or patient were corrected since they were read; nothing was changed.
        StoreError: The database failed; nothing was changed.
    """
    turned = [
        replace(recording, mirrored=not recording.mirrored)
        for recording in examination.recordings
        if recording.id in recording_ids
    ]
    analyses = []
    why = "; ".join(filter(None, (_what_turns(turned), reason)))
    if examination.latest is not None:
        clips = [_turned(clip, recording_ids) for clip in _clips(library, examination)]
        analyses.append(_analysed(patient, examination, clips, by=by, reason=why))
    revision = Revision(
        analyses=tuple(analyses),
        recordings=tuple(turned),
        annotations=tuple(
            mirrored_annotation(annotation, width_px=recording.width_px)
            for recording in turned
            for annotation in library.annotations.of_recording(recording.id)
        ),
    )
    library.revisions.apply(revision)
    return library.visits.find(examination.visit.id)


def _what_changes(before: Patient, after: Patient) -> tuple[str, ...]:
    """One clause for each change that bears on results."""
    told = []
    if before.affected_side is not after.affected_side:
        told.append(
            f"the affected side was corrected from {before.affected_side} to {after.affected_side}"
        )
    if before.outer_canthal_mm != after.outer_canthal_mm:
        told.append(
            "the outer-canthal width was corrected from "
            f"{_width(before.outer_canthal_mm)} to {_width(after.outer_canthal_mm)}"
        )
    return tuple(told)


def _what_turns(turned: Sequence[Recording]) -> str:
    names = ", ".join(recording.exercise_id for recording in turned)
    return f"the sides of {names} were exchanged: mirror image or not was wrong"


def _width(length_mm: float | None) -> str:
    return "not measured" if length_mm is None else f"{length_mm:g} mm"


def _about(recording: Recording, edits: Sequence[Annotation]) -> tuple[Annotation, ...]:
    return tuple(edit for edit in edits if edit.recording_id == recording.id)


def _clips(library: Library, examination: Examination) -> tuple[FilmedClip, ...]:
    """The recordings of the newest analysis with the detector's landmarks."""
    latest = _latest(examination)
    recordings = {recording.id: recording for recording in examination.recordings}
    found = zip(latest.recording_ids, library.visits.detected(latest.id), strict=True)
    return tuple(
        FilmedClip(recordings[key], detected, library.annotations.of_recording(key))
        for key, detected in found
    )


def _latest(examination: Examination) -> Analysis:
    if examination.latest is None:
        day = examination.visit.taken_at.astimezone().date()
        raise InputError(f"The visit of {day} was never analysed: analyse its videos first.")
    return examination.latest


def _turned(clip: FilmedClip, recording_ids: Collection[UUID]) -> FilmedClip:
    if clip.recording.id not in recording_ids:
        return clip
    width_px, _ = clip.detected.frame_size_px
    return replace(
        clip,
        detected=mirrored_sequence(clip.detected),
        annotations=tuple(
            mirrored_annotation(annotation, width_px=width_px) for annotation in clip.annotations
        ),
    )


def _analysed(
    patient: Patient,
    examination: Examination,
    clips: Sequence[FilmedClip],
    *,
    by: str,
    reason: str,
) -> NewAnalysis:
    latest = _latest(examination)
    new = analyse_clips(
        patient,
        examination.visit,
        clips,
        Network.behind(latest.result),
        unmeasured=_unmeasured(latest.result, {clip.recording.exercise_id for clip in clips}),
        requested_by=by,
        reason=reason,
    )
    return replace(new, follows=latest.id)


def _unmeasured(before: SessionResult, found: Collection[str]) -> dict[str, str]:
    """Why recordings could not be measured, by exercise: landmarks are stored of the others only.

    Args:
        before: The analysis that told it.
        found: Exercises of which there are landmarks.
    """
    reasons = {one.subject: one.reason for one in before.absent if one.reason != NOT_RECORDED}
    return {
        key: reasons[f"exercise {key}"]
        for key in EXERCISES
        if key not in found and f"exercise {key}" in reasons
    }
