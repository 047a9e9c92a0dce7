"""The clinician's own words about a visit; the software writes none."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from app.gui.viewmodels.results import ResultsModel
from app.gui.widgets.parts import GAP_PX, MARGIN_PX, button, label

_TEXT_PX: Final = 84


class _Text(QPlainTextEdit):
    """A text that says when it is left."""

    left = Signal()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Tell of it."""
        super().focusOutEvent(event)
        self.left.emit()


class SummaryCard(QFrame):
    """Edits the summary; it is kept on "Save" and whenever the text is left.

    Args:
        model: The visit.
        parent: Owner.
    """

    def __init__(self, model: ResultsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._model = model
        self._visit_id: UUID | None = None
        self._kept = ""
        self.text = _Text()
        self.text.setAccessibleName(self.tr("Clinician's summary"))
        self.text.setPlaceholderText(
            self.tr("Printed on the first page of the report; the software writes none.")
        )
        self.text.setTabChangesFocus(True)
        self.text.setMinimumHeight(_TEXT_PX)
        self.save = button(self.tr("Save"))
        self._problem = label(kind="problem")
        self._problem.hide()
        head = QHBoxLayout()
        head.addWidget(label(self.tr("Clinician's summary"), "heading"), 1)
        head.addWidget(self.save)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(MARGIN_PX, MARGIN_PX, MARGIN_PX, MARGIN_PX)
        layout.setSpacing(GAP_PX // 2)
        layout.addLayout(head)
        layout.addWidget(self.text)
        layout.addWidget(self._problem)
        self.text.textChanged.connect(self._follow_text)
        self.text.left.connect(self.keep)
        self.save.clicked.connect(self.keep)
        model.renewed.connect(self.show_summary)
        self.show_summary()

    @Slot()
    def keep(self) -> None:
        """Keep the text with the visit of which it was written."""
        self._keep_with(self._visit_id)
        self._follow_text()

    @Slot()
    def show_summary(self) -> None:
        """Show what is kept, unless somebody is writing of this visit."""
        before, self._visit_id = self._visit_id, self._model.visit_id
        is_other = before != self._visit_id
        if is_other:
            self._keep_with(before)
        self._kept = self._model.summary
        if is_other or not self.text.hasFocus():
            self._show(self._kept)
        self._follow_text()

    def _keep_with(self, visit_id: UUID | None) -> None:
        text = self.text.toPlainText().strip()
        if visit_id is not None and text != self._kept:
            told = self._model.keep_summary(visit_id, text)
            self._problem.setText(told)
            self._problem.setVisible(bool(told))

    def _show(self, summary: str) -> None:
        if self.text.toPlainText() != summary:
            self.text.setPlainText(summary)

    @Slot()
    def _follow_text(self) -> None:
        self.save.setEnabled(self.text.toPlainText().strip() != self._kept)
