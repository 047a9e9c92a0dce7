"""A table of figures with its origin, as Markdown, as JSON and for the terminal."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

ABSENT: Final = "–"
"""A figure that cannot be had."""
_DIGITS: Final = 4
"""Decimals of a figure in JSON; two are printed."""


@dataclass(frozen=True, slots=True)
class Spread:
    """A mean with its standard deviation.

    Attributes:
        mean: The mean.
        sd: The standard deviation; None where it is not known.
    """

    mean: float
    sd: float | None


Cell = str | int | float | Spread | None


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of named figures.

    Attributes:
        title: What it shows.
        columns: Names of the columns, with their units.
        rows: As many cells each as there are columns; None: the figure cannot be had.
        notes: Sentences below it.
        provenance: Where the figures come from, name to value.
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()
    provenance: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for row in self.rows:
            if len(row) != len(self.columns):
                raise ValueError(f"{self.title}: a row has {len(row)} cells: {row}")

    def markdown(self) -> str:
        """The table for a document, its title as a heading of the third level."""
        lines = [_bars(self.columns), _bars(["---", *["---:"] * (len(self.columns) - 1)])]
        lines += [_bars([cell_text(cell) for cell in row]) for row in self.rows]
        blocks = [f"### {self.title}", "\n".join(lines), *self.notes]
        if self.provenance:
            blocks.append(_listed(self.provenance))
        return "\n\n".join(blocks) + "\n"

    def text(self) -> str:
        """The table for a terminal, columns aligned."""
        grid = [list(self.columns), *([cell_text(cell) for cell in row] for row in self.rows)]
        widths = [max(map(len, column)) for column in zip(*grid, strict=True)]
        lines = [
            "  ".join(
                cell.ljust(width) if i == 0 else cell.rjust(width)
                for i, (cell, width) in enumerate(zip(row, widths, strict=True))
            ).rstrip()
            for row in grid
        ]
        return "\n".join([self.title, *lines, *self.notes]) + "\n"

    def json_ready(self) -> dict[str, Any]:
        """Values that `json` writes: every row an object by column."""
        return {
            "title": self.title,
            "rows": [
                dict(zip(self.columns, (json_ready(cell) for cell in row), strict=True))
                for row in self.rows
            ],
            "notes": list(self.notes),
            "provenance": dict(self.provenance),
        }


def cell_text(cell: Cell) -> str:
    """How a cell is printed: two decimals, a dash for what cannot be had."""
    if isinstance(cell, Spread):
        mean = cell_text(cell.mean)
        return mean if cell.sd is None or mean == ABSENT else f"{mean} ± {cell_text(cell.sd)}"
    if cell is None or (isinstance(cell, float) and math.isnan(cell)):
        return ABSENT
    return f"{cell:.2f}" if isinstance(cell, float) else str(cell)


def json_ready(value: object) -> Any:  # noqa: ANN401 - whatever JSON holds
    """Dataclasses, mappings and sequences of figures as values that `json` writes; NaN is null."""
    if dataclasses.is_dataclass(value):
        names = [field.name for field in dataclasses.fields(value)]
        return {name: json_ready(getattr(value, name)) for name in names}
    if isinstance(value, Mapping):
        return {str(key): json_ready(entry) for key, entry in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [json_ready(entry) for entry in value]
    if isinstance(value, float):
        return None if math.isnan(value) else round(value, _DIGITS)
    return value


def _bars(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _listed(provenance: Mapping[str, str]) -> str:
    return "\n".join(f"* {name}: {value}" for name, value in provenance.items())
