"""The depth check: does a face keep its shape while the head turns (clinical.md 3.7)?

The depth scale kappa belongs to a version of the landmark network. A session measures it and
reports it; applied is only the kappa that the caller names for the network.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy.optimize import minimize_scalar

from assessment.face_frame import NASAL_BASE, RIGID, true_depth
from assessment.gating import UsableClip
from assessment.results import Estimate
from core import landmarks as lm
from core.types import FloatArray

DEPTH_SCALE_RANGE: Final = (0.4, 2.5)
TURN_NEEDED_DEG: Final = 15.0
"""Range of yaw from which a depth scale can be told (default)."""

JACKKNIFE_BLOCKS: Final = 5
_NORMAL_QUANTILE: Final = 1.959964

Pairs = tuple[tuple[int, int], ...]

_TURNED_TOGETHER: Final = (*RIGID, *NASAL_BASE, *lm.COMMISSURE)
_PAIRS: Final[Pairs] = tuple(
    (first, second)
    for i, first in enumerate(_TURNED_TOGETHER)
    for second in _TURNED_TOGETHER[i + 1 :]
)
_CHECKED: Final[dict[str, Pairs]] = {
    "MC": tuple(zip(lm.CANTHUS_MEDIAL, lm.COMMISSURE, strict=True)),
    "OC": tuple((lm.LOWER_LIP_MIDLINE, corner) for corner in lm.COMMISSURE),
}


@dataclass(frozen=True, slots=True)
class DepthCheck:
    """What a slow head turn says about the detector's depth.

    Attributes:
        kappa: Factor by which the detector stretches depth; 1 is right.
        variation_pct: Coefficient of variation of MC and of OC over the turn, kappa applied, the
            larger of the two sides.
        yaw_range_deg: From the lowest to the highest yaw of the clip.
    """

    kappa: Estimate
    variation_pct: dict[str, Estimate]
    yaw_range_deg: float


def calibrate_depth(clip: UsableClip) -> DepthCheck | None:
    """The kappa under which the distances of a turning face vary least.

    The intervals come from leaving out fifths of the turn (block jackknife).

    Returns:
        The check, or None when the head turned too little to tell.
    """
    yaw_range_deg = float(np.ptp(clip.yaw_deg))
    if yaw_range_deg < TURN_NEEDED_DEG:
        return None
    blocks = np.array_split(np.arange(len(clip)), JACKKNIFE_BLOCKS)
    figures = _figures(clip.points_px)
    left_out = np.array([_figures(np.delete(clip.points_px, block, axis=0)) for block in blocks])
    inflation = (JACKKNIFE_BLOCKS - 1) ** 2 / JACKKNIFE_BLOCKS
    errors = np.sqrt(inflation * left_out.var(axis=0, ddof=1))
    kappa, *variations = (
        _positive(float(value), float(se), len(clip))
        for value, se in zip(figures, errors, strict=True)
    )
    return DepthCheck(kappa, dict(zip(_CHECKED, variations, strict=True)), yaw_range_deg)


def _positive(value: float, se: float, count: int) -> Estimate:
    half = _NORMAL_QUANTILE * se
    return Estimate(value, se, count, max(value - half, 0.0), value + half)


def _figures(points_px: FloatArray) -> FloatArray:
    """Float64 (3,): kappa, then the variation in percent of each checked measure."""
    low, high = np.log(DEPTH_SCALE_RANGE)
    best = minimize_scalar(
        lambda log_kappa: _variation(points_px, float(np.exp(log_kappa))),
        bounds=(low, high),
        method="bounded",
    )
    kappa = float(np.exp(best.x))
    points = true_depth(points_px, kappa)
    size = _distances(points, _PAIRS).mean(axis=1, keepdims=True)
    spreads = [100.0 * _spread(_distances(points, pairs) / size) for pairs in _CHECKED.values()]
    return np.array([kappa, *spreads])


def _variation(points_px: FloatArray, kappa: float) -> float:
    """Summed variance of all distances, each relative to the mean distance of its frame."""
    distances = _distances(true_depth(points_px, kappa), _PAIRS)
    relative = distances / distances.mean(axis=1, keepdims=True)
    return float(relative.var(axis=0).sum())


def _spread(values: FloatArray) -> float:
    """The largest coefficient of variation among the columns."""
    return float((values.std(axis=0) / values.mean(axis=0)).max())


def _distances(points: FloatArray, pairs: Pairs) -> FloatArray:
    starts, ends = zip(*pairs, strict=True)
    length: FloatArray = np.linalg.norm(points[:, list(starts)] - points[:, list(ends)], axis=-1)
    return length
