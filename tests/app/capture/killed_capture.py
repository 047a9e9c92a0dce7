"""Records the exercises of a visit into a spool until it is killed; says each picture.

Run as: killed_capture.py FOLDER
"""

from __future__ import annotations

import datetime as dt
import sys
from itertools import count
from pathlib import Path
from uuid import uuid4

from app.capture.draft import Draft
from app.capture.spool import create_spool
from core.video.recorder import Recorder
from tests.core.video.recorded_pictures import camera_picture

FIRST_TAKE = 5


def main(root: Path) -> None:
    draft = Draft(uuid4(), dt.datetime.now(dt.UTC), ("rest", "snarl"))
    spool = create_spool(root, draft)
    spool.begin_take("rest")
    with Recorder(spool.next_part()) as recorder:
        for number in range(FIRST_TAKE):
            recorder.write(camera_picture(number))
            say(number)
    spool.finish_take()
    spool.begin_take("snarl")
    recorder = Recorder(spool.next_part())
    for number in count():
        recorder.write(camera_picture(number))
        say(number)


def say(number: int) -> None:
    sys.stdout.write(f"{number}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
