"""The commands, and what becomes of every way in which one can end.

Exit codes: 0 done; 1 the world did not let us (one sentence says why); 2 wrong usage;
70 a bug (a report is written); 130 stopped by the user.
"""

from __future__ import annotations

import logging
import sys
from enum import IntEnum

import typer
from rich.logging import RichHandler

from app import __version__
from app.cli import (
    assess,
    bench,
    demo,
    doctor,
    export,
    grade,
    landmarks,
    patients,
    report,
    terminal,
    train,
)
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


app = typer.Typer(
    name="hemiface",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Measures facial palsy from video. Research use only - not a medical device.",
    epilog="Exit codes: 0 done, 1 not possible (says why), 2 wrong usage, 70 bug, 130 stopped.",
)
app.add_typer(patients.commands, name="patient")
app.command("demo")(demo.demo)
app.command("assess")(assess.assess)
app.command("reassess")(assess.reassess)
app.command("grade")(grade.grade)
app.command("report")(report.report)
app.command("export")(export.export)
app.add_typer(bench.commands, name="bench")
app.command("landmarks")(landmarks.landmarks)
app.command("doctor")(doctor.doctor)
app.command("train", hidden=True, add_help_option=False, context_settings=train.PASS_ON)(
    train.train
)


def _version(asked: bool) -> None:
    if asked:
        terminal.say(f"hemiface {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: bool = typer.Option(  # noqa: ARG001 - handled by its callback
        False, "--version", callback=_version, is_eager=True, help="Print the version."
    ),
    verbose: bool = typer.Option(False, "--verbose", help="Log what is done to stderr."),
) -> None:
    level = logging.INFO if verbose else logging.WARNING
    logging.basicConfig(
        level=level,
        format="%(message)s",
        handlers=[RichHandler(console=terminal.errors, show_path=False)],
    )


def run(arguments: list[str] | None = None) -> int:
    """Run one command.

    Args:
        arguments: As typed after the program's name; None: those of this process.

    Returns:
        The exit code, one of `Exit`.
    """
    code: int | str | None = Exit.DONE
    try:
        app(sys.argv[1:] if arguments is None else arguments)
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
