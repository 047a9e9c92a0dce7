"""Landmark metrics exactly as pfnet.md 4 defines them, on numpy arrays."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from core.landmarks import CANTHUS_LATERAL
from core.types import FloatArray

FAILURE_LIMIT_PCT: Final = 10.0
"""Errors above this are failures; AUC integrates up to it (AUC10, FR10)."""


def box_size_px(points: FloatArray) -> FloatArray:
    """sqrt(width * height) of the 2D bounding box of each face: (N, K, >=2) -> (N,)."""
    span = points[..., :2].max(axis=-2) - points[..., :2].min(axis=-2)
    size: FloatArray = np.sqrt(span[..., 0] * span[..., 1])
    return size


def nme_per_point_pct(
    predicted: FloatArray, truth: FloatArray, box_px: FloatArray | None = None
) -> FloatArray:
    """2D error of every point in % of the true bounding box.

    Args:
        predicted: (N, K, >=2), px.
        truth: (N, K, >=2), px.
        box_px: (N,) box sizes; None: of `truth`. Give that of all 68 points when K is a subset.

    Returns:
        (N, K), %.
    """
    error = np.linalg.norm(predicted[..., :2] - truth[..., :2], axis=-1)
    size = box_size_px(truth) if box_px is None else box_px
    result: FloatArray = 100.0 * error / size[:, None]
    return result


def gte_pct(predicted: FloatArray, truth: FloatArray) -> FloatArray:
    """Ground truth error of each face: 3D distance in % of the true outer inter-ocular distance.

    The mean depth offset between prediction and truth is removed first, because the depth of a
    single picture has no origin.

    Args:
        predicted: (N, 68, 3), px.
        truth: (N, 68, 3), px.

    Returns:
        (N,), %.
    """
    moved = predicted.copy()
    moved[..., 2] += (truth[..., 2] - predicted[..., 2]).mean(axis=-1, keepdims=True)
    right, left = CANTHUS_LATERAL
    interocular = np.linalg.norm(truth[:, right] - truth[:, left], axis=-1)
    error: FloatArray = np.linalg.norm(moved - truth, axis=-1).mean(axis=-1)
    result: FloatArray = 100.0 * error / interocular
    return result


@dataclass(frozen=True, slots=True)
class ErrorSummary:
    """The error of a set of faces; per-face error = mean over points.

    Attributes:
        mean_pct: Mean over faces.
        sd_pct: Standard deviation over faces.
        auc10_pct: Area under the cumulative error curve up to 10 %, in % of the full area.
        fr10_pct: Share of faces with an error above 10 %, in %.
        count: Number of faces.
    """

    mean_pct: float
    sd_pct: float
    auc10_pct: float
    fr10_pct: float
    count: int


def summarise(per_face_pct: FloatArray) -> ErrorSummary:
    """Summary of per-face errors (N,), %; the area is exact for the step-shaped curve."""
    within = np.clip(FAILURE_LIMIT_PCT - per_face_pct, 0.0, None)
    return ErrorSummary(
        mean_pct=float(per_face_pct.mean()),
        sd_pct=float(per_face_pct.std()),
        auc10_pct=float(100.0 * within.mean() / FAILURE_LIMIT_PCT),
        fr10_pct=float(100.0 * (per_face_pct > FAILURE_LIMIT_PCT).mean()),
        count=len(per_face_pct),
    )
