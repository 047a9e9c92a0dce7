"""Saves visits with files until it is killed; says each one's number once it is kept.

Run as: killed_child.py FOLDER FIRST_NUMBER
"""

from __future__ import annotations

import sys
from itertools import count, islice
from pathlib import Path

from assessment.protocol import EXERCISES
from assessment.store.library import Clip, open_library
from tests.assessment.store.examples import (
    make_analysis,
    make_landmarks,
    make_patient,
    make_recording,
    make_visit,
)

CLIPS = 3
READY = "ready\n"


def say(line: str) -> None:
    sys.stdout.write(line)
    sys.stdout.flush()


def main(folder: Path, first: int) -> None:
    source = folder.parent / "clip.bin"
    with open_library(folder) as library:
        patient = make_patient(f"{first}")
        library.patients.add(patient)
        say(READY)
        for number in count(first):
            visit = make_visit(patient, site=str(number))
            clips = [make_recording(visit, key) for key in islice(EXERCISES, CLIPS)]
            library.add_visit(
                visit,
                [Clip(clip, source) for clip in clips],
                make_analysis(visit, clips),
                landmarks=[make_landmarks(30)] * CLIPS,
            )
            say(f"{number}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
