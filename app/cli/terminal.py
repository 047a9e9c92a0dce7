"""How commands speak: results to stdout, progress and complaints to stderr."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from core import progress as core_progress

# Names and codes come from people: nothing in them is markup.
out = Console(highlight=False, soft_wrap=True, markup=False, emoji=False)
errors = Console(stderr=True, highlight=False, soft_wrap=True, markup=False, emoji=False)


def say(text: str) -> None:
    """Print a line of the result."""
    out.print(text)


def show(table: Table) -> None:
    """Print a table of the result."""
    out.print(table)


def complain(text: str) -> None:
    """Print one sentence that says what went wrong."""
    errors.print(text, style="bold red")


@contextmanager
def progress_bar() -> Iterator[core_progress.Progress]:
    """A bar on stderr, fed through the core's `Progress` protocol; it vanishes when done."""
    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f} %"),
        TimeRemainingColumn(),
        console=errors,
        transient=True,
    )
    tasks: dict[str, int] = {}

    def report(done: float, total: float | None, what: str) -> None:
        if what not in tasks:
            for old in tasks.values():
                bar.remove_task(old)  # type: ignore[arg-type]  # rich's TaskID is an int NewType
            tasks.clear()
            tasks[what] = bar.add_task(what, total=total)
        bar.update(tasks[what], completed=done, total=total)  # type: ignore[arg-type]  # as above

    with bar:
        yield report
