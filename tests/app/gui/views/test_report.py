from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QLabel

from app.exports import ExportKind
from app.gui.viewmodels.exports import ExportsModel
from app.gui.viewmodels.report import ReportModel
from app.gui.views.report import ReportView
from app.reanalysis import save_corrections
from assessment.edit_list import edit_of
from assessment.records import PointCorrection
from assessment.report.content import Paper
from core.landmarks import COMMISSURE
from models.training.data.pack import open_pack
from tests.app.conftest import FULL_CONSENT

LEFT = Qt.MouseButton.LeftButton
LONG_MS = 30_000


@pytest.fixture
def model(services, selection):
    services.choose(report_language="en")  # whatever the system of this machine speaks
    return ReportModel(services, selection)


@pytest.fixture
def exports(services, selection):
    return ExportsModel(services, selection)


@pytest.fixture
def view(model, exports, palette, qtbot):
    made = ReportView(model, exports)
    qtbot.addWidget(made)
    made.resize(1270, 700)
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def opened(view, model, selection, add_patient, add_visit, qtbot):
    patient = add_patient()
    add_visit(patient, exercises=("rest",))
    add_patient("P-2")
    selection.choose_patient(patient)
    qtbot.waitUntil(lambda: model.preview is not None and not model.busy, timeout=LONG_MS)
    return view


def texts(widget):
    return " | ".join(one.text() for one in widget.findChildren(QLabel) if one.isVisible())


def pages(view):
    return [one for one in view.pages.findChildren(QLabel) if one.isVisible()]


def test_without_a_visit_it_says_what_to_do(view):
    assert "No visit yet" in texts(view)


def test_the_report_is_made_while_it_is_waited_for(
    view, model, selection, add_patient, add_visit, qtbot
):
    patient = add_patient()
    add_visit(patient, exercises=("rest",))
    selection.choose_patient(patient)
    assert view.work.isVisible()
    assert not view.save.isEnabled()
    qtbot.waitUntil(lambda: model.preview is not None and not model.busy, timeout=LONG_MS)
    assert not view.work.isVisible()
    assert len(pages(view)) == len(model.preview.pages)


def test_pages_are_shown_and_can_be_read_aloud(opened):
    first = pages(opened)[0]
    assert first.accessibleName().startswith("Page 1 of ")
    assert "At a glance" in first.accessibleDescription()
    width = first.pixmap().width()
    opened.pages.enlarge()
    assert first.pixmap().width() > width
    opened.pages.fit()
    assert first.pixmap().width() == width


def test_options_are_taken_over(opened, model, qtbot):
    opened.paper.set_value(Paper.LETTER)
    opened.paper.activated.emit(1)
    assert model.options.paper is Paper.LETTER
    opened.clinic.setFocus()
    qtbot.keyClicks(opened.clinic, "Klinik")
    qtbot.keyClick(opened.clinic, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: model.preview is not None and not model.busy, timeout=LONG_MS)
    assert "Klinik" in model.preview.pages[0].text
    opened.pseudonymised.click()
    assert (model.options.clinic, model.options.pseudonymised) == ("Klinik", True)
    qtbot.waitUntil(lambda: model.preview is not None and not model.busy, timeout=LONG_MS)
    assert "Klinik" not in model.preview.pages[0].text


def test_a_stopped_report_can_be_made_again(opened, model, qtbot):
    model.refresh()
    qtbot.mouseClick(opened.work.stop, LEFT)
    qtbot.waitUntil(lambda: not model.busy, timeout=LONG_MS)
    assert opened.again.isVisible()
    qtbot.mouseClick(opened.again, LEFT)
    qtbot.waitUntil(lambda: model.preview is not None, timeout=LONG_MS)


def test_it_is_saved_where_the_dialog_says_and_opened(opened, model, tmp_path, qtbot, monkeypatch):
    qtbot.mouseClick(opened.save, LEFT)
    dialog = opened.findChild(QFileDialog)
    assert dialog.isVisible()
    path = tmp_path / "report.pdf"
    dialog.fileSelected.emit(str(path))
    dialog.reject()
    qtbot.waitUntil(lambda: model.saved == path)
    assert f"Saved: {path}" in texts(opened)
    seen = []
    monkeypatch.setattr(QDesktopServices, "openUrl", seen.append)
    qtbot.mouseClick(opened.open, LEFT)
    assert [one.toLocalFile() for one in seen] == [str(path)]


def test_a_report_that_was_made_anew_behind_the_dialog_is_not_saved_but_told(
    opened, model, tmp_path, qtbot
):
    qtbot.mouseClick(opened.save, LEFT)
    model.selection.changed.emit()  # as after an analysis in the background
    assert model.preview is None
    dialog, path = opened.findChild(QFileDialog), tmp_path / "report.pdf"
    dialog.fileSelected.emit(str(path))
    dialog.reject()
    assert "was not saved" in texts(opened)
    qtbot.waitUntil(lambda: not model.busy, timeout=LONG_MS)
    assert "look at it" in texts(opened)
    assert not path.exists()
    qtbot.mouseClick(opened.save, LEFT)
    dialog = next(one for one in opened.findChildren(QFileDialog) if one.isVisible())
    dialog.fileSelected.emit(str(path))
    dialog.reject()
    qtbot.waitUntil(lambda: model.saved == path)
    assert path.read_bytes() == model.preview.data
    assert "was not saved" not in texts(opened)


