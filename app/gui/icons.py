"""The program's own signs, drawn from a few strokes so that they are sharp on every screen."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from app.gui.theme import Palette

_SIZE_PX: Final = 96
_SVG: Final = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="{colour}" '
    'stroke-width="1.7" stroke-linecap="round" stroke-linejoin="round">{strokes}</svg>'
)
_STROKES: Final = {
    "patients": '<circle cx="9" cy="8" r="3.5"/><path d="M2.5 20c.5-4 3-6 6.5-6s6 2 6.5 6"/>'
    '<path d="M16 5.2a3.2 3.2 0 0 1 0 6"/><path d="M18 14.5c2 .8 3.2 2.6 3.5 5.5"/>',
    "capture": '<rect x="2.5" y="6" width="13" height="12" rx="2"/>'
    '<path d="M15.5 11l6-3.5v9l-6-3.5"/>',
    "review": '<path d="M12 3c4.5 0 7 3 7 7.5S16 21 12 21s-7-6-7-10.500S7.500 3 12 3z"/>'
    '<path d="M8.500 10h1.500M14 10h1.500M9.500 16c1.500 1 3.500 1 5 0"/>',
    "results": '<path d="M4 20V10M10 20V4M16 20v-7M21 20H2.500"/>',
    "recovery": '<path d="M3 18l5-6 4 3 8-10"/><path d="M15.500 5H20v4.500"/><path d="M3 21h18"/>',
    "report": '<path d="M6 2.500h8l4.500 4.500v14.500H6z"/><path d="M14 2.500V7h4.500"/>'
    '<path d="M9 12h6M9 16h6"/>',
    "settings": '<circle cx="12" cy="12" r="3"/>'
    '<path d="M12 2.500v3M12 18.500v3M2.500 12h3M18.500 12h3"/>'
    '<path d="M5.300 5.300l2.100 2.100M16.600 16.600l2.100 2.100"/>'
    '<path d="M5.300 18.700l2.100-2.100M16.600 7.400l2.100-2.100"/>',
    "help": '<circle cx="12" cy="12" r="9"/><path d="M9.500 9.500a2.500 2.500 0 1 1 3.500 2.300'
    'c-.7.4-1 .9-1 1.700"/><path d="M12 17v.1"/>',
    "play": '<path d="M7 4.500l12 7.500-12 7.500z"/>',
    "pause": '<path d="M8 5v14M16 5v14"/>',
}


def icon(name: str, palette: Palette) -> QIcon:
    """A sign in the colours of the palette; paler where it cannot be clicked.

    Raises:
        KeyError: There is no such sign.
    """
    made = QIcon()
    for colour, mode in ((palette.ink, QIcon.Mode.Normal), (palette.faint, QIcon.Mode.Disabled)):
        made.addPixmap(_drawn(_STROKES[name], colour), mode)
    return made


def _drawn(strokes: str, colour: str) -> QPixmap:
    picture = QPixmap(_SIZE_PX, _SIZE_PX)
    picture.fill(Qt.GlobalColor.transparent)
    svg = _SVG.format(colour=colour, strokes=strokes)
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(0, 0, _SIZE_PX, _SIZE_PX))
    painter.end()
    return picture
