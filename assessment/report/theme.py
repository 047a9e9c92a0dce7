"""The report's look: one palette, one type scale, one grid. All lengths in points (1/72 inch)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.pagesizes import A4, LETTER

from assessment.report.content import Paper
from core.landmarks import Side

INK: Final = HexColor(0x1B2733)
MUTED: Final = HexColor(0x44505C)
RULE: Final = HexColor(0xC5CDD5)
PANEL: Final = HexColor(0xF3F6F8)
BAND: Final = HexColor(0xD9E0E6)
ACCENT: Final = HexColor(0x1D4F63)
PALE: Final = HexColor(0x8DB0BE)
TREATMENT: Final = HexColor(0xA86400)
WHITE: Final = HexColor(0xFFFFFF)

# Blue and vermilion of Okabe and Ito stay apart for colour-blind readers; in greyscale the marker
# and the dash tell the sides apart.
SIDE_COLOUR: Final[dict[Side, Color]] = {
    Side.RIGHT: HexColor(0x0072B2),
    Side.LEFT: HexColor(0xD55E00),
    Side.MIDLINE: HexColor(0x566370),
}
SIDE_DASH: Final[dict[Side, tuple[float, float] | None]] = {
    Side.RIGHT: None,
    Side.LEFT: (3.0, 1.6),
    Side.MIDLINE: None,
}

MARGIN_PT: Final = 45.0
HEADER_PT: Final = 22.0
FOOTER_PT: Final = 22.0
GAP_PT: Final = 8.0
HAIRLINE_PT: Final = 0.4

TITLE_PT: Final = 18.0
HEADING_PT: Final = 11.0
BODY_PT: Final = 8.5
SMALL_PT: Final = 7.2
TINY_PT: Final = 6.2

PAGE_SIZE: Final[dict[Paper, tuple[float, float]]] = {Paper.A4: A4, Paper.LETTER: LETTER}


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How a piece of text looks."""

    size_pt: float = BODY_PT
    bold: bool = False
    colour: Color = INK
    align: str = "left"
    leading_ratio: float = 1.38

    @property
    def leading_pt(self) -> float:
        """Distance between baselines."""
        return self.size_pt * self.leading_ratio


BODY: Final = TextStyle()
STRONG: Final = TextStyle(bold=True)
NUMBER: Final = TextStyle(align="right")
STRONG_NUMBER: Final = TextStyle(bold=True, align="right")
QUIET: Final = TextStyle(colour=MUTED)
LABEL: Final = TextStyle(size_pt=SMALL_PT, colour=MUTED)
# The quiet name beside a value: small, on the value's baseline.
FIELD: Final = TextStyle(size_pt=SMALL_PT, colour=MUTED, leading_ratio=BODY.leading_pt / SMALL_PT)
LABEL_RIGHT: Final = TextStyle(size_pt=SMALL_PT, colour=MUTED, align="right")
LABEL_CENTRE: Final = TextStyle(size_pt=SMALL_PT, colour=MUTED, align="centre")
TINY: Final = TextStyle(size_pt=TINY_PT, colour=MUTED)
TITLE: Final = TextStyle(size_pt=TITLE_PT, bold=True, leading_ratio=1.2)
HEADING: Final = TextStyle(size_pt=HEADING_PT, bold=True, colour=ACCENT, leading_ratio=1.3)
SUBHEADING: Final = TextStyle(bold=True, colour=ACCENT)
