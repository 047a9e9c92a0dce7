"""Says in another language what parts that know no window have composed in English.

Names, clauses and whole sentences are looked up as they are. A sentence with something put into it
is known by its pattern, e.g. "the clip has only {0} frames"; what stands in the places is said by
the same rules. What is joined by punctuation only is said piece by piece. The patterns are found in
the sources by `installer/translate.py`, which keeps them in `resources/i18n/sentences.txt`.

Recognising the English is what lets results that were stored years ago, in words, be read in every
language, while the database and the exports do not depend on the window's language.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from assessment.report.numbers import MONTHS, SHORT_MONTHS, axis_label
from assessment.results import Unit
from core import paths

FILE: Final = "sentences.txt"
DATE: Final = "{0} {1} {2}"
"""How a date is put together: day, month in words, year."""
NUMBER: Final = "0.5"
"""Its translation shows the decimal sign."""
PLACE: Final = re.compile(r"\{(\d+)\}")
_JOINTS: Final = (" · ", "; ", ": ", ", ")
_MOST_PIECES: Final = 12
"""What has more pieces than any name is free text, which stays as it is."""
_BRACKETED: Final = re.compile(r"(.+) \(([^()]+)\)", re.DOTALL)
_UNITS: Final = frozenset(axis_label(unit) for unit in Unit)
_DATE: Final = re.compile(rf"(?:(\d{{1,2}}) )?({'|'.join((*MONTHS, *SHORT_MONTHS))}) (\d{{4}})")
_FIGURE: Final = re.compile(r"([+−-]?\d+)(?:\.(\d+))?(?: (.+))?")


@dataclass(frozen=True, slots=True)
class Pattern:
    """A sentence with places in it.

    Attributes:
        source: The English sentence with {0}, {1} ... in the places.
        shape: Matches what was made of it, a group for each place.
        mark: The longest of its own words; what lacks them need not be matched.
        infix: It begins and ends with a place, e.g. "{0} to {1}", and so fits too much.
    """

    source: str
    shape: re.Pattern[str]
    mark: str
    infix: bool

    @classmethod
    def of(cls, source: str) -> Pattern:
        """The pattern of an English sentence, its places numbered in their order."""
        literals = PLACE.split(source)[::2]
        shape = re.compile("(.*?)".join(re.escape(text) for text in literals), re.DOTALL)
        return cls(source, shape, max(literals, key=len), not literals[0] and not literals[-1])

    def parts(self, text: str) -> tuple[str, ...] | None:
        """What stands in the places of a text; None when it was not made of this sentence."""
        found = self.shape.fullmatch(text) if self.mark in text else None
        return None if found is None else found.groups()


@cache
def patterns() -> tuple[Pattern, ...]:
    """Those of the program, the ones with the most words of their own first."""
    sources = paths.resource("i18n", FILE).read_text("utf-8").splitlines()
    return tuple(Pattern.of(source) for source in by_own_words(sources))


def by_own_words(sources: Iterable[str]) -> list[str]:
    """Sentences in the order in which they are tried: a general one after the special ones."""
    return sorted(sources, key=lambda source: (-len(PLACE.sub("", source)), source))


@dataclass(frozen=True, slots=True)
class Speaker:
    """Speaks one language.

    Attributes:
        translate: Gives the translation of a name, sentence or pattern, or the text itself.
        decimal_point: Between the whole and the tenths of a number.
        patterns: The sentences with places.
    """

    translate: Callable[[str], str]
    decimal_point: str
    patterns: tuple[Pattern, ...]

    def say(self, text: str, joints: Sequence[str] = _JOINTS) -> str:
        """A text in that language; what is not known stays as it is.

        Args:
            text: English.
            joints: The punctuation that may join pieces, the loosest first.
        """
        whole = self._whole(text)
        if whole is not None:
            return whole
        if not joints:
            return self._infix(text) or text
        joint, *tighter = joints
        pieces = text.split(joint)
        if not 1 < len(pieces) <= _MOST_PIECES:
            return self.say(text, tighter)
        said = []
        while pieces:
            piece, length = self._longest(pieces, joint) or (self.say(pieces[0], tighter), 1)
            said.append(piece)
            del pieces[:length]
        return joint.join(said)

    def _longest(self, pieces: Sequence[str], joint: str) -> tuple[str, int] | None:
        """The longest beginning that is known as a whole, for names hold punctuation too."""
        for length in range(len(pieces), 0, -1):
            whole = self._whole(joint.join(pieces[:length]))
            if whole is not None:
                return whole, length
        return None

    def _whole(self, text: str) -> str | None:
        for known in (self._name, self._figure, self._date, self._pattern, self._bracketed):
            said = known(text)
            if said is not None:
                return said
        return None

    def _name(self, text: str) -> str | None:
        """A known text, also where its first letter was made small or capital."""
        said = self.translate(text)
        if said != text:
            return said
        turned = text[:1].swapcase() + text[1:]
        said = self.translate(turned)
        if said == turned:
            return None
        return said[:1].upper() + said[1:] if text[:1].isupper() else said

    def _figure(self, text: str) -> str | None:
        """A number, with its unit."""
        found = _FIGURE.fullmatch(text)
        if found is None:
            return None
        whole, tenths, unit = found.groups()
        if unit is not None and unit not in _UNITS:
            return None
        number = whole if tenths is None else f"{whole}{self.decimal_point}{tenths}"
        return number if unit is None else f"{number} {self.translate(unit)}"

    def _date(self, text: str) -> str | None:
        """A date or a month of a year, the month in words."""
        found = _DATE.fullmatch(text)
        if found is None:
            return None
        day, month, year = found[1], self.translate(found[2]), found[3]
        return self.translate(DATE).format(day, month, year) if day else f"{month} {year}"

    def _pattern(self, text: str) -> str | None:
        """A sentence that begins or ends with words of its own."""
        several = (self._filled(one, text) for one in self.patterns if not one.infix)
        return next((said for said in several if said is not None), None)

    def _infix(self, text: str) -> str | None:
        """Words between two places, at least one of which holds something known."""
        for pattern in self.patterns:
            parts = pattern.parts(text) if pattern.infix else None
            if parts and any(self._whole(part) is not None for part in parts):
                return self._filled(pattern, text)
        return None

    def _filled(self, pattern: Pattern, text: str) -> str | None:
        """The translation of the pattern with what stands in the text's places."""
        parts = pattern.parts(text)
        if parts is None:
            return None
        inside = [self.say(part) for part in parts]
        return PLACE.sub(lambda place: inside[int(place[1])], self.translate(pattern.source))

    def _bracketed(self, text: str) -> str | None:
        """A name, number or date with something in brackets after it."""
        found = _BRACKETED.fullmatch(text)
        if found is None:
            return None
        head = self._name(found[1]) or self._figure(found[1]) or self._date(found[1])
        return None if head is None else f"{head} ({self.say(found[2])})"
