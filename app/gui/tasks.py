"""Work off the window's thread: started here, told of by signals, stopped on request.

The work itself knows nothing of Qt: it takes `progress` and `cancel` of `core.progress`.
"""

from __future__ import annotations

import threading
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

    Args:
        work: What is to be done.
        on_bug: Told of every exception that is neither `KnownError` nor `Cancelled`.
        whose: Whom an analysis is of, for the list of analyses; "" for other work.

    Signals:
        state_changed: It has its turn, or was asked to stop.
        progressed: Units done, units in all or None, name of the step.
        done: What the work returned.
        failed: The `KnownError` that ended it.
        cancelled: It stopped as asked.
        ended: It is over, in whichever way; after the signal that says how.
    """

    state_changed = Signal()
    progressed = Signal(float, object, str)
    done = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    ended = Signal()

    _turn_came = Signal()
    _told = Signal(float, object, str)
    _over = Signal(object, object)

    def __init__(
        self, work: Work, on_bug: Callable[[BaseException], None], whose: str = ""
    ) -> None:
        super().__init__()
        self._work, self._on_bug, self.whose = work, on_bug, whose
        self._cancel = CancelToken()
        self._turn = threading.Lock()
        self._is_cancelled, self._has_turn = False, False
        self._so_far: tuple[float, float | None, str] = (0.0, None, "")
        queued = Qt.ConnectionType.QueuedConnection
        self._turn_came.connect(self._begin, queued)
        self._told.connect(self._follow, queued)
        self._over.connect(self._finish, queued)

    @property
    def has_turn(self) -> bool:
        """It runs, and does not wait for others any more."""
        return self._has_turn

    @property
    def is_cancelled(self) -> bool:
        """It was asked to stop."""
        return self._is_cancelled

    @property
    def so_far(self) -> tuple[float, float | None, str]:
        """Units done, units in all or None, name of the step, as told last."""
        return self._so_far

    def cancel(self) -> None:
        """Ask the work to stop at its next check; while it waits it is over at once."""
        self._is_cancelled = True
        self._cancel.cancel()
        if self._take_turn():
            self._over.emit(None, Cancelled())
        else:
            self.state_changed.emit()

    def _take_turn(self) -> bool:
        """True once, for the thread that runs the work or for who cancels it before."""
        return self._turn.acquire(blocking=False)

    def run(self) -> None:
        """Do the work, unless it was cancelled before; called in a thread of the pool."""
        if not self._take_turn():
            return
        self._turn_came.emit()
        result: object = None
        error: BaseException | None = None
        try:
            self._cancel.check()
            result = self._work(progress=self._told.emit, cancel=self._cancel)
        except Exception as raised:  # noqa: BLE001 - carried to the thread that can tell of it
            error = raised
        self._over.emit(result, error)

    @Slot()
    def _begin(self) -> None:
        self._has_turn = True
        self.state_changed.emit()

    @Slot(float, object, str)
    def _follow(self, done: float, total: float | None, what: str) -> None:
        self._so_far = (done, total, what)
        self.progressed.emit(done, total, what)

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

    Signals:
        idle_changed: There is nothing left to do, or something again.
        changed: A task came, has its turn, went on, was asked to stop or is over.
    """

    idle_changed = Signal(bool)
    changed = Signal()

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
        self._is_closed = False

    @property
    def idle(self) -> bool:
        """Nothing is running or waiting."""
        return not self._tasks

    @property
    def tasks(self) -> tuple[Task, ...]:
        """What runs and waits, in the order in which it came."""
        return tuple(self._tasks)

    def start(self, work: Work, whose: str = "") -> Task:
        """Queue `work`; connect to the signals of the task that comes back.

        After `close` the work is not done and its task is cancelled: a click or a signal may still
        be on its way.

        Args:
            work: What is to be done.
            whose: Whom an analysis is of; "" for what is not listed.
        """
        task = Task(work, self._on_bug, whose)
        task.setParent(self)
        task.state_changed.connect(self.changed)
        task.progressed.connect(self.changed)
        task.ended.connect(self._forget)
        self._tasks.append(task)
        if len(self._tasks) == 1:
            self.idle_changed.emit(False)
        self.changed.emit()
        if self._is_closed:
            task.cancel()
        else:
            self._pool.start(_Run(task))
        return task

    def cancel_all(self) -> None:
        """Ask everything to stop."""
        for task in self._tasks:
            task.cancel()

    def close(self) -> None:
        """Cancel everything, wait until the threads are done, and do nothing more."""
        self._is_closed = True
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
            self.changed.emit()


class _Run(QRunnable):
    """What the pool holds of a task."""

    def __init__(self, task: Task) -> None:
        super().__init__()
        self._task = task

    def run(self) -> None:
        """Do it."""
        self._task.run()
