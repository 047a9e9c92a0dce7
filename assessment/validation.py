"""The checks that records share: each failure is one sentence naming the field."""

from __future__ import annotations

import datetime as dt
import math
import re
import unicodedata
from typing import Final

from core.errors import InputError

MAX_TEXT_LENGTH: Final = 20_000
MAX_CODE_LENGTH: Final = 200
FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2999

_BROKEN_LINE: Final = {"Cc", "Cs", "Zl", "Zp"}
_KEPT_IN_PARAGRAPHS: Final = "\n\t"
_ICD10: Final = re.compile(r"[A-Z][0-9][0-9A-Z](\.[0-9A-Z-]{1,4})?")
_SHA256: Final = re.compile(r"[0-9a-f]{64}")


def check_line(name: str, text: str) -> None:
    """Refuse text that is not one line: control characters, line ends, halves of characters.

    Raises:
        InputError: The text holds such a character or is too long.
    """
    _check_characters(name, text, kept="")


def check_paragraphs(name: str, text: str) -> None:
    """Refuse control characters other than line feed and tab.

    Raises:
        InputError: The text holds such a character or is too long.
    """
    _check_characters(name, text, kept=_KEPT_IN_PARAGRAPHS)


def _check_characters(name: str, text: str, *, kept: str) -> None:
    if len(text) > MAX_TEXT_LENGTH:
        raise InputError(f"The {name} is longer than {MAX_TEXT_LENGTH} characters; shorten it.")
    for character in text:
        if unicodedata.category(character) in _BROKEN_LINE and character not in kept:
            raise InputError(
                f"The {name} contains the unprintable character U+{ord(character):04X}; remove it."
            )


def normal_code(text: str) -> str:
    """A patient's code as it is compared and stored: composed (NFC), without outer spaces.

    Raises:
        InputError: The code is empty, too long or holds an invisible character.
    """
    code = unicodedata.normalize("NFC", text).strip()
    if not code:
        raise InputError("The patient's code is empty; give the clinic's own identification.")
    if len(code) > MAX_CODE_LENGTH:
        raise InputError(f"The patient's code is longer than {MAX_CODE_LENGTH} characters.")
    if not code.isprintable():
        raise InputError("The patient's code contains an invisible character; type it again.")
    return code


def folded(text: str) -> str:
    """`text` for comparing without regard to case, accents kept."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", text).casefold())


def normal_icd10(text: str) -> str:
    """An ICD-10 code in capitals, or "" when none is given.

    Raises:
        InputError: The text does not have the form of an ICD-10 code, e.g. G51.0.
    """
    code = text.strip().upper()
    if code and not _ICD10.fullmatch(code):
        raise InputError(f"{text!r} is not an ICD-10 code; write it like G51.0 or leave it out.")
    return code


def printable(text: str) -> str:
    """`text` with every unprintable character replaced, for names that others have given."""
    return "".join(
        letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in text
    )


def check_date(name: str, value: dt.date | None) -> None:
    """Refuse years that can only be slips of the pen.

    Raises:
        InputError: The year lies outside 1900..2999.
    """
    if value is not None and not FIRST_YEAR <= value.year <= LAST_YEAR:
        raise InputError(f"The {name} {value.isoformat()} has an impossible year; correct it.")


def check_order(earlier: tuple[str, dt.date | None], later: tuple[str, dt.date | None]) -> None:
    """Refuse two named dates in the wrong order; an unknown date fits anything.

    Raises:
        InputError: The second lies before the first.
    """
    (first_name, first), (second_name, second) = earlier, later
    if first is not None and second is not None and second < first:
        raise InputError(
            f"The {second_name} {second.isoformat()} lies before the {first_name} "
            f"{first.isoformat()}; correct one of them."
        )


def check_moment(name: str, value: dt.datetime) -> None:
    """Refuse a moment without a time zone, which would be a bug, or with an impossible year.

    Raises:
        ValueError: There is no time zone.
        InputError: The year lies outside 1900..2999.
    """
    if value.utcoffset() is None:
        raise ValueError(f"{name} has no time zone")
    check_date(name, value.date())


def check_range(name: str, value: float | None, *, lower: float, upper: float, unit: str) -> None:
    """Refuse a number outside `lower`..`upper`; None is no number and passes.

    Raises:
        InputError: The number is not finite or out of range.
    """
    if value is not None and not (math.isfinite(value) and lower <= value <= upper):
        raise InputError(
            f"The {name} of {value:g} {unit} is not between {lower:g} and {upper:g} {unit}."
        )


def check_sha256(value: str) -> None:
    """Refuse anything but 64 lower-case hexadecimal digits.

    Raises:
        ValueError: It is something else.
    """
    if not _SHA256.fullmatch(value):
        raise ValueError(f"not a SHA-256: {value!r}")
