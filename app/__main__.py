"""The one door to the program: `hemiface` and `python -m app`."""

from __future__ import annotations

from app.cli.main import run


def main() -> None:
    """Run the command line and leave with its exit code."""
    raise SystemExit(run())


if __name__ == "__main__":
    main()
