"""The disk fills up while a visit is recorded, from the system's refusal to what a person reads."""

from __future__ import annotations

import errno
import io
import os
import threading
from uuid import uuid4

import pytest

from app.capture.spool import SPOOL_FOLDER, unfinished_visits
from app.capture.steps import Phase
from app.gui.viewmodels.capture import CaptureModel
from assessment.records import AffectedSide, Patient
from core.progress import CancelToken, ignore_progress
from core.video import VideoFile
from tests.app.gui.capture.scripted import ScriptedClock, ScriptedSource

STEP_S = 0.1
COUNT = 10


@pytest.fixture
def disk(monkeypatch):
    """While this is set the disk takes nothing that a file opened by its handle is given."""
    full = threading.Event()

    class File(io.FileIO):
        def write(self, data):
            if full.is_set():
                raise OSError(errno.ENOSPC, "No space left on device")
            return super().write(data)

    monkeypatch.setattr(os, "fdopen", lambda handle, mode="r", *_, **__: File(handle, mode))
    return full


@pytest.fixture
def model(services, selection, library):
    services.choose(exercises=("rest",), examiner="Dr Example", sound=False)
    person = Patient(uuid4(), "P-1", AffectedSide.LEFT, name="Ada")
    library.patients.add(person)
    selection.choose_patient(person)
    made = CaptureModel(services, selection, clock=ScriptedClock())
    yield made
    made.close()


@pytest.fixture
def go_on(model):
    """Lets a moment pass in a visit that is being recorded."""
    source = ScriptedSource(model._clock)
    model.record(source)
    session = model.session
    source.push()
    session.confirm_side("Dr Example")
    session.begin(anyway=True)

    def step():
        model._clock.now_s += STEP_S
        source.push()
        session.tick()

    while not session.cue.phase.records:
        step()
    return step


def test_one_sentence_is_read_and_what_was_recorded_is_kept(
    qtbot, capture_window, model, services, selection, library, disk, go_on
):
    told, session = [], model.session
    services.problem.connect(told.append)
    for _ in range(COUNT):
        go_on()
    qtbot.waitUntil(lambda: session._recording.written.count >= COUNT)
    count = session._recording.written.count
    disk.set()
    with qtbot.waitSignal(services.problem):
        go_on()
    for _ in range(COUNT):
        go_on()
    qtbot.waitUntil(lambda: session.cue.phase is Phase.PAUSED)
    model.close()
    (sentence,) = told
    assert capture_window._sentence.text() == sentence
    assert sentence.startswith("The recording could not go on because the disk is full:")
    assert sentence.count(".") == 1
    disk.clear()
    assert library.visits.history(selection.patient.id) == ()
    (spool,) = unfinished_visits(services.folder / SPOOL_FOLDER)
    spool.adopt_open_take()
    (video,) = spool.videos(progress=ignore_progress, cancel=CancelToken())
    with VideoFile(video.path) as film:
        assert sum(1 for _ in film) == count - 1  # the last goes to the disk with the one after it
