"""What is deleted is gone, rows and files; what cannot be deleted whole stays whole."""

from __future__ import annotations

import datetime as dt
from uuid import uuid4

import pytest
import sqlalchemy as sa

from assessment.grades.grade import Grade, GradeSource
from assessment.records import Annotation, Consent, SkippedExercise, Treatment
from assessment.store import removal
from assessment.store.library import DATABASE_FILE, Clip, open_library
from assessment.store.media import MediaStore
from assessment.store.patients import Patients
from assessment.store.removal import Removals
from assessment.store.tables import metadata
from assessment.store.visits import Visits
from core.errors import InputError, StoreError
from tests.assessment.store.examples import (
    NOON,
    make_analysis,
    make_landmarks,
    make_patient,
    make_recording,
    make_visit,
)

DAY = dt.date(2026, 3, 1)


def add_patient(library, code="P-1"):
    patient = make_patient(code, name=f"Ada of {code}", consent=Consent(given_on=DAY, version="1"))
    library.patients.add(patient)
    library.treatments.add(Treatment(uuid4(), patient.id, "steroid", DAY))
    return patient


def add_visit(library, patient, source, *, day=0):
    visit = make_visit(patient, day=day, skipped=(SkippedExercise("snarl", "painful"),))
    clip = make_recording(visit, "smile_open")
    library.add_visit(
        visit, [Clip(clip, source)], make_analysis(visit, (clip,)), landmarks=[make_landmarks()]
    )
    grade = Grade(
        id=uuid4(),
        visit_id=visit.id,
        taken_at=NOON,
        scale="house_brackmann",
        version="1",
        values={"grade": "IV"},
        totals={},
        rater="Dr Example",
        blinded=False,
        source=GradeSource.MANUAL,
        note="",
    )
    library.grades.add(grade)
    library.annotations.add(Annotation(uuid4(), clip.id, NOON, "Dr Example", "twitches"))
    return visit


def row_counts(library):
    """How many rows every table has."""
    with library.visits._engine.connect() as connection:
        return {
            table.name: connection.scalar(sa.select(sa.func.count()).select_from(table))
            for table in metadata.sorted_tables
        }


def media_files(folder):
    return [path for path in (folder / "media").rglob("*") if path.is_file()]


def test_a_deleted_visit_is_gone_with_its_files_and_the_other_stays(library, folder, clip_file):
    patient = add_patient(library)
    kept = add_visit(library, patient, clip_file)
    before = row_counts(library), library.media.names(), library.visits.find(kept.id)
    doomed = add_visit(library, patient, clip_file, day=7)
    assert row_counts(library) != before[0]
    library.removals.visit(doomed.id)
    assert (row_counts(library), library.media.names(), library.visits.find(kept.id)) == before
    assert len(media_files(folder)) == 1
    with pytest.raises(InputError, match="no visit"):
        library.visits.find(doomed.id)


def test_a_deleted_patient_leaves_no_row_and_no_file(library, folder, clip_file):
    other = add_patient(library, "P-2")
    add_visit(library, other, clip_file)
    before = row_counts(library), library.media.names()
    patient = add_patient(library)
    for day in (0, 7):
        add_visit(library, patient, clip_file, day=day)
    library.removals.patient(patient.id)
    assert (row_counts(library), library.media.names()) == before
    assert [one.code for one in library.patients.listed()] == ["P-2"]
    library.removals.patient(patient.id)
    assert (row_counts(library), library.media.names()) == before


def test_every_table_is_emptied_with_the_last_patient(library, clip_file):
    """A table added later must not be forgotten here."""
    patient = add_patient(library)
    add_visit(library, patient, clip_file)
    assert all(row_counts(library).values())
    library.removals.patient(patient.id)
    assert not any(row_counts(library).values())


