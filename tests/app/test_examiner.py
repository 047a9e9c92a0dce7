"""Every trial keeps the recording and the landmarks of its own exercise."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import numpy as np
import pytest

from app.cli.tables import primary_ratio
from app.demo_truth import landmark_sequence
from app.examination import Examiner
from app.exercise_video import ExerciseVideo
from app.reanalysis import change_mirroring
from assessment.examination import Examination
from assessment.records import AffectedSide, Patient, Visit
from assessment.store.library import Library, open_library
from core.errors import FaceError, InputError, StoreError
from core.paths import resource
from core.progress import Cancelled, CancelToken, Progress, ignore_progress
from core.types import LandmarkSequence
from core.video import VideoFile
from core.video.salvage import join_recordings
from models.synthetic.truth import read_truth
from tests.core.video.recorded_pictures import WIDTH_PX, record_two_sizes

CLIPS = resource("demo", "visit_1")
TRUTH = read_truth(CLIPS / "truth.npz")


TWO_FACES = (
    "Two faces of similar size are in the picture at 0.0 s: only the patient may be in view."
)


class ExactExaminer(Examiner):
    """Knows the landmarks of the demo's clips; those named in `turned` fail the pose gate."""

    def __init__(self, turned: frozenset[str] = frozenset()) -> None:
        self._weights_sha256, self._depth_scale = "0" * 64, 1.0
        self._ratio_error_points = {}
        self._turned = turned

    def landmarks(self, video: VideoFile, **_: object) -> LandmarkSequence:
        name = Path(video.name).stem
        exact = landmark_sequence(CLIPS / f"{name}.mp4", TRUTH[name])
        if name not in self._turned:
            return exact
        return LandmarkSequence(
            frame_times_s=exact.frame_times_s,
            frame_index=exact.frame_index,
            points_px=exact.points_px,
            confidence=exact.confidence,
            pose_deg=np.full_like(exact.pose_deg, 60.0),
            frame_size_px=exact.frame_size_px,
            model=exact.model,
        )


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with open_library(tmp_path / "library") as store:
        yield store


@pytest.fixture
def patient(library: Library) -> Patient:
    person = Patient(id=uuid4(), code="P", affected_side=AffectedSide.LEFT)
    library.patients.add(person)
    return person


def examine(
    library: Library,
    patient: Patient,
    *exercises: str,
    examiner: Examiner | None = None,
    cancel: CancelToken | None = None,
    progress: Progress = ignore_progress,
) -> Examination:
    visit = Visit(id=uuid4(), patient_id=patient.id, taken_at=dt.datetime.now(dt.UTC))
    videos = [ExerciseVideo(name, CLIPS / f"{name}.mp4") for name in exercises]
    return (examiner or ExactExaminer()).examine(
        library,
        patient,
        visit,
        videos,
        progress=progress,
        cancel=cancel or CancelToken(),
    )


def check_each_trial_has_its_own(library: Library, done: Examination) -> None:
    assert done.latest is not None
    exercise_of = {recording.id: recording.exercise_id for recording in done.recordings}
    sequences = library.visits.landmarks(done.latest.id)
    trials = done.latest.result.trials
    assert len(trials) == len(sequences) == len(done.latest.recording_ids)
    for trial, key, sequence in zip(trials, done.latest.recording_ids, sequences, strict=True):
        assert exercise_of[key] == trial.exercise_id
        assert len(sequence) == len(TRUTH[trial.exercise_id])


def test_clips_given_in_another_order_than_the_protocol(library: Library, patient: Patient) -> None:
    done = examine(library, patient, "smile_open", "rest", "brow_raise")
    assert [recording.exercise_id for recording in done.recordings] == [
        "smile_open",
        "rest",
        "brow_raise",
    ]
    check_each_trial_has_its_own(library, done)


def test_a_clip_that_cannot_be_measured_is_kept_and_told(
    library: Library, patient: Patient
) -> None:
    examiner = ExactExaminer(turned=frozenset({"smile_open"}))
    done = examine(library, patient, "smile_open", "rest", examiner=examiner)
    check_each_trial_has_its_own(library, done)
    assert done.latest is not None
    assert len(done.recordings) == 2
    assert [trial.exercise_id for trial in done.latest.result.trials] == ["rest"]
    assert any("smile_open" in absent.subject for absent in done.latest.result.absent)


class ExaminerOfCrowds(ExactExaminer):
    """Meets two faces in the clips named in `crowded`."""

    def __init__(self, *crowded: str) -> None:
        super().__init__()
        self.crowded = crowded

    def landmarks(self, video: VideoFile, **more: object) -> LandmarkSequence:
        if Path(video.name).stem in self.crowded:
            raise FaceError(TWO_FACES)
        return super().landmarks(video, **more)


