"""The house style of blocks: headings, ruled tables, label-value lists, footnotes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from reportlab.graphics.shapes import Drawing
from reportlab.lib.colors import Color
from reportlab.platypus import CondPageBreak, Flowable, KeepTogether, Spacer, Table, TableStyle

from assessment.report import theme
from assessment.report.fonts import FontBook
from assessment.report.language import ENGLISH, Language, Verbatim
from assessment.report.names import SIDE_NAME
from assessment.report.plot import legend_key
from assessment.report.text import Text
from assessment.report.theme import TextStyle

Cell = str | Flowable | Sequence[Flowable] | None
"""What stands in a cell; None joins it to the cell on its left."""

_Filled = Flowable | list[Flowable]

_Command = tuple[str, tuple[int, int], tuple[int, int], *tuple[object, ...]]

_PAD_PT: Final = 3.2
_GUTTER_PT: Final = 5.0
_NOTE_GAP_PT: Final = 3.0
_KEY_PT: Final = 26.0
_LABEL_PT: Final = 82.0
# A heading never stands at the foot of a page with less than this below it.
# A row cannot break over pages, so free text in a cell is cut before it fills one.
_CELL_LINES: Final = 24
_KEEP_PT: Final = 110.0
# A column grows by no more than this for its numbers; a long list of them wraps.
_WIDENED: Final = 1.3
# Sums of widths are not exact.
_SLACK_PT: Final = 0.1


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table; `share` is its part of the table's width."""

    title: str
    share: float
    style: TextStyle = theme.BODY


