"""`hemiface window`, and `hemiface` alone: the desktop program."""

from __future__ import annotations

from typing import Annotated, Final

import typer

from app.cli.options import DataFolder
from app.timing import Timing
from core.errors import InputError

COMMAND: Final = "window"

_MISSING_LIBRARY: Final = (
    "cannot open shared object file",
    "DLL load failed",
    "Library not loaded",
)
"""How Linux, Windows and macOS say it."""

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
"""The window alone: it opens before the other commands' libraries have loaded."""


@app.command(COMMAND)
def window(
    library: DataFolder = None,
    timing: Annotated[
        Timing | None, typer.Option("--timing", hidden=True, help="Only be timed, and leave.")
    ] = None,
) -> None:
    """Open the window.

    Raises:
        InputError: Qt cannot be loaded, there is no screen, or another session has the window.
        StoreError: The data folder cannot be used.
    """
    try:
        from app.gui import main
    except ImportError as error:
        if not any(words in str(error) for words in _MISSING_LIBRARY):
            raise
        raise InputError(
            f"The window cannot open because a library of the system is missing ({error}): "
            "install what the README names, or use the commands (hemiface --help)."
        ) from error
    code = main.run(library, timing=timing)
    if code:
        raise typer.Exit(code)
