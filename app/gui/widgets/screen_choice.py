"""The choice of the screen that shows the patient what to do."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QWidget


class ScreenChoice(QComboBox):
    """The screens besides the main one, or none; follows what is plugged in and out.

    Args:
        chosen: Name of the screen chosen so far, "" for none.
        parent: Owner.
    """

    def __init__(self, chosen: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Patient's screen"))
        self.show_choice(chosen)
        application = cast(QGuiApplication, QGuiApplication.instance())
        for changed in (application.screenAdded, application.screenRemoved):
            changed.connect(self._follow_screens)

    @property
    def chosen(self) -> str:
        """Name of the chosen screen, "" for none."""
        return str(self.currentData() or "")

    def show_choice(self, chosen: str) -> None:
        """Show a choice; a screen that is not there stays what was chosen."""
        self.blockSignals(True)  # filling is no choice
        self.clear()
        self.addItem(self.tr("None"), "")
        names = other_screens()
        for name in names:
            self.addItem(name, name)
        if chosen and chosen not in names:
            self.addItem(self.tr("{0} (not connected)").format(chosen), chosen)
        self.setCurrentIndex(self.findData(chosen))
        self.blockSignals(False)

    @Slot()
    def _follow_screens(self) -> None:
        self.show_choice(self.chosen)


def other_screens() -> tuple[str, ...]:
    """Names of the screens besides the main one."""
    main = QGuiApplication.primaryScreen()
    return tuple(one.name() for one in QGuiApplication.screens() if one is not main)
