"""What waits and runs in the background, for whom, and how each is stopped."""

from __future__ import annotations

import threading

import pytest

from app.gui.viewmodels.work import JobState, WorkModel


@pytest.fixture
def gate():
    """Holds the analysis that has its turn until it is opened or cancelled."""
    event = threading.Event()
    yield event
    event.set()


@pytest.fixture
def held(gate):
    def work(*, progress, cancel):
        progress(1, 4, "Measuring the visits anew")
        gate.wait()
        cancel.check()

    return work


@pytest.fixture
def model(services):
    return WorkModel(services)


def states(model):
    return {job.whose: job.state for job in model.jobs}


def test_those_who_wait_are_told_behind_the_one_that_runs(qtbot, model, services, held, gate):
    assert not model.busy
    for whose in ("P-1  Ada", "P-2", "P-3"):
        services.analyses.start(held, whose)
    qtbot.waitUntil(lambda: model.jobs[0].share == 0.25)
    assert model.jobs[0].step == "Measuring the visits anew"
    assert states(model) == {
        "P-1  Ada": JobState.RUNNING,
        "P-2": JobState.WAITING,
        "P-3": JobState.WAITING,
    }
    assert model.waiting_count == 2
    gate.set()
    qtbot.waitUntil(lambda: not model.busy)
    assert model.jobs == ()


def test_one_that_waits_is_left_out_at_once_and_never_runs(qtbot, model, services, held, gate):
    ran = []
    services.analyses.start(held, "P-1")
    waiting = services.analyses.start(lambda **_: ran.append("P-2"), "P-2")
    services.analyses.start(lambda **_: ran.append("P-3"), "P-3")
    qtbot.waitUntil(lambda: states(model)["P-1"] is JobState.RUNNING)
    with qtbot.waitSignals([waiting.cancelled, waiting.ended]):
        model.jobs[1].cancel()
    assert states(model) == {"P-1": JobState.RUNNING, "P-3": JobState.WAITING}
    model.jobs[0].cancel()
    assert states(model)["P-1"] is JobState.STOPPING
    gate.set()
    qtbot.waitUntil(lambda: not model.busy)
    assert ran == ["P-3"]


def test_the_one_that_runs_stops_and_the_next_has_its_turn(qtbot, model, services, held, gate):
    first = services.analyses.start(held, "P-1")
    services.analyses.start(held, "P-2")
    qtbot.waitUntil(lambda: states(model)["P-1"] is JobState.RUNNING)
    model.jobs[0].cancel()
    with qtbot.waitSignal(first.cancelled):
        gate.set()
    qtbot.waitUntil(lambda: not model.busy)


def test_short_work_is_no_analysis(qtbot, model, services):
    task = services.short.start(lambda **_: None)
    assert model.busy
    assert model.jobs == ()
    with qtbot.waitSignal(task.ended):
        pass


def test_every_step_is_told(qtbot, model, services, held, gate):
    with qtbot.waitSignals([model.changed] * 3):
        task = services.analyses.start(held, "P-1")
        qtbot.waitUntil(lambda: task.so_far[0] == 1)
    gate.set()
    with qtbot.waitSignal(model.changed):
        pass
    qtbot.waitUntil(lambda: not model.busy)
