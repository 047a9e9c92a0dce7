from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from uuid import uuid4

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent, QImage, QPainter
from PySide6.QtWidgets import QApplication, QInputDialog, QLabel, QMessageBox, QToolTip

from app.clip_analysis import FilmedClip, analyse_clips
from app.gui.viewmodels.review import ReviewModel, ReviewState
from app.gui.views import review as review_view
from app.gui.views.review import ReviewView
from app.preferences import Lengths
from assessment.records import Visit
from assessment.results import Absent, Unit
from assessment.store.library import Clip
from core.landmarks import COMMISSURE, TEMPLE
from core.video import VideoFile, VideoWriter
from tests.app.conftest import CLIPS, NETWORK, recording_of

LEFT_CORNER = COMMISSURE[1]
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def model(services, selection):
    made = ReviewModel(services, selection)
    yield made
    made.close()


@pytest.fixture
def view(model, palette, qtbot):
    made = ReviewView(model, palette)
    qtbot.addWidget(made)
    made.resize(1250, 700)
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def opened(view, model, selection, services, add_patient, add_visit, qtbot):
    """The screen with the smile of a visit on it."""
    services.choose(examiner="Dr Weber")
    patient = add_patient()
    add_visit(patient)
    selection.choose_patient(patient)
    qtbot.waitUntil(lambda: model.state is ReviewState.READY)
    choose(view, "Biggest smile", qtbot)
    qtbot.waitUntil(lambda: model.review is not None and model.player.picture is not None)
    return view


def choose(view, name, qtbot):
    (item,) = view.clips.findItems(name, Qt.MatchFlag.MatchStartsWith)
    place = view.clips.visualItemRect(item).center()
    qtbot.mouseClick(view.clips.viewport(), LEFT, pos=place)


def place_of(view, point):
    return view.video.space.to_view(*view.video.landmarks.points_px[point].tolist()).toPoint()


def drag(view, point, by, qtbot):
    start = place_of(view, point)
    qtbot.mousePress(view.video, LEFT, pos=start)
    qtbot.mouseMove(view.video, start + by / 2)
    qtbot.mouseMove(view.video, start + by)
    qtbot.mouseRelease(view.video, LEFT, pos=start + by)


def test_without_a_visit_the_screen_says_what_to_do(view, model):
    assert view.empty.isVisible()
    told = [one.text() for one in view.empty.findChildren(QLabel)]
    assert told[0] == "No visit yet"
    assert "screen Capture" in told[1]
    assert not view.video.isVisible()


def test_the_clips_of_the_visit_are_listed_and_shown(opened, model):
    assert [opened.clips.item(row).text() for row in range(2)] == ["Rest", "Biggest smile"]
    assert opened.clips.currentRow() == 1
    assert opened.video.isVisible()
    assert opened.curves.measures.currentData() == "MC"
    assert opened.curves.measures.count() == len(model.review.curves)


