"""What a database says when the world fails it, in one sentence; bugs pass through untouched."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import sqlalchemy as sa

from core.errors import StoreError

DAMAGED: Final = (
    "The database is damaged and was left as it is; restore the latest backup or ask for help."
)

# Beginnings of SQLite's own error names (https://sqlite.org/rescode.html).
_SENTENCES: Final = (
    ("SQLITE_FULL", "The disk is full, nothing was saved; free some space and try again."),
    ("SQLITE_BUSY", "Another program is using the database; close it or try again in a moment."),
    ("SQLITE_LOCKED", "Another program is using the database; close it or try again in a moment."),
    ("SQLITE_READONLY", "The database may not be written; check the rights of its folder."),
    ("SQLITE_PERM", "The database may not be read; check the rights of its folder."),
    ("SQLITE_CANTOPEN", "The database cannot be opened; check that its folder can be written."),
    ("SQLITE_IOERR", "The disk refused to read or write the database; check it and its space."),
    (
        "SQLITE_NOTADB",
        "The file is not a Hemiface database, or it is damaged; nothing was changed.",
    ),
    ("SQLITE_CORRUPT", DAMAGED),
)
_UNREADABLE_TEXT: Final = "Could not decode to UTF-8"


@contextmanager
def told_in_words() -> Iterator[None]:
    """Turn failures of the disk, the server or the file's content into a `StoreError`.

    Raises:
        StoreError: The database could not be read or written.
    """
    try:
        yield
    except UnicodeDecodeError as error:
        raise StoreError(DAMAGED) from error
    except sa.exc.DBAPIError as error:
        sentence = _sentence(error)
        if sentence is None:
            raise
        raise StoreError(sentence) from error


def _sentence(error: sa.exc.DBAPIError) -> str | None:
    """The words for `error`, or None when it is our own mistake."""
    name = getattr(error.orig, "sqlite_errorname", "")
    for beginning, sentence in _SENTENCES:
        if name.startswith(beginning):
            return sentence
    if str(error.orig).startswith(_UNREADABLE_TEXT):
        return DAMAGED
    if error.connection_invalidated or (isinstance(error, sa.exc.OperationalError) and not name):
        return "The database server does not answer; check the connection and try again."
    return None
