"""The first start: the safety statement, until somebody has read it, and the demo patient."""

from __future__ import annotations

from typing import Final, cast

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.gui import words
from app.gui.widgets.parts import GAP_PX, MARGIN_PX, button, card, label
from assessment.intended_use import EMERGENCY, INTENDED_USE, RESEARCH_USE

_WIDTH_PX: Final = 620


class SafetyStatement(QDialog):
    """What the program is for and what it is not; shown until somebody has read it.

    Args:
        parent: Owner.

    Signals:
        read: It was read; whether the demo patient is wanted.
    """

    read = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Before you begin"))
        warning = label(words.catalogue(RESEARCH_USE), "heading")
        warning.setWordWrap(True)
        self.demo = QCheckBox(self.tr("Add the demo patient, whose face is computer-made"))
        self.demo.setChecked(True)
        self.done_button: QPushButton = button(self.tr("I have read this"), primary=True)
        self.done_button.setDefault(True)
        self.done_button.clicked.connect(self.accept)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(MARGIN_PX, MARGIN_PX, MARGIN_PX, MARGIN_PX)
        layout.setSpacing(GAP_PX)
        layout.addWidget(label(self.tr("Before you begin"), "title"))
        layout.addWidget(
            card(warning, label(words.catalogue(INTENDED_USE)), label(words.catalogue(EMERGENCY)))
        )
        layout.addWidget(
            label(self.tr("Recordings and results stay on this machine; nothing is sent anywhere."))
        )
        layout.addWidget(self.demo)
        layout.addWidget(
            label(
                self.tr(
                    "Its five visits are analysed in the background, which takes some minutes; "
                    "each appears as soon as it is done."
                ),
                "muted",
            )
        )
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.done_button)
        layout.addLayout(row)
        self.setFixedWidth(_WIDTH_PX)
        self.done_button.setFocus()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Cut no sentence off, however small the screen."""
        super().showEvent(event)
        layout = cast(QVBoxLayout, self.layout())
        self.setMinimumHeight(layout.totalHeightForWidth(self.width()))

    @Slot()
    def accept(self) -> None:
        """Take it as read."""
        super().accept()
        self.read.emit(self.demo.isChecked())
