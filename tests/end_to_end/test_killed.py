"""A process killed at any moment of `assess` loses no earlier result."""

from __future__ import annotations

import random
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from app.cli.main import run
from assessment.store.library import open_library

CHILD = Path(__file__).parent / "killed_child.py"
ROOT = Path(__file__).parent.parent.parent
PATIENT = "P-001"
KILLS = 5


def acknowledged_until_killed(library: Path, seed: int) -> int:
    """Start the child, kill it a random moment after its first answer; its whole answers."""
    child = subprocess.Popen(
        [sys.executable, str(CHILD), str(library), PATIENT],
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert child.stdout is not None
    count = 0
    moment_s = random.Random(seed).uniform(0.0, 1.5)
    killer = threading.Timer(moment_s, child.kill)
    for line in child.stdout:
        if line.startswith("ACK"):
            assert line.split() == ["ACK", "0"]
            count += 1
            if count == 1:
                killer.start()
    child.wait()
    killer.join()
    child.stdout.close()
    return count


@pytest.mark.slow
def test_every_acknowledged_visit_is_whole_after_each_kill(tmp_path: Path) -> None:
    library = tmp_path / "library"
    assert run(["patient", "add", PATIENT, "--affected", "left", "--library", str(library)]) == 0
    acknowledged = 0
    for seed in range(KILLS):
        acknowledged += acknowledged_until_killed(library, seed)
        with open_library(library) as store:
            history = store.visits.history(store.patients.find(PATIENT).id)
            recordings = [clip for visit in history for clip in visit.recordings]
            assert all(len(visit.recordings) == 2 and visit.latest for visit in history)
            assert all(store.media.verify(clip.media, clip.sha256) for clip in recordings)
            assert store.media.names() == {clip.media for clip in recordings}
        # A kill may fall between the commit and its acknowledgement, never the other way round.
        assert acknowledged <= len(history) <= acknowledged + seed + 1
    assert acknowledged >= KILLS
