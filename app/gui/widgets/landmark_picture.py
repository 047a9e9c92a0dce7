"""A small picture of a face in landmarks that marks those behind a number."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Mapping
from typing import Final

import numpy as np
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QPolygonF

from app.gui.theme import Palette
from core.landmarks import OUTLINES, Side
from core.types import FloatArray

_MARGIN_SHARE: Final = 0.08
_DOT_SHARE: Final = 0.006
_MARK_SHARE: Final = 0.017
_LETTER_SHARE: Final = 0.075


def landmark_image(
    face: FloatArray,
    marked: Mapping[Side, Iterable[int]],
    palette: Palette,
    *,
    size_px: int,
    letters: tuple[str, str],
) -> QImage:
    """The face from the front, the patient's right on the left, as on a picture.

    Args:
        face: float64 (68, 3) in face axes: x to the patient's left, y up.
        marked: Landmarks to mark in the colour of each side.
        palette: Colours.
        size_px: Width and height of the picture.
        letters: What marks the patient's right and left.
    """
    image = QImage(size_px, size_px, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(QColor(palette.card))
    places = _places(face, size_px)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(palette.line), 1.5))
    for outline in OUTLINES:
        painter.drawPolyline(QPolygonF([places[point] for point in outline]))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(palette.muted))
    for place in places:
        painter.drawEllipse(place, _DOT_SHARE * size_px, _DOT_SHARE * size_px)
    for side, points in marked.items():
        painter.setBrush(palette.side(side))
        for point in points:
            painter.drawEllipse(places[point], _MARK_SHARE * size_px, _MARK_SHARE * size_px)
    _draw_letters(painter, palette, size_px, letters)
    painter.end()
    return image


def _places(face: FloatArray, size_px: int) -> list[QPointF]:
    """Where each landmark lies on the picture."""
    flat = face[:, :2] * (1.0, -1.0)
    low, high = flat.min(axis=0), flat.max(axis=0)
    scale = size_px * (1 - 2 * _MARGIN_SHARE) / float((high - low).max())
    centred = (flat - (low + high) / 2) * scale + size_px / 2
    return [QPointF(float(x), float(y)) for x, y in np.asarray(centred)]


def _draw_letters(
    painter: QPainter, palette: Palette, size_px: int, letters: tuple[str, str]
) -> None:
    font = painter.font()
    font.setPixelSize(max(1, round(_LETTER_SHARE * size_px)))
    font.setBold(True)
    painter.setFont(font)
    corner = round(_MARGIN_SHARE * size_px / 2)
    area = painter.viewport().adjusted(corner, corner, -corner, -corner)
    sides = (Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight)
    painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # a face is no text
    for side, letter, edge in zip((Side.RIGHT, Side.LEFT), letters, sides, strict=True):
        painter.setPen(palette.text_of(side))
        painter.drawText(area, edge | Qt.AlignmentFlag.AlignTop, letter)


def as_data_url(image: QImage) -> str:
    """The picture within a text, for tips."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stub knows no QIODevice here
    buffer.close()
    return "data:image/png;base64," + base64.b64encode(data.data()).decode()