def test_a_report_that_cannot_be_saved_is_told(opened, model, tmp_path, qtbot):
    qtbot.mouseClick(opened.save, LEFT)
    dialog = opened.findChild(QFileDialog)
    dialog.fileSelected.emit(str(tmp_path / "no" / "report.pdf"))
    dialog.reject()
    qtbot.waitUntil(lambda: "cannot be written" in texts(opened))
    assert not opened.open.isEnabled()


def test_this_patient_or_several_are_exported(opened, selection, qtbot):
    card = opened.exports
    assert card.chosen() == {selection.patient.id}
    assert card.patients.isHidden()
    card.several.click()
    assert card.patients.isVisible()
    assert card.chosen() == frozenset()
    qtbot.mouseClick(card.everybody, LEFT)
    assert len(card.chosen()) == 2
    qtbot.mouseClick(card.nobody, LEFT)
    card.patients.item(1).setCheckState(Qt.CheckState.Checked)
    assert len(card.chosen()) == 1


def test_videos_are_always_anonymised(opened):
    card = opened.exports
    card.kind.setCurrentIndex(card.kind.findData(ExportKind.DRAWN_VIDEOS))
    assert card.anonymised.isChecked()
    assert not card.anonymised.isEnabled()


def test_an_export_goes_where_the_dialog_says(opened, exports, tmp_path, qtbot):
    card = opened.exports
    qtbot.mouseClick(card.export, LEFT)
    dialog = card.findChild(QFileDialog)
    assert dialog.isVisible()
    path = tmp_path / "results.csv"
    with qtbot.waitSignal(exports.told):
        dialog.fileSelected.emit(str(path))
        assert card.work.isVisible()
        assert not card.export.isEnabled()
    dialog.reject()
    assert f"Written: {path}" in texts(card)
    assert path.exists()
    qtbot.waitUntil(lambda: card.export.isEnabled())


def test_corrected_pictures_become_training_data_by_clicks(
    opened, library, selection, services, exports, add_patient, add_visit, exact, tmp_path, qtbot
):
    willing = add_patient("P-3", consent=FULL_CONSENT)
    visit = add_visit(willing)
    smile = next(one for one in visit.recordings if one.exercise_id == "smile_open")
    x, y = exact["smile_open"].points_px[40, COMMISSURE[1], :2]
    placed = PointCorrection(COMMISSURE[1], float(x) + 9, float(y), reach_frames=0)
    edit = edit_of(smile.id, 40, placed, author="Dr A")
    save_corrections(library, willing, visit, [edit], by="Dr A")
    services.changed.emit()
    selection.choose_patient(willing)
    card = opened.exports
    card.anonymised.click()
    card.kind.setFocus()
    qtbot.keyClick(card.kind, Qt.Key.Key_End)
    assert card.kind.currentData() == ExportKind.TRAINING
    assert card.anonymised.isHidden()
    assert "They cannot be anonymised" in texts(card)
    qtbot.mouseClick(card.export, LEFT)
    dialog = card.findChild(QFileDialog)
    with qtbot.waitSignal(exports.told) as told:
        dialog.fileSelected.emit(str(tmp_path))
    dialog.reject()
    (folder,) = tmp_path.glob("hemiface-training-*")
    assert told.args == [f"Written: {folder}", True]
    pack = open_pack(folder)
    assert (len(pack), set(pack.persons)) == (1, {willing.id.hex})
    assert pack.weights[0, COMMISSURE[1], 0] == 1.0
    qtbot.waitUntil(lambda: card.export.isEnabled())
    qtbot.keyClick(card.kind, Qt.Key.Key_Home)
    assert card.anonymised.isVisible()
    assert card.anonymised.isChecked()


def test_training_data_of_nobody_who_agreed_are_refused_with_a_sentence(
    opened, exports, tmp_path, qtbot
):
    card = opened.exports
    card.kind.setCurrentIndex(card.kind.findData(ExportKind.TRAINING))
    with qtbot.waitSignal(exports.told):
        card.export_to(str(tmp_path))
    assert "who agreed to training" in texts(card)
    assert not list(tmp_path.glob("hemiface-training-*"))


def test_ticks_stay_when_the_list_is_read_again(opened, services, add_patient):
    card = opened.exports
    card.several.click()
    card.patients.item(1).setCheckState(Qt.CheckState.Checked)
    chosen = card.chosen()
    add_patient("P-0")
    services.changed.emit()
    assert card.patients.count() == 3
    assert card.chosen() == chosen


def test_a_report_can_be_made_in_another_language(opened, model, qtbot):
    field = opened.language
    assert field.value() == "en"
    qtbot.keyClick(field, Qt.Key.Key_Down)
    assert field.currentText() == "Deutsch"
    qtbot.waitUntil(lambda: model.preview is not None and not model.busy, timeout=LONG_MS)
    assert "Bericht zur Gesichtsbewegung" in model.preview.pages[0].text
    assert field.value() == "de"
