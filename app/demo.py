"""The demo patient: a rendered face with a left-sided palsy that recovers over five visits.

The command line's demo and the window's first start both analyse its videos for real.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final
from uuid import UUID, uuid4

from app.manifest import read_manifest
from assessment.examination import Examination
from assessment.protocol import EXERCISES
from assessment.records import Aetiology, AffectedSide, Consent, PalsyType, Patient, Visit
from assessment.store.library import Library
from core.paths import resource
from core.progress import CancelToken, Progress

if TYPE_CHECKING:  # torch loads with the network, not with the demo's dates
    from app.examination import Examiner

DEMO_CODE: Final = "DEMO-001"
DEMO_ID: Final = UUID("0d8a3c52-5b0e-4c0e-9f51-6d1c6e4a7b01")
"""Tells the demo patient from a patient whom somebody gave the same code."""


def demo_patient() -> Patient:
    """The demo patient's record: born and fallen ill on made-up dates."""
    return Patient(
        id=DEMO_ID,
        code=DEMO_CODE,
        affected_side=AffectedSide.LEFT,
        name="Demo Patient",
        birth_date=dt.date(1978, 4, 2),
        onset_date=dt.date(2026, 1, 5),
        aetiology=Aetiology.BELL,
        palsy_type=PalsyType.PARETIC,
        icd10_code="G51.0",
        diagnosis="Paresis n. facialis (demo)",
        consent=Consent(given_on=dt.date(2026, 1, 5), version="demo"),
    )


def keep_demo_patient(library: Library) -> Patient:
    """The demo patient of a library, added under a free code if need be.

    Raises:
        StoreError: The library cannot be read or written.
    """
    known = library.patients.listed()
    if any(one.id == DEMO_ID for one in known):
        return library.patients.with_id(DEMO_ID)
    taken = {one.code for one in known}
    codes = (DEMO_CODE, *(f"{DEMO_CODE}-{number}" for number in range(2, len(known) + 3)))
    patient = replace(demo_patient(), code=next(one for one in codes if one not in taken))
    library.patients.add(patient)
    return patient


def demo_folders() -> tuple[Path, ...]:
    """The exam folders of the visits, earliest first."""
    return tuple(sorted(resource("demo").glob("visit_*")))


def missing_folders(library: Library, patient: Patient) -> tuple[Path, ...]:
    """The exam folders of visits that the library does not hold, earliest first.

    Raises:
        StoreError: The library cannot be read.
    """
    kept = {one.visit.taken_at for one in library.visits.history(patient.id)}
    return tuple(
        folder for folder in demo_folders() if read_manifest(folder).visit["taken_at"] not in kept
    )


def examine_demo_visit(
    library: Library,
    examiner: Examiner,
    patient: Patient,
    folder: Path,
    *,
    progress: Progress,
    cancel: CancelToken,
) -> Examination:
    """Analyse one exam folder and store it as a visit; progress counts its videos.

    Raises:
        KnownError: A video or the store failed; nothing was stored.
        Cancelled: `cancel` was set; nothing was stored.
    """
    manifest = read_manifest(folder)
    visit = Visit(id=uuid4(), patient_id=patient.id, **manifest.visit)
    order = [EXERCISES[video.exercise_id].name for video in manifest.videos]
    furthest = 0.0

    def of_visit(done: float, total: float | None, what: str) -> None:
        nonlocal furthest  # the copying at the end, which is quick, begins at the first video again
        before = order.index(what.partition(":")[0])
        furthest = max(furthest, before + (done / total if total else 0.0))
        progress(furthest, len(order), what)

    return examiner.examine(
        library, patient, visit, manifest.videos, progress=of_visit, cancel=cancel
    )
