"""Augmentation moves picture and points alike, and batches can be drawn again."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import numpy as np
import pytest
import torch
from numpy.typing import NDArray

from core.crop import crop_box_of, cut
from core.errors import DataError, InputError
from core.landmarks import MIRROR_INDEX
from core.types import FloatArray, ImageArray
from models.training.config import Share
from models.training.data.augment import PRESETS, Sample, change_light, crop_sample
from models.training.data.mix import Batch, Mix, collate, micro_batches
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


def cut_sample(
    image: ImageArray,
    points: FloatArray,
    weights: NDArray[np.float32] = np.ones((68, 2), np.float32),  # noqa: B008 - never written
    *,
    size_px: int = SIZE,
    preset: str | None = None,
    seed: int = 0,
) -> Sample:
    return crop_sample(
        image,
        points,
        weights,
        box=crop_box_of(points),
        size_px=size_px,
        augmentation=PRESETS[preset] if preset else None,
        rng=np.random.default_rng(seed),
    )


COUNTED = np.arange(136, dtype=np.float32).reshape(68, 2)


@pytest.mark.parametrize("preset", sorted(PRESETS))
@pytest.mark.parametrize("seed", range(6))
def test_dots_stay_on_their_landmarks_and_a_flip_swaps_their_ids(seed: int, preset: str) -> None:
    image, points = dotted_face()
    sample = cut_sample(image, points, COUNTED, preset=preset, seed=seed)
    flipped = not np.array_equal(sample.weights, COUNTED)
    right, left = (54, 48) if flipped else (48, 54)
    if flipped:
        assert np.array_equal(sample.weights, COUNTED[MIRROR_INDEX])
    assert np.abs(bright_place(sample.image, 0) - sample.points_px[right, :2]).max() < 0.7
    assert np.abs(bright_place(sample.image, 1) - sample.points_px[left, :2]).max() < 0.7


def test_half_of_the_pictures_flip() -> None:
    image, points = dotted_face()
    kept = [
        np.array_equal(cut_sample(image, points, COUNTED, preset="paper", seed=i).weights, COUNTED)
        for i in range(40)
    ]
    assert 12 < sum(kept) < 28


def test_the_papers_augmentation_stays_within_its_limits() -> None:
    image, points = dotted_face()
    exact = cut_sample(image, points).points_px
    size = np.linalg.norm(exact[48, :2] - exact[54, :2])
    angles, factors = [], []
    for seed in range(60):
        moved = cut_sample(image, points, COUNTED, preset="paper", seed=seed)
        right, left = (48, 54) if np.array_equal(moved.weights, COUNTED) else (54, 48)
        here = moved.points_px[left, :2] - moved.points_px[right, :2]
        if right == 54:
            here = here * (-1.0, 1.0)
        there = exact[54, :2] - exact[48, :2]
        factors.append(size / np.linalg.norm(here))
        turned = np.cross([*there, 0.0], [*here, 0.0])[2], here @ there
        angles.append(abs(np.degrees(np.arctan2(*turned))))
    assert max(angles) <= 45.0
    assert max(angles) > 35.0
    assert min(factors) >= 0.94 - 1e-9
    assert max(factors) <= 1.03 + 1e-9


def test_light_changes_the_picture_only_where_the_preset_says_so() -> None:
    image = np.random.default_rng(1).integers(0, 256, (SIZE, SIZE, 3), dtype=np.uint8)
    rng = np.random.default_rng(0)
    assert np.array_equal(change_light(image, rng, PRESETS["paper"]), image)
    assert not np.array_equal(change_light(image, rng, PRESETS["gentle"]), image)


def test_depth_scales_with_the_plane() -> None:
    image, points = dotted_face()
    sample = cut_sample(image, points)
    spread = np.ptp(sample.points_px[:, 0]) / np.ptp(points[:, 0])
    assert np.ptp(sample.points_px[:, 2]) / np.ptp(points[:, 2]) == pytest.approx(spread)


@pytest.mark.parametrize("size_px", [256, 64, 48, 30])
def test_training_sees_the_picture_that_the_tracker_cuts(size_px: int) -> None:
    """The one rule of `core.crop` against aliasing, however much the face is shrunk."""
    _, points = dotted_face()
    image = np.random.default_rng(1).integers(0, 256, (200, 200, 3), dtype=np.uint8)
    sample = cut_sample(image, points, size_px=size_px)
    assert np.array_equal(sample.image, cut(image, crop_box_of(points), size_px))


def mix(packs: Path, share: Share = Share("tiny", 1.0)) -> Mix:  # noqa: B008 - frozen
    return Mix((share,), (open_pack(packs / "tiny"),), input_px=64, seed=9)


def drawn(packs: Path, *, rank: int = 0, processes: int = 1, first: int = 0, **how: int) -> Batch:
    sizes = {"batch": 2, "accumulate": 1, "workers": 0} | how
    return next(
        micro_batches(mix(packs), first_step=first, rank=rank, processes=processes, **sizes)
    )


def test_a_batch_depends_on_seed_and_step_only(packs: Path) -> None:
    first, again, later = drawn(packs, first=7), drawn(packs, first=7), drawn(packs, first=8)
    assert all(torch.equal(a, b) for a, b in zip(first, again, strict=True))
    assert not torch.equal(first.image, later.image)


def test_processes_share_the_pictures_of_one_step(packs: Path) -> None:
    whole = drawn(packs, first=3, batch=4)
    parts = [drawn(packs, first=3, rank=rank, processes=2) for rank in (0, 1)]
    for name in Batch._fields:
        joined = torch.cat([getattr(part, name) for part in parts])
        assert torch.equal(joined, getattr(whole, name)), name


def test_a_small_picture_covers_the_crop_and_its_points_scale_alike() -> None:
    points = np.zeros((68, 3))
    points[:3] = (-0.5, -0.5, 4.0), (63.5, 127.5, -2.0), (0.0, 0.0, 0.0)
    sample = Sample(np.zeros((128, 128, 3), np.uint8), points, np.ones((68, 2), np.float32))
    scaled = collate([(sample, 0.5)]).points[0, :3].numpy()
    # The outer edges of the pictures coincide, not the centres of their first pixels.
    np.testing.assert_array_equal(scaled, [(-0.5, -0.5, 8.0), (127.5, 255.5, -4.0), (0.5, 0.5, 0)])


def test_points_are_in_crop_pixels_whatever_the_input_size(packs: Path) -> None:
    batch = drawn(packs, first=1)
    assert batch.image.shape == (2, 3, 64, 64)
    assert batch.image.abs().max() <= 1.0
    assert 100.0 < np.ptp(batch.points[..., 0].numpy()) < 320.0


@pytest.mark.parametrize(
    ("share", "persons"),
    [(Share("tiny", 1.0, portion=0.5), 1), (Share("tiny", 1.0, persons=2), 2)],
)
def test_a_share_may_take_some_persons_only(share: Share, persons: int, packs: Path) -> None:
    names = np.array(["ann", "ann", "bob", "bob"])
    np.save(packs / "tiny" / "persons.npy", names)
    shades = np.broadcast_to(np.arange(4)[:, None, None, None] * 60, (4, 96, 96, 3))
    np.save(packs / "tiny" / "images.npy", shades.astype(np.uint8))
    source = mix(packs, dataclasses.replace(share, augment="paper"))
    seen = {names[round(np.median(source[i][0].image) / 60)] for i in range(40)}
    assert len(seen) == persons


def test_more_persons_than_there_are_is_told(packs: Path) -> None:
    with pytest.raises(InputError, match="has 4 persons or sequences, not 9"):
        mix(packs, Share("tiny", 1.0, persons=9))


def test_an_empty_pack_is_told(packs: Path) -> None:
    for name, shape in (("images", (0, 96, 96, 3)), ("points", (0, 68, 3))):
        np.save(packs / "tiny" / f"{name}.npy", np.zeros(shape, np.uint8))
    with pytest.raises(DataError, match="holds no picture"):
        open_pack(packs / "tiny")


def test_a_folder_that_is_no_pack_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="nothing"):
        open_pack(tmp_path / "nothing")
