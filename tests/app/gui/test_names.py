"""Whoever listens to the window is told what each control is."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QCalendarWidget,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QScrollBar,
    QTabBar,
    QTextEdit,
    QWidget,
)

from app.gui.theme import LIGHT
from app.gui.views.main_window import Place
from app.gui.views.patient_screen import PatientScreen
from app.gui.views.training_form import TrainingForm
from tests.app.gui.capture.scripted import ScriptedClock, ScriptedSource
from tests.app.gui.demo import add_demo
from tests.app.gui.test_languages import Walk

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # the offscreen platform

CONTROLS = (
    *(QAbstractButton, QLineEdit, QComboBox, QAbstractSpinBox, QAbstractSlider),
    *(QAbstractItemView, QTextEdit, QPlainTextEdit, QProgressBar, QTabBar, QScrollArea),
)
INSIDE = (QCalendarWidget, QComboBox, QAbstractSpinBox, QHeaderView, QTabBar, QLineEdit, QMenu)
"""Qt names what it puts into these."""


def unnamed_in(root):
    """The controls of which a screen reader would only say what kind they are."""
    for one in (root, *root.findChildren(QWidget)):
        if (isinstance(one, CONTROLS) or _is_focusable(one)) and not _is_inner(one):
            reader = QAccessible.queryAccessibleInterface(one)
            if not reader.text(QAccessible.Text.Name).strip():
                yield _path(one)


def _is_focusable(one):
    policy = one.focusPolicy()
    return policy is not Qt.FocusPolicy.NoFocus and not one.isWindow()


def _is_inner(one):
    """A part that Qt puts into a control, or what another control has the focus for."""
    around = one.parentWidget()
    return (
        isinstance(one, QScrollBar | QHeaderView)
        or one.objectName().startswith("qt_")
        or one.focusProxy() is not None
        or any(isinstance(above, INSIDE) for above in _above(one))
        or (isinstance(one, QAbstractButton) and isinstance(around, QAbstractItemView))
    )


def _above(one):
    while (one := one.parentWidget()) is not None:
        yield one


def _path(one):
    return " < ".join(type(above).__name__ for above in (one, *_above(one)))


class Listening(Walk):
    """Goes through all screens and dialogs and notes which controls have no name."""

    def _note(self, widget):
        self._texts |= set(unnamed_in(widget))

    def _open_dialogs(self):
        super()._open_dialogs()
        doors, services = self._program.doors, self._program.services
        services.choose(research=True, training_folder=str(services.folder))
        for show in (doors.open_about, doors.open_research):
            show()
        self._note(self._window)

    def record(self, clips):
        """Put files into the list and begin a recording; what has no name."""
        self._window.go(Place.CAPTURE)
        view, capture = self._view(Place.CAPTURE), self._program.capture
        view.start.clips.add(clips)
        capture.record(ScriptedSource(ScriptedClock()))
        screen = PatientScreen(LIGHT)
        screen.bind(capture.session)
        self._texts = set()
        for shown in (self._window, screen, TrainingForm(Path(), lambda _: "")):
            self._note(shown)
        capture.close()
        return self._texts


@pytest.fixture
def walk(qapp, qtbot, library, tmp_path):
    add_demo(library, visits=2)
    made = Listening(library, tmp_path / "library")
    yield made
    made.close()


def test_every_control_of_every_screen_and_dialog_has_a_name(walk):
    assert walk.read("en") == set()


def test_every_control_of_capture_has_a_name(walk):
    assert walk.record([Path("rest.mp4"), Path("smile.mp4")]) == set()


def test_the_controls_of_a_file_say_which_file(walk):
    walk._window.go(Place.CAPTURE)
    clips = walk._view(Place.CAPTURE).start.clips
    clips.add([Path("rest.mp4"), Path("smile.mp4")])
    for name, row in zip(("rest.mp4", "smile.mp4"), clips._rows, strict=True):
        assert [name in one.accessibleName() for one in row.widgets[1:]] == [True] * 3


def test_a_control_without_a_name_is_found(qtbot):
    around = QWidget()
    qtbot.addWidget(around)
    named, bare = QPushButton("Save", around), QPushButton("", around)
    assert list(unnamed_in(around)) == ["QPushButton < QWidget"]
    bare.setAccessibleName("Zoom")
    assert named.text()
    assert list(unnamed_in(around)) == []
