"""What is charted over the visits of the chosen patient."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from app import course
from app.course import Chart, ChartChoice
from app.gui import words
from app.gui.selection import Selection
from app.gui.services import Services
from app.gui.viewmodels.content import ContentModel
from assessment.records import Treatment
from assessment.report.content import ReportContent
from assessment.report.panels import dated, timeline
from assessment.report.recovery import Timeline


class RecoveryModel(ContentModel):
    """All visits of a patient and the charts that were chosen.

    Args:
        services: The library.
        selection: Which patient.
        parent: Owner.

    Signals:
        charts_changed: Other charts are chosen.
    """

    charts_changed = Signal()

    def __init__(
        self, services: Services, selection: Selection, parent: QObject | None = None
    ) -> None:
        super().__init__(services, selection, parent)
        self._shown: ReportContent | None = None
        self._choices: tuple[ChartChoice, ...] = ()
        self._picked: tuple[str, ...] | None = None

    @property
    def choices(self) -> tuple[ChartChoice, ...]:
        """What can be charted."""
        return self._choices

    @property
    def chosen(self) -> tuple[str, ...]:
        """Keys of the charts that are shown, in the order of `choices`."""
        if self._content is None:
            return ()
        keys = course.usual_keys(self._content) if self._picked is None else self._picked
        return tuple(choice.key for choice in self._choices if choice.key in keys)

    @property
    def charts(self) -> tuple[Chart, ...]:
        """The chosen charts."""
        content, chosen = self._shown, self.chosen
        if content is None:
            return ()
        return tuple(choice.draw(content) for choice in self._choices if choice.key in chosen)

    @property
    def timeline(self) -> Timeline | None:
        """The axis of time that all charts share."""
        return timeline(self._content) if self._content else None

    @property
    def has_onset(self) -> bool:
        """The day on which the palsy began is known, and on the axis."""
        axis = self.timeline
        return self.counts_from_onset and axis is not None and axis.first_day <= 0.0

    @property
    def counts_from_onset(self) -> bool:
        """The axis counts from the day on which the palsy began, not from the first visit."""
        return self._content is not None and self._content.patient.onset_date is not None

    @property
    def treatments(self) -> dict[str, str]:
        """Every treatment in words, by its number on the axis."""
        if self._content is None:
            return {}
        return {
            str(number): f"{number}: {_treatment_words(given)}"
            for number, given in enumerate(dated(self._content), 1)
        }

    @property
    def breaks(self) -> tuple[tuple[str, str], ...]:
        """Day and reason of each visit that cannot be compared with the one before."""
        history = self._content.history if self._content else ()
        return tuple(
            (words.day(visit.taken_at.date()), words.catalogue(visit.break_reason))
            for visit in history
            if visit.break_reason
        )

    def table(self) -> tuple[list[str], list[list[str]]]:
        """The chosen charts as heads and rows."""
        if self._shown is None:
            return [], []
        heads, rows = course.table(self._shown, self.charts, write_day=words.day)
        return (
            [words.catalogue(head) for head in heads],
            [[day, *map(words.catalogue, values)] for day, *values in rows],
        )

    def _take(self, content: ReportContent | None) -> None:
        super()._take(content)
        self._shown = self._as_wanted(content) if content else None
        self._choices = course.choices(self._shown) if self._shown else ()

    def choose(self, keys: Sequence[str]) -> None:
        """Chart these, for this patient and the next ones."""
        if set(keys) != set(self.chosen):
            self._picked = tuple(keys)
            self.charts_changed.emit()

    def choose_usual(self) -> None:
        """Chart what a report charts first."""
        self._picked = None
        self.charts_changed.emit()


def _treatment_words(given: Treatment) -> str:
    until = f" – {words.day(given.end)}" if given.end else ""
    parts = (
        words.treatment_name(given.kind),
        f"{words.day(given.start)}{until}",
        given.dose,
        given.muscles,
    )
    return ", ".join(part for part in parts if part)
