from __future__ import annotations

import dataclasses
import datetime as dt
from uuid import uuid4

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QInputDialog, QMenu, QMessageBox, QPushButton

from app.capture.cues import RepetitionOffered
from app.capture.draft import Draft
from app.capture.formats import CameraFormat
from app.capture.quality import Check, Level, Light, Lights
from app.capture.spool import SPOOL_FOLDER, create_spool, unfinished_visits
from app.capture.steps import Phase
from app.gui.capture.cameras import Camera
from app.gui.capture.obstacles import NO_LIGHTS
from app.gui.capture.recording import RecordingState, Written
from app.gui.viewmodels.capture import CaptureModel, Stage
from app.gui.views.capture import CaptureView
from assessment.records import AffectedSide, Patient
from core.errors import VideoError
from core.progress import Cancelled
from core.types import HeadPose, Landmarks
from core.video import VideoFile
from core.video.camera_picture import CameraPicture, Coding
from core.video.writer import VideoWriter

SIZE_PX = (64, 48)


class Clock:
    def __init__(self):
        self.now_s = 100.0

    def __call__(self):
        return self.now_s


class Hand:
    """A source whose pictures come when the test says so."""

    name = "test camera"

    def __init__(self, clock):
        self._clock = clock
        self._take = None

    def is_available(self):
        return True

    def start(self, take, tell):
        self._take = take

    def stop(self):
        self._take = None

    def picture(self):
        width_px, height_px = SIZE_PX
        grey = np.full((height_px, width_px, 3), 90, np.uint8).tobytes()
        self._take(CameraPicture(Coding.RGB, width_px, height_px, grey, self._clock.now_s))


class Finds:
    """Finds this in every picture."""

    def __init__(self, landmarks):
        self._landmarks = landmarks

    def track(self, frame):
        return self._landmarks


class FakeExaminer:
    """Stores the visit without looking at the pictures; fails when told to."""

    def __init__(self, error=None):
        self.error = error
        self.videos = ()

    def live_tracker(self):
        return None

    def examine(self, library, patient, visit, videos, *, progress, cancel):
        cancel.check()
        self.videos = tuple(videos)
        for video in videos:
            with VideoFile(video.path) as film:
                assert sum(1 for _ in film) > 0
        if self.error is not None:
            raise self.error
        library.add_visit(visit, [])
        return library.visits.find(visit.id)


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def examiner(services, monkeypatch):
    made = FakeExaminer()
    monkeypatch.setattr(services, "wait_for_examiner", lambda: made)
    return made


@pytest.fixture
def patient(library, selection):
    person = Patient(uuid4(), "P-1", AffectedSide.LEFT, name="Ada")
    library.patients.add(person)
    selection.choose_patient(person)
    return person


@pytest.fixture
def model(services, selection, patient, examiner, clock):
    services.choose(exercises=("rest",), examiner="Dr Example", sound=False)
    made = CaptureModel(services, selection, clock=clock)
    yield made
    made.close()


@pytest.fixture
def view(qtbot, model, palette):
    made = CaptureView(model, palette)
    qtbot.addWidget(made)
    made.resize(1200, 700)
    made.show()
    return made


@pytest.fixture
def source(model, clock, view):
    made = Hand(clock)
    model.record(made)
    made.picture()
    return made


