"""All figures of one method on one data set (pfnet.md 4 and 5)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from core.landmarks import INNER_51, Side
from core.types import BoolArray, FloatArray
from models.evaluation.asymmetry import region_slopes
from models.evaluation.metrics import (
    ErrorSummary,
    YawErrors,
    by_region_and_side_pct,
    by_region_pct,
    by_yaw,
    gte_pct,
    nme_per_point_pct,
    summarise,
)
from models.training.evaluation.labelled_set import SPACE_AXES, LabelledSet

FEWEST_FOR_SLOPE: Final = 3
"""Faces below which a slope and a correlation say nothing."""


@dataclass(frozen=True, slots=True)
class Summaries:
    """The error of a set of faces by the measures of pfnet.md 4.

    Attributes:
        all68: NME over all points; None for a method without the jaw.
        inner51: NME over the points 17 to 67, with the box of all 68.
        gte: Ground truth error; None unless truth and method have depth.
    """

    all68: ErrorSummary | None
    inner51: ErrorSummary
    gte: ErrorSummary | None


@dataclass(frozen=True, slots=True, eq=False)
class FaceErrors:
    """Errors face by face; NaN where nothing was found.

    Attributes:
        all68_pct: (N,) as `Summaries.all68`.
        inner51_pct: (N,).
        gte_pct: (N,).
    """

    all68_pct: FloatArray | None
    inner51_pct: FloatArray
    gte_pct: FloatArray | None

    def summaries(self, chosen: BoolArray | None = None) -> Summaries:
        """Summaries of all faces, or of those `chosen` (N,)."""
        rows = slice(None) if chosen is None else chosen
        return Summaries(
            all68=None if self.all68_pct is None else summarise(self.all68_pct[rows]),
            inner51=summarise(self.inner51_pct[rows]),
            gte=None if self.gte_pct is None else summarise(self.gte_pct[rows]),
        )


@dataclass(frozen=True, slots=True)
class MethodResult:
    """The figures of one method on one data set, all in %.

    Attributes:
        label: The method.
        all_faces: Over all faces.
        yaw: NME over all points by |yaw|, where the set tells it and the method has the jaw.
        region_pct: NME of each region.
        region_side_pct: NME of the patient's right and left part of each region.
        plane: How left-right differences follow the true ones in the plane, as of
            `models.evaluation.asymmetry.region_slopes`.
        space: The same in space; empty unless truth and method have depth.
        groups: Attribute to value to the errors of the faces with that value.
        flip_consistency_pct: Mean distance between a picture's points and those of its mirror
            image; None for a method known by its landmarks only.
    """

    label: str
    all_faces: Summaries
    yaw: YawErrors | None
    region_pct: Mapping[str, float]
    region_side_pct: Mapping[str, Mapping[Side, float]]
    plane: Mapping[str, float]
    space: Mapping[str, float]
    groups: Mapping[str, Mapping[str, Summaries]] = field(default_factory=dict)
    flip_consistency_pct: float | None = None


def face_errors(points_px: FloatArray, truth_px: FloatArray, *, inner_only: bool) -> FaceErrors:
    """Errors of every face.

    Args:
        points_px: (N, 68, 2 or 3); NaN where nothing was found.
        truth_px: (N, 68, 2 or 3).
        inner_only: The method does not place the jaw.
    """
    per_point = nme_per_point_pct(points_px, truth_px)
    return FaceErrors(
        all68_pct=None if inner_only else per_point.mean(axis=1),
        inner51_pct=per_point[:, INNER_51].mean(axis=1),
        gte_pct=gte_pct(points_px, truth_px) if _deep(points_px, truth_px) else None,
    )


def measure(
    label: str,
    points_px: FloatArray,
    faces: LabelledSet,
    *,
    inner_only: bool = False,
    flip_consistency_pct: float | None = None,
) -> tuple[MethodResult, FaceErrors]:
    """All figures of a method.

    Args:
        label: The method.
        points_px: (N, 68, 2 or 3), pixels of the pictures; NaN where nothing was found.
        faces: The N faces.
        inner_only: The method does not place the jaw.
        flip_consistency_pct: As of `MethodResult`.
    """
    truth = faces.truth_px()
    errors = face_errors(points_px, truth, inner_only=inner_only)
    per_point = nme_per_point_pct(points_px, truth)
    result = MethodResult(
        label=label,
        all_faces=errors.summaries(),
        yaw=_by_yaw(errors, faces),
        region_pct=by_region_pct(per_point),
        region_side_pct=by_region_and_side_pct(per_point),
        plane=_slopes(points_px[..., :2], truth[..., :2]),
        space=_slopes(points_px, truth) if _deep(points_px, truth) else {},
        groups=_by_group(errors, faces),
        flip_consistency_pct=flip_consistency_pct,
    )
    return result, errors


def _deep(points_px: FloatArray, truth_px: FloatArray) -> bool:
    return {points_px.shape[-1], truth_px.shape[-1]} == {SPACE_AXES}


def _slopes(points_px: FloatArray, truth_px: FloatArray) -> dict[str, float]:
    found = ~np.isnan(points_px[:, INNER_51]).any(axis=(1, 2))
    if found.sum() < FEWEST_FOR_SLOPE:
        return {}
    return region_slopes(points_px[found], truth_px[found])


def _by_yaw(errors: FaceErrors, faces: LabelledSet) -> YawErrors | None:
    yaw_deg = faces.yaw_deg()
    if yaw_deg is None or errors.all68_pct is None:
        return None
    return by_yaw(errors.all68_pct, yaw_deg)


def _by_group(errors: FaceErrors, faces: LabelledSet) -> dict[str, dict[str, Summaries]]:
    return {
        attribute: {
            value: errors.summaries(np.array([one == value for one in values]))
            for value in sorted(set(values))
        }
        for attribute, values in faces.groups().items()
    }
