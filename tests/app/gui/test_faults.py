from __future__ import annotations

import logging
from functools import partial

import pytest
from PySide6.QtCore import QMessageLogContext, QThread, QtMsgType
from PySide6.QtWidgets import QApplication

from app.gui import faults
from app.gui.faults import FaultBox, log_qt


@pytest.fixture
def folder(tmp_path):
    """The data folder in use, which is not the user's own."""
    return tmp_path / "clinic"


@pytest.fixture
def tell_bug(folder):
    return partial(faults.tell_bug, folder=folder)


def boxes():
    return [one for one in QApplication.topLevelWidgets() if isinstance(one, FaultBox)]


@pytest.fixture(autouse=True)
def _no_box_stays(qtbot):
    yield
    for box in boxes():
        box.close()
    qtbot.waitUntil(lambda: not boxes())


def test_a_fault_is_told_with_the_folder_of_its_report(tell_bug, folder, monkeypatch, caplog):
    opened = []
    monkeypatch.setattr(faults, "open_folder", opened.append)
    tell_bug(ZeroDivisionError("Patient Example"))
    box = boxes()[0]
    assert "ZeroDivisionError" in box.text()
    next(one for one in box.buttons() if "folder" in one.text()).click()
    assert opened == [folder / "crashes"]
    assert len(list(opened[0].iterdir())) == 1
    assert "ZeroDivisionError" in caplog.text
    assert "Patient Example" not in caplog.text


def test_while_one_fault_is_told_others_are_only_written(tell_bug, folder):
    tell_bug(ValueError())
    tell_bug(ValueError())
    assert len(boxes()) == 1
    assert len(list((folder / "crashes").iterdir())) == 2


def test_without_a_report_there_is_no_folder_to_open(tell_bug, monkeypatch):
    monkeypatch.setattr(faults, "report_bug", lambda *_: None)
    tell_bug(ValueError())
    assert not [one for one in boxes()[0].buttons() if "folder" in one.text()]


def test_what_qt_says_goes_into_the_log(caplog):
    with caplog.at_level(logging.DEBUG, logger="qt"):
        log_qt(QtMsgType.QtWarningMsg, QMessageLogContext(), "odd")
    assert [(one.name, one.levelname, one.message) for one in caplog.records] == [
        ("qt", "WARNING", "odd")
    ]


class Faulty(QThread):
    def __init__(self, tell_bug):
        super().__init__()
        self._tell_bug = tell_bug

    def run(self):
        self._tell_bug(ValueError())


def test_a_fault_of_another_thread_is_told_in_that_of_the_window(
    qapp, qtbot, tell_bug, monkeypatch
):
    threads = []

    class Box(FaultBox):
        def __init__(self, error, report):
            threads.append(QThread.currentThread())
            super().__init__(error, report)

    monkeypatch.setattr(faults, "FaultBox", Box)
    faulty = Faulty(tell_bug)
    faulty.start()
    faulty.wait()
    qtbot.waitUntil(lambda: bool(boxes()))
    assert threads == [qapp.thread()]
