"""For the window: no screen is needed, no thread or widget stays behind, bugs fail the test."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import QLocale

from app.gui.selection import Selection
from app.gui.services import Services
from app.gui.theme import LIGHT, apply_theme
from assessment.store.library import open_library


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
