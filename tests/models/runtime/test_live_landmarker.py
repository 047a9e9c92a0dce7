"""The quick landmarker of the live picture: places of this crop, depth of a recent one."""

from __future__ import annotations

import numpy as np

from models.runtime.live_landmarker import DEPTH_EVERY, LiveLandmarker
from models.runtime.network import PFNetLandmarker

CROP = np.zeros((1, 256, 256, 3), np.uint8)


class Counting:
    """Gives the number of the call as every coordinate."""

    model = "stub@1"

    def __init__(self):
        self.calls = []

    def predict(self, crops):
        self.calls.append("all")
        number = float(len(self.calls))
        return np.full((1, 68, 3), number), np.full((1, 68), number / 100)

    def predict_plane(self, crops):
        self.calls.append("plane")
        number = float(len(self.calls))
        return np.full((1, 68, 2), number), np.full((1, 68), number / 100)


def test_places_are_of_this_picture_and_depth_is_of_every_few():
    network = Counting()
    live = LiveLandmarker(network)
    answers = [live.predict(CROP) for _ in range(2 * DEPTH_EVERY + 1)]
    numbers = np.arange(1, len(answers) + 1)
    points = np.array([points[0, 5] for points, _ in answers])
    np.testing.assert_array_equal(points[:, :2], np.column_stack((numbers, numbers)))
    np.testing.assert_array_equal(points[:, 2], 1 + DEPTH_EVERY * ((numbers - 1) // DEPTH_EVERY))
    np.testing.assert_allclose([confidence[0, 5] for _, confidence in answers], numbers / 100)
    assert network.calls.count("all") == 3


def test_it_is_known_as_another_than_the_network_whose_results_are_stored():
    assert LiveLandmarker(Counting()).model == "stub@1+live"


def test_the_network_places_points_alike_with_and_without_depth():
    network = PFNetLandmarker.shipped()
    crops = np.random.default_rng(0).integers(0, 255, (1, 256, 256, 3), np.uint8)
    points, confidence = network.predict(crops)
    plane, confidence_without = network.predict_plane(crops)
    np.testing.assert_allclose(plane, points[..., :2], atol=1e-3)
    np.testing.assert_allclose(confidence_without, confidence, atol=1e-5)
