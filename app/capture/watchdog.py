"""Notices that a camera has stopped giving pictures: no system says so by itself."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

LOST_AFTER_S: Final = 1.0
"""Without a picture for this long the camera counts as gone (reliability.md 6)."""

START_GRACE_S: Final = 5.0
"""A camera may take this long to give its first picture (default)."""

RETRY_S: Final = 1.0
"""How often to look whether it is plugged in again (default)."""


class Watchdog:
    """Watches the pictures of one source; it is told the time."""

    class Change(StrEnum):
        """What `check` has found."""

        NONE = "none"
        LOST = "lost"
        FOUND = "found"
        TRY_AGAIN = "try_again"

    def __init__(self) -> None:
        self.is_lost = False
        self._seen_s: float | None = None
        self._patient_until_s = 0.0

    def started(self, now_s: float) -> None:
        """The source was switched on."""
        self._seen_s = None
        self._patient_until_s = now_s + START_GRACE_S

    def saw_picture(self, now_s: float) -> None:
        """A picture has come; from any thread."""
        self._seen_s = now_s

    def check(self, now_s: float) -> Change:
        """What has changed; to be called often."""
        seen_s = self._seen_s
        is_alive = seen_s is not None and now_s - seen_s < LOST_AFTER_S
        if self.is_lost:
            return self._while_lost(now_s, is_alive=is_alive)
        if is_alive or (seen_s is None and now_s < self._patient_until_s):
            return Watchdog.Change.NONE
        self.is_lost = True
        self._patient_until_s = now_s + RETRY_S
        return Watchdog.Change.LOST

    def _while_lost(self, now_s: float, *, is_alive: bool) -> Change:
        if is_alive:
            self.is_lost = False
            return Watchdog.Change.FOUND
        if now_s < self._patient_until_s:
            return Watchdog.Change.NONE
        self._patient_until_s = now_s + RETRY_S
        return Watchdog.Change.TRY_AGAIN
