"""Later corrections: everything that belongs together changes at once, and history stays."""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

import pytest

from assessment.examination import NewAnalysis
from assessment.records import AffectedSide, Annotation, PointCorrection, SkippedExercise
from assessment.store.patients import PatientChange, Patients
from assessment.store.remarks import Annotations
from assessment.store.revisions import Revision, Revisions
from assessment.store.visits import Visits
from core.errors import InputError, StaleError
from tests.assessment.store.examples import (
    NOON,
    assert_same_landmarks,
    assert_same_result,
    make_analysis,
    make_landmarks,
    make_patient,
    make_recording,
    make_visit,
)

SKIPPED = (SkippedExercise("snarl", "pain"), SkippedExercise("pucker", "splint in the mouth"))


@pytest.fixture
def patient(engine):
    person = make_patient(name="Ada")
    Patients(engine).add(person)
    return person


@pytest.fixture
def visit(engine, patient):
    """A visit with one analysed recording."""
    kept = make_visit(patient)
    clip = make_recording(kept)
    Visits(engine).add(kept, (clip,), make_analysis(kept, (clip,)), landmarks=[make_landmarks()])
    return kept


def corrected_analysis(engine, visit, *, affected=AffectedSide.LEFT, **others):
    """A further analysis whose landmarks differ from the detector's."""
    examination = Visits(engine).find(visit.id)
    analysis = make_analysis(visit, examination.recordings, value=2.0, affected=affected)
    analysis = replace(analysis, corrected_by=("Dr A", "Dr B"), requested_by="Dr A", **others)
    follows = examination.latest.id
    return NewAnalysis(analysis, (make_landmarks(seed=2),), (make_landmarks(seed=1),), follows)


def test_a_corrected_analysis_keeps_the_detectors_landmarks_beside_its_own(engine, visit):
    store = Visits(engine)
    (first,) = store.find(visit.id).analyses
    new = corrected_analysis(engine, visit, reason="landmarks were corrected by hand")
    Revisions(engine).apply(Revision(analyses=(new,)))
    found = store.find(visit.id)
    assert [analysis.id for analysis in found.analyses] == [first.id, new.analysis.id]
    assert found.latest.corrected_by == ("Dr A", "Dr B")
    assert (found.latest.requested_by, found.latest.reason) == ("Dr A", new.analysis.reason)
    assert_same_landmarks(store.landmarks(new.analysis.id)[0], make_landmarks(seed=2))
    assert_same_landmarks(store.detected(new.analysis.id)[0], make_landmarks(seed=1))
    assert_same_landmarks(store.detected(first.id)[0], store.landmarks(first.id)[0])
    assert not first.corrected_by


def test_what_the_network_was_worth_is_kept_with_the_result(engine, patient):
    visit = make_visit(patient, day=3)
    clip = make_recording(visit)
    analysis = make_analysis(visit, (clip,), depth_calibrated=True, ratio_error_points={"MC": 7.0})
    Visits(engine).add(visit, (clip,), analysis, landmarks=[make_landmarks()])
    assert_same_result(Visits(engine).find(visit.id).latest.result, analysis.result)


def test_all_parts_of_a_revision_are_stored(engine, patient, visit):
    (recording,) = Visits(engine).find(visit.id).recordings
    old = Annotation(uuid4(), recording.id, NOON, "Dr A", "x", 1, (PointCorrection(48, 1.0, 2.0),))
    Annotations(engine).add(old)
    turned = replace(old, corrections=(PointCorrection(54, 3.0, 2.0),))
    added = replace(old, id=uuid4(), text="y")
    Revisions(engine).apply(
        Revision(
            analyses=(corrected_analysis(engine, visit, affected=AffectedSide.RIGHT),),
            patient=PatientChange(patient, replace(patient, affected_side=AffectedSide.RIGHT)),
            recordings=(replace(recording, mirrored=True),),
            annotations=(turned,),
            added_annotations=(added,),
        )
    )
    found = Visits(engine).find(visit.id)
    assert len(found.analyses) == 2
    assert found.recordings == (replace(recording, mirrored=True),)
    assert Patients(engine).find(patient.code).affected_side is AffectedSide.RIGHT
    assert set(Annotations(engine).of_recording(recording.id)) == {turned, added}


