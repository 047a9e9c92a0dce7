"""Lists of patients and visits, which read less than the records and tell the same."""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

from assessment.examination import ListedVisit, NewAnalysis
from assessment.records import SkippedExercise
from assessment.store.patients import ListedPatient, Patients
from assessment.store.visits import Visits
from tests.assessment.store.examples import (
    NOON,
    make_analysis,
    make_landmarks,
    make_patient,
    make_recording,
    make_visit,
)


def test_a_list_tells_what_the_records_tell_and_counts_the_visits(engine):
    store = Patients(engine)
    people = [make_patient(code, name=f"Ada {code}", onset_date=NOON.date()) for code in "ab"]
    for number, person in enumerate(people):
        store.add(person)
        for day in range(2 * number):
            Visits(engine).add(make_visit(person, day=day), ())
    assert store.listed() == tuple(
        ListedPatient(one.id, one.code, one.name, one.affected_side, one.onset_date, count)
        for one, count in zip(people, (0, 2), strict=True)
    )


def test_a_list_tells_of_visits_what_their_examinations_tell(engine):
    patient = make_patient()
    Patients(engine).add(patient)
    store = Visits(engine)
    analysed, never = (
        make_visit(patient, day=day, skipped=(SkippedExercise("snarl", "tired"),)) for day in (1, 2)
    )
    clips = (make_recording(analysed, "rest"),)
    first = make_analysis(analysed, clips)
    later = replace(first, id=uuid4())
    store.add(never, (make_recording(never, "rest"), make_recording(never, "smile_open")))
    store.add(analysed, clips, first, landmarks=[make_landmarks()])
    store.add_analysis(NewAnalysis(later, (make_landmarks(),), (make_landmarks(),), first.id))
    assert store.listed(patient.id) == (
        ListedVisit(analysed, clips, later.id),
        ListedVisit(never, store.find(never.id).recordings, None),
    )
    assert len(store.find(never.id).recordings) == 2
