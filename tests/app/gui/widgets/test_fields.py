from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLineEdit, QToolButton

from app.gui.i18n import install_language
from app.gui.theme import LIGHT, apply_theme
from app.gui.widgets.fields import DateField

FRAME_PX = 2 * (8 + 1 + 2)
"""Padding and border of the style sheet, and the margin of a line of text."""


@pytest.fixture
def themed(qapp):
    before = qapp.palette(), qapp.styleSheet(), qapp.style().name()
    apply_theme(qapp, LIGHT)
    yield
    qapp.setStyle(before[2])
    qapp.setPalette(before[0])
    qapp.setStyleSheet(before[1])
    install_language(qapp, "en")


@pytest.mark.usefixtures("themed")
@pytest.mark.parametrize("language", ["en", "de"])
def test_that_a_date_is_missing_can_be_read_in_the_narrowest_field(qapp, qtbot, language):
    install_language(qapp, language)
    field = DateField("Onset")
    qtbot.addWidget(field)
    field.show()
    line = field.findChild(QLineEdit)
    text_px = line.fontMetrics().horizontalAdvance(line.placeholderText())
    assert line.minimumWidth() >= text_px + FRAME_PX


@pytest.mark.parametrize("name", ["qt_calendar_prevmonth", "qt_calendar_nextmonth"])
def test_the_arrows_of_the_calendar_have_the_colour_of_text(qtbot, name):
    """Qt's own are black pictures, which nobody sees in the dark theme."""
    field = DateField("Onset")
    qtbot.addWidget(field)
    arrow = field._calendar.findChild(QToolButton, name)
    assert arrow.icon().isNull()
    assert arrow.text()
