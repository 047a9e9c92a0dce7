from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest

from app.manual import load_manual, manual_folder, pages_with
from core.paths import resource

LANGUAGES = ("en", "de")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_same_pages(language):
    names = [page.path.name for page in load_manual(language)]
    assert names == [page.path.name for page in load_manual("en")]
    assert len(names) == 9


def test_an_unknown_language_reads_english():
    assert manual_folder("fr") == resource("manual", "en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_have_titles_and_links_lead_somewhere(language):
    pages = load_manual(language)
    assert len({page.title for page in pages}) == len(pages)
    for page in pages:
        assert page.title
        for target in re.findall(r"\]\(([^)]+)\)", page.text):
            assert (page.path.parent / target).is_file(), (page.path.name, target)


def labels_in(language):
    """What each page sets in italics: the names of what can be pressed and read."""
    return [
        re.findall(r"(?<![*])[*]([^*\s][^*]*)[*](?![*])", page.text)
        for page in load_manual(language)
    ]


@pytest.fixture(scope="module")
def translations():
    """German of every text of the program."""
    found: dict[str, set[str]] = {}
    for message in ET.parse(resource("i18n", "hemiface_de.ts")).iter("message"):  # noqa: S314 - our own file
        found.setdefault(message.findtext("source"), set()).add(message.findtext("translation"))
    return found


def test_the_manual_calls_things_by_their_names(translations):
    assert [one for page in labels_in("en") for one in page if one not in translations] == []


def test_the_german_manual_names_the_same_things(translations):
    for english, german in zip(labels_in("en"), labels_in("de"), strict=True):
        assert len(english) == len(german)
        for label, told in zip(english, german, strict=True):
            assert told in translations[label]


def test_search_wants_all_words_in_any_case():
    pages = load_manual("en")
    assert pages_with(pages, "CAMERA zoom")[0].title == "Camera and light"
    assert pages_with(pages, "camera xylophone") == ()
    assert pages_with(pages, "") == pages
