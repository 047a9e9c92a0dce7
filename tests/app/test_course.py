from __future__ import annotations

import dataclasses
import datetime as dt
import math

import pytest

from app.course import (
    GRADES_GROUP,
    choices,
    norm_words,
    short_names,
    table,
    told,
    usual_keys,
)
from app.reporting import outline
from assessment.grades.forms import HOUSE_BRACKMANN, SUNNYBROOK
from assessment.grades.grade import fill_in
from assessment.report.numbers import short_date
from assessment.results import Unit

SMILE_RATIO = "excursion_ratio|smile_open|MC"


@pytest.fixture
def patient(library, add_patient, add_visit):
    person = add_patient(onset_date=dt.date(2025, 12, 25))
    for day, camera in ((1, "A"), (8, "A"), (22, "B")):
        add_visit(person, day=day, camera=camera)
    return person


@pytest.fixture
def read(library):
    return lambda person: outline(library, person, library.visits.history(person.id))


def chart(content, key):
    return next(one for one in choices(content) if one.key == key).draw(content)


def grade(library, visit, scale, values):
    library.grades.add(
        fill_in(scale, values, visit_id=visit.visit.id, rater="A", taken_at=visit.visit.taken_at)
    )


def test_only_what_was_found_is_offered(patient, read):
    keys = {choice.key for choice in choices(read(patient))}
    assert SMILE_RATIO in keys
    assert "excursion|smile_open|DVm" in keys
    assert "rest|rest|PFH" in keys
    assert not any("snarl" in key for key in keys)
    assert not any(choice.group == GRADES_GROUP for choice in choices(read(patient)))


def test_keys_are_told_apart(patient, read):
    keys = [choice.key for choice in choices(read(patient))]
    assert len(keys) == len(set(keys))


def test_every_offered_chart_has_points(patient, read):
    content = read(patient)
    assert all(choice.draw(content).panel.has_points for choice in choices(content))


def test_a_break_carries_its_reason_and_ends_the_noise_band(patient, read):
    content = read(patient)
    drawn = chart(content, SMILE_RATIO)
    assert [point.apart for point in drawn.panel.series[0].points] == [
        "",
        "",
        "the camera differs",
    ]
    assert drawn.bands == (None,)


def test_the_noise_band_lies_around_the_previous_visit(patient, read, library):
    history = library.visits.history(patient.id)
    content = outline(library, patient, history[:2])
    drawn = chart(content, SMILE_RATIO)
    (band,), (line,) = drawn.bands, drawn.panel.series
    before, now = line.points
    assert (band.first_day, band.last_day) == (7.0, 14.0)
    assert band.centre == before.estimate.value
    from_errors = 1.96 * math.hypot(before.estimate.se, now.estimate.se)
    assert band.half == pytest.approx(max(15.0, from_errors), rel=1e-3)


def test_both_sides_of_an_excursion_have_a_band(patient, library):
    content = outline(library, patient, library.visits.history(patient.id)[:2])
    drawn = chart(content, "excursion|smile_open|MC")
    assert [line.side for line in drawn.panel.series] == ["right", "left"]
    assert all(band is not None for band in drawn.bands)


def test_a_norm_is_drawn_for_calibrated_patients_only(library, add_patient, add_visit, read):
    key = "excursion|smile_open|DVm"
    for code, width_mm in (("P-1", None), ("P-2", 89.0)):
        person = add_patient(code, outer_canthal_mm=width_mm)
        add_visit(person)
        drawn = chart(read(person), key)
        assert (drawn.norm is not None) is (width_mm is not None)
        assert drawn.unit is (Unit.OCW if width_mm is None else Unit.MM)
    assert norm_words(drawn.norm).endswith(
        "(12 adults; motion-capture study, Brazilian Journal of Otorhinolaryngology)"
    )


def test_short_names_are_spelled_out_once(patient, read):
    content = read(patient)
    charts = [chart(content, key) for key in (SMILE_RATIO, SMILE_RATIO, "excursion|smile_open|DVm")]
    assert short_names(charts) == (
        "MC: medial canthus to commissure",
        "DVm: commissure displacement",
    )
    assert short_names([]) == ()


@pytest.mark.parametrize(("value", "below"), [(-5.0, True), (-0.4, False), (5.0, False)])
def test_a_ratio_that_is_written_negative_goes_below_zero(patient, read, value, below):
    found = chart(read(patient), SMILE_RATIO)
    (line,) = found.panel.series
    first = line.points[0]
    moved = dataclasses.replace(first, estimate=dataclasses.replace(first.estimate, value=value))
    line = dataclasses.replace(line, points=(moved,))
    panel = dataclasses.replace(found.panel, series=(line,))
    assert dataclasses.replace(found, panel=panel).goes_below_zero is below


def test_grades_can_be_charted(patient, library, read):
    first, second, third = library.visits.history(patient.id)
    grade(library, first, HOUSE_BRACKMANN, {"grade": "V"})
    grade(library, third, HOUSE_BRACKMANN, {"grade": "III"})
    whole = {item.id: item.choices[0].key for item in SUNNYBROOK.items}
    grade(library, second, SUNNYBROOK, whole)
    content = read(patient)
    house = chart(content, "house_brackmann|grade")
    assert [told(house, point) for point in house.panel.series[0].points] == ["V", "III"]
    assert chart(content, "sunnybrook|composite").panel.high == 100.0
    assert "sunnybrook|composite" in usual_keys(content)
    assert "house_brackmann|grade" in usual_keys(content)


def test_the_usual_charts_are_those_of_the_regions_that_were_measured(patient, read):
    assert usual_keys(read(patient)) == (SMILE_RATIO,)


def test_the_table_has_a_row_for_each_visit(patient, read):
    content = read(patient)
    drawn = [chart(content, SMILE_RATIO), chart(content, "excursion|smile_open|MC")]
    heads, rows = table(content, drawn, write_day=short_date)
    assert heads == [
        "Visit",
        "Days since onset",
        "Biggest smile: ratio MC",
        "Biggest smile: excursion MC, patient's right",
        "Biggest smile: excursion MC, patient's left",
    ]
    assert [row[:2] for row in rows] == [
        ["1 Jan 2026", "7"],
        ["8 Jan 2026", "14"],
        ["22 Jan 2026", "28"],
    ]
    assert all(row[2].endswith(")") for row in rows)


def test_a_visit_without_the_value_has_an_empty_cell(patient, read, library):
    content = read(patient)
    history = list(content.history)
    history[1] = dataclasses.replace(history[1], result=None)
    content = dataclasses.replace(content, history=tuple(history))
    _, rows = table(content, [chart(content, SMILE_RATIO)], write_day=short_date)
    assert [bool(row[2]) for row in rows] == [True, False, True]
