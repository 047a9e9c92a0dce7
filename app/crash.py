"""The crash handler: a bug leaves a report on this machine and one sentence for the user."""

from __future__ import annotations

import datetime as dt
import platform
import sys
import traceback
from pathlib import Path

from app import __version__
from core.paths import data_dir


def report_bug(error: BaseException, folder: Path | None = None) -> Path | None:
    """Write what happened into the data folder; nothing leaves the machine.

    Args:
        error: The exception nobody foresaw.
        folder: The data folder in use; None: the user's own.

    Returns:
        The report's path, or None when even that could not be written.
    """
    now = dt.datetime.now(dt.UTC)
    lines = [
        f"Hemiface {__version__}, Python {platform.python_version()}, {platform.platform()}",
        f"Time: {now.isoformat(timespec='seconds')}",
        f"Command: {' '.join(sys.argv[1:2])}",
        "",
        *traceback.format_exception(error),
    ]
    reports = (folder or data_dir()) / "crashes"
    path = reports / f"crash-{now:%Y%m%dT%H%M%S%f}.txt"
    try:
        reports.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join(lines), "utf-8")
    except OSError:
        return None
    return path
