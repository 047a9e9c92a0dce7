"""All commands of the command line, by the names under which people type them."""

from __future__ import annotations

import logging

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
    window,
)

app = typer.Typer(
    name="hemiface",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Measures facial palsy from video. Research use only - not a medical device. "
    "Without a command the window opens.",
    epilog="Exit codes: 0 done, 1 not possible (says why), 2 wrong usage, 70 bug, 130 stopped.",
)
app.command(window.COMMAND)(window.window)
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