def test_nothing_of_the_patient_can_be_read_from_the_closed_database(folder, clip_file):
    with open_library(folder) as library:
        patient = add_patient(library, "SECRET-7")
        add_visit(library, patient, clip_file)
    assert b"SECRET-7" in (folder / DATABASE_FILE).read_bytes()
    with open_library(folder) as library:
        library.removals.patient(patient.id)
    for path in folder.rglob("*"):
        assert not path.is_file() or b"SECRET-7" not in path.read_bytes()


def test_a_failing_database_leaves_rows_and_files(library, folder, clip_file, monkeypatch):
    patient = add_patient(library)
    visit = add_visit(library, patient, clip_file)
    before = row_counts(library)

    def fail(connection, patient_id):
        raise StoreError("The disk is full.")

    monkeypatch.setattr(removal, "_delete_patient", fail)
    with pytest.raises(StoreError, match="full"):
        library.removals.patient(patient.id)
    assert row_counts(library) == before
    (recording,) = library.visits.find(visit.id).recordings
    assert library.media.verify(recording.media, recording.sha256)
    assert [path.parent.name for path in media_files(folder)] == ["media"]


def test_a_file_that_is_in_use_keeps_the_visit(library, folder, clip_file, monkeypatch):
    patient = add_patient(library)
    visit = add_visit(library, patient, clip_file)

    def refuse(names):
        raise StoreError("A recording cannot be removed: in use.")

    monkeypatch.setattr(library.media, "set_aside", refuse)
    with pytest.raises(StoreError, match="in use"):
        library.removals.visit(visit.id)
    (recording,) = library.visits.find(visit.id).recordings
    assert library.media.verify(recording.media, recording.sha256)


def test_a_file_that_could_not_go_goes_at_the_next_start(folder, clip_file, monkeypatch):
    with open_library(folder) as library:
        visit = add_visit(library, add_patient(library), clip_file)

        def refuse(name):
            raise StoreError("A recording cannot be removed: in use.")

        monkeypatch.setattr(library.media, "delete", refuse)
        library.removals.visit(visit.id)
        assert library.visits.media() == frozenset()
    assert media_files(folder)
    with open_library(folder):
        assert media_files(folder) == []


@pytest.mark.parametrize("after_commit", [False, True])
def test_who_is_killed_leaves_all_or_nothing(folder, clip_file, monkeypatch, after_commit):
    class Killed(BaseException):
        """Ends everything where it stands."""

    def die(*_):
        raise Killed

    with open_library(folder) as library:
        visit = add_visit(library, add_patient(library), clip_file)
        monkeypatch.setattr(Removals, "_settle", lambda *_: None)  # nothing runs after a kill
        with monkeypatch.context() as kill:
            if after_commit:
                kill.setattr(MediaStore, "delete", die)
            else:
                kill.setattr(removal, "_delete_visits", die)
            with pytest.raises(Killed):
                library.removals.visit(visit.id)
        assert [path.parent.name for path in media_files(folder)] == ["pending"]
    with open_library(folder) as library:
        if after_commit:
            assert media_files(folder) == []
            assert library.visits.media() == frozenset()
        else:
            (recording,) = library.visits.find(visit.id).recordings
            assert library.media.verify(recording.media, recording.sha256)
            assert [path.parent.name for path in media_files(folder)] == ["media"]


def test_a_recording_whose_file_is_lost_can_be_deleted(library, folder, clip_file):
    visit = add_visit(library, add_patient(library), clip_file)
    for path in media_files(folder):
        path.unlink()
    library.removals.visit(visit.id)
    assert library.visits.media() == frozenset()


def test_rows_go_in_the_order_that_every_database_asks_for(engine, tmp_path):
    (tmp_path / "media").mkdir()
    patient = make_patient("P-9")
    Patients(engine).add(patient)
    visit = make_visit(patient)
    clip = make_recording(visit)
    Visits(engine).add(visit, (clip,), make_analysis(visit, (clip,)), landmarks=[make_landmarks()])
    Removals(engine, MediaStore(tmp_path / "media")).patient(patient.id)
    assert Patients(engine).all() == ()
    assert Visits(engine).history(patient.id) == ()
