"""How far work in the background has come, with a way to stop it."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from app.gui import words
from app.gui.widgets.parts import GAP_PX, button, label

_STEPS = 1000


class WorkBar(QWidget):
    """Words, a bar and a button.

    Args:
        parent: Owner.

    Signals:
        stop_wanted: Stop the work.
    """

    stop_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._what = label(kind="muted")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("Progress"))
        self.stop = button(self.tr("Stop"))
        self.stop.clicked.connect(self.stop_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP_PX)
        row.addWidget(self._what)
        row.addWidget(self.bar, 1)
        row.addWidget(self.stop)
        self.begin()

    @Slot()
    def begin(self) -> None:
        """Nothing is known yet of how long it lasts."""
        self._what.setText("")
        self.bar.setRange(0, 0)

    @property
    def words(self) -> str:
        """What is said beside the bar."""
        return self._what.text()

    def name_for(self, whose: str) -> None:
        """Say to screen readers whose work it is, where several are below each other."""
        self.bar.setAccessibleName(f"{self.tr('Progress')}: {whose}")
        self.stop.setAccessibleName(f"{self.tr('Stop')}: {whose}")

    @Slot(float, object, str)
    def follow(self, done: float, total: float | None, what: str) -> None:
        """Show how far it has come."""
        self.show_share(min(1.0, done / total) if total else None, words.catalogue(what))

    def show_share(self, share: float | None, told: str) -> None:
        """Show which share is done, 0 to 1 or None while that is not known, and words."""
        self._what.setText(told)
        self.bar.setRange(0, 0 if share is None else _STEPS)
        self.bar.setValue(round(_STEPS * (share or 0.0)))
