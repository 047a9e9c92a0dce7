"""Charts of one visit: the ratio bars and the curves of each exercise, right against left."""

from __future__ import annotations

from typing import Final

import numpy as np
from reportlab.graphics.shapes import Drawing, Line, Polygon

from assessment.report.fonts import FontBook
from assessment.report.language import ENGLISH, Language
from assessment.report.numbers import axis_label
from assessment.report.plot import Axis, block, rule, side_line, ticks
from assessment.report.text import CAP_RATIO, label, shorten
from assessment.report.theme import (
    ACCENT,
    BAND,
    INK,
    MUTED,
    PALE,
    SMALL_PT,
    TINY_PT,
    WHITE,
    TextStyle,
)
from assessment.results import Curve, Estimate, Repetition
from assessment.signals import LONGEST_BREAK_S
from core.landmarks import Side

RATIO_RANGE_PCT: Final = (0.0, 125.0)
FULL_RATIO_PCT: Final = 100.0
TICK_LABEL: Final = TextStyle(size_pt=TINY_PT, colour=MUTED, align="centre")
TICK_LABEL_RIGHT: Final = TextStyle(size_pt=TINY_PT, colour=MUTED, align="right")
PANEL_TITLE: Final = TextStyle(size_pt=SMALL_PT, bold=True)
_BAR_SHARE: Final = 0.5
_WHISKER_PT: Final = 2.2
_ARROW_PT: Final = 3.0
# Enough for the width of a panel on paper; more only makes the file larger.
_CURVE_POINTS: Final = 300


def _ratio_axis(width_pt: float) -> Axis:
    return Axis(*RATIO_RANGE_PCT, start_pt=_ARROW_PT, end_pt=width_pt - _ARROW_PT)


def ratio_bar(
    estimate: Estimate, width_pt: float, height_pt: float, *, previous: Estimate | None = None
) -> Drawing:
    """One excursion ratio as a bar with its 95 % interval.

    Args:
        estimate: Affected against healthy side in percent.
        width_pt: Width of the drawing; the axis is the one of `ratio_scale`.
        height_pt: Height of the drawing.
        previous: The ratio of the visit before, drawn as an open diamond.

    Returns:
        The drawing; an arrow head marks a value, or an end of the interval, beyond the axis.
    """
    axis, middle_pt = _ratio_axis(width_pt), height_pt / 2
    drawing = Drawing(width_pt, height_pt)
    for value in (RATIO_RANGE_PCT[0], FULL_RATIO_PCT):
        drawing.add(rule(axis(value), 0.0, axis(value), height_pt))
    bar_pt = height_pt * _BAR_SHARE
    drawing.add(
        block(axis(0.0), middle_pt - bar_pt / 2, axis(estimate.value) - axis(0.0), bar_pt, PALE)
    )
    _add_interval(drawing, axis, estimate, middle_pt)
    if not axis.low <= estimate.value <= axis.high:
        _add_arrow(drawing, axis, estimate.value, middle_pt)
    if previous is not None:
        drawing.add(_diamond(axis(previous.value), middle_pt))
    return drawing


def _add_interval(drawing: Drawing, axis: Axis, estimate: Estimate, y_pt: float) -> None:
    """The whisker, white-edged so that its ends read on the bar as well as beside it."""
    ends = (axis(estimate.lower), axis(estimate.upper))
    for colour, width_pt in ((WHITE, 2.0), (INK, 0.8)):
        drawing.add(Line(ends[0], y_pt, ends[1], y_pt, strokeColor=colour, strokeWidth=width_pt))
    for value, end_pt in zip((estimate.lower, estimate.upper), ends, strict=True):
        beyond_pt = _WHISKER_PT * ((value > axis.high) - (value < axis.low))  # an arrow head
        for edge_pt in (y_pt - _WHISKER_PT, y_pt + _WHISKER_PT):
            drawing.add(
                Line(end_pt, edge_pt, end_pt + beyond_pt, y_pt, strokeColor=INK, strokeWidth=0.8)
            )


def _add_arrow(drawing: Drawing, axis: Axis, value: float, y_pt: float) -> None:
    end_pt = axis(value)
    tip_pt = end_pt + (_ARROW_PT if value > axis.high else -_ARROW_PT)
    drawing.add(
        Polygon(
            [end_pt, y_pt - _ARROW_PT, end_pt, y_pt + _ARROW_PT, tip_pt, y_pt],
            fillColor=ACCENT,
            strokeColor=None,
        )
    )


