"""Everything that is done to a training picture, in one place.

Geometry (rotation, scale, shift, flip with the exchange of the two sides' ids) moves picture and
points by the same similarity; light, blur, noise and occlusion change the picture only.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from core.crop import CropBox, crop_box_of, crop_matrix, cut
from core.landmarks import MIRROR_INDEX, mirror_points
from core.types import FloatArray, ImageArray

SCALE_RANGE: Final = (0.85, 1.2)
SHIFT_RATIO: Final = 0.06
FLIP_PROBABILITY: Final = 0.5
ORDINARY_ROTATION_DEG: Final = 12.0
STRONG_ROTATION_PROBABILITY: Final = 0.4


@dataclass(frozen=True, slots=True)
class Sample:
    """One training picture.

    Attributes:
        image: uint8 (S, S, 3) RGB.
        points_px: (68, 3) camera frame, pixels of `image`.
        weights: (68, 2), trust in the plane and in depth.
    """

    image: ImageArray
    points_px: FloatArray
    weights: NDArray[np.float32]


def crop_sample(
    image: ImageArray,
    points_px: FloatArray,
    weights: NDArray[np.float32],
    *,
    size_px: int,
    rng: np.random.Generator | None = None,
    rotation_deg: float = 0.0,
) -> Sample:
    """Cut the face as the tracker would, with random similarity jitter when `rng` is given.

    Args:
        image: uint8 (H, W, 3).
        points_px: (68, 3), camera frame, pixels of `image`.
        weights: (68, 2).
        size_px: Edge of the crop.
        rng: Source of the jitter and the flip; None cuts exactly.
        rotation_deg: Largest rotation of the strong kind.
    """
    box = crop_box_of(points_px)
    turn_deg, flip = 0.0, False
    if rng is not None:
        side_px = box.side_px * float(np.exp(rng.uniform(*np.log(SCALE_RANGE))))
        right_px, down_px = rng.uniform(-SHIFT_RATIO, SHIFT_RATIO, 2) * side_px
        box = CropBox(box.center_x_px + right_px, box.center_y_px + down_px, side_px)
        strong = rng.random() < STRONG_ROTATION_PROBABILITY
        limit_deg = rotation_deg if strong else min(rotation_deg, ORDINARY_ROTATION_DEG)
        turn_deg = rng.uniform(-limit_deg, limit_deg)
        flip = rng.random() < FLIP_PROBABILITY
    crop = cut(image, box, size_px, turn_deg=turn_deg)
    matrix = crop_matrix(box, size_px, turn_deg=turn_deg)
    plane = points_px[:, :2] @ matrix[:, :2].T + matrix[:, 2]
    moved = np.column_stack((plane, points_px[:, 2] * box.scale(size_px)))
    if flip:
        crop = np.ascontiguousarray(crop[:, ::-1])
        moved = mirror_points(moved, width_px=size_px)
        weights = weights[MIRROR_INDEX]
    return Sample(crop, moved, weights)


def change_light(image: ImageArray, rng: np.random.Generator, *, gentle: bool) -> ImageArray:
    """Random exposure, contrast, colour cast, grey, blur, noise and (not `gentle`) occlusion."""
    reach = 0.15 if gentle else 0.35
    picture = image.astype(np.float32)
    gain = np.exp(rng.uniform(-reach, reach)) * np.exp(rng.uniform(-0.3, 0.3, 3) * reach)
    mean = picture.mean()
    contrast = np.exp(rng.uniform(-reach, reach))
    picture = (picture - mean) * (contrast * gain).astype(np.float32) + np.float32(
        mean * gain.mean() + rng.uniform(-60.0, 60.0) * reach
    )
    if rng.random() < 0.15:
        picture[...] = picture.mean(-1, keepdims=True)
    if rng.random() < 0.2:
        picture = cv2.GaussianBlur(picture, (0, 0), rng.uniform(0.4, 1.0 if gentle else 2.0))
    if rng.random() < 0.3:
        sigma = rng.uniform(2.0, 6.0 if gentle else 14.0)
        picture = picture + rng.standard_normal(picture.shape, np.float32) * np.float32(sigma)
    result: ImageArray = np.clip(picture, 0.0, 255.0).astype(np.uint8)
    if not gentle and rng.random() < 0.2:
        _occlude(result, rng)
    if not gentle and rng.random() < 0.15:
        result = _recompress(result, int(rng.integers(25, 80)))
    return result


def _occlude(image: ImageArray, rng: np.random.Generator) -> None:
    """Cover a random rectangle, a hand's or a microphone's size, with one colour."""
    edge = image.shape[0]
    width, height = rng.integers(edge // 12, edge // 3, 2)
    x, y = rng.integers(0, edge - width), rng.integers(0, edge - height)
    image[y : y + height, x : x + width] = rng.integers(0, 256, 3)


def _recompress(image: ImageArray, quality: int) -> ImageArray:
    _, coded = cv2.imencode(".jpg", image, (cv2.IMWRITE_JPEG_QUALITY, quality))
    decoded: ImageArray = np.asarray(cv2.imdecode(coded, cv2.IMREAD_COLOR), np.uint8)
    return decoded
