"""Bringing a data set's depth into the camera frame of `core.types`: away from the camera."""

from __future__ import annotations

import numpy as np

from core.landmarks import NOSE_TIP, TEMPLE
from core.types import FloatArray


def from_nearer_positive(points: FloatArray) -> FloatArray:
    """Points (..., 68, 3) whose z grows towards the camera, in the camera frame, mean z 0."""
    turned = points.copy()
    turned[..., 2] = points[..., 2].mean(-1, keepdims=True) - points[..., 2]
    return turned


def from_unknown_sign(points: FloatArray) -> FloatArray:
    """Points (N, 68, 3) of a set that does not tell the sign of its z, in the camera frame.

    The nose tip is nearer to the camera than the ends of the jaw (clinical.md, section 0, trap 3).
    A profile view cannot tell, so the whole set votes.
    """
    if not len(points):
        return points
    nose, ends = points[:, NOSE_TIP, 2], points[:, TEMPLE, 2].mean(-1)
    nearer_is_positive = np.median(nose - ends) > 0
    return from_nearer_positive(points if nearer_is_positive else points * (1.0, 1.0, -1.0))
