from __future__ import annotations

import numpy as np
import pytest

from core.landmarks import CANTHUS_LATERAL, MIRROR_INDEX
from models.evaluation.predictions import BATCH, predict_faces
from models.nets.pfnet import CROP_SIZE_PX

COUNT = BATCH + 3
SIZE_PX = 400
RIGHT, LEFT = CANTHUS_LATERAL


def faces(count=COUNT):
    """Random points between 100 and 300 px, and a picture whose red is x and green y."""
    rng = np.random.default_rng(0)
    image = np.zeros((SIZE_PX, SIZE_PX, 3), np.uint8)
    image[..., 0] = np.arange(SIZE_PX) // 2
    image[..., 1] = np.arange(SIZE_PX)[:, None] // 2
    return [(image, rng.uniform(100.0, 300.0, (68, 3))) for _ in range(count)]


class Spot:
    """Puts every point where red and green say that (200, 200) of the picture lies."""

    model = "spot@1"

    def __init__(self):
        self.batches = []

    def predict(self, crops):
        self.batches.append(len(crops))
        points = np.zeros((len(crops), 68, 3))
        for crop, found in zip(crops, points, strict=True):
            far = np.abs(crop[..., :2].astype(float) - 100.0).sum(axis=-1)
            rows, columns = np.nonzero(far == far.min())
            found[:, 0], found[:, 1] = columns.mean(), rows.mean()
        return points, np.full((len(crops), 68), 0.5)


class OneSided:
    """Puts only the patient's right lateral canthus 10 px to the right of the crop's middle."""

    model = "one-sided@1"

    def predict(self, crops):
        points = np.full((len(crops), 68, 3), (CROP_SIZE_PX - 1) / 2)
        points[:, RIGHT, 0] += 10.0
        return points, np.ones((len(crops), 68))


def test_points_come_back_in_the_pixels_of_the_picture():
    found = predict_faces(Spot(), faces(), count=COUNT)
    np.testing.assert_allclose(found.plain[..., :2], 200.5, atol=1.0)
    np.testing.assert_allclose(found.mirrored[..., :2], 200.5, atol=1.0)
    np.testing.assert_allclose(found.averaged[..., :2], 200.5, atol=1.0)
    np.testing.assert_array_equal(found.truth, np.stack([points for _, points in faces()]))
    assert found.confidence.shape == (COUNT, 68)


def test_the_mirror_image_gives_the_other_side():
    assert MIRROR_INDEX[RIGHT] == LEFT
    found = predict_faces(OneSided(), faces(1), count=1)
    side_px = 1.3 * np.ptp(found.truth[0, :, :2], axis=0).max()
    shift_px = 10.0 * side_px / CROP_SIZE_PX
    middle = found.plain[0, LEFT, 0]
    assert found.plain[0, RIGHT, 0] - middle == pytest.approx(shift_px)
    assert found.mirrored[0, LEFT, 0] - middle == pytest.approx(-shift_px)
    assert found.averaged[0, RIGHT, 0] - middle == pytest.approx(shift_px / 2)


def test_batches_are_bounded_and_told():
    landmarker, told = Spot(), []
    predict_faces(
        landmarker, iter(faces()), count=COUNT, progress=lambda *args: told.append(args), what="x"
    )
    assert landmarker.batches == [BATCH, BATCH, 3, 3]
    assert told == [(BATCH, COUNT, "x"), (COUNT, COUNT, "x")]
