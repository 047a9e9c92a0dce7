"""Landmark metrics exactly as pfnet.md 4 defines them, on numpy arrays."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np

from core.landmarks import CANTHUS_LATERAL, REGIONS, Side, side_of
from core.types import FloatArray

FAILURE_LIMIT_PCT: Final = 10.0
"""Errors above this are failures; AUC integrates up to it (AUC10, FR10)."""

YAW_EDGES_DEG: Final = (0.0, 30.0, 60.0, 90.0)
"""Edges of the bins of |yaw| that AFLW2000-3D is reported by (pfnet.md 4)."""
YAW_BINS: Final = tuple(f"{low:.0f} to {high:.0f}" for low, high in pairwise(YAW_EDGES_DEG))

SIDES: Final = (Side.RIGHT, Side.LEFT)


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

    A face for which a detector found nothing has no error: it is left out of mean and standard
    deviation and counts as a failure in the area and in the failure rate.

    Attributes:
        mean_pct: Mean over the faces that were found; NaN when none was.
        sd_pct: Standard deviation over the faces that were found.
        auc10_pct: Area under the cumulative error curve up to 10 %, in % of the full area.
        fr10_pct: Share of faces with an error above 10 % or none, in %.
        count: Number of faces, the missing ones included.
        missing: Number of faces without points.
    """

    mean_pct: float
    sd_pct: float
    auc10_pct: float
    fr10_pct: float
    count: int
    missing: int = 0


def summarise(per_face_pct: FloatArray) -> ErrorSummary:
    """Summary of per-face errors; the area is exact for the step-shaped curve.

    Args:
        per_face_pct: (N,), %, N >= 1; NaN: no face was found.
    """
    found = per_face_pct[~np.isnan(per_face_pct)]
    error = np.where(np.isnan(per_face_pct), np.inf, per_face_pct)
    within = np.clip(FAILURE_LIMIT_PCT - error, 0.0, None)
    return ErrorSummary(
        mean_pct=float(found.mean()) if len(found) else float("nan"),
        sd_pct=float(found.std()) if len(found) else float("nan"),
        auc10_pct=float(100.0 * within.mean() / FAILURE_LIMIT_PCT),
        fr10_pct=float(100.0 * (error > FAILURE_LIMIT_PCT).mean()),
        count=len(error),
        missing=len(error) - len(found),
    )


def cumulative_error_curve(per_face_pct: FloatArray) -> tuple[FloatArray, FloatArray]:
    """The corners of the cumulative error distribution up to `FAILURE_LIMIT_PCT`.

    Args:
        per_face_pct: (N,), %; NaN: no face was found, so the curve ends below 100 %.

    Returns:
        Errors (M,), %, rising from 0 to the limit, and the share (M,) of faces with at most that
        error, %. The curve steps up at each error: it is flat between the corners.
    """
    errors = np.sort(per_face_pct[per_face_pct <= FAILURE_LIMIT_PCT])
    shares = 100.0 * np.arange(1, len(errors) + 1) / len(per_face_pct)
    last = shares[-1] if len(shares) else 0.0
    return np.array([0.0, *errors, FAILURE_LIMIT_PCT]), np.array([0.0, *shares, last])


@dataclass(frozen=True, slots=True)
class YawErrors:
    """Errors by how far the head is turned.

    Attributes:
        bins: One summary for each of `YAW_BINS`; None where the set has no such face.
        mean_of_bins_pct: Mean of the bins' means; None when a bin is empty.
    """

    bins: tuple[ErrorSummary | None, ...]
    mean_of_bins_pct: float | None


def by_yaw(per_face_pct: FloatArray, yaw_deg: FloatArray) -> YawErrors:
    """Errors (N,) in the bins of |yaw| (N,); a bin holds its upper edge, the last all beyond."""
    turned = np.abs(yaw_deg)
    bin_of = np.searchsorted(YAW_EDGES_DEG[1:-1], turned, side="left")
    bins = tuple(
        summarise(per_face_pct[bin_of == i]) if (bin_of == i).any() else None
        for i in range(len(YAW_BINS))
    )
    means = [one.mean_pct for one in bins if one is not None]
    return YawErrors(bins, float(np.mean(means)) if len(means) == len(bins) else None)


def by_region_pct(per_point_pct: FloatArray) -> dict[str, float]:
    """Mean error of each region of `core.landmarks.REGIONS` over the faces that were found.

    Args:
        per_point_pct: (N, 68), %; NaN where nothing was found or the point is not measured.

    Returns:
        Region to %; a region that is measured nowhere is absent.
    """
    means = {name: mean_of_known(per_point_pct[:, ids]) for name, ids in REGIONS.items()}
    return {name: mean for name, mean in means.items() if not np.isnan(mean)}


def by_region_and_side_pct(per_point_pct: FloatArray) -> dict[str, dict[Side, float]]:
    """As `by_region_pct`, for the patient's right and left; midline points belong to neither."""
    table: dict[str, dict[Side, float]] = {}
    for name, ids in REGIONS.items():
        for side in SIDES:
            mean = mean_of_known(per_point_pct[:, [i for i in ids if side_of(i) is side]])
            if not np.isnan(mean):
                table.setdefault(name, {})[side] = mean
    return table


def mean_of_known(values: FloatArray) -> float:
    """Mean of the values that are numbers; NaN when none is."""
    known = values[~np.isnan(values)]
    return float(known.mean()) if len(known) else float("nan")
