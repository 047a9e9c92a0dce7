"""Heatmaps are decoded below a cell, and their confidence means something."""

from __future__ import annotations

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from models.nets.heatmap import (
    FIT_STEP_LIMIT_CELLS,
    Reading,
    cells_of,
    decode,
    gaussian,
    peak_one,
    pixels_of,
)

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


def test_a_peak_map_is_only_cut_to_its_range() -> None:
    maps = torch.tensor([[[[-0.2, 0.3], [0.9, 1.4]]]])
    assert torch.equal(peak_one(maps, Reading.PEAK), torch.tensor([[[[0.0, 0.3], [0.9, 1.0]]]]))


@given(st.floats(1.5, 7.0), st.floats(0.5, 127.5), st.floats(0.5, 127.5))
@settings(max_examples=100, deadline=None)
def test_the_top_of_a_gaussian_is_found_whatever_its_width(
    sigma: float, x: float, y: float
) -> None:
    point = torch.tensor([[[x, y]]])
    found, confidence = decode(gaussian(point, SIZE, sigma), Reading.PEAK)
    assert torch.allclose(found, point, atol=0.02)
    assert confidence.item() > 0.85


def test_a_tilted_gaussian_is_found_too() -> None:
    x, y = torch.meshgrid(torch.arange(SIZE) - 30.3, torch.arange(SIZE) - 20.8, indexing="xy")
    tilted = torch.exp(-0.5 * (x * x / 9.0 + y * y / 16.0 - 0.13 * x * y))
    found, _ = decode(tilted[None, None], Reading.PEAK)
    assert torch.allclose(found, pixels_of(torch.tensor([30.3, 20.8])), atol=0.02)


@pytest.mark.parametrize("sigma", [1.5, 3.0, 7.0])
def test_noise_moves_the_fitted_top_by_a_fraction_of_what_it_moves_the_arg_max(
    sigma: float,
) -> None:
    torch.manual_seed(3)
    points = torch.rand(1, 200, 2) * 60 + 34
    maps = gaussian(points, SIZE, sigma) + 0.02 * torch.randn(1, 200, SIZE, SIZE)
    best = maps.flatten(2).argmax(-1)
    grid = pixels_of(torch.stack((best % SIZE, best // SIZE), -1).float())
    found, _ = decode(maps, Reading.PEAK)
    error = (found - points).norm(dim=-1).mean()
    assert error < 0.1 * (grid - points).norm(dim=-1).mean()


def test_peak_confidence_is_height_times_concentration() -> None:
    one = gaussian(torch.tensor([[[40.0, 40.0]]]), SIZE, 3.0)
    two = one + gaussian(torch.tensor([[[100.0, 100.0]]]), SIZE, 3.0)
    flat = torch.full((1, 1, SIZE, SIZE), 0.5)

    def confidence(maps: torch.Tensor) -> float:
        return decode(maps, Reading.PEAK)[1].item()

    assert confidence(one) > 0.95
    assert confidence(1.4 * one) > 0.95
    assert abs(confidence(0.3 * one) - 0.3 * confidence(one)) < 1e-3
    assert 0.45 < confidence(two) < 0.55
    assert confidence(flat) < 0.01
    assert confidence(torch.zeros(1, 1, SIZE, SIZE)) == 0.0
    assert confidence(-one) == 0.0


@given(st.integers(0, 2**31 - 1))
@settings(max_examples=20, deadline=None)
def test_any_map_gives_a_point_near_its_arg_max_and_a_confidence(seed: int) -> None:
    maps = torch.randn(1, 8, SIZE, SIZE, generator=torch.Generator().manual_seed(seed))
    found, confidence = decode(maps, Reading.PEAK)
    best = maps.flatten(2).argmax(-1)
    away = cells_of(found) - torch.stack((best % SIZE, best // SIZE), -1)
    assert (away.abs() <= FIT_STEP_LIMIT_CELLS + 1e-4).all()
    assert ((confidence >= 0.0) & (confidence <= 1.0)).all()


def test_a_single_bright_cell_is_its_own_top() -> None:
    spike = torch.zeros(1, 1, SIZE, SIZE)
    spike[0, 0, 10, 40] = 1.0
    found, _ = decode(spike, Reading.PEAK)
    assert found[0, 0].tolist() == [40 * 2 + 0.5, 10 * 2 + 0.5]


def test_two_equal_bright_cells_have_their_top_between_them() -> None:
    pair = torch.zeros(1, 1, SIZE, SIZE)
    pair[0, 0, 10, 40:42] = 1.0
    found, _ = decode(pair, Reading.PEAK)
    assert torch.allclose(found[0, 0], pixels_of(torch.tensor([40.5, 10.0])), atol=1e-3)


def test_autocast_does_not_coarsen_the_decoding() -> None:
    maps = gaussian(torch.tensor([[[40.7, 61.2]]]), SIZE, 3.0)
    with torch.autocast("cpu", torch.bfloat16):
        found, _ = decode(maps, Reading.PEAK)
    assert torch.equal(found, decode(maps, Reading.PEAK)[0])
