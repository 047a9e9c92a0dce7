"""Tells when the window can be used, for `hemiface bench window`."""

from __future__ import annotations

import json
import time
from typing import Final, TextIO

from PySide6.QtCore import QEvent, QObject, QTimer, Slot
from PySide6.QtWidgets import QApplication, QWidget

from app.gui.services import Services

USABLE: Final = "usable"
NETWORK: Final = "network"
CPU_S: Final = "cpu_s"
STALL_MS: Final = "longest_stall_ms"
_BEAT_MS: Final = 5
_MS_PER_S: Final = 1000.0


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
        self._beat = QTimer(self, interval=_BEAT_MS)
        self._beat.timeout.connect(self._measure)
        self._last_s = 0.0
        self._stall_ms = 0.0
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
        self._write({"at": USABLE, CPU_S: time.process_time()})
        self._last_s = time.perf_counter()
        self._beat.start()

    @Slot()
    def _measure(self) -> None:
        now_s = time.perf_counter()
        self._stall_ms = max(self._stall_ms, _MS_PER_S * (now_s - self._last_s))
        self._last_s = now_s

    @Slot()
    def _tell_network(self) -> None:
        self._measure()
        self._write({"at": NETWORK, STALL_MS: self._stall_ms})
        QApplication.closeAllWindows()

    def _write(self, line: dict[str, object]) -> None:
        self._out.write(json.dumps(line) + "\n")
        self._out.flush()
