from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRectF, QSizeF

from app.gui.widgets.picture_space import MOST_ZOOMED, PictureSpace

PICTURE = QSizeF(640, 480)
VIEW = QSizeF(500, 500)
places = st.builds(QPointF, st.floats(0, 500), st.floats(0, 500))
factors = st.floats(0.2, 5.0)


def fitting():
    return PictureSpace.fitting(PICTURE, VIEW)


def near(first, second):
    return (first.x(), first.y()) == pytest.approx((second.x(), second.y()), abs=1e-6)


def test_the_whole_picture_lies_in_the_middle():
    rect = fitting().picture_rect
    assert (rect.left(), rect.width()) == pytest.approx((0, 500))
    assert rect.height() == pytest.approx(375)
    assert rect.center().y() == pytest.approx(250)


def test_the_first_pixel_begins_half_a_pixel_before_its_centre():
    space = fitting()
    assert near(space.to_view(-0.5, -0.5), space.picture_rect.topLeft())


@given(places, factors, places)
def test_there_and_back(place, factor, around):
    space = fitting().zoomed(factor, around)
    there = space.to_picture(place)
    assert near(space.to_view(there.x(), there.y()), place)


@given(factors)
def test_zooming_keeps_what_lies_under_the_mouse(factor):
    space = fitting().zoomed(3.0, QPointF(250, 250))
    around = QPointF(260, 240)
    kept = space.to_picture(around)
    zoomed = space.zoomed(max(factor, 1.0), around)
    assert near(zoomed.to_picture(around), kept)


@given(factors, places, st.floats(-2000, 2000), st.floats(-2000, 2000))
def test_no_edge_of_the_picture_is_drawn_in_when_it_is_larger_than_the_view(factor, place, x, y):
    space = fitting().zoomed(factor, place).moved(QPointF(x, y))
    rect = space.picture_rect
    for low, high, seen in (
        (rect.left(), rect.right(), VIEW.width()),
        (rect.top(), rect.bottom(), VIEW.height()),
    ):
        if high - low >= seen:
            assert low <= 1e-6
            assert high >= seen - 1e-6
        else:
            assert low + high == pytest.approx(seen)


@given(st.lists(factors, max_size=12))
def test_zoom_has_its_limits(steps):
    space = fitting()
    for step in steps:
        space = space.zoomed(step, QPointF(250, 250))
    assert fitting().zoom <= space.zoom <= MOST_ZOOMED


def test_a_part_fills_the_view():
    part = QRectF(100, 100, 100, 80)
    space = fitting().onto(part)
    assert near(space.to_picture(QPointF(250, 250)), part.center())
    assert space.zoom == pytest.approx(5.0)


def test_another_size_of_the_widget_keeps_what_is_seen():
    assert fitting().resized(QSizeF(1000, 1000)).fits
    near_by = fitting().zoomed(4.0, QPointF(250, 250))
    again = near_by.resized(QSizeF(700, 600))
    assert again.zoom == near_by.zoom
    assert near(again.to_picture(QPointF(350, 300)), near_by.to_picture(QPointF(250, 250)))