@dataclass(frozen=True, slots=True)
class Sheet:
    """What every block needs: the fonts, the width of the text area, the language."""

    fonts: FontBook
    width_pt: float
    language: Language = ENGLISH

    def text(
        self, text: str, style: TextStyle = theme.BODY, *, max_lines: int | None = None
    ) -> Text:
        """A block of text in the report's fonts and language."""
        return Text(self.language.say(text), style, fonts=self.fonts, max_lines=max_lines)

    def heading(self, text: str, remark: str = "") -> list[Flowable]:
        """The title of a section, ruled above, with an optional quiet line beneath.

        It must not stand alone at the foot of a page: see `together` and `flowing`.
        """
        box = Table(
            [[self.text(text, theme.HEADING)]],
            colWidths=[self.width_pt],
            style=TableStyle(
                [
                    ("LINEABOVE", (0, 0), (-1, 0), 0.8, theme.ACCENT),
                    *_padding(0.0, 4.0, 2.0),
                ]
            ),
        )
        block: list[Flowable] = [Spacer(0, theme.GAP_PT * 1.3), box]
        if remark:
            block.append(self.text(remark, theme.LABEL))
            block.append(Spacer(0, theme.GAP_PT / 2))
        return block

    def missing(self, title: str, why: str) -> list[Flowable]:
        """The section of a part that could not be had: its title and one line."""
        return [together(self.heading(title), self.text(why, theme.QUIET))]

    def table(
        self,
        columns: Sequence[Column],
        rows: Sequence[Sequence[Cell]],
        *,
        pad_pt: float = _PAD_PT,
    ) -> Table:
        """A table with thin rules over the whole width; the head repeats on each page.

        Args:
            columns: Titles, widths and styles; without any title the table has no head.
            rows: Cells from the top; plain text takes the style of its column.
            pad_pt: White space above and below each row.
        """
        titles = [self.text(column.title, _title_style(column.style)) for column in columns]
        cells = [
            [self._cell(cell, column.style) for cell, column in zip(row, columns, strict=True)]
            for row in rows
        ]
        headed = int(any(column.title for column in columns))
        head_style: list[_Command] = [
            ("VALIGN", (0, 0), (-1, 0), "BOTTOM"),
            ("LINEBELOW", (0, 0), (-1, 0), 0.7, theme.MUTED),
        ]
        return Table(
            [titles, *cells] if headed else cells,
            colWidths=self._widths_pt(columns, titles, cells),
            repeatRows=headed,
            style=TableStyle(
                [
                    ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
                    ("LINEBELOW", (0, headed), (-1, -1), theme.HAIRLINE_PT, theme.RULE),
                    *_padding(_GUTTER_PT, pad_pt, pad_pt),
                    ("LEFTPADDING", (0, 0), (0, -1), 0.0),
                    ("RIGHTPADDING", (-1, 0), (-1, -1), 0.0),
                    *(head_style if headed else []),
                    *_joins(rows, headed),
                ]
            ),
        )

    def _widths_pt(
        self,
        columns: Sequence[Column],
        titles: Sequence[Text],
        rows: Sequence[Sequence[_Filled]],
    ) -> list[float]:
        """The shares of the width; what a title or a number lacks is taken where there is room."""
        total, last = sum(column.share for column in columns), len(columns) - 1
        widths = [self.width_pt * column.share / total for column in columns]
        lacks, spares = [], []
        for place, (title, width) in enumerate(zip(titles, widths, strict=True)):
            inside = max((_least_pt(row[place]) for row in rows), default=0.0)
            gutters = _GUTTER_PT * ((place > 0) + (place < last))
            least = max(title.least_pt(whole=False), min(inside, _WIDENED * width)) + gutters
            lacks.append(least - width + _SLACK_PT if least > width else 0.0)
            spares.append(max(width - least, 0.0))
        if not any(lacks):
            return widths
        lack, spare = sum(lacks), sum(spares)
        moved = min(lack, spare)
        return [
            width + moved * more / lack - (moved * less / spare if spare else 0.0)
            for width, more, less in zip(widths, lacks, spares, strict=True)
        ]

    def pairs(
        self, pairs: Sequence[tuple[str, Cell]], width_pt: float, *, label_pt: float = _LABEL_PT
    ) -> Table:
        """Labels with their values, one pair a line."""
        cells = [
            [self.text(name, theme.FIELD), self._cell(value, theme.BODY)] for name, value in pairs
        ]
        return Table(
            cells,
            colWidths=[label_pt, width_pt - label_pt],
            style=TableStyle([("VALIGN", (0, 0), (-1, -1), "TOP"), *_padding(0.0, 0.9, 0.9)]),
        )

    def columns(self, blocks: Sequence[Cell], *, gap_pt: float = 14.0) -> Table:
        """Blocks side by side in columns of equal width (see `column_width_pt`)."""
        width_pt = self.column_width_pt(len(blocks), gap_pt=gap_pt)
        widths = [width_pt + gap_pt] * (len(blocks) - 1) + [width_pt]
        return Table(
            [list(blocks)],
            colWidths=widths,
            style=TableStyle([("VALIGN", (0, 0), (-1, -1), "TOP"), *_padding(0.0, 0.0, 0.0)]),
        )

    def keyed(self, key: Flowable, text: str, *, key_pt: float = 30.0) -> Table:
        """A legend entry: a sample beside its meaning."""
        return Table(
            [[key, self.text(text, theme.LABEL)]],
            colWidths=[key_pt, self.column_width_pt(2) - key_pt],
            hAlign="LEFT",
            style=TableStyle([("VALIGN", (0, 0), (-1, -1), "MIDDLE"), *_padding(0.0, 0.0, 0.0)]),
        )

    def side_legend(self) -> Table:
        """The line styles of the patient's right and left."""
        return self.columns(
            [
                [self.keyed(legend_key(side, _KEY_PT, theme.BODY_PT), name.capitalize())]
                for side, name in SIDE_NAME.items()
            ]
        )

    def footnotes(self, notes: Notes, text: str) -> list[Flowable]:
        """Formulas in small print, then the reasons of the marked cells."""
        lines = [*([self.language.say(text)] if text else []), *notes.lines(self.language)]
        small = self.text(Verbatim("\n".join(lines)), theme.TINY)
        return [gap(_NOTE_GAP_PT), small] if lines else []

    def column_width_pt(self, count: int, *, gap_pt: float = 14.0) -> float:
        """Width of one of `count` columns."""
        return (self.width_pt - gap_pt * (count - 1)) / count

    def boxed(self, block: Sequence[Flowable], *, fill: Color | None = theme.PANEL) -> Table:
        """A block in a quiet panel."""
        style: list[_Command] = [*_padding(9.0, 7.0, 7.0)]
        if fill is None:
            style.append(("BOX", (0, 0), (-1, -1), theme.HAIRLINE_PT, theme.RULE))
        else:
            style.append(("BACKGROUND", (0, 0), (-1, -1), fill))
        return Table([[list(block)]], colWidths=[self.width_pt], style=TableStyle(style))

    def _cell(self, cell: Cell, style: TextStyle) -> _Filled:
        if cell is None:
            return []
        if isinstance(cell, str):
            return self.text(cell, style, max_lines=_CELL_LINES)
        return cell if isinstance(cell, Flowable) else list(cell)


