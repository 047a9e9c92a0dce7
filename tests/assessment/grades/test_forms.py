"""The scales as data: known answers, ranges, and what must not be computed."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.grades.forms import (
    EFACE,
    FACE,
    FDI,
    FNGS,
    HOUSE_BRACKMANN,
    SAQ,
    SCALES,
    SUNNYBROOK,
    SUNNYBROOK_TASKS,
    YANAGIHARA,
    find_scale,
)
from assessment.grades.grade import GradeSource, fill_in
from assessment.grades.scale import Item
from assessment.grades.wording import grade_line
from assessment.protocol import SUNNYBROOK_TASKS as EXERCISES
from core.errors import InputError

NOON = dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC)
MIXED = {
    "rest_eye": "narrow",
    "rest_cheek": "absent",
    "rest_mouth": "drooped",
    "voluntary_brow_raise": "1",
    "voluntary_eye_gentle": "3",
    "voluntary_smile_open": "3",
    "voluntary_snarl": "2",
    "voluntary_pucker": "4",
    "synkinesis_brow_raise": "0",
    "synkinesis_eye_gentle": "2",
    "synkinesis_smile_open": "1",
    "synkinesis_snarl": "0",
    "synkinesis_pucker": "3",
}


def fill(scale, values, **others):
    return fill_in(
        scale, values, **({"visit_id": uuid4(), "rater": "Dr Example", "taken_at": NOON} | others)
    )


def answers(item):
    if item.choices:
        return st.sampled_from([choice.key for choice in item.choices])
    return st.floats(item.lower, item.upper)


def test_sunnybrook_of_a_mixed_palsy():
    # 4 x (1 + 3 + 3 + 2 + 4) - 5 x (1 + 2 + 1) - (0 + 2 + 1 + 0 + 3)
    assert fill(SUNNYBROOK, MIXED).totals == {
        "voluntary": 52,
        "rest": 20,
        "synkinesis": 6,
        "composite": 26,
    }


def test_sunnybrook_runs_from_total_palsy_to_normal():
    palsy = {item.id: item.choices[0].key for item in SUNNYBROOK.items}
    palsy |= {"rest_eye": "wide", "rest_cheek": "absent", "rest_mouth": "drooped"}
    assert fill(SUNNYBROOK, palsy).totals["composite"] == 0
    normal = {
        item.id: item.choices[-1 if item.group == "voluntary" else 0].key
        for item in SUNNYBROOK.items
    }
    assert fill(SUNNYBROOK, normal).totals["composite"] == 100


@given(values=st.fixed_dictionaries({item.id: answers(item) for item in SUNNYBROOK.items}))
def test_the_composite_is_made_of_its_subscores(values):
    totals = fill(SUNNYBROOK, values).totals
    assert totals["composite"] == totals["voluntary"] - totals["rest"] - totals["synkinesis"]
    assert 20 <= totals["voluntary"] <= 100
    assert 0 <= totals["rest"] <= 20
    assert 0 <= totals["synkinesis"] <= 15


@pytest.mark.parametrize("missing", MIXED)
def test_a_missing_item_takes_only_its_own_totals_away(missing):
    values = {item: value for item, value in MIXED.items() if item != missing}
    totals = fill(SUNNYBROOK, values).totals
    assert "composite" not in totals
    assert set(totals) == {"voluntary", "rest", "synkinesis"} - {missing.split("_")[0]}


def test_the_movements_are_those_of_the_protocol():
    assert tuple(SUNNYBROOK_TASKS) == EXERCISES
    assert len(SUNNYBROOK.items) == 13


def test_house_brackmann_has_six_grades_and_no_total():
    keys = [choice.key for choice in HOUSE_BRACKMANN.items[0].choices]
    assert keys == ["I", "II", "III", "IV", "V", "VI"]
    assert fill(HOUSE_BRACKMANN, {"grade": "IV"}).totals == {}


@given(values=st.fixed_dictionaries({item.id: answers(item) for item in EFACE.items}))
def test_eface_is_recorded_and_never_totalled(values):
    grade = fill(EFACE, values)
    assert grade.totals == {}
    assert grade.values == values


def test_eface_has_four_static_seven_dynamic_and_four_synkinesis_items():
    groups = [item.group for item in EFACE.items]
    assert [groups.count(name) for name in ("static", "dynamic", "synkinesis")] == [4, 7, 4]
    assert {item.upper for item in EFACE.items if item.group == "static"} == {200}
    assert {item.upper for item in EFACE.items if item.group != "static"} == {100}


@pytest.mark.parametrize(
    ("levels", "total", "grade", "verified"),
    [
        ("11110", 4, "I", True),
        ("11111", 5, "II", False),
        ("22221", 9, "II", False),
        ("33331", 13, "III", False),
        ("44441", 17, "IV", False),
        ("55550", 20, "V", False),
        ("66660", 24, "VI", True),
    ],
)
def test_fngs_totals_and_grades(levels, total, grade, verified):
    values = dict(zip(("brow", "eye", "fold", "oral", "secondary"), levels, strict=True))
    assert fill(FNGS, values).totals == {"total": total}
    band = FNGS.totals[0].band(total)
    assert (band.label, band.verified) == (grade, verified)


def test_fngs_beyond_its_published_range_has_no_grade():
    values = {"brow": "6", "eye": "6", "fold": "6", "oral": "6", "secondary": "3"}
    assert FNGS.totals[0].band(fill(FNGS, values).totals["total"]) is None


@pytest.mark.parametrize(
    ("level", "total", "band"), [("0", 0, "complete palsy"), ("2", 20, None), ("4", 40, "normal")]
)
def test_yanagihara(level, total, band):
    grade = fill(YANAGIHARA, {item.id: level for item in YANAGIHARA.items})
    assert grade.totals == {"total": total}
    found = YANAGIHARA.totals[0].band(total)
    assert (found and found.label) == band


@pytest.mark.parametrize("scale", [FACE, FDI, SAQ])
def test_questionnaires_are_entered_and_marked_unverified(scale):
    assert scale.totals == ()
    assert not any(item.verified for item in scale.items)


def test_the_total_of_the_synkinesis_questionnaire_begins_at_nine_of_45():
    (total,) = SAQ.items
    assert (total.lower, total.upper) == (100 * 9 / 45, 100)


def test_a_stored_number_out_of_range_is_still_shown():
    assert SAQ.items[0].text(12.5) == "12.5"


@pytest.mark.parametrize(
    ("scale", "item", "value"),
    [
        (SAQ, "total", 19.5),
        (SUNNYBROOK, "rest_eye", "3"),
        (SUNNYBROOK, "voluntary_snarl", "0"),
        (SUNNYBROOK, "voluntary_snarl", 3),
        (SUNNYBROOK, "mood", "3"),
        (HOUSE_BRACKMANN, "grade", "VII"),
        (EFACE, "brow_rest", 200.5),
        (EFACE, "brow_rest", float("nan")),
        (EFACE, "brow_rest", "100"),
        (FDI, "physical", -26),
    ],
)
def test_what_the_form_does_not_offer_is_refused(scale, item, value):
    with pytest.raises(InputError):
        fill(scale, {item: value})


def test_a_form_needs_an_answer_and_a_rater():
    with pytest.raises(InputError, match="empty"):
        fill(SUNNYBROOK, {})
    with pytest.raises(InputError, match="no rater"):
        fill(HOUSE_BRACKMANN, {"grade": "I"}, rater=" ")
    with pytest.raises(ValueError, match="time zone"):
        fill(HOUSE_BRACKMANN, {"grade": "I"}, taken_at=NOON.replace(tzinfo=None))


def test_a_grade_does_not_change_with_the_form_it_came_from():
    values = {"grade": "I"}
    grade = fill(HOUSE_BRACKMANN, values)
    values["grade"] = "VI"
    assert grade.values == {"grade": "I"}
    with pytest.raises(TypeError):
        grade.values["grade"] = "VI"


def test_an_unknown_scale_is_told_with_those_there_are():
    assert find_scale("sunnybrook") is SUNNYBROOK
    with pytest.raises(InputError, match="house_brackmann"):
        find_scale("stennert")


def test_ids_are_unique_and_every_weight_belongs_to_an_item():
    for scale in SCALES.values():
        items = {item.id for item in scale.items}
        for total in scale.totals:
            assert total.weights.keys() <= items
    with pytest.raises(ValueError, match="two items"):
        replace(SUNNYBROOK, items=SUNNYBROOK.items * 2)
    with pytest.raises(ValueError, match="choice or a range"):
        Item("both", "Both", "group", SUNNYBROOK.items[0].choices, lower=0, upper=1)


@pytest.mark.parametrize(
    ("scale", "values", "total"),
    [
        (SUNNYBROOK, MIXED, "26 of 100"),
        (SUNNYBROOK, {"rest_eye": "wide"}, "incomplete, 1 of 13 items"),
        (HOUSE_BRACKMANN, {"grade": "III"}, "III: moderate"),
        (EFACE, {"brow_rest": 100}, "1 of 15 items, no total"),
        (FACE, {"total": 62.5}, "62.5"),
        (FDI, {"physical": 80, "social": 72},
         "Physical function: 80, Social and well-being function: 72"),
        (FNGS, dict.fromkeys(("brow", "eye", "fold", "oral", "secondary"), "1"),
         "5 of 24, II (limits not verified)"),
        (YANAGIHARA, {item.id: "4" for item in YANAGIHARA.items}, "40 of 40, normal"),
    ],
)  # fmt: skip
def test_the_line_of_a_report(scale, values, total):
    line = grade_line(fill(scale, values))
    assert (line.scale, line.total, line.rater) == (scale.name, total, "Dr Example")
    assert line.source is GradeSource.MANUAL
    assert line.patient_reported == (scale is FACE or scale is FDI)


def test_a_confirmed_suggestion_says_so():
    grade = fill(HOUSE_BRACKMANN, {"grade": "II"}, source=GradeSource.SUGGESTION_CONFIRMED)
    assert grade_line(grade).source is GradeSource.SUGGESTION_CONFIRMED


def test_the_line_lists_answers_and_subscores_in_order():
    items = grade_line(fill(SUNNYBROOK, MIXED)).items
    assert items[0] == ("Eye at rest", "narrow")
    assert items[-1] == ("Composite", "26")
    assert len(items) == 17


def test_a_form_of_another_version_is_shown_as_stored():
    grade = replace(fill(HOUSE_BRACKMANN, {"grade": "II"}), version="0")
    assert grade_line(grade).items == (("grade", "II"),)
