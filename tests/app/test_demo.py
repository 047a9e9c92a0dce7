from __future__ import annotations

from uuid import uuid4

from app.demo import DEMO_CODE, demo_folders, demo_patient, examine_demo_visit, missing_folders
from app.manifest import read_manifest
from assessment.records import Visit
from assessment.store.library import open_library
from core.progress import CancelToken


def visit_of(patient, folder):
    return Visit(id=uuid4(), patient_id=patient.id, **read_manifest(folder).visit)


def test_visits_that_are_kept_are_not_missing(tmp_path):
    patient = demo_patient()
    with open_library(tmp_path) as library:
        library.patients.add(patient)
        assert missing_folders(library, patient) == demo_folders()
        library.add_visit(visit_of(patient, demo_folders()[1]), [])
        left = missing_folders(library, patient)
    assert [folder.name for folder in left] == ["visit_1", "visit_3", "visit_4", "visit_5"]
    assert patient.code == DEMO_CODE


def test_progress_counts_the_videos_of_a_visit(tmp_path):
    told = []

    class Examiner:
        def examine(self, library, patient, visit, videos, *, progress, cancel):
            for video in videos[:2]:
                progress(5, 10, f"{video.exercise_id}: finding landmarks")
            return visit

    with open_library(tmp_path) as library:
        visit = examine_demo_visit(
            library,
            Examiner(),
            demo_patient(),
            demo_folders()[0],
            progress=lambda done, total, what: told.append((done, total)),
            cancel=CancelToken(),
        )
    count = len(read_manifest(demo_folders()[0]).videos)
    assert told == [(0.5, count), (1.5, count)]
    assert visit.camera.startswith("Rendered")
