"""`hemiface report`: the language of the PDF."""

from __future__ import annotations

import pypdfium2 as pdfium
import pytest
import typer
from typer.testing import CliRunner

from app.cli.report import report
from core.errors import InputError


@pytest.fixture
def write(library, add_patient, add_visit, tmp_path):
    add_visit(add_patient("P-7"), exercises=("rest",))
    app = typer.Typer()
    app.command()(report)
    path = tmp_path / "report.pdf"

    def run(*options):
        words = ["P-7", "--out", str(path), "--library", str(tmp_path / "library"), *options]
        return CliRunner().invoke(app, words)

    return run, path


def first_page(path):
    with pdfium.PdfDocument(path) as pdf:
        return pdf[0].get_textpage().get_text_range()


@pytest.mark.parametrize(
    ("options", "title"),
    [((), "Facial movement report"), (("--language", "de"), "Bericht zur Gesichtsbewegung")],
)
def test_the_report_is_in_english_or_the_language_asked_for(write, options, title):
    run, path = write
    assert run(*options).exit_code == 0
    assert title in first_page(path)


def test_a_language_that_is_not_there_writes_nothing(write):
    run, path = write
    assert isinstance(run("--language", "xx").exception, InputError)
    assert not path.exists()
