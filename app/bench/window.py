"""`bench window`: how long the desktop program takes from its start to a window that answers."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import IO, Any, Final

from app import timing
from app.bench.figures import Figures
from app.preferences import load_preferences, save_preferences
from app.timing import Timing
from core.errors import InputError
from core.progress import Progress, ignore_progress
from core.provenance import commit_of_checkout, machine

_PROCESSES: Final = Path("/proc")
_MEMORY_LINE: Final = "VmRSS:"
_KB_PER_MB: Final = 1024.0
_LEAVE_S: Final = 60.0
_WORK: Final = "recording and following 1280 x 720 at 30 Hz beside the analysis of a clip"
_ROOT: Final = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Start:
    """One start of the program.

    Attributes:
        usable_s: From the start of the process to a window that is drawn and answers.
        usable_cpu_s: Time of the processors until then, all threads together, which other programs
            do not lengthen.
        network_s: To the loaded network.
        longest_stall_ms: How long the window did not answer in between, at the longest.
        own_stall_ms: The same as far as the program itself worked meanwhile.
        usable_mb: Memory of the process when the window answers; None where nobody tells.
        network_mb: The same with the network loaded.
    """

    usable_s: float
    usable_cpu_s: float
    network_s: float
    longest_stall_ms: float
    own_stall_ms: float
    usable_mb: float | None
    network_mb: float | None


def window(*, starts: int, progress: Progress = ignore_progress) -> Figures:
    """Start the program again and again on an empty data folder, each time as a fresh process.

    Args:
        starts: How many warm starts.
        progress: Told how far it is.

    Returns:
        `cold_start_s`: the first start, after the system was asked to forget the program's files
        (absent where it cannot be asked). `warm_start_s`, `warm_start_cpu_s`, `network_ready_s`,
        `longest_stall_ms`, `longest_own_stall_ms`: medians of the starts after it; likewise, where
        the system tells them, `memory_usable_mb`, `memory_network_mb`. `slowest_warm_start_s`: the
        worst of them. `work...`: see `work_once`.

    Raises:
        InputError: The window does not open.
    """
    figures = _load()
    with tempfile.TemporaryDirectory(prefix="hemiface-") as name:
        folder = Path(name)
        save_preferences(replace(load_preferences(folder), safety_read=True), folder)
        forgotten = _forget_files()
        first = start_once(folder)
        if forgotten:
            figures["cold_start_s"] = first.usable_s
        warm: list[Start] = []
        while len(warm) < starts:
            progress(len(warm), starts, "starting the window")
            warm.append(start_once(folder))
        progress(starts, starts, "recording and analysing")
        worked = work_once(folder)
    return (
        figures
        | _medians(warm)
        | worked
        | {
            "machine": machine(),
            "commit": commit_of_checkout(),
            "starts": starts,
        }
    )


def start_once(folder: Path) -> Start:
    """Start the program on a data folder, wait until it has told both times, and let it leave.

    Raises:
        InputError: It does not open.
    """
    began_s = time.perf_counter()
    with _opened(folder, Timing.START) as (process, read):
        answer = read()
        usable_s, usable_mb = time.perf_counter() - began_s, _memory_mb(process.pid)
        told = read()
        network_s, network_mb = time.perf_counter() - began_s, _memory_mb(process.pid)
    return Start(
        usable_s=usable_s,
        usable_cpu_s=float(answer[timing.CPU_S]),
        network_s=network_s,
        longest_stall_ms=float(told[timing.STALL_MS]),
        own_stall_ms=float(told[timing.OWN_STALL_MS]),
        usable_mb=usable_mb,
        network_mb=network_mb,
    )


def work_once(folder: Path) -> Figures:
    """Let the program record from a synthetic camera and analyse a clip at the same time.

    Returns:
        `work`: what ran. `work_s`: how long, to the stored visit. `work_longest_stall_ms`,
        `work_stalls_over_100ms`: how long and how often the window did not answer, from the opening
        of the capture screen over that of the review to the end of the recording.
        `work_longest_own_stall_ms`: as far as the program itself worked meanwhile.
        `work_recorded_hz`: pictures a second of the exercise recorded last; `work_dropped`:
        pictures lost in all.
        `work_followed_hz`: how often the live picture was judged.

    Raises:
        InputError: The window does not open, or does not come to the end.
    """
    with _opened(folder, Timing.WORK) as (_, read):
        told = read()
    return {
        "work": _WORK,
        "work_s": float(told[timing.DURATION_S]),
        "work_longest_stall_ms": float(told[timing.STALL_MS]),
        "work_longest_own_stall_ms": float(told[timing.OWN_STALL_MS]),
        "work_stalls_over_100ms": int(told[timing.LONG_STALLS]),
        "work_recorded_hz": float(told[timing.RECORDED_HZ]),
        "work_dropped": int(told[timing.DROPPED]),
        "work_followed_hz": float(told[timing.FOLLOWED_HZ]),
    }


@contextmanager
def _opened(
    folder: Path, wanted: Timing
) -> Iterator[tuple[subprocess.Popen[bytes], Callable[[], dict[str, Any]]]]:
    """The program on a data folder, and how to read its next line; it leaves by itself."""
    command = [sys.executable, "-m", "app", "window", "--library", str(folder)]
    with (
        tempfile.TemporaryFile() as complaints,
        subprocess.Popen(  # noqa: S603 - our own program
            [*command, "--timing", wanted], cwd=_ROOT, stdout=subprocess.PIPE, stderr=complaints
        ) as process,
    ):
        if process.stdout is None:
            raise RuntimeError("a pipe was asked for")
        yield process, partial(_read, process.stdout, complaints)
        process.wait(_LEAVE_S)


def _read(answers: IO[bytes], complaints: IO[bytes]) -> dict[str, Any]:
    line = answers.readline()
    if not line:
        complaints.seek(0)
        said = complaints.read().decode("utf-8", "replace").strip().splitlines()
        raise InputError(f"The window did not open: {said[-1] if said else 'it does not say why'}")
    table: dict[str, Any] = json.loads(line)
    return table


def _medians(warm: list[Start]) -> Figures:
    figures: Figures = {
        "warm_start_s": statistics.median(one.usable_s for one in warm),
        "warm_start_cpu_s": statistics.median(one.usable_cpu_s for one in warm),
        "slowest_warm_start_s": max(one.usable_s for one in warm),
        "network_ready_s": statistics.median(one.network_s for one in warm),
        "longest_stall_ms": statistics.median(one.longest_stall_ms for one in warm),
        "longest_own_stall_ms": statistics.median(one.own_stall_ms for one in warm),
    }
    for name, values in (
        ("memory_usable_mb", [one.usable_mb for one in warm]),
        ("memory_network_mb", [one.network_mb for one in warm]),
    ):
        known = [value for value in values if value is not None]
        if known:
            figures[name] = statistics.median(known)
    return figures


def _memory_mb(pid: int) -> float | None:
    try:
        lines = (_PROCESSES / str(pid) / "status").read_text("ascii", "replace").splitlines()
    except OSError:
        return None
    found = [line.split()[1] for line in lines if line.startswith(_MEMORY_LINE)]
    return float(found[0]) / _KB_PER_MB if found else None


def _forget_files() -> bool:
    """Ask the system to drop the program's files from its cache; False where it cannot be asked."""
    if not hasattr(os, "posix_fadvise"):
        return False
    places = {sysconfig.get_path(name) for name in ("stdlib", "platstdlib", "purelib", "platlib")}
    for place in (
        *places,
        *(str(_ROOT / name) for name in ("app", "assessment", "core", "models")),
    ):
        for path in Path(place).rglob("*"):
            if path.is_file():
                _forget(path)
    return True


def _forget(path: Path) -> None:
    try:
        handle = os.open(path, os.O_RDONLY)
    except OSError:  # it vanished, or is not ours to read: then it is not loaded either
        return
    try:
        os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)
    finally:
        os.close(handle)


def _load() -> Figures:
    if not hasattr(os, "getloadavg"):  # Windows has no such figure
        return {}
    return {"load_average_1min": os.getloadavg()[0]}
