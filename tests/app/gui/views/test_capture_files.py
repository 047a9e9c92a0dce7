"""Videos that are dropped on the capture screen."""

from __future__ import annotations

import datetime as dt
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt

from assessment.records import AffectedSide, Patient
from tests.app.gui.views.by_hand import drop, film


def test_dropped_videos_become_a_visit(qtbot, model, view, tmp_path, library, patient, examiner):
    paths = [tmp_path / name for name in ("P1 Smile-Open.mp4", "p1_rest.mp4", "note.txt")]
    for path in paths[:2]:
        film(path)
    paths[2].write_text("x")
    drop(view.start, paths)
    clips = view.start.clips
    assert [row.exercise.currentData() for row in clips._rows] == ["smile_open", "rest"]
    assert "Confirm" in clips.obstacle.text()
    clips._rows[0].mirrored.setChecked(True)
    clips.confirmed.setChecked(True)
    with qtbot.waitSignal(model.stored):
        qtbot.mouseClick(clips.analyse, Qt.MouseButton.LeftButton)
    assert [(one.exercise_id, one.mirrored) for one in examiner.videos] == [
        ("rest", False),
        ("smile_open", True),
    ]
    (stored,) = library.visits.history(patient.id)
    assert stored.visit.taken_at.date() == dt.datetime.now().astimezone().date()


def test_videos_put_in_for_one_patient_are_not_analysed_for_another(view, tmp_path, model):
    film(tmp_path / "rest.mp4")
    drop(view.start, [tmp_path / "rest.mp4"])
    view.start.clips.confirmed.setChecked(True)
    model.services.changed.emit()
    assert view.start.clips.analyse.isEnabled()
    other = Patient(uuid4(), "P-2", AffectedSide.RIGHT)
    model.services.library.patients.add(other)
    model.selection.choose_patient(other)
    assert not view.start.clips._rows
    assert not view.start.clips.confirmed.isChecked()
    assert not view.start.clips.analyse.isEnabled()


@pytest.mark.parametrize(
    ("names", "told"),
    [
        (["clip.mp4"], "Say which exercise"),
        (["rest.mp4", "rest again.mp4"], "Each exercise once"),
        (["smile_open.mp4"], "at rest is needed"),
    ],
)
def test_files_that_make_no_visit_say_why(view, tmp_path, names, told):
    for name in names:
        film(tmp_path / name)
    drop(view.start, [tmp_path / name for name in names])
    assert told in view.start.clips.obstacle.text()
    assert not view.start.clips.analyse.isEnabled()
