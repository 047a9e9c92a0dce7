"""Every text of the program goes through the report's language; people's own words do not."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from uuid import UUID

import pypdfium2 as pdfium
import pytest

from assessment.grades.forms import HOUSE_BRACKMANN, SUNNYBROOK
from assessment.grades.grade import GradeSource, fill_in
from assessment.grades.wording import grade_line
from assessment.records import (
    AffectedSide,
    DatePrecision,
    SkippedExercise,
    Treatment,
)
from assessment.report.content import Paper
from assessment.report.document import render_report
from assessment.report.language import ENGLISH, Language, Verbatim
from assessment.report.names import USUAL_TREATMENTS

OWN = "Kowalczyk"
"""What people write in these tests; no text of the program holds it."""
WORD = re.compile(r"[A-Za-z]{3,}")
IDS = {"pfnet", "FDR"}


def masked(text: str) -> str:
    return re.sub(r"[A-Za-z]", "x", text)


MASK = Language("x", masked)


@pytest.fixture
def words_of(vera):
    """Gives the words on all pages that were not said in the language."""

    def words(content):
        data = render_report(content, paper=Paper.A4, fonts=vera, language=MASK)
        with pdfium.PdfDocument(data) as pdf:
            text = " ".join(page.get_textpage().get_text_range() for page in pdf)
        return {word for word in WORD.findall(text) if set(word) != {"x"}}

    return words


@pytest.fixture
def own_content(make_content, make_patient):
    """A report in which everything that people can write is the same word."""
    made = make_content(5, break_at=2)
    visit = replace(
        made.visit,
        examiner=OWN,
        site=OWN,
        camera=OWN,
        side_confirmed_by=OWN,
        summary=OWN,
        skipped=(SkippedExercise("lower_teeth", OWN),),
    )
    grades = tuple(
        fill_in(
            scale,
            {item.id: item.choices[0].key for item in scale.items},
            visit_id=visit.id,
            rater=OWN,
            taken_at=visit.taken_at,
            source=GradeSource.SUGGESTION_CONFIRMED if scale is SUNNYBROOK else GradeSource.MANUAL,
        )
        for scale in (HOUSE_BRACKMANN, SUNNYBROOK)
    )
    treatment = Treatment(
        UUID(int=9), UUID(int=1), OWN, dt.date(2026, 2, 1), dt.date(2026, 3, 1),
        product=OWN, dose=OWN, muscles=OWN, side=AffectedSide.LEFT, note=OWN,
    )  # fmt: skip
    usual = replace(treatment, kind=USUAL_TREATMENTS[0])
    return replace(
        made,
        clinic=OWN,
        report_id=OWN,
        software=OWN,
        patient=make_patient(
            code=OWN, name=OWN, diagnosis=OWN, history=OWN, icd10_code="", recurrence_count=1
        ),
        visit=visit,
        history=(*made.history[:-1], replace(made.history[-1], grades=grades)),
        grades=tuple(map(grade_line, grades)),
        treatments=(treatment, usual),
        mirrored=tuple(trial.exercise_id for trial in made.result.trials),
        corrected_by=(OWN,),
    )


def test_all_texts_but_peoples_own_are_said(words_of, own_content):
    assert words_of(own_content) - IDS == {OWN}


@pytest.mark.parametrize(
    "changes",
    [
        {"affected_side": AffectedSide.BILATERAL, "onset_date": None, "birth_date": None},
        {"onset_precision": DatePrecision.MONTH, "consent": None},
    ],
)
def test_so_are_those_of_other_patients(words_of, own_content, changes):
    patient = replace(own_content.patient, **changes)
    assert words_of(replace(own_content, patient=patient)) - IDS == {OWN}


def test_so_are_those_of_a_pseudonymised_report(words_of, own_content):
    assert words_of(replace(own_content, pseudonymised=True)) - IDS == {OWN}


def test_so_are_those_of_a_visit_that_was_not_analysed(words_of, own_content, bare_content):
    bare = replace(
        own_content,
        history=(replace(own_content.history[-1], result=None),),
        stills=(),
        curves=(),
    )
    assert words_of(bare) - IDS == {OWN}
    assert words_of(bare_content) == {"Hemiface"}


def test_own_words_stay_even_where_they_are_words_of_the_program(make_content, make_patient, vera):
    known = {"Smile": "Lächeln", "Diagnosis": "Diagnose", "steroid": "Kortikosteroid"}
    said = Language("de", lambda text: known.get(text, text))
    content = make_content(
        1, patient=make_patient(diagnosis="Smile"), treatments=(
            Treatment(UUID(int=9), UUID(int=1), "steroid", dt.date(2026, 1, 13)),
        )
    )  # fmt: skip
    data = render_report(content, paper=Paper.A4, fonts=vera, language=said)
    with pdfium.PdfDocument(data) as pdf:
        first = " ".join(pdf[0].get_textpage().get_text_range().split())
    assert "Diagnose Smile" in first
    assert "Kortikosteroid" in first
    assert "Lächeln 8 %" in first


def test_the_document_names_its_language(make_content, vera):
    def lang(language):
        return render_report(make_content(1), paper=Paper.A4, fonts=vera, language=language)

    assert b"(de)" in lang(Language("de", str))
    assert b"(en-GB)" in lang(ENGLISH)


def test_sentences_are_said_around_own_words():
    shout = Language("x", str.upper)
    assert shout.fill("by {0} and {1}", Verbatim("me"), "you") == "BY me AND YOU"
    assert shout.join(["a", Verbatim("b")], "; ") == "A; b"
    assert shout.say(shout.say("a")) == "A"
