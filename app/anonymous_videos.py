"""The clips of patients as videos for others, in which nobody is recognised."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path

from app.tables import PatientExport
from assessment.export.anonymous_video import write_drawing, write_hidden_face
from assessment.records import Patient, Recording
from assessment.store.library import Library
from core.errors import InputError
from core.files import plain_words
from core.progress import CancelToken, Progress
from core.types import LandmarkSequence
from core.video import VideoFile


class VideoKind(StrEnum):
    """What is left of the face."""

    HIDDEN = "hidden"
    DRAWN = "drawn"


def write_videos(
    library: Library,
    export: PatientExport,
    folder: Path,
    kind: VideoKind,
    *,
    progress: Progress,
    cancel: CancelToken,
) -> tuple[Path, ...]:
    """Write every clip of the newest analysis of each visit, named by pseudonym.

    Clips are written one by one; after a failure those written before it stay.

    Args:
        library: Where the patients are kept.
        export: The patients, anonymised.
        folder: Where to write; made if missing.
        kind: With the face as a mosaic, or drawn from the landmarks.
        progress: Told the pictures done of each clip.
        cancel: Checked before every picture.

    Returns:
        The files.

    Raises:
        InputError: The patients keep their codes, a patient did not agree to pictures for
            teaching, research or publication, a video is not kept, or the folder cannot be used.
        VideoError: A video cannot be read or written.
        Cancelled: `cancel` was set.
    """
    if export.pseudonyms is None:
        raise InputError("Videos for others carry no patient's code: export them anonymised.")
    if kind is VideoKind.HIDDEN:
        for patient in export.patients:
            _refuse_unwilling(patient)
    with plain_words(folder):
        folder.mkdir(parents=True, exist_ok=True)
    written = []
    for patient in export.patients:
        for name, recording, landmarks in _clips(library, patient):
            path = folder / f"{export.code_of(patient)}-{name}-{kind}.mp4"
            if kind is VideoKind.DRAWN:
                write_drawing(landmarks, path, progress=progress, cancel=cancel)
            else:
                with _pictures(library, recording) as video:
                    write_hidden_face(video, landmarks, path, progress=progress, cancel=cancel)
            written.append(path)
    return tuple(written)


def _refuse_unwilling(patient: Patient) -> None:
    if patient.consent is None or not patient.consent.allows_sharing:
        raise InputError(
            f"Patient {patient.code} has not agreed to pictures for teaching, research or "
            "publication: record the consent or export drawn videos."
        )


def _clips(library: Library, patient: Patient) -> Iterator[tuple[str, Recording, LandmarkSequence]]:
    """Number of the visit and exercise, recording, and landmarks."""
    for number, examination in enumerate(library.visits.history(patient.id), start=1):
        if examination.latest is None:
            continue
        recordings = {recording.id: recording for recording in examination.recordings}
        found = library.visits.landmarks(examination.latest.id)
        for key, landmarks in zip(examination.latest.recording_ids, found, strict=True):
            recording = recordings[key]
            yield f"visit{number}-{recording.exercise_id}", recording, landmarks


@contextmanager
def _pictures(library: Library, recording: Recording) -> Iterator[VideoFile]:
    if not recording.media:
        raise InputError(f"The video of {recording.exercise_id} is not kept: export drawn videos.")
    with (
        library.media.open(recording.media) as stream,
        VideoFile(stream, mirrored=recording.mirrored) as video,
    ):
        yield video
