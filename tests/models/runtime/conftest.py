"""A face whose place can be read from any crop of it, and networks that read it."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pytest

from core.crop import CropBox, crop_box_of, to_crop
from core.landmarks import MIRROR_INDEX
from core.types import Frame
from models.nets.pfnet import CROP_SIZE_PX
from models.runtime.face_box import FaceBox
from models.runtime.pose import REFERENCE

WIDTH_PX, HEIGHT_PX = 240, 200
MODEL = "stub@1.0"


def face_points(center=(120.0, 90.0), size_px=60.0):
    """The reference face, its canthi about `center`, `size_px` between the lateral ones."""
    points = size_px * REFERENCE + np.array([*center, 0.0])
    points[:, 2] -= points[:, 2].mean()
    return points


def chart(number, width=WIDTH_PX, height=HEIGHT_PX):
    """A picture in which red is x, green is y, and blue tells which frame it is."""
    image = np.empty((height, width, 3), np.uint8)
    image[..., 0] = np.arange(width)
    image[..., 1] = np.arange(height)[:, None]
    image[..., 2] = number
    return image


def box_seen(crop):
    """The square of a `chart` that `crop` shows, and whether left and right are exchanged."""
    middle = slice(CROP_SIZE_PX // 2 - 30, CROP_SIZE_PX // 2 + 30)
    positions = np.arange(CROP_SIZE_PX)[middle] - (CROP_SIZE_PX - 1) / 2
    across, x = np.polyfit(positions, crop[middle, middle, 0].mean(axis=0), 1)
    _, y = np.polyfit(positions, crop[middle, middle, 1].mean(axis=1), 1)
    return CropBox(float(x), float(y), float(abs(across)) * CROP_SIZE_PX), across < 0


@dataclass
class ChartLandmarker:
    """Knows the true points of each frame and gives them in the crop it is shown.

    Attributes:
        truth: Points (68, 3) by frame number; a frame that is absent has no face.
        confidence: Mean confidence by frame number, else 0.9; 0.05 without a face.
        reach_ratio: How far the face may lie from the middle of the crop, over its side, to be
            seen at all.
        bias_px: Error in x that the network makes, whatever it is shown.
        calls: Boxes it was asked about.
    """

    truth: dict
    confidence: dict = field(default_factory=dict)
    reach_ratio: float = 0.4
    bias_px: float = 0.0
    calls: list = field(default_factory=list)
    model: str = MODEL

    def predict(self, crops):
        answers = [self._one(crop) for crop in crops]
        return np.stack([a[0] for a in answers]), np.stack([a[1] for a in answers])

    def _one(self, crop):
        number = round(float(np.median(crop[..., 2])))
        box, exchanged = box_seen(crop)
        self.calls.append(box)
        points = self.truth.get(number)
        confidence = self.confidence.get(number, 0.9)
        if points is None or not self._reaches(points, box):
            points, confidence = face_points((box.center_x_px, box.center_y_px)), 0.05
        inside = to_crop(points, box, CROP_SIZE_PX)
        if exchanged:
            inside = inside[MIRROR_INDEX]
            inside[:, 0] = CROP_SIZE_PX - 1 - inside[:, 0]
        inside[:, 0] += self.bias_px
        return inside, np.full(68, confidence)

    def _reaches(self, points, box):
        wanted = crop_box_of(points)
        away = np.hypot(wanted.center_x_px - box.center_x_px, wanted.center_y_px - box.center_y_px)
        return away <= self.reach_ratio * box.side_px


@dataclass
class ChartDetector:
    """Gives the faces listed for each frame number, as (points, score), largest first."""

    faces: dict
    searched: list = field(default_factory=list)

    def find(self, image):
        number = int(image[0, 0, 2])
        self.searched.append(number)
        found = [FaceBox(crop_box_of(p, 1.0), score) for p, score in self.faces.get(number, [])]
        return tuple(sorted(found, key=lambda face: -face.box.side_px))


@dataclass
class Scene:
    """A stub network and a stub detector that know the same faces."""

    truth: dict
    confidence: dict = field(default_factory=dict)
    rate_hz: float = 30.0

    def __post_init__(self):
        self.landmarker = ChartLandmarker(self.truth, self.confidence)
        self.detector = ChartDetector({n: [(p, 0.99)] for n, p in self.truth.items()})

    def frame(self, number):
        return Frame(chart(number), number / self.rate_hz, number)


@pytest.fixture
def make_scene():
    """`make_scene(truth, ...)`: see `Scene`."""
    return Scene


@pytest.fixture
def make_face():
    """`make_face(center, size_px)`: see `face_points`."""
    return face_points


@pytest.fixture
def make_chart():
    """`make_chart(number)`: see `chart`."""
    return chart
