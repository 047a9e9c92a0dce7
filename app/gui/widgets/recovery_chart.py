"""One quantity over the visits: values with intervals, noise, treatments, breaks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPen
from PySide6.QtWidgets import QGraphicsItem, QGraphicsRectItem, QSizePolicy, QWidget

from app.course import Chart, norm_words, told
from app.gui import words
from app.gui.theme import Palette
from assessment.report.numbers import span
from assessment.report.plot import ticks
from assessment.report.recovery import Band, Event, Point, Series, Timeline
from assessment.report.theme import SIDE_DASH
from core.landmarks import Side
from core.types import FloatArray

SIZE_PX: Final = QSize(440, 250)
_LINE_PX: Final = 2.0
_ONSET_PX: Final = 2.0
_ONSET_PLACE: Final = 0.5
"""Where its word begins, from the foot of the chart to its top."""
_DOT_PX: Final = 7
_DOTS: Final = {Side.RIGHT: "o", Side.LEFT: "t1", Side.MIDLINE: "o"}
_TIME_TICKS, _VALUE_TICKS = 7, 5
_TIME_MARGIN, _VALUE_MARGIN = 0.04, 0.06
_BAND_ALPHA, _NORM_ALPHA = 60, 45
_PERIOD_SHARE: Final = 0.02
_FLAG_SHARE: Final = 0.05
_BEYOND_SHARE, _BEYOND_PX = 0.015, 8
_FONT_PT: Final = "9pt"
_SMALL_PT: Final = 8
_TO: Final = "–"
_BREAK: Final = "∕∕"


class _TimeAxis(pg.AxisItem):  # type: ignore[misc]  # pyqtgraph ships no types
    """Days, weeks or months, as the report counts them."""

    def __init__(self, timeline: Timeline) -> None:
        super().__init__("bottom")
        self._unit_days = timeline.unit[1]

    def tickValues(self, low: float, high: float, _size: float) -> list[tuple[Any, list[float]]]:  # noqa: N802 - pyqtgraph's name
        """Round numbers of the unit, in days."""
        found = ticks(low / self._unit_days, high / self._unit_days, _TIME_TICKS)
        return [(None, [value * self._unit_days for value in found])]

    def tickStrings(  # noqa: N802 - pyqtgraph's name
        self, values: Sequence[float], _scale: float, _spacing: float
    ) -> list[str]:
        """The numbers in that unit."""
        return [words.number(value / self._unit_days) for value in values]


@dataclass(frozen=True, slots=True)
class Setting:
    """What all charts of a patient share.

    Attributes:
        timeline: Axis of time with the treatments.
        treatments: What each treatment on it is, by its number.
        onset: The palsy began at day 0, and that is on the axis.
        from_onset: Day 0 is that on which the palsy began, not the first visit.
    """

    timeline: Timeline
    treatments: Mapping[str, str]
    onset: bool
    from_onset: bool


class RecoveryChart(pg.PlotWidget):  # type: ignore[misc]  # pyqtgraph ships no types
    """Draws one chart; it neither zooms nor moves.

    Args:
        chart: The values.
        setting: What it shares with the others.
        palette: Colours.
        sharpness: Pixels of the paper per pixel of the widget, where it is drawn enlarged: the
            width of lines does not grow by itself.
        parent: Owner.
    """

    def __init__(
        self,
        chart: Chart,
        setting: Setting,
        palette: Palette,
        *,
        sharpness: float = 1.0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            parent,
            background=palette.card,
            axisItems={"bottom": _TimeAxis(setting.timeline)},
            enableMenu=False,
        )
        # Time runs so in every language, with the numbers at the left.
        self.getPlotItem().setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.chart = chart
        self._setting, self._palette, self._sharpness = setting, palette, sharpness
        self._low, self._high = _value_range(chart)
        self._make_axes()
        self._draw_norm()
        for line, band in zip(chart.panel.series, chart.bands, strict=False):
            self._draw_band(line.side, band)
        self._draw_events()
        for line in chart.panel.series:
            self._draw_series(line)
        self.setMinimumSize(SIZE_PX)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(words.catalogue(chart.panel.title))
        self.setAccessibleDescription(self._spoken())

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Half of the room beside the choices."""
        return SIZE_PX

    def _make_axes(self) -> None:
        plot, panel, palette = self.getPlotItem(), self.chart.panel, self._palette
        plot.setTitle(
            f"{words.catalogue(panel.title)}, {words.catalogue(panel.unit)}",
            color=palette.ink,
            size=_FONT_PT,
            bold=True,
        )
        for side in ("left", "bottom"):
            axis = plot.getAxis(side)
            axis.setPen(palette.line)
            axis.setTextPen(palette.muted)
            axis.setStyle(tickLength=0)
            axis.enableAutoSIPrefix(False)
        plot.getAxis("left").setWidth(38)
        values = [
            (value, words.number(value)) for value in ticks(self._low, self._high, _VALUE_TICKS)
        ]
        if panel.levels:
            values = [(float(place), name) for place, name in enumerate(panel.levels, 1)]
        plot.getAxis("left").setTicks([values])
        plot.setLabel("bottom", self._time_label(), color=palette.muted)
        for value, _ in values:
            self._add_level(value, self._pen(palette.line, 0.6))
        if panel.full is not None:
            dotted = self._pen(palette.muted, 1.0)
            dotted.setStyle(Qt.PenStyle.DotLine)
            self._add_level(panel.full, dotted)
        first, last = self._setting.timeline.first_day, self._setting.timeline.last_day
        margin = _TIME_MARGIN * max(last - first, 1.0)
        plot.setXRange(first - margin, max(last, first + 1.0) + margin, padding=0)
        plot.setYRange(self._low, self._high, padding=0)
        plot.setMouseEnabled(x=False, y=False)
        plot.hideButtons()

    def _time_label(self) -> str:
        said = QCoreApplication.translate("RecoveryChart", "{0} since the first visit")
        if self._setting.from_onset:
            said = QCoreApplication.translate("RecoveryChart", "{0} since onset")
        return said.format(words.catalogue(self._setting.timeline.unit[0]))

    def _add_level(self, value: float, pen: QPen) -> None:
        self.addItem(pg.InfiniteLine(value, angle=0, pen=pen))

    def _pen(self, colour: str | QColor, width_px: float) -> QPen:
        """A pen whose width does not follow the axes."""
        pen = QPen(QColor(colour), width_px * self._sharpness)
        pen.setCosmetic(True)
        return pen

    def _draw_norm(self) -> None:
        norm = self.chart.norm
        if norm is None:
            return
        colour = QColor(self._palette.good)
        colour.setAlpha(_NORM_ALPHA)
        timeline = self._setting.timeline
        box = QRectF(
            timeline.first_day, norm.mean - norm.sd, max(_length(timeline), 1.0), 2 * norm.sd
        )
        self._add_box(box, QBrush(colour), words.catalogue(norm_words(norm)))

    def _draw_band(self, side: Side, band: Band | None) -> None:
        if band is None:
            return
        colour = self._palette.side(side)
        colour.setAlpha(_BAND_ALPHA)
        box = QRectF(
            band.first_day, band.centre - band.half, band.last_day - band.first_day, 2 * band.half
        )
        tip = self.tr("Measurement error around the previous visit: no change is told within it")
        self._add_box(box, QBrush(colour), tip)

    def _add_box(self, box: QRectF, brush: QBrush, tip: str) -> None:
        item = QGraphicsRectItem(box)
        item.setPen(QPen(Qt.PenStyle.NoPen))
        item.setBrush(brush)
        self._add_told(item, tip)

    def _add_told(self, item: QGraphicsItem, tip: str) -> None:
        item.setToolTip(tip)
        self.addItem(item, ignoreBounds=True)

    def _draw_events(self) -> None:
        setting, palette = self._setting, self._palette
        if setting.onset:
            self._draw_onset()
        for event in setting.timeline.events:
            pen = self._pen(palette.poor, 1.0)
            line = pg.InfiniteLine(event.first_day, angle=90, pen=pen)
            self._add_told(line, setting.treatments.get(event.tag, event.tag))
            if event.last_day is not None:
                height = _PERIOD_SHARE * (self._high - self._low)
                box = QRectF(
                    event.first_day, self._high - height, event.last_day - event.first_day, height
                )
                tip = setting.treatments.get(event.tag, event.tag)
                self._add_box(box, QBrush(QColor(palette.poor)), tip)
        middle = (setting.timeline.first_day + setting.timeline.last_day) / 2
        for day, text, tags in _flags(setting.timeline):
            inwards = (float(day > middle), 0.0)
            flag = pg.TextItem(text, color=palette.on_accent, fill=palette.poor, anchor=inwards)
            flag.setPos(day, self._high)
            self._add_told(flag, "\n".join(setting.treatments.get(tag, tag) for tag in tags))

    def _draw_onset(self) -> None:
        """The line, and its word upright at its left, where the curves have not begun."""
        line = pg.InfiniteLine(0.0, angle=90, pen=self._pen(self._palette.bad, _ONSET_PX))
        word = pg.TextItem(self.tr("onset"), color=self._palette.bad, anchor=(0.0, 1.0), angle=90.0)
        font = word.textItem.font()
        font.setPointSize(_SMALL_PT)
        word.setFont(font)
        word.textItem.document().setDocumentMargin(1)
        word.setPos(0.0, self._low + _ONSET_PLACE * (self._high - self._low))
        for item in (line, word):
            self._add_told(item, self.tr("Onset"))

    def _draw_series(self, line: Series) -> None:
        alone = line.side is Side.MIDLINE
        colour = QColor(self._palette.accent) if alone else self._palette.side(line.side)
        pen = self._pen(colour, _LINE_PX)
        dash = SIDE_DASH[line.side]
        if dash is not None:
            pen.setDashPattern(dash)
        for run in line.runs():
            days, values = _positions(run, stepped=bool(self.chart.panel.levels))
            self.addItem(pg.PlotDataItem(days, values, pen=pen, antialias=True))
        for before, after in zip(line.points, line.points[1:], strict=False):
            if after.apart:
                self._draw_break(before, after)
        self._draw_points(line, colour)

    def _draw_points(self, line: Series, colour: QColor) -> None:
        points = line.points
        if not points:
            return
        days = np.array([point.day for point in points])
        values = np.array([point.estimate.value for point in points])
        above = np.array([point.estimate.upper for point in points]) - values
        below = values - np.array([point.estimate.lower for point in points])
        pen = self._pen(self._palette.muted, 1.0)
        if self.chart.resting:
            above = below = np.zeros(len(points))
        self.addItem(pg.ErrorBarItem(x=days, y=values, top=above, bottom=below, pen=pen))
        for beyond, edge, symbol in (
            (values + above > self._high, self._high, "t1"),
            (values - below < self._low, self._low, "t"),
        ):
            if beyond.any():
                self._mark_beyond(days[beyond], edge, symbol)
        self.addItem(
            pg.ScatterPlotItem(
                days,
                values,
                symbol=_DOTS[line.side],
                size=_DOT_PX,
                brush=colour,
                pen=pg.mkPen(self._palette.card, width=1),
                hoverable=True,
                data=[self._point_words(line, point) for point in points],
                tip=lambda x, y, data: data,  # noqa: ARG005 - pyqtgraph gives them by name
            )
        )

    def _mark_beyond(self, days: FloatArray, edge: float, symbol: str) -> None:
        """Where bars go on beyond the axis."""
        inwards = _BEYOND_SHARE * (self._high - self._low) * (-1 if edge == self._high else 1)
        colour = QColor(self._palette.muted)
        heights = np.full(len(days), edge + inwards)
        arrows = pg.ScatterPlotItem(
            days, heights, symbol=symbol, size=_BEYOND_PX, brush=colour, pen=None
        )
        arrows.setZValue(1)  # above the flags of treatments
        self.addItem(arrows)

    def _draw_break(self, before: Point, after: Point) -> None:
        mark = pg.TextItem(_BREAK, color=self._palette.muted, anchor=(0.5, 0.5))
        middle = (before.estimate.value + after.estimate.value) / 2
        mark.setPos((before.day + after.day) / 2, middle)
        self._add_told(mark, self.tr("Not comparable: {0}").format(words.catalogue(after.apart)))

    def _point_words(self, line: Series, point: Point) -> str:
        side = {
            Side.RIGHT: self.tr("Patient's right: "),
            Side.LEFT: self.tr("Patient's left: "),
            Side.MIDLINE: "",
        }[line.side]
        value = words.catalogue(told(self.chart, point))
        return f"{side}{value} · {words.catalogue(span(round(point.day)))}"

    def _spoken(self) -> str:
        parts = [
            self._point_words(line, point)
            + (
                self.tr(", not comparable: {0}").format(words.catalogue(point.apart))
                if point.apart
                else ""
            )
            for line in self.chart.panel.series
            for point in line.points
        ]
        return "; ".join(parts)


