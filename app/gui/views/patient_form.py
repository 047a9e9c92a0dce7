"""The record of one patient as a form."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final
from uuid import uuid4

from PySide6.QtWidgets import (
    QCheckBox,
    QFormLayout,
    QGroupBox,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from app.gui import words
from app.gui.widgets.fields import ChoiceField, CountField, DateField, NumberField
from app.gui.widgets.keeping_form import KeepingForm
from app.gui.widgets.required import mark_required, required_note
from assessment.records import (
    Aetiology,
    AffectedSide,
    Consent,
    DatePrecision,
    PalsyType,
    Patient,
    Sex,
)
from core.errors import InputError

CONSENT_VERSION: Final = "1"
MOST_RECURRENCES: Final = 20
_HISTORY_HEIGHT_PX: Final = 70
_WIDTH_PX: Final = 1200


class PatientForm(KeepingForm):
    """Enters or changes a record; nothing is kept before it is right.

    Args:
        patient: The record to change, or None for a new one.
        keep: Keeps the record; gives "" or the sentence that says why not.
        parent: Owner.
    """

    def __init__(
        self,
        patient: Patient | None,
        keep: Callable[[Patient], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._patient, self._keep = patient, keep
        self.setWindowTitle(self.tr("New patient") if patient is None else self.tr("Record"))
        self._make_fields()
        columns = QHBoxLayout()
        for box, share in (
            (self._person_box(), 5),
            (self._palsy_box(), 5),
            (self._consent_box(), 4),
        ):
            columns.addWidget(box, share)
        layout = QVBoxLayout(self)
        layout.addLayout(columns)
        layout.addWidget(required_note())
        self.add_foot(layout)
        if patient is not None:
            self._show(patient)
        self.code.setFocus()
        self.resize(_WIDTH_PX, self.sizeHint().height())  # or what the words need

    def _make_fields(self) -> None:
        self.code, self.name = QLineEdit(), QLineEdit()
        self.code.setPlaceholderText(self.tr("clinic's number"))
        self.birth_date = DateField(self.tr("Date of birth"))
        self.sex = ChoiceField(words.sex_words(), self.tr("Sex at birth"))
        self.side = ChoiceField(words.affected_side_words(), self.tr("Affected side"))
        self.side.setCurrentIndex(-1)
        self.side.setPlaceholderText(self.tr("choose the patient's side"))
        self.onset = DateField(self.tr("Onset"))
        self.precision = ChoiceField(words.precision_words(), self.tr("Precision of the onset"))
        self.aetiology = ChoiceField(words.aetiology_words(), self.tr("Cause"))
        self.palsy_type = ChoiceField(words.palsy_type_words(), self.tr("Type"))
        self.icd10, self.diagnosis = QLineEdit(), QLineEdit()
        self.icd10.setPlaceholderText(self.tr("e.g. {0}").format("G51.0"))
        self.recurrences = CountField(self.tr("Earlier palsies"), MOST_RECURRENCES)
        self.history = QPlainTextEdit()
        self.history.setMinimumHeight(_HISTORY_HEIGHT_PX)
        self.history.setTabChangesFocus(True)
        self.canthal = NumberField(self.tr("Outer canthal distance"))
        self.consent_on = DateField(self.tr("Consent given on"))
        self.consent_until = DateField(self.tr("Keep until"))
        self.withdrawn_on = DateField(self.tr("Consent withdrawn on"))
        self.guardian = QLineEdit()
        self.scopes = {name: QCheckBox(said) for name, said in words.consent_words().items()}

    def _person_box(self) -> QGroupBox:
        return _box(
            self.tr("Person"),
            (mark_required(self.tr("Code"), self.code), self.code),
            (self.tr("Name"), self.name),
            (self.tr("Date of birth"), self.birth_date),
            (self.tr("Sex at birth"), self.sex),
            (self.tr("Outer canthal distance, mm"), self.canthal),
            (self.tr("History"), self.history),
        )

    def _palsy_box(self) -> QGroupBox:
        return _box(
            self.tr("Palsy"),
            (mark_required(self.tr("Affected side"), self.side), self.side),
            (self.tr("Onset"), self.onset),
            (self.tr("Precision of the onset"), self.precision),
            (self.tr("Cause"), self.aetiology),
            (self.tr("Type"), self.palsy_type),
            (self.tr("ICD-10"), self.icd10),
            (self.tr("Diagnosis"), self.diagnosis),
            (self.tr("Earlier palsies"), self.recurrences),
        )

    def _consent_box(self) -> QGroupBox:
        box = _box(
            self.tr("Consent"),
            (self.tr("Given on"), self.consent_on),
            *((("", scope)) for scope in self.scopes.values()),
            (self.tr("Guardian"), self.guardian),
            (self.tr("Keep until"), self.consent_until),
            (self.tr("Withdrawn on"), self.withdrawn_on),
        )
        box.setToolTip(self.tr("Without a consent, reports show no pictures of the patient."))
        return box

    def _show(self, patient: Patient) -> None:
        self.code.setText(patient.code)
        self.name.setText(patient.name)
        self.birth_date.set_date(patient.birth_date)
        self.sex.set_value(patient.sex)
        self.side.set_value(patient.affected_side)
        self.onset.set_date(patient.onset_date)
        self.precision.set_value(patient.onset_precision)
        self.aetiology.set_value(patient.aetiology)
        self.palsy_type.set_value(patient.palsy_type)
        self.icd10.setText(patient.icd10_code)
        self.diagnosis.setText(patient.diagnosis)
        self.diagnosis.home(False)
        self.recurrences.setValue(patient.recurrence_count)
        self.history.setPlainText(patient.history)
        self.canthal.set_number(patient.outer_canthal_mm)
        consent = patient.consent
        if consent is None:
            return
        self.consent_on.set_date(consent.given_on)
        self.consent_until.set_date(consent.keep_until)
        self.withdrawn_on.set_date(consent.withdrawn_on)
        self.guardian.setText(consent.guardian or "")
        for name, scope in self.scopes.items():
            scope.setChecked(getattr(consent, name))

    def record(self) -> Patient:
        """The record as the form says it.

        Raises:
            InputError: A field is not right.
        """
        if not self.side.value():
            raise InputError(self.tr("Choose the affected side; left and right are the patient's."))
        return Patient(
            id=self._patient.id if self._patient else uuid4(),
            code=self.code.text(),
            affected_side=AffectedSide(self.side.value()),
            name=self.name.text().strip(),
            birth_date=self.birth_date.date(),
            sex=Sex(self.sex.value()),
            onset_date=self.onset.date(),
            onset_precision=DatePrecision(self.precision.value()),
            aetiology=Aetiology(self.aetiology.value()),
            palsy_type=PalsyType(self.palsy_type.value()),
            icd10_code=self.icd10.text(),
            diagnosis=self.diagnosis.text().strip(),
            recurrence_count=self.recurrences.value(),
            history=self.history.toPlainText().strip(),
            outer_canthal_mm=self.canthal.number(),
            consent=self._consent(),
        )

    def _consent(self) -> Consent | None:
        """What was agreed to; nothing of it counts without its day.

        Raises:
            InputError: The day is missing or not right.
        """
        given_on, withdrawn_on = self.consent_on.date(), self.withdrawn_on.date()
        keep_until, guardian = self.consent_until.date(), self.guardian.text().strip() or None
        scopes = {name: scope.isChecked() for name, scope in self.scopes.items()}
        if given_on is None:
            if any((*scopes.values(), withdrawn_on, keep_until, guardian)):
                raise InputError(self.tr("Give the day on which the consent was given."))
            return None
        before = self._patient.consent if self._patient else None
        return Consent(
            given_on=given_on,
            version=before.version if before else CONSENT_VERSION,
            withdrawn_on=withdrawn_on,
            guardian=guardian,
            keep_until=keep_until,
            **scopes,
        )

    def keep(self) -> str:
        """Keep the record."""
        return self._keep(self.record())


def _box(title: str, *rows: tuple[str, QWidget]) -> QGroupBox:
    box = QGroupBox(title)
    layout = QFormLayout(box)
    layout.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    for name, field in rows:
        if name:
            field.setAccessibleName(field.accessibleName() or name)
            layout.addRow(name, field)
        else:
            layout.addRow(field)
    return box
