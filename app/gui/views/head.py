"""The head of the window: whom it is about, which visit, and what goes on in the background."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout

from app.gui import words
from app.gui.selection import Selection
from app.gui.viewmodels.work import WorkModel
from app.gui.views.work_list import WorkButton
from app.gui.widgets.elided_label import ElidedLabel
from app.gui.widgets.parts import GAP_PX, MARGIN_PX, label

_HEIGHT_PX = 44


class Head(QFrame):
    """Follows the selection and the work.

    Args:
        selection: Which patient and visit everything is about.
        work: What goes on in the background.
    """

    def __init__(self, selection: Selection, work: WorkModel) -> None:
        super().__init__()
        self._selection = selection
        self._looked_at = True
        self.setObjectName("head")
        self.setMinimumHeight(_HEIGHT_PX)
        self.who = ElidedLabel("heading")
        self.side = label(kind="muted")
        self.side.setWordWrap(False)
        self.visit_choice = QComboBox()
        self.visit_choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.visit_choice.setAccessibleName(self.tr("Visit"))
        self.visit_choice.activated.connect(self._choose_visit)
        self.work = WorkButton(work)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(MARGIN_PX, GAP_PX // 2, MARGIN_PX, GAP_PX // 2)
        layout.setSpacing(GAP_PX)
        for shown in (self.who, self.side, self.visit_choice):
            layout.addWidget(shown)
        layout.addStretch(1)
        layout.addWidget(self.work)
        selection.changed.connect(self._follow_selection)
        self._follow_selection()

    def offer_visits(self, looked_at: bool) -> None:
        """Show the choice of a visit where one is looked at: a capture makes another."""
        self._looked_at = looked_at
        self.visit_choice.setVisible(looked_at and bool(self._selection.visits))

    @Slot()
    def _follow_selection(self) -> None:
        patient, chosen = self._selection.patient, self._selection.visit
        self.who.setText(words.patient_line(patient) if patient else self.tr("No patient chosen"))
        self.side.setText(words.affected_side_words()[patient.affected_side] if patient else "")
        self.visit_choice.clear()
        for number, one in enumerate(self._selection.visits, start=1):
            day = words.day(one.visit.taken_at.astimezone().date())
            self.visit_choice.addItem(self.tr("Visit {0}: {1}").format(number, day))
        self.offer_visits(self._looked_at)
        if chosen is not None:
            self.visit_choice.setCurrentIndex(self._selection.visits.index(chosen))

    @Slot(int)
    def _choose_visit(self, row: int) -> None:
        self._selection.choose_visit(self._selection.visits[row].visit.id)
