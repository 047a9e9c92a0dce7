"""The one door to the program: `hemiface` and `python -m app`."""

from __future__ import annotations

from app.cli.main import run


def main() -> None:
    """Open the window or run a command, and leave with the exit code."""
    raise SystemExit(run())


if __name__ == "__main__":
    main()
