"""Training runs as the window sees them: folders, watched and stopped from outside.

The run itself is another process, started by this program's own command line; what is known of it
stands in its folder. `models.training.run_folder` says what else lies there.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import signal
import subprocess
import sys
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from filelock import FileLock, Timeout

from core.errors import InputError
from core.files import plain_words, replacing

CONFIG_FILE: Final = "run.json"
CHECKPOINT_FILE: Final = "state.json"
METRICS_FILE: Final = "metrics.jsonl"
SAMPLES_FOLDER: Final = "samples"
LOCK_FILE: Final = ".lock"
JOB_FILE: Final = "window.json"
LOG_FILE: Final = "window.log"
_LOG_BYTES: Final = 16_000
_PROCESSES: Final = Path("/proc")
_START_S: Final = 60.0
"""Without `/proc`, the time in which a started process takes the run's lock (default). Until then
the lock is left alone: a look at it holds it for a moment and would refuse the run its folder."""


class RunState(StrEnum):
    """What a run does."""

    RUNNING = "running"
    STOPPED = "stopped"
    FINISHED = "finished"


@dataclass(frozen=True, slots=True)
class TrainingPlan:
    """What to train.

    Attributes:
        config: TOML file of the stage.
        packs: Folder of the packs.
        out: Run folder; one that was stopped goes on.
        previous: Run folder of the stage before, or None.
        perceptual: File of VGG weights, or None.
    """

    config: Path
    packs: Path
    out: Path
    previous: Path | None = None
    perceptual: Path | None = None

    def command(self) -> list[str]:
        """The program and its arguments."""
        door = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "app"]
        given = [str(one.absolute()) for one in (self.config, self.packs, self.out)]
        for option, path in (("--previous", self.previous), ("--perceptual", self.perceptual)):
            if path is not None:
                given += [option, str(path.absolute())]
        return [*door, "train", "run", *given]


@dataclass(frozen=True, slots=True)
class Job:
    """A process that the window started.

    Attributes:
        pid: Its number.
        started_at: When, UTC, ISO 8601.
        command: The program and its arguments.
    """

    pid: int
    started_at: str
    command: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """One run folder at one moment.

    Attributes:
        folder: Where.
        state: What it does.
        stage: Kind of the stage, "" before the run has written its config.
        steps_done: Steps of the curve or the checkpoint, whichever is further.
        steps: Steps in all, 0 when not known.
        is_ours: It was started by a window, which can stop it and let it go on.
    """

    folder: Path
    state: RunState
    stage: str
    steps_done: int
    steps: int
    is_ours: bool


def find_runs(root: Path) -> tuple[Path, ...]:
    """The run folders in `root` and in its folders, by name."""
    found = {
        path.parent
        for name in (CONFIG_FILE, JOB_FILE)
        for depth in ("", "*/", "*/*/")
        for path in root.glob(f"{depth}{name}")
    }
    return tuple(sorted(found))


def read_run(folder: Path, *, last_step: int = 0) -> Run:
    """What is known of a run.

    Args:
        folder: The run folder.
        last_step: Last step of its curve, for one whose curve is being read.
    """
    config, state = _table(folder / CONFIG_FILE), _table(folder / CHECKPOINT_FILE)
    steps = int(config.get("steps", 0))
    done = max(int(state.get("step", 0)), last_step)
    job = read_job(folder)
    now = RunState.STOPPED
    if is_running(folder, job):
        now = RunState.RUNNING
    elif 0 < steps <= done:
        now = RunState.FINISHED
    return Run(folder, now, str(config.get("stage", "")), done, steps, job is not None)


def start(out: Path, command: list[str]) -> subprocess.Popen[bytes]:
    """Start a run as a process that outlives this one, its words in the run folder's log.

    Args:
        out: The run folder; made when it is missing.
        command: The program and its arguments.

    Returns:
        The process, to be polled so that it can go when it has ended.

    Raises:
        InputError: A training runs there already, or the folder cannot be written.
    """
    if is_running(out, read_job(out)):
        raise InputError(f"A training runs in {out} already: choose another run folder.")
    with plain_words(out, "choose another run folder"):
        out.mkdir(parents=True, exist_ok=True)
        with (out / LOG_FILE).open("ab") as log:
            process = subprocess.Popen(  # noqa: S603 - our own program
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,  # a Ctrl-C for the window is none for the run
            )
        note_job(out, process.pid, command)
    return process


def note_job(folder: Path, pid: int, command: list[str]) -> None:
    """Note in the run folder which process trains there.

    Raises:
        OSError: The folder cannot be written.
    """
    job = Job(pid, dt.datetime.now(dt.UTC).isoformat(), tuple(command))
    with replacing(folder / JOB_FILE) as unfinished:
        unfinished.write_text(json.dumps(asdict(job), indent=1), "utf-8")


def read_job(folder: Path) -> Job | None:
    """The process that a window started last in this folder, None when there was none."""
    table = _table(folder / JOB_FILE)
    try:
        return Job(int(table["pid"]), str(table["started_at"]), tuple(table["command"]))
    except (KeyError, TypeError, ValueError):
        return None


def is_running(folder: Path, job: Job | None) -> bool:
    """A process trains in this folder or is about to: ours, or one of the command line."""
    if job is not None and (_lives(job) if _PROCESSES.is_dir() else _age_s(job) < _START_S):
        return True
    lock_file = folder / LOCK_FILE
    if not lock_file.exists():
        return False
    lock = FileLock(lock_file)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        return True
    except OSError:  # a folder of somebody else: it may be read, not locked
        return False
    lock.release()
    return False


def stop(folder: Path) -> None:
    """Ask a run to stop after its step, with a checkpoint.

    Raises:
        InputError: It was not started from a window, or does not run.
    """
    job = read_job(folder)
    ours = job is not None and (_lives(job) or not _PROCESSES.is_dir())
    if job is None or not ours or not is_running(folder, job):
        raise InputError("This run was not started from this window: stop it where it was started.")
    os.kill(job.pid, signal.SIGTERM)


def log_tail(folder: Path) -> str:
    """The last lines that a run started by a window has said."""
    path = folder / LOG_FILE
    if not path.exists():
        return ""
    with path.open("rb") as stream:
        size = stream.seek(0, os.SEEK_END)
        stream.seek(max(0, size - _LOG_BYTES))
        text = stream.read().decode("utf-8", "replace")
    # Progress is said by writing over the line: what was written last stays.
    return "\n".join(line.rstrip("\r").rpartition("\r")[2] for line in text.split("\n"))


def sample_sheets(folder: Path) -> tuple[Path, ...]:
    """The sample sheets of a run, earliest first."""
    found = list((folder / SAMPLES_FOLDER).glob("*.png"))
    return tuple(sorted(found, key=lambda path: path.stat().st_mtime))


class MetricsTail:
    """Reads the curve of a run as it grows.

    Args:
        folder: The run folder.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / METRICS_FILE
        self._inode, self._offset = 0, 0
        self._rows: list[dict[str, float]] = []

    @property
    def rows(self) -> list[dict[str, float]]:
        """The lines read so far."""
        return self._rows

    def read_on(self) -> bool:
        """Read what came since the last time; whether anything did.

        A run that goes on replaces the file without the steps it lost: then all is read anew.
        """
        try:
            status = self._path.stat()
        except FileNotFoundError:
            return False
        if status.st_ino != self._inode or status.st_size < self._offset:
            self._inode, self._offset, self._rows = status.st_ino, 0, []
        with self._path.open("rb") as stream:
            stream.seek(self._offset)
            whole, _, _cut_off = stream.read().rpartition(b"\n")
        if not whole:
            return False
        self._offset += len(whole) + 1
        for line in whole.splitlines():
            try:
                self._rows.append(json.loads(line))
            except json.JSONDecodeError:  # a line that a kill cut off
                continue
        return True


def _lives(job: Job) -> bool:
    """The job's process is there and is still the one that was started, not a later namesake."""
    try:
        said = (_PROCESSES / str(job.pid) / "cmdline").read_bytes()
    except OSError:
        return False
    return said.rstrip(b"\0").split(b"\0")[1:] == [one.encode() for one in job.command[1:]]


def _age_s(job: Job) -> float:
    started_at = dt.datetime.fromisoformat(job.started_at)
    return (dt.datetime.now(dt.UTC) - started_at).total_seconds()


def _table(path: Path) -> dict[str, Any]:
    try:
        table = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return table if isinstance(table, dict) else {}