def reason_of(done: Examination, exercise: str) -> str:
    assert done.latest is not None
    return next(
        absent.reason
        for absent in done.latest.result.absent
        if absent.subject == f"exercise {exercise}"
    )


def test_one_clip_without_a_usable_face_costs_no_other_its_results(
    library: Library, patient: Patient
) -> None:
    done = examine(
        library,
        patient,
        *("smile_open", "rest", "brow_raise"),
        examiner=ExaminerOfCrowds("smile_open"),
    )
    assert done == library.visits.find(done.visit.id)
    assert done.latest is not None
    assert [trial.exercise_id for trial in done.latest.result.trials] == ["rest", "brow_raise"]
    assert reason_of(done, "smile_open") == TWO_FACES
    lost = done.recordings[0]
    assert (lost.exercise_id, lost.original_name) == ("smile_open", "smile_open.mp4")
    assert (lost.frame_count, lost.width_px) == (98, done.recordings[1].width_px)
    assert library.media.verify(lost.media, lost.sha256)
    check_each_trial_has_its_own(library, done)


def test_why_a_clip_is_not_measured_is_kept_when_the_visit_is_measured_anew(
    library: Library, patient: Patient
) -> None:
    before = examine(
        library, patient, "rest", "smile_open", examiner=ExaminerOfCrowds("smile_open")
    )
    after = change_mirroring(
        library, patient, before, [before.recordings[0].id], by="Dr A", reason=""
    )
    assert len(after.analyses) == 2
    assert reason_of(after, "smile_open") == TWO_FACES


def test_a_visit_with_such_a_clip_can_be_decoded_anew(library: Library, patient: Patient) -> None:
    class Again(ExactExaminer):
        def landmarks(self, video: VideoFile, **_: object) -> LandmarkSequence:
            if sum(1 for _ in video) == 98:
                raise FaceError(f"No face was found in {video.name}: film it from the front.")
            return landmark_sequence(CLIPS / "rest.mp4", TRUTH["rest"])

    def again(before: Examination) -> Examination:
        return Again().examine_again(
            library, patient, before, progress=ignore_progress, cancel=CancelToken()
        )

    lost = examine(library, patient, "rest", "smile_open", examiner=ExaminerOfCrowds("smile_open"))
    assert reason_of(again(lost), "smile_open").startswith("No face was found in the video: ")
    measured = examine(library, patient, "rest", "smile_open")
    with pytest.raises(FaceError):
        again(measured)
    assert library.visits.find(measured.visit.id) == measured


@pytest.mark.parametrize(
    ("exercises", "crowded"),
    [
        (("rest", "smile_open"), ("rest",)),
        (("smile_open", "brow_raise"), ("smile_open", "brow_raise")),
    ],
)
def test_without_rest_or_anything_to_measure_nothing_is_stored(
    library: Library, patient: Patient, exercises: tuple[str, ...], crowded: tuple[str, ...]
) -> None:
    with pytest.raises(FaceError) as told:
        examine(library, patient, *exercises, examiner=ExaminerOfCrowds(*crowded))
    assert told.value.text() == f"{crowded[0]}.mp4 ({crowded[0]}): {TWO_FACES}"
    assert library.visits.history(patient.id) == ()
    assert library.media.names() == frozenset()


def test_a_clip_damaged_after_its_beginning_is_kept_and_no_name_of_a_file_is_stored(
    library: Library, patient: Patient, tmp_path: Path
) -> None:
    """What is stored as a reason goes into anonymised exports."""

    class Reading(ExactExaminer):
        def landmarks(self, video: VideoFile, **more: object) -> LandmarkSequence:
            for _ in video:
                pass
            return super().landmarks(video, **more)

    damaged = tmp_path / "Anna Muster.mkv"
    join_recordings(record_two_sizes(tmp_path), damaged)
    visit = Visit(id=uuid4(), patient_id=patient.id, taken_at=dt.datetime.now(dt.UTC))
    videos = [ExerciseVideo("rest", CLIPS / "rest.mp4"), ExerciseVideo("snarl", damaged)]
    done = Reading().examine(
        library, patient, visit, videos, progress=ignore_progress, cancel=CancelToken()
    )
    assert reason_of(done, "snarl") == (
        "The video changes its picture size after 0.2 s: cut it into two videos there."
    )
    assert (done.recordings[1].width_px, done.recordings[1].frame_count) == (WIDTH_PX, 6)


