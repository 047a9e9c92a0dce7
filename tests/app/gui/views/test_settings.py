from __future__ import annotations

import re

import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QDialogButtonBox, QLabel

from app.capture.formats import CameraFormat
from app.gui.capture.cameras import Camera
from app.gui.viewmodels.settings import PRESETS, SHORT, SettingsModel
from app.gui.views.settings import SettingsDialog
from app.preferences import SYSTEM_LANGUAGE, Lengths, Theme
from assessment.report.content import Paper

FORMATS = tuple(
    CameraFormat(1280, 720, rate_hz, is_jpeg=True, is_supported=True, index=index)
    for index, rate_hz in enumerate((30.0, 60.0))
)
CAMERA = Camera("cam-1", "Desk camera", is_default=True, formats=FORMATS)


class Cameras(QObject):
    changed = Signal()

    def __init__(self):
        super().__init__()
        self.plugged = (CAMERA,)

    def cameras(self):
        return self.plugged


@pytest.fixture
def model(services):
    made = SettingsModel(services)
    made._cameras = Cameras()
    made._cameras.changed.connect(made.cameras_changed)
    return made


@pytest.fixture
def dialog(qtbot, model, services):
    made = SettingsDialog(model, has_patient=False)
    qtbot.addWidget(made)
    made.open()
    yield made
    qtbot.waitUntil(lambda: services.short.idle)


def save(qtbot, dialog):
    button = dialog.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Save)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_everything_chosen_is_kept_when_saved(qtbot, dialog, services):
    dialog.general.clinic.setText("  Facial nerve clinic ")
    dialog.general.examiner.setText("Dr Example")
    dialog.general.language.set_value("de")
    dialog.general.report_language.set_value("en")
    dialog.general.theme.set_value(Theme.DARK)
    dialog.general.paper.set_value(Paper.LETTER)
    dialog.capture.camera.setCurrentIndex(1)
    dialog.capture.format.setCurrentIndex(2)
    dialog.capture.sound.setChecked(False)
    dialog.data.averaged.setChecked(False)
    dialog.data.lengths.setCurrentIndex(1)
    dialog.data.research.setChecked(True)
    save(qtbot, dialog)
    kept = services.preferences
    assert (kept.clinic, kept.examiner) == ("Facial nerve clinic", "Dr Example")
    assert (kept.language, kept.theme, kept.paper) == ("de", Theme.DARK, Paper.LETTER)
    assert kept.report_language == "en"
    assert (kept.camera_id, kept.camera_format) == ("cam-1", "1280x720@60 jpeg")
    assert kept.lengths is Lengths.WIDTHS
    assert (kept.sound, kept.averaged, kept.research) == (False, False, True)


def test_the_languages_are_those_that_have_their_files(qtbot, model, monkeypatch):
    monkeypatch.setattr("app.gui.i18n.languages", lambda: ("en", "de", "fr"))
    dialog = SettingsDialog(model, has_patient=False)
    qtbot.addWidget(dialog)
    names = ["English", "Deutsch", "Français"]
    for field, first in (
        (dialog.general.language, "As the system"),
        (dialog.general.report_language, "Same as the window"),
    ):
        assert [field.itemText(row) for row in range(field.count())] == [first, *names]
    qtbot.waitUntil(lambda: model._services.short.idle)


def test_a_language_that_is_gone_is_that_of_the_system(qtbot, model, services):
    services.choose(language="xx")
    dialog = SettingsDialog(model, has_patient=False)
    qtbot.addWidget(dialog)
    assert dialog.general.choices()["language"] == SYSTEM_LANGUAGE
    qtbot.waitUntil(lambda: services.short.idle)


def test_saving_untouched_settings_changes_nothing(qtbot, dialog, services):
    before = services.preferences
    save(qtbot, dialog)
    assert services.preferences == before


def test_cancelling_keeps_nothing(dialog, services):
    dialog.general.clinic.setText("Other")
    dialog.reject()
    assert services.preferences.clinic == ""


def test_a_preset_checks_its_exercises_and_rest_cannot_be_left_out(qtbot, dialog, services):
    page = dialog.exercises
    page.preset.setCurrentIndex(page.preset.findData(SHORT))
    page.preset.activated.emit(page.preset.currentIndex())
    assert set(page.choices()["exercises"]) == set(PRESETS[SHORT])
    assert not page.list.item(0).flags() & Qt.ItemFlag.ItemIsEnabled
    page.list.item(1).setCheckState(Qt.CheckState.Checked)
    assert page.preset.currentIndex() == -1
    save(qtbot, dialog)
    assert services.preferences.exercises[:3] == ("rest", "turn_cal", "brow_raise")


def test_a_camera_that_was_unplugged_stays_the_choice(dialog, model):
    dialog.capture.camera.setCurrentIndex(1)
    model._cameras.plugged = ()
    model._cameras.changed.emit()
    assert dialog.capture.choices()["camera_id"] == "cam-1"
    assert "not connected" in dialog.capture.camera.currentText()
    model._cameras.plugged = (CAMERA,)
    model._cameras.changed.emit()
    assert dialog.capture.camera.currentText() == "Desk camera"


def test_a_screen_that_is_not_connected_stays_the_choice(qtbot, model, services):
    services.choose(patient_screen="HDMI-9")
    dialog = SettingsDialog(model, has_patient=False)
    qtbot.addWidget(dialog)
    assert dialog.capture.choices()["patient_screen"] == "HDMI-9"
    qtbot.waitUntil(lambda: services.short.idle)


def test_the_data_folder_is_shown_with_its_room(qtbot, dialog):
    qtbot.waitUntil(lambda: "free on the disk" in dialog.data.room.text())
    assert re.search(r"\d.* free on the disk", dialog.data.room.text())


def test_the_record_opens_only_with_a_patient(qtbot, model, services):
    dialog = SettingsDialog(model, has_patient=True)
    qtbot.addWidget(dialog)
    assert dialog.data.open_record.isEnabled()
    with qtbot.waitSignal(dialog.record_wanted):
        dialog.data.open_record.click()
    nobody = SettingsDialog(model, has_patient=False)
    qtbot.addWidget(nobody)
    assert not nobody.data.open_record.isEnabled()
    qtbot.waitUntil(lambda: services.short.idle)


def test_research_has_no_door_until_it_is_unlocked(qtbot, dialog, model, services):
    assert dialog.data.open_research.isHidden()
    services.choose(research=True)
    unlocked = SettingsDialog(model, has_patient=False)
    qtbot.addWidget(unlocked)
    assert not unlocked.data.open_research.isHidden()
    qtbot.waitUntil(lambda: services.short.idle)


def test_no_words_of_a_page_are_cut_off_in_a_low_window(qtbot, dialog):
    dialog.resize(dialog.width(), 420)
    for number in range(dialog.pages.count()):
        dialog.pages.setCurrentRow(number)
        qtbot.wait(0)
        for one in dialog.findChildren(QLabel):
            if one.isVisible() and one.wordWrap() and one.text():
                assert one.height() >= one.heightForWidth(one.width()), one.text()
