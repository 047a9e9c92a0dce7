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

from core.crop import CropBox, crop_matrix, cut
from core.landmarks import MIRROR_INDEX, mirror_points
from core.types import FloatArray, ImageArray

FLIP_PROBABILITY: Final = 0.5
ORDINARY_ROTATION_DEG: Final = 12.0


@dataclass(frozen=True, slots=True)
class Augmentation:
    """How far training pictures are changed.

    Attributes:
        scale: Lowest and highest factor on the side of the crop.
        shift_ratio: Largest shift along each axis, of the crop's side.
        rotation_deg: Largest in-plane rotation.
        strong_rotation_share: Share of pictures that may turn so far; the others stay within
            `ORDINARY_ROTATION_DEG`.
        light: Reach of the changes of exposure, contrast and colour; 0: picture values stay.
        occlude: Whether parts may be covered, and JPEG artefacts added.
    """

    scale: tuple[float, float]
    shift_ratio: float
    rotation_deg: float
    strong_rotation_share: float
    light: float
    occlude: bool


PRESETS: Final = {
    # pfnet.md 2: flip 50 %, translation +-4 %, scale 94 to 103 %, rotation +-45 degrees.
    "paper": Augmentation((0.94, 1.03), 0.04, 45.0, 1.0, 0.0, occlude=False),
    "robust": Augmentation((0.85, 1.2), 0.06, 30.0, 0.4, 0.35, occlude=True),
    "gentle": Augmentation((0.85, 1.2), 0.06, 30.0, 0.4, 0.15, occlude=False),
}


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
    box: CropBox,
    size_px: int,
    augmentation: Augmentation | None = None,
    rng: np.random.Generator | None = None,
) -> Sample:
    """Cut the face as the tracker would, with random similarity jitter when told how far.

    Args:
        image: uint8 (H, W, 3).
        points_px: (68, 3), camera frame, pixels of `image`.
        weights: (68, 2).
        box: The square to cut, pixels of `image`.
        size_px: Edge of the crop.
        augmentation: How far to change the picture; None cuts exactly.
        rng: Source of the jitter and the flip, needed with `augmentation`.
    """
    turn_deg, flip = 0.0, False
    if augmentation is not None and rng is not None:
        side_px = box.side_px * float(np.exp(rng.uniform(*np.log(augmentation.scale))))
        reach = augmentation.shift_ratio
        right_px, down_px = rng.uniform(-reach, reach, 2) * side_px
        box = CropBox(box.center_x_px + right_px, box.center_y_px + down_px, side_px)
        strong = rng.random() < augmentation.strong_rotation_share
        most = augmentation.rotation_deg
        limit_deg = most if strong else min(most, ORDINARY_ROTATION_DEG)
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


def change_light(
    image: ImageArray, rng: np.random.Generator, augmentation: Augmentation
) -> ImageArray:
    """Random exposure, contrast, colour cast, grey, blur, noise, occlusion and JPEG artefacts."""
    reach = augmentation.light
    if reach == 0:
        return image
    strong = augmentation.occlude
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
        picture = cv2.GaussianBlur(picture, (0, 0), rng.uniform(0.4, 2.0 if strong else 1.0))
    if rng.random() < 0.3:
        sigma = rng.uniform(2.0, 14.0 if strong else 6.0)
        picture = picture + rng.standard_normal(picture.shape, np.float32) * np.float32(sigma)
    result: ImageArray = np.clip(picture, 0.0, 255.0).astype(np.uint8)
    if strong and rng.random() < 0.2:
        _occlude(result, rng)
    if strong and rng.random() < 0.15:
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
