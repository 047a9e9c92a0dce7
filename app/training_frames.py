"""Frames in which people corrected landmarks, as labelled pictures for training.

The files are those of a training pack; `models.training.data.pack` says what each holds.
"""

from __future__ import annotations

import json
import os
import shutil
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from assessment.corrections import StandingCorrection, corrected, found_in, standing
from assessment.records import Patient, Recording
from assessment.store.library import Library
from core.crop import LANDMARK_BOX_SCALE, crop_box_of, cut, to_crop
from core.errors import InputError
from core.files import UNFINISHED_SUFFIX, plain_words, sync_folder
from core.progress import CancelToken, Progress
from core.types import POINT_COUNT, FloatArray, Frame, ImageArray
from core.video import VideoFile

PICTURE_PX: Final = 288
PICTURE_SCALE: Final = 1.8
"""Side of the square that is kept over the larger side of the landmarks' box: more than the network
sees, so that training may turn and shift it."""

FEWEST_PX: Final = 100.0
"""Faces of a smaller height teach nothing (paper, IV-B)."""

LEFT_IN_PLACE: Final = 0.5
"""Trust in a landmark that a person saw and left where the network had put it (default); one that
was placed by hand has 1, and depth, which nobody can place, 0."""


@dataclass(frozen=True, slots=True, eq=False)
class _Label:
    """One labelled picture."""

    image: ImageArray
    points: NDArray[np.float32]
    weights: NDArray[np.float32]
    person: str


@dataclass(frozen=True, slots=True)
class TrainingExport:
    """What became of the patients.

    Attributes:
        pictures: Labelled pictures written.
        patients: Patients in them.
        unwilling: Patients with corrected frames who have not agreed to training.
    """

    pictures: int
    patients: int
    unwilling: int


def write_training_frames(
    library: Library,
    patients: Sequence[Patient],
    folder: Path,
    *,
    progress: Progress,
    cancel: CancelToken,
) -> TrainingExport:
    """Write the corrected frames of the patients who agreed to training.

    Args:
        library: Where they are kept.
        patients: Whose frames to look through.
        folder: The pack to write; it appears when everything is in it, or not at all.
        progress: Told the patients done.
        cancel: Checked before every patient.

    Raises:
        InputError: The folder exists or cannot be written, or there is nothing to write.
        KnownError: A video or the database cannot be read.
        Cancelled: `cancel` was set; nothing is left.
    """
    if folder.exists():
        raise InputError(f"{folder} is there already: choose another folder.")
    labels: list[_Label] = []
    unwilling = 0
    for number, patient in enumerate(patients, start=1):
        cancel.check()
        if patient.consent is not None and patient.consent.allows_training:
            labels.extend(_of_patient(library, patient))
        elif any(_corrected_clips(library, patient)):
            unwilling += 1
        progress(number, len(patients), "Gathering corrected pictures")
    if not labels:
        raise InputError(
            "There is nothing to write: no picture with corrected landmarks belongs to a patient "
            "who agreed to training."
        )
    done = TrainingExport(len(labels), len({label.person for label in labels}), unwilling)
    with plain_words(folder):
        _write(folder, labels, done)
    return done


@dataclass(frozen=True, slots=True, eq=False)
class _CorrectedClip:
    """A recording with its video and what people corrected in it."""

    recording: Recording
    analysis_id: UUID
    place: int
    corrections: tuple[StandingCorrection, ...]


def _corrected_clips(library: Library, patient: Patient) -> Iterator[_CorrectedClip]:
    for examination in library.visits.history(patient.id):
        if examination.latest is None:
            continue
        recordings = {recording.id: recording for recording in examination.recordings}
        for place, key in enumerate(examination.latest.recording_ids):
            held = standing(library.annotations.of_recording(key))
            if held and recordings[key].media:
                yield _CorrectedClip(recordings[key], examination.latest.id, place, held)


def _of_patient(library: Library, patient: Patient) -> Iterator[_Label]:
    for clip in _corrected_clips(library, patient):
        detected = library.visits.detected(clip.analysis_id)[clip.place]
        landmarks = corrected(detected, clip.corrections)
        rows = {int(frame): row for row, frame in enumerate(landmarks.frame_index)}
        by_hand: dict[int, list[int]] = defaultdict(list)
        for one in found_in(clip.corrections, detected):
            by_hand[one.frame_index].append(one.correction.point)
        with (
            library.media.open(clip.recording.media) as stream,
            VideoFile(stream, mirrored=clip.recording.mirrored) as video,
        ):
            for frame in video.frames(by_hand.keys()):
                points_px = landmarks.points_px[rows[frame.index]]
                if np.ptp(points_px[:, 1]) >= FEWEST_PX:
                    yield _label(frame, points_px, by_hand[frame.index], patient)


def _label(frame: Frame, points_px: FloatArray, by_hand: list[int], patient: Patient) -> _Label:
    box = crop_box_of(points_px, PICTURE_SCALE)
    weights = np.zeros((POINT_COUNT, 2), np.float32)
    weights[:, 0] = LEFT_IN_PLACE
    weights[by_hand, 0] = 1.0
    return _Label(
        image=cut(frame.image, box, PICTURE_PX),
        points=to_crop(points_px, box, PICTURE_PX).astype(np.float32),
        weights=weights,
        person=patient.id.hex,
    )


def _write(folder: Path, labels: list[_Label], done: TrainingExport) -> None:
    """Write the pack beside its place and move it there."""
    unfinished = folder.with_name(folder.name + UNFINISHED_SUFFIX)
    center = (PICTURE_PX - 1) / 2
    box_row = (center, center, PICTURE_PX * LANDMARK_BOX_SCALE / PICTURE_SCALE)
    arrays: dict[str, NDArray[np.generic]] = {
        "images": np.stack([label.image for label in labels]),
        "points": np.stack([label.points for label in labels]),
        "weights": np.stack([label.weights for label in labels]),
        "boxes": np.tile(np.array(box_row, np.float32), (len(labels), 1)),
        "persons": np.array([label.person for label in labels]),
    }
    try:
        shutil.rmtree(unfinished, ignore_errors=True)  # what a killed process left
        unfinished.mkdir(parents=True)
        for name, array in arrays.items():
            np.save(unfinished / f"{name}.npy", array)
        told = {"set": "corrected frames", "split": "train", **asdict(done)}
        (unfinished / "pack.json").write_text(json.dumps(told, indent=1), encoding="utf-8")
        for path in unfinished.iterdir():
            with path.open("rb+") as stream:
                os.fsync(stream.fileno())
        unfinished.rename(folder)
        sync_folder(folder.parent)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
