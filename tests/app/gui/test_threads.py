"""Recording, following and analysing keep off the window's thread, which answers meanwhile."""

from __future__ import annotations

import threading
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QPushButton

from app.exercise_video import ExerciseVideo
from app.gui.capture import recording as recording_module
from app.gui.viewmodels.capture import CaptureModel
from assessment.records import AffectedSide, Patient
from core.video.recorder import Recorder
from tests.app.gui.capture.scripted import ScriptedClock, ScriptedSource, ScriptedTracker

STEP_S = 0.1
STEPS = 60
PATIENCE_S = 60


class Gate:
    """Holds whoever passes until it is opened, and knows in which thread they came."""

    def __init__(self):
        self._entered, self._open = threading.Event(), threading.Event()
        self.thread = None

    def pass_through(self):
        self.thread = threading.get_ident()
        self._entered.set()
        assert self._open.wait(PATIENCE_S)

    @property
    def holds(self):
        return self._entered.is_set() and not self._open.is_set()

    def open(self):
        self._open.set()


@pytest.fixture
def gates():
    made = {name: Gate() for name in ("recording", "following", "analysing")}
    yield made
    for gate in made.values():
        gate.open()


@pytest.fixture
def tracker(gates):
    class Held(ScriptedTracker):
        def track(self, frame):
            gates["following"].pass_through()
            return super().track(frame)

    return Held()


@pytest.fixture
def model(services, selection, library, gates, monkeypatch):
    class Held(Recorder):
        def write(self, picture):
            gates["recording"].pass_through()
            return super().write(picture)

    class Examiner:
        def examine(self, library, patient, visit, videos, *, progress, cancel):
            gates["analysing"].pass_through()
            library.add_visit(visit, [])
            return library.visits.find(visit.id)

    monkeypatch.setattr(recording_module, "Recorder", Held)
    monkeypatch.setattr(services, "wait_for_examiner", Examiner)
    services.choose(exercises=("rest",), examiner="Dr Example", sound=False)
    person = Patient(uuid4(), "P-1", AffectedSide.LEFT)
    library.patients.add(person)
    selection.choose_patient(person)
    made = CaptureModel(services, selection, clock=ScriptedClock())
    yield made
    for gate in gates.values():
        gate.open()
    made.close()


def begin_everything(model, tracker, tmp_path):
    source = ScriptedSource(model._clock)
    model.record(source)
    session = model.session
    session.set_tracker(tracker)
    session.confirm_side("Dr Example")
    source.push()
    session.begin(anyway=True)
    for _ in range(STEPS):
        model._clock.now_s += STEP_S
        source.push()
        session.tick()
    assert session.cue.phase.records
    video = tmp_path / "rest.mp4"
    video.touch()
    model.analyses.analyse_files((ExerciseVideo("rest", video),), "Dr Example")


def test_the_window_answers_while_all_work_is_held_and_hears_of_it_in_its_thread(
    qtbot, model, tracker, gates, tmp_path
):
    begin_everything(model, tracker, tmp_path)
    qtbot.waitUntil(lambda: all(gate.holds for gate in gates.values()))
    clicked, came = [], threading.Event()
    button = QPushButton()
    qtbot.addWidget(button)
    button.clicked.connect(lambda: clicked.append(threading.get_ident()))
    QTimer.singleShot(0, came.set)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(came.is_set)
    window_thread = threading.get_ident()
    assert clicked == [window_thread]
    assert all(gate.holds for gate in gates.values())
    assert len({window_thread, *(gate.thread for gate in gates.values())}) == 1 + len(gates)
    told = {}
    model.stored.connect(lambda *_: told.setdefault("stored", threading.get_ident()))
    model.session.reading.connect(lambda *_: told.setdefault("reading", threading.get_ident()))
    for gate in gates.values():
        gate.open()
    qtbot.waitUntil(lambda: len(told) == 2)
    assert told == {"stored": window_thread, "reading": window_thread}
    qtbot.waitUntil(lambda: not model.analysing)
