"""From video files to a stored visit, as the window takes them in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from app.exercise_video import ExerciseVideo
from app.visit_facts import VisitFacts
from assessment.examination import Examination
from assessment.protocol import EXERCISES
from assessment.records import Patient, Visit
from assessment.store.library import Library
from core.errors import InputError
from core.files import reason
from core.progress import CancelToken, Progress

if TYPE_CHECKING:  # it loads torch, which the first window need not wait for
    from app.examination import Examiner


def guessed_exercise(path: Path) -> str:
    """The exercise that a file's name speaks of, "" for none: the longest id that it holds."""
    name = path.stem.lower().replace("-", "_").replace(" ", "_")
    return max((key for key in EXERCISES if key in name), key=len, default="")


def day_of(paths: Sequence[Path]) -> dt.datetime:
    """When the earliest of the files was last changed: usually when it was recorded.

    Raises:
        InputError: A file is not there.
    """
    try:
        earliest_s = min(path.stat().st_mtime for path in paths)
    except OSError as error:
        raise InputError(f"A video cannot be read: {reason(error)}.") from error
    return dt.datetime.fromtimestamp(earliest_s).astimezone()


def store_files(
    examiner: Examiner,
    library: Library,
    patient: Patient,
    videos: Sequence[ExerciseVideo],
    *,
    facts: VisitFacts,
    confirmed_by: str,
    progress: Progress,
    cancel: CancelToken,
) -> Examination:
    """Analyse the files and store them as one visit, on the day of the earliest.

    Raises:
        KnownError: A file or the store failed; nothing was stored.
        Cancelled: `cancel` was set; nothing was stored.
    """
    visit = Visit(
        id=uuid4(),
        patient_id=patient.id,
        taken_at=day_of([video.path for video in videos]),
        examiner=facts.examiner,
        site=facts.site,
        distance_m=facts.distance_m,
        side_confirmed_by=confirmed_by,
    )
    return examiner.examine(library, patient, visit, videos, progress=progress, cancel=cancel)
