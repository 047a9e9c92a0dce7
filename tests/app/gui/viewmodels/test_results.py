from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from app.gui.viewmodels.results import ResultsModel
from app.number_info import landmarks_behind, of_index
from assessment.grades.forms import HOUSE_BRACKMANN, SUNNYBROOK
from assessment.grades.grade import fill_in
from assessment.results import Estimate, Index, Unit
from core.landmarks import COMMISSURE, Side
from tests.app.gui.background import read


@pytest.fixture
def model(services, selection):
    return ResultsModel(services, selection)


@pytest.fixture
def visit(model, selection, add_patient, add_visit, qtbot):
    patient = add_patient()
    visit = add_visit(patient)
    selection.choose_patient(patient)
    read(qtbot, model)
    return visit


def house(visit, grade="III", rater="Dr Weber"):
    return fill_in(
        HOUSE_BRACKMANN,
        {"grade": grade},
        visit_id=visit.visit.id,
        rater=rater,
        taken_at=dt.datetime(2026, 1, 2, tzinfo=dt.UTC),
    )


def test_without_a_patient_there_is_nothing(model, qtbot):
    read(qtbot, model)
    assert model.content is None
    assert (model.sections, model.grades, model.summary, model.warnings) == ((), (), "", ())
    assert model.face() is None


def test_a_change_of_the_selection_makes_it_stale_and_refresh_reads(
    model, selection, add_patient, add_visit, qtbot
):
    patient = add_patient()
    add_visit(patient)
    with qtbot.waitSignal(model.stale):
        selection.choose_patient(patient)
    assert model.content is None
    with qtbot.waitSignal(model.renewed):
        read(qtbot, model)
    assert model.sections
    assert model.face().shape == (68, 3)


def test_an_earlier_visit_is_read_without_the_later_ones(
    model, selection, add_patient, add_visit, qtbot
):
    patient = add_patient()
    first = add_visit(patient, day=1)
    add_visit(patient, day=8)
    selection.choose_patient(patient)
    selection.choose_visit(first.visit.id)
    read(qtbot, model)
    assert len(model.content.history) == 1


def test_grades_of_several_raters_are_kept_changed_and_removed(model, services, visit, qtbot):
    one, other = house(visit), house(visit, "IV", "Dr Bauer")
    with qtbot.waitSignal(services.changed):
        assert model.add_grade(one) == ""
    assert model.add_grade(other) == ""
    read(qtbot, model)
    assert {grade.rater for grade in model.grades} == {"Dr Weber", "Dr Bauer"}
    assert model.update_grade(dataclasses.replace(one, values={"grade": "II"})) == ""
    read(qtbot, model)
    assert {grade.values["grade"] for grade in model.grades} == {"II", "IV"}
    assert model.remove_grade(other.id) == ""
    read(qtbot, model)
    assert [grade.rater for grade in model.grades] == ["Dr Weber"]


def test_a_grade_that_is_gone_cannot_be_changed(model, visit):
    assert "no such grade" in model.update_grade(house(visit))


def test_scales_that_do_not_match_are_warned_of(model, visit, qtbot):
    best = {item.id: item.choices[0].key for item in SUNNYBROOK.items}
    best |= {item.id: "5" for item in SUNNYBROOK.items if item.group == "voluntary"}
    sunnybrook = fill_in(
        SUNNYBROOK,
        best,
        visit_id=visit.visit.id,
        rater="Dr Weber",
        taken_at=dt.datetime(2026, 1, 2, tzinfo=dt.UTC),
    )
    model.add_grade(house(visit, "VI"))
    model.add_grade(sunnybrook)
    read(qtbot, model)
    (warning,) = model.warnings
    assert "do not match" in warning


def test_suggestions_are_by_item_and_of_the_asked_scale(model, visit):
    found = model.suggestions("sunnybrook")
    assert "voluntary_smile_open" in found
    assert all(one.scale == "sunnybrook" for one in found.values())
    assert "rest_cheek" not in found
    assert not model.suggestions("eface")


def test_the_summary_is_kept_once(model, services, selection, visit, qtbot):
    with qtbot.waitSignal(services.changed):
        assert model.keep_summary(visit.visit.id, "Better.") == ""
    read(qtbot, model)
    assert model.summary == "Better."
    with qtbot.assertNotEmitted(services.changed):
        assert model.keep_summary(visit.visit.id, "Better.") == ""


def test_a_summary_with_forbidden_signs_is_refused(model, visit, qtbot):
    assert model.keep_summary(visit.visit.id, "a\x00b") != ""
    read(qtbot, model)
    assert model.summary == ""


def test_landmarks_of_a_number_lie_on_its_side(model, visit):
    smile = next(one for one in model.sections if one.key == "smile_open").head
    face = model.face()
    right, both = (landmarks_behind(one.info, face) for one in (smile.right, smile.compared))
    assert set(right) == {Side.RIGHT}
    assert COMMISSURE[0] in right[Side.RIGHT]
    assert set(both) == {Side.RIGHT, Side.LEFT}
    whole = Index("rest_drift", "face", Unit.OCW, Estimate(0.0, 0.0, 1, 0.0, 0.0))
    assert landmarks_behind(of_index(whole), face) == {Side.MIDLINE: tuple(range(68))}
