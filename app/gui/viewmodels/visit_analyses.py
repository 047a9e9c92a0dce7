"""Recordings and video files on their way to a stored visit, one after another."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QObject, Signal, Slot

from app.capture.spool import Spool
from app.exercise_video import ExerciseVideo
from app.gui import words
from app.gui.selection import Selection
from app.gui.services import Services
from app.gui.tasks import Task, Work
from app.visit_facts import VisitFacts
from app.visit_from_capture import store_capture
from assessment.examination import Examination
from assessment.records import Patient
from core.errors import KnownError
from core.progress import CancelToken, Progress


class VisitAnalyses(QObject):
    """The analyses that run and wait, of whichever patients.

    Args:
        services: Library and network.
        selection: Whose files are analysed.
        parent: Owner.

    Signals:
        changed: An analysis began, went on or ended.
        recordings_changed: Other recordings than before are being analysed.
        stored: An `Examination` was stored as a visit.
    """

    changed = Signal()
    recordings_changed = Signal()
    stored = Signal(object)

    def __init__(
        self, services: Services, selection: Selection, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._services, self._selection = services, selection
        self._patients: dict[Task, UUID] = {}
        self._folders: dict[Task, Path] = {}

    @property
    def busy(self) -> bool:
        """Something is analysed or waits for it."""
        return bool(self._patients)

    @property
    def folders(self) -> frozenset[Path]:
        """Where the recordings lie that are being analysed."""
        return frozenset(self._folders.values())

    def first_of(self, patient_id: UUID) -> Task | None:
        """The patient's analysis whose turn is first."""
        return next((task for task, whose in self._patients.items() if whose == patient_id), None)

    def analyse_recordings(self, spool: Spool, patient: Patient) -> None:
        """Analyse what was recorded of this patient and store it as a visit."""
        services = self._services

        def work(*, progress: Progress, cancel: CancelToken) -> Examination:
            examiner = services.wait_for_examiner()
            return store_capture(
                examiner, services.library, patient, spool, progress=progress, cancel=cancel
            )

        self._folders[self._start(work, patient)] = spool.folder
        self.recordings_changed.emit()

    def analyse_files(
        self,
        videos: tuple[ExerciseVideo, ...],
        confirmed_by: str,
        facts: VisitFacts | None = None,
    ) -> Task | None:
        """Analyse video files as a visit of the chosen patient and store it.

        Args:
            videos: One for an exercise.
            confirmed_by: Who looked that left and right are the patient's.
            facts: What is known of the visit; None: only who examines as a rule.

        Returns:
            The task, or None when there is nothing to analyse.
        """
        patient = self._selection.patient
        if patient is None or not videos:
            return None
        services = self._services
        known = facts or VisitFacts(services.preferences.examiner)

        def work(*, progress: Progress, cancel: CancelToken) -> Examination:
            from app.visit_from_files import store_files

            return store_files(
                services.wait_for_examiner(),
                services.library,
                patient,
                videos,
                facts=known,
                confirmed_by=confirmed_by,
                progress=progress,
                cancel=cancel,
            )

        return self._start(work, patient)

    def _start(self, work: Work, patient: Patient) -> Task:
        task = self._services.analyses.start(work, words.patient_line(patient))
        self._patients[task] = patient.id
        task.progressed.connect(self.changed)
        task.done.connect(self._take_stored)
        task.failed.connect(self._tell)
        task.ended.connect(self._end)
        self.changed.emit()
        return task

    @Slot(object)
    def _take_stored(self, stored: Examination) -> None:
        self._services.changed.emit()
        self.stored.emit(stored)

    @Slot(object)
    def _tell(self, error: KnownError) -> None:
        self._services.problem.emit(words.problem(error))

    @Slot()
    def _end(self) -> None:
        task = self.sender()
        if not isinstance(task, Task):
            raise TypeError("only a task ends here")
        del self._patients[task]
        recorded = self._folders.pop(task, None)
        self.changed.emit()
        if recorded is not None:
            self.recordings_changed.emit()
