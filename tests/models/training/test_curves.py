"""The curves of a run, on disk as they come."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from models.training.curves import EVENTS_FOLDER, Curves, read_curves


def test_what_a_killed_run_wrote_after_its_checkpoint_is_taken_back(tmp_path: Path) -> None:
    first = Curves(tmp_path, from_step=0)
    for step in (1, 2, 3):
        first.add(step, {"loss": 1.0 / step, "val.l2": float("nan")})
    first.close()
    with (tmp_path / "metrics.jsonl").open("a") as lines:
        lines.write('{"step": 4, "lo')
    again = Curves(tmp_path, from_step=2)
    again.add(3, {"loss": 7.0})
    again.close()
    assert [(row["step"], row["loss"]) for row in read_curves(tmp_path)] == [
        *((1, 1.0), (2, 0.5), (3, 7.0))
    ]
    assert "val.l2" not in read_curves(tmp_path)[0]


def test_events_are_on_disk_at_once(tmp_path: Path) -> None:
    curves = Curves(tmp_path, from_step=0)
    curves.add(1, {"val.nme": 3.0})
    (events,) = (tmp_path / EVENTS_FOLDER).iterdir()
    assert b"val/nme" in events.read_bytes()
    curves.close()


def test_a_full_disk_is_an_error_and_no_wait_for_ever(
    tmp_path: Path, file_limit: Callable[[int], AbstractContextManager[None]]
) -> None:
    def fill() -> None:
        for step in range(1, 200):
            curves.add(step, {"loss": 1.0})

    curves = Curves(tmp_path, from_step=0)
    with file_limit(2000), pytest.raises(OSError, match="File too large"):
        fill()
    curves.close()