def test_of_two_analyses_begun_at_once_the_second_is_refused(engine, visit):
    first, second = (corrected_analysis(engine, visit) for _ in range(2))
    Revisions(engine).apply(Revision(analyses=(first,)))
    with pytest.raises(StaleError, match="measured anew meanwhile"):
        Revisions(engine).apply(Revision(analyses=(second,)))
    assert Visits(engine).find(visit.id).latest.id == first.analysis.id


@pytest.mark.parametrize(
    "corrected", [{"affected_side": AffectedSide.RIGHT}, {"outer_canthal_mm": 88.0}]
)
def test_an_analysis_with_a_side_or_width_corrected_meanwhile_is_refused(
    engine, patient, visit, corrected
):
    new = corrected_analysis(engine, visit)
    Patients(engine).update(replace(patient, **corrected))
    with pytest.raises(StaleError, match="record was corrected meanwhile"):
        Revisions(engine).apply(Revision(analyses=(new,)))
    other = make_visit(patient, day=9)
    clip = make_recording(other)
    with pytest.raises(StaleError, match="record was corrected meanwhile"):
        Visits(engine).add(
            other, (clip,), make_analysis(other, (clip,)), landmarks=[make_landmarks()]
        )
    assert [found.visit for found in Visits(engine).history(patient.id)] == [visit]
    assert len(Visits(engine).find(visit.id).analyses) == 1


def test_another_side_is_refused_when_a_visit_was_stored_meanwhile(engine, patient, visit):
    right = replace(patient, affected_side=AffectedSide.RIGHT)
    new = corrected_analysis(engine, visit, affected=AffectedSide.RIGHT)
    other = make_visit(patient, day=9)
    clip = make_recording(other)
    Visits(engine).add(other, (clip,), make_analysis(other, (clip,)), landmarks=[make_landmarks()])
    with pytest.raises(StaleError, match="visit was stored meanwhile"):
        Revisions(engine).apply(Revision(analyses=(new,), patient=PatientChange(patient, right)))
    assert Patients(engine).find(patient.code) == patient


@pytest.mark.parametrize("unknown", ["patient", "recordings", "annotations", "analyses"])
def test_a_revision_that_fails_changes_nothing(engine, patient, visit, unknown):
    (recording,) = Visits(engine).find(visit.id).recordings
    stranger = make_visit(patient)
    parts = {
        "patient": PatientChange(patient, replace(patient, name="Grace")),
        "recordings": (replace(recording, mirrored=True),),
        "annotations": (),
        "analyses": (corrected_analysis(engine, visit),),
    }
    parts |= {
        "patient": {"patient": PatientChange(patient, replace(patient, id=uuid4(), code="?"))},
        "recordings": {"recordings": (make_recording(stranger),)},
        "annotations": {"annotations": (Annotation(uuid4(), recording.id, NOON, "Dr A", "x"),)},
        "analyses": {
            "analyses": (
                *parts["analyses"],
                NewAnalysis(
                    make_analysis(visit, (make_recording(stranger),)),
                    (make_landmarks(),),
                    (make_landmarks(),),
                ),
            )
        },
    }[unknown]
    with pytest.raises((InputError, ValueError)):
        Revisions(engine).apply(Revision(**parts))
    found = Visits(engine).find(visit.id)
    assert len(found.analyses) == 1
    assert found.recordings == (recording,)
    assert Patients(engine).find(patient.code) == patient


def test_skipped_exercises_come_back_with_their_reasons(engine, patient):
    store = Visits(engine)
    visit = make_visit(patient, skipped=SKIPPED)
    other = make_visit(patient, day=1, skipped=SKIPPED[1:])
    for kept in (visit, other):
        store.add(kept, ())
    assert [found.visit for found in store.history(patient.id)] == [visit, other]
    changed = replace(visit, skipped=SKIPPED[:1])
    store.update(changed)
    assert [found.visit for found in store.history(patient.id)] == [changed, other]


def test_an_exercise_is_skipped_once_and_for_a_reason(patient):
    with pytest.raises(InputError, match="without a reason"):
        SkippedExercise("snarl", " ")
    with pytest.raises(ValueError, match="twice"):
        make_visit(patient, skipped=(SKIPPED[0], SkippedExercise("snarl", "again")))
