"""Exports of one or many patients, written in the background."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QObject, Signal, Slot

from app.exports import Exported, ExportKind, write_export
from app.gui import words
from app.gui.selection import Selection
from app.gui.services import Services
from app.gui.tasks import Task
from assessment.records import Patient
from assessment.store.patients import ListedPatient
from core.errors import KnownError
from core.progress import CancelToken, Progress


class ExportsModel(QObject):
    """Whom to export, and the export under way.

    Args:
        services: The library.
        selection: The patient on whom the window is.
        parent: Owner.

    Signals:
        patients_changed: Other patients can be chosen.
        running_changed: An export began or ended.
        progressed: Units done, units in all or None, and the step.
        told: What was written, or what went wrong.
    """

    patients_changed = Signal()
    running_changed = Signal(bool)
    progressed = Signal(float, object, str)
    told = Signal(str, bool)

    def __init__(
        self, services: Services, selection: Selection, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._services, self._selection = services, selection
        self._patients: tuple[ListedPatient, ...] = ()
        self._task: Task | None = None
        selection.changed.connect(self.refresh)
        self.refresh()

    @property
    def patients(self) -> tuple[ListedPatient, ...]:
        """Everybody, by code."""
        return self._patients

    @property
    def current(self) -> Patient | None:
        """The patient on whom the window is."""
        return self._selection.patient

    @property
    def running(self) -> bool:
        """An export is being written."""
        return self._task is not None

    @Slot()
    def refresh(self) -> None:
        """Read who there is."""
        try:
            found = self._services.library.patients.listed()
        except KnownError as error:
            self._services.problem.emit(words.problem(error))
            return
        if found != self._patients:
            self._patients = found
            self.patients_changed.emit()

    def write(
        self, chosen: frozenset[UUID], kind: ExportKind, target: Path, *, anonymised: bool
    ) -> None:
        """Export the chosen patients; one export at a time."""
        if self.running:
            return
        library = self._services.library
        keys = [one.id for one in self._patients if one.id in chosen]

        def work(*, progress: Progress, cancel: CancelToken) -> Exported:
            patients = [library.patients.with_id(key) for key in keys]
            return write_export(
                library,
                patients,
                kind,
                target,
                anonymised=anonymised,
                progress=progress,
                cancel=cancel,
            )

        self._task = self._services.short.start(work)
        self._task.progressed.connect(self.progressed)
        self._task.done.connect(self._tell_written)
        self._task.failed.connect(self._tell_failed)
        self._task.cancelled.connect(self._tell_stopped)
        self._task.ended.connect(self._end)
        self.running_changed.emit(True)

    @Slot()
    def cancel(self) -> None:
        """Stop the export."""
        if self._task is not None:
            self._task.cancel()

    @Slot(object)
    def _tell_written(self, exported: Exported) -> None:
        first, *others = exported.paths
        sentence = self.tr("Written: {0}").format(first)
        if others:
            sentence = self.tr(
                "Written: {0} workbooks in {1}, one for each patient, as all frames together are "
                "too many for an Excel sheet."
            ).format(len(exported.paths), first.parent)
        if exported.unwilling:
            sentence += "\n" + self.tr(
                "Left out: {0} with corrected frames, but without consent to training."
            ).format(words.counted_patients(exported.unwilling))
        self.told.emit(sentence, True)

    @Slot(object)
    def _tell_failed(self, error: KnownError) -> None:
        self.told.emit(words.problem(error), False)

    @Slot()
    def _tell_stopped(self) -> None:
        self.told.emit(self.tr("Stopped; nothing half-written is left."), True)

    @Slot()
    def _end(self) -> None:
        self._task = None
        self.running_changed.emit(False)
