"""Work that follows the hand: of several requests only the newest counts."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from app.gui.tasks import Task, TaskRunner, Work


class Newest(QObject):
    """Runs one piece of work at a time; a request that comes meanwhile replaces the waiting one.

    Args:
        runner: Where the work runs.
        parent: Owner.

    Signals:
        done: What the work returned.
        failed: The `KnownError` that ended it.
    """

    done = Signal(object)
    failed = Signal(object)

    def __init__(self, runner: TaskRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._task: Task | None = None
        self._waiting: Work | None = None

    @property
    def busy(self) -> bool:
        """Something is under way."""
        return self._task is not None

    @property
    def outdated(self) -> bool:
        """Something newer waits for what is under way."""
        return self._waiting is not None

    def ask(self, work: Work) -> None:
        """Do this work now, or as soon as what is under way has ended."""
        if self._task is not None:
            self._waiting = work
            return
        self._task = self._runner.start(work)
        self._task.done.connect(self.done)
        self._task.failed.connect(self.failed)
        self._task.ended.connect(self._go_on)

    def drop(self) -> None:
        """Nothing is wanted any more; what is already done may still arrive."""
        self._waiting = None
        if self._task is not None:
            self._task.cancel()

    @Slot()
    def _go_on(self) -> None:
        self._task, work, self._waiting = None, self._waiting, None
        if work is not None:
            self.ask(work)
