"""Bringing a database to the tables of this program: whole, or not at all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from assessment.store.failures import DAMAGED
from assessment.store.tables import metadata
from core.errors import StoreError

SCRIPTS: Final = Path(__file__).parent / "migrations"
EMPTY: Final = "empty"


def upgrade(
    engine: sa.Engine,
    *,
    backup: Callable[[str], None] | None,
    scripts: Path = SCRIPTS,
    allowed: bool = True,
) -> None:
    """Apply the missing migrations in one transaction.

    Args:
        engine: The database; foreign keys must not be enforced while tables are rebuilt.
        backup: Copies the database under the name it is given, called before an older database
            is changed; None where the server's owner makes backups.
        scripts: Folder of the migrations.
        allowed: Nobody else uses the database.

    Raises:
        StoreError: The database is of a newer version, its tables are not ours, or an upgrade is
            due but not allowed.
    """
    config = Config()
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    script = ScriptDirectory.from_config(config)
    revision = current_revision(engine)
    if revision == script.get_current_head():
        return
    known = {step.revision for step in script.walk_revisions()}
    if revision != EMPTY and revision not in known:
        raise StoreError(
            "The database was written by a newer version of Hemiface; install that version."
        )
    if not allowed:
        raise StoreError(
            "The database must be upgraded, but another Hemiface is using it; close that first."
        )
    if backup is not None and revision != EMPTY:
        backup(f"before-upgrade-from-{revision}.sqlite")
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        _check_references(connection)


def current_revision(engine: sa.Engine) -> str:
    """Revision of the database's tables, `EMPTY` when it has none.

    Raises:
        StoreError: It holds tables of another program.
    """
    with engine.connect() as connection:
        revision = MigrationContext.configure(connection).get_current_revision()
        if revision is None and sa.inspect(connection).get_table_names():
            raise StoreError("The file is the database of another program; choose another folder.")
    return revision or EMPTY


def check_tables(engine: sa.Engine) -> None:
    """Make sure that every table and column of the program is there.

    Raises:
        StoreError: One is missing, so the file's own description of its tables is damaged.
    """
    with engine.connect() as connection:
        found = sa.inspect(connection).get_multi_columns()
    names = {table: {column["name"] for column in columns} for (_, table), columns in found.items()}
    for table in metadata.sorted_tables:
        if not names.get(table.name, set()) >= set(table.columns.keys()):
            raise StoreError(DAMAGED)


def _check_references(connection: sa.Connection) -> None:
    if connection.dialect.name != "sqlite":
        return
    if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
        raise StoreError("The upgrade would break references between records and was undone.")
