"""Fields of forms: dates that may be missing, choices with words, numbers that may be missing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from enum import StrEnum

from PySide6.QtCore import QCoreApplication, QDate, QLocale, Signal
from PySide6.QtWidgets import (
    QCalendarWidget,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QSizePolicy,
    QToolButton,
    QWidget,
    QWidgetAction,
)

from app.gui import words
from core.errors import InputError

_DATE_WIDTH_PX = 110


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
        self._calendar = QCalendarWidget()
        self._calendar.clicked.connect(self._pick)
        self._menu = QMenu(self)
        action = QWidgetAction(self._menu)
        action.setDefaultWidget(self._calendar)
        self._menu.addAction(action)
        button = QToolButton(self)
        button.setText("▾")
        button.setAccessibleName(
            QCoreApplication.translate("fields", "Pick the {0}").format(name.lower())
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


class ChoiceField(QComboBox):
    """One of the values of an enumeration, shown in words.

    Args:
        words: Value to words, in the order to show.
        name: For screen readers.
        parent: Owner.
    """

    def __init__(
        self, words: Mapping[StrEnum, str], name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        for value, text in words.items():
            self.addItem(text, value.value)

    def set_value(self, value: StrEnum) -> None:
        """Show a value."""
        self.setCurrentIndex(self.findData(value.value))

    def value(self) -> str:
        """The chosen value's text; "" when nothing is chosen."""
        return str(self.currentData() or "")


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
        self.setText("" if number is None else QLocale().toString(number, "g", 6))

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
