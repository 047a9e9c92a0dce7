"""The parts every chart is drawn from: axes, ticks, side markers, broken lines."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from reportlab.graphics.shapes import Circle, Drawing, Group, Line, Polygon, PolyLine, Rect
from reportlab.lib.colors import Color

from assessment.report.theme import HAIRLINE_PT, RULE, SIDE_COLOUR, SIDE_DASH, WHITE
from core.landmarks import Side

MARKER_PT: Final = 2.1
LINE_PT: Final = 1.2
_NICE_STEPS: Final = (1.0, 2.0, 5.0, 10.0)


@dataclass(frozen=True, slots=True)
class Axis:
    """Maps values `low`..`high` onto positions `start_pt`..`end_pt` of a drawing."""

    low: float
    high: float
    start_pt: float
    end_pt: float

    def __call__(self, value: float) -> float:
        """Position of `value` in points; values outside the axis land on its ends."""
        share = (value - self.low) / (self.high - self.low)
        return self.start_pt + min(max(share, 0.0), 1.0) * (self.end_pt - self.start_pt)


def ticks(low: float, high: float, most: int) -> list[float]:
    """Round values from `low` to `high`, at most `most` of them, steps of 1, 2 or 5 times 10^n."""
    rough = (high - low) / max(most - 1, 1)
    power = 10.0 ** math.floor(math.log10(rough))
    steps = (factor * power for factor in _NICE_STEPS)
    step = next(step for step in steps if step >= rough * (1 - 1e-9))
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    return [number * step for number in range(first, last + 1)]


def rule(x1_pt: float, y1_pt: float, x2_pt: float, y2_pt: float, *, colour: Color = RULE) -> Line:
    """A hairline."""
    return Line(x1_pt, y1_pt, x2_pt, y2_pt, strokeColor=colour, strokeWidth=HAIRLINE_PT)


def block(x_pt: float, y_pt: float, width_pt: float, height_pt: float, colour: Color) -> Rect:
    """A filled rectangle without outline."""
    # The stub of Rect forgets to unpack its keywords.
    return Rect(
        x_pt,
        y_pt,
        width_pt,
        height_pt,
        fillColor=colour,  # type: ignore[arg-type]
        strokeColor=None,  # type: ignore[arg-type]
    )


def marker(side: Side, x_pt: float, y_pt: float, *, colour: Color | None = None) -> Group:
    """The point of one side: right a disc, left a triangle, neither a ring."""
    fill = colour or SIDE_COLOUR[side]
    group = Group()
    if side is Side.LEFT:
        height = MARKER_PT * 1.35
        group.add(
            Polygon(
                [
                    x_pt - height,
                    y_pt - height * 0.75,
                    x_pt + height,
                    y_pt - height * 0.75,
                    x_pt,
                    y_pt + height,
                ],
                fillColor=fill,
                strokeColor=WHITE,
                strokeWidth=HAIRLINE_PT,
            )
        )
    else:
        group.add(
            Circle(
                x_pt, y_pt, MARKER_PT, fillColor=fill, strokeColor=WHITE, strokeWidth=HAIRLINE_PT
            )
        )
    return group


def side_line(
    points_pt: Sequence[tuple[float, float]],
    side: Side,
    *,
    colour: Color | None = None,
    width_pt: float = LINE_PT,
) -> PolyLine:
    """A line in the colour and dash of `side` through at least two positions."""
    line = PolyLine(
        [coordinate for point in points_pt for coordinate in point],
        strokeColor=colour or SIDE_COLOUR[side],
        strokeWidth=width_pt,
        strokeLineJoin=1,
    )
    dash = SIDE_DASH[side]
    if dash is not None:
        line.strokeDashArray = dash
    return line


def legend_key(side: Side, width_pt: float, height_pt: float) -> Drawing:
    """A short sample of a side's line with its marker."""
    drawing = Drawing(width_pt, height_pt)
    middle_pt = height_pt / 2
    drawing.add(side_line([(0.0, middle_pt), (width_pt, middle_pt)], side))
    drawing.add(marker(side, width_pt / 2, middle_pt))
    return drawing
