"""The three threads of a capture: they begin and end together."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal, Slot

from app.capture.spool import Spool
from app.gui.capture.live import PreviewThread, TrackerThread
from app.gui.capture.recording import RecordingThread


class CaptureThreads(QObject):
    """Recording, following the face, showing the picture.

    Args:
        spool: Where it is recorded.
        clock: Monotonic time, the one of the pictures.
        parent: Owner.

    Attributes:
        recording: Writes every picture.
        following: Finds the face in some.
        preview: Shows the newest.

    Signals:
        ended: After `leave`, or in `wait`: everything is written and no thread is left.
    """

    ended = Signal()

    def __init__(
        self, spool: Spool, clock: Callable[[], float], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.recording = RecordingThread(spool, self)
        self.following = TrackerThread(clock, self)
        self.preview = PreviewThread(self.following, self)
        self._all = (self.preview, self.following, self.recording)
        self._has_ended = False
        for thread in self._all:
            thread.finished.connect(self._look_for_end, Qt.ConnectionType.QueuedConnection)

    def start(self) -> None:
        """Begin all."""
        for thread in self._all:
            thread.start()

    def leave(self) -> None:
        """Let all end, and come back at once: the network may be busy with a picture for long."""
        for thread in self._all:
            thread.leave()

    def wait(self) -> None:
        """After `leave`: come back when they have ended."""
        for thread in self._all:
            thread.wait()
        self._look_for_end()

    @Slot()
    def _look_for_end(self) -> None:
        if not self._has_ended and not any(thread.isRunning() for thread in self._all):
            self._has_ended = True
            self.ended.emit()