class Notes:
    """Footnote letters for the reasons why cells are empty; equal reasons share one letter."""

    def __init__(self) -> None:
        self._reasons: list[str] = []

    def mark(self, reason: str) -> str:
        """The mark of a cell that is empty for `reason`."""
        if reason not in self._reasons:
            self._reasons.append(reason)
        return f"– {_letter(self._reasons.index(reason))}"

    def lines(self, language: Language) -> list[str]:
        """All reasons, one a line."""
        said = map(language.say, self._reasons)
        return [f"{_letter(place)}  {reason}" for place, reason in enumerate(said)]


def gap(size_pt: float = theme.GAP_PT) -> Spacer:
    """Vertical white space."""
    return Spacer(0, size_pt)


def flowing(head: Sequence[Flowable], *blocks: Flowable) -> list[Flowable]:
    """A heading and blocks that may break over pages, the heading not at a page's foot."""
    return [CondPageBreak(_KEEP_PT), *head, *blocks]


def together(*blocks: Flowable | Sequence[Flowable]) -> KeepTogether:
    """Blocks that stay on one page when they can."""
    flat: list[Flowable] = []
    for block in blocks:
        flat += [block] if isinstance(block, Flowable) else list(block)
    return KeepTogether(flat)


def _least_pt(cell: _Filled) -> float:
    """The width below which a cell's words or drawings are cut, or its numbers wrap."""
    if isinstance(cell, list):
        return max(map(_least_pt, cell), default=0.0)
    if isinstance(cell, Text):
        return cell.least_pt(whole=cell.style.align == "right")
    return float(cell.width) if isinstance(cell, Drawing) else 0.0


def _joins(rows: Sequence[Sequence[Cell]], first_row: int) -> list[_Command]:
    """The spans of a table: every run of None belongs to the cell before it."""
    spans: list[_Command] = []
    for number, row in enumerate(rows, first_row):
        for start, cell in enumerate(row):
            length = 1
            while start + length < len(row) and row[start + length] is None:
                length += 1
            if cell is not None and length > 1:
                spans.append(("SPAN", (start, number), (start + length - 1, number)))
    return spans


def _letter(place: int) -> str:
    letters = "abcdefghijklmnopqrstuvwxyz"
    return letters[place % len(letters)] * (1 + place // len(letters))


def _title_style(style: TextStyle) -> TextStyle:
    return TextStyle(
        size_pt=theme.SMALL_PT, colour=theme.MUTED, align=style.align, leading_ratio=1.25
    )


def _padding(sides_pt: float, top_pt: float, bottom_pt: float) -> list[_Command]:
    everywhere = ((0, 0), (-1, -1))
    return [
        ("LEFTPADDING", *everywhere, sides_pt),
        ("RIGHTPADDING", *everywhere, sides_pt),
        ("TOPPADDING", *everywhere, top_pt),
        ("BOTTOMPADDING", *everywhere, bottom_pt),
    ]
