"""Videos that are dropped on the capture screen."""

from __future__ import annotations

import datetime as dt
from uuid import uuid4

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent

from assessment.records import AffectedSide, Patient
from core.video.writer import VideoWriter
from tests.app.gui.views.by_hand import SIZE_PX


def write_video(path):
    with VideoWriter(path, size_px=SIZE_PX) as video:
        for number in range(3):
            image = np.full((SIZE_PX[1], SIZE_PX[0], 3), 60, np.uint8)
            video.write(image, time_s=number / 30)


def drop(view, paths):
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    view.start.dropEvent(
        QDropEvent(
            QPointF(5, 5),
            Qt.DropAction.CopyAction,
            mime,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )


def test_dropped_videos_become_a_visit(qtbot, model, view, tmp_path, library, patient, examiner):
    paths = [tmp_path / name for name in ("P1 Smile-Open.mp4", "p1_rest.mp4", "note.txt")]
    for path in paths[:2]:
        write_video(path)
    paths[2].write_text("x")
    drop(view, paths)
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
    write_video(tmp_path / "rest.mp4")
    drop(view, [tmp_path / "rest.mp4"])
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
        write_video(tmp_path / name)
    drop(view, [tmp_path / name for name in names])
    assert told in view.start.clips.obstacle.text()
    assert not view.start.clips.analyse.isEnabled()
