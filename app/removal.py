"""Erases a patient with everything that the data folder holds of them."""

from __future__ import annotations

import logging
from pathlib import Path
from uuid import UUID

from app.capture.spool import SPOOL_FOLDER, unfinished_visits
from assessment.store.library import Library

_log = logging.getLogger(__name__)


def remove_patient(library: Library, folder: Path, patient_id: UUID) -> None:
    """Erase the unfinished visits of a patient, then record and visits.

    In this order a failure leaves nothing without an owner: the patient is there to be deleted
    once more.

    Args:
        library: The open data folder.
        folder: Where it lies.
        patient_id: Whose everything is erased.

    Raises:
        StoreError: Something cannot be erased; the record and the stored visits are as before.
    """
    for spool in unfinished_visits(folder / SPOOL_FOLDER):
        if spool.draft.patient_id == patient_id:
            spool.remove()
    library.removals.patient(patient_id)
    _log.info("patient %s was deleted", patient_id)
