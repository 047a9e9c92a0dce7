"""The report of the chosen visit: made in the background, looked at, saved."""

from __future__ import annotations

import dataclasses
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from app.gui import words
from app.gui.i18n import language_of_reports
from app.gui.selection import Selection
from app.gui.services import Services
from app.gui.tasks import Task
from app.preferences import Preferences
from app.report_preview import ReportOptions, ReportPreview, prepare_report, save_preview
from core.errors import KnownError


class ReportModel(QObject):
    """The newest report that was made.

    Args:
        services: The library.
        selection: Which visit.
        parent: Owner.

    Signals:
        stale: The visit or what is known of it is another; `refresh` makes the report anew.
        changed: The report, the options, or what is under way is another.
        progressed: Units done, units in all or None, and the step.
        told: A sentence about what went wrong, or "".
    """

    stale = Signal()
    changed = Signal()
    progressed = Signal(float, object, str)
    told = Signal(str)

    def __init__(
        self, services: Services, selection: Selection, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._services = services
        self.selection = selection
        self._options = _as_chosen(ReportOptions(), services.preferences)
        self._preview: ReportPreview | None = None
        self._saved: Path | None = None
        self._making: Task | None = None
        self._saving: Task | None = None
        selection.changed.connect(self.stale)
        services.preferences_changed.connect(self._follow_preferences)

    @property
    def options(self) -> ReportOptions:
        """What was chosen."""
        return self._options

    @property
    def preview(self) -> ReportPreview | None:
        """The report; None before it is made."""
        return self._preview

    @property
    def saved(self) -> Path | None:
        """Where this report was saved."""
        return self._saved

    @property
    def busy(self) -> bool:
        """A report is being made or saved."""
        return self._making is not None or self._saving is not None

    @property
    def has_visit(self) -> bool:
        """There is a visit to report."""
        return self.selection.visit is not None

    def choose(self, options: ReportOptions) -> None:
        """Make the report with other options."""
        if options != self._options:
            self._options = options
            self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Make the report anew; one that is being made is given up, one being saved is saved."""
        self._give_up()
        self._preview = self._saved = None
        patient, chosen = self.selection.patient, self.selection.visit
        if patient is not None and chosen is not None:
            number = self.selection.visits.index(chosen) + 1
            library, options = self._services.library, self._options
            task = self._services.short.start(
                partial(prepare_report, library, patient, number, options)
            )
            self._making = task
            task.progressed.connect(self.progressed)
            task.done.connect(self._take)
            task.failed.connect(self._tell_unmade)
            task.ended.connect(self._end_making)
        self.told.emit("")
        self.changed.emit()

    def save(self, path: Path, seen: ReportPreview) -> None:
        """Save the report that somebody has looked at; `told` when it is not the newest any more.

        Args:
            path: The file to create or replace.
            seen: What `preview` was when the file was asked for.
        """
        if seen is not self._preview or self.busy:
            self.told.emit(
                self.tr(
                    "The report was not saved, because it was made anew meanwhile: "
                    "look at it, then save it again."
                )
            )
            return
        task = self._services.short.start(partial(save_preview, seen, path))
        self._saving = task
        task.progressed.connect(self.progressed)
        task.done.connect(lambda saved: self._take_saved(seen, saved))
        task.failed.connect(self._tell)
        task.ended.connect(self._end_saving)
        self.changed.emit()

    @Slot()
    def cancel(self) -> None:
        """Stop what is under way."""
        for task in (self._making, self._saving):
            if task is not None:
                task.cancel()

    def _give_up(self) -> None:
        task, self._making = self._making, None
        if task is not None:
            task.cancel()

    @Slot(object)
    def _take(self, preview: ReportPreview) -> None:
        if self.sender() is self._making:
            self._preview = preview

    def _take_saved(self, preview: ReportPreview, path: Path) -> None:
        self.told.emit("")
        if preview is self._preview:
            self._saved = path

    @Slot(object)
    def _tell_unmade(self, error: KnownError) -> None:
        if self.sender() is self._making:
            self._tell(error)

    @Slot(object)
    def _tell(self, error: KnownError) -> None:
        self.told.emit(words.problem(error))

    @Slot()
    def _end_making(self) -> None:
        if self.sender() is self._making:
            self._making = None
            self.changed.emit()

    @Slot()
    def _end_saving(self) -> None:
        self._saving = None
        self.changed.emit()

    @Slot()
    def _follow_preferences(self) -> None:
        """What is chosen in the settings holds for the next report too."""
        self._options = _as_chosen(self._options, self._services.preferences)
        self.stale.emit()


def _as_chosen(options: ReportOptions, preferences: Preferences) -> ReportOptions:
    return dataclasses.replace(
        options,
        paper=preferences.paper,
        clinic=preferences.clinic,
        language=language_of_reports(preferences),
    )
