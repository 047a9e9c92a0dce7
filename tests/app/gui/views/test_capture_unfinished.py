"""Visits whose recordings wait: left for later, not analysed, deleted."""

from __future__ import annotations

import datetime as dt
from uuid import uuid4

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QPushButton

from app.capture.draft import Draft
from app.capture.spool import SPOOL_FOLDER, create_spool, unfinished_visits
from app.gui.capture.cameras import NO_CAMERA
from core.errors import VideoError
from core.progress import Cancelled
from tests.app.gui.acting import CAMERA
from tests.app.gui.views.by_hand import record_rest


def test_a_visit_left_for_later_is_offered_again_and_can_be_analysed(
    qtbot, model, view, source, clock, library, patient
):
    record_rest(qtbot, model, view, source, clock)
    qtbot.mouseClick(view.running.leave, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(model.unfinished()))
    assert view.currentWidget() is view.start
    (spool,) = model.unfinished()
    assert view.start._unfinished_card.isVisible()
    with qtbot.waitSignal(model.stored):
        model.analyse(spool)
    assert len(library.visits.history(patient.id)) == 1
    qtbot.waitUntil(lambda: model.unfinished() == ())
    assert not view.start._unfinished_card.isVisible()


def test_recordings_stay_when_the_analysis_fails(
    qtbot, model, view, source, clock, library, patient, examiner, services
):
    examiner.error = VideoError("rest: no face is found.")
    record_rest(qtbot, model, view, source, clock)
    with qtbot.waitSignal(services.problem) as told:
        model.finish()
    assert told.args[0] == "rest: no face is found."
    assert library.visits.history(patient.id) == ()
    qtbot.waitUntil(lambda: len(model.unfinished()) == 1)


def test_a_cancelled_analysis_keeps_the_recordings_and_says_nothing(
    qtbot, model, view, source, clock, examiner, services
):
    examiner.error = Cancelled()
    record_rest(qtbot, model, view, source, clock)
    with qtbot.assertNotEmitted(services.problem):
        model.finish()
        qtbot.waitUntil(lambda: not model.analysing)
    assert len(model.unfinished()) == 1


def test_a_visit_of_which_nothing_was_recorded_is_not_offered_again(qtbot, model, view, source):
    qtbot.mouseClick(view.running.confirm, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(view.running.leave, Qt.MouseButton.LeftButton)
    folder = model.services.folder / SPOOL_FOLDER
    qtbot.waitUntil(lambda: unfinished_visits(folder) == ())
    assert view.currentWidget() is view.start


def test_visits_of_others_are_not_offered(model, view, services):
    draft = Draft(uuid4(), dt.datetime.now().astimezone(), ("rest",))
    create_spool(services.folder / SPOOL_FOLDER, draft)
    view.start.show_unfinished()
    assert model.unfinished() == ()


def test_recordings_are_deleted_only_when_that_is_meant(
    qtbot, model, view, source, clock, services
):
    record_rest(qtbot, model, view, source, clock)
    qtbot.mouseClick(view.running.leave, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(model.unfinished()))
    buttons = view.start._unfinished_card.findChildren(QPushButton)
    for wanted, left in (("Cancel", 1), ("Delete", 0)):
        next(one for one in buttons if one.text() == "Delete…").click()
        box = next(one for one in view.findChildren(QMessageBox) if one.isVisible())
        next(one for one in box.buttons() if wanted in one.text()).click()
        assert len(unfinished_visits(services.folder / SPOOL_FOLDER)) == left


def test_a_visit_that_cannot_be_gone_on_with_says_why(
    qtbot, model, view, source, clock, monkeypatch
):
    record_rest(qtbot, model, view, source, clock)
    qtbot.mouseClick(view.running.leave, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(model.unfinished()))

    def go_on():
        """The newest button of that name, and the sentences of the card that are seen."""
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        card = view.start._unfinished_card
        (button,) = [
            one for one in card.findChildren(QPushButton) if one.text() == "Go on recording"
        ]
        return button, [one.text() for one in card.findChildren(QLabel) if one.isVisible()]

    for cameras in ((), (CAMERA,)):
        monkeypatch.setattr(type(model), "cameras", lambda _, found=cameras: found)
        model.cameras_changed.emit()
        button, sentences = go_on()
        assert button.isEnabled() == bool(cameras)
        assert button.toolTip() == ("" if cameras else NO_CAMERA)
        assert (NO_CAMERA in sentences) != bool(cameras)
