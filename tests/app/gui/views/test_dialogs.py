"""A dialog that is done is deleted, however often it is opened."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QDialog, QMenu, QPushButton, QWidget

from app.gui.doors import Doors
from app.gui.viewmodels.capture import CaptureModel
from app.gui.viewmodels.demo import DemoModel
from app.gui.viewmodels.patients import PatientsModel
from app.gui.viewmodels.settings import SettingsModel
from app.gui.views.capture import CaptureView
from app.gui.views.main_window import MainWindow, Place, Screen
from app.gui.views.patients import PatientsView
from tests.app.gui.capture.scripted import ScriptedClock, ScriptedSource
from tests.app.gui.demo import add_demo

pytestmark = pytest.mark.qt_log_ignore(
    "does not support (raise|grabbing)"
)  # the offscreen platform

TIMES = 3


@pytest.fixture
def patients(services, selection, library):
    patient = add_demo(library, visits=1)
    model = PatientsModel(services, selection)
    selection.choose_patient(patient)
    return model


@pytest.fixture
def view(qtbot, patients, palette):
    made = PatientsView(patients, palette)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def doors(qtbot, services, selection, patients, palette):
    window = MainWindow(services, selection, palette)
    qtbot.addWidget(window)
    window.add_screen(Screen(Place.PATIENTS, "Patients", QPushButton(), needs_patient=False))
    window.show()
    return Doors(services, patients, DemoModel(services, selection), window, palette)


@pytest.fixture
def capture(qtbot, services, selection, patients, palette):
    services.choose(sound=False)
    model = CaptureModel(services, selection, clock=ScriptedClock())
    made = CaptureView(model, palette)
    qtbot.addWidget(made)
    made.show()
    model.record(ScriptedSource(model._clock))
    yield made
    model.close()


def settle():
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QCoreApplication.processEvents()


def assert_gone(root, show, end=QDialog.reject):
    """Open and end it some times: there are no more widgets than before."""
    settle()
    before = len(root.findChildren(QWidget))
    for _ in range(TIMES):
        show()
        (dialog,) = [one for one in root.findChildren(QDialog) if one.isVisible()]
        end(dialog)
        settle()
        assert root.findChildren(QDialog) == []
    assert len(root.findChildren(QWidget)) == before


@pytest.mark.parametrize("end", [QDialog.accept, QDialog.reject, QDialog.close])
@pytest.mark.parametrize(
    "opener",
    [
        lambda view: view.enter_new,
        lambda view: view.card.edit,
        lambda view: view.card.ask_exchange,
        lambda view: lambda: view.card._enter_treatment(None),
        lambda view: lambda: view.card.ask_removal(view._model.treatments[0]),
    ],
    ids=["new patient", "record", "exchange", "treatment", "removal"],
)
def test_forms_and_questions_of_the_patients(view, opener, end):
    assert_gone(view, opener(view), end)


def test_the_menu_of_treatments_has_only_those_that_there_are(view):
    for _ in range(TIMES):
        view.card.show_patient()
    settle()
    assert len(view.card._menu.findChildren(QMenu)) == 1


@pytest.mark.parametrize("name", ["open_settings", "open_safety", "open_about", "open_record"])
def test_what_opens_beside_the_screens(doors, name, qtbot, services):
    assert_gone(doors._window, getattr(doors, name))
    assert doors.findChildren(SettingsModel) == []
    qtbot.waitUntil(lambda: services.short.idle)


@pytest.mark.parametrize("name", ["_choose_files", "_choose_rehearsal"])
def test_dialogs_for_videos(capture, name):
    assert_gone(capture.start, getattr(capture.start, name))


def test_the_reason_of_a_skip(capture):
    assert_gone(capture.running, capture.running._skip)


def test_the_menu_that_offers_a_redo(capture):
    running = capture.running
    running.exercises.setCurrentRow(0)
    for _ in range(TIMES):
        running._offer_redo()
        (menu,) = running.findChildren(QMenu)
        menu.close()
        settle()
    assert running.findChildren(QMenu) == []
