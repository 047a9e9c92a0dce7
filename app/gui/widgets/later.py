"""A screen that is built when it is first looked at, so that the window need not wait for it."""

from __future__ import annotations

from collections.abc import Callable

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

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Build the view the first time."""
        if self.view is None:
            self._layout.addWidget(self._make())
        super().showEvent(event)
