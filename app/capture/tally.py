"""Whether a repetition can be used, from the lights seen during it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from typing import Final

from app.capture.quality import Check, Light, Lights

BAD_SHARE: Final = 0.2
"""Share of the pictures with the same red light from which a repetition is bad (default)."""

FEWEST_JUDGED: Final = 3
"""Pictures that must have been looked at for a repetition to count as judged (default)."""


class Tally:
    """Counts red lights.

    Args:
        accepted: Checks that do not count.
    """

    def __init__(self, accepted: Collection[Check] = ()) -> None:
        self._accepted = frozenset(accepted)
        self.clear()

    def clear(self) -> None:
        """Begin a repetition."""
        self._seen = 0
        self._bad: Counter[Check] = Counter()
        self._latest: dict[Check, Light] = {}

    def add(self, lights: Lights) -> None:
        """Count the lights of one picture."""
        self._seen += 1
        for light in lights.bad:
            if light.check not in self._accepted:
                self._bad[light.check] += 1
                self._latest[light.check] = light

    @property
    def is_judged(self) -> bool:
        """Enough was seen to call the repetition good or bad."""
        return self._seen >= FEWEST_JUDGED

    def fault(self) -> Light | None:
        """What was wrong most often, None when the repetition is good or nothing was seen."""
        if not self._bad:
            return None
        check, count = self._bad.most_common(1)[0]
        return self._latest[check] if count >= BAD_SHARE * self._seen else None
