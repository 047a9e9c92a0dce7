"""Augmentation moves picture and points alike, and batches can be drawn again."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from core.crop import crop_box_of, cut
from core.errors import DataError
from core.landmarks import MIRROR_INDEX
from core.types import FloatArray, ImageArray
from models.training.config import Share
from models.training.data.augment import crop_sample
from models.training.data.mix import Mix
from models.training.data.pack import open_pack

SIZE = 128


def dotted_face() -> tuple[ImageArray, FloatArray]:
    """A black picture with a bright dot on two landmarks only: 48 red, 54 green."""
    rng = np.random.default_rng(3)
    points = np.column_stack((rng.uniform(60, 140, (68, 2)), rng.normal(0, 10, 68)))
    points[48, :2], points[54, :2] = (80.0, 120.0), (120.0, 124.0)
    image = np.zeros((200, 200, 3), np.uint8)
    for channel, point in ((0, points[48]), (1, points[54])):
        x, y = point[:2].astype(int)
        image[y - 2 : y + 3, x - 2 : x + 3, channel] = 255
    return image, points


def bright_place(image: ImageArray, channel: int) -> FloatArray:
    weight = image[..., channel].astype(np.float64)
    rows, columns = np.indices(weight.shape)
    return np.array([(columns * weight).sum(), (rows * weight).sum()]) / weight.sum()


@pytest.mark.parametrize("seed", range(6))
def test_dots_stay_on_their_landmarks_and_a_flip_swaps_their_ids(seed: int) -> None:
    image, points = dotted_face()
    weights = np.arange(136, dtype=np.float32).reshape(68, 2)
    sample = crop_sample(
        image, points, weights, size_px=SIZE, rng=np.random.default_rng(seed), rotation_deg=30.0
    )
    flipped = not np.array_equal(sample.weights, weights)
    right, left = (54, 48) if flipped else (48, 54)
    if flipped:
        assert np.array_equal(sample.weights, weights[MIRROR_INDEX])
    assert np.abs(bright_place(sample.image, 0) - sample.points_px[right, :2]).max() < 0.7
    assert np.abs(bright_place(sample.image, 1) - sample.points_px[left, :2]).max() < 0.7


def test_some_seeds_flip_and_some_do_not() -> None:
    image, points = dotted_face()
    weights = np.arange(136, dtype=np.float32).reshape(68, 2)
    kept = [
        np.array_equal(
            crop_sample(
                image, points, weights, size_px=SIZE, rng=np.random.default_rng(seed)
            ).weights,
            weights,
        )
        for seed in range(20)
    ]
    assert 3 < sum(kept) < 17


def test_depth_scales_with_the_plane() -> None:
    image, points = dotted_face()
    sample = crop_sample(image, points, np.ones((68, 2), np.float32), size_px=SIZE)
    spread = np.ptp(sample.points_px[:, 0]) / np.ptp(points[:, 0])
    assert np.ptp(sample.points_px[:, 2]) / np.ptp(points[:, 2]) == pytest.approx(spread)


@pytest.mark.parametrize("size_px", [256, 64, 48, 30])
def test_training_sees_the_picture_that_the_tracker_cuts(size_px: int) -> None:
    """The one rule of `core.crop` against aliasing, however much the face is shrunk."""
    _, points = dotted_face()
    image = np.random.default_rng(1).integers(0, 256, (200, 200, 3), dtype=np.uint8)
    sample = crop_sample(image, points, np.ones((68, 2), np.float32), size_px=size_px)
    assert np.array_equal(sample.image, cut(image, crop_box_of(points), size_px))


def mix(packs: Path, process: int) -> Mix:
    shares = (Share("tiny", 1.0),)
    return Mix(shares, packs, batch=3, input_px=64, crop_px=256, seed=9, process=process)


def test_a_batch_depends_on_seed_process_and_step_only(packs: Path) -> None:
    first, again = mix(packs, 0).batch(7), mix(packs, 0).batch(7)
    assert torch.equal(first.image, again.image)
    assert torch.equal(first.points, again.points)
    assert not torch.equal(first.image, mix(packs, 0).batch(8).image)
    assert not torch.equal(first.image, mix(packs, 1).batch(7).image)


def test_points_are_in_crop_pixels_whatever_the_input_size(packs: Path) -> None:
    batch = mix(packs, 0).batch(1)
    assert batch.image.shape == (3, 3, 64, 64)
    assert batch.image.abs().max() <= 1.0
    assert 100.0 < np.ptp(batch.points[..., 0].numpy()) < 320.0


def test_a_folder_that_is_no_pack_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="nothing"):
        open_pack(tmp_path / "nothing")
