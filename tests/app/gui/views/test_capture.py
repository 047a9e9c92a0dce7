"""A visit recorded on the capture screen: the sides, the lights, exercises left out or redone."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QInputDialog, QMenu

from app.capture.cues import RepetitionOffered
from app.capture.quality import Check, Level, Light, Lights
from app.capture.spool import SPOOL_FOLDER, unfinished_visits
from app.capture.steps import Phase
from app.gui.capture.obstacles import NO_LIGHTS
from app.gui.capture.recording import RecordingState, Written
from app.gui.viewmodels.capture import Stage
from app.gui.views.capture import CaptureView
from core.types import HeadPose, Landmarks
from tests.app.gui.capture.scripted import SlowTracker
from tests.app.gui.views.by_hand import Finds, Hand, let_pass, record_rest


def test_a_visit_from_the_camera_to_the_library(
    qtbot, model, view, source, clock, library, patient
):
    assert model.stage is Stage.RECORDING
    assert view.currentWidget() is view.running
    record_rest(qtbot, model, view, source, clock)
    assert view.running.exercises.item(0).text().startswith("✓")
    with qtbot.waitSignal(model.stored):
        qtbot.mouseClick(view.running.finish, Qt.MouseButton.LeftButton)
    (stored,) = library.visits.history(patient.id)
    assert stored.visit.side_confirmed_by == "Dr Example"
    assert stored.visit.camera == "test camera"
    assert model.selection.visit.visit == stored.visit
    assert view.currentWidget() is view.start
    assert unfinished_visits(model.services.folder / SPOOL_FOLDER) == ()


def test_nothing_is_recorded_before_the_sides_are_confirmed(qtbot, model, view, source):
    for one in (view.running.begin, view.running.anyway):
        qtbot.mouseClick(one, Qt.MouseButton.LeftButton)
    assert model.session.cue.phase is Phase.INSTRUCTION
    qtbot.mouseClick(view.running.confirm, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(view.running.anyway, Qt.MouseButton.LeftButton)
    assert model.session.cue.phase is Phase.COUNTDOWN


def test_without_lights_record_says_why_not_and_can_be_overruled(
    qtbot, model, view, source, services
):
    qtbot.mouseClick(view.running.confirm, Qt.MouseButton.LeftButton)
    assert view.running.lights.advice.text() == "The picture is not judged."
    with qtbot.waitSignal(services.problem) as told:
        qtbot.mouseClick(view.running.begin, Qt.MouseButton.LeftButton)
    assert told.args == [NO_LIGHTS]
    assert model.session.cue.phase is Phase.INSTRUCTION
    assert view.running.anyway.isVisible()


def test_a_view_that_comes_later_shows_the_session_as_it_is(qtbot, model, view, source, palette):
    qtbot.mouseClick(view.running.confirm, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(view.running.anyway, Qt.MouseButton.LeftButton)
    session = model.session
    session._handle([RepetitionOffered(2, Light(Check.LIGHT, Level.BAD, "Too dark."))])
    session.set_tracker(Finds(None))
    with qtbot.waitSignal(session.lights_changed):
        source.picture()
    later = CaptureView(model, palette)
    qtbot.addWidget(later)
    later.show()
    running = later.running
    assert later.currentWidget() is running
    assert running.pause.isVisible()
    assert not running._side_card.isVisible()
    assert running.lights.advice.text() == "No face is found: look at the camera."
    assert "Repetition 2" in running._offer.text()
    qtbot.mouseClick(running.pause, Qt.MouseButton.LeftButton)
    assert session.cue.phase is Phase.PAUSED


def test_the_patients_window_goes_with_the_view_and_comes_with_another(
    qtbot, model, services, palette, clock
):
    services.choose(patient_screen="a screen that is not there")
    first = CaptureView(model, palette)
    model.record(Hand(clock))
    old = first.patient_screen
    assert old.isVisible()
    second = CaptureView(model, palette)
    qtbot.addWidget(second)
    with qtbot.waitSignal(old.destroyed):
        first.deleteLater()
    assert second.patient_screen.isVisible()
    model.close()
    assert second.patient_screen is None


def test_only_red_lights_can_be_overruled(qtbot, model, view, source):
    def show(level):
        light = Light(Check.LIGHT, level, "The face is too dark.")
        model.session.lights_changed.emit(Lights((light,)))
        return view.running.anyway.isVisible()

    assert [show(level) for level in (Level.GOOD, Level.BAD, Level.POOR)] == [False, True, False]
    qtbot.mouseClick(view.running.confirm, Qt.MouseButton.LeftButton)
    show(Level.BAD)
    qtbot.mouseClick(view.running.anyway, Qt.MouseButton.LeftButton)
    assert model.session.cue.phase is Phase.COUNTDOWN
    assert not view.running.anyway.isVisible()


def test_angles_and_rate_are_told_as_numbers(qtbot, model, view, source, clock):
    figures = view.running.lights.figures
    assert figures.text() == "Yaw –   Pitch –   Roll –   Rate –"
    points = np.random.default_rng(0).uniform(5, 40, (68, 3))
    found = Landmarks(points, np.ones(68), HeadPose(12.4, -3.6, 0.2), "stub@1")
    model.session.set_tracker(Finds(found))
    with qtbot.waitSignal(model.session.reading):
        let_pass(model, source, clock, 12, step_s=0.04)
    clock.now_s += 0.5
    model.session.tick()
    assert figures.text() == "Yaw +12°   Pitch −4°   Roll 0°   Rate 25.0 Hz"
    model.session.set_tracker(Finds(None))
    source.picture()
    qtbot.waitUntil(lambda: figures.text() == "Yaw –   Pitch –   Roll –   Rate 25.0 Hz")


def test_pictures_that_are_missing_are_told_while_recording(view, source):
    state = RecordingState(
        is_recording=True,
        written=Written(count=90, dropped_count=4, damaged_count=1),
        minutes_left=30.0,
        camera_rate_hz=30.0,
    )
    view.running._show_state(state)
    assert view.running.room.text() == "Pictures missing: 5\nRoom for 30 minutes of video"
    view.running._show_state(dataclasses.replace(state, is_recording=False))
    assert view.running.room.text() == "Room for 30 minutes of video"
    view.running._show_state(dataclasses.replace(state, is_recording=False, minutes_left=601.0))
    assert view.running.room.text() == "Room for more than 10 hours of video"


def test_an_exercise_is_skipped_with_a_reason(qtbot, model, view, source):
    with qtbot.waitSignal(model.session.finished):
        view.running._skip_because("rest", "painful")
    qtbot.waitUntil(lambda: bool(model.spool.draft.skipped))
    assert model.spool.draft.skipped[0].reason == "painful"


@pytest.fixture
def begun_again(qtbot, model, view, source, clock):
    assert not view.running.keep.isVisible()
    record_rest(qtbot, model, view, source, clock)
    view.running.exercises.itemActivated.emit(view.running.exercises.item(0))
    assert view.running.keep.isVisible()
    return view.running


def test_a_recorded_clip_can_be_left_out_after_all(qtbot, model, begun_again):
    qtbot.mouseClick(begun_again.skip, Qt.MouseButton.LeftButton)
    dialog = begun_again.findChild(QInputDialog)
    assert "is deleted" in dialog.labelText()
    with qtbot.waitSignal(model.session.exercise_left_out):
        dialog.textValueSelected.emit("two people in the picture")
    dialog.reject()
    assert begun_again.exercises.item(0).text().startswith("–")
    assert model.spool.recorded == ()


def test_an_exercise_begun_again_by_mistake_keeps_its_recording(qtbot, model, begun_again):
    with qtbot.waitSignal(model.session.finished):
        qtbot.mouseClick(begun_again.keep, Qt.MouseButton.LeftButton)
    assert begun_again.exercises.item(0).text().startswith("✓")
    assert model.spool.recorded == ("rest",)


def test_skipping_is_a_break_and_skips_only_the_exercise_that_was_asked_about(
    qtbot, model, view, source
):
    model.close()
    model.services.choose(exercises=("rest", "snarl"))
    model.record(source)
    source.picture()
    qtbot.mouseClick(view.running.confirm, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(view.running.anyway, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(view.running.skip, Qt.MouseButton.LeftButton)
    assert model.session.cue.phase is Phase.PAUSED
    dialog = view.running.findChild(QInputDialog)
    model.session.redo("snarl")
    dialog.accept()
    del dialog
    qtbot.waitUntil(lambda: view.running.findChild(QInputDialog) is None)
    assert model.session.cue.exercise_id == "snarl"
    assert not model.spool.draft.skipped


@pytest.mark.qt_log_ignore("does not support (raise|grabbing)")  # the offscreen platform
def test_an_exercise_is_recorded_again_from_its_menu_after_the_list_has_changed(
    qtbot, model, view, source, clock
):
    record_rest(qtbot, model, view, source, clock)
    view.running.exercises.setCurrentRow(0)
    view.running._offer_redo()
    menu = view.running.findChild(QMenu)
    model.session.redo("rest")
    model.session.begin(anyway=True)
    menu.actions()[0].trigger()
    menu.close()
    qtbot.waitUntil(lambda: view.running.findChild(QMenu) is None)
    assert model.session.cue.phase is Phase.INSTRUCTION
    assert model.session.cue.exercise_id == "rest"


def test_the_next_session_shows_nothing_of_the_last(qtbot, model, view, source, clock):
    qtbot.waitUntil(lambda: view.running.preview._image is not None)
    model.close()
    model.record(Hand(clock))
    assert view.running.preview._image is None
    assert view.running.preview._words == "Waiting for the camera…"


def test_the_keyboard_is_at_the_next_step_not_at_what_leaves_something_out(
    qtbot, model, view, source, clock
):
    running = view.running
    running.skip.setFocus()
    qtbot.mouseClick(running.confirm, Qt.MouseButton.LeftButton)
    assert running.focusWidget() is running.begin
    record_rest(qtbot, model, view, source, clock)
    assert model.session.cue.phase is Phase.FINISHED
    assert running.focusWidget() is running.finish


def test_what_was_given_up_again_is_not_analysed(qtbot, model, view, source, clock):
    running = view.running
    qtbot.mouseClick(running.confirm, Qt.MouseButton.LeftButton)
    assert not running.finish.isEnabled()
    model.session.skip("painful")
    assert model.session.cue.phase is Phase.FINISHED
    clock.now_s += 1.0
    model.session.tick()
    assert not running.finish.isEnabled()


def test_what_a_visit_that_was_left_still_says_does_not_show_at_the_next(
    qtbot, model, view, source, clock
):
    busy, old = SlowTracker(), model.session
    old.set_tracker(busy)
    source.picture()
    qtbot.waitUntil(busy.entered.is_set)
    model.leave()
    model.record(Hand(clock))
    advice, cue = view.running.lights.advice.text(), view.running.panel.words.text()
    old._take_lost("rest")
    with qtbot.waitSignals([old.lights_changed, old.ended]):
        busy.go_on.set()
    assert view.running.lights.advice.text() == advice
    assert view.running.panel.words.text() == cue


def test_who_finishes_sees_at_once_that_the_visit_is_being_analysed(
    qtbot, model, view, source, clock
):
    record_rest(qtbot, model, view, source, clock)
    busy = SlowTracker()
    model.session.set_tracker(busy)
    source.picture()
    qtbot.waitUntil(busy.entered.is_set)
    model.finish()
    assert view.start.progress.isVisible()
    with qtbot.waitSignal(model.stored):
        busy.go_on.set()
