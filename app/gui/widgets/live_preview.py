"""The camera's picture as in a mirror, with the patient's sides named and the landmarks on it."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.gui.capture.live import LivePicture
from app.gui.theme import DARK, SMALL_PT, TITLE_PT, Palette
from core.landmarks import Side, side_of
from core.types import FloatArray

_DOT_PX: Final = 2.4
_RING: Final = QColor("#ffffff")
_RING_PX: Final = 1.3
"""Ring around a landmark, as the review draws it."""

_EDGE_PX: Final = 4
_NOTE_GAP_PX: Final = 10
_NOTE_PAD_PX: Final = (8.0, 4.0)
_NOTE_GROUND: Final = QColor(0, 0, 0, 150)
_NOTE: Final = QColor("#ffffff")
_RECORDING: Final = QColor("#ff8a80")
_S_PER_MIN: Final = 60


class LivePreview(QWidget):
    """Shows the newest picture as in a mirror; the recording keeps what the camera gave.

    Args:
        palette: Colours of the sides.
        parent: Owner.
        clock: Monotonic time.
    """

    def __init__(
        self,
        palette: Palette,
        parent: QWidget | None = None,
        *,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(parent)
        self._palette, self._clock = palette, clock
        self._image: QImage | None = None
        self._points: FloatArray | None = None
        self._words = ""
        self._began_s: float | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Camera picture, mirrored"))

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """A picture of 4 to 3."""
        return QSize(640, 480)

    def show_image(self, image: QImage | None) -> None:
        """Show a picture as the camera took it, without landmarks; None: nothing."""
        self._image, self._points = image, None
        self.update()

    def show_picture(self, picture: LivePicture) -> None:
        """Show a picture and the landmarks that belong to it."""
        self._image, self._points = picture.image, picture.points
        self.update()

    def show_recording(self, recording: bool) -> None:
        """Frame the picture in red while it is recorded, and say for how long it has been."""
        if recording != (self._began_s is not None):
            self._began_s = self._clock() if recording else None
            self.update()

    @property
    def notes(self) -> tuple[str, ...]:
        """What stands in the upper corners of the picture: that it is mirrored, and recorded."""
        mirrored = self.tr("Mirror view")
        if self._began_s is None:
            return (mirrored,)
        minutes, seconds = divmod(int(self._clock() - self._began_s), _S_PER_MIN)
        return (mirrored, "● " + self.tr("Recording {0}").format(f"{minutes:02d}:{seconds:02d}"))

    def say(self, words: str) -> None:
        """Words over the picture, for instance that the camera is lost; "" for none."""
        if words != self._words:
            self._words = words
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw."""
        painter = QPainter(self)
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # a mirror is no text
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(self._palette.sunken))
        place = self._place()
        if self._image is not None and place is not None:
            painter.save()
            painter.translate(place.center())
            painter.scale(-1.0, 1.0)
            painter.translate(-place.center())
            painter.drawImage(place, self._image)
            painter.restore()
            self._draw_landmarks(painter, place)
            self._draw_sides(painter, place)
            if self._began_s is not None:
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(QColor(self._palette.bad), _EDGE_PX))
                painter.drawRect(place.adjusted(2, 2, -2, -2))
            self._draw_notes(painter, place)
        if self._words:
            self._draw_words(painter)
        painter.end()

    def _place(self) -> QRectF | None:
        """Where the picture lies, whole and in its own proportion."""
        if self._image is None or self._image.isNull():
            return None
        size = self._image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        return QRectF(
            (self.width() - size.width()) / 2,
            (self.height() - size.height()) / 2,
            size.width(),
            size.height(),
        )

    def _draw_landmarks(self, painter: QPainter, place: QRectF) -> None:
        if self._points is None:
            return
        painter.setPen(QPen(_RING, _RING_PX))
        for index, (x, y) in enumerate(self._points.tolist()):
            if math.isnan(x):
                continue  # lost
            painter.setBrush(self._palette.side(side_of(index)))
            painter.drawEllipse(
                QPointF(place.right() - x * place.width(), place.top() + y * place.height()),
                _DOT_PX,
                _DOT_PX,
            )

    def _draw_sides(self, painter: QPainter, place: QRectF) -> None:
        """In a mirror the patient's right is on the right."""
        painter.setFont(_font(painter, TITLE_PT, bold=True))
        for side, word, corner in (
            (Side.RIGHT, self.tr("RIGHT"), Qt.AlignmentFlag.AlignRight),
            (Side.LEFT, self.tr("LEFT"), Qt.AlignmentFlag.AlignLeft),
        ):
            at = corner | Qt.AlignmentFlag.AlignBottom
            _draw_badge(painter, place, at, word, DARK.side(side))

    def _draw_notes(self, painter: QPainter, place: QRectF) -> None:
        """Small, in the upper corners; what is recorded on the left, in bold."""
        for number, note in enumerate(self.notes):
            painter.setFont(_font(painter, SMALL_PT, bold=number > 0))
            corner = Qt.AlignmentFlag.AlignLeft if number else Qt.AlignmentFlag.AlignRight
            at, colour = corner | Qt.AlignmentFlag.AlignTop, _RECORDING if number else _NOTE
            _draw_badge(painter, place, at, note, colour)

    def _draw_words(self, painter: QPainter) -> None:
        font = QFont(painter.font())
        font.setPointSize(TITLE_PT)
        painter.setFont(font)
        box = QRectF(self.rect()).adjusted(24, 24, -24, -24)
        painter.setPen(QPen(QColor(self._palette.ink)))
        if self._image is not None:
            ground = QColor(self._palette.window)
            ground.setAlphaF(0.85)
            painter.fillRect(self.rect(), ground)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._words)


def _font(painter: QPainter, size_pt: int, *, bold: bool) -> QFont:
    font = QFont(painter.font())
    font.setPointSize(size_pt)
    font.setBold(bold)
    return font


def _draw_badge(
    painter: QPainter, place: QRectF, corner: Qt.AlignmentFlag, text: str, colour: QColor
) -> None:
    """Words in the painter's font on a dark ground, in a corner of the picture."""
    pad_x, pad_y = _NOTE_PAD_PX
    inner = place.adjusted(_NOTE_GAP_PX, _NOTE_GAP_PX, -_NOTE_GAP_PX, -_NOTE_GAP_PX)
    size = painter.fontMetrics().size(0, text)
    box = QRectF(0, 0, size.width() + 2 * pad_x, size.height() + 2 * pad_y)
    box.moveTopLeft(inner.topLeft())
    if corner & Qt.AlignmentFlag.AlignRight:
        box.moveRight(inner.right())
    if corner & Qt.AlignmentFlag.AlignBottom:
        box.moveBottom(inner.bottom())
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_NOTE_GROUND)
    painter.drawRoundedRect(box, 5, 5)
    painter.setPen(colour)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
