"""The recovery chart: one measure over all visits, against the time since onset (clinical.md 5)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from reportlab.graphics.shapes import Drawing, Line

from assessment.report.figures import PANEL_TITLE, TICK_LABEL, TICK_LABEL_RIGHT
from assessment.report.fonts import FontBook
from assessment.report.language import ENGLISH, Language
from assessment.report.numbers import (
    DAYS_PER_MONTH,
    DAYS_PER_WEEK,
    MONTHS_FROM_DAYS,
    WEEKS_FROM_DAYS,
)
from assessment.report.plot import Axis, block, marker, rule, side_line, ticks
from assessment.report.text import CAP_RATIO, label, shorten
from assessment.report.theme import (
    ACCENT,
    BAND,
    HAIRLINE_PT,
    MUTED,
    SMALL_PT,
    TINY_PT,
    TREATMENT,
    WHITE,
    TextStyle,
)
from assessment.results import Estimate
from core.landmarks import Side

_FLAG: Final = TextStyle(size_pt=TINY_PT, bold=True, colour=WHITE, align="centre")
_FLAG_PT: Final = 7.8
_TO: Final = "–"
_PERIOD_PT: Final = 1.5
_TOP_PT: Final = SMALL_PT + _FLAG_PT + 7.0
_BOTTOM_PT: Final = 15.0
_LEFT_PT: Final = 26.0
_RIGHT_PT: Final = 6.0


@dataclass(frozen=True, slots=True)
class Point:
    """One visit of a series.

    Attributes:
        day: Days since onset or since the first visit.
        estimate: The value with its interval.
        joined: It may be compared with the point before.
        apart: Why it may not, one clause; "" for the first point and for joined ones.
        visit: Position of the visit in the history.
    """

    day: float
    estimate: Estimate
    joined: bool
    apart: str = ""
    visit: int = 0


@dataclass(frozen=True, slots=True)
class Series:
    """The visits of one quantity; `side` sets colour, dash and marker."""

    side: Side
    points: tuple[Point, ...]

    def runs(self) -> list[tuple[Point, ...]]:
        """The points in stretches that may be joined by a line."""
        stretches: list[list[Point]] = []
        for point in self.points:
            if point.joined and stretches:
                stretches[-1].append(point)
            else:
                stretches.append([point])
        return [tuple(stretch) for stretch in stretches]


@dataclass(frozen=True, slots=True)
class Band:
    """Measurement error around the previous visit: `centre` +- `half`, between two days."""

    first_day: float
    last_day: float
    centre: float
    half: float


@dataclass(frozen=True, slots=True)
class Event:
    """A treatment: its number in the list under the charts, and its days; `last_day` None: one."""

    tag: str
    first_day: float
    last_day: float | None = None


@dataclass(frozen=True, slots=True)
class Timeline:
    """The common time axis of all panels, in days since onset or since the first visit."""

    first_day: float
    last_day: float
    events: tuple[Event, ...] = ()

    @property
    def unit(self) -> tuple[str, float]:
        """Name of the unit of the tick labels and its length in days."""
        if self.last_day < WEEKS_FROM_DAYS:
            return "days", 1.0
        if self.last_day < MONTHS_FROM_DAYS:
            return "weeks", float(DAYS_PER_WEEK)
        return "months", DAYS_PER_MONTH


@dataclass(frozen=True, slots=True)
class Panel:
    """One chart.

    Attributes:
        title: Its heading.
        unit: Unit of the y axis.
        series: What is drawn.
        low: The y axis reaches at least down to here.
        high: The y axis reaches at least up to here.
        band: Measurement error around the previous visit, if any.
        full: Value at which a reference line is drawn, e.g. 100 %.
        levels: Names of the values 1, 2, ... of an ordinal scale, drawn as a step line.
    """

    title: str
    unit: str
    series: tuple[Series, ...]
    low: float = 0.0
    high: float = 0.0
    band: Band | None = None
    full: float | None = None
    levels: tuple[str, ...] = ()

    @property
    def has_points(self) -> bool:
        """Whether there is anything to draw."""
        return any(line.points for line in self.series)


def recovery_panel(
    panel: Panel,
    timeline: Timeline,
    size_pt: tuple[float, float],
    *,
    fonts: FontBook,
    language: Language = ENGLISH,
) -> Drawing:
    """Draw `panel`; lines break where a point is not joined, whiskers are 95 % intervals."""
    width_pt, height_pt = size_pt
    drawing = Drawing(width_pt, height_pt)
    x_axis = _time_axis(timeline, width_pt)
    y_axis = _value_axis(panel, height_pt)
    if panel.band is not None:
        _add_band(drawing, panel.band, x_axis, y_axis)
    _add_axes(drawing, panel, timeline, (x_axis, y_axis), fonts=fonts, language=language)
    _add_events(drawing, timeline, x_axis, y_axis, fonts=fonts)
    for series in panel.series:
        _add_series(drawing, series, x_axis, y_axis, steps=bool(panel.levels))
    head = shorten(language.join((panel.title, panel.unit)), width_pt, PANEL_TITLE, fonts)
    drawing.add(label(0.0, height_pt - SMALL_PT, head, PANEL_TITLE, fonts=fonts))
    return drawing


def _time_axis(timeline: Timeline, width_pt: float) -> Axis:
    length = max(timeline.last_day - timeline.first_day, 1.0)
    margin = 0.04 * length
    return Axis(
        timeline.first_day - margin,
        timeline.first_day + length + margin,
        _LEFT_PT,
        width_pt - _RIGHT_PT,
    )


def _value_axis(panel: Panel, height_pt: float) -> Axis:
    values = [point.estimate.value for series in panel.series for point in series.points]
    low, high = min([panel.low, *values]), max([panel.high, *values])
    high = high if high > low else low + 1.0
    margin = 0.06 * (high - low)
    return Axis(low - margin, high + margin, _BOTTOM_PT, height_pt - _TOP_PT)


def _add_band(drawing: Drawing, band: Band, x_axis: Axis, y_axis: Axis) -> None:
    left_pt, right_pt = x_axis(band.first_day), x_axis(band.last_day)
    bottom_pt, top_pt = y_axis(band.centre - band.half), y_axis(band.centre + band.half)
    drawing.add(block(left_pt, bottom_pt, right_pt - left_pt, top_pt - bottom_pt, BAND))


def _add_axes(
    drawing: Drawing,
    panel: Panel,
    timeline: Timeline,
    axes: tuple[Axis, Axis],
    *,
    fonts: FontBook,
    language: Language,
) -> None:
    x_axis, y_axis = axes
    for value, name in _value_ticks(panel, y_axis):
        drawing.add(rule(x_axis.start_pt, y_axis(value), x_axis.end_pt, y_axis(value)))
        drawing.add(
            label(
                x_axis.start_pt - 3.0,
                y_axis(value) - TINY_PT * CAP_RATIO / 2,
                language.say(name),
                TICK_LABEL_RIGHT,
                fonts=fonts,
            )
        )
    if panel.full is not None:
        y_pt = y_axis(panel.full)
        drawing.add(
            Line(
                x_axis.start_pt,
                y_pt,
                x_axis.end_pt,
                y_pt,
                strokeColor=MUTED,
                strokeWidth=HAIRLINE_PT,
                strokeDashArray=(1.0, 1.5),
            )
        )
    unit, days = timeline.unit
    for value in ticks(x_axis.low / days, x_axis.high / days, 7):
        text = language.say(f"{value:g}")
        drawing.add(label(x_axis(value * days), 5.0, text, TICK_LABEL, fonts=fonts))
    small = TextStyle(size_pt=TINY_PT, colour=MUTED)
    drawing.add(label(0.0, 5.0, language.say(unit), small, fonts=fonts))


def _value_ticks(panel: Panel, y_axis: Axis) -> list[tuple[float, str]]:
    if panel.levels:
        return [(float(place), name) for place, name in enumerate(panel.levels, 1)]
    return [(value, f"{value:g}") for value in ticks(y_axis.low, y_axis.high, 5)]


def _stepped(positions: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """A grade holds until the next one is given."""
    steps = positions[:1]
    for x_pt, y_pt in positions[1:]:
        steps += [(x_pt, steps[-1][1]), (x_pt, y_pt)]
    return steps


def _add_events(
    drawing: Drawing, timeline: Timeline, x_axis: Axis, y_axis: Axis, *, fonts: FontBook
) -> None:
    """A line at each treatment, a bar for its length, and one flag for those that lie close."""
    for event in timeline.events:
        x_pt = x_axis(event.first_day)
        drawing.add(rule(x_pt, y_axis.start_pt, x_pt, y_axis.end_pt, colour=TREATMENT))
        if event.last_day is not None:
            length_pt = max(x_axis(event.last_day) - x_pt, _PERIOD_PT)
            drawing.add(block(x_pt, y_axis.end_pt - _PERIOD_PT, length_pt, _PERIOD_PT, TREATMENT))
    for left_pt, width_pt, text in _flags(timeline, x_axis, fonts):
        drawing.add(block(left_pt, y_axis.end_pt, width_pt, _FLAG_PT, TREATMENT))
        middle_pt = left_pt + width_pt / 2
        drawing.add(label(middle_pt, y_axis.end_pt + 1.6, text, _FLAG, fonts=fonts))


def _flags(timeline: Timeline, x_axis: Axis, fonts: FontBook) -> list[tuple[float, float, str]]:
    """Left end, width and text of each flag; flags that would overlap become one, e.g. "2–4"."""
    flags: list[tuple[float, float, str]] = []
    for event in sorted(timeline.events, key=lambda event: event.first_day):
        left_pt, text = x_axis(event.first_day) - _FLAG_PT / 2, event.tag
        if flags and left_pt < flags[-1][0] + flags[-1][1]:
            left_pt, _, before = flags.pop()
            text = f"{before.split(_TO)[0]}{_TO}{text}"
        text_pt = fonts.width_pt(text, _FLAG.size_pt, bold=True)
        flags.append((left_pt, max(text_pt + 2.0, _FLAG_PT), text))
    return flags


def _add_series(
    drawing: Drawing, series: Series, x_axis: Axis, y_axis: Axis, *, steps: bool
) -> None:
    colour = ACCENT if series.side is Side.MIDLINE else None
    for run in series.runs():
        positions = [(x_axis(point.day), y_axis(point.estimate.value)) for point in run]
        if len(positions) > 1:
            positions = _stepped(positions) if steps else positions
            drawing.add(side_line(positions, series.side, colour=colour))
    for point in series.points:
        x_pt = x_axis(point.day)
        whisker = (y_axis(point.estimate.lower), y_axis(point.estimate.upper))
        drawing.add(Line(x_pt, whisker[0], x_pt, whisker[1], strokeColor=MUTED, strokeWidth=0.6))
        drawing.add(marker(series.side, x_pt, y_axis(point.estimate.value), colour=colour))