def _diamond(x_pt: float, y_pt: float) -> Polygon:
    size_pt = 3.2
    return Polygon(
        [x_pt - size_pt, y_pt, x_pt, y_pt + size_pt, x_pt + size_pt, y_pt, x_pt, y_pt - size_pt],
        fillColor=WHITE,
        strokeColor=INK,
        strokeWidth=0.8,
    )


def diamond_key(height_pt: float) -> Drawing:
    """The mark of the previous visit, for a legend."""
    drawing = Drawing(height_pt, height_pt)
    drawing.add(_diamond(height_pt / 2, height_pt / 2))
    return drawing


def ratio_scale(
    width_pt: float, height_pt: float, *, fonts: FontBook, language: Language = ENGLISH
) -> Drawing:
    """Tick labels for a column of `ratio_bar`s of the same width."""
    axis = _ratio_axis(width_pt)
    drawing = Drawing(width_pt, height_pt)
    for value in (0.0, FULL_RATIO_PCT / 2, FULL_RATIO_PCT):
        text = language.say(f"{value:.0f} %")
        drawing.add(label(axis(value), height_pt * 0.3, text, TICK_LABEL, fonts=fonts))
    return drawing


def curve_panel(
    title: str,
    curve: Curve,
    repetitions: tuple[Repetition, ...],
    size_pt: tuple[float, float],
    *,
    fonts: FontBook,
    language: Language = ENGLISH,
) -> Drawing:
    """The excursion of both sides over time, plateaus shaded.

    Args:
        title: Name of the exercise.
        curve: Right and left excursion.
        repetitions: Movements found in the clip.
        size_pt: Width and height of the drawing.
        fonts: Fonts of the labels.
        language: Language of the labels.
    """
    width_pt, height_pt = size_pt
    drawing = Drawing(width_pt, height_pt)
    values = np.concatenate([curve.right, curve.left, [0.0]])
    low, high = float(values.min()), float(values.max())
    margin = 0.08 * (high - low or 1.0)
    x_axis = Axis(0.0, max(float(curve.times_s[-1]), 1e-3), 24.0, width_pt - 4.0)
    y_axis = Axis(low - margin, high + margin, 15.0, height_pt - 14.0)
    for repetition in repetitions:
        start_pt, end_pt = x_axis(repetition.plateau_start_s), x_axis(repetition.plateau_end_s)
        drawing.add(
            block(
                start_pt, y_axis.start_pt, end_pt - start_pt, y_axis.end_pt - y_axis.start_pt, BAND
            )
        )
    _add_grid(drawing, x_axis, y_axis, fonts=fonts, language=language)
    for side, values_of_side in ((Side.RIGHT, curve.right), (Side.LEFT, curve.left)):
        for run in _runs(curve, values_of_side):
            points = [(x_axis(time_s), y_axis(value)) for time_s, value in run]
            drawing.add(side_line(points, side, width_pt=0.9))
    head = shorten(language.join((title, axis_label(curve.unit))), width_pt, PANEL_TITLE, fonts)
    drawing.add(label(0.0, height_pt - SMALL_PT, head, PANEL_TITLE, fonts=fonts))
    return drawing


def _runs(curve: Curve, values: np.ndarray) -> list[list[tuple[float, float]]]:
    """The samples of one side, thinned for paper and broken at gaps in the recording."""
    times_s = curve.times_s
    if len(times_s) < 2:
        return []
    thin = max(1, len(times_s) // _CURVE_POINTS)
    breaks = np.flatnonzero(np.diff(times_s) > LONGEST_BREAK_S) + 1
    runs = []
    for part in np.split(np.arange(len(times_s)), breaks):
        kept = part[::thin]
        if len(kept) > 1:
            runs.append([(float(times_s[i]), float(values[i])) for i in kept])
    return runs


def _add_grid(
    drawing: Drawing, x_axis: Axis, y_axis: Axis, *, fonts: FontBook, language: Language
) -> None:
    for value in ticks(y_axis.low, y_axis.high, 4):
        drawing.add(rule(x_axis.start_pt, y_axis(value), x_axis.end_pt, y_axis(value)))
        drawing.add(
            label(
                x_axis.start_pt - 3.0,
                y_axis(value) - TINY_PT * CAP_RATIO / 2,
                language.say(f"{value:g}"),
                TICK_LABEL_RIGHT,
                fonts=fonts,
            )
        )
    for value in ticks(x_axis.low, x_axis.high, 5):
        text = language.say(f"{value:g}")
        drawing.add(label(x_axis(value), 5.0, text, TICK_LABEL, fonts=fonts))
    drawing.add(rule(x_axis.start_pt, y_axis(0.0), x_axis.end_pt, y_axis(0.0), colour=MUTED))
