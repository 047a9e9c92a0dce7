from __future__ import annotations

import pytest

from app.report_preview import PAGE_WIDTH_PX, ReportOptions, prepare_report, save_preview
from assessment.report.content import Paper
from core.errors import ReportError
from core.progress import Cancelled, CancelToken, ignore_progress


@pytest.fixture
def make(library, add_patient, add_visit):
    patient = add_patient("P-7", name="Erika Muster")
    add_visit(patient)

    def run(options=ReportOptions(), *, progress=ignore_progress, cancel=None):  # noqa: B008 - frozen
        return prepare_report(
            library, patient, 1, options, progress=progress, cancel=cancel or CancelToken()
        )

    return run


def words(preview):
    return " ".join(page.text for page in preview.pages)


def test_the_pages_are_those_of_the_pdf(make):
    steps = []
    made = make(progress=lambda done, total, what: steps.append(what))
    assert made.data.startswith(b"%PDF")
    assert f"Page 1/{len(made.pages)}" in made.pages[0].text
    assert "Erika Muster" in words(made)
    assert made.name.startswith("report-2026-01-01-")
    assert {"Laying out the report", "Drawing the pages"} <= set(steps)
    assert {page.image.shape[1] for page in made.pages} == {PAGE_WIDTH_PX}


def test_a_pseudonymised_report_names_nobody(make):
    text = words(make(ReportOptions(pseudonymised=True)))
    assert "P-7" in text
    assert "Erika" not in text


def test_paper_and_clinic_are_as_chosen(make):
    a4, letter = make(), make(ReportOptions(Paper.LETTER, clinic="Klinik am See"))
    assert letter.pages[0].image.shape[0] < a4.pages[0].image.shape[0]
    assert "Klinik am See" in words(letter)


def test_it_stops_when_asked(make):
    cancel = CancelToken()
    with pytest.raises(Cancelled):
        make(progress=lambda *_told: cancel.cancel(), cancel=cancel)


def test_what_is_saved_is_what_was_seen(make, tmp_path):
    made = make()
    path = tmp_path / "report.pdf"
    assert save_preview(made, path, progress=ignore_progress, cancel=CancelToken()) == path
    assert path.read_bytes() == made.data


def test_a_place_that_cannot_be_written_is_told(make, tmp_path):
    with pytest.raises(ReportError):
        save_preview(
            make(), tmp_path / "no" / "r.pdf", progress=ignore_progress, cancel=CancelToken()
        )
