"""What the pictures of `installer.screenshots` show: made-up patients, and one at the camera."""

from __future__ import annotations

import dataclasses
import datetime as dt
from pathlib import Path
from uuid import uuid4

import cv2

from assessment.records import Visit
from assessment.store.library import Library
from core.paths import resource
from core.video import VideoFile
from core.video.writer import VideoWriter
from models.weights import read_manifest
from tests.app.gui.demo import add_demo, demo_patient

CAMERA_PX = (1280, 720)
CAMERA_RATE_HZ = 30.0
FILMED = "smile_open"
"""What the patient in front of the camera does."""

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


def make_camera(path: Path) -> None:
    """A demo clip as a camera would deliver it: wide, and with as many pictures a second."""
    width_px, height_px = CAMERA_PX
    with (
        VideoFile(resource("demo", "visit_2", f"{FILMED}.mp4")) as video,
        VideoWriter(path, size_px=CAMERA_PX) as writer,
    ):
        for frame in video:
            side = (width_px * frame.image.shape[0] // height_px - frame.image.shape[1]) // 2
            wide = cv2.copyMakeBorder(frame.image, 0, 0, side, side, cv2.BORDER_REPLICATE)
            image = cv2.resize(wide, CAMERA_PX, interpolation=cv2.INTER_CUBIC)
            writer.write(image, time_s=frame.index / CAMERA_RATE_HZ)
