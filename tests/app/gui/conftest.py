"""For the window: no screen is needed, no thread or widget stays behind, bugs fail the test."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import QLocale
from pytestqt.qtbot import QtBot

from app.gui.selection import Selection
from app.gui.services import Services
from app.gui.theme import LIGHT, apply_theme
from app.gui.views.capture import CaptureView
from app.gui.views.main_window import MainWindow, Place, Screen
from assessment.store.library import open_library
from tests.app.gui.leaks import LeakWatch

PATIENCE_MS = 60_000
"""How long a test waits for what must come: a busy machine is no fault."""


class PatientBot(QtBot):
    """pytest-qt's, which by itself waits for five seconds."""

    def waitUntil(self, callback, *, timeout=PATIENCE_MS):  # noqa: N802 - pytest-qt's name
        super().waitUntil(callback, timeout=timeout)

    def waitSignal(self, signal, *, timeout=PATIENCE_MS, **more):  # noqa: N802 - pytest-qt's name
        return super().waitSignal(signal, timeout=timeout, **more)

    def waitSignals(self, signals, *, timeout=PATIENCE_MS, **more):  # noqa: N802 - pytest-qt's name
        return super().waitSignals(signals, timeout=timeout, **more)


@pytest.fixture
def qtbot(qapp, request):
    return PatientBot(request)


@pytest.fixture(autouse=True)
def _nothing_left(qapp, request):
    """Widgets, threads, timers and jobs of a test are gone after it.

    Its own fixtures are taken down before this one, for it is the first to be set up. A test that
    failed is not looked at: its traceback holds what it made.
    """
    failed_before, watch = request.session.testsfailed, LeakWatch()
    yield
    request.node.funcargs.clear()  # pytest would hold what it gave the test for longer
    left = watch.left() if request.session.testsfailed == failed_before else []
    watch.stop()
    assert not left, left


@pytest.fixture(autouse=True)
def _british_dates():
    """Dates and numbers look the same on every machine."""
    before = QLocale()
    QLocale.setDefault(QLocale("en_GB"))
    yield
    QLocale.setDefault(before)


@pytest.fixture(scope="session")
def palette(qapp):
    apply_theme(qapp, LIGHT)
    return LIGHT


@pytest.fixture
def library(tmp_path):
    with open_library(tmp_path / "library") as opened:
        yield opened


@pytest.fixture
def services(qapp, library, tmp_path):
    bugs: list[BaseException] = []
    made = Services(library, tmp_path / "library", bugs.append)
    yield made
    made.close()
    qapp.processEvents()
    assert not bugs, bugs


@pytest.fixture
def selection(services):
    return Selection(services)


@pytest.fixture
def capture_window(qtbot, services, selection, model, palette):
    """The window with the screen of `model`, a capture, which the test's module makes."""
    made = MainWindow(services, selection, palette)
    qtbot.addWidget(made)
    made.add_screen(Screen(Place.CAPTURE, "Capture", CaptureView(model, palette)))
    made.go(Place.CAPTURE)
    made.show()
    return made
