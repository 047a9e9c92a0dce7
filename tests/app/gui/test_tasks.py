from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import QThread

from app.gui.tasks import TaskRunner
from core.errors import InputError


@pytest.fixture
def bugs():
    return []


@pytest.fixture
def runner(qapp, bugs):
    made = TaskRunner(bugs.append, threads=1)
    yield made
    made.close()


def test_the_result_comes_in_the_windows_thread(qtbot, runner, qapp):
    seen = []
    task = runner.start(lambda *, progress, cancel: threading.get_ident())
    task.done.connect(lambda result: seen.append((result, QThread.currentThread())))
    with qtbot.waitSignal(task.ended):
        pass
    worker, thread = seen[0]
    assert worker != threading.get_ident()
    assert thread is qapp.thread()


def test_progress_is_told(qtbot, runner):
    def work(*, progress, cancel):
        progress(1, 2, "half")

    told = []
    task = runner.start(work)
    task.progressed.connect(lambda *step: told.append(step))
    with qtbot.waitSignal(task.ended):
        pass
    assert told == [(1.0, 2, "half")]


def test_a_known_error_is_told_and_is_no_bug(qtbot, runner, bugs):
    def work(*, progress, cancel):
        raise InputError("The disk is full.")

    task = runner.start(work)
    with qtbot.waitSignal(task.failed) as told:
        pass
    assert told.args[0].text() == "The disk is full."
    assert not bugs


def test_a_bug_goes_to_the_crash_handler_and_ends_the_task(qtbot, runner, bugs):
    task = runner.start(lambda *, progress, cancel: 1 / 0)
    with qtbot.waitSignal(task.ended):
        pass
    assert isinstance(bugs[0], ZeroDivisionError)


def test_running_work_stops_when_asked_and_waiting_work_never_starts(qtbot, runner):
    started, seen = threading.Event(), []

    def endless(*, progress, cancel):
        started.set()
        while True:
            cancel.check()

    first = runner.start(endless)
    second = runner.start(lambda *, progress, cancel: seen.append("ran"))
    assert started.wait(5)
    with qtbot.waitSignals([first.cancelled, second.cancelled]):
        runner.cancel_all()
    assert not seen


def test_tasks_run_in_their_order_and_the_runner_says_when_it_is_idle(qtbot, runner):
    order = []
    assert runner.idle
    for number in range(3):
        last = runner.start(lambda *, progress, cancel, n=number: order.append(n))
    assert not runner.idle
    with qtbot.waitSignals([runner.idle_changed, last.ended]):
        pass
    assert order == [0, 1, 2]
    assert runner.idle


def test_closing_waits_for_the_thread(qapp, bugs):
    running, stopped = threading.Event(), threading.Event()
    runner = TaskRunner(bugs.append, threads=1)

    def endless(*, progress, cancel):
        running.set()
        try:
            while True:
                cancel.check()
        finally:
            stopped.set()

    runner.start(endless)
    assert running.wait(5)
    runner.close()
    assert stopped.is_set()


def test_what_comes_after_the_closing_is_cancelled_and_never_done(qtbot, runner):
    done = []
    runner.close()
    task = runner.start(lambda *, progress, cancel: done.append(True))
    with qtbot.waitSignals([task.cancelled, task.ended]):
        pass
    assert runner.idle
    assert not done
