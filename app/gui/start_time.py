"""Tells when the window can be used, for `hemiface bench window`."""

from __future__ import annotations

import json
import time
from typing import TextIO

from PySide6.QtCore import QEvent, QObject, QTimer, Slot
from PySide6.QtWidgets import QApplication, QWidget

from app import timing
from app.gui.heartbeat import Heartbeat
from app.gui.services import Services


class StartTime(QObject):
    """Writes one JSON line when the window answers and one when the network is loaded, then leaves.

    The window can be used when it has been drawn and the event loop has come round once more. From
    then on a beat tells how long the loop did not come round at the longest.

    Args:
        window: The window.
        services: Tells when the network is loaded.
        out: Where the lines go; the reader takes the time.
    """

    def __init__(self, window: QWidget, services: Services, out: TextIO) -> None:
        super().__init__(window)
        self._window, self._out = window, out
        self._heartbeat = Heartbeat(self)
        services.examiner_ready.connect(self._tell_network)
        services.problem.connect(self._tell_network)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Wait for the first drawing."""
        if watched is self._window and event.type() == QEvent.Type.Paint:
            self._window.removeEventFilter(self)
            QTimer.singleShot(0, self._tell_usable)
        return False

    @Slot()
    def _tell_usable(self) -> None:
        tell(self._out, {timing.AT: timing.USABLE, timing.CPU_S: time.process_time()})
        self._heartbeat.restart()

    @Slot()
    def _tell_network(self) -> None:
        self._heartbeat.beat()
        line: dict[str, object] = {
            timing.AT: timing.NETWORK,
            timing.STALL_MS: self._heartbeat.longest_ms,
            timing.OWN_STALL_MS: self._heartbeat.own_ms,
        }
        tell(self._out, line)
        QApplication.closeAllWindows()


def tell(out: TextIO, line: dict[str, object]) -> None:
    """Write one line at once."""
    out.write(json.dumps(line) + "\n")
    out.flush()
