"""Visits and treatments of a patient on one axis of time."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.gui import words
from app.gui.theme import Palette

_MARGIN_PX = 14
_VISIT_Y_PX = 36
_LANE_PX = 18
_FIRST_LANE_PX = 58
_ONSET_PX = 9
_DOT_PX = 6
_BAR_PX = 8
_MOST_LANES = 4
_AXIS_PX = 20


@dataclass(frozen=True, slots=True)
class TimelineEvent:
    """Something with a beginning and perhaps an end.

    Attributes:
        name: For the tip and the screen reader.
        start: First day.
        end: Last day, or None for one day.
    """

    name: str
    start: dt.date
    end: dt.date | None = None


class Timeline(QWidget):
    """Draws the onset, the visits as dots and the treatments as bars.

    Signals:
        visit_clicked: Position of the visit that was clicked.
    """

    visit_clicked = Signal(int)

    def __init__(self, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._palette = palette
        self._onset: dt.date | None = None
        self._visits: tuple[dt.date, ...] = ()
        self._events: tuple[TimelineEvent, ...] = ()
        self._chosen = -1
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As high as its lanes."""
        lanes = min(len(self._events), _MOST_LANES)
        return QSize(320, _FIRST_LANE_PX + lanes * _LANE_PX + _AXIS_PX)

    def set_palette(self, palette: Palette) -> None:
        """Draw in other colours."""
        self._palette = palette
        self.update()

    def show_course(
        self,
        onset: dt.date | None,
        visits: tuple[dt.date, ...],
        events: tuple[TimelineEvent, ...],
        *,
        chosen: int = -1,
    ) -> None:
        """Draw another course.

        Args:
            onset: First day of the palsy.
            visits: Days of the visits, earliest first.
            events: Treatments and other events.
            chosen: Position of the chosen visit, or -1.
        """
        self._onset, self._visits, self._events, self._chosen = onset, visits, events, chosen
        told = [f"{words.day(one.start)} {one.name}" for one in events]
        self.setAccessibleName(self.tr("Course of treatment"))
        self.setAccessibleDescription(
            "; ".join((*(words.day(one) for one in visits), *told)) or self.tr("nothing recorded")
        )
        self.updateGeometry()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw."""
        span = self._span()
        if span is None:
            return
        painter = QPainter(self)
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # time runs so everywhere
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_axis(painter, span)
        for number, event in enumerate(self._events):
            self._draw_event(painter, event, number % _MOST_LANES)
        for number, day in enumerate(self._visits):
            centre = QPointF(self._x_of(day), _VISIT_Y_PX)
            chosen = number == self._chosen
            painter.setPen(QPen(QColor(self._palette.accent), 2))
            painter.setBrush(QColor(self._palette.accent if chosen else self._palette.card))
            painter.drawEllipse(centre, _DOT_PX, _DOT_PX)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Choose the visit under the mouse."""
        found = self._visit_at(event.position())
        if found is not None:
            self.visit_clicked.emit(found)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Say what lies under the mouse."""
        text = self._words_at(event.position())
        self.setCursor(
            Qt.CursorShape.PointingHandCursor
            if self._visit_at(event.position()) is not None
            else Qt.CursorShape.ArrowCursor
        )
        QToolTip.showText(event.globalPosition().toPoint(), text, self)

    def _span(self) -> tuple[dt.date, dt.date] | None:
        days = [*self._visits, *((self._onset,) if self._onset else ())]
        for event in self._events:
            days += [event.start, event.end or event.start]
        return (min(days), max(days)) if days else None

    def _x_of(self, day: dt.date) -> float:
        first, last = self._span() or (day, day)
        length_days = max(1, (last - first).days)
        usable_px = self.width() - 2 * _MARGIN_PX
        return _MARGIN_PX + usable_px * (day - first).days / length_days

    def _draw_axis(self, painter: QPainter, span: tuple[dt.date, dt.date]) -> None:
        painter.setPen(QPen(QColor(self._palette.line), 2))
        painter.drawLine(
            QPointF(_MARGIN_PX, _VISIT_Y_PX), QPointF(self.width() - _MARGIN_PX, _VISIT_Y_PX)
        )
        painter.setPen(QColor(self._palette.muted))
        if self._onset:
            x = self._x_of(self._onset)
            painter.drawText(self._onset_box(x), Qt.AlignmentFlag.AlignCenter, self.tr("Onset"))
            painter.setPen(QPen(QColor(self._palette.bad), 2))
            painter.drawLine(
                QPointF(x, _VISIT_Y_PX - _ONSET_PX), QPointF(x, _VISIT_Y_PX + _ONSET_PX)
            )
            painter.setPen(QColor(self._palette.muted))
        row = QRectF(_MARGIN_PX, self.height() - _AXIS_PX, self.width() - 2 * _MARGIN_PX, _AXIS_PX)
        painter.drawText(row, Qt.AlignmentFlag.AlignLeft, words.day(span[0]))
        if span[0] != span[1]:
            painter.drawText(row, Qt.AlignmentFlag.AlignRight, words.day(span[1]))

    def _onset_box(self, x: float) -> QRectF:
        """Where the word above the mark of the onset stands, within the widget."""
        metrics = self.fontMetrics()
        width_px = metrics.horizontalAdvance(self.tr("Onset"))
        left = min(max(x - width_px / 2, 0.0), max(0.0, self.width() - width_px))
        return QRectF(left, _VISIT_Y_PX - _ONSET_PX - metrics.height(), width_px, metrics.height())

    def _draw_event(self, painter: QPainter, event: TimelineEvent, lane: int) -> None:
        box = self._event_box(event, lane)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._palette.poor))
        painter.drawRoundedRect(box, _BAR_PX / 2, _BAR_PX / 2)
        painter.setPen(QColor(self._palette.ink))
        room = QRectF(box.right() + 6, box.top() - 5, self.width() - box.right() - 8, _LANE_PX)
        text = painter.fontMetrics().elidedText(
            event.name, Qt.TextElideMode.ElideRight, int(max(0.0, room.width()))
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft, text)

    def _event_box(self, event: TimelineEvent, lane: int) -> QRectF:
        start, end = self._x_of(event.start), self._x_of(event.end or event.start)
        top = _FIRST_LANE_PX + lane * _LANE_PX
        return QRectF(start - _BAR_PX / 2, top, max(_BAR_PX, end - start + _BAR_PX), _BAR_PX)

    def _visit_at(self, place: QPointF) -> int | None:
        for number, day in enumerate(self._visits):
            away = place - QPointF(self._x_of(day), _VISIT_Y_PX)
            if abs(away.x()) <= 2 * _DOT_PX and abs(away.y()) <= 2 * _DOT_PX:
                return number
        return None

    def _words_at(self, place: QPointF) -> str:
        visit = self._visit_at(place)
        if visit is not None:
            return self.tr("Visit {0}: {1}").format(visit + 1, words.day(self._visits[visit]))
        for number, event in enumerate(self._events):
            if self._event_box(event, number % _MOST_LANES).contains(place):
                until = f" – {words.day(event.end)}" if event.end else ""
                return f"{event.name}: {words.day(event.start)}{until}"
        if self._onset:
            x = self._x_of(self._onset)
            if abs(place.x() - x) <= _DOT_PX or self._onset_box(x).contains(place):
                return self.tr("Onset: {0}").format(words.day(self._onset))
        return ""
