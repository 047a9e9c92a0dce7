from __future__ import annotations

import dataclasses
import threading

import pytest

from app.gui.viewmodels.patients import PatientsModel
from app.gui.viewmodels.work import WorkModel
from assessment.records import AffectedSide


@pytest.fixture
def model(services, selection):
    return PatientsModel(services, selection)


@pytest.fixture
def patient(selection, add_patient, add_visit):
    person = add_patient()
    add_visit(person)
    selection.choose_patient(person)
    return person


def test_a_form_opened_before_the_side_was_put_right_does_not_bring_the_wrong_one_back(
    model, patient, library, qtbot
):
    right = dataclasses.replace(patient, affected_side=AffectedSide.RIGHT)
    assert model.update(patient, right) == ""
    assert model.update(patient, dataclasses.replace(patient, name="Ada")) == ""
    qtbot.waitUntil(lambda: model.selection.patient.affected_side is AffectedSide.RIGHT)
    assert library.patients.find("P-1").name == "Ada"
    assert model.update(patient, dataclasses.replace(patient, name="Ada L.")) == ""
    kept = library.patients.find("P-1")
    assert (kept.affected_side, kept.name) == (AffectedSide.RIGHT, "Ada L.")


def test_sides_are_exchanged_once_however_often_it_is_asked_for(model, patient, library, qtbot):
    for _ in range(2):
        model.exchange_sides()
    qtbot.waitUntil(lambda: model.selection.visit.recordings[0].mirrored)
    qtbot.waitUntil(lambda: model._services.short.idle)
    (visit,) = library.visits.history(patient.id)
    assert len(visit.analyses) == 2
    model.exchange_sides()
    qtbot.waitUntil(lambda: not model.selection.visit.recordings[0].mirrored)


def test_a_side_put_right_just_before_another_change_is_kept_stays_right(
    model, patient, library, monkeypatch
):
    """The visits are measured in another thread, which may end between any two steps of this."""
    update = library.patients.update

    def overtaken(*record, **more):
        update(dataclasses.replace(patient, affected_side=AffectedSide.RIGHT))
        update(*record, **more)

    monkeypatch.setattr(library.patients, "update", overtaken)
    assert model.update(patient, dataclasses.replace(patient, name="Ada")) == ""
    kept = library.patients.find("P-1")
    assert (kept.affected_side, kept.name) == (AffectedSide.RIGHT, "Ada")


def test_sides_of_two_visits_are_exchanged_one_after_the_other(
    model, patient, selection, add_visit, services, qtbot
):
    add_visit(patient, day=9)
    services.changed.emit()
    gate = threading.Event()
    waiting = [services.short.start(lambda *, progress, cancel: gate.wait()) for _ in range(2)]
    for one in selection.visits:
        selection.choose_visit(one.visit.id)
        model.exchange_sides()
    gate.set()
    assert waiting
    qtbot.waitUntil(lambda: services.short.idle)
    assert [one.recordings[0].mirrored for one in selection.visits] == [True, True]


def test_measuring_anew_is_listed_and_stopping_it_keeps_the_record_and_says_so(
    model, patient, qtbot, services, library, monkeypatch
):
    begun = threading.Event()

    def measure(*_, cancel, **__):
        begun.set()
        while True:
            cancel.check()

    monkeypatch.setattr("app.reanalysis.change_patient", measure)
    work = WorkModel(services)
    model.update(patient, dataclasses.replace(patient, affected_side=AffectedSide.RIGHT))
    (job,) = work.jobs
    assert job.whose == "P-1"
    qtbot.waitUntil(begun.is_set)
    with qtbot.waitSignal(services.problem) as told:
        job.cancel()
    assert told.args[0].startswith("Measuring anew was stopped: the record keeps")
    assert library.patients.find("P-1").affected_side is patient.affected_side
