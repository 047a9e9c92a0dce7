"""The course of a measure on both sides over the time of a clip, with a cursor on the video."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QColor, QCursor, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QVBoxLayout, QWidget

from app.clip_review import Gap, MovementMarks
from app.gui import words
from app.gui.theme import Palette
from app.gui.widgets.axes import number_axes
from app.gui.widgets.landmark_words import left_out_words
from assessment.report.numbers import axis_label
from assessment.results import Curve
from assessment.signals import runs
from core.landmarks import Side
from core.types import FloatArray

DASH: Final = (5.0, 2.7)
"""Of the patient's left side, in widths of the line; the right side's line is unbroken."""

_LINE_PX: Final = 2.0
_MARK_PX: Final = 11
_NEAR_PX: Final = 8.0
_BAND_ALPHA: Final = 46
_GAP_ALPHA: Final = 60
_SMALLEST_PX: Final = 170
_ONSET, _PEAK, _END = "t2", "t1", "t3"
"""Triangles of pyqtgraph that point right, up and left."""


def band_colours(palette: Palette) -> tuple[QColor, QColor]:
    """The fillings of plateaus and of frames that are not measured; the ground shows through."""
    plateau, lost = QColor(palette.muted), QColor(palette.bad)
    plateau.setAlpha(_BAND_ALPHA)
    lost.setAlpha(_GAP_ALPHA)
    return plateau, lost


def on_ground(filling: QColor, ground: str) -> QColor:
    """How a filling that lets its ground through looks on it."""
    under, share = QColor(ground), filling.alphaF()
    return QColor.fromRgbF(
        share * filling.redF() + (1.0 - share) * under.redF(),
        share * filling.greenF() + (1.0 - share) * under.greenF(),
        share * filling.blueF() + (1.0 - share) * under.blueF(),
    )


class CurvePlot(QWidget):
    """Right against left.

    Args:
        palette: Colours.
        parent: Owner.

    Signals:
        time_chosen: Seconds at which somebody clicked, or to which the cursor was moved.
    """

    time_chosen = Signal(float)

    def __init__(self, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._palette = palette
        self._duration_s = 0.0
        self._marks: tuple[MovementMarks, ...] = ()
        self._gaps: tuple[Gap, ...] = ()
        self._items: list[Any] = []  # pyqtgraph carries no types
        self._plot = pg.PlotWidget(
            background=QColor(palette.card), axisItems=number_axes(), enableMenu=False
        )
        # Time runs so in every language, with the numbers at the left.
        self._plot.getPlotItem().setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._plot.hideButtons()
        self._plot.setMouseEnabled(x=True, y=False)
        for name in ("left", "bottom"):
            axis = self._plot.getAxis(name)
            axis.setPen(QColor(palette.line))
            axis.setTextPen(QColor(palette.muted))
            axis.enableAutoSIPrefix(False)
        self._cursor = pg.InfiniteLine(angle=90, movable=True)
        self._cursor.setZValue(10)
        self._cursor.sigDragged.connect(self._tell_dragged)
        self._plot.addItem(self._cursor)
        self._plot.scene().sigMouseClicked.connect(self._tell_clicked)
        self._plot.scene().sigMouseMoved.connect(self._tell_words)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._plot)
        self.setMinimumHeight(_SMALLEST_PX)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def plot(self) -> Any:  # noqa: ANN401 - pyqtgraph carries no types
        """The plot inside, for tests."""
        return self._plot

    @property
    def cursor_s(self) -> float:
        """Where the cursor stands."""
        return float(self._cursor.value())

    def show_curve(
        self,
        curve: Curve | None,
        marks: Sequence[MovementMarks],
        gaps: Sequence[Gap],
        *,
        duration_s: float,
    ) -> None:
        """Draw another curve.

        Args:
            curve: The measure; None for an empty plot.
            marks: The movements.
            gaps: Frames that are not measured.
            duration_s: Length of the clip.
        """
        same_clip = duration_s == self._duration_s
        self._duration_s = duration_s
        self._marks, self._gaps = tuple(marks), tuple(gaps)
        for item in self._items:
            self._plot.removeItem(item)
        self._items = []
        self._plot.setLimits(xMin=0.0, xMax=max(duration_s, 0.1))
        if curve is None:
            return
        self._plot.setLabel("bottom", self.tr("seconds"), color=self._palette.muted)
        self._plot.setLabel("left", axis_label(curve.unit), color=self._palette.muted)
        self._cursor.setPen(self._pen(self._palette.ink))
        self._draw_bands()
        self._draw_sides(curve)
        self._draw_marks(curve)
        if not same_clip:
            self._plot.setXRange(0.0, duration_s, padding=0.0)
        self._describe(curve)

    def set_time(self, time_s: float) -> None:
        """Put the cursor at a time."""
        self._cursor.setValue(time_s)

    def words_at(self, time_s: float, *, within_s: float) -> str:
        """What is said of a time: a mark near it, or why it is not measured; else ""."""
        for number, marks in enumerate(self._marks, start=1):
            for name, moment_s in self._moments(marks):
                if abs(moment_s - time_s) <= within_s:
                    return self.tr("Movement {0}: {1} at {2} s").format(
                        number, name, words.number(moment_s, 2)
                    )
        for gap in self._gaps:
            if gap.start_s - within_s / 2 <= time_s <= gap.end_s + within_s / 2:
                return left_out_words(gap.reason)
        return ""

    def _moments(self, marks: MovementMarks) -> tuple[tuple[str, float], ...]:
        return (
            (self.tr("onset"), marks.repetition.onset_s),
            (self.tr("peak"), marks.peak_s),
            (self.tr("end"), marks.repetition.offset_s),
        )

    def _add(self, item: Any) -> None:  # noqa: ANN401 - pyqtgraph carries no types
        self._plot.addItem(item)
        self._items.append(item)

    def _pen(self, colour: QColor | str) -> QPen:
        """A line as wide on every screen; pyqtgraph counts the pixels of the screen."""
        pen: QPen = pg.mkPen(colour, width=_LINE_PX * self.devicePixelRatioF())
        return pen

    def _draw_bands(self) -> None:
        plateaus = [
            (one.repetition.plateau_start_s, one.repetition.plateau_end_s) for one in self._marks
        ]
        lost = [(gap.start_s, gap.end_s) for gap in self._gaps]
        for bands, filling in zip((plateaus, lost), band_colours(self._palette), strict=True):
            for band in bands:
                region = pg.LinearRegionItem(band, movable=False, brush=filling, pen=pg.mkPen(None))
                region.setZValue(-10)
                self._add(region)

    def _draw_sides(self, curve: Curve) -> None:
        for side, values in ((Side.RIGHT, curve.right), (Side.LEFT, curve.left)):
            pen = self._pen(self._palette.side(side))
            if side is Side.LEFT:
                pen.setDashPattern(DASH)
            times_s, broken = _with_breaks(curve.times_s, values)
            self._add(pg.PlotCurveItem(times_s, broken, pen=pen, connect="finite", antialias=True))

    def _draw_marks(self, curve: Curve) -> None:
        """Triangles on the side that is higher at the peak."""
        spots = []
        for marks in self._marks:
            sides = curve.right, curve.left
            values = max(sides, key=lambda one: np.interp(marks.peak_s, curve.times_s, one))
            for (_, moment_s), symbol in zip(
                self._moments(marks), (_ONSET, _PEAK, _END), strict=True
            ):
                height = float(np.interp(moment_s, curve.times_s, values))
                spots.append({"pos": (moment_s, height), "symbol": symbol})
        ink = QColor(self._palette.ink)
        edge = pg.mkPen(self._palette.card)
        self._add(pg.ScatterPlotItem(spots, size=_MARK_PX, brush=ink, pen=edge, antialias=True))

    def _describe(self, curve: Curve) -> None:
        """For screen readers."""
        self.setAccessibleName(
            self.tr("Curve of {0}, right and left; movements found: {1}").format(
                curve.measure_id, len(self._marks)
            )
        )

    def _time_at(self, place: QPointF) -> float | None:
        """Seconds at a place of the scene; None outside the axes."""
        box = self._plot.getViewBox()
        if not box.sceneBoundingRect().contains(place):
            return None
        return float(box.mapSceneToView(place).x())

    def _tell_clicked(self, event: Any) -> None:  # noqa: ANN401 - pyqtgraph carries no types
        time_s = self._time_at(event.scenePos())
        if time_s is not None and event.button() == Qt.MouseButton.LeftButton:
            self.time_chosen.emit(time_s)

    def _tell_dragged(self) -> None:
        self.time_chosen.emit(self.cursor_s)

    def _tell_words(self, place: QPointF) -> None:
        time_s = self._time_at(place)
        text = ""
        if time_s is not None:
            second_px = self._plot.getViewBox().viewPixelSize()[0]
            text = self.words_at(time_s, within_s=_NEAR_PX * second_px)
        QToolTip.showText(QCursor.pos(), text, self)


def _with_breaks(times_s: FloatArray, values: FloatArray) -> tuple[FloatArray, FloatArray]:
    """A missing value between frames that must not be joined."""
    ends = [run.stop for run in runs(times_s)[:-1]]
    return np.insert(times_s, ends, times_s[ends] if ends else []), np.insert(values, ends, np.nan)
