"""Clinical grades in the report: over the visits, suggested but not confirmed, and mismatched."""

from __future__ import annotations

import re
from dataclasses import replace
from uuid import UUID

import pytest

from assessment.grades.forms import HOUSE_BRACKMANN, SUNNYBROOK
from assessment.grades.grade import fill_in
from assessment.grades.suggest_sunnybrook import SPARED_REMARK
from assessment.records import AffectedSide, Treatment
from assessment.report.grade_trends import grade_panels
from assessment.report.recovery import Timeline, recovery_panel

HEADING = "Suggested by the software, not confirmed"
BEST = {item.id: item.choices[-1].key for item in SUNNYBROOK.items if item.group == "voluntary"}


def sunnybrook(taken_at, *, rater="Dr A. Fell"):
    """Every item at its best: composite 100."""
    answers = {
        item.id: max(item.choices, key=lambda choice: choice.score).key
        if item.id.startswith("voluntary")
        else min(item.choices, key=lambda choice: choice.score).key
        for item in SUNNYBROOK.items
    }
    return fill_in(SUNNYBROOK, answers, visit_id=UUID(int=2), rater=rater, taken_at=taken_at)


def house_brackmann(taken_at, grade, *, rater="Dr A. Fell"):
    values = {HOUSE_BRACKMANN.items[0].id: grade}
    return fill_in(HOUSE_BRACKMANN, values, visit_id=UUID(int=2), rater=rater, taken_at=taken_at)


def graded(content, *grades):
    """`content` whose visits, from the first on, bear these House-Brackmann grades."""
    history = tuple(
        replace(visit, grades=(house_brackmann(visit.taken_at, grade),) if grade else ())
        for visit, grade in zip(content.history, grades, strict=True)
    )
    return replace(content, history=history)


def test_house_brackmann_stands_on_its_head_and_keeps_its_place_between_visits(make_content, vera):
    content = graded(make_content(3, stills=()), "V", None, "II")
    (panel,) = grade_panels(content)
    (line,) = panel.series
    assert panel.levels == ("VI", "V", "IV", "III", "II", "I")
    assert [(point.day, point.estimate.value) for point in line.points] == [(9.0, 2.0), (61.0, 5.0)]
    drawing = recovery_panel(panel, Timeline(0.0, 61.0), (240.0, 114.0), fonts=vera)
    (path,) = [shape for shape in drawing.contents if type(shape).__name__ == "PolyLine"]
    x_pt, y_pt = path.points[::2], path.points[1::2]
    assert len(x_pt) == 3
    assert (x_pt[1], y_pt[1]) == (x_pt[2], y_pt[0])
    assert y_pt[2] > y_pt[0]


def test_composites_are_drawn_and_incomplete_forms_are_not(make_content):
    content = make_content(2)
    first, last = content.history
    empty = fill_in(
        SUNNYBROOK, BEST, visit_id=UUID(int=2), rater="Dr A. Fell", taken_at=last.taken_at
    )
    first = replace(first, grades=(sunnybrook(first.taken_at),))
    last = replace(last, grades=(empty,))
    (panel,) = grade_panels(replace(content, history=(first, last)))
    assert [point.estimate.value for point in panel.series[0].points] == [100.0]


def test_without_grades_there_is_no_panel(make_content, text_of):
    content = make_content(2, stills=(), curves=())
    assert grade_panels(content) == []
    assert "Clinical grades over the visits" not in " ".join(text_of(content))
    text = " ".join(text_of(graded(content, "V", "IV")))
    assert "Clinical grades over the visits As people gave them" in text
    assert "House-Brackmann, grade" in text


def test_suggestions_are_told_with_their_number(make_content, text_of):
    text = " ".join(text_of(make_content(3, stills=(), curves=())))
    block = text.split(HEADING)[1].split("Movement, region by region")[0]
    assert "excursion ratio of MC 47.0 %" in block
    assert "(95 % interval 39.2 to 54.8)" in block
    assert "Not a grade until a clinician has looked and agrees." in block
    assert "left corner below the right one by 2.1 mm" in block
    hb = re.search(r"Grade .*?(I[IV]*|V)( or [IV]+)+ low movement of brow and mouth", block)
    assert hb is not None
    assert SPARED_REMARK not in block


def test_a_spared_upper_face_is_only_remarked_on(make_content, text_of):
    content = make_content(1, stills=(), curves=())
    result = content.result
    trials = tuple(
        replace(trial, indices=tuple(lifted(index) for index in trial.indices))
        if trial.exercise_id == "brow_raise"
        else trial
        for trial in result.trials
    )
    history = (replace(content.history[0], result=replace(result, trials=trials)),)
    text = " ".join(text_of(replace(content, history=history)))
    assert SPARED_REMARK in text
    assert "stroke" not in text.lower()


def lifted(index):
    if index.index_id != "excursion_ratio":
        return index
    return replace(index, estimate=replace(index.estimate, value=99.0, lower=97.0, upper=101.0))


def test_nothing_is_suggested_without_a_single_sure_side(make_content, make_patient, text_of):
    for side in (AffectedSide.RIGHT, AffectedSide.BILATERAL):
        content = make_content(1, stills=(), curves=(), patient=make_patient(affected_side=side))
        assert HEADING not in " ".join(text_of(content))


def test_the_resting_eye_is_not_suggested_after_eyelid_surgery(make_content, text_of):
    content = make_content(1, stills=(), curves=(), treatments=())
    assert "asymmetry index of the palpebral fissure height (PFH)" in " ".join(text_of(content))
    day = content.visit.taken_at.date()
    weight = Treatment(UUID(int=9), UUID(int=1), "Eyelid weight", day)
    text = " ".join(text_of(replace(content, treatments=(weight,))))
    assert HEADING in text
    assert "asymmetry index of the palpebral fissure height (PFH)" not in text


@pytest.mark.parametrize(("rater", "warned"), [("Dr A. Fell", True), ("Dr B. Hill", False)])
def test_grades_of_one_rater_that_do_not_match_are_a_limit(make_content, text_of, rater, warned):
    content = make_content(1, stills=(), curves=())
    (visit,) = content.history
    grades = (sunnybrook(visit.taken_at), house_brackmann(visit.taken_at, "V", rater=rater))
    text = " ".join(text_of(replace(content, history=(replace(visit, grades=grades),))))
    assert ("House-Brackmann V and Sunnybrook 100 do not match" in text) is warned
