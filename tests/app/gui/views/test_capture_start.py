"""Before the recording: consent, what is known of the visit, the patient's screen, the files."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt

from app.capture.draft import Draft
from app.capture.formats import CameraFormat
from app.capture.spool import SPOOL_FOLDER, create_spool
from app.gui.capture.cameras import Camera
from app.gui.viewmodels.capture import CaptureModel, Stage
from app.gui.views.main_window import MainWindow, Place, Screen
from app.gui.widgets import screen_choice
from assessment.records import AffectedSide, Consent, Patient
from core.errors import VideoError
from core.progress import Cancelled
from tests.app.gui.views.by_hand import drop, film

DAY = dt.date(2026, 1, 12)
AGREED = Consent(given_on=DAY, version="1")
CAMERA = Camera(
    id="cam-1",
    name="Desk camera",
    is_default=True,
    formats=(CameraFormat(64, 48, 30.0, is_jpeg=True, is_supported=True, index=0),),
)
SIZE_PX = (64, 48)


class StillSource:
    """A camera that gives no picture."""

    name = "Desk camera"

    def is_available(self):
        return True

    def start(self, take, tell):
        """There is nothing to take."""

    def stop(self):
        """There is nothing to stop."""


@pytest.fixture
def patient(library, selection):
    person = Patient(uuid4(), "P-1", AffectedSide.LEFT, name="Ada", consent=AGREED)
    library.patients.add(person)
    selection.choose_patient(person)
    return person


@pytest.fixture
def model(services, selection, patient, examiner, monkeypatch):
    monkeypatch.setattr("app.gui.viewmodels.capture.CameraSource", lambda *_: StillSource())
    services.choose(exercises=("rest",), examiner="Dr Example", sound=False)
    made = CaptureModel(services, selection)
    monkeypatch.setattr(made, "cameras", lambda: (CAMERA,))
    yield made
    made.close()


@pytest.fixture
def start(view):
    return view.start


@pytest.fixture
def agree(library, services, patient):
    """Changes what the patient agreed to."""

    def change(consent):
        library.patients.update(replace(patient, consent=consent))
        services.changed.emit()

    return change


@pytest.fixture
def another(library):
    person = Patient(uuid4(), "P-2", AffectedSide.RIGHT, consent=AGREED)
    library.patients.add(person)
    return person


def click(qtbot, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def put_in(start, folder, *names):
    """Drop videos of these exercises."""
    paths = [folder / f"{name}.mp4" for name in names]
    for path in paths:
        film(path)
    drop(start, paths)


def shown_files(start):
    return [row.path.name for row in start.clips._everybodys if row.name.isVisibleTo(start.clips)]


def test_nothing_is_said_of_a_consent_that_covers_video(start):
    assert not start.consent.isVisible()
    assert start.start.isEnabled()


@pytest.mark.parametrize(
    ("consent", "told"),
    [
        (None, "No consent is recorded"),
        (replace(AGREED, recording=False), "does not cover video"),
    ],
)
def test_a_missing_consent_is_told_and_is_no_lock(qtbot, start, model, agree, consent, told):
    agree(consent)
    assert start.consent.isVisible()
    assert told in start.consent.sentence.text()
    click(qtbot, start.start)
    assert model.stage is Stage.RECORDING


def test_after_a_withdrawal_nothing_is_recorded_or_analysed(
    qtbot, start, model, agree, tmp_path, library, patient
):
    put_in(start, tmp_path, "rest")
    start.clips.confirmed.setChecked(True)
    assert start.clips.analyse.isEnabled()
    agree(replace(AGREED, withdrawn_on=DAY))
    assert "was withdrawn on 12 Jan 2026" in start.consent.sentence.text()
    for one in (start.start, start.rehearse, start.clips.analyse):
        assert not one.isEnabled()
        click(qtbot, one)
    assert model.stage is Stage.CHOOSING
    assert not model.analysing
    agree(AGREED)
    assert start.start.isEnabled()
    assert start.clips.analyse.isEnabled()


def test_an_unfinished_visit_is_not_gone_on_with_after_a_withdrawal(
    start, services, agree, patient
):
    draft = Draft(patient.id, dt.datetime.now().astimezone(), ("rest",))
    create_spool(services.folder / SPOOL_FOLDER, draft).begin_take("rest")
    agree(AGREED)
    assert [one.isEnabled() for one in unfinished_buttons(start)] == [True, True, True]
    agree(replace(AGREED, withdrawn_on=DAY))
    assert [one.isEnabled() for one in unfinished_buttons(start)] == [False, False, True]


def unfinished_buttons(start):
    """Analyse, go on, delete."""
    (shown,) = start._unfinished
    layout = shown.layout()
    return [layout.itemAt(number).widget() for number in (1, 2, 3)]


def test_the_notice_leads_to_the_record(qtbot, start, agree):
    agree(None)
    wanted = []
    start.record_wanted.connect(lambda: wanted.append("record"))
    click(qtbot, start.consent.open_record)
    assert wanted == ["record"]


def test_what_is_entered_stands_in_the_recorded_visit(qtbot, start, model, services, library):
    assert start.fields.examiner.text() == "Dr Example"
    start.fields.examiner.setText("Dr Other")
    start.fields.site.setText("Room 2")
    start.fields.distance.setText("1.2")
    click(qtbot, start.start)
    draft = model.spool.draft
    assert (draft.examiner, draft.site, draft.distance_m) == ("Dr Other", "Room 2", 1.2)
    assert services.preferences.site == "Room 2"
    assert services.preferences.examiner == "Dr Example"


def test_the_analysis_of_another_patient_is_not_shown(
    qtbot, start, model, examiner, tmp_path, add_patient
):
    put_in(start, tmp_path, "rest")
    start.clips.confirmed.setChecked(True)
    with qtbot.waitSignal(model.stored):
        click(qtbot, start.clips.analyse)
        assert start.progress.isVisibleTo(start)
        model.selection.choose_patient(add_patient("P-2"))
        assert not start.progress.isVisibleTo(start)


def test_what_is_entered_stands_in_a_visit_from_files(qtbot, start, model, library, tmp_path):
    put_in(start, tmp_path, "rest")
    start.clips.confirmed.setChecked(True)
    start.fields.examiner.setText("Dr Other")
    start.fields.site.setText("Room 2")
    start.fields.distance.setText("1.2")
    with qtbot.waitSignal(model.stored):
        click(qtbot, start.clips.analyse)
    (stored,) = library.visits.history(model.selection.patient.id)
    kept = stored.visit
    assert (kept.examiner, kept.site, kept.distance_m) == ("Dr Other", "Room 2", 1.2)
    assert kept.side_confirmed_by == "Dr Other"


@pytest.mark.parametrize(("text", "told"), [("far", "far is not a number"), ("900", "distance")])
def test_a_distance_that_cannot_be_is_told_and_nothing_begins(
    qtbot, start, model, services, tmp_path, text, told
):
    put_in(start, tmp_path, "rest")
    start.clips.confirmed.setChecked(True)
    start.fields.distance.setText(text)
    for one in (start.start, start.clips.analyse):
        with qtbot.waitSignal(services.problem) as problem:
            click(qtbot, one)
        assert told in problem.args[0]
    assert model.stage is Stage.CHOOSING
    assert not model.analysing


def test_the_distance_of_one_patient_is_not_taken_for_the_next(start, selection, another):
    start.fields.site.setText("Room 2")
    start.fields.distance.setText("1.2")
    selection.choose_patient(another)
    assert start.fields.facts().distance_m is None


def test_the_patients_screen_is_chosen_at_the_start_of_a_visit(
    qtbot, view, start, services, monkeypatch
):
    monkeypatch.setattr(screen_choice, "other_screens", lambda: ("HDMI-9",))
    start.screen_choice._follow_screens()
    start.screen_choice.setFocus()
    qtbot.keyClick(start.screen_choice, Qt.Key.Key_Down)
    assert services.preferences.patient_screen == "HDMI-9"
    click(qtbot, start.start)
    assert view.patient_screen.isVisible()
    assert view.patient_screen.notice.isVisible()


def test_a_screen_that_is_chosen_in_the_settings_is_chosen_here(start, services):
    services.choose(patient_screen="HDMI-9")
    assert start.screen_choice.chosen == "HDMI-9"
    assert "not connected" in start.screen_choice.currentText()


def test_a_screen_that_is_plugged_in_can_be_chosen(qapp, start, monkeypatch):
    monkeypatch.setattr(screen_choice, "other_screens", lambda: ("HDMI-9",))
    qapp.screenAdded.emit(qapp.primaryScreen())
    names = [start.screen_choice.itemText(row) for row in range(start.screen_choice.count())]
    assert names == ["None", "HDMI-9"]


def test_files_stay_until_the_visit_is_stored(qtbot, start, model, examiner, tmp_path):
    put_in(start, tmp_path, "rest", "snarl")
    start.clips.confirmed.setChecked(True)
    with qtbot.waitSignal(model.stored):
        click(qtbot, start.clips.analyse)
        assert shown_files(start) == ["rest.mp4", "snarl.mp4"]
        assert not start.clips.analyse.isEnabled()
        assert not start.clips._rows[0].remove.isEnabled()
    assert shown_files(start) == []
    assert not start.clips.confirmed.isChecked()


@pytest.mark.parametrize("error", [VideoError("No face was found in rest.mp4."), Cancelled()])
def test_files_of_which_no_visit_came_can_be_analysed_again(
    qtbot, start, model, examiner, tmp_path, error
):
    put_in(start, tmp_path, "rest")
    start.clips.confirmed.setChecked(True)
    examiner.error = error
    click(qtbot, start.clips.analyse)
    qtbot.waitUntil(lambda: not model.analysing)
    assert shown_files(start) == ["rest.mp4"]
    examiner.error = None
    with qtbot.waitSignal(model.stored):
        click(qtbot, start.clips.analyse)
    assert shown_files(start) == []


def test_why_no_visit_came_of_the_files_is_read_in_the_window(
    qtbot, start, view, model, examiner, services, selection, palette, tmp_path
):
    window = MainWindow(services, selection, palette)
    qtbot.addWidget(window)
    window.add_screen(Screen(Place.CAPTURE, "Capture", view))
    window.show()
    put_in(start, tmp_path, "rest")
    start.clips.confirmed.setChecked(True)
    examiner.error = VideoError("No face was found in rest.mp4.")
    click(qtbot, start.clips.analyse)
    qtbot.waitUntil(window._notice.isVisible)
    assert window._sentence.text() == "No face was found in rest.mp4."
    assert shown_files(start) == ["rest.mp4"]


def test_files_wait_with_the_patient_for_whom_they_were_put_in(
    qtbot, start, model, selection, patient, another, tmp_path, library
):
    put_in(start, tmp_path, "rest")
    selection.choose_patient(another)
    assert shown_files(start) == []
    put_in(start, tmp_path, "rest")
    start.clips.confirmed.setChecked(True)
    with qtbot.waitSignal(model.stored):
        click(qtbot, start.clips.analyse)
    assert len(library.visits.history(another.id)) == 1
    selection.choose_patient(patient)
    assert shown_files(start) == ["rest.mp4"]
    assert not start.clips.confirmed.isChecked()


def test_every_button_of_a_file_says_which_file(start, tmp_path):
    put_in(start, tmp_path, "rest", "snarl")
    names = {row.remove.accessibleName() for row in start.clips._rows}
    assert names == {"rest.mp4: Remove", "snarl.mp4: Remove"}
