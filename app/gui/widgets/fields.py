"""Fields of forms: dates that may be missing, choices with words, numbers that may be missing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TypeVar, cast

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QTextCharFormat
from PySide6.QtWidgets import (
    QCalendarWidget,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QSizePolicy,
    QSpinBox,
    QToolButton,
    QWidget,
    QWidgetAction,
)

from app.gui import words
from core.errors import InputError

_DATE_WIDTH_PX = 132
_TEXT_MARGIN_PX = 7
_CALENDAR_PX = QSize(320, 250)


class DateField(QWidget):
    """A date that may be missing: typed as the locale or as YYYY-MM-DD, or picked.

    Args:
        name: What the date is, for messages and screen readers.
        parent: Owner.

    Signals:
        edited: The text changed.
    """

    edited = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._line = QLineEdit(self)
        self._line.setPlaceholderText(QCoreApplication.translate("fields", "not recorded"))
        self._line.setAccessibleName(name)
        self._line.textChanged.connect(self.edited)
        self._calendar = _calendar()
        self._calendar.clicked.connect(self._pick)
        self._menu = QMenu(self)
        action = QWidgetAction(self._menu)
        action.setDefaultWidget(self._calendar)
        self._menu.addAction(action)
        button = QToolButton(self)
        button.setText("▾")
        button.setObjectName("field")
        button.setAccessibleName(
            QCoreApplication.translate("fields", "{0}: choose in the calendar").format(name)
        )
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setMenu(self._menu)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._line, 1)
        layout.addWidget(button)
        self.setFocusProxy(self._line)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._line.setMinimumWidth(_DATE_WIDTH_PX)

    def set_date(self, date: dt.date | None) -> None:
        """Show a date."""
        self._line.setText(words.day(date))

    def date(self) -> dt.date | None:
        """The date typed.

        Raises:
            InputError: The text is no date.
        """
        text = self._line.text().strip()
        if not text:
            return None
        for found in (
            QDate.fromString(text, "yyyy-MM-dd"),
            QLocale().toDate(text, words.date_format()),
            QLocale().toDate(text, QLocale.FormatType.ShortFormat),
        ):
            if found.isValid():
                return dt.date(found.year(), found.month(), found.day())
        raise InputError(
            QCoreApplication.translate(
                "fields", "{0}: {1} is not a date; write it as 2026-01-31 or pick it."
            ).format(self._name, text)
        )

    def _pick(self, date: QDate) -> None:
        self.set_date(dt.date(date.year(), date.month(), date.day()))
        self._menu.close()


def _calendar() -> QCalendarWidget:
    """In the colours of the theme, which Qt's own arrows and red weekends do not know."""
    made = QCalendarWidget()
    made.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
    made.setMinimumSize(_CALENDAR_PX)
    for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
        made.setWeekdayTextFormat(day, QTextCharFormat())
    for name, sign in (("qt_calendar_prevmonth", "◂"), ("qt_calendar_nextmonth", "▸")):
        arrow = cast(QToolButton, made.findChild(QToolButton, name))
        arrow.setIcon(QIcon())
        arrow.setText(sign)
    return made


_Value = TypeVar("_Value", bound=str)


class ChoiceField(QComboBox):
    """One of several values, shown in words.

    Args:
        words: Value to words, in the order to show.
        name: For screen readers.
        parent: Owner.
    """

    def __init__(
        self,
        words: Mapping[_Value, str],
        name: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        for value, text in words.items():
            self.addItem(text, str(value))

    def set_value(self, value: str) -> None:
        """Show a value; the first where there is no such value."""
        self.setCurrentIndex(max(0, self.findData(str(value))))

    def value(self) -> str:
        """The chosen value's text; "" when nothing is chosen."""
        return str(self.currentData() or "")


class CountField(QSpinBox):
    """A whole number.

    Args:
        name: What it is, for screen readers.
        most: The largest.
        parent: Owner.
    """

    def __init__(self, name: str, most: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setRange(0, most)
        # A style sheet's padding does not reach the text of a spin box.
        self.lineEdit().setTextMargins(_TEXT_MARGIN_PX, 0, 0, 0)


class NumberField(QLineEdit):
    """A number that may be missing.

    Args:
        name: What it is, for messages and screen readers.
        parent: Owner.
    """

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self.setAccessibleName(name)
        self.setPlaceholderText(QCoreApplication.translate("fields", "not measured"))

    def set_number(self, number: float | None) -> None:
        """Show a number."""
        self.setText("" if number is None else words.number(number))

    def number(self) -> float | None:
        """The number typed.

        Raises:
            InputError: The text is no number.
        """
        text = self.text().strip()
        if not text:
            return None
        for locale in (QLocale(), QLocale.c()):
            found, fits = locale.toDouble(text)
            if fits:
                return float(found)
        raise InputError(
            QCoreApplication.translate("fields", "{0}: {1} is not a number.").format(
                self._name, text
            )
        )
