"""What somebody else changes while a visit is analysed anew is neither lost nor mixed in."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.reanalysis import change_mirroring, change_patient, exchange_sides, save_corrections
from assessment.edit_list import edit_of
from assessment.records import AffectedSide, PointCorrection
from core.errors import StaleError
from core.landmarks import COMMISSURE
from core.progress import CancelToken, ignore_progress


def correct_side(library, before, after, progress=ignore_progress):
    change_patient(
        library, before, after, by="Dr A", reason="", progress=progress, cancel=CancelToken()
    )


def test_corrections_and_exchanged_sides_at_once_never_mix(library, add_patient, add_visit):
    patient = add_patient()
    before = add_visit(patient)
    keys = [recording.id for recording in before.recordings]
    placed = PointCorrection(COMMISSURE[1], 200.0, 300.0)
    edit = edit_of(keys[1], 17, placed, author="Dr A")
    after = change_mirroring(library, patient, before, keys, by="Dr A", reason="")
    with pytest.raises(StaleError):
        save_corrections(library, patient, before, [edit], by="Dr A")
    assert library.visits.find(before.visit.id) == after
    assert library.annotations.of_recording(edit.recording_id) == ()
    with pytest.raises(StaleError):
        change_mirroring(library, patient, before, keys, by="Dr A", reason="")


def test_sides_are_not_exchanged_back_by_somebody_who_has_not_seen_it(
    library, add_patient, add_visit
):
    patient = add_patient()
    add_visit(patient)
    (seen,) = library.visits.listed(patient.id)
    exchange_sides(library, patient, seen, by="Dr A")
    with pytest.raises(StaleError, match="exchanged meanwhile"):
        exchange_sides(library, patient, seen, by="Dr B")
    (now,) = library.visits.listed(patient.id)
    assert all(recording.mirrored for recording in now.recordings)


def test_a_side_corrected_while_a_visit_is_stored_is_told_to_be_corrected_again(
    library, add_patient, add_visit
):
    patient = add_patient()
    add_visit(patient)
    right = replace(patient, affected_side=AffectedSide.RIGHT)

    def store_another(*_):
        if len(library.visits.history(patient.id)) == 1:
            add_visit(patient, day=9)

    with pytest.raises(StaleError, match="stored meanwhile"):
        correct_side(library, patient, right, progress=store_another)
    assert library.patients.find(patient.code) == patient
    correct_side(library, patient, right)
    assert library.patients.find(patient.code) == right
    sides = {one.latest.result.affected for one in library.visits.history(patient.id)}
    assert sides == {AffectedSide.RIGHT}


def test_what_is_changed_just_before_a_corrected_side_is_kept_stays(
    library, add_patient, add_visit, monkeypatch
):
    patient = add_patient()
    add_visit(patient)
    apply = library.revisions.apply

    def overtaken(revision):
        library.patients.update(replace(patient, name="Ada"))
        apply(revision)

    monkeypatch.setattr(library.revisions, "apply", overtaken)
    correct_side(library, patient, replace(patient, affected_side=AffectedSide.RIGHT))
    kept = library.patients.find(patient.code)
    assert (kept.affected_side, kept.name) == (AffectedSide.RIGHT, "Ada")
