"""How much room a data folder takes, and how much is left."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from core.errors import StoreError
from core.files import reason
from core.progress import CancelToken, Progress


@dataclass(frozen=True, slots=True)
class Storage:
    """Room on a disk.

    Attributes:
        used_bytes: Size of all files of the folder.
        free_bytes: What its disk still takes.
    """

    used_bytes: int
    free_bytes: int


def measure_storage(folder: Path, *, progress: Progress, cancel: CancelToken) -> Storage:
    """Add up the files of a folder; those that vanish meanwhile count as nothing.

    Raises:
        StoreError: The folder cannot be read.
        Cancelled: `cancel` was set.
    """
    used_bytes = 0
    for number, (place, _folders, names) in enumerate(os.walk(folder)):
        cancel.check()
        progress(number, None, "adding up the files")
        used_bytes += sum(_size_bytes(Path(place, name)) for name in names)
    try:
        return Storage(used_bytes, shutil.disk_usage(folder).free)
    except OSError as error:
        raise StoreError(f"The data folder {folder} cannot be read: {reason(error)}.") from error


def _size_bytes(path: Path) -> int:
    try:
        return path.stat(follow_symlinks=False).st_size
    except FileNotFoundError:
        return 0
