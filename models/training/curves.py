"""The curves of a run: JSON lines for programs, TensorBoard events for people."""

from __future__ import annotations

import json
import math
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from tensorboardX.event_file_writer import EventsWriter
from tensorboardX.proto.event_pb2 import Event, SessionLog
from tensorboardX.summary import scalar

from core.files import replacing

METRICS_FILE: Final = "metrics.jsonl"
EVENTS_FOLDER: Final = "tensorboard"
_DIGITS: Final = 6


class Curves:
    """Writes the figures of a run as they come.

    Args:
        folder: The run folder.
        from_step: Step of the checkpoint from which the run goes on; what a killed run had written
            after it is taken back, so that the curve is that of an uninterrupted run.
    """

    def __init__(self, folder: Path, *, from_step: int) -> None:
        self._path = folder / METRICS_FILE
        rows = [row for row in read_curves(folder) if row["step"] <= from_step]
        with replacing(self._path) as unfinished:
            unfinished.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
        events = folder / EVENTS_FOLDER
        events.mkdir(exist_ok=True)
        # Not `SummaryWriter`: its thread dies of a full disk, and the run waits for it for ever.
        self._events = EventsWriter(str(events / "events"))
        start = SessionLog(status=SessionLog.START)
        self._events.write_event(Event(step=from_step + 1, session_log=start))

    def add(self, step: int, figures: Mapping[str, float]) -> None:
        """Note figures of a step; one that is no number is left out.

        Raises:
            OSError: The disk does not take them.
        """
        figures = {name: value for name, value in figures.items() if math.isfinite(value)}
        row: dict[str, float] = {"step": step, "time_s": round(time.time(), 1)}
        row |= {name: float(f"{value:.{_DIGITS}g}") for name, value in figures.items()}
        with self._path.open("a", encoding="utf-8") as lines:
            lines.write(json.dumps(row) + "\n")
        for name, value in figures.items():
            summary = scalar(name.replace(".", "/"), value)
            self._events.write_event(Event(wall_time=time.time(), step=step, summary=summary))
        self._events.flush()

    def close(self) -> None:
        """Finish the event file."""
        self._events.close()


def read_curves(folder: Path) -> list[dict[str, float]]:
    """The lines of a run's curve; a line cut off by a kill is left out."""
    path = folder / METRICS_FILE
    if not path.exists():
        return []
    rows = []
    for line in path.read_text("utf-8").splitlines():
        try:
            rows.append(json.loads(line))
        except json.JSONDecodeError:
            continue
    return rows
