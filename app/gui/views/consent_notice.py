"""Says before a recording when the patient's consent does not cover it."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.gui import words
from app.gui.selection import Selection
from app.gui.widgets.parts import button, card, label
from assessment.records import Patient


class ConsentNotice(QWidget):
    """One sentence and a button to the record; nothing while recording is agreed to.

    Args:
        selection: Whose consent it is.
        parent: Owner.

    Signals:
        record_wanted: Open the patient's record.
    """

    record_wanted = Signal()

    def __init__(self, selection: Selection, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._selection = selection
        self.sentence = label(kind="problem")
        self.open_record = button(self.tr("Open the record"))
        self.open_record.clicked.connect(self.record_wanted)
        told = QWidget()
        beside = QHBoxLayout(told)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addWidget(self.sentence, 1)
        beside.addWidget(self.open_record)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(card(told))
        selection.changed.connect(self._follow_patient)
        self._follow_patient()

    @property
    def forbids(self) -> bool:
        """The consent was taken back: nothing may be recorded."""
        patient = self._selection.patient
        return patient is not None and patient.consent_withdrawn

    @Slot()
    def _follow_patient(self) -> None:
        patient = self._selection.patient
        told = self._told(patient) if patient is not None else ""
        self.sentence.setText(told)
        self.setVisible(bool(told))

    def _told(self, patient: Patient) -> str:
        consent = patient.consent
        if consent is None:
            return self.tr(
                "No consent is recorded for this patient: ask for it and enter it in the record."
            )
        if consent.withdrawn_on is not None:
            return self.tr(
                "The consent was withdrawn on {0}: nothing may be recorded until a new one stands "
                "in the record."
            ).format(words.day(consent.withdrawn_on))
        if not consent.recording:
            return self.tr(
                "The consent does not cover video recording and pictures: ask the patient before "
                "you record."
            )
        return ""
