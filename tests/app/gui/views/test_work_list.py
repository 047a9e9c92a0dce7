"""The list of analyses in the head of the window."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import Qt

from app.gui.viewmodels.work import WorkModel
from app.gui.views.work_list import WorkButton
from tests.app.gui.widgets.test_elided_label import LONG

pytestmark = pytest.mark.qt_log_ignore(
    "does not support (raise|grabbing)"
)  # the offscreen platform


@pytest.fixture
def gate():
    event = threading.Event()
    yield event
    event.set()


@pytest.fixture
def start(services, gate):
    """Queues an analysis that is held until it is let go or cancelled."""

    def work(*, progress, cancel):
        progress(1, 4, "Measuring the visits anew")
        gate.wait()
        cancel.check()

    return lambda whose: services.analyses.start(work, whose)


@pytest.fixture
def shown(qtbot, services, palette):
    made = WorkButton(WorkModel(services))
    qtbot.addWidget(made)
    return made


def rows(shown):
    return list(shown.list.rows.values())


def test_it_says_how_many_run_and_wait(qtbot, shown, start, gate):
    assert not shown.isVisible()
    start("P-1")
    assert shown.button.text() == "1 analysis ▾"
    start("P-2")
    start("P-3")
    qtbot.waitUntil(lambda: shown.button.text() == "3 analyses, 2 waiting ▾")
    qtbot.waitUntil(lambda: shown.bar.value() == shown.bar.maximum() / 4)
    gate.set()
    qtbot.waitUntil(lambda: not shown.isVisible())


def test_the_list_says_whose_and_each_is_stopped_by_its_own_button(qtbot, shown, start, gate):
    first, second = start("P-1  Ada"), start("P-2")
    qtbot.mouseClick(shown.button, Qt.MouseButton.LeftButton)
    assert shown.list.isVisible()
    assert [row.who.text() for row in rows(shown)] == ["P-1  Ada", "P-2"]
    qtbot.waitUntil(lambda: rows(shown)[0].work.bar.isVisible())
    assert rows(shown)[1].work.words == "waits for its turn"
    with qtbot.waitSignal(second.cancelled):
        qtbot.mouseClick(rows(shown)[1].work.stop, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: [row.who.text() for row in rows(shown)] == ["P-1  Ada"])
    qtbot.mouseClick(rows(shown)[0].work.stop, Qt.MouseButton.LeftButton)
    assert rows(shown)[0].work.words == "is being stopped"
    with qtbot.waitSignal(first.cancelled):
        gate.set()
    qtbot.waitUntil(lambda: not shown.list.isVisible())


def test_escape_closes_the_list_and_nothing_is_stopped(qtbot, shown, start, gate):
    task = start("P-1")
    qtbot.mouseClick(shown.button, Qt.MouseButton.LeftButton)
    qtbot.keyClick(shown.list, Qt.Key.Key_Escape)
    assert not shown.list.isVisible()
    with qtbot.waitSignal(task.done):
        gate.set()


def test_a_long_name_leaves_the_button_in_the_list(qtbot, shown, start):
    start(LONG["one word"])
    qtbot.mouseClick(shown.button, Qt.MouseButton.LeftButton)
    (row,) = rows(shown)
    assert row.who.shown.endswith("…")
    assert row.work.stop.visibleRegion().boundingRect() == row.work.stop.rect()


def test_screen_readers_are_told_whose_work_a_button_stops(shown, start):
    start("P-1  Ada")
    (row,) = rows(shown)
    assert row.work.stop.accessibleName() == "Stop: P-1  Ada"
