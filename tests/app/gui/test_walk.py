"""The program as a new user goes through it: from the first start to a chart of two visits.

Nothing is called that a hand could not reach: widgets are found by their words and pressed.
"""

from __future__ import annotations

import os
import time
from functools import partial

import pypdfium2
import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
    QListWidget,
    QTableWidget,
    QWidget,
)

from app.gui.main import Program
from app.gui.viewmodels.capture import CaptureModel
from app.gui.views.main_window import Place
from app.gui.widgets.video_view import VideoView
from app.preferences import Theme
from core.landmarks import COMMISSURE
from tests.app.gui.acting import CAMERA, ActedCamera, KnowingTracker, Play
from tests.app.gui.user import User

pytestmark = pytest.mark.qt_log_ignore(
    "does not support (raise|grabbing)"
)  # the offscreen platform

EXERCISES = ("rest", "smile_open")
LATER_VISIT, EARLIER_VISIT = 3, 1
DAYS_BEFORE = 28
DRAG_PX = 12


@pytest.fixture
def play():
    return Play(EXERCISES, (LATER_VISIT, EARLIER_VISIT))


@pytest.fixture
def camera(play, monkeypatch):
    """The only camera of this machine; capture runs on its clock."""
    made = ActedCamera(play, LATER_VISIT)
    capture = "app.gui.viewmodels.capture"
    monkeypatch.setattr(f"{capture}.CameraList.cameras", lambda self: (CAMERA,))
    monkeypatch.setattr(f"{capture}.CameraSource", lambda camera, chosen: made)
    monkeypatch.setattr(f"{capture}.CaptureModel", partial(CaptureModel, clock=made.clock))
    return made


@pytest.fixture
def program(qapp, qtbot, library, tmp_path, play, camera, monkeypatch):
    known = KnowingTracker(play)
    monkeypatch.setattr("app.examination.PFNetLandmarker", known)
    monkeypatch.setattr("app.examination.FaceTracker", lambda landmarker, detector: known)
    monkeypatch.setattr("app.examination.FlipAveraged", lambda network: network)
    made = Program(qapp, library, tmp_path / "library")
    made.services.choose(language="en", theme=Theme.LIGHT, exercises=EXERCISES, sound=False)
    qapp.processEvents()
    yield made
    made.close()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)


class Hand:
    """pytest-qt's, which can drag as well."""

    def __init__(self, qtbot):
        self._qtbot = qtbot

    def __getattr__(self, name):
        return getattr(self._qtbot, name)

    def drag(self, widget, start, way_px):
        left = Qt.MouseButton.LeftButton
        QTest.mousePress(widget, left, pos=start)
        for step in range(1, way_px + 1):
            QTest.mouseMove(widget, start + QPoint(step, 0))
        QTest.mouseRelease(widget, left, pos=start + QPoint(way_px, 0))


@pytest.fixture
def hand(qtbot):
    return Hand(qtbot)


@pytest.fixture
def user(hand):
    return User(hand)


def test_from_the_first_start_to_a_chart_of_two_visits(
    program, camera, play, user, hand, library, tmp_path, qtbot
):
    program.start()
    read_the_safety_statement(user)
    enter_a_patient(user)
    record_a_visit(user, program, camera, qtbot)
    correct_a_landmark(user, program, hand)
    grade(user)
    read_the_report(user, tmp_path / "report.pdf")
    add_an_earlier_visit(user, play.film(EARLIER_VISIT, tmp_path / "elsewhere"))
    see_both_visits(user)
    patient = library.patients.find("P-017")
    assert patient.consent.allows_pictures
    first, second = library.visits.history(patient.id)
    assert first.visit.taken_at < second.visit.taken_at
    assert [one.exercise_id for one in second.recordings] == list(EXERCISES)
    assert second.visit.camera == CAMERA.name


def read_the_safety_statement(user):
    user.press("Add the demo patient, whose face is computer-made")  # not wanted
    user.press("I have read this")
    assert user.reads("No patient chosen")


