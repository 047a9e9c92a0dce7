"""The demo patient in the clinic's own library: visits analysed one after the other."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from app.demo import examine_demo_visit, keep_demo_patient, missing_folders
from app.gui import words
from app.gui.selection import Selection
from app.gui.services import Services
from app.gui.tasks import Task
from assessment.examination import Examination
from assessment.records import Patient
from core.errors import KnownError
from core.progress import CancelToken, Progress


class DemoModel(QObject):
    """Adds the demo patient and, in the background, the visits that are missing.

    Visits appear as they are done; adding once more goes on with those that are missing.

    Args:
        services: The library and the network.
        selection: The demo patient is chosen when added.
        parent: Owner.

    Signals:
        changed: It has begun or ended, or another visit has its turn.
        progressed: Share of all visits that is done, 0 to 1.
    """

    changed = Signal()
    progressed = Signal(float)

    def __init__(
        self, services: Services, selection: Selection, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._services, self._selection = services, selection
        self._patient: Patient | None = None
        self._waiting: list[Path] = []
        self._count = 0
        self._task: Task | None = None
        self._kept = False

    @property
    def running(self) -> bool:
        """Visits are being analysed."""
        return self._patient is not None

    @property
    def visit_number(self) -> int:
        """Which of the visits has its turn, from 1."""
        return self._count - len(self._waiting)

    @property
    def visit_count(self) -> int:
        """How many are to be analysed."""
        return self._count

    @Slot()
    def add(self) -> None:
        """Add the patient, choose them, and analyse the missing visits."""
        if self.running:
            return
        try:
            patient = keep_demo_patient(self._services.library)
            self._waiting = list(missing_folders(self._services.library, patient))
        except KnownError as error:
            self._services.problem.emit(words.problem(error))
            return
        self._count = len(self._waiting)
        self._services.changed.emit()
        self._selection.choose_patient(patient)
        if self._waiting:
            self._patient = patient
            self._go_on()

    @Slot()
    def cancel(self) -> None:
        """Leave out the visits that are not done; those that are stay."""
        self._waiting.clear()
        if self._task is not None:
            self._task.cancel()

    def _go_on(self) -> None:
        """Analyse the next visit; without one it is over."""
        if self._patient is None or not self._waiting:
            self._patient = None
            self.changed.emit()
            return
        self._kept = False
        work = _work(self._services, self._patient, self._waiting.pop(0))
        self._task = self._services.analyses.start(work, words.patient_line(self._patient))
        self._task.progressed.connect(self._follow)
        self._task.done.connect(self._take_visit)
        self._task.failed.connect(self._tell)
        self._task.ended.connect(self._follow_end)
        self.changed.emit()

    @Slot(float, object, str)
    def _follow(self, done: float, total: float | None, _what: str) -> None:
        share = done / total if total else 0.0
        self.progressed.emit((self.visit_number - 1 + share) / self._count)

    @Slot()
    def _take_visit(self) -> None:
        self._kept = True
        self._services.changed.emit()

    @Slot(object)
    def _tell(self, error: KnownError) -> None:
        self._services.problem.emit(words.problem(error))

    @Slot()
    def _follow_end(self) -> None:
        self._task = None
        if not self._kept:  # cancelled, refused or at fault: the next would fare no better
            self._waiting.clear()
        self._go_on()


def _work(services: Services, patient: Patient, folder: Path) -> Callable[..., Examination]:
    def analyse(*, progress: Progress, cancel: CancelToken) -> Examination:
        examiner = services.wait_for_examiner()
        return examine_demo_visit(
            services.library, examiner, patient, folder, progress=progress, cancel=cancel
        )

    return analyse
