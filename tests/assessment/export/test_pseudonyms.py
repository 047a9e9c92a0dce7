"""Anonymised data lead back to nobody, and still hold what research needs."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from uuid import uuid4

import pytest

from assessment.examination import Examination
from assessment.export.grades_table import grades_table
from assessment.export.pseudonyms import FIRST_VISIT, pseudonyms_of
from assessment.export.results_table import results_table
from assessment.grades.forms import HOUSE_BRACKMANN
from assessment.grades.grade import fill_in
from assessment.records import Sex
from tests.assessment.store.examples import (
    NOON,
    make_analysis,
    make_patient,
    make_recording,
    make_visit,
)


@pytest.fixture
def patient():
    return make_patient(
        code="P-7",
        name="Ada",
        birth_date=dt.date(1970, 1, 1),
        sex=Sex.FEMALE,
        onset_date=dt.date(2026, 1, 1),
        history="secret",
        outer_canthal_mm=90.0,
    )


@pytest.fixture
def history(patient):
    visits = [make_visit(patient, day=day, examiner="Dr Secret") for day in (0, 30)]
    found = []
    for visit in visits:
        clips = (make_recording(visit),)
        analysis = replace(
            make_analysis(visit, clips, created_at=visit.taken_at + dt.timedelta(hours=1)),
            corrected_by=("Dr Secret",),
            requested_by="Dr Secret",
            reason="secret",
        )
        found.append(Examination(visit, clips, (analysis,)))
    return tuple(found)


def everything_in(*values):
    return " ".join(repr(value) for value in values)


def test_nothing_identifying_is_left(patient, history):
    grade = fill_in(
        HOUSE_BRACKMANN,
        {"grade": "IV"},
        visit_id=history[0].visit.id,
        rater="Dr Secret",
        taken_at=NOON,
        note="secret",
    )
    names = pseudonyms_of([patient])
    shown, visits = names.patient(patient), names.history(history)
    grades = names.grades([grade], history)
    text = everything_in(shown, visits, grades)
    for secret in ("P-7", "Ada", "Secret", "secret", "1970", "2026", "clip.mp4"):
        assert secret not in text
    keys = [patient.id, grade.id, *(examination.visit.id for examination in history)]
    keys += [analysis.id for examination in history for analysis in examination.analyses]
    for key in keys:
        assert str(key) not in text
        assert key.hex not in text


def test_intervals_sides_and_results_stay(patient, history):
    names = pseudonyms_of([patient])
    first, second = names.history(history)
    assert first.visit.taken_at == FIRST_VISIT
    assert second.visit.taken_at - first.visit.taken_at == dt.timedelta(days=30)
    assert second.latest.created_at - second.visit.taken_at == dt.timedelta(hours=1)
    assert names.patient(patient).affected_side is patient.affected_side
    assert first.latest.result == history[0].latest.result


def test_the_same_thing_has_the_same_key_within_an_export_and_another_in_the_next(patient, history):
    names = pseudonyms_of([patient])
    grade = fill_in(
        HOUSE_BRACKMANN, {"grade": "IV"}, visit_id=history[1].visit.id, rater="A", taken_at=NOON
    )
    (shown,) = names.grades([grade], history)
    assert shown.visit_id == names.history(history)[1].visit.id
    assert shown.visit_id != pseudonyms_of([patient]).history(history)[1].visit.id
    other = replace(grade, id=uuid4(), rater="B")
    raters = [kept.rater for kept in names.grades([grade, other, grade], history)]
    assert raters[0] == raters[2] != raters[1]


def test_every_patient_has_a_code_of_its_own():
    patients = [make_patient(code=str(number)) for number in range(40)]
    names = pseudonyms_of(patients)
    codes = [names.patient(patient).code for patient in patients]
    assert sorted(codes) == [f"S{number:03d}" for number in range(1, 41)]
    assert codes != sorted(codes)


def test_the_tables_take_what_stands_for_the_patient(patient, history):
    names = pseudonyms_of([patient])
    table = results_table(names.patient(patient), names.history(history))
    rows = [dict(zip(table.columns, row, strict=True)) for row in table.rows]
    assert {row["patient_code"] for row in rows} == {"S001"}
    assert {row["landmarks_corrected"] for row in rows} == {"yes"}
    assert {row["visit_taken_at"][:10] for row in rows} == {"2000-01-01", "2000-01-31"}
    assert not list(grades_table(names.patient(patient), ()).rows)
