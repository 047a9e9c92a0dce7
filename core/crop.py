"""The square around a face that the network sees, and the way there and back.

Pixel centres: the centre of the box falls on the centre of the crop, `(size_px - 1) / 2`, and one
source pixel becomes `size_px / side_px` crop pixels. z has the unit of x and y and scales alike.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np

from core.types import FloatArray, ImageArray

LANDMARK_BOX_SCALE: Final = 1.3
"""Side of the crop over the larger side of the 68 points' box; training and use share it."""

_ROI_MARGIN_PX: Final = 2


@dataclass(frozen=True, slots=True)
class CropBox:
    """A square of the picture, in source pixels.

    Attributes:
        center_x_px: x of the centre, camera frame.
        center_y_px: y of the centre.
        side_px: Length of a side, positive.
    """

    center_x_px: float
    center_y_px: float
    side_px: float

    def __post_init__(self) -> None:
        values = (self.center_x_px, self.center_y_px, self.side_px)
        if not np.isfinite(values).all() or self.side_px <= 0:
            raise ValueError(f"a crop box needs a finite centre and a positive side, not {values}")

    def scale(self, size_px: int) -> float:
        """Crop pixels per source pixel in a crop of `size_px`."""
        return size_px / self.side_px


def crop_box_of(points: FloatArray, scale: float = LANDMARK_BOX_SCALE) -> CropBox:
    """The square of `scale` x the larger side of the points' box, about that box's centre.

    Args:
        points: float (N, 2 or 3), camera frame, pixels; z is not used.
        scale: Side of the square over the larger side of the box.
    """
    low, high = points[:, :2].min(axis=0), points[:, :2].max(axis=0)
    center_x, center_y = (low + high) / 2
    return CropBox(float(center_x), float(center_y), float(scale * (high - low).max()))


def to_crop(points: FloatArray, box: CropBox, size_px: int) -> FloatArray:
    """Points of the picture in the pixels of its crop.

    Args:
        points: float (..., 2 or 3), camera frame, source pixels.
        box: The square that was cut.
        size_px: Side of the crop in its own pixels.

    Returns:
        Same shape, crop pixels.
    """
    scaled = points * box.scale(size_px)
    scaled[..., :2] += _shift(box, size_px)
    return scaled


def from_crop(points: FloatArray, box: CropBox, size_px: int) -> FloatArray:
    """Points of a crop in the pixels of its picture: the inverse of `to_crop`."""
    moved = points.copy()
    moved[..., :2] -= _shift(box, size_px)
    moved /= box.scale(size_px)
    return moved


def crop_matrix(box: CropBox, size_px: int, *, turn_deg: float = 0.0) -> FloatArray:
    """The affine map of plane points into a crop that may be turned.

    Args:
        box: The square.
        size_px: Side of the crop in its own pixels.
        turn_deg: Turns the content about the centre of the box, clockwise in the picture.

    Returns:
        float64 (2, 3), from (x, y, 1) in source pixels to crop pixels.
    """
    turn_rad = np.deg2rad(turn_deg)
    cos, sin = np.cos(turn_rad), np.sin(turn_rad)
    linear = box.scale(size_px) * np.array([[cos, -sin], [sin, cos]])
    center = np.array([box.center_x_px, box.center_y_px])
    return np.column_stack((linear, (size_px - 1) / 2 - linear @ center))


def cut(image: ImageArray, box: CropBox, size_px: int, *, turn_deg: float = 0.0) -> ImageArray:
    """Cut the square `box` out of a picture; beyond the picture its edge is repeated.

    A crop much smaller than its square is averaged down by a whole factor before the last,
    bilinear step, so that fine texture does not alias.

    Args:
        image: uint8 (height, width, 3).
        box: The square, which may reach beyond the picture.
        size_px: Side of the crop.
        turn_deg: As in `crop_matrix`.

    Returns:
        uint8 (size_px, size_px, 3).
    """
    factor = max(1, int(1.0 / box.scale(size_px)))
    if factor > 1:
        image, box = _averaged_down(image, box, factor, turn_deg=turn_deg)
    crop = cv2.warpAffine(
        image,
        crop_matrix(box, size_px, turn_deg=turn_deg),
        (size_px, size_px),
        flags=cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_REPLICATE,
    )
    return np.asarray(crop, dtype=np.uint8)


def _shift(box: CropBox, size_px: int) -> FloatArray:
    return crop_matrix(box, size_px)[:, 2]


def _averaged_down(
    image: ImageArray, box: CropBox, factor: int, *, turn_deg: float
) -> tuple[ImageArray, CropBox]:
    """The part of the picture under the turned `box`, `factor` times smaller, and the box in it."""
    height, width = image.shape[:2]
    turn_rad = np.deg2rad(turn_deg)
    spread_px = box.side_px * float(abs(np.cos(turn_rad)) + abs(np.sin(turn_rad)))
    left, columns = _span(box.center_x_px, spread_px, width, factor)
    top, rows = _span(box.center_y_px, spread_px, height, factor)
    part = image[top : top + rows * factor, left : left + columns * factor]
    small = cv2.resize(part, (columns, rows), interpolation=cv2.INTER_AREA)
    # Small pixel i is the mean of source pixels i*factor .. i*factor + factor - 1.
    moved = CropBox(
        (box.center_x_px - left + 0.5) / factor - 0.5,
        (box.center_y_px - top + 0.5) / factor - 0.5,
        box.side_px / factor,
    )
    return np.asarray(small, dtype=np.uint8), moved


def _span(center_px: float, spread_px: float, length_px: int, factor: int) -> tuple[int, int]:
    """First source pixel and count of small pixels that cover the box along one axis."""
    reach = spread_px / 2 + _ROI_MARGIN_PX * factor
    first = int(np.clip(np.floor(center_px - reach), 0, max(0, length_px - factor)))
    last = int(np.clip(np.ceil(center_px + reach), first + factor, max(length_px, first + factor)))
    return first, max(1, (last - first) // factor)
