"""Patients, treatments and grades from the command line; what people type is never markup."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pypdfium2

from app.cli.main import Exit
from assessment.store.library import open_library

PATIENT = "P-001"
Command = Callable[..., tuple[int, str, str]]


def test_a_grade_is_stored_and_printed_in_the_report(
    library: Path, tmp_path: Path, hemiface: Command
) -> None:
    code, out, _ = hemiface(
        *("grade", PATIENT, "house_brackmann", "grade=V", "--rater", "Dr Example"),
        *("--library", library),
    )
    assert code == Exit.DONE
    assert "stored for visit 1" in out
    report = tmp_path / "report.pdf"
    assert hemiface("report", PATIENT, "--out", report, "--library", library)[0] == Exit.DONE
    document = pypdfium2.PdfDocument(report)
    text = "".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    assert "clinician-entered" in text
    assert "Dr Example" in text


def test_a_wrong_answer_is_refused_and_nothing_is_stored(library: Path, hemiface: Command) -> None:
    for answers in (["grade=VII"], ["colour=blue"], ["grade"]):
        code, _, told = hemiface(
            *("grade", PATIENT, "house_brackmann", *answers, "--rater", "R", "--library", library)
        )
        assert code == Exit.KNOWN
        assert len(told.strip().splitlines()) == 1
    with open_library(library) as store:
        (visit,) = store.visits.history(store.patients.find(PATIENT).id)
        assert store.grades.of_visit(visit.visit.id) == ()


def test_a_form_is_listed_when_no_answers_are_given(hemiface: Command) -> None:
    code, out, _ = hemiface("grade", PATIENT, "sunnybrook")
    assert code == Exit.DONE
    assert "voluntary_smile_open" in out


def test_a_treatment_is_stored_with_its_dates(library: Path, hemiface: Command) -> None:
    arguments = ("patient", "treat", PATIENT, "steroid", "--library", library)
    assert hemiface(*arguments, "--start", "soon")[0] == Exit.KNOWN
    assert hemiface(*arguments, "--start", "2026-01-09", "--end", "2026-01-05")[0] == Exit.KNOWN
    assert hemiface(*arguments, "--start", "2026-01-05", "--end", "2026-01-09")[0] == Exit.DONE
    with open_library(library) as store:
        (treatment,) = store.treatments.of_patient(store.patients.find(PATIENT).id)
    assert treatment.kind == "steroid"


def test_names_are_printed_as_typed(tmp_path: Path, hemiface: Command) -> None:
    library = tmp_path / "library"
    for code_of_patient in ("A [/i]", "B :100:"):
        code, _, _ = hemiface(
            *("patient", "add", code_of_patient, "--affected", "left", "--library", library),
            *("--name", "[bold]Zoë[/bold] \u05d3\u05d5\u05d3"),
        )
        assert code == Exit.DONE
    code, out, _ = hemiface("patient", "list", "--library", library)
    assert code == Exit.DONE
    assert "A [/i]" in out
    assert "B :100:" in out
    assert "[bold]" in out


def test_a_code_can_be_given_only_once(tmp_path: Path, hemiface: Command) -> None:
    arguments = ("patient", "add", "X", "--affected", "right", "--library", tmp_path / "library")
    assert hemiface(*arguments)[0] == Exit.DONE
    code, _, told = hemiface(*arguments)
    assert code == Exit.KNOWN
    assert "X" in told


def test_the_demo_does_not_delete_a_folder_it_did_not_make(
    tmp_path: Path, hemiface: Command
) -> None:
    mine = tmp_path / "library" / "mine.txt"
    mine.parent.mkdir()
    mine.write_text("keep me")
    code, _, told = hemiface("demo", "--out", tmp_path)
    assert code == Exit.KNOWN
    assert "not made by the demo" in told
    assert mine.read_text() == "keep me"
