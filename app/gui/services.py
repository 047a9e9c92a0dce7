"""What every view-model is handed: the open library, the choices, and ways to get work done."""

from __future__ import annotations

import dataclasses
import threading
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal, Slot

from app.gui import words
from app.gui.tasks import TaskRunner
from app.preferences import Preferences, load_preferences, save_preferences
from assessment.store.library import Library
from core.errors import KnownError, StoreError
from core.progress import CancelToken, Progress
from models.runtime.loading import beside_other_threads

if TYPE_CHECKING:  # torch loads in the background, after the window has come up
    from app.examination import Examiner

ANALYSES_AT_ONCE = 1
"""The network takes all cores but one by itself."""
SHORT_TASKS_AT_ONCE = 2
_LOOK_AGAIN_S = 0.2
INSTANT_TASKS_AT_ONCE = 2
"""One picture is decoded while the next measurement runs."""


class Services(QObject):
    """The program behind the window.

    Args:
        library: The open data folder.
        folder: Where it lies; the choices are kept there too.
        on_bug: Told of every fault of a background task.
        parent: Owner.

    Signals:
        changed: Something in the library is not as it was; views read anew.
        preferences_changed: The choices are not as they were.
        problem: A sentence to show.
        examiner_ready: The network is loaded.
    """

    changed = Signal()
    preferences_changed = Signal()
    problem = Signal(str)
    examiner_ready = Signal()

    def __init__(
        self,
        library: Library,
        folder: Path,
        on_bug: Callable[[BaseException], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.library = library
        self.folder = folder
        self.short = TaskRunner(on_bug, threads=SHORT_TASKS_AT_ONCE, parent=self)
        self.analyses = TaskRunner(on_bug, threads=ANALYSES_AT_ONCE, parent=self)
        # What follows the hand, such as single pictures: the window does not tell of it.
        self.instant = TaskRunner(on_bug, threads=INSTANT_TASKS_AT_ONCE, parent=self)
        self._preferences = load_preferences(folder)
        self._examiner: Examiner | None = None
        self._averaged = self._preferences.averaged
        self._loading = threading.Lock()
        self._writing, self._written = 0, threading.Condition()

    @property
    def preferences(self) -> Preferences:
        """What the clinic chose."""
        return self._preferences

    def choose(self, **choices: Any) -> None:  # noqa: ANN401 - fields of Preferences
        """Change choices by name, as fields of `Preferences`."""
        chosen = dataclasses.replace(self._preferences, **choices)
        if chosen == self._preferences:
            return
        reload = chosen.averaged != self._preferences.averaged
        self._preferences = chosen
        try:
            save_preferences(chosen, self.folder)
        except StoreError as error:
            self.problem.emit(words.problem(error))
        if reload and self._examiner is not None:
            self.load_examiner()
        self.preferences_changed.emit()

    @property
    def examiner(self) -> Examiner | None:
        """The network loaded last, or None before `examiner_ready`."""
        return self._examiner

    def load_examiner(self) -> None:
        """Load the network in the background."""

        def load(*, progress: Progress, cancel: CancelToken) -> Examiner:  # noqa: ARG001 - one step
            return self.wait_for_examiner()

        task = self.analyses.start(load)
        task.done.connect(self.examiner_ready)
        task.failed.connect(self._tell)

    def wait_for_examiner(self) -> Examiner:
        """The network as chosen, loaded now if it is not yet; for the threads of tasks.

        Raises:
            WeightsError: The weights are missing or altered.
        """
        with self._loading:
            averaged = self._preferences.averaged
            if self._examiner is None or self._averaged is not averaged:
                self._examiner = _examiner_class()(flip_average=averaged)
                self._averaged = averaged
            return self._examiner

    @property
    def idle(self) -> bool:
        """Nothing is analysed, exported or written that a removal could meet."""
        return self.analyses.idle and self.short.idle and not self._writing

    def note_writing(self, more: int) -> None:
        """Count recordings that are still being written: 1 for one more, -1 for one less."""
        with self._written:
            self._writing += more
            self._written.notify_all()

    def wait_for_recordings(self, cancel: CancelToken) -> None:
        """Come back when none is being written any more; for the threads of tasks.

        Raises:
            Cancelled: Asked to stop.
        """
        with self._written:
            while not self._written.wait_for(lambda: not self._writing, timeout=_LOOK_AGAIN_S):
                cancel.check()

    def close(self) -> None:
        """Stop all background work and wait for it."""
        self.analyses.close()
        self.short.close()
        self.instant.close()

    @Slot(object)
    def _tell(self, error: KnownError) -> None:
        self.problem.emit(words.problem(error))


@cache
def _examiner_class() -> type[Examiner]:
    with beside_other_threads():
        from app.examination import Examiner
    return Examiner
