"""What every translation must keep to, and that German is complete."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from PySide6.QtCore import QLocale, Qt

from app.capture.steps import WORDS
from app.gui import words
from app.gui.i18n import install_language
from app.gui.widgets.fields import NumberField
from app.phrases import FILE as PATTERNS
from assessment.protocol import EXERCISES
from assessment.report.names import USUAL_TREATMENTS
from core.paths import resource
from installer.translate import catalogue_texts, renew

FILES = sorted(resource("i18n").glob("*.ts"))
PLACE = re.compile(r"\{[^}]*\}")


@pytest.fixture
def english_again(qapp):
    yield
    install_language(qapp, "en")


def messages(path: Path):
    tree = ET.parse(path)  # noqa: S314 - our own file
    for context in tree.getroot().findall("context"):
        for message in context.findall("message"):
            translation = message.find("translation")
            if translation.get("type") != "unfinished":
                yield message.findtext("source"), translation.text or ""


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_translation_keeps_the_places_of_its_source(path):
    for source, translation in messages(path):
        assert sorted(PLACE.findall(source)) == sorted(PLACE.findall(translation)), source
        assert translation.strip(), source


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_compiled_file_is_that_of_the_sentences(path, tmp_path):
    tool = Path(sys.executable).with_name("pyside6-lrelease")
    compiled = tmp_path / "compiled.qm"
    subprocess.run([tool, path, "-qm", compiled], check=True, capture_output=True)
    assert compiled.read_bytes() == path.with_suffix(".qm").read_bytes()


def test_german_has_all_texts_of_the_program(tmp_path):
    """`make translations` would change nothing."""
    target = tmp_path / "hemiface_de.ts"
    shutil.copy(resource("i18n", target.name), target)
    renew(tmp_path, ["de"])
    sources = {source for source, _ in messages(target)}
    assert sources == {source for source, _ in messages(resource("i18n", target.name))}
    assert 'type="unfinished"' not in target.read_text("utf-8")
    assert (tmp_path / PATTERNS).read_text("utf-8") == resource("i18n", PATTERNS).read_text("utf-8")


def test_texts_for_people_are_found_in_the_sources_and_others_are_not():
    found = set(catalogue_texts())
    assert {"no blink was found", "the clip has only {0} frames", "it was not recorded"} <= found
    assert {"AI {0}", "A recording cannot be read: {0}.", "The video"} <= found
    assert not [text for text in found if text.startswith(("PRAGMA", "excursion_ratio", "_"))]


def test_the_window_speaks_german_and_english_again(qapp, english_again):
    install_language(qapp, "de")
    assert words.exercise_name("brow_raise") == "Brauen heben"
    assert words.side_words()["left"] == "links"
    assert QLocale().decimalPoint() == ","
    install_language(qapp, "en")
    assert words.exercise_name("brow_raise") == EXERCISES["brow_raise"].name
    assert qapp.layoutDirection() is Qt.LayoutDirection.LeftToRight


@pytest.mark.parametrize(
    ("english", "german"),
    [
        ("Brow raise: ratio BH", "Brauen heben: Verhältnis BH"),
        ("the clip has only 3 frames", "der Clip hat nur 3 Bilder"),
        ("Resting nonsense, never said", "Resting nonsense, never said"),
        (
            "Brow raise: Lid opening, signed (PFHs), at rest, patient's left",
            "Brauen heben: Lidöffnung, mit Vorzeichen (PFHs), in Ruhe, linke Seite des Patienten",
        ),
        ("not compared: the camera differs", "nicht verglichen: andere Kamera"),
        ("62 % (54 to 70)", "62 % (54 bis 70)"),
        ("0.081 OCW (95 % interval 0.071 to 0.091; 1 observation)",
         "0,081 OCW (95-%-Intervall 0,071 bis 0,091; 1 Beobachtung)"),
        ("A recording cannot be read: the disk is full.",
         "Eine Aufnahme kann nicht gelesen werden: der Datenträger ist voll."),
        ("The outer-canthal width of 400.5 mm is not between 60 and 140 mm.",
         "„Abstand der äußeren Lidwinkel“ von 400,5 mm liegt nicht zwischen 60 und 140 mm."),
        (("excursion ratio of BH 17.9 % (95 % interval 17.5 to 18.4); "
         "levels 2 to 5 from 15, 35, 60 and 85 %"),
         ("Auslenkungsverhältnis von BH 17,9 % (95-%-Intervall 17,5 bis 18,4); "
         "Stufen 2 bis 5 ab 15, 35, 60 und 85 %")),
    ],
)  # fmt: skip
def test_what_was_composed_elsewhere_is_said_in_german(qapp, english_again, english, german):
    install_language(qapp, "de")
    assert words.catalogue(english) == german
    install_language(qapp, "en")
    assert words.catalogue(english) == english


@pytest.mark.parametrize("asked", [asked for asked in WORDS.values() if asked])
def test_the_patient_is_told_what_to_do_in_german(qapp, english_again, asked):
    install_language(qapp, "de")
    assert words.catalogue(asked) not in {asked, words.catalogue("Blink")}


def test_numbers_are_written_and_read_with_the_comma(qapp, english_again, qtbot):
    install_language(qapp, "de")
    field = NumberField("Abstand")
    qtbot.addWidget(field)
    field.set_number(91.125)
    assert (field.text(), words.number(1234.5, 1)) == ("91,125", "1234,5")
    for typed, meant in (("91,5", 91.5), ("91.125", 91.125), ("1234", 1234.0)):
        field.setText(typed)
        assert field.number() == meant


def test_the_treatments_of_the_form_are_those_that_reports_translate(qapp):
    assert set(words.treatment_words()) == set(USUAL_TREATMENTS)


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.0, "0.00"), (-0.001, "0.00"), (0.004, "0.00"), (0.02, "+0.02"), (-1.5, "−1.50")],
)
def test_a_signed_number_has_a_true_sign_and_zero_has_none(qapp, value, text):
    assert words.number(value, 2, signed=True) == text


@pytest.mark.parametrize("value", [0.4, 0.5, 0.6, 2.5])
def test_a_sign_stands_before_whatever_is_not_shown_as_0(qapp, value):
    text = words.number(value, 0, signed=True)
    assert text.startswith("+") is (text != "0")
