from __future__ import annotations

import dataclasses
import datetime as dt
import threading
import time
from uuid import uuid4

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QLocale, Qt
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton
from shiboken6 import isValid

from app.gui import words
from app.gui.i18n import install_language
from app.gui.main import Program
from app.gui.views.capture import CaptureView
from app.gui.views.first_start import SafetyStatement
from app.gui.views.main_window import MainWindow, Place
from app.gui.views.patient_form import PatientForm
from app.preferences import Theme
from assessment.records import AffectedSide, Visit
from core.video.camera_picture import CameraPicture, Coding
from tests.app.gui.demo import demo_patient

pytestmark = pytest.mark.qt_log_ignore("does not support raise")  # the offscreen platform


@pytest.fixture
def program(qapp, qtbot, library, tmp_path, monkeypatch):
    monkeypatch.setattr("app.gui.services.Services.load_examiner", lambda self: None)
    made = Program(qapp, library, tmp_path / "library")
    made.services.choose(language="en", theme=Theme.LIGHT, safety_read=True)
    qapp.processEvents()
    yield made
    made.close()
    install_language(qapp, "en")
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def windows():
    return [one for one in QApplication.topLevelWidgets() if isinstance(one, MainWindow)]


def texts(window):
    return {one.text() for one in window.findChildren(QPushButton)}


def test_language_and_theme_are_applied_at_once_and_the_place_is_kept(program, qapp, qtbot):
    program.patients.add(demo_patient())
    program.window.go(Place.CAPTURE)
    english = program.window
    assert "New patient" in texts(english)
    program.services.choose(language="de", theme=Theme.DARK)
    qtbot.waitUntil(lambda: program.window is not english)
    assert "Neuer Patient" in texts(program.window)
    assert program.window.place is Place.CAPTURE
    assert program.palette.name == "dark"
    assert QLocale().language() is QLocale.Language.German
    qtbot.waitUntil(lambda: windows() == [program.window])
    program.services.choose(language="en")
    qtbot.waitUntil(lambda: "New patient" in texts(program.window))


class StillCamera:
    """Gives one picture when it is switched on."""

    name = "still camera"

    def is_available(self):
        return True

    def start(self, take, tell):
        data = np.full((48, 64, 3), 90, np.uint8).tobytes()
        take(CameraPicture(Coding.RGB, 64, 48, data, time.monotonic()))

    def stop(self):
        """There is nothing to stop."""


@pytest.fixture
def recording(program):
    """A session in which an exercise was left out."""
    program.services.choose(exercises=("rest", "snarl"), patient_screen="none", sound=False)
    program.patients.add(demo_patient())
    program.window.go(Place.CAPTURE)
    program.window.show()
    program.capture.record(StillCamera())
    program.capture.session.skip("painful")
    return program.capture.session


def capture_view(program):
    return program.window.findChild(CaptureView)


@pytest.mark.parametrize("place", [Place.CAPTURE, Place.PATIENTS])
def test_a_session_goes_on_when_theme_and_language_change(program, recording, qtbot, place):
    program.window.go(place)
    before, patient_screen = program.window, capture_view(program).patient_screen
    with qtbot.waitSignal(patient_screen.destroyed):
        program.services.choose(theme=Theme.DARK, language="de")
    assert program.window is not before
    view = capture_view(program)
    assert program.capture.session is recording
    assert view.currentWidget() is view.running
    assert view.running.exercises.currentItem().data(Qt.ItemDataRole.UserRole) == "snarl"
    assert view.patient_screen.isVisible()
    recording.skip("painful")
    assert view.running.panel.words.text() == words.catalogue("Thank you, that is all")


def test_closing_the_window_during_a_recording_asks_first(
    program, recording, qapp, qtbot, monkeypatch
):
    asked, answers = [], [QMessageBox.StandardButton.Cancel, QMessageBox.StandardButton.Close]

    def ask(window, title, text, *_):
        asked.append(text)
        return answers[len(asked) - 1]

    monkeypatch.setattr(QMessageBox, "question", ask)
    qtbot.waitUntil(lambda: program.capture.holds_recordings)
    assert not program.window.close()
    assert program.capture.session is recording
    assert program.window.close()
    assert "What was recorded here is kept" in asked[1]
    assert program.capture.session is None
    assert capture_view(program).patient_screen is None  # it would keep the program open
    program.capture.close()
    assert [spool.draft.skipped[0].exercise_id for spool in program.capture.unfinished()] == [
        "rest"
    ]


def test_closing_the_window_during_an_analysis_asks_first(program, monkeypatch):
    asked = []

    def ask(window, title, text, *_):
        asked.append(title)
        return QMessageBox.StandardButton.Cancel

    monkeypatch.setattr(QMessageBox, "question", ask)
    monkeypatch.setattr(type(program.capture), "analysing", True)
    assert not program.window.close()
    assert asked == ["A visit is being analysed"]


def test_closing_the_window_before_anything_was_recorded_asks_nothing(program, monkeypatch):
    monkeypatch.setattr(QMessageBox, "question", None)
    program.patients.add(demo_patient())
    program.capture.record(StillCamera())
    assert program.window.close()
    assert program.capture.session is None