def enter_a_patient(user):
    user.press("New patient")
    user.enter("Code (required)", "P-017")
    user.press("Save")
    assert user.reads("Choose the affected side; left and right are the patient's.")
    user.choose("Affected side (required)", "Left")
    user.enter("Onset", "2026-01-05")
    user.press("Treatment")
    user.press("Video recording and pictures")
    user.press("Save")
    assert user.reads("Give the day on which the consent was given.")
    user.enter("Consent given on", "2026-01-12")
    user.press("Save")
    assert user.reads("No visit yet. Start one to record the exercises.")


def record_a_visit(user, program, camera, qtbot):
    user.press("New visit")
    user.press("Start the camera")
    session = program.capture.session
    session.cue_changed.connect(lambda cue: setattr(camera, "exercise", cue.exercise_id or "rest"))
    user.press("Yes, the sides are correct")
    user.wait(lambda: user.reads("✓ Face"))
    for exercise in ("Rest", "Biggest smile"):
        user.wait(lambda exercise=exercise: user.reads(exercise))
        user.press("Record")
    user.wait(lambda: user.reads("Thank you, that is all"))
    user.press("Finish and analyse")
    user.wait(lambda: program.window.place is Place.REVIEW)


def correct_a_landmark(user, program, hand):
    """Drag the left commissure; the numbers follow, and undo brings them back."""
    user.choose_row("Exercises of this visit", "Biggest smile")
    numbers = user.find(QWidget, "Excursions").findChildren(QLabel)

    def read():
        return [one.text() for one in numbers]

    user.wait(lambda: "Median" in read())
    before = read()
    user.press("Correct landmarks")
    user.wait(lambda: QApplication.activeModalWidget() is not None)
    dialog = QApplication.activeModalWidget()
    hand.keyClicks(dialog.findChild(QLineEdit), "Dr Example")
    hand.keyClick(dialog.findChild(QLineEdit), Qt.Key.Key_Return)
    view = user.find(VideoView, "Picture with landmarks")
    user.wait(lambda: view.landmarks is not None)
    x_px, y_px = view.landmarks.points_px[COMMISSURE[1]]
    hand.drag(view, view.space.to_view(x_px, y_px).toPoint(), DRAG_PX)
    user.wait(lambda: "stored" in read() and program.services.instant.idle)
    after = read()
    assert after != before
    user.press("Undo")
    user.wait(lambda: read() == before)
    user.press("Redo")
    user.wait(lambda: read() == after)
    user.press("Save as new analysis (1)")
    user.wait(lambda: user.seen(QAbstractButton, "Save as new analysis"))


def grade(user):
    user.press("Results")
    user.wait(lambda: user.reads("Clinical grades"))
    user.pick("Grade ▾", "House-Brackmann")
    user.enter("Rater", "Dr Example")
    user.choose("Grade", "III")
    user.press("Save")
    grades = user.find(QListWidget, "Clinical grades")
    assert "Dr Example" in grades.item(0).text()


def read_the_report(user, path):
    user.press("Report")
    user.press("Save as…")
    user.name_files("Save", path)
    user.wait(path.exists)
    user.wait(lambda: user.reads(f"Saved: {path}"))
    with pypdfium2.PdfDocument(path) as document:
        text = "\n".join(page.get_textpage().get_text_range() for page in document)
    assert "P-017" in text
    assert "House-Brackmann" in text
    assert "Biggest smile" in text


def add_an_earlier_visit(user, paths):
    taken_s = time.time() - DAYS_BEFORE * 24 * 3600
    for path in paths:
        os.utime(path, (taken_s, taken_s))
    user.press("Capture")
    user.press("Choose videos…")
    user.name_files("Open", *paths)
    user.press("I have looked: left and right are the patient's in all these videos")
    user.press("Analyse")


def see_both_visits(user):
    user.press("Recovery")
    user.press("As table")
    table = user.find(QTableWidget, "Values over the visits")
    user.wait(lambda: table.rowCount() == 2)
