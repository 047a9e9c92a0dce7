from __future__ import annotations

import numpy as np
from reportlab.graphics.shapes import Line, Polygon, PolyLine, Rect

from assessment.report.figures import curve_panel, ratio_bar
from assessment.report.plot import ticks
from assessment.report.theme import BAND, INK
from assessment.results import Curve, Estimate, Repetition, Unit

WIDTH_PT, HEIGHT_PT = 200.0, 15.0


def of(drawing, kind):
    return [shape for shape in drawing.contents if isinstance(shape, kind)]


def bar(value, lower, upper, **options):
    return ratio_bar(Estimate(value, 4.0, 3, lower, upper), WIDTH_PT, HEIGHT_PT, **options)


def test_the_bar_is_as_long_as_its_value():
    (half,), (full,) = of(bar(50, 45, 55), Rect), of(bar(100, 95, 105), Rect)
    assert full.width == 2 * half.width


def test_the_interval_is_darker_than_the_bar():
    drawing = bar(50, 45, 55)
    (block,) = of(drawing, Rect)
    whisker = next(one for one in of(drawing, Line) if one.strokeColor == INK)
    assert luminance(block.fillColor) > 4.5 * luminance(whisker.strokeColor)


def luminance(colour):
    """As WCAG counts contrast."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour.rgb()]
    return 0.05 + float(np.dot(linear, (0.2126, 0.7152, 0.0722)))


def test_values_beyond_the_axis_are_marked_and_stay_on_the_drawing():
    for value in (300.0, -40.0):
        drawing = bar(value, value - 9, value + 9)
        (arrow,) = of(drawing, Polygon)
        assert min(arrow.points[::2]) >= 0.0
        assert max(arrow.points[::2]) <= WIDTH_PT
        assert all(
            0.0 <= end <= WIDTH_PT for line in of(drawing, Line) for end in (line.x1, line.x2)
        )


def test_the_previous_visit_is_a_diamond():
    assert of(bar(50, 45, 55), Polygon) == []
    previous = Estimate(30.0, 4.0, 3, 22.0, 38.0)
    assert len(of(bar(50, 45, 55, previous=previous), Polygon)) == 1


def curve(times_s):
    values = np.sin(times_s)
    return Curve("MC", Unit.MM, times_s, values, 0.5 * values)


def test_curves_are_not_drawn_across_gaps(vera):
    times_s = np.concatenate([np.arange(0, 3, 1 / 30), np.arange(4, 6, 1 / 30)])
    drawing = curve_panel("Smile", curve(times_s), (), (160.0, 92.0), fonts=vera)
    assert len(of(drawing, PolyLine)) == 4


def test_every_plateau_is_shaded(vera):
    repetitions = (Repetition(0.5, 1.0, 2.0, 2.5), Repetition(3.0, 3.5, 4.0, 4.5))
    drawing = curve_panel(
        "Smile", curve(np.arange(0, 6, 1 / 30)), repetitions, (160.0, 92.0), fonts=vera
    )
    assert [shape.fillColor for shape in of(drawing, Rect)] == [BAND, BAND]


def test_ticks_are_round_and_inside():
    assert ticks(0.0, 110.0, 5) == [0.0, 50.0, 100.0]
    assert ticks(-6.6, 116.6, 5) == [0.0, 50.0, 100.0]
    assert ticks(0.0, 0.11, 4) == [0.0, 0.05, 0.1]
