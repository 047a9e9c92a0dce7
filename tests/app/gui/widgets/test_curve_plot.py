from __future__ import annotations

import numpy as np
import pyqtgraph
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from app.clip_review import Gap, LeftOut, MovementMarks
from app.gui.widgets.curve_plot import CurvePlot, band_colours, on_ground
from assessment.results import Curve, Repetition, Unit

TIMES_S = np.arange(0, 6, 1 / 30)
MARKS = (MovementMarks(Repetition(1.0, 1.5, 2.5, 3.0), peak_s=2.0),)
GAPS = (Gap(4.0, 4.5, LeftOut.TURNED), Gap(5.0, 5.2, LeftOut.NO_FACE))


def curve(times_s=TIMES_S, measure_id="MC"):
    right = 8.0 * np.exp(-((times_s - 2.0) ** 2))
    return Curve(measure_id, Unit.MM, times_s, right, right / 3)


@pytest.fixture
def plot(palette, qtbot):
    made = CurvePlot(palette)
    qtbot.addWidget(made)
    made.resize(500, 300)
    made.show_curve(curve(), MARKS, GAPS, duration_s=6.0)
    made.show()
    qtbot.waitExposed(made)
    return made


def place_of(plot, time_s, value=1.0):
    box = plot.plot.getViewBox()
    scene = box.mapViewToScene(QPointF(time_s, value))
    return plot.plot.mapFromScene(scene)


def test_a_click_in_the_curve_is_a_time(plot, qtbot):
    with qtbot.waitSignal(plot.time_chosen) as chosen:
        qtbot.mouseClick(plot.plot.viewport(), Qt.MouseButton.LeftButton, pos=place_of(plot, 3.5))
    assert chosen.args[0] == pytest.approx(3.5, abs=0.05)


def dragged_to(widget, place):
    """A move with the button held down, which QTest does not say."""
    return QMouseEvent(
        QMouseEvent.Type.MouseMove,
        QPointF(place),
        QPointF(widget.mapToGlobal(place)),
        Qt.MouseButton.NoButton,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )


def test_dragging_the_cursor_is_a_time_as_well(plot, qtbot, monkeypatch):
    monkeypatch.setitem(pyqtgraph.CONFIG_OPTIONS, "mouseRateLimit", -1)  # no move is left out
    plot.set_time(1.0)
    viewport = plot.plot.viewport()
    qtbot.mouseMove(viewport, place_of(plot, 1.0))
    chosen = []
    plot.time_chosen.connect(chosen.append)
    qtbot.mousePress(viewport, Qt.MouseButton.LeftButton, pos=place_of(plot, 1.0))
    for time_s in (1.3, 1.8, 2.4):
        QApplication.sendEvent(viewport, dragged_to(viewport, place_of(plot, time_s)))
    qtbot.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=place_of(plot, 2.4))
    assert chosen[-1] == pytest.approx(2.4, abs=0.1)
    assert plot.cursor_s == pytest.approx(chosen[-1])


@pytest.mark.parametrize(
    ("time_s", "told"),
    [
        (1.02, "Movement 1: onset at 1.00 s"),
        (2.0, "Movement 1: peak at 2.00 s"),
        (2.97, "Movement 1: end at 3.00 s"),
        (4.2, "Not measured: the head is turned too far"),
        (5.1, "Not measured: no face found"),
        (3.5, ""),
    ],
)
def test_a_time_tells_its_mark_or_why_it_is_not_measured(plot, time_s, told):
    assert plot.words_at(time_s, within_s=0.05) == told


def test_frames_far_apart_are_not_joined(plot, palette):
    broken = np.concatenate((TIMES_S[:60], TIMES_S[90:]))
    plot.show_curve(curve(broken), (), (), duration_s=6.0)
    values = [item.yData for item in plot._items if hasattr(item, "yData")]
    assert [int(np.isnan(one).sum()) for one in values] == [1, 1]


def test_the_sides_have_their_colours_and_dash(plot, palette):
    pens = [item.opts["pen"] for item in plot._items if hasattr(item, "yData")]
    assert [pen.color().name() for pen in pens] == [palette.right, palette.left]
    assert [pen.style() for pen in pens] == [
        Qt.PenStyle.SolidLine,
        Qt.PenStyle.CustomDashLine,
    ]


def test_the_cursor_looks_like_neither_side(plot, palette):
    assert plot._cursor.pen.color().name() == palette.ink


def test_a_band_is_named_in_the_colour_in_which_it_is_seen(plot, palette):
    seen = plot.grab().toImage()
    place = plot.plot.viewport().mapTo(plot, place_of(plot, 1.6, 6.5))
    ratio = seen.devicePixelRatio()
    colour = seen.pixelColor(round(place.x() * ratio), round(place.y() * ratio))
    named = on_ground(band_colours(palette)[0], palette.card)
    pairs = zip(colour.getRgb(), named.getRgb(), strict=True)
    assert max(abs(one - other) for one, other in pairs) <= 2


def test_a_new_measurement_keeps_what_is_zoomed_in(plot):
    plot.plot.setXRange(1.0, 2.0, padding=0)
    plot.show_curve(curve(measure_id="LC"), MARKS, (), duration_s=6.0)
    (low, high), _ = plot.plot.viewRange()
    assert (low, high) == pytest.approx((1.0, 2.0))
    plot.show_curve(curve(), (), (), duration_s=5.0)
    (low, high), _ = plot.plot.viewRange()
    assert (low, high) == pytest.approx((0.0, 5.0), abs=0.3)


def test_no_curve_leaves_nothing_behind(plot):
    plot.show_curve(None, (), (), duration_s=0.0)
    assert plot._items == []
    assert plot.words_at(2.0, within_s=0.1) == ""


def test_screen_readers_are_told(plot):
    assert plot.accessibleName() == "Curve of MC, right and left; movements found: 1"
