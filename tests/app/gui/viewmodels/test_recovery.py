from __future__ import annotations

import datetime as dt
from uuid import uuid4

import pytest

from app.gui.viewmodels.recovery import RecoveryModel
from assessment.records import Treatment
from tests.app.gui.background import read

SMILE_RATIO = "excursion_ratio|smile_open|MC"
SMILE = "excursion|smile_open|MC"


@pytest.fixture
def model(services, selection):
    return RecoveryModel(services, selection)


@pytest.fixture
def patient(model, selection, library, add_patient, add_visit, qtbot):
    person = add_patient(onset_date=dt.date(2025, 12, 25))
    add_visit(person, day=1, camera="A")
    add_visit(person, day=15, camera="B")
    library.treatments.add(
        Treatment(uuid4(), person.id, "steroid", dt.date(2025, 12, 26), dose="60 mg")
    )
    selection.choose_patient(person)
    read(qtbot, model)
    return person


def test_without_a_patient_there_is_nothing(model, qtbot):
    read(qtbot, model)
    assert (model.content, model.charts, model.timeline) == (None, (), None)
    assert (model.table(), model.breaks, model.treatments) == (([], []), (), {})
    assert not model.has_onset


def test_the_usual_charts_are_chosen_at_first(model, patient):
    assert model.chosen == (SMILE_RATIO,)
    assert [chart.panel.title for chart in model.charts] == ["Biggest smile: ratio MC"]


def test_a_choice_holds_for_the_next_patient_too(
    model, selection, patient, add_patient, add_visit, qtbot
):
    with qtbot.waitSignal(model.charts_changed):
        model.choose([SMILE])
    other = add_patient("P-2")
    add_visit(other)
    selection.choose_patient(other)
    read(qtbot, model)
    assert model.chosen == (SMILE,)
    model.choose_usual()
    assert model.chosen == (SMILE_RATIO,)


def test_the_same_choice_changes_nothing(model, patient, qtbot):
    with qtbot.assertNotEmitted(model.charts_changed):
        model.choose([SMILE_RATIO])


def test_treatments_breaks_and_onset_are_told(model, patient):
    assert model.treatments == {"1": "1: steroid, 26 Dec 2025, 60 mg"}
    assert model.breaks == (("15 Jan 2026", "the camera differs"),)
    assert model.has_onset


def test_an_unknown_onset_is_not_drawn(model, selection, add_patient, add_visit, qtbot):
    person = add_patient("P-3")
    add_visit(person)
    selection.choose_patient(person)
    read(qtbot, model)
    assert not model.has_onset


def test_the_table_follows_the_choice(model, patient):
    model.choose([SMILE])
    heads, rows = model.table()
    assert heads[2:] == [
        "Biggest smile: excursion MC, patient's right",
        "Biggest smile: excursion MC, patient's left",
    ]
    assert len(rows) == 2
