"""The local log: what the program did, in a few small files of the data folder.

It never names a patient: messages carry ids, counts and kinds of faults, no sentences shown to
people. Nothing leaves the machine.
"""

from __future__ import annotations

import logging
import platform
from collections.abc import Iterator
from contextlib import contextmanager
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Final

from app import __version__
from core.files import reason

LOGS_FOLDER: Final = "logs"
LOG_FILE: Final = "hemiface.log"
_FILE_BYTES: Final = 1_000_000
_OLD_FILES: Final = 3
_FORMAT: Final = "%(asctime)s %(levelname)s %(name)s: %(message)s"
_OWN: Final = ("app", "assessment", "core", "models")
"""The program's packages tell more than the libraries, of which only warnings are kept."""

_log = logging.getLogger(__name__)


@contextmanager
def local_log(folder: Path) -> Iterator[None]:
    """Keep the log in a data folder while the block runs; without a log when the disk refuses.

    Args:
        folder: The data folder; it must exist.
    """
    path = folder / LOGS_FOLDER / LOG_FILE
    try:
        path.parent.mkdir(exist_ok=True)
        handler = RotatingFileHandler(
            path, maxBytes=_FILE_BYTES, backupCount=_OLD_FILES, encoding="utf-8"
        )
    except OSError as error:
        _log.warning("There is no log because %s", reason(error))
        yield
        return
    handler.setFormatter(logging.Formatter(_FORMAT))
    root = logging.getLogger()
    before = {name: logging.getLogger(name).level for name in _OWN}
    root.addHandler(handler)
    for name in _OWN:
        logging.getLogger(name).setLevel(logging.INFO)
    _log.info("Hemiface %s, Python %s, %s", __version__, platform.python_version(), _system())
    try:
        yield
    finally:
        root.removeHandler(handler)
        handler.close()
        for name, level in before.items():
            logging.getLogger(name).setLevel(level)


def _system() -> str:
    return f"{platform.system()} {platform.release()} {platform.machine()}"
