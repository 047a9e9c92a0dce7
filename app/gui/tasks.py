"""Work off the window's thread: started here, told of by signals, stopped on request.

The work itself knows nothing of Qt: it takes `progress` and `cancel` of `core.progress`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal, Slot

from core.errors import KnownError
from core.progress import Cancelled, CancelToken

Work = Callable[..., Any]
"""A function that takes `progress` and `cancel` by name. It raises `KnownError` when the world does
not let it, and `Cancelled` when it stopped as asked."""


class Task(QObject):
    """One piece of work under way. Every signal comes in the thread of the window.

    Signals:
        progressed: Units done, units in all or None, name of the step.
        done: What the work returned.
        failed: The `KnownError` that ended it.
        cancelled: It stopped as asked.
        ended: It is over, in whichever way; after the signal that says how.
    """

    progressed = Signal(float, object, str)
    done = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    ended = Signal()

    _told = Signal(float, object, str)
    _over = Signal(object, object)

    def __init__(self, work: Work, on_bug: Callable[[BaseException], None]) -> None:
        super().__init__()
        self._work = work
        self._on_bug = on_bug
        self._cancel = CancelToken()
        queued = Qt.ConnectionType.QueuedConnection
        self._told.connect(self.progressed, queued)
        self._over.connect(self._finish, queued)

    def cancel(self) -> None:
        """Ask the work to stop at its next check."""
        self._cancel.cancel()

    def run(self) -> None:
        """Do the work; called in a thread of the pool."""
        result: object = None
        error: BaseException | None = None
        try:
            self._cancel.check()
            result = self._work(progress=self._told.emit, cancel=self._cancel)
        except Exception as raised:  # noqa: BLE001 - carried to the thread that can tell of it
            error = raised
        self._over.emit(result, error)

    @Slot(object, object)
    def _finish(self, result: object, error: BaseException | None) -> None:
        if error is None:
            self.done.emit(result)
        elif isinstance(error, KnownError):
            self.failed.emit(error)
        elif isinstance(error, Cancelled):
            self.cancelled.emit()
        else:
            self._on_bug(error)
        self.ended.emit()


class TaskRunner(QObject):
    """Runs tasks in the order in which they come, `threads` at a time.

    Args:
        on_bug: Told of every exception that is neither `KnownError` nor `Cancelled`.
        threads: How many tasks may run at once.
        parent: Owner.
    """

    idle_changed = Signal(bool)

    def __init__(
        self,
        on_bug: Callable[[BaseException], None],
        *,
        threads: int,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._on_bug = on_bug
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(threads)
        self._tasks: list[Task] = []

    @property
    def idle(self) -> bool:
        """Nothing is running or waiting."""
        return not self._tasks

    def start(self, work: Work) -> Task:
        """Queue `work`; connect to the signals of the task that comes back."""
        task = Task(work, self._on_bug)
        task.setParent(self)
        task.ended.connect(self._forget)
        self._tasks.append(task)
        if len(self._tasks) == 1:
            self.idle_changed.emit(False)
        self._pool.start(_Run(task))
        return task

    def cancel_all(self) -> None:
        """Ask everything to stop."""
        for task in self._tasks:
            task.cancel()

    def close(self) -> None:
        """Cancel everything and wait until the threads are done."""
        self.cancel_all()
        self._pool.waitForDone()

    @Slot()
    def _forget(self) -> None:
        task = self.sender()
        if isinstance(task, Task):
            self._tasks.remove(task)
            task.deleteLater()
            if not self._tasks:
                self.idle_changed.emit(True)


class _Run(QRunnable):
    """What the pool holds of a task."""

    def __init__(self, task: Task) -> None:
        super().__init__()
        self._task = task

    def run(self) -> None:
        """Do it."""
        self._task.run()
