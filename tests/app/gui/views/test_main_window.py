from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from app.gui.views.main_window import MainWindow, Place, Screen
from assessment.records import AffectedSide
from tests.app.gui.demo import add_demo


@pytest.fixture
def window(qtbot, services, selection, palette):
    made = MainWindow(services, selection, palette)
    qtbot.addWidget(made)
    made.add_screen(Screen(Place.PATIENTS, "Patients", QLineEdit(), needs_patient=False))
    made.add_screen(Screen(Place.RESULTS, "Results", QWidget()))
    made.go(Place.PATIENTS)
    made.show()
    return made


def test_screens_of_a_patient_open_only_with_one(qtbot, window, selection, library, services):
    assert not window._buttons[Place.RESULTS].isEnabled()
    selection.choose_patient(add_demo(library, visits=0))
    qtbot.mouseClick(window._buttons[Place.RESULTS], Qt.MouseButton.LeftButton)
    assert window.place is Place.RESULTS


def test_the_tab_key_goes_down_the_rail_then_into_head_and_screen(window, selection, library):
    selection.choose_patient(add_demo(library, visits=1))
    window.activateWindow()
    window._buttons[Place.PATIENTS].setFocus()
    reached = []
    for _ in range(4):
        window.focusNextChild()
        reached.append(window.focusWidget())
    settings, manual, *beyond = reached
    assert [settings.text(), manual.text()] == ["Settings", "Help"]
    assert beyond == [window.head.visit_choice, window._screens[Place.PATIENTS].widget]


def test_the_head_names_patient_and_side(window, selection, library):
    selection.choose_patient(add_demo(library, visits=0))
    assert "DEMO-001" in window.head.who.text()
    assert window.head.side.text() == "Left side affected"
    assert selection.patient.affected_side is AffectedSide.LEFT


def test_the_visit_is_chosen_in_the_head(qtbot, window, selection, library):
    selection.choose_patient(add_demo(library, visits=2))
    assert window.head.visit_choice.currentIndex() == 1
    with qtbot.waitSignal(selection.changed):
        qtbot.keyClick(window.head.visit_choice, Qt.Key.Key_Up)
        window.head.visit_choice.activated.emit(0)
    assert selection.visit == selection.visits[0]


def test_a_problem_is_shown_until_it_is_put_away(qtbot, window, services):
    services.problem.emit("The disk is full: free some space.")
    assert window._notice.isVisible()
    assert window._sentence.text() == "The disk is full: free some space."
    window.say("")
    assert not window._notice.isVisible()


def test_background_work_is_seen(qtbot, window, services):
    with qtbot.waitSignal(services.short.idle_changed):
        task = services.short.start(lambda *, progress, cancel: None)
    assert window.head.work.bar.isVisible()
    with qtbot.waitSignal(task.ended):
        pass
    assert not window.head.work.bar.isVisible()


def test_a_recording_can_keep_the_window_open(qtbot, window):
    window.guard_closing(lambda: False)
    assert not window.close()
    window.guard_closing(lambda: True)
    with qtbot.waitSignal(window.closing):
        assert window.close()
