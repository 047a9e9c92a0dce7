"""A table as the writers take it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

Cell = str | int | float | None
"""Numbers stay numbers; None is an empty cell."""

Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Named columns and rows of the same length.

    Attributes:
        name: Short name, for a sheet.
        columns: Names of the columns, units at their ends.
        rows: May be an iterator that can be run through once.
    """

    name: str
    columns: tuple[str, ...]
    rows: Iterable[Row]
