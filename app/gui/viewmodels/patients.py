"""The list of patients, and changes of their records."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import QObject, Signal, Slot

from app.gui.selection import Selection
from app.gui.services import Services
from assessment.records import Patient, Treatment
from core.errors import KnownError
from core.progress import CancelToken, Progress


@dataclass(frozen=True, slots=True)
class PatientRow:
    """One line of the list.

    Attributes:
        patient: Who.
        visits: Number of visits.
    """

    patient: Patient
    visits: int


class PatientsModel(QObject):
    """Patients as searched for, and the commands on them.

    Args:
        services: The library.
        selection: Holds which patient is chosen.
        parent: Owner.

    Signals:
        rows_changed: The list is another.
    """

    rows_changed = Signal()

    def __init__(
        self, services: Services, selection: Selection, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._services = services
        self.selection = selection
        self._text = ""
        self._rows: tuple[PatientRow, ...] = ()
        services.changed.connect(self.refresh)
        self.refresh()

    @property
    def rows(self) -> tuple[PatientRow, ...]:
        """Patients that fit the search, by code."""
        return self._rows

    @property
    def searching(self) -> bool:
        """The list is narrowed by a search."""
        return bool(self._text)

    def search(self, text: str) -> None:
        """Narrow the list to codes and names that contain `text`."""
        self._text = text.strip()
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Read the list anew."""
        library = self._services.library
        try:
            found = library.patients.search(self._text) if self._text else library.patients.all()
            counts = library.visits.counts()
        except KnownError as error:
            self._services.problem.emit(error.text())
            return
        self._rows = tuple(PatientRow(patient, counts.get(patient.id, 0)) for patient in found)
        self.rows_changed.emit()

    @property
    def treatments(self) -> tuple[Treatment, ...]:
        """Treatments and events of the chosen patient, earliest first."""
        patient = self.selection.patient
        if patient is None:
            return ()
        try:
            return self._services.library.treatments.of_patient(patient.id)
        except KnownError as error:
            self._services.problem.emit(error.text())
            return ()

    def add(self, patient: Patient) -> str:
        """Keep a new patient and choose them; "" or the sentence that says why not."""
        told = self._do(lambda: self._services.library.patients.add(patient))
        if not told:
            self.selection.choose_patient(patient)
        return told

    def update(self, patient: Patient) -> str:
        """Keep the changed record; "" or the sentence that says why not.

        Another side or width of the eyes changes what was measured: the visits are analysed anew
        in the background, and the record has the new values when that is done.
        """
        before = self.selection.patient
        if before is None:
            return ""
        remeasured = (patient.affected_side, patient.outer_canthal_mm) != (
            before.affected_side,
            before.outer_canthal_mm,
        )
        at_once = dataclasses.replace(
            patient, affected_side=before.affected_side, outer_canthal_mm=before.outer_canthal_mm
        )
        told = self._do(lambda: self._services.library.patients.update(at_once))
        if not told:
            self.selection.choose_patient(at_once)
            if remeasured:
                self._measure_anew(at_once, patient)
        return told

    def _measure_anew(self, before: Patient, after: Patient) -> None:
        services = self._services

        def work(*, progress: Progress, cancel: CancelToken) -> None:
            # What analyses loads here: the window need not wait for it when it opens.
            from app.reanalysis import change_patient

            change_patient(
                services.library,
                before,
                after,
                by=services.preferences.examiner,
                reason="",
                progress=progress,
                cancel=cancel,
            )

        task = services.short.start(work)
        task.done.connect(lambda _: services.changed.emit())
        task.failed.connect(lambda error: services.problem.emit(error.text()))

    def add_treatment(self, treatment: Treatment) -> str:
        """Keep a treatment or event; "" or the sentence that says why not."""
        return self._do(lambda: self._services.library.treatments.add(treatment))

    def update_treatment(self, treatment: Treatment) -> str:
        """Keep the changed treatment; "" or the sentence that says why not."""
        return self._do(lambda: self._services.library.treatments.update(treatment))

    def remove_treatment(self, treatment_id: UUID) -> str:
        """Remove a treatment entered by mistake; "" or the sentence that says why not."""
        return self._do(lambda: self._services.library.treatments.remove(treatment_id))

    def withdraw_consent(self, day: dt.date) -> str:
        """Note that the chosen patient took the consent back; "" or why that cannot be."""
        patient = self.selection.patient
        if patient is None or patient.consent is None:
            return ""
        try:
            consent = dataclasses.replace(patient.consent, withdrawn_on=day)
            changed = dataclasses.replace(patient, consent=consent)
        except KnownError as error:
            return error.text()
        return self.update(changed)

    def _do(self, change: Callable[[], None]) -> str:
        try:
            change()
        except KnownError as error:
            return error.text()
        self._services.changed.emit()
        return ""
