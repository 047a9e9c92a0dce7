"""The analyses that run or wait, each of which can be stopped."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QObject, Signal

from app.gui.services import Services
from app.gui.tasks import Task


class JobState(StrEnum):
    """How it stands with an analysis."""

    WAITING = "waiting"
    RUNNING = "running"
    STOPPING = "stopping"


@dataclass(frozen=True, slots=True)
class Job:
    """One analysis.

    Attributes:
        key: Tells it from the others.
        whose: The patient's code and name.
        state: Whether it has its turn.
        step: What is being done, "" while that is not known.
        share: How much of it is done, 0 to 1; None while that is not known.
        cancel: Stops it, or leaves it out while it waits.
    """

    key: int
    whose: str
    state: JobState
    step: str
    share: float | None
    cancel: Callable[[], None]


class WorkModel(QObject):
    """What goes on in the background.

    Args:
        services: Whose work it is.
        parent: Owner.

    Signals:
        changed: Something began, went on or ended.
    """

    changed = Signal()

    def __init__(self, services: Services, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runners = (services.analyses, services.short)
        for runner in self._runners:
            runner.changed.connect(self.changed)

    @property
    def busy(self) -> bool:
        """Anything runs, be it an analysis or something short."""
        return not all(runner.idle for runner in self._runners)

    @property
    def jobs(self) -> tuple[Job, ...]:
        """The analyses, first those whose turn is first."""
        return tuple(_job(task) for runner in self._runners for task in runner.tasks if task.whose)

    @property
    def waiting_count(self) -> int:
        """How many analyses wait for their turn."""
        return sum(job.state is JobState.WAITING for job in self.jobs)


def _job(task: Task) -> Job:
    done, total, step = task.so_far
    if task.is_cancelled:
        state = JobState.STOPPING
    else:
        state = JobState.RUNNING if task.has_turn else JobState.WAITING
    share = min(1.0, done / total) if total else None
    return Job(id(task), task.whose, state, step, share, task.cancel)
