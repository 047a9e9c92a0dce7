from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from filelock import FileLock

from app.training_runs import (
    LOG_FILE,
    MetricsTail,
    RunState,
    TrainingPlan,
    find_runs,
    is_running,
    log_tail,
    note_job,
    read_job,
    read_run,
    sample_sheets,
    stop,
)
from core.errors import InputError
from models.training import curves, run_folder, samples

SLEEPER = [sys.executable, "-c", "import time; time.sleep(60)"]


def write_rows(folder: Path, *steps: int) -> None:
    lines = [json.dumps({"step": step, "time_s": 1.0, "loss": 1.0 / step}) for step in steps]
    (folder / "metrics.jsonl").write_text("".join(f"{line}\n" for line in lines))


def append(folder: Path, text: str) -> None:
    with (folder / "metrics.jsonl").open("a") as stream:
        stream.write(text)


def run_of(folder: Path, *, steps: int = 100, done: int = 0) -> Path:
    folder.mkdir(parents=True)
    (folder / "run.json").write_text(json.dumps({"stage": "joint", "steps": steps}))
    (folder / "state.json").write_text(json.dumps({"step": done, "files": {}}))
    return folder


def test_the_names_are_those_of_the_training_subsystem():
    from app import training_runs as watched
    from models.training.config import RUN_FILE

    assert watched.METRICS_FILE == curves.METRICS_FILE
    assert watched.SAMPLES_FOLDER == samples.SAMPLES_FOLDER
    assert watched.LOCK_FILE == run_folder.LOCK_FILE
    assert watched.CONFIG_FILE == RUN_FILE


def test_a_curve_is_read_on_from_where_it_was(tmp_path):
    write_rows(tmp_path, 1, 2)
    tail = MetricsTail(tmp_path)
    assert tail.read_on()
    assert not tail.read_on()
    append(tmp_path, '{"step": 3, "loss": 0.3}\n{"step": 4, "lo')
    assert tail.read_on()
    assert [row["step"] for row in tail.rows] == [1, 2, 3]
    append(tmp_path, 'ss": 0.2}\n')
    assert tail.read_on()
    assert [row["step"] for row in tail.rows] == [1, 2, 3, 4]


def test_a_run_that_lost_steps_is_read_anew(tmp_path):
    write_rows(tmp_path, 1, 2, 3)
    tail = MetricsTail(tmp_path)
    tail.read_on()
    (tmp_path / "other").mkdir()
    write_rows(tmp_path / "other", 1, 2)
    (tmp_path / "other" / "metrics.jsonl").replace(tmp_path / "metrics.jsonl")
    assert tail.read_on()
    assert [row["step"] for row in tail.rows] == [1, 2]


def test_a_line_that_a_kill_cut_off_is_left_out(tmp_path):
    write_rows(tmp_path, 1)
    append(tmp_path, '{"step": 2, "l\n{"step": 3}\n')
    tail = MetricsTail(tmp_path)
    tail.read_on()
    assert [row["step"] for row in tail.rows] == [1, 3]


def test_no_curve_yet_is_nothing_new(tmp_path):
    assert not MetricsTail(tmp_path).read_on()


def test_runs_are_found_two_folders_deep(tmp_path):
    run_of(tmp_path / "a")
    run_of(tmp_path / "chain" / "b")
    run_of(tmp_path / "x" / "y" / "too_deep")
    assert [path.name for path in find_runs(tmp_path)] == ["a", "b"]
    assert find_runs(tmp_path / "nowhere") == ()


def test_a_run_is_running_while_its_lock_is_held(tmp_path):
    folder = run_of(tmp_path / "a", done=40)
    assert read_run(folder).state is RunState.STOPPED
    with FileLock(folder / ".lock"):
        assert read_run(folder).state is RunState.RUNNING
    assert read_run(folder).state is RunState.STOPPED


def test_steps_come_from_the_curve_where_it_is_ahead_of_the_checkpoint(tmp_path):
    folder = run_of(tmp_path / "a", done=40)
    assert read_run(folder).steps_done == 40
    assert read_run(folder, last_step=70).steps_done == 70
    assert read_run(folder, last_step=100).state is RunState.FINISHED


def test_a_damaged_folder_is_a_run_without_steps(tmp_path):
    folder = run_of(tmp_path / "a")
    (folder / "run.json").write_text("[")
    (folder / "window.json").write_text('{"pid": "x"}')
    found = read_run(folder)
    assert (found.steps, found.stage, found.is_ours) == (0, "", False)


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="processes are looked up in /proc")
def test_a_started_process_is_found_again_and_stopped(tmp_path):
    folder = run_of(tmp_path / "a")
    with subprocess.Popen(SLEEPER) as process:
        note_job(folder, process.pid, SLEEPER)
        assert read_run(folder).state is RunState.RUNNING
        assert read_run(folder).is_ours
        stop(folder)
        assert process.wait(20) == -15
    assert read_run(folder).state is RunState.STOPPED


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="processes are looked up in /proc")
def test_another_process_with_the_number_of_a_dead_run_is_left_alone(tmp_path):
    folder = run_of(tmp_path / "a")
    note_job(folder, os.getpid(), [sys.executable, "-m", "app", "train", "run"])
    assert not is_running(folder, read_job(folder))
    with pytest.raises(InputError, match="where it was started"):
        stop(folder)


def test_a_run_of_the_command_line_cannot_be_stopped_from_here(tmp_path):
    folder = run_of(tmp_path / "a")
    with FileLock(folder / ".lock"), pytest.raises(InputError):
        stop(folder)


def test_the_log_keeps_what_was_written_last_over_a_line(tmp_path):
    (tmp_path / LOG_FILE).write_bytes(b"start\nreading: 1\rreading: 2\rreading: 3\nend\n")
    assert log_tail(tmp_path) == "start\nreading: 3\nend\n"
    assert log_tail(tmp_path / "none") == ""


def test_of_a_long_log_the_end_is_kept(tmp_path):
    (tmp_path / LOG_FILE).write_text("".join(f"line {number}\n" for number in range(5000)))
    assert log_tail(tmp_path).endswith("line 4999\n")
    assert len(log_tail(tmp_path)) < 20_000


def test_sheets_come_earliest_first(tmp_path):
    (tmp_path / "samples").mkdir()
    for number, name in enumerate(("b.png", "a.png")):
        path = tmp_path / "samples" / name
        path.touch()
        os.utime(path, (time.time() + number, time.time() + number))
    assert [path.name for path in sample_sheets(tmp_path)] == ["b.png", "a.png"]


def test_the_command_is_the_program_s_own():
    plan = TrainingPlan(Path("c.toml"), Path("packs"), Path("out"), previous=Path("before"))
    command = plan.command()
    assert command[:5] == [sys.executable, "-m", "app", "train", "run"]
    assert command[5:8] == [str(Path(name).absolute()) for name in ("c.toml", "packs", "out")]
    assert command[8:] == ["--previous", str(Path("before").absolute())]
