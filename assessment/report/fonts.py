"""Which font draws which character, and the visual order of right-to-left text.

The first installed text family sets the report; characters that it lacks come from the first
fallback font that has them. A bare machine falls back to the Vera fonts inside reportlab. Names in
Arabic and Hebrew are joined and reordered here because platypus does neither.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Final

from arabic_reshaper import ArabicReshaper  # type: ignore[import-untyped]  # has no stubs
from bidi.algorithm import (  # type: ignore[import-untyped]  # has no stubs
    get_base_level,
    get_display,
)
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFError, TTFont

# Regular and bold file of each family, best first; reportlab looks through the system's folders.
TEXT_FAMILIES: Final = (
    ("NotoSans-Regular.ttf", "NotoSans-Bold.ttf"),
    ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf"),
    ("Vera.ttf", "VeraBd.ttf"),
)
FALLBACK_FAMILIES: Final = (
    ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf"),
    ("NotoSansHebrew-Regular.ttf", "NotoSansHebrew-Bold.ttf"),
    ("NotoSansArabic-Regular.ttf", "NotoSansArabic-Bold.ttf"),
    ("wqy-microhei.ttc", "wqy-microhei.ttc"),
    ("Vera.ttf", "VeraBd.ttf"),
)
# Fonts that every PDF viewer brings along for these scripts; they are named, not embedded.
VIEWER_FONTS: Final = (
    ("HeiseiKakuGo-W5", (0x3040, 0x30FF)),
    ("HYGothic-Medium", (0xAC00, 0xD7A3)),
    ("STSong-Light", (0x3000, 0x9FFF)),
)
UNKNOWN_CHARACTER: Final = "?"
SCRIPT_SAMPLES: Final = {
    "Latin": "Ąřñß",
    "Greek": "Ωψ",
    "Cyrillic": "Щю",
    "Hebrew": "שלום",
    "Arabic": "محمد",
    "Chinese": "王小明",
    "Japanese": "さくら",
    "Korean": "김민수",
}

_BIDI_CONTROLS: Final = frozenset(
    "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
_RTL_CLASSES: Final = frozenset({"R", "AL"})
# The ligature of the divine name is missing from common fonts; plain joined letters always work.
_RESHAPER: Final = ArabicReshaper({"support_ligatures": False, "delete_harakat": True})


@dataclass(frozen=True, slots=True)
class _Face:
    """A font registered with reportlab, and which code points it draws."""

    name: str
    covers: Callable[[int], bool]
    embedded: bool


@dataclass(frozen=True, slots=True, eq=False)
class FontBook:
    """The registered fonts in order of preference, for regular and for bold text."""

    regular: tuple[_Face, ...]
    bold: tuple[_Face, ...]

    def runs(self, text: str, *, bold: bool, rtl: bool = False) -> list[tuple[str, str]]:
        """`text` as drawn from left to right, in pieces of one font each.

        Args:
            text: One line, characters in reading order.
            bold: Bold text.
            rtl: The paragraph runs from right to left.

        Returns:
            Registered font name and characters of each piece.
        """
        faces = self.bold if bold else self.regular
        drawn = [self._assign(character, faces) for character in visual_order(text, rtl=rtl)]
        return [
            (name, "".join(character for _, character in group))
            for name, group in groupby(drawn, key=lambda pair: pair[0])
        ]

    def width_pt(self, text: str, size_pt: float, *, bold: bool) -> float:
        """Width of one line of `text`."""
        return sum(
            pdfmetrics.stringWidth(piece, name, size_pt)
            for name, piece in self.runs(text, bold=bold)
        )

    def lacks(self, text: str) -> bool:
        """Whether some character of `text` has no glyph on this machine and prints as "?"."""
        return any(
            not any(face.covers(ord(character)) for face in self.regular)
            for character in visual_order(clean(text), rtl=False)
            if not character.isspace()
        )

    @staticmethod
    def _assign(character: str, faces: tuple[_Face, ...]) -> tuple[str, str]:
        if character.isspace():
            return faces[0].name, " "
        for face in faces:
            if face.covers(ord(character)):
                return face.name, character
        return faces[0].name, UNKNOWN_CHARACTER


def clean(text: str) -> str:
    """`text` composed (NFC), without control characters other than the newline."""
    composed = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\t", " "))
    return "".join(
        character
        for character in composed
        if character == "\n"
        or (character not in _BIDI_CONTROLS and unicodedata.category(character) not in ("Cc", "Cs"))
    )


def is_rtl(text: str) -> bool:
    """Whether the first strong character of `text` runs from right to left."""
    return bool(text.strip()) and get_base_level(text) == 1


def visual_order(text: str, *, rtl: bool) -> str:
    """One line in the order of drawing, Arabic letters joined."""
    if not any(unicodedata.bidirectional(character) in _RTL_CLASSES for character in text):
        return _visible(text)
    return _visible(get_display(_RESHAPER.reshape(text), base_dir="R" if rtl else "L"))


def _visible(text: str) -> str:
    return "".join(character for character in text if unicodedata.category(character) != "Cf")


@lru_cache
def load_fonts(
    text_families: tuple[tuple[str, str], ...] = TEXT_FAMILIES,
    fallback_families: tuple[tuple[str, str], ...] = FALLBACK_FAMILIES,
) -> FontBook:
    """Register the installed fonts of the lists with reportlab, the first text family in front."""
    pairs = [pair for family in text_families if (pair := _family(family))][:1]
    pairs += [pair for family in fallback_families if (pair := _family(family))]
    viewer = tuple(_viewer_face(name, span) for name, span in VIEWER_FONTS)
    return FontBook(
        regular=(*(pair[0] for pair in pairs), *viewer),
        bold=(*(pair[1] for pair in pairs), *viewer),
    )


def describe_fonts() -> str:
    """What this machine's reports are set in, and the scripts that it has no font to embed for."""
    fonts = load_fonts()
    embedded = [face for face in fonts.regular if face.embedded]
    lacking = [
        script
        for script, sample in SCRIPT_SAMPLES.items()
        if not all(
            any(face.covers(ord(letter)) for face in embedded)
            for letter in visual_order(sample, rtl=False)
        )
    ]
    scripts = f"no font for {', '.join(lacking)}" if lacking else "all scripts"
    return f"{embedded[0].name}, {scripts}"


def _family(files: tuple[str, str]) -> tuple[_Face, _Face] | None:
    try:
        return _embedded_face(files[0]), _embedded_face(files[1])
    except TTFError:
        return None


def _embedded_face(file: str) -> _Face:
    font = TTFont(file, file)
    pdfmetrics.registerFont(font)
    return _Face(file, font.face.charToGlyph.__contains__, embedded=True)


def _viewer_face(name: str, span: tuple[int, int]) -> _Face:
    pdfmetrics.registerFont(UnicodeCIDFont(name))
    first, last = span
    return _Face(name, lambda code: first <= code <= last, embedded=False)
