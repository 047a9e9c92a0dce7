"""Sample sheets show what the network makes of a picture, however bad that is."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from models.training.data.mix import Batch
from models.training.samples import FOUND_COLOUR, TRUE_COLOUR, landmark_sheet

BATCH = Batch(
    torch.full((1, 3, 64, 64), -1.0),
    torch.full((1, 68, 3), 100.0),
    torch.ones(1, 68, 2),
    torch.zeros(1),
)


def test_true_points_are_white_and_found_ones_green_above_the_heatmaps() -> None:
    maps = torch.zeros(1, 68, 128, 128)
    maps[0, 3, 40, 20] = 1.0
    sheet = landmark_sheet(BATCH, np.full((1, 68, 3), 200.0), maps, "peak")
    assert sheet.shape == (512, 256, 3)
    assert tuple(sheet[100, 100]) == TRUE_COLOUR
    assert tuple(sheet[200, 200]) == FOUND_COLOUR
    assert np.unravel_index(sheet[256:, :, 0].argmax(), (256, 256)) in [
        (80, 40),
        (80, 41),
        (81, 40),
    ]


@pytest.mark.parametrize("place_px", [np.nan, np.inf, -1e12])
def test_points_of_a_net_that_has_diverged_spoil_no_sheet(place_px: float) -> None:
    sheet = landmark_sheet(BATCH, np.full((1, 68, 3), place_px), None, "softmax")
    assert sheet.shape == (256, 256, 3)
    assert tuple(sheet[100, 100]) == TRUE_COLOUR
