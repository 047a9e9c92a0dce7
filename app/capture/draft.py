"""What is known of a visit that is not stored yet, and its readable file."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final
from uuid import UUID, uuid4

from app.capture.cues import Mark, Moment
from assessment.protocol import EXERCISES
from assessment.records import SkippedExercise
from core.errors import StoreError
from core.files import reason, replacing

DRAFT_FILE: Final = "visit.json"


@dataclass(frozen=True, slots=True)
class Take:
    """One recording of an exercise, of which a redo makes another.

    Attributes:
        exercise_id: Key of `assessment.protocol.EXERCISES`.
        number: From 1, counted over all takes of the visit.
        marks: Moments on the clip's own clock.
        dropped_count: Pictures of the camera that could not be recorded in time.
        damaged_count: Pictures that came damaged or out of order from the camera.
        mirrored: The recording is a mirror image.
    """

    exercise_id: str
    number: int
    marks: tuple[Mark, ...] = ()
    dropped_count: int = 0
    damaged_count: int = 0
    mirrored: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """An unfinished visit.

    Attributes:
        patient_id: Whose it is.
        started_at: When recording began, with a time zone.
        exercise_ids: What was to be recorded, in order.
        examiner: Who examines.
        camera: Name of the camera, or the names of several.
        mirrored: The camera in use delivers a mirror image; the recordings keep it as it is.
        side_confirmed_by: Who looked that left and right are not exchanged; "" while nobody did.
        takes: The finished takes, one for an exercise.
        open_take: The one being recorded.
        skipped: Exercises left out.
        take_count: Takes begun so far, so that no two share a number.
        visit_id: Key of the visit that is stored of it, so that it is stored once.
        site: Where the patient is examined.
        distance_m: Distance of the camera from the face, or None when it was not measured.
    """

    patient_id: UUID
    started_at: dt.datetime
    exercise_ids: tuple[str, ...]
    examiner: str = ""
    camera: str = ""
    mirrored: bool = False
    side_confirmed_by: str = ""
    takes: tuple[Take, ...] = ()
    open_take: Take | None = None
    skipped: tuple[SkippedExercise, ...] = ()
    take_count: int = 0
    visit_id: UUID = field(default_factory=uuid4)
    site: str = ""
    distance_m: float | None = None


def save_draft(draft: Draft, folder: Path) -> None:
    """Write the draft durably, all of it or nothing.

    Raises:
        StoreError: The folder does not take it.
    """
    try:
        with replacing(folder / DRAFT_FILE) as unfinished:
            unfinished.write_text(json.dumps(asdict(draft), indent=1, default=str), "utf-8")
    except OSError as error:
        raise StoreError(
            f"The unfinished visit cannot be kept because {reason(error)}: make room, then go on."
        ) from error


def load_draft(folder: Path) -> Draft:
    """Read a draft.

    Raises:
        StoreError: It is missing, or no draft of this program.
    """
    path = folder / DRAFT_FILE
    try:
        return _draft(json.loads(path.read_text("utf-8")))
    except OSError as error:
        raise StoreError(f"{path} cannot be read because {reason(error)}.") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise StoreError(
            f"{path} is not readable as an unfinished visit; its recordings lie beside it."
        ) from error


def _draft(kept: dict[str, Any]) -> Draft:
    started_at = dt.datetime.fromisoformat(kept.pop("started_at"))
    open_take = kept.pop("open_take")
    draft = Draft(
        patient_id=UUID(kept.pop("patient_id")),
        visit_id=UUID(kept.pop("visit_id")),
        started_at=started_at,
        exercise_ids=tuple(map(_exercise, kept.pop("exercise_ids"))),
        takes=tuple(_take(take, kept) for take in kept.pop("takes")),
        open_take=None if open_take is None else _take(open_take, kept),
        skipped=tuple(SkippedExercise(**skip) for skip in kept.pop("skipped")),
        **kept,
    )
    if started_at.tzinfo is None:
        raise ValueError("a draft without a time zone")
    return draft


def _take(kept: dict[str, Any], draft: dict[str, Any]) -> Take:
    kept.setdefault("mirrored", draft["mirrored"])  # drafts of version 1.0 have it once for all
    _exercise(kept["exercise_id"])
    marks = [
        Mark(Moment(mark["moment"]), int(mark["repetition"]), float(mark["time_s"]))
        for mark in kept.pop("marks")
    ]
    return Take(marks=tuple(marks), **kept)


def _exercise(exercise_id: str) -> str:
    """Only known ones: their ids become names of files."""
    if exercise_id not in EXERCISES:
        raise ValueError(f"unknown exercise {exercise_id!r}")
    return exercise_id
