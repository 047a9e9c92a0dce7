"""Heatmaps are decoded below a cell, and their confidence means something."""

from __future__ import annotations

import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from models.nets.heatmap import cells_of, decode, gaussian, peak_one, pixels_of

SIZE = 64
SIGMA = 1.5


def logits_of(points_px: torch.Tensor) -> torch.Tensor:
    return torch.log(gaussian(points_px, SIZE, SIGMA).clamp_min(1e-30))


@given(st.floats(20.0, 100.0), st.floats(20.0, 100.0))
@settings(max_examples=50, deadline=None)
def test_decoding_recovers_a_point_between_cells(x: float, y: float) -> None:
    point = torch.tensor([[[x, y]]])
    found, confidence = decode(logits_of(point))
    assert torch.allclose(found, point, atol=0.05)
    assert confidence.item() > 0.95


def test_x_is_the_column_and_y_the_row() -> None:
    logits = torch.full((1, 1, SIZE, SIZE), -30.0)
    logits[0, 0, 10, 40] = 30.0
    found, _ = decode(logits)
    assert found[0, 0].tolist() == [40 * 2 + 0.5, 10 * 2 + 0.5]


def test_confidence_falls_for_two_peaks_and_for_none() -> None:
    one = gaussian(torch.tensor([[[40.0, 40.0]]]), SIZE, SIGMA)
    two = one + gaussian(torch.tensor([[[100.0, 100.0]]]), SIZE, SIGMA)
    flat = torch.zeros(1, 1, SIZE, SIZE)
    sure, split, lost = (
        decode(torch.log(map_.clamp_min(1e-30)))[1].item() for map_ in (one, two, flat + 1.0)
    )
    assert sure > 0.95
    assert 0.45 < split < 0.55
    assert lost < 0.05


def test_cells_and_pixels_are_inverse_and_share_the_middle() -> None:
    points = torch.tensor([[0.5, 127.5]])
    assert torch.equal(pixels_of(cells_of(points)), points)
    assert cells_of(torch.tensor(127.5)).item() == 63.5


def test_peak_one_has_peak_one_whatever_is_added_to_the_logits() -> None:
    logits = torch.randn(2, 3, 8, 8)
    maps = peak_one(logits)
    assert torch.allclose(maps.amax((2, 3)), torch.ones(2, 3))
    assert torch.allclose(maps, peak_one(logits + 7.0), atol=1e-6)
