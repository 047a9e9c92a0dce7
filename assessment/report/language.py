"""Which language the pages speak: English is written here, others come from outside."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final


class Verbatim(str):
    """What is drawn as it is: a person's own words, or what is in the report's language already."""

    __slots__ = ()


def _unchanged(text: str) -> str:
    return text


@dataclass(frozen=True, slots=True)
class Language:
    """The language of a report.

    Attributes:
        code: As PDF names it, e.g. "de".
        translate: Gives an English text of the program in this language; numbers and dates in it
            as well.
    """

    code: str = "en-GB"
    translate: Callable[[str], str] = _unchanged

    def say(self, text: str) -> Verbatim:
        """A text of the program in this language; `Verbatim` stays as it is."""
        return text if isinstance(text, Verbatim) else Verbatim(self.translate(text))

    def fill(self, sentence: str, *parts: str) -> Verbatim:
        """A sentence with a person's own words in its places {0}, {1} ..., which stay as they are.

        Args:
            sentence: English.
            parts: What stands in the places; what is no `Verbatim` is said first.
        """
        return Verbatim(self.say(sentence).format(*map(self.say, parts)))

    def join(self, texts: Iterable[str], joint: str = ", ") -> Verbatim:
        """Texts after one another, each said by itself."""
        return Verbatim(joint.join(map(self.say, texts)))


ENGLISH: Final = Language()
