from __future__ import annotations

import threading

import pytest

from app.gui.viewmodels.newest import Newest
from core.errors import InputError


@pytest.fixture
def newest(services):
    return Newest(services.instant)


def returning(value, started=None, go_on=None):
    def work(*, progress, cancel):
        if started:
            started.set()
        if go_on:
            go_on.wait(10)
        return value

    return work


def test_what_waits_is_replaced_by_what_comes(newest, qtbot):
    arrived = []
    newest.done.connect(arrived.append)
    started, go_on = threading.Event(), threading.Event()
    newest.ask(returning("first", started, go_on))
    assert started.wait(10)
    for number in range(20):
        newest.ask(returning(number))
    go_on.set()
    qtbot.waitUntil(lambda: not newest.busy)
    assert arrived == ["first", 19]


def test_after_a_failure_the_waiting_one_has_its_turn(newest, qtbot):
    def fail(*, progress, cancel):
        go_on.wait(10)
        raise InputError("No.")

    arrived, failures = [], []
    go_on = threading.Event()
    newest.done.connect(arrived.append)
    newest.failed.connect(lambda error: failures.append(error.text()))
    newest.ask(fail)
    newest.ask(returning("next"))
    go_on.set()
    qtbot.waitUntil(lambda: not newest.busy)
    assert (failures, arrived) == (["No."], ["next"])


def test_dropped_work_is_cancelled_and_nothing_follows(newest, qtbot):
    arrived = []
    newest.done.connect(arrived.append)
    started, go_on = threading.Event(), threading.Event()

    def work(*, progress, cancel):
        started.set()
        go_on.wait(10)
        cancel.check()
        return "late"

    newest.ask(work)
    newest.ask(returning("waiting"))
    assert started.wait(10)
    newest.drop()
    go_on.set()
    qtbot.waitUntil(lambda: not newest.busy)
    assert arrived == []
