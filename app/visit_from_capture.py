"""From a finished capture to a stored visit."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from app.capture.spool import Spool
from assessment.examination import Examination
from assessment.records import Patient, Visit
from assessment.store.library import Library
from core.errors import InputError
from core.progress import CancelToken, Progress

if TYPE_CHECKING:  # it loads torch, which the first window need not wait for
    from app.examination import Examiner


def store_capture(
    examiner: Examiner,
    library: Library,
    patient: Patient,
    spool: Spool,
    *,
    progress: Progress,
    cancel: CancelToken,
) -> Examination:
    """Analyse what was recorded, store the visit, and let the recordings' folder go.

    Raises:
        KnownError: A recording or the store failed; the recordings stay where they are.
        Cancelled: `cancel` was set; likewise.
    """
    draft = spool.draft
    if not draft.takes:
        raise InputError("Nothing was recorded: there is no visit to keep.")
    videos = spool.videos(progress=progress, cancel=cancel)
    visit = Visit(
        id=uuid4(),
        patient_id=patient.id,
        taken_at=draft.started_at,
        examiner=draft.examiner,
        camera=draft.camera,
        side_confirmed_by=draft.side_confirmed_by,
        skipped=draft.skipped,
    )
    stored = examiner.examine(library, patient, visit, videos, progress=progress, cancel=cancel)
    spool.remove()
    return stored
