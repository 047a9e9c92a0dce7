"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

DataFolder = Annotated[
    Path | None,
    typer.Option("--library", help="Folder of the database; default: HEMIFACE_HOME or the user's."),
]
FlipAverage = Annotated[
    bool,
    typer.Option(
        "--flip-average/--no-flip-average",
        help="Average each picture with its mirror image: fairer sides, twice the time.",
    ),
]
FLIP_AVERAGE = True
"""Stored results average by default; the demo does not, to take half the time."""
Weights = Annotated[
    str | None,
    typer.Option(
        "--weights",
        help="Weights to use, id@version; default: the one the program ships as its default.",
    ),
]
