"""The manual's pages: Markdown files in resources/manual, one folder a language."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from core.paths import resource

SOURCE_LANGUAGE: Final = "en"
"""The manual is complete in this language; others hold the same pages."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page.

    Attributes:
        path: Its file; the pages come in the order of the files' names.
        title: Its first heading.
        text: Markdown.
    """

    path: Path
    title: str
    text: str


def manual_folder(language: str) -> Path:
    """The folder of a language, e.g. "de"; that of the source where there is none."""
    folder = resource("manual", language)
    return folder if folder.is_dir() else resource("manual", SOURCE_LANGUAGE)


def load_manual(language: str) -> tuple[Page, ...]:
    """The pages in a language, in their order."""
    return tuple(_page(path) for path in sorted(manual_folder(language).glob("*.md")))


def pages_with(pages: tuple[Page, ...], text: str) -> tuple[Page, ...]:
    """The pages that hold all words of a search."""
    words = text.casefold().split()
    return tuple(page for page in pages if all(word in page.text.casefold() for word in words))


def _page(path: Path) -> Page:
    text = path.read_text("utf-8")
    return Page(path, text.partition("\n")[0].lstrip("# ").strip(), text)
