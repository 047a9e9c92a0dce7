"""One treatment or event as a form."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID, uuid4

from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from app.gui import words
from app.gui.widgets.fields import ChoiceField, DateField
from app.gui.widgets.keeping_form import KeepingForm
from app.gui.widgets.required import mark_required, required_note
from assessment.records import AffectedSide, Treatment
from core.errors import InputError


class TreatmentForm(KeepingForm):
    """Enters or changes a treatment; nothing is kept before it is right.

    Args:
        patient_id: Whose it is.
        treatment: The treatment to change, or None for a new one.
        keep: Keeps it; gives "" or the sentence that says why not.
        parent: Owner.
    """

    def __init__(
        self,
        patient_id: UUID,
        treatment: Treatment | None,
        keep: Callable[[Treatment], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._patient_id, self._treatment, self._keep = patient_id, treatment, keep
        self.setWindowTitle(self.tr("Treatment or event"))
        self._make_fields()
        form = QFormLayout()
        for name, field in (
            (mark_required(self.tr("What was done"), self.kind), self.kind),
            (mark_required(self.tr("Start"), self.start), self.start),
            (self.tr("End"), self.end),
            (self.tr("Side"), self.side),
            (self.tr("Product"), self.product),
            (self.tr("Dose"), self.dose),
            (self.tr("Muscles"), self.muscles),
            (self.tr("By"), self.operator),
            (self.tr("Note"), self.note),
        ):
            field.setAccessibleName(field.accessibleName() or name)
            form.addRow(name, field)
        layout = QVBoxLayout(self)
        layout.addLayout(form)
        layout.addWidget(required_note())
        self.add_foot(layout)
        if treatment is not None:
            self._show(treatment)

    def _make_fields(self) -> None:
        self.kind = QComboBox()
        self.kind.setEditable(True)
        for kept, shown in words.treatment_words().items():
            self.kind.addItem(shown, kept)
        self.kind.setCurrentText("")
        self.start, self.end = DateField(self.tr("Start")), DateField(self.tr("End"))
        self.side = ChoiceField(words.side_words(), self.tr("Side"))
        self.side.set_value(AffectedSide.NONE)
        self.product, self.dose, self.muscles, self.operator = (QLineEdit() for _ in range(4))
        self.note = QPlainTextEdit()
        self.note.setTabChangesFocus(True)

    def _show(self, treatment: Treatment) -> None:
        self.kind.setCurrentText(words.treatment_name(treatment.kind))
        self.start.set_date(treatment.start)
        self.end.set_date(treatment.end)
        self.side.set_value(treatment.side)
        self.product.setText(treatment.product)
        self.dose.setText(treatment.dose)
        self.muscles.setText(treatment.muscles)
        self.operator.setText(treatment.operator)
        self.note.setPlainText(treatment.note)

    def record(self) -> Treatment:
        """The treatment as the form says it.

        Raises:
            InputError: A field is not right.
        """
        start = self.start.date()
        if start is None:
            raise InputError(self.tr("Give the day on which it was done or began."))
        return Treatment(
            id=self._treatment.id if self._treatment else uuid4(),
            patient_id=self._patient_id,
            kind=self._kind(),
            start=start,
            end=self.end.date(),
            product=self.product.text().strip(),
            dose=self.dose.text().strip(),
            muscles=self.muscles.text().strip(),
            side=AffectedSide(self.side.value()),
            operator=self.operator.text().strip(),
            note=self.note.toPlainText().strip(),
        )

    def _kind(self) -> str:
        text = self.kind.currentText().strip()
        known = {shown: kept for kept, shown in words.treatment_words().items()}
        return known.get(text, text)

    def keep(self) -> str:
        """Keep the treatment."""
        return self._keep(self.record())
