from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from app.gui.viewmodels.training import LOSSES, SPEED, TrainingModel
from app.training_runs import LOG_FILE, RunState, TrainingPlan

TRAINER = """
import json, pathlib, signal, sys, threading
from filelock import FileLock
out, stop = pathlib.Path(sys.argv[1]), threading.Event()
signal.signal(signal.SIGTERM, lambda *_: stop.set())
done = json.loads((out / "state.json").read_text())["step"] if (out / "state.json").exists() else 0
with FileLock(out / ".lock"):
    (out / "run.json").write_text(json.dumps({"stage": "joint", "steps": 100}))
    with (out / "metrics.jsonl").open("a") as curve:
        row = {"step": done + 10, "time_s": 1, "loss": 0.5, "images_per_s": 3}
        curve.write(json.dumps(row) + "\\n")
    print("training", flush=True)
    stop.wait(60)
    (out / "state.json").write_text(json.dumps({"step": done + 10, "files": {}}))
print("stopped", flush=True)
"""


@pytest.fixture
def plan(tmp_path, monkeypatch):
    """A plan whose process behaves as a training run does, without the network."""
    out = tmp_path / "runs" / "one"
    monkeypatch.setattr(
        TrainingPlan, "command", lambda self: [sys.executable, "-c", TRAINER, str(self.out)]
    )
    return TrainingPlan(Path("stage.toml"), Path("packs"), out)


@pytest.fixture
def model(services, plan):
    services.choose(training_folder=str(plan.out.parent))
    return TrainingModel(services)


def look_until(qtbot, model, reached):
    def look():
        model.look()
        return reached()

    qtbot.waitUntil(look)


def rows(folder, *figures):
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "run.json").write_text(json.dumps({"stage": "joint", "steps": 50}))
    with (folder / "metrics.jsonl").open("a") as curve:
        curve.writelines(json.dumps(row) + "\n" for row in figures)


def test_a_run_is_started_found_again_by_another_window_stopped_and_goes_on(
    qtbot, services, model, plan
):
    assert model.start(plan) == ""
    assert "runs in" in model.start(plan)
    look_until(qtbot, model, lambda: "training" in model.log)
    assert model.run.state is RunState.RUNNING
    assert model.run.steps_done == 10

    later = TrainingModel(services)
    later.look()
    assert [run.state for run in later.runs] == [RunState.RUNNING]
    later.choose(plan.out)
    assert later.stop() == ""
    look_until(qtbot, later, lambda: later.run.state is RunState.STOPPED)
    look_until(qtbot, later, lambda: "stopped" in later.log)

    assert later.go_on() == ""
    look_until(qtbot, later, lambda: later.run.steps_done == 20)
    assert later.curves(LOSSES) == {"loss": ([10, 20], [0.5, 0.5])}
    assert later.stop() == ""
    look_until(qtbot, later, lambda: later.run.state is RunState.STOPPED)
    for each in (model, later):
        look_until(qtbot, each, lambda each=each: not each._children)


@pytest.mark.slow
def test_the_program_s_own_command_says_in_the_log_what_is_wrong(qtbot, services, tmp_path):
    services.choose(training_folder=str(tmp_path))
    model = TrainingModel(services)
    assert model.start(TrainingPlan(tmp_path / "no.toml", tmp_path, tmp_path / "run")) == ""
    qtbot.waitUntil(
        lambda: model.look() or "it does not exist" in " ".join(model.log.split()), timeout=60_000
    )
    look_until(qtbot, model, lambda: model.run.state is RunState.STOPPED)
    look_until(qtbot, model, lambda: not model._children)


def test_a_run_folder_that_cannot_be_made_is_told(model, plan):
    plan.out.parent.parent.joinpath("runs").write_text("a file")
    assert "cannot be written" in model.start(plan)


def test_curves_come_in_groups_as_they_grow(qtbot, model, plan):
    rows(plan.out, {"step": 1, "time_s": 1, "loss": 2.0, "depth": 1.0, "images_per_s": 5})
    model.look()
    model.choose(plan.out)
    assert model.groups() == (LOSSES, SPEED)
    with qtbot.waitSignal(model.curves_changed):
        rows(plan.out, {"step": 2, "time_s": 2, "val_photos.gte_pct": 7.0, "val_photos.r_lid": 0.4})
        model.look()
    assert model.groups() == (LOSSES, "val_photos", SPEED)
    assert model.curves("val_photos") == {"gte_pct": ([2], [7.0]), "r_lid": ([2], [0.4])}
    with qtbot.assertNotEmitted(model.curves_changed):
        model.look()


def test_a_new_sample_sheet_is_told(qtbot, model, plan):
    rows(plan.out)
    model.look()
    model.choose(plan.out)
    (plan.out / "samples").mkdir()
    (plan.out / "samples" / "step_1.png").touch()
    with qtbot.waitSignal(model.sheets_changed):
        model.look()
    assert [path.name for path in model.sheets] == ["step_1.png"]


def test_another_folder_is_kept_for_the_next_start(model, services, plan, tmp_path):
    rows(plan.out)
    model.look()
    model.choose(plan.out)
    model.open_folder(str(tmp_path / "elsewhere"))
    assert model.runs == ()
    assert model.run is None
    assert TrainingModel(services).root == tmp_path / "elsewhere"


def test_a_run_of_the_command_line_is_shown_and_left_alone(model, plan):
    rows(plan.out)
    model.look()
    model.choose(plan.out)
    assert not model.run.is_ours
    assert "where it was started" in model.stop()
    assert model.go_on() == ""
    assert not (plan.out / LOG_FILE).exists()
