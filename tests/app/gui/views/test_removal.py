"""Deleting a visit or a patient, and changing what is known of a visit, as clicked."""

from __future__ import annotations

import datetime as dt
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox, QMessageBox

from app.capture.draft import Draft
from app.capture.spool import SPOOL_FOLDER, create_spool, unfinished_visits
from app.gui.viewmodels.patients import PatientsModel
from app.gui.views.patients import PatientsView
from app.gui.views.visit_fields import VisitForm
from assessment.records import AffectedSide, Patient
from core.errors import StoreError
from tests.app.gui.demo import add_demo


@pytest.fixture
def model(services, selection):
    return PatientsModel(services, selection)


@pytest.fixture
def view(qtbot, model, palette):
    made = PatientsView(model, palette)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def patient(view, model, library, services):
    """The demo patient with two visits, chosen."""
    added = add_demo(library, visits=2)
    services.changed.emit()
    model.selection.choose_patient(added)
    return added


def click(qtbot, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def question(view):
    return next(one for one in view.findChildren(QMessageBox) if one.isVisible())


def answer(qtbot, box, text):
    click(qtbot, next(one for one in box.buttons() if text in one.text()))


def test_a_visit_is_deleted_only_when_that_is_meant(qtbot, view, model, library, patient, services):
    card = view.card
    card.visits.setCurrentRow(0)
    doomed, kept = model.selection.visits
    click(qtbot, card.remove_visit)
    box = question(view)
    assert card.visits.item(0).text() in box.text()
    assert box.defaultButton().text() == "Cancel"
    answer(qtbot, box, "Cancel")
    assert len(library.visits.listed(patient.id)) == 2
    click(qtbot, card.remove_visit)
    with qtbot.waitSignal(services.changed):
        answer(qtbot, question(view), "Delete")
    assert model.selection.visits == (kept,)
    assert model.selection.visit == kept
    assert card.visits.count() == 1
    assert library.media.names() == {one.media for one in kept.recordings}
    assert not library.media.names() & {one.media for one in doomed.recordings}


def test_a_patient_is_deleted_only_after_a_tick(qtbot, view, model, library, patient, services):
    folder = services.folder / SPOOL_FOLDER
    create_spool(folder, Draft(patient.id, dt.datetime.now().astimezone(), ("rest",)))
    click(qtbot, view.card.remove_patient)
    box = question(view)
    assert "DEMO-001" in box.text()
    assert "Visits: 2" in box.text()
    answer(qtbot, box, "Delete")
    assert box.isVisible()
    click(qtbot, box.checkBox())
    with qtbot.waitSignal(services.changed):
        answer(qtbot, box, "Delete")
    assert library.patients.all() == ()
    assert library.media.names() == frozenset()
    assert unfinished_visits(folder) == ()
    assert model.selection.patient is None
    assert model.rows == ()
    assert not view.card.isVisible()


def test_a_name_of_300_letters_does_not_widen_the_question(qtbot, view, model):
    model.add(Patient(uuid4(), "P-1", AffectedSide.LEFT, name="N" * 300))
    click(qtbot, view.card.remove_patient)
    box = question(view)
    assert "P-1" in box.text()
    assert box.width() < 800
    answer(qtbot, box, "Cancel")


def test_unfinished_visits_of_others_stay(qtbot, model, patient, services):
    folder, now = services.folder / SPOOL_FOLDER, dt.datetime.now().astimezone()
    create_spool(folder, Draft(patient.id, now, ("rest",)))
    kept = create_spool(folder, Draft(uuid4(), now, ("rest",)))
    with qtbot.waitSignal(services.changed):
        model.remove_patient()
    assert [one.folder for one in unfinished_visits(folder)] == [kept.folder]


def test_nothing_is_deleted_while_work_is_going_on(qtbot, view, model, library, patient, services):
    held = []

    def wait(*, progress, cancel):
        while not held:
            cancel.check()

    task = services.analyses.start(wait)
    for remove in (model.remove_visit, model.remove_patient):
        with qtbot.waitSignal(services.problem) as told:
            remove()
        assert "Work is going on" in told.args[0]
    assert len(library.visits.listed(patient.id)) == 2
    with qtbot.waitSignal(task.ended):
        held.append(True)
    with qtbot.waitSignal(services.changed):
        model.remove_visit()
        assert model.pending == ""  # no correction that closing would lose
    assert len(library.visits.listed(patient.id)) == 1


def test_what_cannot_be_deleted_is_told_and_stays_chosen(
    qtbot, view, model, library, patient, services, monkeypatch
):
    def refuse(_):
        raise StoreError("A recording cannot be removed: in use.")

    monkeypatch.setattr(library.removals, "visit", refuse)
    monkeypatch.setattr(library.removals, "patient", refuse)
    with qtbot.waitSignal(services.problem) as told:
        model.remove_visit()
    assert told.args == ["A recording cannot be removed: in use."]
    qtbot.waitUntil(lambda: services.short.idle)
    assert model.selection.visit == model.selection.visits[-1]
    with qtbot.waitSignal(services.problem):
        model.remove_patient()
    qtbot.waitUntil(lambda: model.selection.patient is not None)
    assert model.selection.patient.id == patient.id
    qtbot.waitUntil(lambda: services.short.idle)


def test_examiner_place_and_distance_of_a_visit_can_be_put_right(
    qtbot, view, model, library, patient
):
    view.card.visits.setCurrentRow(0)
    click(qtbot, view.card.edit_visit)
    form = next(one for one in view.findChildren(VisitForm) if one.isVisible())
    before = model.selection.visit.visit
    assert form.fields.facts().examiner == before.examiner
    form.fields.examiner.setText("Dr Other")
    form.fields.site.setText("Room 2")
    form.fields.distance.setText("900")
    save = form.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Save)
    click(qtbot, save)
    assert form.isVisible()
    assert "distance" in form._problem.text()
    form.fields.distance.setText("1.5")
    click(qtbot, save)
    kept = library.visits.find(before.id).visit
    assert (kept.examiner, kept.site, kept.distance_m) == ("Dr Other", "Room 2", 1.5)
    assert (kept.taken_at, kept.camera, kept.skipped) == (
        before.taken_at,
        before.camera,
        before.skipped,
    )
    assert "Dr Other" in view.card.visits.item(0).text()


def test_without_a_visit_there_is_none_to_edit_or_delete(view, model, library, services):
    model.selection.choose_patient(add_demo(library, visits=0))
    assert not view.card.remove_visit.isVisible()
    assert not view.card.edit_visit.isVisible()
    assert view.card.remove_patient.isEnabled()
