"""What the pictures of `installer.screenshots` show: made-up patients, and one at the camera."""

from __future__ import annotations

import dataclasses
import datetime as dt
from pathlib import Path
from uuid import uuid4

import cv2
import numpy as np

from app.gui.capture.source import FileSource, TakePicture, TellProblem
from assessment.records import Visit
from assessment.store.library import Library
from core.landmarks import COMMISSURE
from core.paths import resource
from core.video import VideoFile
from core.video.writer import VideoWriter
from models.synthetic.truth import read_truth
from models.weights import read_manifest
from tests.app.gui.demo import add_demo, demo_patient

CAMERA_PX = (1280, 720)
CAMERA_RATE_HZ = 30.0
VISIT = "visit_2"
FILMED = "smile_open"
"""What the patient in front of the camera does."""
_REST_FRAMES = range(4)
_AROUND_PEAK = 2
_ROUNDS = 12

NO_VISIT, NOT_ANALYSED = "P-017", "P-018"


def add_patients(library: Library) -> None:
    """The demo patient, one without a visit, one whose visit is not analysed.

    Their landmarks are exact; the intervals allow for the error of the shipped network, lest the
    pictures promise more than the program keeps.
    """
    entries, newest = read_manifest(resource("weights"))
    add_demo(library, ratio_error_points=entries[newest].ratio_error_points)
    someone = demo_patient()
    for code, name in ((NO_VISIT, "Ada Example"), (NOT_ANALYSED, "Ben Example")):
        library.patients.add(dataclasses.replace(someone, id=uuid4(), code=code, name=name))
    patient = library.patients.find(NOT_ANALYSED)
    taken_at = dt.datetime(2026, 2, 2, 9, tzinfo=dt.UTC)
    library.add_visit(Visit(uuid4(), patient.id, taken_at), [])


class StagedCamera:
    """In place of a camera: somebody at rest, who shows the exercise when told to.

    Args:
        folder: Where its two videos are made.
    """

    name = "Demo camera"

    def __init__(self, folder: Path) -> None:
        self._resting, self._showing = folder / "resting.mp4", folder / "showing.mp4"
        _film(self._resting, _REST_FRAMES)
        peak = _peak_frame()
        _film(self._showing, range(peak - _AROUND_PEAK, peak + _AROUND_PEAK + 1))
        self._source = FileSource(self._resting)
        self._asked: tuple[TakePicture, TellProblem] | None = None

    def is_available(self) -> bool:
        """See `PictureSource`."""
        return True

    def start(self, take: TakePicture, tell: TellProblem) -> None:
        """See `PictureSource`."""
        self._asked, self._source = (take, tell), FileSource(self._resting)
        self._source.start(take, tell)

    def stop(self) -> None:
        """See `PictureSource`."""
        self._source.stop()

    def show_exercise(self) -> None:
        """Go over to the peak of the exercise."""
        self.stop()
        self._source = FileSource(self._showing)
        if self._asked is not None:
            self._source.start(*self._asked)


def _peak_frame() -> int:
    """Where the mouth is widest."""
    truth = read_truth(resource("demo", VISIT, "truth.npz"))[FILMED]
    right, left = COMMISSURE
    return int(np.linalg.norm(truth[:, left] - truth[:, right], axis=1).argmax())


def _film(path: Path, wanted: range) -> None:
    """Frames of a demo clip, there and back, as a camera would deliver them: wide and often."""
    width_px, height_px = CAMERA_PX
    with VideoFile(resource("demo", VISIT, f"{FILMED}.mp4")) as video:
        images = [frame.image for frame in video if frame.index in wanted]
    with VideoWriter(path, size_px=CAMERA_PX) as writer:
        for number, image in enumerate((images + images[::-1]) * _ROUNDS):
            side = (width_px * image.shape[0] // height_px - image.shape[1]) // 2
            wide = cv2.copyMakeBorder(image, 0, 0, side, side, cv2.BORDER_REPLICATE)
            whole = cv2.resize(wide, CAMERA_PX, interpolation=cv2.INTER_CUBIC)
            writer.write(whole, time_s=number / CAMERA_RATE_HZ)
