"""Records to rows and back: a column carries the name of the record's field."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import fields
from typing import Any, ClassVar, Protocol, TypeVar
from uuid import UUID

import sqlalchemy as sa

from assessment.store.failures import DAMAGED
from core.errors import InputError, StoreError


class Record(Protocol):
    """A frozen dataclass."""

    __dataclass_fields__: ClassVar[dict[str, Any]]


AnyRecord = TypeVar("AnyRecord", bound=Record)
Row = sa.RowMapping


def row_of(record: Record, *, without: tuple[str, ...] = ()) -> dict[str, Any]:
    """The fields of `record` by name, but those in `without`."""
    names = (field.name for field in fields(record) if field.name not in without)
    return {name: getattr(record, name) for name in names}


def record_of(kind: type[AnyRecord], row: Row, **others: object) -> AnyRecord:
    """The record of `kind` whose fields are in `row`; `others` stand for what is not.

    Raises:
        StoreError: The stored content is not what was ever written.
    """
    values = {field.name: row[field.name] for field in fields(kind) if field.name not in others}
    with sound_content():
        return kind(**values, **others)


@contextmanager
def sound_content() -> Iterator[None]:
    """Build values from stored content; the block must do nothing else.

    Raises:
        StoreError: The content is not what was ever written, so the database is damaged.
    """
    try:
        yield
    except (InputError, LookupError, RecursionError, TypeError, ValueError) as error:
        raise StoreError(DAMAGED) from error


def fetch(connection: sa.Connection, statement: sa.Select[Any]) -> Sequence[Row]:
    """All rows of `statement`, dates, words and JSON decoded.

    Raises:
        StoreError: A stored value cannot be decoded.
    """
    with sound_content():
        return connection.execute(statement).mappings().all()


def insert(connection: sa.Connection, table: sa.Table, rows: Sequence[dict[str, Any]]) -> None:
    """Add rows at once; none is fine."""
    if rows:
        connection.execute(table.insert(), rows)


def exists(connection: sa.Connection, table: sa.Table, key: UUID) -> bool:
    """Whether `table` has the row with this id."""
    return bool(fetch(connection, sa.select(table.c.id).where(table.c.id == key)))
