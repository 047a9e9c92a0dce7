"""Patients and treatments: found, unique, searchable in any script."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assessment.records import (
    Aetiology,
    AffectedSide,
    Consent,
    DatePrecision,
    PalsyType,
    Patient,
    Sex,
    Treatment,
)
from assessment.store.patients import Patients, Treatments
from core.errors import InputError
from tests.assessment.store.examples import make_patient

LINES = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=300)
PARAGRAPHS = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]) | st.just("\n"))
DATES = st.dates(dt.date(1900, 1, 1), dt.date(2999, 12, 31))
SAME_DATABASE = settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@st.composite
def consents(draw):
    given_on, later = sorted(draw(st.tuples(DATES, DATES)))
    flags = draw(st.lists(st.booleans(), min_size=7, max_size=7))
    return Consent(
        given_on,
        draw(LINES),
        *flags,
        withdrawn_on=draw(st.none() | st.just(later)),
        guardian=draw(st.none() | LINES),
        keep_until=draw(st.none() | st.just(later)),
    )


@st.composite
def patients(draw):
    birth, onset = sorted(draw(st.tuples(DATES, DATES)))
    return Patient(
        id=uuid4(),
        code=f"{uuid4()}",
        affected_side=draw(st.sampled_from(AffectedSide)),
        name=draw(LINES),
        birth_date=draw(st.none() | st.just(birth)),
        sex=draw(st.sampled_from(Sex)),
        onset_date=draw(st.none() | st.just(onset)),
        onset_precision=draw(st.sampled_from(DatePrecision)),
        aetiology=draw(st.sampled_from(Aetiology)),
        palsy_type=draw(st.sampled_from(PalsyType)),
        icd10_code=draw(st.sampled_from(["", "G51.0", "B02.21"])),
        diagnosis=draw(LINES),
        recurrence_count=draw(st.integers(0, 99)),
        history=draw(PARAGRAPHS),
        outer_canthal_mm=draw(st.none() | st.floats(50, 150)),
        consent=draw(st.none() | consents()),
    )


@SAME_DATABASE
@given(patient=patients())
def test_a_patient_comes_back_as_given(engine, patient):
    store = Patients(engine)
    store.add(patient)
    assert store.find(patient.code) == patient


@SAME_DATABASE
@given(first=patients(), second=patients())
def test_an_update_replaces_everything(engine, first, second):
    store = Patients(engine)
    store.add(first)
    changed = replace(second, id=first.id)
    store.update(changed)
    assert store.find(second.code) == changed
    with pytest.raises(InputError):
        store.find(first.code)


@SAME_DATABASE
@given(
    start_end=st.tuples(DATES, DATES).map(sorted),
    texts=st.lists(LINES, min_size=4, max_size=4),
    side=st.sampled_from(AffectedSide),
    note=PARAGRAPHS,
)
def test_a_treatment_comes_back_as_given(engine, start_end, texts, side, note):
    patient = make_patient(code=str(uuid4()))
    Patients(engine).add(patient)
    start, end = start_end
    treatment = Treatment(
        uuid4(), patient.id, "surgery", start, end, *texts[:3], side, texts[3], note
    )
    store = Treatments(engine)
    store.add(treatment)
    assert store.of_patient(patient.id) == (treatment,)


@pytest.mark.parametrize(
    "name",
    [
        "عبد الرحمن بن محمد",
        "שרה כהן",
        "山田 太郎",
        "Ñandú 𝔘𝔫𝔦 🙂",
        "Ж" * 300,
        "x'; DROP TABLE patients;--",
    ],
)
def test_names_of_any_script_are_found_by_a_part_in_any_case(engine, name):
    store = Patients(engine)
    patient = make_patient(name=name)
    store.add(patient)
    assert [found.id for found in store.listed(name[1:5].swapcase())] == [patient.id]


def test_search_folds_case_beyond_ascii_and_takes_composed_and_decomposed_letters_alike(engine):
    store = Patients(engine)
    patient = make_patient(name="Änne GROSZ")
    store.add(patient)
    for text in ("äNNE", "A\N{COMBINING DIAERESIS}nne", "grosz", "p-1", ""):
        assert [found.id for found in store.listed(text)] == [patient.id]
    assert store.listed("Anne") == ()


def test_search_takes_wildcards_literally(engine):
    store = Patients(engine)
    for code in ("a_b", "axb", "a%b", "a/b", "a\\b"):
        store.add(make_patient(code=code))
    for code in ("a_b", "a%b", "a/b", "a\\b"):
        assert [patient.code for patient in store.listed(code)] == [code]


def test_all_are_listed_by_code(engine):
    store = Patients(engine)
    for code in ("b", "c", "a"):
        store.add(make_patient(code=code))
    assert [patient.code for patient in store.all()] == ["a", "b", "c"]
    assert [patient.code for patient in store.listed()] == ["a", "b", "c"]


def test_an_unknown_code_is_told(engine):
    with pytest.raises(InputError, match="There is no patient 'nobody'"):
        Patients(engine).find("nobody")


def test_a_code_is_found_however_it_is_typed(engine):
    store = Patients(engine)
    patient = make_patient(code=" Mu\N{COMBINING DIAERESIS}ller ")
    store.add(patient)
    assert store.find("Müller") == patient


def test_a_code_belongs_to_one_patient(engine):
    store = Patients(engine)
    first, second = make_patient(code="P-1"), make_patient(code="P-2")
    store.add(first)
    store.add(second)
    with pytest.raises(InputError, match="belongs to another patient"):
        store.add(make_patient(code="P-1", name="somebody else"))
    with pytest.raises(InputError, match="belongs to another patient"):
        store.update(replace(second, code="P-1"))
    assert store.find("P-1") == first
    assert store.find("P-2") == second


def test_only_a_kept_patient_can_be_changed(engine):
    with pytest.raises(InputError, match="There is no patient"):
        Patients(engine).update(make_patient())


def test_treatments_are_changed_and_removed(engine):
    patient = make_patient()
    Patients(engine).add(patient)
    store = Treatments(engine)
    late = Treatment(uuid4(), patient.id, "botulinum", dt.date(2026, 5, 1))
    early = Treatment(uuid4(), patient.id, "steroid", dt.date(2026, 1, 1))
    store.add(late)
    store.add(early)
    assert store.of_patient(patient.id) == (early, late)
    store.update(replace(late, dose="20 U"))
    store.remove(early.id)
    store.remove(early.id)
    assert store.of_patient(patient.id) == (replace(late, dose="20 U"),)
    with pytest.raises(InputError, match="no such treatment"):
        store.update(early)
