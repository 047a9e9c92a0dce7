"""Records refuse what cannot be meant, in one sentence that names the field."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.examination import Analysis
from assessment.records import (
    AffectedSide,
    Annotation,
    Consent,
    DatePrecision,
    Patient,
    PointCorrection,
    Recording,
    Treatment,
    Visit,
)
from assessment.validation import folded, normal_code, printable
from core.errors import InputError
from core.landmarks import Side
from tests.assessment.store.examples import make_result

NOON = dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC)
BROKEN = ["a\x00b", "a\nb", "a\tb", "\x1b[31m", "\x7f", "\x85", "a\u2028b", "\ud800"]


def make(kind, /, **others):
    known = {
        Patient: {"id": uuid4(), "code": "P-1", "affected_side": AffectedSide.LEFT},
        Visit: {"id": uuid4(), "patient_id": uuid4(), "taken_at": NOON},
        Consent: {"given_on": dt.date(2026, 1, 1), "version": "1"},
        Treatment: {
            "id": uuid4(),
            "patient_id": uuid4(),
            "kind": "surgery",
            "start": dt.date(2026, 1, 1),
        },
        Annotation: {
            "id": uuid4(),
            "recording_id": uuid4(),
            "created_at": NOON,
            "author": "Dr Example",
        },
        Recording: {
            "id": uuid4(),
            "visit_id": uuid4(),
            "exercise_id": "rest",
            "media": "",
            "sha256": "",
            "original_name": "clip.mp4",
            "mirrored": False,
            "width_px": 1280,
            "height_px": 720,
            "frame_count": 9,
            "duration_s": 0.3,
        },
    }
    return kind(**(known[kind] | others))


@pytest.mark.parametrize(
    ("side", "single"),
    [("left", Side.LEFT), ("right", Side.RIGHT), ("bilateral", None), ("none", None)],
)
def test_only_one_sided_palsy_has_a_side(side, single):
    assert AffectedSide(side).side is single


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        (Patient, "name"),
        (Patient, "diagnosis"),
        (Visit, "examiner"),
        (Visit, "site"),
        (Visit, "camera"),
        (Visit, "side_confirmed_by"),
        (Consent, "version"),
        (Consent, "guardian"),
        (Treatment, "kind"),
        (Treatment, "product"),
        (Treatment, "dose"),
        (Treatment, "muscles"),
        (Treatment, "operator"),
        (Annotation, "author"),
    ],
)
@pytest.mark.parametrize("text", BROKEN)
def test_one_line_means_one_line(kind, name, text):
    with pytest.raises(InputError, match="unprintable character U\\+"):
        make(kind, **{name: text})


@pytest.mark.parametrize(
    ("kind", "name"),
    [(Patient, "history"), (Visit, "summary"), (Treatment, "note"), (Annotation, "text")],
)
def test_paragraphs_may_have_lines_and_tabs_but_nothing_else(kind, name):
    make(kind, **{name: "first line\n\tsecond line"})
    with pytest.raises(InputError, match=r"U\+001B"):
        make(kind, **{name: "\x1b[31m"})
    with pytest.raises(InputError, match="longer than 20000"):
        make(kind, **{name: "x" * 20_001})


@pytest.mark.parametrize(
    "name", ["محمد\u200fx", "क्\u200dष", "O'Brien; DROP TABLE", "𝔘🙂", "x" * 300]
)
def test_names_of_every_script_are_welcome(name):
    assert make(Patient, name=name).name == name


@pytest.mark.parametrize("code", ["", "  ", "a\x00b", "a\nb", "a\u200bb", "x" * 201])
def test_a_code_that_cannot_be_typed_again_is_refused(code):
    with pytest.raises(InputError, match="code"):
        make(Patient, code=code)


@given(text=st.text(max_size=50))
def test_codes_compare_equal_however_they_are_composed(text):
    try:
        code = normal_code(text)
    except InputError:
        return
    assert normal_code(f" {code} ") == code


def test_folding_takes_away_case_and_composition_only():
    assert folded("ÄNNE") == folded("a\u0308nne") == "änne"
    assert folded("Anne") != folded("Änne")


@pytest.mark.parametrize(
    ("given_code", "kept"),
    [("g51.0 ", "G51.0"), ("B02.21", "B02.21"), ("", ""), ("D33.3", "D33.3")],
)
def test_icd10_codes_are_kept_in_capitals(given_code, kept):
    assert make(Patient, icd10_code=given_code).icd10_code == kept


@pytest.mark.parametrize("code", ["Bell's palsy", "51.0", "G51,0", "8B88.0", "G51.0; Q87"])
def test_what_is_no_icd10_code_is_refused(code):
    with pytest.raises(InputError, match="is not an ICD-10 code"):
        make(Patient, icd10_code=code)


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        (Patient, {"birth_date": dt.date(2020, 5, 2), "onset_date": dt.date(2020, 5, 1)}),
        (Patient, {"birth_date": dt.date(1066, 1, 1)}),
        (Patient, {"onset_date": dt.date(3026, 1, 1)}),
        (Consent, {"withdrawn_on": dt.date(2025, 12, 31)}),
        (Consent, {"keep_until": dt.date(2025, 12, 31)}),
        (Treatment, {"end": dt.date(2025, 12, 31)}),
        (Treatment, {"start": dt.date(201, 1, 1)}),
        (Visit, {"taken_at": NOON.replace(year=202)}),
    ],
)
def test_dates_are_possible_and_in_order(kind, fields):
    with pytest.raises(InputError, match=r"date|start|end|time"):
        make(kind, **fields)


@pytest.mark.parametrize(
    ("precision", "onset"),
    [(DatePrecision.MONTH, dt.date(2020, 2, 1)), (DatePrecision.YEAR, dt.date(2020, 1, 1))],
)
def test_an_onset_known_by_month_or_year_may_be_that_of_birth(precision, onset):
    birth = dt.date(2020, 2, 29)
    make(Patient, birth_date=birth, onset_date=onset, onset_precision=precision)
    with pytest.raises(InputError, match="lies before"):
        make(
            Patient,
            birth_date=birth.replace(year=2021, day=1),
            onset_date=onset,
            onset_precision=precision,
        )


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        (Patient, {"outer_canthal_mm": 9.0}),
        (Patient, {"outer_canthal_mm": float("nan")}),
        (Patient, {"recurrence_count": -1}),
        (Visit, {"distance_m": 0.0}),
        (Visit, {"distance_m": float("inf")}),
        (Treatment, {"kind": " "}),
        (Annotation, {"author": ""}),
    ],
)
def test_slips_of_the_pen_are_told(kind, fields):
    with pytest.raises(InputError):
        make(kind, **fields)


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        (Visit, {"taken_at": NOON.replace(tzinfo=None)}),
        (Annotation, {"created_at": NOON.replace(tzinfo=None)}),
        (Annotation, {"corrections": (PointCorrection(1, 0, 0),)}),
        (Annotation, {"frame_index": -1}),
        (Recording, {"media": "0" * 32}),
        (Recording, {"sha256": "0" * 64}),
        (Recording, {"media": "0" * 32, "sha256": "X" * 64}),
        (Recording, {"width_px": 0}),
        (Recording, {"frame_count": -1}),
        (Recording, {"duration_s": float("nan")}),
    ],
)
def test_mistakes_of_the_program_are_bugs(kind, fields):
    with pytest.raises(ValueError, match=r"\w"):
        make(kind, **fields)


@pytest.mark.parametrize("fields", [(68, 0.0, 0.0), (-1, 0.0, 0.0), (1, float("nan"), 0.0)])
def test_only_landmarks_can_be_corrected(fields):
    with pytest.raises(ValueError, match=r"\w"):
        PointCorrection(*fields)


def test_names_of_files_are_kept_readable():
    recording = make(Recording, original_name="smile\x1b[31m\ud800\n.mp4")
    assert recording.original_name == "smile\ufffd[31m\ufffd\ufffd.mp4"
    assert printable("Lächeln 1.mp4") == "Lächeln 1.mp4"


def test_an_analysis_knows_the_recording_of_every_trial():
    analysis = Analysis(uuid4(), uuid4(), NOON, "0.1.0", (uuid4(),), make_result("rest"))
    with pytest.raises(ValueError, match="1 trials come from 0 recordings"):
        replace(analysis, recording_ids=())
    with pytest.raises(ValueError, match="time zone"):
        replace(analysis, created_at=NOON.replace(tzinfo=None))
