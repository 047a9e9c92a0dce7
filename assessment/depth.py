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
from assessment.statistics import NORMAL_QUANTILE, NotMeasurable
from core import landmarks as lm
from core.types import BoolArray, FloatArray

DEPTH_SCALE_RANGE: Final = (0.4, 2.5)
TURN_NEEDED_DEG: Final = 15.0
"""Range of yaw from which a depth scale can be told (default)."""

CHECKED_YAW_DEG: Final = 15.0
"""The variation with pose is judged up to this yaw to either side (clinical.md 3.7)."""

JACKKNIFE_BLOCKS: Final = 5
_FEWEST_CHECKED: Final = 2 * JACKKNIFE_BLOCKS
_AT_A_BOUND: Final = 0.01

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
        variation_pct: Coefficient of variation of MC and of OC within `CHECKED_YAW_DEG`, kappa
            applied, the larger of the two sides; empty with too few frames in that range.
        yaw_range_deg: From the lowest to the highest yaw of the clip.
    """

    kappa: Estimate
    variation_pct: dict[str, Estimate]
    yaw_range_deg: float


def calibrate_depth(clip: UsableClip) -> DepthCheck | NotMeasurable:
    """The kappa under which the distances of a turning face vary least.

    The intervals come from leaving out fifths of the turn (block jackknife).

    Returns:
        The check, or `NotMeasurable` when the head turned too little to tell or when no kappa
        within `DEPTH_SCALE_RANGE` is better than its ends.
    """
    yaw_range_deg = float(np.ptp(clip.yaw_deg))
    if yaw_range_deg < TURN_NEEDED_DEG:
        return NotMeasurable(f"the head turned by less than {TURN_NEEDED_DEG:.0f} degrees")
    near = np.abs(clip.yaw_deg) <= CHECKED_YAW_DEG
    kappa, *spreads = _jackknifed(clip.points_px, near)
    low, high = DEPTH_SCALE_RANGE
    if not low * (1.0 + _AT_A_BOUND) < kappa.value < high * (1.0 - _AT_A_BOUND):
        return NotMeasurable(f"no depth scale between {low} and {high} fits the head turn")
    variation_pct = dict(zip(_CHECKED, spreads, strict=True)) if spreads else {}
    return DepthCheck(kappa, variation_pct, yaw_range_deg)


def _jackknifed(points_px: FloatArray, near: BoolArray) -> list[Estimate]:
    """Kappa, then the variation of each checked measure if enough frames are `near`."""
    # Each fifth holds a fifth of the near and of the other frames, so that none takes all.
    fifths = [
        np.concatenate(parts)
        for parts in zip(
            np.array_split(np.flatnonzero(near), JACKKNIFE_BLOCKS),
            np.array_split(np.flatnonzero(~near), JACKKNIFE_BLOCKS),
            strict=True,
        )
    ]
    if near.sum() < _FEWEST_CHECKED:
        near = np.zeros_like(near)
    whole = _figures(points_px, near)
    reduced = [
        _figures(np.delete(points_px, fifth, axis=0), np.delete(near, fifth)) for fifth in fifths
    ]
    inflation = (JACKKNIFE_BLOCKS - 1) ** 2 / JACKKNIFE_BLOCKS
    errors = np.sqrt(inflation * np.var(reduced, axis=0, ddof=1))
    counts = [len(points_px), *[int(near.sum())] * (len(whole) - 1)]
    return [
        _positive(value, float(se), count)
        for value, se, count in zip(whole, errors, counts, strict=True)
    ]


def _positive(value: float, se: float, count: int) -> Estimate:
    half = NORMAL_QUANTILE * se
    return Estimate(value, se, count, max(value - half, 0.0), value + half)


def _figures(points_px: FloatArray, near: BoolArray) -> list[float]:
    """Kappa, then the variation in percent of each checked measure over the `near` frames."""
    low, high = np.log(DEPTH_SCALE_RANGE)
    best = minimize_scalar(
        lambda log_kappa: _variation(points_px, float(np.exp(log_kappa))),
        bounds=(low, high),
        method="bounded",
    )
    kappa = float(np.exp(best.x))
    if not near.any():
        return [kappa]
    points = true_depth(points_px[near], kappa)
    size = _distances(points, _PAIRS).mean(axis=1, keepdims=True)
    spreads = [100.0 * _spread(_distances(points, pairs) / size) for pairs in _CHECKED.values()]
    return [kappa, *spreads]


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
