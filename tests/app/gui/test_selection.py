from __future__ import annotations

import dataclasses

import pytest

from core.errors import StoreError


@pytest.fixture
def chosen(selection, add_patient, add_visit):
    patient = add_patient()
    for day in (1, 8):
        add_visit(patient, day=day)
    selection.choose_patient(patient)
    return patient


def test_the_newest_visit_is_chosen_with_the_patient(selection, chosen):
    assert selection.visit == selection.visits[-1]


def test_visits_that_cannot_be_read_are_not_those_of_the_patient_before(
    selection, services, chosen, add_patient, monkeypatch, qtbot
):
    other = add_patient("P-2")

    def refuse(_):
        raise StoreError("The disk cannot be read.")

    monkeypatch.setattr(services.library.visits, "listed", refuse)
    with qtbot.waitSignal(services.problem):
        selection.choose_patient(other)
    assert selection.patient == other
    assert (selection.visits, selection.visit) == ((), None)


def test_another_code_leaves_patient_and_visit_chosen(selection, services, chosen, add_patient):
    first = selection.visits[0].visit.id
    selection.choose_visit(first)
    services.library.patients.update(dataclasses.replace(chosen, code="P-9"))
    add_patient("P-1")  # the code that became free is given to somebody else
    services.changed.emit()
    assert (selection.patient.id, selection.patient.code) == (chosen.id, "P-9")
    assert selection.visit.visit.id == first