def test_keys_go_through_the_frames(opened, model, qtbot):
    video, player = opened.video, model.player
    keys = Qt.Key
    qtbot.keyClick(video, keys.Key_Right)
    assert player.frame == 1
    qtbot.keyClick(video, keys.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert player.frame == 11
    qtbot.keyClick(video, keys.Key_Left)
    assert player.frame == 10
    qtbot.keyClick(video, keys.Key_End)
    assert player.frame == player.frame_count - 1
    qtbot.keyClick(video, keys.Key_Home)
    assert player.frame == 0
    qtbot.keyClick(video, keys.Key_Space)
    assert player.playing
    qtbot.keyClick(video, keys.Key_Space)
    assert not player.playing


def test_slider_curve_and_picture_keep_together(opened, model, qtbot):
    opened.transport.slider.setValue(40)
    qtbot.waitUntil(lambda: model.player.shown_frame == 40)
    assert opened.curves.plot.cursor_s == model.player.time_s
    opened.curves.plot.time_chosen.emit(float(model.player.film.times_s[55]))
    qtbot.waitUntil(lambda: model.player.shown_frame == 55)
    assert opened.transport.slider.value() == 55
    np.testing.assert_array_equal(
        opened.video.landmarks.points_px,
        model.corrections.clip.landmarks.points_px[55, :, :2],
    )


def test_another_measure_has_another_curve(opened, qtbot):
    before = opened.curves.numbers.now[1].text()
    opened.curves.measures.setCurrentIndex(1)
    assert opened.curves.plot.accessibleName().startswith("Curve of LC")
    assert opened.curves.numbers.now[1].text() != before


@pytest.mark.qt_log_ignore("does not support raise")  # the offscreen platform
@pytest.mark.parametrize(
    ("place", "formula"), [(1, "peak minus rest"), (2, "peak minus rest"), (3, "100 x_A / x_H")]
)
def test_an_excursion_under_the_mouse_tells_formula_and_picture(opened, place, formula, qtbot):
    figure = opened.curves.numbers.now[place]
    middle = figure.rect().center()
    event = QHelpEvent(QEvent.Type.ToolTip, middle, figure.mapToGlobal(middle))
    QApplication.sendEvent(figure, event)
    assert formula in QToolTip.text()
    assert "data:image/png;base64," in QToolTip.text()
    assert formula in figure.accessibleDescription()
    QToolTip.hideText()
    qtbot.waitUntil(lambda: not QToolTip.isVisible())


def test_curves_and_numbers_follow_the_unit_of_lengths(
    view, model, selection, services, add_patient, add_visit, qtbot
):
    patient = add_patient(outer_canthal_mm=100.0)
    add_visit(patient)
    selection.choose_patient(patient)
    qtbot.waitUntil(lambda: model.review is not None)
    choose(view, "Biggest smile", qtbot)
    qtbot.waitUntil(lambda: bool(model.review and model.review.curves))
    in_mm = model.review.curves[0]
    services.choose(lengths=Lengths.WIDTHS)
    shown = model.review.curves[0]
    assert (in_mm.unit, shown.unit) == (Unit.MM, Unit.OCW)
    np.testing.assert_allclose(shown.right, in_mm.right / 100.0)
    assert view.curves.numbers.now[1].text().endswith(" OCW")
    assert all(one.unit is not Unit.MM for one in model.stored_trial.measures)


def test_while_a_clip_is_measured_nobody_says_that_it_has_no_movement(opened, model, qtbot):
    rest = next(row for row in model.rows if row.recording.exercise_id == "rest")
    model.choose(rest.recording.id)
    assert opened.curves.nothing.text() == "The movement is being measured…"
    qtbot.waitUntil(lambda: model.review is not None)
    assert "no movement is measured" in opened.curves.nothing.text()


def test_rest_has_no_curve_but_says_why(opened, model, qtbot):
    choose(opened, "Rest", qtbot)
    qtbot.waitUntil(lambda: model.review is not None)
    assert opened.curves.nothing.isVisible()
    assert not opened.curves.measures.isVisible()


def test_a_landmark_is_dragged_measured_undone_and_redone(opened, model, qtbot):
    opened.corrections.correct.click()
    stored = opened.curves.numbers.now[2].text()
    with qtbot.waitSignal(model.measured):
        drag(opened, LEFT_CORNER, QPoint(0, -60), qtbot)
    assert opened.corrections.history.count() == 1
    assert "Dr Weber" in opened.corrections.history.item(0).text()
    assert opened.video.landmarks.placed == {LEFT_CORNER}
    qtbot.waitUntil(lambda: opened.curves.numbers.before[2].text() == stored)
    assert opened.clips.item(1).text() == "Biggest smile\n1 not saved"
    qtbot.keyClick(opened.video, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert opened.corrections.history.count() == 0
    assert opened.video.landmarks.placed == frozenset()
    opened.corrections.redo.click()
    assert opened.video.landmarks.placed == {LEFT_CORNER}


def test_the_reach_of_a_correction_is_chosen(opened, model, qtbot):
    opened.corrections.correct.click()
    opened.corrections.reach.setValue(2)
    drag(opened, LEFT_CORNER, QPoint(0, -60), qtbot)
    clip = model.corrections.clip
    assert clip.in_frame(2).carried == {LEFT_CORNER}
    assert clip.in_frame(3).carried == frozenset()


def test_saving_is_offered_only_when_there_is_something(opened, model, library, services, qtbot):
    assert not opened.corrections.save.isEnabled()
    opened.corrections.correct.click()
    drag(opened, LEFT_CORNER, QPoint(0, -60), qtbot)
    with qtbot.waitSignal(services.changed):
        opened.corrections.save.click()
    qtbot.waitUntil(lambda: model.unsaved == 0)
    assert not opened.corrections.save.isEnabled()
    assert re.search(r"(?<!not )saved", opened.corrections.history.item(0).text())
    assert opened.clips.item(1).text() == "Biggest smile"


def test_a_correction_in_the_list_leads_to_its_frame(opened, model, qtbot):
    opened.corrections.correct.click()
    drag(opened, LEFT_CORNER, QPoint(0, -60), qtbot)
    model.player.go(50)
    opened.corrections.history.itemActivated.emit(opened.corrections.history.item(0))
    assert model.player.frame == 0


@pytest.mark.parametrize(("name", "on"), [("Dr Klein", True), ("", False)])
def test_who_corrects_is_asked_once(opened, model, services, qtbot, name, on):
    services.choose(examiner="")
    opened.corrections.correct.click()
    (dialog,) = opened.findChildren(QInputDialog)
    dialog.setTextValue(name)
    dialog.accept()
    assert opened.corrections.correct.isChecked() is on
    assert services.preferences.examiner == name


def test_whoever_names_nobody_does_not_correct(opened, services):
    services.choose(examiner="")
    opened.corrections.correct.click()
    (dialog,) = opened.findChildren(QInputDialog)
    dialog.reject()
    assert not opened.corrections.correct.isChecked()


def test_the_next_visit_is_not_corrected_until_that_is_wanted(
    opened, model, selection, add_visit, services, qtbot
):
    opened.corrections.correct.click()
    other = add_visit(selection.patient)
    services.changed.emit()
    with qtbot.waitSignal(model.clips_changed):
        selection.choose_visit(other.visit.id)
    qtbot.waitUntil(lambda: model.state is ReviewState.READY)
    assert not opened.corrections.correct.isChecked()


def test_landmarks_can_be_hidden_and_the_face_be_shown_larger(opened, qtbot):
    bare = opened.video.grab().toImage()
    qtbot.keyClick(opened.video, Qt.Key.Key_L)
    assert opened.video.grab().toImage() != bare
    opened.face.click()
    assert not opened.video.space.fits
    opened.fit.click()
    assert opened.video.space.fits


def test_without_the_video_the_landmarks_are_shown(
    view, model, selection, add_patient, add_visit, qtbot
):
    patient = add_patient()
    add_visit(patient, keep_videos=False)
    selection.choose_patient(patient)
    qtbot.waitUntil(lambda: model.state is ReviewState.READY)
    assert view._note.text() == "The video is not kept; the landmarks are."
    qtbot.keyClick(view.video, Qt.Key.Key_End)
    assert view.video.landmarks is not None


@pytest.mark.parametrize(
    "reason", ["too few frames can be measured", "Two faces are in too few frames."]
)
def test_an_exercise_that_was_not_measured_says_why(
    reason, view, model, selection, services, library, add_patient, add_visit, qtbot
):
    patient = add_patient()
    examination = add_visit(patient)
    visit = replace(examination.visit, id=uuid4())
    add_unmeasured(library, examination, visit, reason)
    selection.choose_patient(patient)
    selection.choose_visit(visit.id)
    qtbot.waitUntil(lambda: model.state is ReviewState.READY)
    choose(view, "Snarl", qtbot)
    assert view._absent.isVisible()
    told = reason.removesuffix(".")
    assert view._absent.text() == f"This exercise was not measured: {told}."
    assert view.curves.nothing.text() == (
        "In this exercise no movement is measured, so there is no curve."
    )
    assert not view.face.isEnabled()


def add_unmeasured(library, examination, visit, reason):
    """A visit whose snarl gave no result."""
    latest = examination.latest
    recordings = [
        replace(one, id=uuid4(), visit_id=visit.id, media="", sha256="")
        for one in examination.recordings
    ]
    snarl = replace(recordings[0], id=uuid4(), exercise_id="snarl")
    absent = (Absent("exercise snarl", reason),)
    analysis = replace(
        latest,
        id=uuid4(),
        visit_id=visit.id,
        recording_ids=tuple(one.id for one in recordings),
        result=replace(latest.result, absent=absent),
    )
    library.add_visit(
        visit,
        [Clip(one) for one in (*recordings, snarl)],
        analysis,
        landmarks=library.visits.landmarks(latest.id),
    )


def test_a_mirrored_recording_shows_the_patients_sides(
    view, model, selection, library, add_patient, exact, tmp_path, qtbot
):
    """A selfie video is flipped back: R stands on the left of the picture, over the right ear."""
    patient = add_patient()
    visit = Visit(uuid4(), patient.id, dt.datetime(2026, 1, 1, tzinfo=dt.UTC))
    path = tmp_path / "mirrored.mkv"
    with VideoFile(CLIPS / "rest.mp4") as video, VideoWriter(path, size_px=(448, 448)) as writer:
        for frame in video:
            marked = frame.image.copy()
            marked[:60, :60] = (255, 0, 0)  # beside the patient's right side
            writer.write(np.ascontiguousarray(marked[:, ::-1]), time_s=frame.time_s)
    with VideoFile(path, mirrored=True) as video:
        times_s = np.array([frame.time_s for frame in video])
    sequence = replace(exact["rest"], frame_times_s=times_s)
    filmed = FilmedClip(recording_of(visit, "rest", sequence, mirrored=True), sequence)
    new = analyse_clips(patient, visit, [filmed], NETWORK)
    library.add_visit(visit, [Clip(filmed.recording, path)], new.analysis, landmarks=new.landmarks)
    selection.choose_patient(patient)
    qtbot.waitUntil(lambda: model.player.picture is not None)
    red = model.player.picture.image[30, 30].astype(int)
    assert red[0] > red[1] + 100
    right, left = (place_of(view, point) for point in TEMPLE)
    assert right.x() < view.video.width() / 2 < left.x()
    letters = dict(written(view))
    assert letters["R"] < right.x() < left.x() < letters["L"]


def written(view):
    """The letters that the overlay writes, each with where it stands."""
    told = []

    class Noting(QPainter):
        def drawText(self, box, flags, text):  # noqa: N802 - Qt's name
            told.append((text, box.center().x()))

    picture = QImage(view.video.size(), QImage.Format.Format_RGB888)
    painter = Noting(picture)
    space = view.video.space
    view.video._overlay.paint(
        painter, view.video.landmarks, to_view=space.to_view, picture=space.picture_rect
    )
    painter.end()
    return told


@pytest.mark.parametrize(
    ("answer", "may"),
    [(QMessageBox.StandardButton.Discard, True), (QMessageBox.StandardButton.Cancel, False)],
)
def test_corrections_are_not_lost_unasked(opened, monkeypatch, answer, may):
    monkeypatch.setattr(QMessageBox, "question", lambda *args: answer)
    assert review_view.may_lose_corrections(opened) is may
