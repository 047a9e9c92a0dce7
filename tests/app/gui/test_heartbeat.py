from __future__ import annotations

import pytest

from app.gui import heartbeat
from app.gui.heartbeat import Heartbeat


@pytest.fixture
def moments(monkeypatch):
    """What the clocks of the day and of the work show and how long the thread had waited."""
    shown = {"now_s": 10.0, "worked_s": 3.0, "waited_ms": 500.0}
    monkeypatch.setattr(heartbeat.time, "perf_counter", lambda: shown["now_s"])
    monkeypatch.setattr(heartbeat.time, "process_time", lambda: shown["worked_s"])
    monkeypatch.setattr(heartbeat, "_waited_ms", lambda: shown["waited_ms"])
    return shown


@pytest.fixture
def beats(qapp, moments):
    made = Heartbeat(qapp)
    made.restart()
    made._timer.stop()  # only the test beats
    yield made
    made.deleteLater()


def beat(beats, moments, *, after_s, worked_s=None, waited_ms=0.0):
    moments["now_s"] += after_s
    moments["worked_s"] += after_s if worked_s is None else worked_s
    moments["waited_ms"] += waited_ms
    beats.beat()


def test_the_longest_stall_counts_and_the_long_ones_are_counted(beats, moments):
    for after_s in (0.005, 0.25, 0.15, 0.1):
        beat(beats, moments, after_s=after_s)
    assert beats.longest_ms == pytest.approx(250)
    assert beats.long_count == 2


def test_waiting_for_a_processor_is_not_the_programs_own(beats, moments):
    beat(beats, moments, after_s=0.3, waited_ms=280.0)
    beat(beats, moments, after_s=0.05)
    assert beats.longest_ms == pytest.approx(300)
    assert beats.own_ms == pytest.approx(50)


def test_what_was_before_a_restart_is_forgotten(beats, moments):
    beat(beats, moments, after_s=0.3)
    beats.restart()
    assert (beats.longest_ms, beats.own_ms, beats.long_count) == (0.0, 0.0, 0)


def test_what_the_program_did_not_work_is_not_its_own(beats, moments):
    """A thread of it holds Python's lock and itself waits for a processor."""
    beat(beats, moments, after_s=0.3, worked_s=0.02)
    assert beats.longest_ms == pytest.approx(300)
    assert beats.own_ms == pytest.approx(20)


def test_threads_that_work_beside_make_a_stall_no_longer_than_it_was(beats, moments):
    beat(beats, moments, after_s=0.3, worked_s=0.9)
    assert beats.own_ms == pytest.approx(300)


def test_where_the_system_does_not_tell_of_waiting_none_is_taken_off(monkeypatch, tmp_path):
    monkeypatch.setattr(heartbeat, "_SCHEDULE", tmp_path / "missing")
    assert heartbeat._waited_ms() == 0.0


def test_the_event_loop_beats(qtbot, qapp):
    made = Heartbeat(qapp)
    made.restart()
    qtbot.waitUntil(lambda: made.longest_ms > 0)
    made.restart()
    assert made.longest_ms == 0
    qtbot.waitUntil(lambda: made.longest_ms > 0)
    made.deleteLater()
