"""Overlay, curve and review against approved pictures; HEMIFACE_APPROVE=1 renews them."""

from __future__ import annotations

import os
from pathlib import Path

import cv2
import numpy as np
import pytest
import reportlab
from PySide6.QtGui import QFont, QFontDatabase, QImage
from PySide6.QtWidgets import QApplication

from app.clip_review import FrameLandmarks, Gap, LeftOut, MovementMarks
from app.gui.theme import DARK, LIGHT
from app.gui.viewmodels.review import ReviewModel
from app.gui.views.review import ReviewView
from app.gui.widgets.curve_plot import CurvePlot
from app.gui.widgets.video_view import VideoView
from assessment.results import Curve, Repetition, Unit
from core.landmarks import BROW, COMMISSURE, NOSE_TIP

APPROVED = Path(__file__).parent / "golden"
FONT = Path(reportlab.__file__).parent / "fonts" / "Vera.ttf"
# Renderers differ in smoothing: a few levels everywhere, more on the edges of lines and letters.
MEAN_LEVELS = 1.0
FAR_LEVELS = 96
FAR_SHARE = 0.0005


@pytest.fixture(autouse=True)
def _same_letters(qapp):
    """The same font on every machine."""
    before = QApplication.font()
    number = QFontDatabase.addApplicationFont(str(FONT))
    (family,) = QFontDatabase.applicationFontFamilies(number)
    QApplication.setFont(QFont(family, 9))
    yield
    QApplication.setFont(before)


def seen(widget, width_px, height_px):
    """What a widget draws, uint8 (height, width, 3), BGR."""
    widget.resize(width_px, height_px)
    image = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1)
    rgb = rows[:, : 3 * image.width()].reshape(image.height(), image.width(), 3)
    return cv2.cvtColor(rgb, cv2.COLOR_RGB2BGR)


def assert_as_approved(picture, name):
    path = APPROVED / f"{name}.png"
    if os.environ.get("HEMIFACE_APPROVE"):
        path.parent.mkdir(exist_ok=True)
        assert cv2.imwrite(str(path), picture)
    approved = cv2.imread(str(path))
    assert approved is not None
    assert picture.shape == approved.shape
    off = np.abs(picture.astype(int) - approved.astype(int))
    assert off.mean() < MEAN_LEVELS
    assert (off.max(axis=2) > FAR_LEVELS).mean() < FAR_SHARE


@pytest.mark.golden
@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=lambda one: one.name)
def test_the_overlay_looks_as_approved(exact, palette, qtbot):
    """Sure, unsure, placed and following landmarks, lines, side letters."""
    found = exact["rest"].points_px[0, :, :2]
    points, confidence = found.copy(), np.ones(68)
    points[COMMISSURE[1]] += (14.0, -18.0)
    points[NOSE_TIP] += (4.0, 4.0)
    confidence[list(BROW[0])] = 0.1
    view = VideoView(palette)
    qtbot.addWidget(view)
    grey = np.full((448, 448, 3), 150, np.uint8)
    view.set_picture(grey, (448, 448))
    view.set_landmarks(
        FrameLandmarks(points, found, confidence, frozenset([COMMISSURE[1]]), frozenset([NOSE_TIP]))
    )
    assert_as_approved(seen(view, 360, 360), f"overlay_{palette.name}")


@pytest.mark.golden
@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=lambda one: one.name)
def test_the_curve_looks_as_approved(palette, qtbot):
    """Both sides, movements with marks and plateau, a gap, the cursor."""
    times_s = np.arange(0, 8, 1 / 30)
    times_s = times_s[(times_s < 3.6) | (times_s > 4.1)]
    course = np.clip(np.sin(2 * np.pi * (times_s - 0.5) / 3.5), 0.0, 0.7)
    marks = tuple(
        MovementMarks(Repetition(start, start + 0.5, start + 1.3, start + 1.75), start + 0.6)
        for start in (0.5, 4.1)
    )
    plot = CurvePlot(palette)
    qtbot.addWidget(plot)
    curve = Curve("MC", Unit.MM, times_s, 10 * course, 4 * course)
    plot.resize(420, 240)
    plot.show_curve(curve, marks, [Gap(3.6, 4.1, LeftOut.TURNED)], duration_s=8.0)
    plot.set_time(5.2)
    assert_as_approved(seen(plot, 420, 240), f"curve_{palette.name}")


@pytest.fixture
def review(services, selection):
    made = ReviewModel(services, selection)
    yield made
    made.close()


@pytest.mark.golden
def test_the_review_looks_as_approved(review, selection, palette, add_patient, add_visit, qtbot):
    """The peak of a smile: clips, picture with landmarks, both sides' curves, numbers."""
    view = ReviewView(review, palette)
    qtbot.addWidget(view)
    view.resize(1250, 700)
    view.show()
    patient = add_patient()
    add_visit(patient)
    selection.choose_patient(patient)
    qtbot.waitUntil(lambda: bool(review.rows))
    smile = next(row.recording for row in review.rows if row.recording.exercise_id == "smile_open")
    review.choose(smile.id)
    qtbot.waitUntil(lambda: review.review is not None)
    review.player.go(review.player.frame_count // 5)
    qtbot.waitUntil(lambda: review.player.shown_frame == review.player.frame)
    if (focused := QApplication.focusWidget()) is not None:  # it depends on the window before
        focused.clearFocus()
    assert_as_approved(seen(view, 1250, 700), "review_light")
