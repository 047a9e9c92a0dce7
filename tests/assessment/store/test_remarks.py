"""Grades and annotations: kept as given, changed, removed, in order of time."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assessment.grades.forms import HOUSE_BRACKMANN, SUNNYBROOK
from assessment.grades.grade import Grade, GradeSource, fill_in
from assessment.records import Annotation, PointCorrection
from assessment.store.patients import Patients
from assessment.store.remarks import Annotations, Grades
from assessment.store.visits import Visits
from core.errors import InputError
from tests.assessment.store.examples import NOON, make_patient, make_recording, make_visit

SAME_DATABASE = settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
LINES = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=300)
NAMES = LINES.filter(str.strip)
NUMBERS = st.floats(allow_nan=False, allow_infinity=False)
ZONES = st.integers(-1439, 1439).map(lambda minutes: dt.timezone(dt.timedelta(minutes=minutes)))
MOMENTS = st.datetimes(dt.datetime(1901, 1, 1), dt.datetime(2999, 12, 30), timezones=ZONES)


@pytest.fixture
def visit(engine):
    patient = make_patient()
    Patients(engine).add(patient)
    kept = make_visit(patient)
    Visits(engine).add(kept, ())
    return kept


@pytest.fixture
def recording(engine, visit):
    other = make_visit(make_patient())
    other = replace(other, patient_id=visit.patient_id)
    kept = make_recording(other)
    Visits(engine).add(other, (kept,))
    return kept


@SAME_DATABASE
@given(data=st.data())
def test_any_grade_comes_back_as_given(engine, data):
    patient = make_patient(code=str(uuid4()))
    Patients(engine).add(patient)
    visit = make_visit(patient)
    Visits(engine).add(visit, ())
    grade = Grade(
        uuid4(),
        visit.id,
        data.draw(MOMENTS),
        data.draw(LINES),
        data.draw(LINES),
        data.draw(st.dictionaries(LINES, LINES | NUMBERS, min_size=1, max_size=3)),
        data.draw(st.dictionaries(LINES, NUMBERS, max_size=3)),
        data.draw(NAMES),
        data.draw(st.sampled_from(GradeSource)),
        data.draw(st.booleans()),
        data.draw(LINES),
    )
    store = Grades(engine)
    store.add(grade)
    assert store.of_visit(visit.id) == (grade,)


def grade_visit(visit, **others):
    answers = {"visit_id": visit.id, "rater": "Dr Example", "taken_at": NOON} | others
    return fill_in(HOUSE_BRACKMANN, {"grade": "III"}, **answers)


def test_a_whole_sunnybrook_form_comes_back_with_its_totals(engine, visit):
    values = {item.id: item.choices[-1].key for item in SUNNYBROOK.items}
    grade = fill_in(SUNNYBROOK, values, visit_id=visit.id, rater="Dr Example", taken_at=NOON)
    Grades(engine).add(grade)
    (found,) = Grades(engine).of_visit(visit.id)
    assert found.totals == {"voluntary": 100, "rest": 15, "synkinesis": 15, "composite": 70}


def test_grades_are_changed_and_removed(engine, visit):
    store = Grades(engine)
    late = grade_visit(visit, taken_at=NOON + dt.timedelta(hours=1))
    early = grade_visit(visit)
    store.add(late)
    store.add(early)
    assert store.of_visit(visit.id) == (early, late)
    store.update(replace(late, note="seen on video"))
    store.remove(early.id)
    store.remove(early.id)
    assert store.of_visit(visit.id) == (replace(late, note="seen on video"),)
    with pytest.raises(InputError, match="no such grade"):
        store.update(early)


@SAME_DATABASE
@given(data=st.data())
def test_any_annotation_comes_back_as_given(engine, data):
    patient = make_patient(code=str(uuid4()))
    Patients(engine).add(patient)
    visit = make_visit(patient)
    recording = make_recording(visit)
    Visits(engine).add(visit, (recording,))
    corrections = st.lists(
        st.builds(
            PointCorrection,
            st.integers(0, 67),
            NUMBERS,
            NUMBERS,
            st.integers(0, 10**6),
            st.booleans(),
        ),
        max_size=3,
    )
    annotation = Annotation(
        uuid4(),
        recording.id,
        data.draw(MOMENTS),
        data.draw(NAMES),
        data.draw(LINES),
        data.draw(st.integers(0, 10**6)),
        tuple(data.draw(corrections)),
    )
    store = Annotations(engine)
    store.add(annotation)
    assert store.of_recording(recording.id) == (annotation,)


def test_annotations_are_changed_and_removed(engine, recording):
    store = Annotations(engine)
    late = Annotation(uuid4(), recording.id, NOON + dt.timedelta(hours=1), "Dr Example", "blurred")
    early = replace(late, id=uuid4(), created_at=NOON)
    store.add(late)
    store.add(early)
    assert store.of_recording(recording.id) == (early, late)
    store.update(replace(late, text="sharp"))
    store.remove(early.id)
    store.remove(early.id)
    assert store.of_recording(recording.id) == (replace(late, text="sharp"),)
    with pytest.raises(InputError, match="no such annotation"):
        store.update(early)
