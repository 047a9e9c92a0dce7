from __future__ import annotations

import json
import sys
from pathlib import Path

import cv2
import numpy as np
import pytest
from PySide6.QtCore import Qt

from app.gui.viewmodels.training import TrainingModel
from app.gui.views.training import TrainingWindow
from app.gui.views.training_form import TrainingForm
from app.training_runs import RunState, TrainingPlan, note_job


@pytest.fixture
def run(tmp_path):
    folder = tmp_path / "runs" / "one"
    (folder / "samples").mkdir(parents=True)
    (folder / "run.json").write_text(json.dumps({"stage": "joint", "steps": 100}))
    rows = ({"step": step, "time_s": 1, "loss": 1 / step, "val.gte_pct": 7} for step in (10, 20))
    (folder / "metrics.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    (folder / "window.log").write_text("hello from the run\n")
    cv2.imwrite(str(folder / "samples" / "step_20.png"), np.zeros((20, 40, 3), np.uint8))
    return folder


@pytest.fixture
def window(qtbot, services, palette, run):
    services.choose(training_folder=str(run.parent))
    made = TrainingWindow(TrainingModel(services), palette)
    qtbot.addWidget(made)
    made.show()
    return made


def test_runs_are_listed_and_a_chosen_one_is_shown_in_full(window):
    assert window._right.currentIndex() == 0
    assert window.list.item(0).text() == "one\nstopped, step 0 of 100"
    window.list.setCurrentRow(0)
    assert window._right.currentIndex() == 1
    assert window.progress.value() == 20
    assert [window.group.itemText(row) for row in range(window.group.count())] == ["Losses", "val"]
    assert "hello from the run" in window.log.toPlainText()
    assert window.sheet_choice.currentText() == "step_20"
    assert not window.sheet.pixmap().isNull()


def test_curves_are_drawn_as_the_run_goes_on(window, run):
    window.list.setCurrentRow(0)
    drawn = window.chart._plot.getPlotItem().listDataItems
    assert [item.name() for item in drawn()] == ["loss"]
    window.group.setCurrentIndex(1)
    assert [item.name() for item in drawn()] == ["gte_pct"]
    with (run / "metrics.jsonl").open("a") as curve:
        curve.write(json.dumps({"step": 30, "time_s": 2, "val.gte_pct": 6}) + "\n")
    window._model.look()
    assert list(drawn()[0].yData) == [7, 7, 6]
    assert window.progress.value() == 30


def test_a_stopped_run_of_ours_can_go_on_and_one_of_others_cannot(window, run):
    window.list.setCurrentRow(0)
    assert window.go_on_button.isHidden()
    assert window.stop_button.isHidden()
    note_job(run, 999_999_999, [sys.executable, "-c", ""])
    window._model.look()
    assert window._model.run.state is RunState.STOPPED
    assert not window.go_on_button.isHidden()


def test_it_looks_only_while_it_is_open(window):
    assert window._model._timer.isActive()
    window.close()
    assert not window._model._timer.isActive()


def test_the_form_asks_for_what_is_missing_and_what_does_not_exist(qtbot, tmp_path):
    started = []
    form = TrainingForm(tmp_path, lambda plan: started.append(plan) or "", None)
    qtbot.addWidget(form)
    form.open()
    qtbot.mouseClick(form.start_button, Qt.MouseButton.LeftButton)
    assert "is missing" in form._problem.text()
    form.config.line.setText(str(tmp_path / "none.toml"))
    form.packs.line.setText(str(tmp_path))
    form.start_button.click()
    assert "does not exist" in form._problem.text()
    (tmp_path / "none.toml").touch()
    form.start_button.click()
    assert started == [TrainingPlan(tmp_path / "none.toml", tmp_path, tmp_path / "run")]
    assert not form.isVisible()


def test_what_speaks_against_a_start_is_said_in_the_form(qtbot, tmp_path):
    form = TrainingForm(tmp_path, lambda plan: "The disk is full.", None)
    qtbot.addWidget(form)
    for field in (form.config, form.packs):
        field.line.setText(str(tmp_path))
    form.open()
    form.start_button.click()
    assert form._problem.text() == "The disk is full."
    assert form.isVisible()
    assert Path(form.out.line.text()).name == "run"
