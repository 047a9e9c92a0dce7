"""The keys of the window are those of the table, and the manual says them in every language."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QMenu

from app.gui.main import Program
from app.gui.shortcuts import SHORTCUTS
from app.gui.views.main_window import Place
from app.gui.views.patient_form import PatientForm
from app.gui.views.settings import SettingsDialog
from app.manual import load_manual
from tests.app.gui.demo import add_demo

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # the offscreen platform

CALLED = {
    "en": {"Left": "Left arrow", "Right": "Right arrow"},
    "de": {
        "Ctrl": "Strg",
        "Shift": "Umschalt",
        "Left": "Pfeil links",
        "Right": "Pfeil rechts",
        "Home": "Pos1",
        "End": "Ende",
        "Space": "Leertaste",
    },
}
"""What is written on the keys."""


@pytest.fixture
def program(qapp, qtbot, library, tmp_path, monkeypatch):
    monkeypatch.setattr("app.gui.services.Services.load_examiner", lambda self: None)
    made = Program(qapp, library, tmp_path / "library")
    made.services.choose(safety_read=True)
    made.window.show()
    made.window.activateWindow()
    yield made
    made.close()


def rows_of(language):
    """Keys and words of the page, by its headings."""
    (page,) = [one for one in load_manual(language) if one.path.name == "09-shortcuts.md"]
    sections = re.split(r"^## ", page.text, flags=re.MULTILINE)[1:]
    return [re.findall(r"^\| (?!Key|Taste)(\S.*?) \| (.*?) \|$", one, re.M) for one in sections]


@pytest.mark.parametrize("language", CALLED)
def test_the_manual_lists_the_keys_of_the_table(language):
    named = CALLED[language]
    expected = [
        [re.sub(r"[A-Za-z]+", lambda key: named.get(key[0], key[0]), one.keys) for one in rows]
        for rows in SHORTCUTS.values()
    ]
    assert [[keys for keys, _ in rows] for rows in rows_of(language)] == expected


def test_the_english_page_says_what_the_table_says():
    told = [[does for _, does in rows] for rows in rows_of("en")]
    assert told == [[one.does for one in rows] for rows in SHORTCUTS.values()]


def test_all_shortcuts_of_the_program_are_in_the_table_and_no_others(program, library):
    program.selection.choose_patient(add_demo(library, visits=0))
    for place in Place:
        program.window.go(place)
    found = [keys for one in program.window.findChildren(QObject) if (keys := keys_of(one))]
    listed = {one.keys for rows in SHORTCUTS.values() for one in rows if not one.in_widget}
    assert [keys for keys in found if not keys & listed] == []
    assert listed - set().union(*found) == set()


def keys_of(one):
    """The keys of a shortcut: those of the table and those that the system adds."""
    if isinstance(one, QAction) and not isinstance(one.parent(), QMenu):
        keys = one.shortcuts()
    elif isinstance(one, QShortcut):
        keys = one.keys()
    else:
        keys = [one.shortcut()] if isinstance(one, QAbstractButton) else []
    return {key.toString(QKeySequence.SequenceFormat.PortableText) for key in keys} - {""}


def press(window, key, *modifiers):
    held = Qt.KeyboardModifier.ControlModifier
    for one in modifiers:
        held |= one
    QTest.keyClick(window, key, held)


def test_a_patient_is_entered_and_searched_for_from_any_screen(program, library, qtbot):
    window = program.window
    program.selection.choose_patient(add_demo(library, visits=0))
    window.go(Place.RECOVERY)
    press(window, Qt.Key.Key_F)
    assert window.place is Place.PATIENTS
    assert window.focusWidget() is window._screens[Place.PATIENTS].widget.search
    window.go(Place.RECOVERY)
    press(window, Qt.Key.Key_N)
    assert window.place is Place.PATIENTS
    assert window.findChild(PatientForm).isVisible()
    window.findChild(PatientForm).reject()


def test_a_new_visit_needs_a_patient(program, library):
    shift = Qt.KeyboardModifier.ShiftModifier
    press(program.window, Qt.Key.Key_N, shift)
    assert program.window.place is Place.PATIENTS
    program.selection.choose_patient(add_demo(library, visits=0))
    press(program.window, Qt.Key.Key_N, shift)
    assert program.window.place is Place.CAPTURE


def test_comma_opens_the_settings(program):
    press(program.window, Qt.Key.Key_Comma)
    dialog = program.window.findChild(SettingsDialog)
    assert dialog.isVisible()
    dialog.reject()


def test_report_and_export_are_saved_with_keys(program, library, qtbot):
    window = program.window
    program.selection.choose_patient(add_demo(library, visits=1))
    window.go(Place.REPORT)
    view = window._screens[Place.REPORT].widget.view
    qtbot.waitUntil(lambda: view.save.isEnabled() and view.exports.export.isEnabled())
    for key, title in ((Qt.Key.Key_S, "Save the report"), (Qt.Key.Key_E, "Export")):
        window.activateWindow()  # no window manager does it when the dialog has gone
        qtbot.waitUntil(window.isActiveWindow)
        press(window, key)
        qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), QFileDialog))
        dialog = QApplication.activeModalWidget()
        assert dialog.windowTitle() == title
        dialog.reject()
    qtbot.waitUntil(lambda: program.services.short.idle)


def test_buttons_say_their_keys(program, library):
    window = program.window
    view = window._screens[Place.PATIENTS].widget
    assert view.new_button.toolTip() == "New patient (Ctrl+N)"
    assert [door.toolTip() for door in window._doors] == ["Settings (Ctrl+,)", "Help (F1)"]
