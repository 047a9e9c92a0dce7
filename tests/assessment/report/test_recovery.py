from __future__ import annotations

import pytest
from reportlab.graphics.shapes import Drawing, Group, Polygon, PolyLine, Rect, String

from assessment.report.recovery import (
    Band,
    Event,
    Panel,
    Point,
    Series,
    Timeline,
    recovery_panel,
)
from assessment.report.theme import BAND, SIDE_COLOUR, SIDE_DASH
from assessment.results import Estimate
from core.landmarks import Side

SIZE_PT = (245.0, 114.0)


def points(*values: tuple[float, float, bool]) -> tuple[Point, ...]:
    return tuple(
        Point(day, Estimate(value, 3.0, 3, value - 6.0, value + 6.0), joined)
        for day, value, joined in values
    )


def panel(*series: Series, band: Band | None = None) -> Panel:
    return Panel("Smile: ratio", "%", series, high=110.0, band=band, full=100.0)


def shapes(group: Group, kind: type) -> list:
    found = [shape for shape in group.contents if isinstance(shape, kind)]
    for shape in group.contents:
        if isinstance(shape, Group):
            found += shapes(shape, kind)
    return found


def texts(drawing: Drawing) -> list[str]:
    return [string.text for string in shapes(drawing, String)]


def test_comparable_visits_are_one_line(vera):
    line = Series(Side.MIDLINE, points((9, 10, False), (30, 30, True), (61, 50, True)))
    drawing = recovery_panel(panel(line), Timeline(0, 61), SIZE_PT, fonts=vera)
    (drawn,) = shapes(drawing, PolyLine)
    assert len(drawn.points) == 6


def test_the_line_breaks_where_visits_cannot_be_compared(vera):
    line = Series(
        Side.MIDLINE,
        points((9, 10, False), (30, 30, True), (61, 50, False), (92, 60, True)),
    )
    drawing = recovery_panel(panel(line), Timeline(0, 92), SIZE_PT, fonts=vera)
    first, second = shapes(drawing, PolyLine)
    assert first.points[-2] < second.points[0]
    assert len(first.points) == len(second.points) == 4


def test_a_visit_alone_between_breaks_has_a_marker_but_no_line(vera):
    line = Series(Side.LEFT, points((9, 10, False), (30, 30, False), (61, 50, False)))
    drawing = recovery_panel(panel(line), Timeline(0, 61), SIZE_PT, fonts=vera)
    assert shapes(drawing, PolyLine) == []
    assert len(shapes(drawing, Polygon)) == 3


def test_sides_differ_in_colour_dash_and_marker(vera):
    both = [
        Series(side, points((9, 10, False), (30, 30, True))) for side in (Side.RIGHT, Side.LEFT)
    ]
    drawing = recovery_panel(panel(*both), Timeline(0, 30), SIZE_PT, fonts=vera)
    right, left = shapes(drawing, PolyLine)
    assert right.strokeColor == SIDE_COLOUR[Side.RIGHT]
    assert left.strokeColor == SIDE_COLOUR[Side.LEFT]
    assert right.strokeDashArray is None
    assert tuple(left.strokeDashArray) == SIDE_DASH[Side.LEFT]
    assert len(shapes(drawing, Polygon)) == 2


def test_the_band_lies_around_the_previous_value(vera):
    line = Series(Side.MIDLINE, points((30, 40, False), (61, 70, True)))
    band = Band(30, 61, 40, 15)
    drawing = recovery_panel(panel(line, band=band), Timeline(0, 61), SIZE_PT, fonts=vera)
    (shade,) = [shape for shape in shapes(drawing, Rect) if shape.fillColor == BAND]
    (drawn,) = shapes(drawing, PolyLine)
    assert shade.x == pytest.approx(drawn.points[0])
    assert shade.x + shade.width == pytest.approx(drawn.points[2])
    assert shade.y + shade.height / 2 == pytest.approx(drawn.points[1])


def test_close_treatments_share_a_flag(vera):
    line = Series(Side.MIDLINE, points((9, 10, False), (183, 30, True)))
    events = (Event("1", 1, 11), Event("2", 2), Event("3", 100))
    drawing = recovery_panel(panel(line), Timeline(0, 183, events), SIZE_PT, fonts=vera)
    written = texts(drawing)
    assert "1–2" in written
    assert "3" in written
    assert "1" not in written


@pytest.mark.parametrize(
    ("last_day", "unit"), [(28, "days"), (29, "weeks"), (181, "weeks"), (183, "months")]
)
def test_time_is_told_in_days_then_weeks_then_months(last_day, unit):
    assert Timeline(0, last_day).unit[0] == unit


def test_one_day_and_equal_values_still_draw(vera):
    line = Series(Side.RIGHT, points((5, 0, False)))
    flat = Panel("x", "mm", (line,))
    assert "days" in texts(recovery_panel(flat, Timeline(5, 5), SIZE_PT, fonts=vera))