def test_a_second_analysis_keeps_the_first(library: Library, patient: Patient) -> None:
    class Again(ExactExaminer):
        def landmarks(self, video: VideoFile, **_: object) -> LandmarkSequence:
            names = {62: "rest", 98: "smile_open"}
            name = names[sum(1 for _ in video)]
            return landmark_sequence(CLIPS / f"{name}.mp4", TRUTH[name])

    first = examine(library, patient, "smile_open", "rest")
    again = Again().examine_again(
        library, patient, first, progress=ignore_progress, cancel=CancelToken()
    )
    assert [analysis.id for analysis in again.analyses][:1] == [
        analysis.id for analysis in first.analyses
    ]
    assert len(again.analyses) == 2
    check_each_trial_has_its_own(library, again)


def test_cancelling_stores_nothing(library: Library, patient: Patient) -> None:
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(Cancelled):
        examine(library, patient, "rest", cancel=cancel)
    assert library.visits.history(patient.id) == ()
    assert library.media.names() == frozenset()


def test_copying_is_told_and_can_be_cancelled(library: Library, patient: Patient) -> None:
    cancel, told = CancelToken(), []

    def stop(done: float, total: float | None, what: str) -> None:
        told.append((done, total, what))
        cancel.cancel()

    visit = Visit(id=uuid4(), patient_id=patient.id, taken_at=dt.datetime.now(dt.UTC))
    videos = [ExerciseVideo(name, CLIPS / f"{name}.mp4") for name in ("rest", "smile_open")]
    with pytest.raises(Cancelled):
        ExactExaminer().examine(library, patient, visit, videos, progress=stop, cancel=cancel)
    size_bytes = (CLIPS / "rest.mp4").stat().st_size
    assert told == [(size_bytes, size_bytes, "Rest: Copying the video")]
    assert library.visits.history(patient.id) == ()
    assert library.media.names() == frozenset()


def test_videos_without_room_on_the_disk_are_refused_before_the_work(
    library: Library, patient: Patient, tmp_path: Path
) -> None:
    huge = tmp_path / "huge.mkv"
    with huge.open("wb") as stream:  # its hole takes no room itself
        stream.truncate(shutil.disk_usage(tmp_path).free + (1 << 33))
    visit = Visit(id=uuid4(), patient_id=patient.id, taken_at=dt.datetime.now(dt.UTC))
    with pytest.raises(StoreError, match="make room"):
        ExactExaminer().examine(
            library,
            patient,
            visit,
            [ExerciseVideo("rest", huge)],
            progress=ignore_progress,
            cancel=CancelToken(),
        )
    assert library.media.names() == frozenset()


def test_a_visit_without_videos_is_left_as_it_is(library: Library, patient: Patient) -> None:
    visit = Visit(id=uuid4(), patient_id=patient.id, taken_at=dt.datetime.now(dt.UTC))
    library.add_visit(visit, [])
    with pytest.raises(InputError, match="left as it is"):
        ExactExaminer().examine_again(
            library,
            patient,
            library.visits.find(visit.id),
            progress=ignore_progress,
            cancel=CancelToken(),
        )


def test_ratios_allow_for_the_error_of_the_network(library: Library, patient: Patient) -> None:
    unsure = ExactExaminer()
    unsure._ratio_error_points = {"MC": 7.0}
    plain, wide = (
        primary_ratio(
            next(t for t in done.latest.result.trials if t.exercise_id == "smile_open")
        ).estimate
        for done in (
            examine(library, patient, "rest", "smile_open"),
            examine(library, patient, "rest", "smile_open", examiner=unsure),
        )
    )
    assert wide.value == plain.value
    assert wide.se == plain.se
    assert wide.upper - wide.lower > 2 * 1.95 * 7.0 > plain.upper - plain.lower


def test_a_side_put_right_during_the_analysis_holds_for_it(
    library: Library, patient: Patient
) -> None:
    library.patients.update(replace(patient, affected_side=AffectedSide.RIGHT))
    stored = examine(library, patient, "rest", "smile_open")
    assert stored.latest is not None
    assert stored.latest.result.affected is AffectedSide.RIGHT


def test_a_side_put_right_while_the_videos_are_copied_holds_for_the_visit(
    library: Library, patient: Patient
) -> None:
    def put_right(done: float, _total: float | None, what: str) -> None:
        if done and what == "Rest: Copying the video":
            library.patients.update(replace(patient, affected_side=AffectedSide.RIGHT))

    stored = examine(library, patient, "rest", "smile_open", progress=put_right)
    assert [analysis.result.affected for analysis in stored.analyses] == [AffectedSide.RIGHT]
    assert [found.visit for found in library.visits.history(patient.id)] == [stored.visit]
    assert library.media.names() == library.visits.media()
