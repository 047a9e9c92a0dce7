"""How training commands say on stderr how far they are."""

from __future__ import annotations

import sys


def say_progress(done: float, total: float | None, what: str) -> None:
    """A `core.progress.Progress` that keeps one line of stderr up to date."""
    of_total = "" if total is None else f" of {total:.0f}"
    end = "\n" if done == total else ""
    sys.stderr.write(f"\r{what}: {done:.0f}{of_total}{end}")
    sys.stderr.flush()
