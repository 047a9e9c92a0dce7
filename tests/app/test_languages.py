"""Languages are those that have their files, and are read without Qt."""

from __future__ import annotations

import subprocess
import sys

import pytest

from app import languages as module
from app.languages import languages, report_language
from core.errors import InputError
from core.paths import resource

FRENCH = """<?xml version="1.0" encoding="utf-8"?>
<TS version="2.1" language="fr">
<context><name>catalogue</name>
<message><source>Smile</source><translation>Sourire</translation></message>
<message><source>0.5</source><translation>0,5</translation></message>
<message><source>Snarl</source><translation type="unfinished"></translation></message>
</context>
<context><name>MainWindow</name>
<message><source>Report</source><translation>Rapport</translation></message>
</context>
</TS>
"""


@pytest.fixture
def french(tmp_path, monkeypatch):
    (tmp_path / "hemiface_fr.qm").touch()
    (tmp_path / "hemiface_fr.ts").write_text(FRENCH, "utf-8")
    (tmp_path / "hemiface_it.qm").touch()
    monkeypatch.setattr(module.paths, "resource", lambda _folder, *parts: tmp_path.joinpath(*parts))
    monkeypatch.setattr(module, "patterns", lambda: ())
    yield
    report_language.cache_clear()


def test_english_and_what_has_its_files_can_be_chosen():
    names = {path.stem.removeprefix("hemiface_") for path in resource("i18n").glob("*.qm")}
    assert languages() == ("en", *sorted(names))
    assert "de" in languages()


def test_a_further_language_needs_its_two_files_and_nothing_else(french):
    assert languages() == ("en", "fr")
    said = report_language("fr").say
    assert (said("Smile"), said("1.5 mm"), said("Snarl")) == ("Sourire", "1,5 mm", "Snarl")
    assert said("Report") == "Report"


@pytest.mark.parametrize(
    ("english", "german"),
    [
        ("4 March 2026", "4. März 2026"),
        ("4 Sep 2026", "4. Sept. 2026"),
        ("March 2026 (about 6 months earlier)", "März 2026 (etwa 6 Monate zuvor)"),
        ("13 Jan 2026 to 1 May 2026", "13. Jan. 2026 bis 1. Mai 2026"),
        ("54 years (born 30 August 1971), female", "54 Jahre (geboren 30. August 1971), weiblich"),
        ("Eye closure: excursion PFHs", "Lidschluss: Auslenkung PFHs"),
        ("−1.3 mm", "−1,3 mm"),
        ("Patient's left", "Linke Seite des Patienten"),
        ("within measurement error", "innerhalb des Messfehlers"),
    ],
)
def test_a_report_speaks_german(english, german):
    assert report_language("de").say(english) == german
    assert report_language("en").say(english) == english


def test_a_language_that_is_not_there_is_told():
    with pytest.raises(InputError, match="There is no language xx; there are en, de"):
        report_language("xx")


def test_qt_is_not_needed():
    code = (
        "import sys; from app.languages import report_language; "
        "assert report_language('de').say('Smile') == 'Lächeln'; "
        "assert not [name for name in sys.modules if name.startswith('PySide6')]"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
