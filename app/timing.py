"""What the window tells `hemiface bench window`: one JSON object a line, under these names."""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class Timing(StrEnum):
    """What a window does that is opened only to be timed, before it leaves."""

    START = "start"
    WORK = "work"


AT: Final = "at"
USABLE: Final = "usable"
NETWORK: Final = "network"
WORKED: Final = "worked"

CPU_S: Final = "cpu_s"
STALL_MS: Final = "longest_stall_ms"
OWN_STALL_MS: Final = "longest_own_stall_ms"
LONG_STALLS: Final = "stalls_over_100ms"
DURATION_S: Final = "duration_s"
RECORDED_HZ: Final = "recorded_hz"
DROPPED: Final = "dropped"
FOLLOWED_HZ: Final = "followed_hz"
