from __future__ import annotations

import re

import pytest

from app.manual import load_manual, manual_folder, pages_with
from core.paths import resource

LANGUAGES = ("en", "de")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_same_pages(language):
    names = [page.path.name for page in load_manual(language)]
    assert names == [page.path.name for page in load_manual("en")]
    assert len(names) == 8


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


def test_search_wants_all_words_in_any_case():
    pages = load_manual("en")
    assert pages_with(pages, "CAMERA zoom")[0].title == "Camera and light"
    assert pages_with(pages, "camera xylophone") == ()
    assert pages_with(pages, "") == pages
