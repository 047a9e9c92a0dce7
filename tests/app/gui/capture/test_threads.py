from __future__ import annotations

import pytest

from app.gui.capture.threads import CaptureThreads
from tests.app.gui.capture.scripted import ScriptedClock, make_spool


@pytest.fixture
def ends():
    return []


@pytest.fixture
def threads(qtbot, tmp_path, ends):
    made = CaptureThreads(make_spool(tmp_path, "rest"), ScriptedClock())
    made.ended.connect(lambda: ends.append("ended"))
    made.start()
    yield made
    made.leave()
    made.wait()


def test_the_end_is_told_once_when_all_have_ended(qtbot, threads, ends):
    with qtbot.waitSignal(threads.ended):
        threads.leave()
    threads.wait()
    assert ends == ["ended"]


def test_who_waits_is_told_before_that_and_not_again(qtbot, qapp, threads, ends):
    threads.leave()
    threads.wait()
    assert ends == ["ended"]
    qapp.processEvents()
    assert ends == ["ended"]
