"""The list of patients, and changes of their records."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import QObject, Signal, Slot

from app.gui import words
from app.gui.selection import Selection
from app.gui.services import Services
from app.gui.tasks import Task, Work
from assessment.records import Patient, Treatment
from assessment.store.patients import ListedPatient
from core.errors import KnownError
from core.progress import CancelToken, Progress


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
        self._rows: tuple[ListedPatient, ...] = ()
        self._exchanging = False
        services.changed.connect(self.refresh)
        self.refresh()

    @property
    def rows(self) -> tuple[ListedPatient, ...]:
        """Patients that fit the search, by code."""
        return self._rows

    @property
    def searching(self) -> bool:
        """The list is narrowed by a search."""
        return bool(self._text)

    def search(self, text: str) -> None:
        """Narrow the list to codes and names that contain `text`."""
        self._text = text.strip()
        self._read()
        self.rows_changed.emit()

    @Slot()
    def refresh(self) -> None:
        """Read the list anew."""
        before = self._rows
        self._read()
        if self._rows != before:
            self.rows_changed.emit()

    def _read(self) -> None:
        try:
            self._rows = self._services.library.patients.listed(self._text)
        except KnownError as error:
            self._services.problem.emit(words.problem(error))

    def choose(self, patient_id: UUID) -> None:
        """Choose one of the list."""
        try:
            patient = self._services.library.patients.with_id(patient_id)
        except KnownError as error:
            self._services.problem.emit(words.problem(error))
            return
        self.selection.choose_patient(patient)

    @property
    def treatments(self) -> tuple[Treatment, ...]:
        """Treatments and events of the chosen patient, earliest first."""
        patient = self.selection.patient
        if patient is None:
            return ()
        try:
            return self._services.library.treatments.of_patient(patient.id)
        except KnownError as error:
            self._services.problem.emit(words.problem(error))
            return ()

    def add(self, patient: Patient) -> str:
        """Keep a new patient and choose them; "" or the sentence that says why not."""
        told = self._do(lambda: self._services.library.patients.add(patient))
        if not told:
            self.selection.choose_patient(patient)
        return told

    def update(self, before: Patient, after: Patient) -> str:
        """Keep what somebody changed in a record; "" or the sentence that says why not.

        Another side or width of the eyes changes what was measured: the visits are analysed anew
        in the background, and the record has the new values when that is done.

        Args:
            before: The record as it was shown to be changed.
            after: The record as changed. What else was kept meanwhile stays.
        """
        remeasured = dataclasses.replace(
            before, affected_side=after.affected_side, outer_canthal_mm=after.outer_canthal_mm
        )
        at_once = dataclasses.replace(
            after, affected_side=before.affected_side, outer_canthal_mm=before.outer_canthal_mm
        )
        patients = self._services.library.patients

        def keep() -> None:
            patients.update(patients.with_id(before.id).with_changes(before, at_once))

        told = self._do(keep)
        if not told and remeasured != before:
            self._measure_anew(before, remeasured)
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

        self._start(work, words.patient_line(after)).cancelled.connect(self._tell_kept)

    def exchange_sides(self) -> None:
        """The videos of the chosen visit turned out to be mirror images, or not to be such.

        Its results change sides in a further analysis; the earlier ones stay. While sides are
        being exchanged nothing is: what is chosen still has the old ones.
        """
        patient, chosen = self.selection.patient, self.selection.visit
        if patient is None or chosen is None or self._exchanging:
            return
        services = self._services

        def work(*, progress: Progress, cancel: CancelToken) -> None:  # noqa: ARG001 - one step
            from app.reanalysis import exchange_sides

            exchange_sides(services.library, patient, chosen, by=services.preferences.examiner)

        self._exchanging = True
        self._start(work).ended.connect(self._end_exchange)

    @Slot()
    def _end_exchange(self) -> None:
        self._exchanging = False

    def _start(self, work: Work, whose: str = "") -> Task:
        task = self._services.short.start(work, whose)
        task.done.connect(lambda _: self._services.changed.emit())
        task.failed.connect(self._tell)
        return task

    @Slot()
    def _tell_kept(self) -> None:
        self._services.problem.emit(
            self.tr(
                "Measuring anew was stopped: the record keeps the earlier affected side and "
                "distance of the eye corners. Change it again when there is time."
            )
        )

    @Slot(object)
    def _tell(self, error: KnownError) -> None:
        """Say it, and show what somebody else has perhaps changed."""
        self._services.problem.emit(words.problem(error))
        self._services.changed.emit()

    def add_treatment(self, treatment: Treatment) -> str:
        """Keep a treatment or event; "" or the sentence that says why not."""
        return self._do(lambda: self._services.library.treatments.add(treatment))

    def update_treatment(self, treatment: Treatment) -> str:
        """Keep the changed treatment; "" or the sentence that says why not."""
        return self._do(lambda: self._services.library.treatments.update(treatment))

    def remove_treatment(self, treatment_id: UUID) -> None:
        """Remove a treatment entered by mistake."""
        told = self._do(lambda: self._services.library.treatments.remove(treatment_id))
        if told:
            self._services.problem.emit(told)

    def withdraw_consent(self, day: dt.date) -> str:
        """Note that the chosen patient took the consent back; "" or why that cannot be."""
        patient = self.selection.patient
        if patient is None or patient.consent is None:
            return ""
        try:
            consent = dataclasses.replace(patient.consent, withdrawn_on=day)
            changed = dataclasses.replace(patient, consent=consent)
        except KnownError as error:
            return words.problem(error)
        return self.update(patient, changed)

    def _do(self, change: Callable[[], None]) -> str:
        try:
            change()
        except KnownError as error:
            return words.problem(error)
        self._services.changed.emit()
        return ""
