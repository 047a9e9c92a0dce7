"""Records pictures until it is killed; says each one's number once it is recorded.

Run as: killed_recorder.py FILE CODING
"""

from __future__ import annotations

import sys
from itertools import count
from pathlib import Path

from core.video.camera_picture import Coding
from core.video.recorder import Recorder
from tests.core.video.recorded_pictures import camera_picture


def main(path: Path, coding: Coding) -> None:
    recorder = Recorder(path)
    for number in count():
        recorder.write(camera_picture(number, coding=coding))
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Coding(sys.argv[2]))
