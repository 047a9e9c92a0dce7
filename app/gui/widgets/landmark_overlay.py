"""The 68 landmarks drawn over a picture of a face, side by side in their colours and letters."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Final

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen

from app.clip_review import FrameLandmarks
from app.gui.theme import Palette
from assessment.gating import MINIMUM_CONFIDENCE
from core import landmarks as lm
from core.landmarks import Side, side_of
from core.types import POINT_COUNT

ToView = Callable[[float, float], QPointF]
"""From a place in the picture, pixels, to one in the widget."""

_POINT_PX: Final = 3.2
_HOLLOW_PX: Final = 3.6
_HOLLOW_LINE_PX: Final = 1.6
_PLACED_PX: Final = 5.0
_RING_PX: Final = 6.5
_HALO_PX: Final = 1.3
_LETTER_PX: Final = 22
_LETTER_GAP_PX: Final = 20.0
_OUTLINE_ALPHA: Final = 150
_READABLE_LIGHTNESS: Final = 110
_EDGE: Final = QColor("#ffffff")
_LETTER_GROUND: Final = QColor(0, 0, 0, 150)


class LandmarkOverlay:
    """Draws the landmarks of one frame.

    Sure points are filled and unsure ones hollow; a landmark placed by hand is a diamond with a
    line from where the detector had it; one that follows a placed one has a ring.

    Args:
        palette: Colours of the sides.
        letters: What is written on the patient's right and left side of the picture.
    """

    def __init__(self, palette: Palette, letters: tuple[str, str]) -> None:
        self._palette, self._letters = palette, letters

    def paint(
        self,
        painter: QPainter,
        landmarks: FrameLandmarks | None,
        *,
        to_view: ToView,
        picture: QRectF,
        chosen: int | None = None,
        letters_only: bool = False,
    ) -> None:
        """Draw.

        Args:
            painter: On the widget.
            landmarks: Of the frame; None draws the letters only.
            to_view: Where places of the picture lie in the widget.
            picture: Where the picture lies in the widget.
            chosen: The landmark under the mouse.
            letters_only: Leave the landmarks out.
        """
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        right, left = picture.topLeft(), picture.topRight()
        if landmarks is not None:
            places = [to_view(x, y) for x, y in landmarks.points_px.tolist()]
            right, left = (places[point] for point in lm.TEMPLE)
            if not letters_only:
                self._draw_landmarks(painter, landmarks, places, to_view)
                self._draw_ring(painter, places, chosen)
        self._draw_letters(painter, right, left, picture)

    def _draw_landmarks(
        self,
        painter: QPainter,
        landmarks: FrameLandmarks,
        places: list[QPointF],
        to_view: ToView,
    ) -> None:
        self._draw_outlines(painter, places)
        self._draw_moves(painter, landmarks, places, to_view)
        for point in range(POINT_COUNT):
            self._draw_point(painter, landmarks, places[point], point)

    def _draw_ring(self, painter: QPainter, places: list[QPointF], chosen: int | None) -> None:
        if chosen is not None:
            painter.setPen(QPen(_EDGE, 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(places[chosen], 2 * _RING_PX, 2 * _RING_PX)

    def _draw_outlines(self, painter: QPainter, places: list[QPointF]) -> None:
        for outline in lm.OUTLINES:
            for first, second in pairwise(outline):
                colour = self._palette.side(_side_of_both(first, second))
                colour.setAlpha(_OUTLINE_ALPHA)
                painter.setPen(QPen(colour, 1.2))
                painter.drawLine(places[first], places[second])

    def _draw_moves(
        self,
        painter: QPainter,
        landmarks: FrameLandmarks,
        places: list[QPointF],
        to_view: ToView,
    ) -> None:
        """Lines from the detector's places to those that a person chose."""
        painter.setPen(QPen(_EDGE, 1.5, Qt.PenStyle.DotLine))
        for point in sorted(landmarks.placed):
            painter.drawLine(to_view(*landmarks.detected_px[point].tolist()), places[point])

    def _draw_point(
        self, painter: QPainter, landmarks: FrameLandmarks, place: QPointF, point: int
    ) -> None:
        colour = self._palette.side(side_of(point))
        sure = landmarks.confidence[point] >= MINIMUM_CONFIDENCE
        if point in landmarks.carried:
            painter.setPen(QPen(_EDGE, 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(place, _RING_PX, _RING_PX)
        if point in landmarks.placed:
            painter.setPen(QPen(_EDGE, _HALO_PX))
            painter.setBrush(colour)
            painter.drawPolygon(_diamond(place, _PLACED_PX))
        elif sure:
            painter.setPen(QPen(_EDGE, _HALO_PX))
            painter.setBrush(colour)
            painter.drawEllipse(place, _POINT_PX, _POINT_PX)
        else:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            for pen, radius in (
                (QPen(_EDGE, _HALO_PX), _HOLLOW_PX + _HALO_PX),
                (QPen(colour, _HOLLOW_LINE_PX), _HOLLOW_PX),
            ):
                painter.setPen(pen)
                painter.drawEllipse(place, radius, radius)

    def _draw_letters(
        self, painter: QPainter, right: QPointF, left: QPointF, picture: QRectF
    ) -> None:
        """The side letters beside the temples, always within what is seen of the picture."""
        seen = picture.intersected(QRectF(painter.viewport()))
        outwards = 1.0 if left.x() >= right.x() else -1.0
        font = QFont(painter.font())
        font.setPixelSize(_LETTER_PX)
        font.setBold(True)
        painter.setFont(font)
        for side, letter, temple, away in (
            (Side.RIGHT, self._letters[0], right, -outwards),
            (Side.LEFT, self._letters[1], left, outwards),
        ):
            half = _LETTER_PX * 0.7
            x = temple.x() + away * (_LETTER_GAP_PX + half)
            x = min(max(x, seen.left() + half + 2), seen.right() - half - 2)
            y = min(max(temple.y(), seen.top() + half + 2), seen.bottom() - half - 2)
            box = QRectF(x - half, y - half, 2 * half, 2 * half)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(_LETTER_GROUND)
            painter.drawRoundedRect(box, 5, 5)
            painter.setPen(_bright(self._palette.side(side)))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, letter)


def nearest_point(
    landmarks: FrameLandmarks, place: QPointF, to_view: ToView, *, within_px: float
) -> int | None:
    """The landmark nearest to a place of the widget, if it is near enough."""
    views = [to_view(x, y) for x, y in landmarks.points_px.tolist()]
    away = np.hypot([one.x() - place.x() for one in views], [one.y() - place.y() for one in views])
    nearest = int(away.argmin())
    return nearest if away[nearest] <= within_px else None


def _side_of_both(first: int, second: int) -> Side:
    """The side of a line; that of the point which has one when the other lies on the midline."""
    side = side_of(first)
    return side if side is not Side.MIDLINE else side_of(second)


def _diamond(place: QPointF, radius: float) -> list[QPointF]:
    return [
        place + QPointF(0, -radius),
        place + QPointF(radius, 0),
        place + QPointF(0, radius),
        place + QPointF(-radius, 0),
    ]


def _bright(colour: QColor) -> QColor:
    """The colour light enough to be read on dark."""
    return colour.lighter(160) if colour.lightness() < _READABLE_LIGHTNESS else colour
