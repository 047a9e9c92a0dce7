"""Which state of the source produced a figure or a file."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Final

UNKNOWN: Final = "unknown"

_CHECKOUT: Final = Path(__file__).parents[1]


def commit_of_checkout() -> str:
    """The commit of the checkout the program runs from, `-dirty` when files differ from it.

    Returns:
        The answer of `git describe`, or "unknown" where the program is installed without its
        history or git is missing.
    """
    # An installation inside somebody else's checkout must not answer with their commit.
    if not (_CHECKOUT / ".git").exists():
        return UNKNOWN
    command = ["git", "-C", str(_CHECKOUT), "describe", "--always", "--dirty"]
    try:
        answer = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603 - fixed words
    except (OSError, subprocess.CalledProcessError):
        return UNKNOWN
    return answer.stdout.strip()
