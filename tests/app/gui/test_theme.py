from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtGui import QImage
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

LEAST_PX, LEAST_DIFFERENCE = 40, 60


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


def _pixels(widget):
    image = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    shape = (image.height(), image.width(), 4)
    return np.frombuffer(image.constBits(), np.uint8).reshape(shape)[..., :3].astype(int)
