"""How training commands say on stderr how far they are."""

from __future__ import annotations

import sys


def say_progress(done: float, total: float | None, what: str) -> None:
    """A `core.progress.Progress` that keeps one line of a terminal up to date.

    A log gets the last line only.
    """
    is_over, is_terminal = done == total, sys.stderr.isatty()
    if not (is_over or is_terminal):
        return
    of_total = "" if total is None else f" of {total:.0f}"
    start, end = "\r" if is_terminal else "", "\n" if is_over else ""
    sys.stderr.write(f"{start}{what}: {done:.0f}{of_total}{end}")
    sys.stderr.flush()
