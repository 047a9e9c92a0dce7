"""When pictures were taken and how fast they come, from what camera and system say."""

from __future__ import annotations

from collections import deque
from typing import Final

TRUST_S: Final = 0.5
"""How far a camera's own clock may wander from ours before it is set anew (default)."""

SHORTEST_STEP_S: Final = 0.001
"""Pictures closer together are the same picture twice; Matroska could not tell them apart."""

RATE_WINDOW_S: Final = 1.5
_US_PER_S: Final = 1e6


class CaptureClock:
    """Puts the times a camera gives its pictures on our monotonic clock.

    A camera's driver dates pictures better than their arrival does, but from a zero of its own.
    """

    def __init__(self) -> None:
        self._zero_s: float | None = None
        self._last_s = float("-inf")

    def time_s(self, start_us: int, *, arrival_s: float) -> float | None:
        """When a picture was taken.

        Args:
            start_us: The camera's own time, in microseconds; negative when it gives none.
            arrival_s: When the picture arrived, monotonic.

        Returns:
            A time later than the last one, or None for a picture that came twice.
        """
        taken_s = arrival_s
        if start_us >= 0:
            taken_s = self._on_our_clock(start_us / _US_PER_S, arrival_s)
        if taken_s - self._last_s < SHORTEST_STEP_S:
            return None
        self._last_s = taken_s
        return taken_s

    def _on_our_clock(self, start_s: float, arrival_s: float) -> float:
        if self._zero_s is None or abs(self._zero_s + start_s - arrival_s) > TRUST_S:
            self._zero_s = arrival_s - start_s
        return self._zero_s + start_s


class RecentTimes:
    """Times of the pictures of the last `RATE_WINDOW_S`."""

    def __init__(self) -> None:
        self._times_s: deque[float] = deque()

    def add(self, time_s: float) -> tuple[float, ...]:
        """Take note of a picture; the times in the window, this one included, oldest first."""
        self._times_s.append(time_s)
        while time_s - self._times_s[0] > RATE_WINDOW_S:
            self._times_s.popleft()
        return tuple(self._times_s)

    def clear(self) -> None:
        """Forget; before a camera starts again."""
        self._times_s.clear()
