"""The languages that there are, read without Qt: whatever has its files in resources/i18n."""

from __future__ import annotations

from functools import cache
from typing import Final
from xml.etree import ElementTree as ET

from app.phrases import NUMBER, Speaker, patterns
from assessment.report.language import ENGLISH as ENGLISH_REPORT
from assessment.report.language import Language
from core import paths
from core.errors import InputError

ENGLISH: Final = "en"
"""The language of the sources."""
CATALOGUE: Final = "catalogue"
"""Translation context of what the parts of the program that know no window say."""
_FOLDER: Final = "i18n"
_PREFIX: Final = "hemiface_"


def languages() -> tuple[str, ...]:
    """The codes of the languages that have both their files, e.g. "de"; English first."""
    found = sorted(paths.resource(_FOLDER).glob(f"{_PREFIX}*.qm"))
    whole = (path.stem for path in found if path.with_suffix(".ts").is_file())
    return (ENGLISH, *(stem.removeprefix(_PREFIX) for stem in whole))


@cache
def report_language(code: str) -> Language:
    """How a report speaks a language.

    Raises:
        InputError: The program does not speak it.
    """
    if code not in languages():
        raise InputError(f"There is no language {code}; there are {', '.join(languages())}.")
    if code == ENGLISH:
        return ENGLISH_REPORT
    texts = _catalogue(code)

    def translate(text: str) -> str:
        return texts.get(text, text)

    decimal_point = translate(NUMBER)[1]
    return Language(code, Speaker(translate, decimal_point, patterns()).say)


def _catalogue(code: str) -> dict[str, str]:
    """The translated texts of the parts that know no window by their English."""
    path = paths.resource(_FOLDER, f"{_PREFIX}{code}.ts")
    found: dict[str, str] = {}
    for context in ET.parse(path).getroot().iter("context"):  # noqa: S314 - shipped with the program
        if context.findtext("name") == CATALOGUE:
            for message in context.iter("message"):
                source, translation = message.findtext("source"), message.findtext("translation")
                if source and translation:
                    found[source] = translation
    return found
