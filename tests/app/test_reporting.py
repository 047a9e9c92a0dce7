"""What a report is gathered from: the clinic's clock, consent, and only what was known by then."""

from __future__ import annotations

import datetime as dt
import time
from dataclasses import replace
from uuid import uuid4

import pytest

from app.reporting import gather
from assessment.grades.forms import HOUSE_BRACKMANN
from assessment.grades.grade import fill_in
from assessment.records import AffectedSide, Consent, Treatment
from assessment.store.library import Clip, open_library
from core.errors import KnownError
from tests.assessment.store.examples import (
    make_analysis,
    make_landmarks,
    make_patient,
    make_recording,
    make_visit,
)

LATE_UTC = dt.datetime(2026, 3, 1, 22, 30, tzinfo=dt.UTC)


@pytest.fixture
def clinic_in_auckland(monkeypatch):
    """UTC+13 in March, whatever the clock of this machine."""
    monkeypatch.setenv("TZ", "NZDT-13")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.fixture
def library(tmp_path):
    with open_library(tmp_path / "data") as opened:
        yield opened


@pytest.fixture
def patient(library):
    person = make_patient()
    library.patients.add(person)
    return person


def add_visit(library, patient, taken_at, *, mirrored=False, source=None, **changes):
    visit = replace(make_visit(patient), taken_at=taken_at)
    clip = replace(make_recording(visit), mirrored=mirrored)
    analysis = make_analysis(visit, (clip,), **changes)
    library.add_visit(visit, [Clip(clip, source)], analysis, landmarks=[make_landmarks()])
    return visit


def gathered(library, patient, visit_number=None):
    return gather(library, patient, clinic="", pseudonymised=False, visit_number=visit_number)


@pytest.mark.usefixtures("clinic_in_auckland")
def test_times_are_those_of_the_clinic(library, patient):
    add_visit(library, patient, LATE_UTC)
    content = gathered(library, patient)
    for taken_at in (content.visit.taken_at, content.history[0].taken_at):
        assert taken_at == LATE_UTC
        assert taken_at.isoformat() == "2026-03-02T11:30:00+13:00"


@pytest.mark.usefixtures("clinic_in_auckland")
def test_treatments_after_the_reported_visit_are_left_out(library, patient):
    add_visit(library, patient, LATE_UTC)
    add_visit(library, patient, LATE_UTC + dt.timedelta(days=30))
    for day in (1, 2, 3):
        library.treatments.add(
            Treatment(uuid4(), patient.id, "steroid", dt.date(2026, 3, day), dose=str(day))
        )
    doses = [given.dose for given in gathered(library, patient, 1).treatments]
    assert doses == ["1", "2"]
    assert len(gathered(library, patient, 2).treatments) == 3


def test_without_consent_no_recording_is_opened(library, tmp_path):
    """The stored file is no video, so looking into it would fail."""
    no_video = tmp_path / "clip.mp4"
    no_video.write_bytes(b"no video")
    silent = make_patient("P-2")
    willing = make_patient("P-3", consent=Consent(dt.date(2026, 3, 1), "1"))
    for person in (silent, willing):
        library.patients.add(person)
        add_visit(library, person, LATE_UTC, source=no_video)
    assert gathered(library, silent).stills == ()
    with pytest.raises(KnownError):
        gathered(library, willing)


def test_mirrored_recordings_are_named(library, patient):
    add_visit(library, patient, LATE_UTC, mirrored=True)
    assert gathered(library, patient).mirrored == ("rest",)


def test_another_affected_side_breaks_the_history(library, patient):
    add_visit(library, patient, LATE_UTC)
    library.patients.update(replace(patient, affected_side=AffectedSide.RIGHT))
    add_visit(library, patient, LATE_UTC + dt.timedelta(days=9), affected=AffectedSide.RIGHT)
    content = gathered(library, patient)
    assert content.history[1].break_reason == "the affected side differs"
    assert content.side_differs


def test_every_visit_brings_its_grades(library, patient):
    for day in (0, 30):
        visit = add_visit(library, patient, LATE_UTC + dt.timedelta(days=day))
        library.grades.add(
            fill_in(
                HOUSE_BRACKMANN,
                {HOUSE_BRACKMANN.items[0].id: "IV" if day == 0 else "III"},
                visit_id=visit.id,
                rater="Dr A. Fell",
                taken_at=visit.taken_at,
            )
        )
    content = gathered(library, patient)
    values = [list(grade.values.values()) for visit in content.history for grade in visit.grades]
    assert values == [["IV"], ["III"]]
    assert [line.scale for line in content.grades] == [HOUSE_BRACKMANN.name]
