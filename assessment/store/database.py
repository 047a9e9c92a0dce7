"""The one way to open the database, and the two ways to use it: `writing` and `reading`."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.pool import NullPool, Pool, QueuePool

from assessment.store import migrate
from assessment.store.failures import DAMAGED, told_in_words
from core.errors import StoreError
from core.files import reason

LOCK_WAIT_S: Final = 10.0
PRIVATE_FILE: Final = 0o600

_READING: Final = "reading"
_SETTINGS: Final = (
    "PRAGMA trusted_schema=OFF",
    "PRAGMA cell_size_check=ON",
    "PRAGMA recursive_triggers=ON",
    "PRAGMA synchronous=FULL",
    "PRAGMA secure_delete=ON",
)


def open_database(
    target: Path | sa.URL, *, may_upgrade: bool = True, scripts: Path = migrate.SCRIPTS
) -> sa.Engine:
    """Open the database, creating or upgrading it.

    A SQLite file is checked, and copied to `backups` beside it before an upgrade.

    Args:
        target: File of a SQLite database, or the address of a PostgreSQL database.
        may_upgrade: Nobody else uses it, so that it may be created or upgraded.
        scripts: Folder of the migrations.

    Raises:
        StoreError: It is damaged, of a newer version, no database of ours, locked, or cannot be
            written. It is then as it was before.
    """
    with told_in_words():
        if isinstance(target, sa.URL):
            engine = sa.create_engine(target, json_serializer=_to_json, hide_parameters=True)
            sa.event.listen(engine, "handle_error", _hide_values)
            migrate.upgrade(engine, backup=None, scripts=scripts, allowed=may_upgrade)
        else:
            _create_private(target)
            _check_file(target)
            rebuilding = sqlite_engine(target, pool=NullPool, foreign_keys=False)
            backup = partial(back_up, target, target.parent / "backups")
            migrate.upgrade(rebuilding, backup=backup, scripts=scripts, allowed=may_upgrade)
            engine = sqlite_engine(target)
        migrate.check_tables(engine)
        return engine


def sqlite_engine(
    path: Path, *, pool: type[Pool] = QueuePool, foreign_keys: bool = True
) -> sa.Engine:
    """An engine on an existing SQLite file, with the settings clinical data need.

    Its errors and logs show no values: they would be patients' data.

    Args:
        path: The file.
        pool: How connections are kept.
        foreign_keys: Enforce references; off only while tables are rebuilt.
    """
    engine = sa.create_engine(
        "sqlite+pysqlite://",
        creator=partial(_connect, path, foreign_keys=foreign_keys),
        poolclass=pool,
        json_serializer=_to_json,
        hide_parameters=True,
    )
    sa.event.listen(engine, "begin", _begin)
    return engine


@contextmanager
def writing(engine: sa.Engine) -> Iterator[sa.Connection]:
    """A transaction that changes data: all of the block, durably, or nothing.

    Raises:
        StoreError: The database failed; nothing was changed.
    """
    with told_in_words(), engine.begin() as connection:
        yield connection


@contextmanager
def reading(engine: sa.Engine) -> Iterator[sa.Connection]:
    """A transaction that sees one state of the data and changes nothing.

    Raises:
        StoreError: The database cannot be read.
    """
    with told_in_words(), engine.connect() as connection:
        yield connection.execution_options(**{_READING: True})


def back_up(path: Path, folder: Path, name: str) -> None:
    """Copy the database at `path`, whole and checked, to `folder`/`name`.

    Raises:
        StoreError: The copy cannot be written.
    """
    unfinished = folder / f"{name}.part"
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        unfinished.unlink(missing_ok=True)
        _create_private(unfinished)
        with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(unfinished)) as copy:
            source.backup(copy)
        _check_file(unfinished)
        unfinished.replace(folder / name)
    except (OSError, sqlite3.Error) as error:
        cause = reason(error) if isinstance(error, OSError) else str(error)
        raise StoreError(
            f"The backup before the upgrade cannot be written to {folder}: {cause}."
        ) from error


def _connect(path: Path, *, foreign_keys: bool) -> sqlite3.Connection:
    # isolation_level None: the driver's own transactions would leave half a migration behind.
    connection = sqlite3.connect(
        path, timeout=LOCK_WAIT_S, isolation_level=None, check_same_thread=False
    )
    try:
        for setting in _SETTINGS:
            connection.execute(setting)
        connection.execute(f"PRAGMA foreign_keys={'ON' if foreign_keys else 'OFF'}")
        (mode,) = connection.execute("PRAGMA journal_mode=WAL").fetchone()
    except BaseException:
        connection.close()
        raise
    if mode != "wal":
        connection.close()
        raise StoreError(
            f"The folder {path.parent} cannot hold the database safely (a network drive?); "
            "choose a folder on a disk of this computer."
        )
    return connection


def _begin(connection: sa.Connection) -> None:
    """Take the write lock when a writing transaction begins: a read lock cannot be upgraded."""
    only_reading = connection.get_execution_options().get(_READING, False)
    connection.exec_driver_sql("BEGIN" if only_reading else "BEGIN IMMEDIATE")


def _hide_values(failure: sa.ExceptionContext) -> None:
    """Cut a message of PostgreSQL down to its first line: the others may show a whole row."""
    diagnosis = getattr(failure.original_exception, "diag", None)
    if diagnosis is not None and diagnosis.message_primary:
        for error in (failure.original_exception, failure.sqlalchemy_exception):
            if error is not None:
                error.args = (diagnosis.message_primary,)


def _create_private(path: Path) -> None:
    """Create an empty file that only its owner may read; leave an existing one alone.

    Raises:
        StoreError: The folder does not take it.
    """
    try:
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, PRIVATE_FILE))
    except OSError as error:
        raise StoreError(f"The database {path} cannot be opened: {reason(error)}.") from error


def _check_file(path: Path) -> None:
    """Read the whole file once, before anything is written to it.

    Raises:
        StoreError: It is damaged or no database.
    """
    engine = sa.create_engine(
        "sqlite+pysqlite://", creator=partial(sqlite3.connect, path), poolclass=NullPool
    )
    with told_in_words(), engine.connect() as connection:
        found = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar_one()
    if found != "ok":
        raise StoreError(DAMAGED)


def _to_json(value: Any) -> str:  # noqa: ANN401 - whatever a JSON column holds
    return json.dumps(value, allow_nan=False, ensure_ascii=False)