def _length(timeline: Timeline) -> float:
    return timeline.last_day - timeline.first_day


def _value_range(chart: Chart) -> tuple[float, float]:
    """The axis of values: what the panel asks for, all values, bands and the norm."""
    panel = chart.panel
    values = [point.estimate.value for line in panel.series for point in line.points]
    for band in chart.bands:
        if band is not None:
            values += [band.centre - band.half, band.centre + band.half]
    if chart.norm is not None:
        values += [chart.norm.mean - chart.norm.sd, chart.norm.mean + chart.norm.sd]
    low, high = min([panel.low, *values]), max([panel.high, *values])
    high = high if high > low else low + 1.0
    margin = _VALUE_MARGIN * (high - low)
    return low - margin, high + 3 * margin


def _positions(run: tuple[Point, ...], *, stepped: bool) -> tuple[list[float], list[float]]:
    """Days and values of a run; a grade holds until the next one is given."""
    days, values = [run[0].day], [run[0].estimate.value]
    for point in run[1:]:
        if stepped:
            days.append(point.day)
            values.append(values[-1])
        days.append(point.day)
        values.append(point.estimate.value)
    return days, values


def _flags(timeline: Timeline) -> list[tuple[float, str, tuple[str, ...]]]:
    """Day, text and treatments of each flag; those that would overlap become one, e.g. "2–4"."""
    flags: list[tuple[float, list[Event]]] = []
    for event in sorted(timeline.events, key=lambda one: one.first_day):
        close = _FLAG_SHARE * max(_length(timeline), 1.0)
        if flags and event.first_day - flags[-1][0] < close:
            flags[-1][1].append(event)
        else:
            flags.append((event.first_day, [event]))
    return [
        (
            day,
            events[0].tag if len(events) == 1 else f"{events[0].tag}{_TO}{events[-1].tag}",
            tuple(event.tag for event in events),
        )
        for day, events in flags
    ]
