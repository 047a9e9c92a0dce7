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
LONGEST_LIFE_S = 0.4
NUMBERS_PER_CHILD = 10_000
ROOT = Path(__file__).parents[3]


def run_and_kill(folder, *, first, life_s, when_ready):
    """Let a child save visits for about `life_s` and kill it; the numbers it acknowledged."""
    command = [sys.executable, killed_child.__file__, str(folder), str(first)]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as child:
        if when_ready:
            assert child.stdout.readline() == killed_child.READY
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(timeout=life_s)
        child.send_signal(signal.SIGKILL)
        said = child.stdout.read().splitlines(keepends=True)
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
    seed = random.randrange(10**6)  # noqa: S311 - no secret
    print("seed", seed)  # noqa: T201 - pytest shows it with a failure
    lives = random.Random(seed)  # noqa: S311 - no secret
    folder = tmp_path / "data"
    (tmp_path / "clip.bin").write_bytes(lives.randbytes(300_000))
    acknowledged = set()
    for number in range(2 * ROUNDS):
        when_ready = number % 2 == 1
        acknowledged |= run_and_kill(
            folder,
            first=number * NUMBERS_PER_CHILD,
            life_s=lives.uniform(0, LONGEST_LIFE_S if when_ready else LONGEST_START_S),
            when_ready=when_ready,
        )
        check(folder, acknowledged)
    assert acknowledged
