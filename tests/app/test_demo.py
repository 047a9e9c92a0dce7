from __future__ import annotations

from pathlib import Path
from uuid import uuid4

from app.demo import DEMO_CODE, demo_folders, demo_patient, examine_demo_visit, missing_folders
from app.demo_truth import landmark_sequence
from app.examination import Examiner
from app.manifest import read_manifest
from assessment.records import Visit
from assessment.store.library import open_library
from core.progress import CancelToken
from models.synthetic.truth import read_truth


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


class ExactExaminer(Examiner):
    """Knows the landmarks of a demo visit without the network."""

    def __init__(self, folder: Path) -> None:
        self._weights_sha256, self._depth_scale, self._ratio_error_points = "0" * 64, 1.0, {}
        self._folder, self._truth = folder, read_truth(folder / "truth.npz")

    def landmarks(self, video, *, progress, cancel):
        progress(5, 10, "Following the face")
        return landmark_sequence(self._folder / video.name, self._truth[Path(video.name).stem])


def test_progress_counts_the_videos_of_a_visit(tmp_path):
    told, patient, folder = [], demo_patient(), demo_folders()[0]
    with open_library(tmp_path) as library:
        library.patients.add(patient)
        stored = examine_demo_visit(
            library,
            ExactExaminer(folder),
            patient,
            folder,
            progress=lambda *step: told.append(step),
            cancel=CancelToken(),
        )
    count = len(read_manifest(folder).videos)
    shares = [done for done, _, _ in told]
    assert told[-1][2].endswith("Copying the video")
    assert shares == sorted(shares)
    following = [done for done, _, what in told if what.endswith("Following the face")]
    assert following == [number + 0.5 for number in range(count)]
    assert all(0 <= done <= total == count for done, total, _ in told)
    assert len(stored.recordings) == count
    assert stored.visit.camera.startswith("Demo")
