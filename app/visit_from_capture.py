"""From a finished capture to a stored visit."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from app.capture.spool import Spool
from assessment.examination import Examination
from assessment.records import Patient, Visit
from assessment.store.library import Library
from assessment.validation import printable
from core.errors import InputError, StoreError
from core.progress import CancelToken, Progress

if TYPE_CHECKING:  # it loads torch, which the first window need not wait for
    from app.examination import Examiner

_log = logging.getLogger(__name__)


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

    A visit that was stored before the program was killed is not stored again.

    Raises:
        KnownError: A recording or the store failed; the recordings stay where they are.
        Cancelled: `cancel` was set; likewise.
    """
    draft = spool.draft
    if draft.visit_id in {one.visit.id for one in library.visits.listed(patient.id)}:
        let_go(spool)
        return library.visits.find(draft.visit_id)
    if not draft.takes:
        raise InputError("Nothing was recorded: there is no visit to keep.")
    videos = spool.videos(progress=progress, cancel=cancel)
    visit = Visit(
        id=draft.visit_id,
        patient_id=patient.id,
        taken_at=draft.started_at,
        # Names that a system or a file gave cost no recording what they hold.
        examiner=printable(draft.examiner),
        site=printable(draft.site),
        camera=printable(draft.camera),
        distance_m=draft.distance_m,
        side_confirmed_by=printable(draft.side_confirmed_by),
        skipped=draft.skipped,
    )
    stored = examiner.examine(library, patient, visit, videos, progress=progress, cancel=cancel)
    let_go(spool)
    return stored


def let_go(spool: Spool) -> None:
    """Delete the recordings of a stored visit; what cannot be deleted is left, and lies twice."""
    try:
        spool.remove()
    except StoreError:
        _log.warning("the recordings of a stored visit are left in %s", spool.folder)
