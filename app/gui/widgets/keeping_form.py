"""A form that closes once what stands in it is kept."""

from __future__ import annotations

from abc import abstractmethod

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from app.gui import words
from app.gui.widgets.parts import label, save_or_cancel
from core.errors import InputError


class KeepingForm(QDialog):
    """Says what is wrong until it can be kept.

    Args:
        parent: Owner.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._problem = label(kind="problem")
        self._problem.hide()

    def add_foot(self, layout: QVBoxLayout) -> None:
        """Put the room for what is wrong, and the buttons, below the form."""
        layout.addWidget(self._problem)
        layout.addWidget(save_or_cancel(self, self.save))

    @abstractmethod
    def keep(self) -> str:
        """Keep what stands in the form; "" or the sentence that says why not.

        Raises:
            InputError: It is not right.
        """

    @Slot()
    def save(self) -> None:
        """Keep it and close, or tell why not."""
        try:
            told = self.keep()
        except InputError as error:
            told = words.problem(error)
        if told:
            self._problem.setText(told)
            self._problem.show()
        else:
            self.accept()