def record_rest(qtbot, model, view, source, clock):
    """Click through the one exercise."""
    qtbot.mouseClick(view.running.confirm, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(view.running.anyway, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(model.session.exercise_finished):
        for _ in range(120):
            clock.now_s += 0.1
            source.picture()
            model.session.tick()


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


def test_the_recordings_of_a_mirroring_camera_are_known_as_mirrored(
    qtbot, model, view, source, clock, examiner
):
    qtbot.mouseClick(view.running.exchange, Qt.MouseButton.LeftButton)
    record_rest(qtbot, model, view, source, clock)
    with qtbot.waitSignal(model.stored):
        model.finish()
    assert [video.mirrored for video in examiner.videos] == [True]


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


def test_a_view_that_comes_while_the_camera_is_lost_says_so(
    qtbot, model, view, source, clock, palette
):
    clock.now_s += 2.0
    model.session.tick()
    later = CaptureView(model, palette)
    qtbot.addWidget(later)
    assert "The camera gives no pictures" in later.running.preview._words


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
        for _ in range(12):
            clock.now_s += 0.04
            source.picture()
            model.session.tick()
    clock.now_s += 0.5
    model.session.tick()
    assert figures.text() == "Yaw +12°   Pitch -4°   Roll +0°   Rate 25.0 Hz"
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


def test_a_visit_left_for_later_is_offered_again_and_can_be_analysed(
    qtbot, model, view, source, clock, library, patient
):
    record_rest(qtbot, model, view, source, clock)
    qtbot.mouseClick(view.running.leave, Qt.MouseButton.LeftButton)
    assert view.currentWidget() is view.start
    (spool,) = model.unfinished()
    assert view.start._unfinished_card.isVisible()
    with qtbot.waitSignal(model.stored):
        model.analyse(spool)
    assert len(library.visits.history(patient.id)) == 1
    qtbot.waitUntil(lambda: model.unfinished() == ())
    assert not view.start._unfinished_card.isVisible()


def test_recordings_stay_when_the_analysis_fails(
    qtbot, model, view, source, clock, library, patient, examiner, services
):
    examiner.error = VideoError("rest: no face is found.")
    record_rest(qtbot, model, view, source, clock)
    with qtbot.waitSignal(services.problem) as told:
        model.finish()
    assert told.args[0] == "rest: no face is found."
    assert library.visits.history(patient.id) == ()
    qtbot.waitUntil(lambda: len(model.unfinished()) == 1)


def test_a_cancelled_analysis_keeps_the_recordings_and_says_nothing(
    qtbot, model, view, source, clock, examiner, services
):
    examiner.error = Cancelled()
    record_rest(qtbot, model, view, source, clock)
    with qtbot.assertNotEmitted(services.problem):
        model.finish()
        qtbot.waitUntil(lambda: not model.analysing)
    assert len(model.unfinished()) == 1


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


def test_with_another_camera_the_sides_are_confirmed_anew_and_each_clip_keeps_its_own(
    qtbot, model, view, source, clock, examiner
):
    model.close()
    model.services.choose(exercises=("rest", "rest_end"))
    model.record(source)
    source.picture()
    record_rest(qtbot, model, view, source, clock)
    qtbot.mouseClick(view.running.leave, Qt.MouseButton.LeftButton)
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
    assert "No camera" in view.start._no_camera.text()


@pytest.mark.parametrize(
    ("rate_hz", "told"),
    [
        (30.0, "no format of 60 pictures a second"),
        (60.0, "at 60 pictures a second; the speed of the lids needs about 120"),
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


def test_blinks_are_filmed_in_the_cameras_fast_format(services, model, view, monkeypatch):
    usual = CameraFormat(1920, 1080, 30.0, is_jpeg=True, is_supported=True, index=0)
    fast = CameraFormat(1280, 720, 60.0, is_jpeg=True, is_supported=True, index=1)
    opened = []

    def camera_source(camera, chosen):
        opened.append(chosen)
        return Hand(Clock())

    monkeypatch.setattr("app.gui.viewmodels.capture.CameraSource", camera_source)
    services.choose(exercises=("blink_vol", "rest_end"))
    camera = Camera("id", "test camera", is_default=True, formats=(usual, fast))
    model.record_with(camera, usual)
    model.session.skip("painful")
    assert opened == [usual, fast, usual]
    assert services.preferences.camera_format == usual.key


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


def test_a_visit_of_which_nothing_was_recorded_is_not_offered_again(qtbot, model, view, source):
    qtbot.mouseClick(view.running.confirm, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(view.running.leave, Qt.MouseButton.LeftButton)
    assert unfinished_visits(model.services.folder / SPOOL_FOLDER) == ()
    assert view.currentWidget() is view.start


def test_visits_of_others_are_not_offered(model, view, services):
    draft = Draft(uuid4(), dt.datetime.now().astimezone(), ("rest",))
    create_spool(services.folder / SPOOL_FOLDER, draft)
    view.start.show_unfinished()
    assert model.unfinished() == ()


def test_recordings_are_deleted_only_when_that_is_meant(
    qtbot, model, view, source, clock, services
):
    record_rest(qtbot, model, view, source, clock)
    qtbot.mouseClick(view.running.leave, Qt.MouseButton.LeftButton)
    buttons = view.start._unfinished_card.findChildren(QPushButton)
    for wanted, left in (("Cancel", 1), ("Delete", 0)):
        next(one for one in buttons if one.text() == "Delete").click()
        box = next(one for one in view.findChildren(QMessageBox) if one.isVisible())
        next(one for one in box.buttons() if wanted in one.text()).click()
        assert len(unfinished_visits(services.folder / SPOOL_FOLDER)) == left
