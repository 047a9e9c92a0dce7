"""From a video file to results on the screen, with the shipped network and real threads."""

from __future__ import annotations

from itertools import islice
from uuid import uuid4

import numpy as np
import pytest

from app.exercise_video import ExerciseVideo
from app.gui.viewmodels.capture import CaptureModel
from app.gui.viewmodels.results import ResultsModel
from app.gui.views.results import ResultsView
from assessment.records import AffectedSide, Patient
from core.paths import resource
from core.video import VideoFile
from core.video.writer import VideoWriter

FRAMES = 18
PATIENCE_MS = 200_000

pytestmark = pytest.mark.slow


@pytest.fixture
def model(services, selection, library):
    services.choose(averaged=False)
    person = Patient(uuid4(), "P-1", AffectedSide.LEFT, name="Ada")
    library.patients.add(person)
    selection.choose_patient(person)
    made = CaptureModel(services, selection)
    yield made
    made.close()


def write(path, frames):
    height_px, width_px = frames[0].shape[:2]
    with VideoWriter(path, size_px=(width_px, height_px)) as writer:
        for number, frame in enumerate(frames):
            writer.write(frame, time_s=number / 12)
    return path


def test_a_short_clip_leads_to_results_on_the_screen(
    qtbot, model, services, selection, library, palette, tmp_path
):
    with VideoFile(resource("demo", "visit_1", "rest.mp4")) as video:
        clip = write(tmp_path / "rest.mkv", [frame.image for frame in islice(video, FRAMES)])
    results = ResultsModel(services, selection)
    view = ResultsView(results, palette)
    qtbot.addWidget(view)
    view.show()
    with qtbot.waitSignal(model.stored, timeout=PATIENCE_MS):
        model.analyses.analyse_files((ExerciseVideo("rest", clip),), "Dr Example")
    (stored,) = library.visits.history(selection.patient.id)
    (trial,) = stored.latest.result.trials
    assert trial.quality.frames == FRAMES
    assert stored.latest.result.model + "+live" == services.examiner.live_tracker().model
    qtbot.waitUntil(lambda: bool(results.sections))
    (section, *_) = results.sections
    assert section.key == "rest"
    assert not section.head.missing


def test_a_video_without_a_face_is_told_and_nothing_is_stored(
    qtbot, model, services, selection, library, tmp_path
):
    empty = write(tmp_path / "rest.mkv", [np.full((240, 320, 3), 128, np.uint8)] * 5)
    with qtbot.waitSignal(services.problem, timeout=PATIENCE_MS) as told:
        model.analyses.analyse_files((ExerciseVideo("rest", empty),), "Dr Example")
    assert "No face was found in rest.mkv" in told.args[0]
    qtbot.waitUntil(lambda: not model.analysing)
    assert library.visits.history(selection.patient.id) == ()
    assert library.media.names() == frozenset()
