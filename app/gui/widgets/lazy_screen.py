"""A screen that reads what it shows when it is seen, not whenever something changes."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import SignalInstance, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget


class LazyScreen(QWidget):
    """Refreshes at once while it is visible, and else when it is shown next.

    Args:
        stale: Emitted when what is shown is out of date.
        refresh: Reads it anew.
        parent: Owner.
    """

    def __init__(
        self,
        stale: SignalInstance,
        refresh: Callable[[], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._refresh = refresh
        self._fresh = False
        stale.connect(self._follow)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Bring it up to date."""
        super().showEvent(event)
        if not self._fresh:
            self._follow()

    @Slot()
    def _follow(self) -> None:
        self._fresh = self.isVisible()
        if self._fresh:
            self._refresh()
