"""The report of the chosen visit: made in the background, looked at, saved."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from app.gui.selection import Selection
from app.gui.services import Services
from app.gui.tasks import Task
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
        preferences = services.preferences
        self._options = ReportOptions(preferences.paper, preferences.clinic)
        self._preview: ReportPreview | None = None
        self._saved: Path | None = None
        self._task: Task | None = None
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
        return self._task is not None

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
        """Make the report anew; what is still under way for an older one is given up."""
        self._give_up()
        self._preview = self._saved = None
        patient, chosen = self.selection.patient, self.selection.visit
        if patient is not None and chosen is not None:
            number = self.selection.visits.index(chosen) + 1
            library, options = self._services.library, self._options
            self._start(
                self._services.short.start(
                    partial(prepare_report, library, patient, number, options)
                ),
                self._take,
            )
        self.told.emit("")
        self.changed.emit()

    def save(self, path: Path) -> None:
        """Save the report that is looked at."""
        if self._preview is not None and not self.busy:
            task = self._services.short.start(partial(save_preview, self._preview, path))
            self._start(task, self._take_saved)
            self.changed.emit()

    @Slot()
    def cancel(self) -> None:
        """Stop what is under way."""
        if self._task is not None:
            self._task.cancel()

    def _start(self, task: Task, take: Callable[[Any], None]) -> None:
        self._task = task
        task.progressed.connect(self.progressed)
        task.done.connect(take)
        task.failed.connect(self._tell)
        task.ended.connect(self._end)

    def _give_up(self) -> None:
        task, self._task = self._task, None
        if task is not None:
            task.cancel()

    @Slot(object)
    def _take(self, preview: ReportPreview) -> None:
        if self.sender() is self._task:
            self._preview = preview

    @Slot(object)
    def _take_saved(self, path: Path) -> None:
        if self.sender() is self._task:
            self._saved = path

    @Slot(object)
    def _tell(self, error: KnownError) -> None:
        if self.sender() is self._task:
            self.told.emit(error.text())

    @Slot()
    def _end(self) -> None:
        if self.sender() is self._task:
            self._task = None
            self.changed.emit()

    @Slot()
    def _follow_preferences(self) -> None:
        """Another sheet or clinic in the settings holds for the next report too."""
        preferences = self._services.preferences
        self._options = dataclasses.replace(
            self._options, paper=preferences.paper, clinic=preferences.clinic
        )
        self.stale.emit()
