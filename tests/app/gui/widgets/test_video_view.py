from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QMenu

from app.clip_review import FrameLandmarks
from app.gui.widgets.video_view import VideoView
from core.landmarks import COMMISSURE

SIZE_PX = (320, 240)
RIGHT_CORNER, LEFT_CORNER = COMMISSURE
LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton


def landmarks_of(*, placed=(), carried=()):
    """Landmarks on a grid, far enough from each other to be told apart."""
    points = np.array([(20.0 + 30 * (n % 10), 20.0 + 30 * (n // 10)) for n in range(68)])
    return FrameLandmarks(points, points, np.ones(68), frozenset(placed), frozenset(carried))


def smaller(landmarks):
    points = 0.3 * landmarks.points_px + 100.0
    return FrameLandmarks(points, points, landmarks.confidence)


@pytest.fixture
def view(palette, qtbot):
    made = VideoView(palette)
    qtbot.addWidget(made)
    made.resize(640, 480)
    made.set_picture(np.full((240, 320, 3), 128, np.uint8), SIZE_PX)
    made.set_landmarks(landmarks_of())
    made.show()
    qtbot.waitExposed(made)
    return made


def place_of(view, point):
    return view.space.to_view(*view.landmarks.points_px[point].tolist()).toPoint()


@pytest.fixture
def said(view):
    told = []
    view.point_dragged.connect(lambda *args: told.append(("dragged", *args)))
    view.point_placed.connect(lambda *args: told.append(("placed", *args)))
    view.drag_abandoned.connect(lambda: told.append(("abandoned",)))
    return told


def test_a_landmark_is_dragged_to_its_place(view, said, qtbot):
    view.let_edit(True)
    start = place_of(view, LEFT_CORNER)
    qtbot.mousePress(view, LEFT, pos=start)
    qtbot.mouseMove(view, start + QPoint(10, 0))
    qtbot.mouseMove(view, start + QPoint(20, 8))
    qtbot.mouseRelease(view, LEFT, pos=start + QPoint(20, 8))
    assert [kind for kind, *_ in said] == ["dragged", "dragged", "placed"]
    _, point, x_px, y_px = said[-1]
    was = view.landmarks.points_px[LEFT_CORNER]
    assert point == LEFT_CORNER
    assert (x_px - was[0], y_px - was[1]) == pytest.approx((10, 4), abs=1e-6)


def test_a_landmark_taken_beside_its_middle_does_not_jump(view, said, qtbot):
    view.let_edit(True)
    start = place_of(view, LEFT_CORNER) + QPoint(4, -3)
    qtbot.mousePress(view, LEFT, pos=start)
    qtbot.mouseMove(view, start + QPoint(2, 2))
    qtbot.mouseRelease(view, LEFT, pos=start + QPoint(2, 2))
    was = view.landmarks.points_px[LEFT_CORNER]
    assert said[-1][2:] == pytest.approx((was[0] + 1, was[1] + 1), abs=1e-6)


def test_a_click_moves_nothing(view, said, qtbot):
    view.let_edit(True)
    qtbot.mouseClick(view, LEFT, pos=place_of(view, LEFT_CORNER))
    assert said == [("abandoned",)]


def test_escape_puts_the_landmark_back(view, said, qtbot):
    view.let_edit(True)
    start = place_of(view, LEFT_CORNER)
    qtbot.mousePress(view, LEFT, pos=start)
    qtbot.mouseMove(view, start + QPoint(15, 15))
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    qtbot.mouseRelease(view, LEFT, pos=start + QPoint(15, 15))
    assert [kind for kind, *_ in said] == ["dragged", "abandoned"]


@pytest.mark.parametrize("hidden", [False, True])
def test_landmarks_stay_when_correcting_is_off_or_they_are_hidden(view, said, qtbot, hidden):
    view.let_edit(hidden)
    view.draw_landmarks(not hidden)
    start = place_of(view, LEFT_CORNER)
    qtbot.mousePress(view, LEFT, pos=start)
    qtbot.mouseMove(view, start + QPoint(15, 15))
    qtbot.mouseRelease(view, LEFT, pos=start + QPoint(15, 15))
    assert said == []


def test_the_sides_are_named_beside_the_face_when_landmarks_are_hidden(view):
    drawn = view.grab().toImage()
    view.draw_landmarks(False)
    hidden = view.grab().toImage()
    view.set_landmarks(None)
    without_face = view.grab().toImage()
    assert drawn != hidden != without_face


def test_the_wheel_zooms_and_the_mouse_moves_the_picture(view, qtbot):
    middle = QPointF(320, 240)
    kept = view.space.to_picture(middle)
    QApplication.sendEvent(view, wheel(middle, 480))
    assert not view.space.fits
    assert view.space.to_picture(middle).x() == pytest.approx(kept.x())
    qtbot.mousePress(view, LEFT, pos=QPoint(320, 240))
    qtbot.mouseMove(view, QPoint(290, 220))
    qtbot.mouseRelease(view, LEFT, pos=QPoint(290, 220))
    moved = view.space.to_picture(middle)
    assert (moved.x() - kept.x()) * view.space.zoom == pytest.approx(30)
    qtbot.mouseDClick(view, LEFT, pos=QPoint(320, 240))
    assert view.space.fits


def wheel(place, turned):
    return QWheelEvent(
        place,
        place,
        QPoint(),
        QPoint(0, turned),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )


def test_the_face_fills_the_view(view):
    view.set_landmarks(smaller(view.landmarks))
    view.show_face()
    assert view.space.zoom > 4.0
    for point in (0, 9, 67):
        assert view.rect().contains(place_of(view, point))


def test_only_a_placed_landmark_can_be_given_back(view, qtbot, monkeypatch):
    monkeypatch.setattr(QMenu, "popup", lambda menu, place: None)  # there is no screen
    view.let_edit(True)
    view.set_landmarks(landmarks_of(placed=[LEFT_CORNER]))
    open_menu(view, RIGHT_CORNER)
    assert view.findChildren(QMenu) == []
    open_menu(view, LEFT_CORNER)
    (menu,) = view.findChildren(QMenu)
    with qtbot.waitSignal(view.restore_wanted) as wanted:
        menu.actions()[0].trigger()
    assert wanted.args == [LEFT_CORNER]
    menu.close()


def open_menu(view, point):
    place = place_of(view, point)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, view.mapToGlobal(place))
    QApplication.sendEvent(view, event)


def test_a_landmark_tells_what_it_is(view):
    view.set_landmarks(landmarks_of(placed=[LEFT_CORNER], carried=[RIGHT_CORNER]))
    assert view._words(LEFT_CORNER) == ("Commissure, patient's left (landmark 54) · placed by hand")
    assert view._words(RIGHT_CORNER) == (
        "Commissure, patient's right (landmark 48) · confidence 100 % · "
        "follows a neighbouring picture"
    )


def test_without_picture_and_landmarks_nothing_breaks(view, qtbot):
    view.set_nothing()
    view.let_edit(True)
    view.fit()
    view.show_face()
    view.zoom(2.0)
    qtbot.mouseClick(view, LEFT, pos=QPoint(50, 50))
    assert not view.grab().isNull()
