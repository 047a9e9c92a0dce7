"""The same commands for processes that torchrun starts."""

from __future__ import annotations

import logging
import sys

from core.errors import KnownError
from models.training.cli.main import commands


def main() -> None:
    """Run one command; a failure whose cause lies outside is one sentence."""
    logging.basicConfig(level=logging.WARNING, format="%(message)s", stream=sys.stderr)
    try:
        commands()
    except KnownError as error:
        sys.stderr.write(f"{error.text()}\n")
        raise SystemExit(1) from None


if __name__ == "__main__":
    main()
