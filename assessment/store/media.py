"""Patients' files: taken in whole, named by us, read as streams, so that nobody sees a path.

A file waits in `pending` until the database refers to it and then moves up. Whoever is killed in
between leaves it there, and `settle` decides at the next start by what the database says. A file
that once moved up is never removed for want of a reference, so an older database put back from a
backup costs no recording; one that is to be removed moves down first.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final
from uuid import uuid4

from core.errors import InputError, StoreError
from core.files import UNFINISHED_SUFFIX, reason, sync_folder

PRIVATE_FOLDER: Final = 0o700
_PRIVATE_FILE: Final = 0o600
_CHUNK_BYTES: Final = 1 << 20
_BYTES_PER_GB: Final = 1e9
_NAME: Final = re.compile(r"[0-9a-f]{32}")
_PENDING: Final = "pending"


def _ignore(_count: int) -> None:
    """For whoever does not want to know how far copying is."""


@dataclass(frozen=True, slots=True)
class StoredMedia:
    """A file that was taken in.

    Attributes:
        name: How the store calls it.
        sha256: Hash of its content, hexadecimal.
        size_bytes: Length of its content.
    """

    name: str
    sha256: str
    size_bytes: int


class MediaStore:
    """The files in one folder, which is created inside an existing one when missing."""

    def __init__(self, folder: Path) -> None:
        self._kept = folder
        self._pending = folder / _PENDING
        with _told(f"The folder {folder} for recordings cannot be used"):
            for place in (self._kept, self._pending):
                place.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)

    def check_room(self, size_bytes: int) -> None:
        """Refuse files for which the disk has no room, before work goes into them.

        Args:
            size_bytes: Length of the files together.

        Raises:
            StoreError: They do not fit, or the folder cannot be asked.
        """
        with _told("A recording cannot be stored"):
            free_bytes = shutil.disk_usage(self._pending).free
        if size_bytes >= free_bytes:
            raise StoreError(
                f"The videos take {size_bytes / _BYTES_PER_GB:.1f} GB and the disk has room for "
                f"{free_bytes / _BYTES_PER_GB:.1f} GB: make room, then try again."
            )

    def put(
        self, source: Path | BinaryIO, *, copied: Callable[[int], None] = _ignore
    ) -> StoredMedia:
        """Take in a copy of `source`; it waits until `keep` is told its name.

        Args:
            source: A file, or a binary stream that is read to its end.
            copied: Told of every piece how many bytes it has; what it raises ends the copying, of
                which nothing is left.

        Raises:
            InputError: The file cannot be read.
            StoreError: The copy cannot be written; nothing is left of it.
        """
        if not isinstance(source, Path):
            return self._put(source, copied)
        try:
            stream = source.open("rb")
        except OSError as error:
            raise InputError(f"{source.name} cannot be read: {reason(error)}.") from error
        with stream:
            return self._put(stream, copied)

    def keep(self, names: Iterable[str]) -> None:
        """Note that the database refers to the files called `names`.

        Raises:
            StoreError: The folder failed; `settle` will do it.
        """
        with _told("The recordings were saved but could not be put in their place"):
            for name in names:
                self._move_up(name)
            sync_folder(self._kept)

    def set_aside(self, names: Iterable[str]) -> None:
        """Let files wait again, before the database forgets them; what is missing is no obstacle.

        Raises:
            StoreError: A file is in use or the folder failed; `keep` puts back what has moved.
        """
        with _told("A recording cannot be removed"):
            for name in names:
                with suppress(FileNotFoundError):
                    self._place(name).rename(self._pending / name)
            sync_folder(self._pending)

    def open(self, name: str) -> BinaryIO:
        """A seekable stream on the file called `name`.

        Raises:
            StoreError: There is no such file, or it cannot be read.
        """
        place = self._place(name)
        with _told("A recording cannot be read"):
            # It may move between the looks: up, or down before it is removed.
            for path in (place, self._pending / name):
                with suppress(FileNotFoundError):
                    return path.open("rb")
            return place.open("rb")

    def verify(self, name: str, sha256: str) -> bool:
        """Whether the file called `name` still has the content with this hash.

        Raises:
            StoreError: There is no such file, or it cannot be read.
        """
        digest = hashlib.sha256()
        with self.open(name) as stream, _told("A recording cannot be read"):
            for chunk in _chunks(stream):
                digest.update(chunk)
        return digest.hexdigest() == sha256

    def delete(self, name: str) -> None:
        """Remove the file called `name`; one that is not there is removed already.

        Raises:
            StoreError: It cannot be removed.
        """
        with _told("A recording cannot be removed"):
            self._place(name).unlink(missing_ok=True)
            (self._pending / name).unlink(missing_ok=True)

    def names(self) -> frozenset[str]:
        """Names of all files, waiting or kept.

        Raises:
            StoreError: The folder cannot be read.
        """
        with _told("The folder of the recordings cannot be read"):
            found = (*self._kept.iterdir(), *self._pending.iterdir())
            return frozenset(path.name for path in found if _NAME.fullmatch(path.name))

    def settle(self, referred: frozenset[str]) -> None:
        """Clean up after whoever was killed: no other process may be putting files in.

        Args:
            referred: Names the database refers to; waiting files among them move up, the other
                waiting files and all unfinished ones are removed.

        Raises:
            StoreError: The folder cannot be changed.
        """
        with _told("The folder of the recordings cannot be tidied"):
            for path in list(self._pending.iterdir()):
                if path.name in referred:
                    self._move_up(path.name)
                elif _NAME.fullmatch(path.name.removesuffix(UNFINISHED_SUFFIX)):
                    path.unlink()
            sync_folder(self._kept)

    def _put(self, source: BinaryIO, copied: Callable[[int], None]) -> StoredMedia:
        name = uuid4().hex
        unfinished = self._pending / f"{name}{UNFINISHED_SUFFIX}"
        with _told("A recording cannot be stored"):
            try:
                digest, size_bytes = _copy(source, unfinished, copied)
                unfinished.rename(self._pending / name)
                sync_folder(self._pending)
            finally:
                unfinished.unlink(missing_ok=True)
        return StoredMedia(name=name, sha256=digest, size_bytes=size_bytes)

    def _move_up(self, name: str) -> None:
        waiting = self._pending / self._place(name).name
        if waiting.exists():
            waiting.rename(self._kept / name)

    def _place(self, name: str) -> Path:
        """Where the kept file called `name` lies; only names we gave are let through."""
        if not _NAME.fullmatch(name):
            raise StoreError(f"{name!r} is not the name of a stored recording.")
        return self._kept / name


def _copy(source: BinaryIO, target: Path, copied: Callable[[int], None]) -> tuple[str, int]:
    """Copy a stream durably to a private file; SHA-256 and length of what was copied."""
    digest = hashlib.sha256()
    size_bytes = 0
    handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _PRIVATE_FILE)
    with os.fdopen(handle, "wb") as stream:
        for chunk in _chunks(source):
            stream.write(chunk)
            digest.update(chunk)
            size_bytes += len(chunk)
            copied(len(chunk))
        stream.flush()
        os.fsync(stream.fileno())
    return digest.hexdigest(), size_bytes


def _chunks(stream: BinaryIO) -> Iterator[bytes]:
    while chunk := stream.read(_CHUNK_BYTES):
        yield chunk


@contextmanager
def _told(what: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StoreError(f"{what}: {reason(error)}.") from error
