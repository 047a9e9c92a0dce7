from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtGui import QColor, QImage

from app.gui.capture.live import LivePicture
from app.gui.widgets.live_preview import LivePreview
from core.landmarks import NOSE_TIP
from tests.app.gui.views.by_hand import Clock

WIDTH_PX, HEIGHT_PX = 400, 300
GREY = QColor("#808080")


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def preview(qtbot, palette, clock):
    made = LivePreview(palette, clock=clock)
    qtbot.addWidget(made)
    made.resize(WIDTH_PX, HEIGHT_PX)
    made.show()
    return made


def picture(points=None):
    image = QImage(WIDTH_PX, HEIGHT_PX, QImage.Format.Format_RGB888)
    image.fill(GREY)
    return LivePicture(image, points)


def test_it_says_that_it_is_a_mirror_and_for_how_long_it_has_been_recorded(preview, clock):
    assert preview.notes == ("Mirror view",)
    preview.show_recording(True)
    assert preview.notes == ("Mirror view", "● Recording 00:00")
    clock.now_s += 75.6
    preview.show_recording(True)  # the next step of the same exercise
    assert preview.notes == ("Mirror view", "● Recording 01:15")
    preview.show_recording(False)
    assert preview.notes == ("Mirror view",)


def test_what_it_says_stands_on_the_picture(preview):
    preview.show_picture(picture())

    def changed(columns):
        image = preview.grab().toImage()
        return [x for x in columns for y in range(8, 30) if image.pixelColor(x, y) != GREY]

    left, right = range(8, WIDTH_PX // 2), range(WIDTH_PX // 2, WIDTH_PX - 8)
    assert changed(right)
    assert not changed(left)
    preview.show_recording(True)
    assert changed(left)


def test_a_landmark_has_a_ring_and_a_lost_one_is_left_out(preview):
    points = np.full((68, 2), np.nan)
    points[NOSE_TIP] = (0.25, 0.5)
    preview.show_picture(picture(points))
    image = preview.grab().toImage()
    x, y = round(0.75 * WIDTH_PX), HEIGHT_PX // 2
    lightest = max(image.pixelColor(x + step, y).lightness() for step in range(-5, 6))
    assert lightest > 200
    seen = [image.pixelColor(x, row) for row in range(40, HEIGHT_PX - 40)]
    assert sum(colour != GREY for colour in seen) < 12
