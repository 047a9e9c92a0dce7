from __future__ import annotations

import json
from dataclasses import replace
from uuid import uuid4

import pytest

from app.bench import window
from app.bench.window import Start
from app.cli import bench
from app.demo import demo_patient
from app.gui.heartbeat import LONG_STALL_MS
from app.preferences import load_preferences, save_preferences
from assessment.store.library import open_library
from core.errors import InputError

RUNS = 3
START_CPU_S = 3.0
HANGS_MS = 1000.0


def start_of(usable_s):
    return Start(
        usable_s=usable_s,
        usable_cpu_s=0.5,
        network_s=usable_s + 1.0,
        longest_stall_ms=100.0 * usable_s,
        own_stall_ms=40.0,
        usable_mb=50.0,
        network_mb=200.0,
    )


@pytest.fixture
def starts(monkeypatch):
    times_s = iter([9.0, 2.0, 1.0, 3.0])
    folders = []

    def start_once(folder):
        folders.append((folder, (folder / "preferences.json").read_text()))
        return start_of(next(times_s))

    monkeypatch.setattr(window, "start_once", start_once)
    monkeypatch.setattr(window, "work_once", lambda folder: {"work_longest_stall_ms": 60.0})
    monkeypatch.setattr(window, "_forget_files", lambda: True)
    return folders


def test_the_first_start_is_cold_and_the_others_have_a_median(starts):
    figures = window.window(starts=3)
    assert figures["cold_start_s"] == 9.0
    assert figures["warm_start_s"] == 2.0
    assert figures["slowest_warm_start_s"] == 3.0
    assert figures["warm_start_cpu_s"] == 0.5
    assert figures["network_ready_s"] == 3.0
    assert figures["longest_stall_ms"] == 200.0
    assert figures["longest_own_stall_ms"] == 40.0
    assert figures["work_longest_stall_ms"] == 60.0
    assert (figures["memory_usable_mb"], figures["memory_network_mb"]) == (50.0, 200.0)
    assert {"machine", "commit", "starts"} <= set(figures)
    assert '"safety_read": true' in starts[0][1]
    assert not starts[0][0].exists()


def test_where_files_cannot_be_forgotten_no_start_is_called_cold(starts, monkeypatch):
    monkeypatch.setattr(window, "_forget_files", lambda: False)
    assert "cold_start_s" not in window.window(starts=1)


def test_memory_that_nobody_tells_is_left_out(starts, monkeypatch):
    silent = replace(start_of(1.0), usable_mb=None, network_mb=None)
    monkeypatch.setattr(window, "start_once", lambda folder: silent)
    figures = window.window(starts=1)
    assert figures.keys().isdisjoint({"memory_usable_mb", "memory_network_mb"})


def test_the_command_prints_and_writes_the_figures(starts, tmp_path, capsys):
    out = tmp_path / "window.json"
    bench.commands(["window", "--starts", "3", "--json", str(out)], standalone_mode=False)
    assert json.loads(out.read_text())["warm_start_s"] == 2.0
    assert "warm_start_s" in capsys.readouterr().out


# No other test asserts a time, for a time also tells what else the machine does. These two goals
# are part of what the program promises; so they are held against the work of its own threads, and
# the best of a few runs counts, as a busy machine only adds to it. What merely waits, for a disk or
# a lock, is no work: for that there is a wide limit on the time that passed.


@pytest.mark.slow
def test_a_real_start_is_quick_and_goes_on_answering(tmp_path, monkeypatch):
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")

    def start():
        found = window.start_once(tmp_path)
        assert 0 < found.usable_s < found.network_s
        assert 0 < found.own_stall_ms <= found.longest_stall_ms
        return found

    def is_quick(found):
        stalls = found.own_stall_ms <= LONG_STALL_MS and found.longest_stall_ms < HANGS_MS
        return stalls and found.usable_cpu_s < START_CPU_S

    assert any(map(is_quick, runs := best_of(start, is_quick))), runs


@pytest.mark.slow
def test_a_real_window_answers_and_records_every_picture_while_it_analyses(tmp_path, monkeypatch):
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")

    def work():
        folder = tmp_path / uuid4().hex  # its library has to be empty
        folder.mkdir()
        chosen = replace(load_preferences(folder), safety_read=True, averaged=False)
        save_preferences(chosen, folder)
        found = window.work_once(folder)
        assert found["work_recorded_hz"] == pytest.approx(30, rel=0.1)
        assert found["work_dropped"] == 0
        assert found["work_followed_hz"] > 0
        assert 0 < found["work_longest_own_stall_ms"] <= found["work_longest_stall_ms"]
        return found

    def answers(found):
        hangs = found["work_longest_stall_ms"] >= HANGS_MS
        return found["work_longest_own_stall_ms"] <= LONG_STALL_MS and not hangs

    assert any(map(answers, runs := best_of(work, answers))), runs


def best_of(run, is_good):
    """What up to `RUNS` runs found; none follows one that is good."""
    found = [run()]
    while len(found) < RUNS and not is_good(found[-1]):
        found.append(run())
    return found


def test_a_fault_while_it_is_timed_ends_it_and_is_told(tmp_path, monkeypatch):
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    with open_library(tmp_path) as library:
        library.patients.add(demo_patient())  # whom the benchmark adds
    with pytest.raises(InputError, match="did not open"):
        window.work_once(tmp_path)


def test_a_window_that_does_not_open_says_why(tmp_path, monkeypatch):
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    (tmp_path / "file").touch()
    monkeypatch.setattr(window.sys, "executable", "/bin/false")
    with pytest.raises(InputError, match="did not open"):
        window.start_once(tmp_path / "file")
