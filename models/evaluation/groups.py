"""Groups of faces between which a network should make no difference.

Photographs without a record of who is on them allow one grouping only: how light the skin of the
cheeks is in the picture. It follows the skin's tone and the light together and is no tone scale.
"""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np

from core.landmarks import ALA, CANTHUS_LATERAL, COMMISSURE, LOWER_LID_LATERAL
from core.types import FloatArray, ImageArray

THIRDS: Final = ("dark", "medium", "light")
"""A third of the faces each, by the lightness of their cheeks."""

_RADIUS_RATIO: Final = 0.08
"""Radius of the patch on each cheek, in outer-canthal widths (default)."""


def cheek_lightness(image: ImageArray, points_px: FloatArray) -> float:
    """Median CIE L* of both cheeks.

    Args:
        image: uint8 (H, W, 3), RGB.
        points_px: (68, >=2), pixels.

    Returns:
        0 (black) to 100 (white).
    """
    plane = points_px[:, :2]
    right, left = CANTHUS_LATERAL
    radius_px = _RADIUS_RATIO * float(np.linalg.norm(plane[right] - plane[left]))
    mask = np.zeros(image.shape[:2], np.uint8)
    for side in (0, 1):
        corners = [LOWER_LID_LATERAL[side], ALA[side], COMMISSURE[side]]
        x, y = plane[corners].mean(axis=0)
        cv2.circle(mask, (round(x), round(y)), max(1, round(radius_px)), 1, cv2.FILLED)
    if not mask.any():
        return float("nan")
    lab = cv2.cvtColor(image.astype(np.float32) / np.float32(255), cv2.COLOR_RGB2LAB)
    return float(np.median(lab[..., 0][mask > 0]))


def thirds(values: FloatArray) -> list[str]:
    """The third of `THIRDS` to which each of the values (N,) belongs."""
    edges = np.nanquantile(values, [1 / 3, 2 / 3])
    return [THIRDS[int(np.searchsorted(edges, value, side="left"))] for value in values]
