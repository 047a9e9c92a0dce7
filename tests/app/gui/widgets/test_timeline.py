from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QToolTip

from app.gui.widgets.timeline import Timeline, TimelineEvent

ONSET = dt.date(2026, 1, 5)
VISITS = (dt.date(2026, 1, 12), dt.date(2026, 3, 2))
STEROID = TimelineEvent("steroid", dt.date(2026, 1, 6), dt.date(2026, 1, 16))
WIDTH_PX, MARGIN_PX, VISITS_Y_PX, LANE_Y_PX = 428, 14, 36, 62
WORD_Y_PX = 16


@pytest.fixture
def timeline(palette, qtbot):
    made = Timeline(palette)
    qtbot.addWidget(made)
    made.show_course(ONSET, VISITS, (STEROID,), chosen=1)
    made.resize(WIDTH_PX, made.sizeHint().height())
    made.show()
    return made


def x_of(day):
    """The axis goes from the onset to the last visit, with a margin at both ends."""
    share = (day - ONSET).days / (VISITS[-1] - ONSET).days
    return round(MARGIN_PX + share * (WIDTH_PX - 2 * MARGIN_PX))


def point_at(timeline, place):
    """Move the mouse there and read what is told."""
    at = QPointF(place)
    event = QMouseEvent(
        QEvent.Type.MouseMove,
        at,
        QPointF(timeline.mapToGlobal(place)),
        Qt.MouseButton.NoButton,
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(timeline, event)
    return QToolTip.text()


def test_a_click_on_a_visit_chooses_it(timeline, qtbot):
    for number, day in enumerate(VISITS):
        with qtbot.waitSignal(timeline.visit_clicked) as told:
            qtbot.mouseClick(
                timeline, Qt.MouseButton.LeftButton, pos=QPoint(x_of(day), VISITS_Y_PX)
            )
        assert told.args == [number]


def test_a_click_between_the_visits_chooses_none(timeline, qtbot):
    between = (x_of(VISITS[0]) + x_of(VISITS[1])) // 2
    with qtbot.assertNotEmitted(timeline.visit_clicked):
        qtbot.mouseClick(timeline, Qt.MouseButton.LeftButton, pos=QPoint(between, VISITS_Y_PX))


@pytest.mark.qt_log_ignore("does not support raise")  # a tip on the offscreen platform
def test_what_lies_under_the_mouse_is_told(timeline, qtbot):
    assert "Visit 2" in point_at(timeline, QPoint(x_of(VISITS[1]), VISITS_Y_PX))
    assert "steroid" in point_at(timeline, QPoint(x_of(STEROID.start), LANE_Y_PX))
    assert "Onset" in point_at(timeline, QPoint(x_of(ONSET), VISITS_Y_PX))
    between = (x_of(VISITS[0]) + x_of(VISITS[1])) // 2
    point_at(timeline, QPoint(between, VISITS_Y_PX))
    qtbot.waitUntil(lambda: not QToolTip.isVisible())


@pytest.mark.qt_log_ignore("does not support raise")  # a tip on the offscreen platform
def test_the_mark_of_the_onset_has_a_name_and_its_date_in_the_tip(timeline):
    word = QRect(0, 0, 60, VISITS_Y_PX - 12)

    def written():
        image = timeline.grab(word).toImage()
        return {image.pixel(x, y) for x in range(60) for y in range(word.height())}

    assert len(written()) > 2
    assert point_at(timeline, QPoint(x_of(ONSET) + 8, WORD_Y_PX)) == "Onset: 5 Jan 2026"
    timeline.show_course(None, VISITS, (STEROID,))
    assert len(written()) == 1


def test_it_is_as_high_as_its_lanes_and_no_higher_than_four(palette, qtbot):
    made = Timeline(palette)
    qtbot.addWidget(made)
    heights = []
    for count in (0, 1, 4, 9):
        made.show_course(ONSET, VISITS, (STEROID,) * count)
        heights.append(made.sizeHint().height())
    assert heights[0] < heights[1] < heights[2] == heights[3]


def test_a_screen_reader_is_told_visits_and_treatments(timeline, palette, qtbot):
    assert "steroid" in timeline.accessibleDescription()
    assert "2026" in timeline.accessibleDescription()
    timeline.show_course(None, (), ())
    assert timeline.accessibleDescription() == "nothing recorded"
