from __future__ import annotations

import logging

import pytest
from PySide6.QtCore import QMessageLogContext, QtMsgType
from PySide6.QtWidgets import QApplication

from app.gui import faults
from app.gui.faults import FaultBox, log_qt, tell_bug
from core.paths import data_dir


def boxes():
    return [one for one in QApplication.topLevelWidgets() if isinstance(one, FaultBox)]


@pytest.fixture(autouse=True)
def _no_box_stays(qtbot):
    yield
    for box in boxes():
        box.close()
    qtbot.waitUntil(lambda: not boxes())


def test_a_fault_is_told_with_the_folder_of_its_report(monkeypatch, caplog):
    opened = []
    monkeypatch.setattr(faults, "open_folder", opened.append)
    tell_bug(ZeroDivisionError("Patient Example"))
    box = boxes()[0]
    assert "ZeroDivisionError" in box.text()
    next(one for one in box.buttons() if "folder" in one.text()).click()
    assert opened == [data_dir() / "crashes"]
    assert len(list(opened[0].iterdir())) == 1
    assert "ZeroDivisionError" in caplog.text
    assert "Patient Example" not in caplog.text


def test_while_one_fault_is_told_others_are_only_written():
    tell_bug(ValueError())
    tell_bug(ValueError())
    assert len(boxes()) == 1
    assert len(list((data_dir() / "crashes").iterdir())) == 2


def test_without_a_report_there_is_no_folder_to_open(monkeypatch):
    monkeypatch.setattr(faults, "report_bug", lambda _: None)
    tell_bug(ValueError())
    assert not [one for one in boxes()[0].buttons() if "folder" in one.text()]


def test_what_qt_says_goes_into_the_log(caplog):
    with caplog.at_level(logging.DEBUG, logger="qt"):
        log_qt(QtMsgType.QtWarningMsg, QMessageLogContext(), "odd")
    assert [(one.name, one.levelname, one.message) for one in caplog.records] == [
        ("qt", "WARNING", "odd")
    ]
