"""A process killed at any moment of saving loses nothing it has acknowledged."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from assessment.store.library import open_library
from tests.assessment.store import killed_child

ROUNDS = 5
LONGEST_START_S = 1.5
MOST_SAVED = 3
LONGEST_STEP_S = 0.1
NUMBERS_PER_CHILD = 10_000
ROOT = Path(__file__).parents[3]


def run_and_kill(folder, *, first, lines, delay_s):
    """Kill a child `delay_s` after it wrote `lines` lines; the numbers it acknowledged."""
    command = [sys.executable, killed_child.__file__, str(folder), str(first)]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as child:
        said = [child.stdout.readline() for _ in range(lines)]
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(timeout=delay_s)
        child.send_signal(signal.SIGKILL)
        said += child.stdout.read().splitlines(keepends=True)
    assert child.returncode == -signal.SIGKILL
    return {int(line) for line in said if line.endswith("\n") and line != killed_child.READY}


def check(folder, acknowledged):
    """Nothing acknowledged is missing, nothing is half there, no file is spare or missing."""
    referred = set()
    with open_library(folder) as library:
        kept = {}
        for patient in library.patients.all():
            for examination in library.visits.history(patient.id):
                kept[int(examination.visit.site)] = examination
        for examination in kept.values():
            assert len(examination.recordings) == killed_child.CLIPS
            sequences = library.visits.landmarks(examination.latest.id)
            assert len(sequences) == len(examination.latest.result.trials) == killed_child.CLIPS
            for recording in examination.recordings:
                assert library.media.verify(recording.media, recording.sha256)
                referred.add(recording.media)
        assert library.media.names() == referred
    assert not acknowledged - kept.keys()
    assert not list(folder.rglob("*.part"))


@pytest.mark.skipif(os.name != "posix", reason="Windows has no SIGKILL")
@pytest.mark.slow
def test_killing_at_random_moments_loses_nothing_acknowledged(tmp_path):
    seed = random.randrange(10**6)
    print("seed", seed)  # noqa: T201 - pytest shows it with a failure
    lives = random.Random(seed)
    folder = tmp_path / "data"
    (tmp_path / "clip.bin").write_bytes(lives.randbytes(300_000))
    acknowledged = set()
    for first in range(0, 2 * ROUNDS * NUMBERS_PER_CHILD, 2 * NUMBERS_PER_CHILD):
        starting = {"lines": 0, "delay_s": lives.uniform(0, LONGEST_START_S)}
        saving = {
            "lines": 1 + lives.randint(0, MOST_SAVED),
            "delay_s": lives.uniform(0, LONGEST_STEP_S),
        }
        acknowledged |= run_and_kill(folder, first=first, **starting)
        check(folder, acknowledged)
        acknowledged |= run_and_kill(folder, first=first + NUMBERS_PER_CHILD, **saving)
        check(folder, acknowledged)
    assert acknowledged
