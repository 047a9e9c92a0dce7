"""Text that wraps, shortens and mixes scripts: the one way words get onto a page."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from typing import Final

from reportlab.graphics.shapes import Group, String
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from assessment.report.fonts import FontBook, clean, is_rtl
from assessment.report.theme import BODY, TextStyle

ELLIPSIS: Final = "…"
# Height of a capital letter against the font size; centres lines optically.
CAP_RATIO: Final = 0.72
# Han, kana and Hangul may break between any two characters.
_TOKEN: Final = re.compile(
    r"\s+|[\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff00-\uffef]"
    r"|[^\s\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff00-\uffef]+"
)


def break_lines(text: str, width_pt: float, style: TextStyle, fonts: FontBook) -> list[str]:
    """Break `text` into lines no wider than `width_pt`; words too long for a line are cut.

    Args:
        text: Cleaned text in reading order; newlines are kept.
        width_pt: Room in points.
        style: Size and weight.
        fonts: Fonts to measure with.

    Returns:
        At least one line.
    """
    lines: list[str] = []
    for paragraph in text.split("\n"):
        lines += _break_paragraph(paragraph, width_pt, style, fonts)
    return lines


def _break_paragraph(text: str, width_pt: float, style: TextStyle, fonts: FontBook) -> list[str]:
    lines, line, used_pt = [], "", 0.0
    for token in _TOKEN.findall(text):
        for piece in _cut(token, width_pt, style, fonts):
            piece_pt = fonts.width_pt(piece, style.size_pt, bold=style.bold)
            if line and used_pt + piece_pt > width_pt and not piece.isspace():
                lines.append(line.rstrip())
                line, used_pt = "", 0.0
            if line or not piece.isspace():
                line, used_pt = line + piece, used_pt + piece_pt
    return [*lines, line.rstrip()]


def _cut(word: str, width_pt: float, style: TextStyle, fonts: FontBook) -> list[str]:
    """A word as it is, or in pieces that fit when it is wider than a whole line."""
    if fonts.width_pt(word, style.size_pt, bold=style.bold) <= width_pt:
        return [word]
    pieces = [""]
    for character in word:
        longer = pieces[-1] + character
        too_long = fonts.width_pt(longer, style.size_pt, bold=style.bold) > width_pt
        if pieces[-1] and too_long and not unicodedata.combining(character):
            pieces.append(character)
        else:
            pieces[-1] = longer
    return pieces


def shorten(text: str, width_pt: float, style: TextStyle, fonts: FontBook) -> str:
    """One line of `text`, its end replaced by an ellipsis when it is wider than `width_pt`."""
    if fonts.width_pt(text, style.size_pt, bold=style.bold) <= width_pt:
        return text

    def fits(length: int) -> bool:
        line = text[:length].rstrip() + ELLIPSIS
        return fonts.width_pt(line, style.size_pt, bold=style.bold) <= width_pt

    longest = bisect_left(range(1, len(text)), True, key=lambda length: not fits(length))
    return text[:longest].rstrip() + ELLIPSIS


class Text(Flowable):
    """A block of text in one style; it wraps, splits over pages, and mixes scripts."""

    def __init__(
        self,
        text: str,
        style: TextStyle = BODY,
        *,
        fonts: FontBook,
        max_lines: int | None = None,
        rtl: bool | None = None,
    ) -> None:
        super().__init__()
        self.text = clean(text)
        self.style = style
        self._fonts = fonts
        self._max_lines = max_lines
        self._rtl = is_rtl(self.text) if rtl is None else rtl
        self._lines: list[str] = []

    def least_pt(self, *, whole: bool) -> float:
        """Width of the widest word, or of the widest line; below it that one is cut or wraps."""
        pieces = self.text.split("\n") if whole else self.text.split()
        size_pt, bold = self.style.size_pt, self.style.bold
        return max((self._fonts.width_pt(one, size_pt, bold=bold) for one in pieces), default=0.0)

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: ARG002, N803 - reportlab
        """Break into lines for the width `aW`; see `Flowable.wrap`."""
        lines = break_lines(self.text, aW, self.style, self._fonts)
        if self._max_lines is not None and len(lines) > self._max_lines:
            rest = " ".join(lines[self._max_lines - 1 :])
            lines = [*lines[: self._max_lines - 1], shorten(rest, aW, self.style, self._fonts)]
        self._lines = lines
        self.width, self.height = aW, len(lines) * self.style.leading_pt
        return self.width, self.height

    def split(self, aW: float, aH: float) -> list[Flowable]:  # noqa: N803 - reportlab's names
        """The lines that fit into `aH` and the rest; see `Flowable.split`."""
        self.wrap(aW, aH)
        fitting = int(aH // self.style.leading_pt)
        if fitting == 0 or fitting >= len(self._lines):
            return []
        parts = ("\n".join(self._lines[:fitting]), "\n".join(self._lines[fitting:]))
        return [Text(part, self.style, fonts=self._fonts, rtl=self._rtl) for part in parts]

    def draw(self) -> None:
        """Draw the lines; see `Flowable.draw`."""
        style = self.style
        drop_pt = (style.leading_pt + CAP_RATIO * style.size_pt) / 2
        for number, line in enumerate(self._lines):
            y_pt = self.height - number * style.leading_pt - drop_pt
            draw_line(
                self.canv,
                0.0,
                y_pt,
                line,
                style,
                fonts=self._fonts,
                room_pt=self.width,
                rtl=self._rtl,
            )


def draw_line(
    canvas: Canvas,
    x_pt: float,
    y_pt: float,
    text: str,
    style: TextStyle,
    *,
    fonts: FontBook,
    room_pt: float = 0.0,
    rtl: bool = False,
) -> None:
    """Draw one line with its baseline at `y_pt`, aligned within `room_pt` from `x_pt`."""
    runs = fonts.runs(text, bold=style.bold, rtl=rtl)
    spare_pt = room_pt - fonts.width_pt(text, style.size_pt, bold=style.bold)
    written = canvas.beginText(x_pt + _ALIGN_SHARE[style.align] * spare_pt, y_pt)
    written.setFillColor(style.colour)
    for name, piece in runs:
        written.setFont(name, style.size_pt)
        written.textOut(piece)
    canvas.drawText(written)


_ALIGN_SHARE: Final = {"left": 0.0, "centre": 0.5, "right": 1.0}


def label(x_pt: float, y_pt: float, text: str, style: TextStyle, *, fonts: FontBook) -> Group:
    """One line for a drawing, its baseline at `y_pt`; `style.align` says what `x_pt` is."""
    text = clean(text)
    left_pt = x_pt - _ALIGN_SHARE[style.align] * fonts.width_pt(
        text, style.size_pt, bold=style.bold
    )
    group = Group()
    for name, piece in fonts.runs(text, bold=style.bold, rtl=is_rtl(text)):
        group.add(
            String(
                left_pt, y_pt, piece, fontName=name, fontSize=style.size_pt, fillColor=style.colour
            )
        )
        left_pt += stringWidth(piece, name, style.size_pt)
    return group
