"""The same commands for processes that torchrun starts."""

from __future__ import annotations

import logging
import os
import sys
from typing import Final

from core.errors import KnownError, TrainingError
from core.progress import Cancelled
from models.training.cli.main import commands

STOPPED: Final = 130
"""Exit code of `app.cli.main` for work that the user has stopped."""


def main() -> None:
    """Run one command; a failure whose cause lies outside is one sentence."""
    logging.basicConfig(level=logging.WARNING, format="%(message)s", stream=sys.stderr)
    try:
        commands()
    except KnownError as error:
        # Before training every process finds the same fault; while it runs, each finds its own.
        if os.environ.get("RANK", "0") == "0" or isinstance(error, TrainingError):
            sys.stderr.write(f"{error.text()}\n")
        raise SystemExit(1) from None
    except Cancelled:
        raise SystemExit(STOPPED) from None


if __name__ == "__main__":
    main()
