"""The watch over what tests leave behind sees each kind, and nothing that has gone."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import QObject, QThread, QThreadPool, QTimer
from PySide6.QtWidgets import QDialog, QPushButton, QWidget

from tests.app.gui.leaks import LeakWatch

SOON_S = 0.05


@pytest.fixture
def watch():
    made = LeakWatch()
    yield made
    made.stop()


@pytest.fixture
def held():
    """What holds threads until the test is over."""
    event = threading.Event()
    yield event
    event.set()


class Waiting(QThread):
    def __init__(self, event):
        super().__init__()
        self._event = event

    def run(self):
        self._event.wait()


def test_nothing_is_told_of_a_test_that_leaves_nothing(watch):
    assert watch.left(SOON_S) == []


def test_a_forgotten_widget_is_told(watch):
    forgotten = QPushButton()
    assert watch.left(SOON_S) == ["widget QPushButton"]
    del forgotten
    assert watch.left() == []


def test_what_is_deleted_later_or_only_held_by_a_circle_is_no_leak(watch):
    dialog = QDialog()
    dialog.deleteLater()
    circle = QWidget()
    circle.itself = circle
    del circle
    assert watch.left() == []


def test_a_running_thread_of_qt_is_told(watch, held):
    thread = Waiting(held)
    thread.start()
    assert watch.left(SOON_S) == ["QThread Waiting"]
    held.set()
    assert watch.left() == []


def test_a_running_thread_of_python_is_told(watch, held):
    threading.Thread(target=held.wait, name="forgotten").start()
    assert watch.left(SOON_S) == ["Python thread forgotten"]
    held.set()
    assert watch.left() == []


@pytest.mark.parametrize("make", [QThreadPool, QThreadPool.globalInstance])
def test_a_job_in_a_pool_is_told(watch, held, make):
    pool = make()
    pool.start(held.wait)
    assert watch.left(SOON_S)[0] == "job of pool QThreadPool"
    held.set()
    assert watch.left() == []


def test_a_timer_that_goes_on_is_told(watch):
    owner = QObject()
    timer = QTimer(owner)
    timer.start(1000)
    assert watch.left(SOON_S) == ["timer of QObject"]
    timer.stop()
    assert watch.left() == []
