"""Does the network see asymmetry, or average it away (pfnet.md 5)?

The slope of measured against true left-right difference is 1 for a faithful network and 0 for one
that draws every face symmetric, however small its landmark error is.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from core.landmarks import (
    BROW,
    CANTHUS_LATERAL,
    CANTHUS_MEDIAL,
    COMMISSURE,
    LOWER_LID_LATERAL,
    LOWER_LID_MEDIAL,
    UPPER_LID_LATERAL,
    UPPER_LID_MEDIAL,
)
from core.types import FloatArray

REGIONS: Final = ("commissure", "lid", "brow")

FEWEST_FACES: Final = 2

SMALLEST_RANGE_PCT: Final = 1e-6
"""Range of the true values below which nothing can be said about following them."""


def _distance(points: FloatArray, a: int, b: int) -> FloatArray:
    result: FloatArray = np.linalg.norm(points[:, a] - points[:, b], axis=-1)
    return result


def _side_lengths(points: FloatArray, side: int) -> FloatArray:
    commissure = _distance(points, CANTHUS_MEDIAL[side], COMMISSURE[side])
    lid = 0.5 * (
        _distance(points, UPPER_LID_LATERAL[side], LOWER_LID_LATERAL[side])
        + _distance(points, UPPER_LID_MEDIAL[side], LOWER_LID_MEDIAL[side])
    )
    canthi = 0.5 * (points[:, CANTHUS_LATERAL[side]] + points[:, CANTHUS_MEDIAL[side]])
    brow = np.linalg.norm(points[:, list(BROW[side])].mean(axis=1) - canthi, axis=-1)
    return np.stack((commissure, lid, brow), axis=1)


def left_right_differences_pct(points: FloatArray) -> FloatArray:
    """Right minus left of canthus-commissure, lid opening and brow height.

    Definitions: MC, PFH and BH of clinical.md 3.2.

    Args:
        points: (N, 68, 2 or 3), px.

    Returns:
        (N, 3) in % of the face's own outer-canthal distance, columns as `REGIONS`; NaN where the
        canthi fall together.
    """
    scale = _distance(points, *CANTHUS_LATERAL)
    difference = _side_lengths(points, 0) - _side_lengths(points, 1)
    result: FloatArray = 100.0 * difference / np.where(scale > 0, scale, np.nan)[:, None]
    return result


def slope_and_correlation(measured: FloatArray, true: FloatArray) -> tuple[float, float]:
    """Least-squares slope of measured on true, and Pearson's r: (N,), (N,) -> (slope, r)."""
    x, y = true - true.mean(), measured - measured.mean()
    slope = float((x * y).sum() / (x * x).sum())
    spread = float(np.sqrt((x * x).sum() * (y * y).sum()))
    return slope, float((x * y).sum()) / spread if spread > 0 else 0.0


def agreement(measured: FloatArray, true: FloatArray) -> dict[str, float]:
    """How well a measured quantity follows the true one.

    Args:
        measured: (N,), %.
        true: (N,), %.

    Returns:
        `error_pct`, the mean absolute difference, and `slope` and `r` as of
        `slope_and_correlation`; the last two are absent when the truth does not vary.
    """
    figures = {"error_pct": float(np.abs(measured - true).mean())}
    if np.ptp(true) > SMALLEST_RANGE_PCT:
        figures["slope"], figures["r"] = slope_and_correlation(measured, true)
    return figures


def region_slopes(measured: FloatArray, true: FloatArray, *, prefix: str = "") -> dict[str, float]:
    """How the left-right differences of many faces follow the true ones, region by region.

    Args:
        measured: (N, 68, 2 or 3), px.
        true: (N, 68, 2 or 3), px, as many coordinates as `measured`.
        prefix: Put before every name.

    Returns:
        `slope_<region>`, `r_<region>` and `error_<region>_pct` as of `agreement`, in % of the
        outer-canthal distance; faces without an extent are left out, and nothing is said of fewer
        than two.
    """
    seen, actual = left_right_differences_pct(measured), left_right_differences_pct(true)
    return _by_region(seen, actual, prefix)


def change_slopes(
    measured: tuple[FloatArray, FloatArray],
    true: tuple[FloatArray, FloatArray],
    *,
    prefix: str = "",
) -> dict[str, float]:
    """How a change of the left-right differences follows the true change, region by region.

    What a face has of its own asymmetry drops out, and with it what its labels have of error:
    where a photograph was bent by a known amount, the truth is exact.

    Args:
        measured: Points (N, 68, 2 or 3), px, before and after.
        true: As many coordinates as `measured`.
        prefix: Put before every name.

    Returns:
        As of `region_slopes`.
    """
    seen, actual = (
        left_right_differences_pct(after) - left_right_differences_pct(before)
        for before, after in (measured, true)
    )
    return _by_region(seen, actual, prefix)


def _by_region(seen: FloatArray, actual: FloatArray, prefix: str) -> dict[str, float]:
    known = np.isfinite(seen).all(axis=1)
    seen, actual = seen[known], actual[known]
    figures: dict[str, float] = {}
    if len(seen) < FEWEST_FACES:
        return figures
    for column, region in enumerate(REGIONS):
        found = agreement(seen[:, column], actual[:, column])
        figures[f"{prefix}error_{region}_pct"] = found.pop("error_pct")
        figures |= {f"{prefix}{name}_{region}": value for name, value in found.items()}
    return figures
