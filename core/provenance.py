"""Which state of the source, on which machine, produced a figure or a file."""

from __future__ import annotations

import platform
import subprocess
from pathlib import Path
from typing import Final

UNKNOWN: Final = "unknown"

_CHECKOUT: Final = Path(__file__).parents[1]
_CPU_LIST: Final = Path("/proc/cpuinfo")
_CPU_NAME: Final = "model name"


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


def machine() -> str:
    """Processor and system; "4 x " before the processor where the system counts its cores."""
    name = platform.processor() or platform.machine()
    if _CPU_LIST.exists():
        lines = _CPU_LIST.read_text(encoding="utf-8", errors="replace").splitlines()
        named = [line.partition(":")[2].strip() for line in lines if line.startswith(_CPU_NAME)]
        name = f"{len(named)} x {named[0]}" if named else name
    return f"{name}, {platform.system()}"
