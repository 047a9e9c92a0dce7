"""A small data set of drawn pictures, and networks whose error is known."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import pytest

from core.crop import crop_box_of, to_crop
from models.nets.pfnet import CROP_SIZE_PX
from models.training.data.sets.records import FaceRecord, PictureSource
from models.training.evaluation.labelled_set import LabelledSet

COUNT = 6
PICTURE_PX = 120


def random_faces(count=COUNT, axes=3):
    """Points of about 60 px in pictures of 120 px."""
    points = np.random.default_rng(7).uniform(30.0, 90.0, (count, 68, axes))
    points[:, 0, :2], points[:, 16, :2] = 25.0, 95.0  # the same box for all
    return points


@pytest.fixture
def records(tmp_path):
    """`COUNT` faces with 3D points, yaw and a group, each in a picture file of its own."""
    folder = tmp_path / "pictures"
    folder.mkdir()
    rows = []
    for i, points in enumerate(random_faces()):
        path = folder / f"{i}.png"
        cv2.imwrite(str(path), np.full((PICTURE_PX, PICTURE_PX, 3), 20 * i, np.uint8))
        rows.append(
            FaceRecord(
                name=f"face{i}",
                source=PictureSource(path),
                person=str(i),
                split="test",
                points_px=points,
                yaw_deg=20.0 * i,
                groups={"emotion": "happy" if i % 2 else "neutral"},
            )
        )
    return tuple(rows)


@pytest.fixture
def faces(records):
    return LabelledSet("drawn", "test", records, whole=True)


@pytest.fixture
def plane_faces(records):
    flat = [replace(record, points_px=record.points_px[:, :2]) for record in records]
    return LabelledSet("flat", "test", tuple(flat), whole=True)


class Shifted:
    """A network that knows the truth of each picture by its grey level and is `shift_px` off.

    The shift is in pixels of the picture; mirrored crops get the points of the plain ones.
    """

    model = "shifted@1"
    weights_sha256 = "0" * 64

    def __init__(self, truth, shift_px):
        self.truth, self.shift_px = truth, np.asarray(shift_px, float)

    def predict(self, crops):
        found = []
        for crop in crops:
            row = round(crop.mean() / 20)
            box = crop_box_of(self.truth[row])
            found.append(to_crop(self.truth[row] + self.shift_px, box, CROP_SIZE_PX))
        return np.stack(found), np.full((len(crops), 68), 0.5)


@pytest.fixture
def shifted():
    """3 px to the right, 4 px down and 50 px too deep."""
    return Shifted(random_faces(), [3.0, 4.0, 50.0])
