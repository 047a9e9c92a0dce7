"""The list of patients, and changes of their records."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import QObject, Signal, Slot

from app.demo import DEMO_ID
from app.gui import words
from app.gui.selection import Selection
from app.gui.services import Services
from app.gui.tasks import Task, Work
from assessment.records import Patient, Treatment, Visit
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
        self._has_demo = False
        self._exchanging: set[UUID] = set()
        self._waiting = 0
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

    @property
    def has_demo(self) -> bool:
        """The demo patient is in the library, whether the search finds them or not."""
        return self._has_demo

    @property
    def pending(self) -> str:
        """What is lost when the program ends before the visits are measured anew, or ""."""
        if not self._waiting:
            return ""
        return self.tr(
            "A correction of the record is not kept yet: the visits are still being measured anew."
        )

    def search(self, text: str) -> None:
        """Narrow the list to codes and names that contain `text`."""
        self._text = text.strip()
        self._read()
        self.rows_changed.emit()

    @Slot()
    def refresh(self) -> None:
        """Read the list anew."""
        before = self._rows, self._has_demo
        self._read()
        if (self._rows, self._has_demo) != before:
            self.rows_changed.emit()

    def _read(self) -> None:
        try:
            listed = self._services.library.patients.listed
            self._rows = listed(self._text)
            everybody = listed() if self._text else self._rows
            self._has_demo = any(one.id == DEMO_ID for one in everybody)
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
        told = self._do(lambda: patients.update(at_once, before=before))
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

        task = self._start(work, words.patient_line(after))
        task.cancelled.connect(self._tell_kept)
        self._await(task)

    def exchange_sides(self) -> None:
        """The videos of the chosen visit turned out to be mirror images, or not to be such.

        Its results change sides in a further analysis; the earlier ones stay. While that is going
        on its sides are not exchanged back: what is chosen still has the old ones.
        """
        patient, chosen = self.selection.patient, self.selection.visit
        if patient is None or chosen is None or chosen.visit.id in self._exchanging:
            return
        services = self._services

        def work(*, progress: Progress, cancel: CancelToken) -> None:  # noqa: ARG001 - one step
            from app.reanalysis import exchange_sides

            exchange_sides(services.library, patient, chosen, by=services.preferences.examiner)

        self._exchanging.add(chosen.visit.id)
        task = self._start(work)
        task.ended.connect(lambda: self._exchanging.discard(chosen.visit.id))
        self._await(task)

    def _start(self, work: Work, whose: str = "") -> Task:
        task = self._services.short.start(work, whose)
        task.done.connect(lambda _: self._services.changed.emit())
        task.failed.connect(self._tell)
        return task

    def _await(self, task: Task) -> None:
        """The window does not close unasked before this correction is kept."""
        self._waiting += 1
        task.ended.connect(self._end_correction)

    @Slot()
    def _end_correction(self) -> None:
        self._waiting -= 1

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

    def remove_visit(self) -> None:
        """Erase the chosen visit with its videos; it cannot be brought back."""
        chosen, services = self.selection.visit, self._services
        if chosen is None or self._refuse_removal():
            return
        visit_id = chosen.visit.id

        def work(*, progress: Progress, cancel: CancelToken) -> None:  # noqa: ARG001 - one step
            services.library.removals.visit(visit_id)

        self.selection.choose_visit(None)  # whose videos are open otherwise
        self._start(work)

    def remove_patient(self) -> None:
        """Erase the chosen patient with everything; it cannot be brought back.

        A recording under way ends, because the patient is no longer in view.
        """
        patient, services = self.selection.patient, self._services
        if patient is None or self._refuse_removal():
            return

        def work(*, progress: Progress, cancel: CancelToken) -> None:  # noqa: ARG001 - one step
            from app.removal import remove_patient

            services.wait_for_recordings(cancel)
            remove_patient(services.library, services.folder, patient.id)

        self.selection.choose_patient(None)
        self._start(work).failed.connect(lambda _: self.choose(patient.id))

    def _refuse_removal(self) -> bool:
        """Nothing is deleted that work under way needs or could bring back."""
        idle = self._services.idle
        if not idle:
            self._services.problem.emit(
                self.tr("Work is going on in the background: delete when it is done.")
            )
        return not idle

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

    def update_visit(self, visit: Visit) -> str:
        """Keep what somebody changed about a visit; "" or the sentence that says why not."""
        return self._do(lambda: self._services.library.visits.update(visit))

    def _do(self, change: Callable[[], None]) -> str:
        try:
            change()
        except KnownError as error:
            return words.problem(error)
        self._services.changed.emit()
        return ""
