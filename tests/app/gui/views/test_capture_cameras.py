"""Cameras on the capture screen: none, another, a lost, a mirroring, a fast one."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtMultimedia import QCamera

from app.capture.formats import CameraFormat
from app.capture.steps import Phase
from app.gui.capture.cameras import Camera
from app.gui.capture.source import watch_errors
from app.gui.views.capture import CaptureView
from tests.app.gui.views.by_hand import Clock, Hand, let_pass, record_rest


@pytest.fixture
def camera_of_qt(qapp):
    return QCamera()


def test_the_recordings_of_a_mirroring_camera_are_known_as_mirrored(
    qtbot, model, view, source, clock, examiner
):
    qtbot.mouseClick(view.running.exchange, Qt.MouseButton.LeftButton)
    record_rest(qtbot, model, view, source, clock)
    with qtbot.waitSignal(model.stored):
        model.finish()
    assert [video.mirrored for video in examiner.videos] == [True]


def test_a_view_that_comes_while_the_camera_is_lost_says_so(
    qtbot, model, view, source, clock, palette
):
    clock.now_s += 2.0
    model.session.tick()
    later = CaptureView(model, palette)
    qtbot.addWidget(later)
    assert "The camera gives no pictures" in later.running.preview._words


def test_a_camera_that_goes_is_told_and_the_picture_returns_with_it(
    qtbot, model, view, source, clock
):
    preview = view.running.preview
    clock.now_s += 2.0
    model.session.tick()
    assert "plug it in again" in preview._words
    with qtbot.waitSignal(model.session.live_picture):
        source.picture()
    assert preview._words == ""


def test_when_the_camera_goes_the_keyboard_is_not_at_what_deletes_the_take(
    qtbot, model, view, source, clock
):
    running = view.running
    qtbot.mouseClick(running.confirm, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(running.anyway, Qt.MouseButton.LeftButton)
    let_pass(model, source, clock, 60)
    clock.now_s += 2.0
    model.session.tick()
    assert model.session.is_lost
    assert model.session.cue.phase is Phase.PAUSED
    assert running.focusWidget() is running.resume
    with qtbot.waitSignal(model.services.problem) as told:
        qtbot.keyClick(running.resume, Qt.Key.Key_Space)
    assert "gives no picture" in told.args[0]
    assert model.session.cue.phase is Phase.PAUSED


def test_a_busy_camera_is_told_in_the_window(qtbot, model, source, camera_of_qt):
    watch_errors(camera_of_qt, source.name, source.tell)
    with qtbot.waitSignal(model.services.problem) as told:
        camera_of_qt.errorOccurred.emit(QCamera.Error.CameraError, "Device or resource busy")
    assert told.args[0].startswith("The camera test camera cannot be used: close other programs")


def test_with_another_camera_the_sides_are_confirmed_anew_and_each_clip_keeps_its_own(
    qtbot, model, view, source, clock, examiner
):
    model.close()
    model.services.choose(exercises=("rest", "rest_end"))
    model.record(source)
    source.picture()
    record_rest(qtbot, model, view, source, clock)
    qtbot.mouseClick(view.running.leave, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(model.unfinished()))
    (spool,) = model.unfinished()
    other = Hand(clock)
    other.name = "selfie camera"
    model.go_on(spool, other)
    other.picture()
    assert view.running._side_card.isVisible()
    qtbot.mouseClick(view.running.anyway, Qt.MouseButton.LeftButton)
    assert model.session.cue.phase is Phase.INSTRUCTION
    qtbot.mouseClick(view.running.exchange, Qt.MouseButton.LeftButton)
    record_rest(qtbot, model, view, other, clock)
    with qtbot.waitSignal(model.stored) as stored:
        model.finish()
    assert [video.mirrored for video in examiner.videos] == [False, True]
    assert stored.args[0].visit.camera == "test camera, selfie camera"


def test_the_picture_is_mirrored_and_names_the_patients_sides(qtbot, view, source, palette):
    from PySide6.QtGui import QColor, QImage

    picture = QImage(64, 48, QImage.Format.Format_RGB888)
    picture.fill(QColor("#000000"))
    for x in range(16):
        for y in range(48):
            picture.setPixelColor(x, y, QColor("#ffffff"))  # left in the camera's picture
    preview = view.running.preview
    preview.say("")
    preview.show_image(picture)
    shown = preview.grab().toImage()
    place = preview._place()
    y = int(place.center().y())
    near_right = shown.pixelColor(int(place.right()) - 8, y)
    near_left = shown.pixelColor(int(place.left()) + 8, y)
    assert near_right.value() > 200
    assert near_left.value() < 60


def test_without_a_camera_the_screen_says_what_to_do(view):
    assert not view.start.start.isEnabled()
    assert view.start._no_camera.isVisibleTo(view.start)


@pytest.mark.parametrize(
    ("rate_hz", "told"),
    [
        (30.0, "no format of 60 pictures a second"),
        (60.0, "at 60 pictures a second; the speed of the lids needs 100 and"),
        (120.0, "Blinks are recorded at 120 pictures a second."),
    ],
)
def test_how_fast_blinks_are_filmed_is_told(services, model, view, monkeypatch, rate_hz, told):
    offered = CameraFormat(1280, 720, rate_hz, is_jpeg=True, is_supported=True, index=0)
    monkeypatch.setattr(
        "app.gui.viewmodels.capture.CameraSource", lambda camera, chosen: Hand(Clock())
    )
    services.choose(exercises=("rest", "blink_vol"))
    camera = Camera("id", "test camera", is_default=True, formats=(offered,))
    model.record_with(camera, offered)
    assert not view.running._blink_note.isVisible()
    model.session.skip("painful")
    assert view.running._blink_note.isVisible()
    assert told in view.running._blink_note.text()


USUAL = CameraFormat(1920, 1080, 30.0, is_jpeg=True, is_supported=True, index=0)
FAST = CameraFormat(1280, 720, 60.0, is_jpeg=True, is_supported=True, index=1)
FAST_CAMERA = Camera("id", "test camera", is_default=True, formats=(USUAL, FAST))


@pytest.fixture
def opened(monkeypatch):
    """The formats in which cameras were opened."""
    formats = []

    def camera_source(camera, chosen):
        formats.append(chosen)
        return Hand(Clock())

    monkeypatch.setattr("app.gui.viewmodels.capture.CameraSource", camera_source)
    return formats


def test_blinks_are_filmed_in_the_cameras_fast_format(services, model, view, opened):
    services.choose(exercises=("blink_vol", "rest_end"))
    model.record_with(FAST_CAMERA, USUAL)
    model.session.skip("painful")
    assert opened == [USUAL, FAST, USUAL]
    assert services.preferences.camera_format == USUAL.key


def test_a_visit_that_was_left_chooses_no_format_for_the_next(services, model, view, opened):
    services.choose(exercises=("rest", "blink_vol"))
    model.record_with(FAST_CAMERA, USUAL)
    old = model.session
    model.leave()
    model.record_with(FAST_CAMERA, USUAL)
    old.cue_changed.emit(replace(old.cue, phase=Phase.INSTRUCTION, exercise_id="blink_vol"))
    assert opened == [USUAL, USUAL]
