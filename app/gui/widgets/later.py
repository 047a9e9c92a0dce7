"""A screen that is built when it is first looked at or when there is time, not with the window."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget


class Later(QWidget):
    """Holds the place of a view.

    Args:
        make: Imports and builds the view.
    """

    def __init__(self, make: Callable[[], QWidget]) -> None:
        super().__init__()
        self._make = make
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)

    @property
    def view(self) -> QWidget | None:
        """The view, or None before anybody has looked at it."""
        item = self._layout.itemAt(0)
        return item.widget() if item else None

    @Slot()
    def prepare(self) -> None:
        """Build the view, if nobody has looked at it yet."""
        if self.view is None:
            self._layout.addWidget(self._make())

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Build the view the first time."""
        self.prepare()
        super().showEvent(event)
