"""Which line and marker is which side."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.gui.theme import Palette
from assessment.report.theme import SIDE_DASH
from core.landmarks import Side

_KEY_PX: Final = 30.0
_GAP_PX: Final = 8.0
_BETWEEN_PX: Final = 22.0
_DOT_PX: Final = 4.5
_HEIGHT_PX: Final = 20


class SideLegend(QWidget):
    """The patient's right and left as they are drawn in charts.

    Args:
        palette: Colours.
        parent: Owner.
    """

    def __init__(self, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._palette = palette
        self._names = {Side.RIGHT: self.tr("patient's right"), Side.LEFT: self.tr("patient's left")}
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(
            self.tr("Patient's right: solid line, discs. Patient's left: dashed line, triangles.")
        )

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Both keys with their words."""
        widths = (self.fontMetrics().horizontalAdvance(name) for name in self._names.values())
        length = sum(width + _KEY_PX + _GAP_PX + _BETWEEN_PX for width in widths)
        return QSize(round(length), _HEIGHT_PX)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.draw(painter)
        painter.end()

    def draw(self, painter: QPainter) -> None:
        """Draw from the painter's origin on, as large as `sizeHint` says."""
        left_px = 0.0
        for side, name in self._names.items():
            self._draw_key(painter, side, left_px)
            painter.setPen(QColor(self._palette.ink))
            begin = left_px + _KEY_PX + _GAP_PX
            base = _HEIGHT_PX / 2 + self.fontMetrics().ascent() / 2 - 1
            painter.drawText(QPointF(begin, base), name)
            left_px = begin + self.fontMetrics().horizontalAdvance(name) + _BETWEEN_PX

    def _draw_key(self, painter: QPainter, side: Side, left_px: float) -> None:
        pen = QPen(self._palette.side(side), 2)
        dash = SIDE_DASH[side]
        if dash is not None:
            pen.setDashPattern(dash)
        painter.setPen(pen)
        middle = QPointF(left_px + _KEY_PX / 2, _HEIGHT_PX / 2)
        reach = QPointF(_KEY_PX / 2, 0)
        painter.drawLine(middle - reach, middle + reach)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._palette.side(side))
        if side is Side.RIGHT:
            painter.drawEllipse(middle, _DOT_PX, _DOT_PX)
        else:
            corners = (QPointF(-_DOT_PX, _DOT_PX), QPointF(_DOT_PX, _DOT_PX), QPointF(0, -_DOT_PX))
            painter.drawPolygon(QPolygonF([middle + corner for corner in corners]))