def test_what_happens_after_a_change_of_window_reaches_only_the_new_one(program, qapp, qtbot):
    before = program.window
    program.services.choose(theme=Theme.DARK)
    qtbot.waitUntil(lambda: program.palette.name == "dark")
    qtbot.waitUntil(lambda: windows() == [program.window])
    program.services.problem.emit("Something is wrong.")
    assert not isValid(before)
    assert program.window._sentence.text() == "Something is wrong."


def test_other_choices_leave_the_window(program, qapp):
    before = program.window
    program.services.choose(clinic="Clinic")
    qapp.processEvents()
    assert program.window is before


def test_the_safety_statement_comes_until_it_was_read(program, qapp, qtbot):
    program.services.choose(safety_read=False)
    program.start()
    qtbot.waitUntil(lambda: bool(program.window.findChildren(SafetyStatement)))
    statement = program.window.findChild(SafetyStatement)
    statement.demo.setChecked(False)
    statement.done_button.click()
    assert program.services.preferences.safety_read
    assert not program.demo.running


@pytest.mark.parametrize(
    ("looked_at", "after"), [(Place.CAPTURE, Place.REVIEW), (Place.PATIENTS, Place.PATIENTS)]
)
def test_who_waits_for_an_analysis_is_shown_the_visit(program, library, looked_at, after):
    person = demo_patient()
    program.patients.add(person)
    visit = Visit(uuid4(), person.id, dt.datetime.now(dt.UTC))
    library.add_visit(visit, [])
    program.services.changed.emit()
    program.window.go(looked_at)
    program.capture.stored.emit(library.visits.find(visit.id))
    assert program.window.place is after


def test_the_analysis_of_another_patient_changes_nothing_on_the_screen(program, library):
    program.patients.add(demo_patient())
    other = dataclasses.replace(demo_patient(), id=uuid4(), code="P-2")
    library.patients.add(other)
    visit = Visit(uuid4(), other.id, dt.datetime.now(dt.UTC))
    library.add_visit(visit, [])
    program.window.go(Place.CAPTURE)
    program.capture.stored.emit(library.visits.find(visit.id))
    assert program.window.place is Place.CAPTURE


def test_no_visit_is_offered_while_another_is_recorded(program, library):
    person = demo_patient()
    program.patients.add(person)
    library.add_visit(Visit(uuid4(), person.id, dt.datetime.now(dt.UTC)), [])
    program.services.changed.emit()
    program.window.show()
    offered = []
    for place in (Place.PATIENTS, Place.CAPTURE, Place.RESULTS):
        program.window.go(place)
        offered.append(program.window.head.visit_choice.isVisible())
    assert offered == [True, False, True]


@pytest.fixture
def busy(program):
    """Everything in the background waits until the event is set."""
    gate = threading.Event()
    for _ in range(2):
        program.services.short.start(lambda *, progress, cancel: gate.wait())
    yield gate
    gate.set()


def test_a_corrected_side_is_not_lost_unasked_when_the_window_closes(
    program, library, busy, monkeypatch, qtbot
):
    person = demo_patient()
    program.patients.add(person)
    right = dataclasses.replace(person, affected_side=AffectedSide.RIGHT)
    assert program.patients.update(person, right) == ""
    program.window.show()
    answers, asked = [QMessageBox.StandardButton.Cancel, QMessageBox.StandardButton.Discard], []

    def question(_window, _title, text, *_buttons):
        asked.append(text)
        return answers[len(asked) - 1]

    monkeypatch.setattr(QMessageBox, "question", question)
    assert not program.window.close()
    assert program.window.isVisible()
    assert "not kept yet" in asked[0]
    assert program.window.close()
    program.window.show()
    busy.set()
    qtbot.waitUntil(lambda: program.services.short.idle)
    assert library.patients.find(person.code).affected_side is AffectedSide.RIGHT
    assert program.window.close()
    assert len(asked) == 2


def test_a_second_start_brings_a_minimised_window_back(program):
    program.window.showMinimized()
    program.come_to_front()
    assert not program.window.isMinimized()


def test_research_opens_only_when_it_is_unlocked(program):
    program.doors.open_research()
    assert program.doors._research is None
    program.services.choose(research=True)
    program.doors.open_research()
    assert program.doors._research.isVisible()
    program.doors._research.close()


def test_the_settings_lead_to_the_record(program, qtbot):
    program.patients.add(demo_patient())
    program.doors.open_settings()
    dialog = next(
        one for one in program.window.children() if type(one).__name__ == "SettingsDialog"
    )
    assert dialog.data.open_record.isEnabled()
    dialog.data.open_record.click()
    assert any(type(one).__name__ == "PatientForm" for one in program.window.children())
    qtbot.waitUntil(lambda: program.services.short.idle)


def test_the_record_that_the_settings_open_is_kept(program, library):
    program.patients.add(demo_patient())
    program.doors.open_record()
    form = program.window.findChild(PatientForm)
    form.name.setText("Ada")
    form.save()
    assert library.patients.find("DEMO-001").name == "Ada"
