from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLineEdit,
    QListWidget,
    QPushButton,
    QSlider,
    QTableWidget,
    QVBoxLayout,
    QWidget,
)

from app.gui.theme import DARK, LIGHT, apply_theme
from app.gui.widgets.parts import button
from core.landmarks import Side

LEAST_PX, LEAST_DIFFERENCE = 40, 60
LEAST_TEXT_CONTRAST, LEAST_FAINT_CONTRAST = 4.5, 3.0
"""WCAG 2.1 AA for small text; what cannot be clicked need not reach that."""


def _pressed():
    made = button("Charts")
    made.setCheckable(True)
    made.setChecked(True)
    return made


KINDS = {
    "button": lambda: button("Record"),
    "main button": lambda: button("Record", primary=True),
    "pressed button": _pressed,
    "choice": QComboBox,
    "text": QLineEdit,
    "tick": lambda: QCheckBox("Landmarks"),
    "list": QListWidget,
    "table": QTableWidget,
    "slider": QSlider,
}


@pytest.fixture
def themed(qapp):
    before = qapp.palette(), qapp.styleSheet(), qapp.style().name()
    yield lambda palette: apply_theme(qapp, palette)
    qapp.setStyle(before[2])
    qapp.setPalette(before[0])
    qapp.setStyleSheet(before[1])


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=lambda palette: palette.name)
def test_who_uses_the_keyboard_sees_where_they_are(qtbot, themed, palette, kind):
    themed(palette)
    window, elsewhere, widget = QWidget(), QPushButton("Elsewhere"), KINDS[kind]()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    for one in (elsewhere, widget):
        column.addWidget(one)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    elsewhere.setFocus()
    before = _pixels(widget)
    widget.setFocus()
    qtbot.waitUntil(widget.hasFocus)
    changed = np.abs(_pixels(widget) - before).max(axis=-1) >= LEAST_DIFFERENCE
    assert changed.sum() >= LEAST_PX


@pytest.mark.parametrize("side", [Side.RIGHT, Side.LEFT])
@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=lambda palette: palette.name)
def test_the_figures_of_a_side_can_be_read(palette, side):
    assert _contrast(palette.text_of(side), palette.card) >= LEAST_TEXT_CONTRAST


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=lambda palette: palette.name)
def test_what_cannot_be_clicked_can_still_be_read_and_is_paler_than_what_can(palette):
    faint, muted = (_contrast(one, palette.card) for one in (palette.faint, palette.muted))
    assert LEAST_FAINT_CONTRAST <= faint < muted


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=lambda palette: palette.name)
def test_the_chosen_page_stands_out_and_its_words_are_as_dark_as_the_others(qtbot, themed, palette):
    themed(palette)
    pages = QListWidget()
    pages.setObjectName("pages")
    pages.addItems(["Capture", "Capture"])
    qtbot.addWidget(pages)
    pages.show()
    pages.activateWindow()
    pages.setFocus()
    pages.setCurrentRow(1)
    qtbot.waitUntil(pages.hasFocus)
    image = pages.grab().toImage()

    def colours(row):
        rect = pages.visualItemRect(pages.item(row)).translated(pages.viewport().pos())
        rect.adjust(1, 4, -2, -4)  # within the border of the list
        return [
            image.pixelColor(x, y)
            for x in range(rect.left(), rect.right())
            for y in range(rect.top(), rect.bottom())
        ]

    other, chosen = colours(0), colours(1)
    assert QColor(palette.accent) in chosen
    assert QColor(palette.accent) not in other
    farthest = [
        max(_contrast(one.name(), ground) for one in row)
        for row, ground in ((other, palette.card), (chosen, palette.card))
    ]
    assert farthest[1] >= farthest[0]


def _contrast(first, second):
    """By WCAG 2."""
    light, dark = sorted(map(_luminance, (first, second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour):
    channels = np.array([QColor(colour).redF(), QColor(colour).greenF(), QColor(colour).blueF()])
    linear = np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)
    return float(linear @ (0.2126, 0.7152, 0.0722))


def _pixels(widget):
    image = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    shape = (image.height(), image.width(), 4)
    return np.frombuffer(image.constBits(), np.uint8).reshape(shape)[..., :3].astype(int)
