"""Tells for how long the window did not answer."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer, Slot

LONG_STALL_MS: Final = 100.0
"""What people notice (default)."""

_BEAT_MS: Final = 5
_MS_PER_S: Final = 1000.0
_NS_PER_MS: Final = 1e6
_SCHEDULE: Final = Path("/proc/thread-self/schedstat")
"""Where Linux tells how long this thread was ready to run and had to wait for a processor."""


class Heartbeat(QObject):
    """Beats on the event loop and keeps the longest time between two beats.

    Attributes:
        longest_ms: The longest time between two beats since `restart`.
        own_ms: The same as far as it is this program's doing, which others that keep the processors
            busy do not lengthen: no more than all its threads worked meanwhile, and without the
            time in which this thread was ready and had no processor, where the system tells it.
        long_count: How many were longer than `LONG_STALL_MS`.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.longest_ms = self.own_ms = 0.0
        self.long_count = 0
        self._last_s = self._worked_s = self._waited_ms = 0.0
        self._timer = QTimer(self, interval=_BEAT_MS)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.beat)

    def restart(self) -> None:
        """Beat from here on; what was before is forgotten."""
        self.longest_ms, self.own_ms, self.long_count = 0.0, 0.0, 0
        self._last_s, self._worked_s = time.perf_counter(), time.process_time()
        self._waited_ms = _waited_ms()
        self._timer.start()

    @Slot()
    def beat(self) -> None:
        """The event loop has come round."""
        now_s, worked_s, waited_ms = time.perf_counter(), time.process_time(), _waited_ms()
        stall_ms = _MS_PER_S * (now_s - self._last_s)
        answerable_ms = stall_ms - (waited_ms - self._waited_ms)
        self.longest_ms = max(self.longest_ms, stall_ms)
        self.long_count += stall_ms > LONG_STALL_MS
        worked_ms = _MS_PER_S * (worked_s - self._worked_s)
        self.own_ms = max(self.own_ms, min(answerable_ms, worked_ms))
        self._last_s, self._worked_s, self._waited_ms = now_s, worked_s, waited_ms


def _waited_ms() -> float:
    """How long this thread has waited for a processor so far; 0 where the system does not tell."""
    try:
        return int(_SCHEDULE.read_text("ascii").split()[1]) / _NS_PER_MS
    except (OSError, IndexError):  # another system, or a kernel without these figures
        return 0.0
