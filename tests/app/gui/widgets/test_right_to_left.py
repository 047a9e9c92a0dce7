"""In a language that is read from the right, sides and time stay where they are."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage

from app.clip_review import FrameLandmarks
from app.gui.theme import DARK, LIGHT
from app.gui.widgets.chart_export import export_charts
from app.gui.widgets.curve_plot import CurvePlot
from app.gui.widgets.landmark_picture import landmark_image
from app.gui.widgets.live_preview import LivePreview
from app.gui.widgets.recovery_chart import RecoveryChart
from app.gui.widgets.side_legend import SideLegend
from app.gui.widgets.timeline import Timeline, TimelineEvent
from app.gui.widgets.video_view import VideoView
from core.landmarks import COMMISSURE, Side
from tests.app.gui.widgets.test_curve_plot import GAPS, MARKS, curve
from tests.app.gui.widgets.test_golden import seen
from tests.app.gui.widgets.test_recovery_chart import SETTING, smile

WIDTH_PX, HEIGHT_PX = 400, 300


@pytest.fixture
def read_from(qapp):
    """Turns the whole program."""
    before = qapp.layoutDirection()
    yield qapp.setLayoutDirection
    qapp.setLayoutDirection(before)


def preview():
    picture = QImage(WIDTH_PX, HEIGHT_PX, QImage.Format.Format_RGB888)
    picture.fill(QColor("#808080"))
    made = LivePreview(LIGHT)
    made.show_image(picture)
    return made


def overlay():
    points = np.random.default_rng(1).uniform(20, 280, (68, 2))
    made = VideoView(LIGHT)
    made.set_picture(np.full((300, 300, 3), 150, np.uint8), (300, 300))
    made.set_landmarks(FrameLandmarks(points, points, np.ones(68), frozenset(), frozenset()))
    return made


def curves():
    made = CurvePlot(LIGHT)
    made.show_curve(curve(), MARKS, GAPS, duration_s=6.0)
    made.set_time(2.0)
    return made


def timeline():
    made = Timeline(LIGHT)
    begin = dt.date(2026, 1, 5)
    event = TimelineEvent("steroid", begin, begin + dt.timedelta(10))
    made.show_course(begin, (begin + dt.timedelta(7), begin + dt.timedelta(90)), (event,))
    return made


DRAWN = {
    "capture": preview,
    "review": overlay,
    "curves": curves,
    "recovery chart": lambda: RecoveryChart(smile(), SETTING, LIGHT),
    "legend": lambda: SideLegend(LIGHT),
    "course": timeline,
}


@pytest.mark.parametrize("make", DRAWN.values(), ids=DRAWN)
def test_what_is_drawn_is_the_same_from_either_side(qtbot, palette, read_from, make):
    pictures = []
    for direction in (Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft):
        read_from(direction)
        made = make()
        qtbot.addWidget(made)
        pictures.append(seen(made, WIDTH_PX, HEIGHT_PX))
    assert np.ptp(pictures[0]) > 0
    assert np.array_equal(*pictures)


def test_the_preview_has_right_at_the_right_as_a_mirror_has(qtbot, palette, read_from):
    read_from(Qt.LayoutDirection.RightToLeft)
    made = preview()
    qtbot.addWidget(made)
    picture = seen(made, WIDTH_PX, HEIGHT_PX)[..., ::-1]
    middles = {}
    for side in (Side.RIGHT, Side.LEFT):
        colour = DARK.side(side).getRgb()[:3]  # on a dark ground
        middles[side] = np.nonzero((picture == colour).all(axis=2))[1].mean()
    assert middles[Side.LEFT] < WIDTH_PX / 2 < middles[Side.RIGHT]


def test_pictures_of_landmarks_and_saved_charts_stay_too(qapp, read_from, exact, tmp_path):
    face = exact["rest"].points_px[0] * (1.0, -1.0, -1.0)
    marked = {Side.RIGHT: (COMMISSURE[0],), Side.LEFT: (COMMISSURE[1],)}
    images, charts = [], []
    for direction in (Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft):
        read_from(direction)
        images.append(landmark_image(face, marked, LIGHT, size_px=160, letters=("R", "L")))
        path = tmp_path / f"{direction.name}.png"
        export_charts([smile()], SETTING, path, title="P-017", notes=["1: steroid"])
        charts.append(QImage(str(path)))
    assert images[0] == images[1]
    assert charts[0] == charts[1]
