"""What every translation must keep to; whether one is complete is told by its own test."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from PySide6.QtCore import QLocale, Qt

from app.gui import words
from app.gui.i18n import install_language
from app.preferences import Language
from assessment.protocol import EXERCISES
from core.paths import resource

FILES = sorted(resource("i18n").glob("*.ts"))
PLACE = re.compile(r"\{[^}]*\}")


@pytest.fixture
def english_again(qapp):
    yield
    install_language(qapp, Language.ENGLISH)


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


def test_the_window_speaks_german_and_english_again(qapp, english_again):
    install_language(qapp, Language.GERMAN)
    assert words.exercise_name("brow_raise") == "Brauen heben"
    assert words.side_words()["left"] == "links"
    assert QLocale().decimalPoint() == ","
    install_language(qapp, Language.ENGLISH)
    assert words.exercise_name("brow_raise") == EXERCISES["brow_raise"].name
    assert qapp.layoutDirection() is Qt.LayoutDirection.LeftToRight
