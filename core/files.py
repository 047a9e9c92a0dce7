"""Files that appear whole or not at all, and plain words for what the file system refuses."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final
from uuid import uuid4

from core.errors import InputError

UNFINISHED_SUFFIX: Final = ".part"

_REASONS: Final = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the disk quota is used up",
    errno.EFBIG: "the disk takes no file that large",
    errno.EACCES: "it may not be written or read by this user",
    errno.EPERM: "it may not be written or read by this user",
    errno.EROFS: "the disk is read-only",
    errno.ENOENT: "it does not exist",
    errno.ENOTDIR: "part of its path is a file, not a folder",
    errno.EISDIR: "it is a folder, not a file",
    errno.EEXIST: "something else has that name",
    errno.ENAMETOOLONG: "its name is too long",
    errno.EIO: "the disk reports a fault",
}


def reason(error: OSError) -> str:
    """The clause that follows "because" in a message to the user."""
    words = _REASONS.get(error.errno or 0)
    return words or (error.strerror or "the system gave no reason").lower()


@contextmanager
def plain_words(place: Path, remedy: str = "choose another place") -> Iterator[None]:
    """Tell in one sentence why the disk does not take what the block writes to `place`.

    Args:
        place: The file or folder to name.
        remedy: What to do, the end of the sentence.

    Raises:
        InputError: The file system refused.
    """
    try:
        yield
    except OSError as error:
        raise InputError(f"{place} cannot be written because {reason(error)}: {remedy}.") from error


def sync_folder(folder: Path) -> None:
    """Make the creation and renaming of files in `folder` outlast a power cut.

    Raises:
        OSError: The folder cannot be opened.
    """
    if os.name != "posix":  # Windows cannot open a folder and writes its entries itself
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Write a file so that `path` holds either what it held before or the whole of the content.

    Args:
        path: The file to create or replace; its folder must exist.

    Yields:
        A path beside it that the caller writes and closes. When the block ends well it is made
        durable and takes the place of `path`; when the block raises it is removed.

    Raises:
        OSError: The folder does not take the file.
    """
    unfinished = path.with_name(f".{uuid4().hex}{UNFINISHED_SUFFIX}")
    try:
        yield unfinished
        with unfinished.open("rb+") as stream:
            os.fsync(stream.fileno())
        unfinished.replace(path)
        sync_folder(path.parent)
    finally:
        unfinished.unlink(missing_ok=True)
