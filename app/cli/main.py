"""The door: which command was typed, and what becomes of every way in which one can end.

Exit codes: 0 done; 1 the world did not let us (one sentence says why); 2 wrong usage;
70 a bug (a report is written); 130 stopped by the user.
"""

from __future__ import annotations

import sys
from enum import IntEnum

import typer

from app.cli import terminal, window
from app.crash import report_bug
from core.errors import KnownError
from core.progress import Cancelled


class Exit(IntEnum):
    """Exit codes of the program."""

    DONE = 0
    KNOWN = 1
    USAGE = 2
    BUG = 70
    STOPPED = 130


def run(arguments: list[str] | None = None) -> int:
    """Run one command; the window when none is given.

    Args:
        arguments: As typed after the program's name; None: those of this process.

    Returns:
        The exit code, one of `Exit`.
    """
    given = sys.argv[1:] if arguments is None else arguments
    code: int | str | None = Exit.DONE
    try:
        if given and given[0] != window.COMMAND:
            _commands()(given)
        else:
            window.app(given[1:])
    except SystemExit as ended:  # typer ends so, also after it has told of wrong usage
        code = ended.code
    except KnownError as error:
        terminal.complain(error.text())
        return Exit.KNOWN
    except (KeyboardInterrupt, Cancelled):
        code = Exit.STOPPED
    except Exception as error:  # noqa: BLE001 - the crash handler: the one place for bugs
        path = report_bug(error)
        where = f" A report is in {path}; it stays on this machine." if path else ""
        terminal.complain(f"Hemiface has a fault and stopped: {type(error).__name__}.{where}")
        return Exit.BUG
    if code == Exit.STOPPED:
        terminal.complain("Stopped. Nothing was stored by the step that was under way.")
    return int(code or Exit.DONE)


def _commands() -> typer.Typer:
    """The other commands; with them come torch and the documents, which the window waits for not.

    Half of the window's time to start would go into them.
    """
    from app.cli.commands import app

    return app
