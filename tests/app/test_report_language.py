"""The German report holds no English, and nothing of it is cut."""

from __future__ import annotations

import re
from dataclasses import replace

import pypdfium2 as pdfium
import pytest

from app.languages import ENGLISH, report_language
from app.reporting import gather
from assessment.grades.forms import SCALES
from assessment.grades.grade import fill_in
from assessment.records import AffectedSide, DatePrecision, SkippedExercise
from assessment.report.content import Paper, Still
from assessment.report.document import render_report
from assessment.report.fonts import load_fonts
from assessment.store.library import open_library
from tests.app.alike import ALLOWED, POINTED, WORD
from tests.app.gui.demo import add_demo


def words_in(text):
    return {word.lower() for word in WORD.findall(text)}


ALIKE = ALLOWED | words_in(
    # Journals, authors and their numbers; then words and signs that German has as well.
    "Brazilian Journal of Otorhinolaryngology Frontiers in Ophthalmology Picard Tanikawa PMC "
    "absolute Band Jan Lid MDC Median Norm orange Retest SE₁² SE₂² SHA Test Version"
)
VERSIONS = {"1.0", "1.1", "2.0"}


@pytest.fixture(scope="module")
def content(tmp_path_factory):
    """The demo patient's third visit with two grades that do not match, and every scale."""
    with open_library(tmp_path_factory.mktemp("library")) as library:
        patient = add_demo(library, visits=3)
        visit = library.visits.history(patient.id)[-1].visit
        for scale in SCALES.values():
            best = {item.id: first_answer(item) for item in scale.items}
            kept = {"visit_id": visit.id, "rater": "R. R.", "taken_at": visit.taken_at}
            library.grades.add(fill_in(scale, best, **kept))
        found = gather(library, patient, clinic="", pseudonymised=False, visit_number=None)
    # What people and machines are called is no matter of language.
    visit = replace(found.visit, camera="", side_confirmed_by="")
    result = replace(found.result, model="x@1")
    history = (*found.history[:-1], replace(found.history[-1], result=result))
    return replace(found, report_id="R-1", visit=visit, history=history)


def first_answer(item):
    return item.choices[0].key if item.choices else item.lower


def variants(content):
    """The report as it is, and what it says when less is known or more went wrong."""
    trials = content.result.trials
    yield content
    yield replace(content, pseudonymised=True)
    yield replace(
        content,
        patient=replace(content.patient, affected_side=AffectedSide.BILATERAL),
        mirrored=tuple(trial.exercise_id for trial in trials),
        corrected_by=("R. R.",),
        stills=(Still(trials[1].exercise_id, peak=content.stills[0].rest),),
        visit=replace(content.visit, skipped=(SkippedExercise("speech", "R. R."),)),
    )
    yield replace(
        content,
        patient=replace(
            content.patient,
            onset_precision=DatePrecision.MONTH,
            consent=None,
            birth_date=None,
            diagnosis="",
        ),
        history=content.history[-1:],
        grades=(),
        treatments=(),
        curves=(),
        stills=(),
    )
    yield replace(
        content, history=(replace(content.history[-1], result=None),), stills=(), curves=()
    )


def text_of(content, code, paper=Paper.A4):
    data = render_report(content, paper=paper, fonts=load_fonts(), language=report_language(code))
    with pdfium.PdfDocument(data) as pdf:
        return " ".join(page.get_textpage().get_text_range() for page in pdf)


def test_no_english_word_stands_in_the_german_report(content):
    for one in variants(content):
        german, english = text_of(one, "de"), text_of(one, ENGLISH)
        alike = words_in(german) & words_in(english) - ALIKE
        assert alike == set()


def test_numbers_have_the_comma_and_dates_the_german_form(content):
    german = " ".join(text_of(content, "de").split())
    assert set(POINTED.findall(german)) <= VERSIONS
    assert re.search(r"\d,\d mm", german)
    day = content.visit.taken_at
    assert f"Untersuchung vom {day.day}. " in german
    assert f" {day.year}" in german


@pytest.mark.parametrize("paper", list(Paper))
def test_no_word_is_cut_in_the_heads_of_its_tables(content, paper):
    german = text_of(content, "de", paper).split()
    heads = ("Verhältnis", "95-%-Intervall", "Änderung", "Weggedreht", "Unsicher", "Gemessen")
    assert {head for head in heads if head not in german} == set()


def test_the_patient_is_told_in_german_when_not_to_wait(content):
    german = " ".join(text_of(content, "de").split())
    assert "ist ein Notfall: sofort den Notruf wählen" in german
    assert "kein Medizinprodukt" in german
