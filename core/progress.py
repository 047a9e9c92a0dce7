"""How long work reports progress and how it is told to stop, without knowing who listens."""

from __future__ import annotations

import threading
from typing import Protocol


class Cancelled(Exception):  # noqa: N818 - an outcome, not an error
    """Raised inside long work after its `CancelToken` was set."""


class CancelToken:
    """A flag that one thread sets and the working thread checks between steps."""

    def __init__(self) -> None:
        self._event = threading.Event()

    def cancel(self) -> None:
        """Ask the work to stop at its next check."""
        self._event.set()

    def check(self) -> None:
        """Raise `Cancelled` when somebody asked to stop."""
        if self._event.is_set():
            raise Cancelled


class Progress(Protocol):
    """Receives how far the work has come."""

    def __call__(self, done: float, total: float | None, what: str) -> None:
        """Take note of `done` of `total` units (`total` None: unknown) of the step named `what`."""


def ignore_progress(done: float, total: float | None, what: str) -> None:
    """The `Progress` of a caller that does not want to know."""
