"""The patient's own axes, found once per session on the rest face and then frozen.

Follows clinical.md 3.5: a rest template from points that the facial nerve does not move, its
mirror plane, and every other frame laid on the template. Depth is corrected in the camera frame
first (3.7).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from assessment.gating import MINIMUM_CONFIDENCE, UsableClip
from assessment.protocol import Exercise
from assessment.results import FaceFrame, Quality
from assessment.side_geometry import Z
from core import landmarks as lm
from core.geometry import (
    MirrorPlane,
    angle_between_deg,
    fit_similarity,
    mirror_plane,
    procrustes_template,
    unit,
)
from core.types import POINT_COUNT, BoolArray, FloatArray, IntArray

FULL_WEIGHT: Final = 1.0
HALF_WEIGHT: Final = 0.5
TEMPLE_YAW_DEG: Final = 15.0
"""A temple is out of sight when the head is turned further (clinical.md 3.5, step 2)."""

TEMPLATE_FRAMES: Final = 60
"""Rest frames wanted behind a template (clinical.md 3.5, step 1)."""

SCALE_LOW_PASS_S: Final = 0.5
"""Standard deviation of the Gaussian that smooths the scale over time (default)."""

PLANE_DRIFT_WARNING_DEG: Final = 3.0
"""Planes of two visits that differ by more deserve a warning (clinical.md 3.5, step 7)."""

_NO_SLOPE_S2: Final = 1e-9
"""Keeps the line through a lone frame level."""

_MM_SOURCE: Final = "outer-canthal width measured on the patient"
NASAL_BASE: Final = (*lm.ALA, lm.SUBNASALE)
_LIFTED_WITH_THE_NOSE: Final = (*NASAL_BASE, *lm.NASAL_BRIDGE[2:])
_TEMPLES: Final = (*lm.TEMPLE, *lm.JAW_UPPERMOST)
RIGID: Final = (*lm.NASAL_BRIDGE, *lm.CANTHUS_LATERAL, *lm.CANTHUS_MEDIAL)


def stable_weights(confidence: FloatArray, yaw_deg: FloatArray, *, moves_nose: bool) -> FloatArray:
    """Weights of the stable set for each frame (clinical.md 3.5, step 2).

    Args:
        confidence: float64 (N, 68).
        yaw_deg: float64 (N,).
        moves_nose: The exercise moves the nasal base, the tip and the lower bridge, which then
            have no weight. clinical.md asks that of the base in a snarl only; on the ICT face
            every exercise of the mouth moves these points by 2 to 11 mm, and keeping them would
            lay the commissures 1 to 2.6 mm wrong in smile, snarl and puffed cheeks.

    Returns:
        float64 (N, 68), equal for the two points of a pair.
    """
    weights = np.zeros((len(yaw_deg), POINT_COUNT))
    weights[:, RIGID] = FULL_WEIGHT
    weights[:, NASAL_BASE] = HALF_WEIGHT
    if moves_nose:
        weights[:, _LIFTED_WITH_THE_NOSE] = 0.0
    seen = (confidence[:, _TEMPLES] >= MINIMUM_CONFIDENCE) & (np.abs(yaw_deg) <= TEMPLE_YAW_DEG)[
        :, None
    ]
    weights[:, _TEMPLES] = np.where(seen, HALF_WEIGHT, 0.0)
    return np.minimum(weights, weights[:, lm.MIRROR_INDEX])


def true_depth(points_px: FloatArray, depth_scale: float) -> FloatArray:
    """Camera-frame points (..., 68, 3) with the detector's depth divided by kappa (3.7)."""
    corrected: FloatArray = points_px / np.array([1.0, 1.0, depth_scale])
    return corrected


@dataclass(frozen=True, slots=True, eq=False)
class RestFrames:
    """Frames in which the face is at rest, from one clip or several.

    Attributes:
        points_px: float64 (N, 68, 3), camera frame, N >= 1.
        confidence: float64 (N, 68).
        yaw_deg: float64 (N,).
    """

    points_px: FloatArray
    confidence: FloatArray
    yaw_deg: FloatArray


def build_face_frame(
    rest: RestFrames, *, outer_canthal_mm: float | None = None, depth_scale: float = 1.0
) -> FaceFrame:
    """Template, plane and axes from the rest frames (clinical.md 3.5, steps 1 to 8).

    Args:
        rest: The frames at rest.
        outer_canthal_mm: Distance between the lateral canthi as measured with a ruler.
        depth_scale: The detector's kappa.

    Raises:
        ValueError: The nose lies behind the temples: the detector's depth has the wrong sign.
    """
    frame_weights = stable_weights(rest.confidence, rest.yaw_deg, moves_nose=False)
    weights = np.median(frame_weights, axis=0)
    template = procrustes_template(true_depth(rest.points_px, depth_scale), weights)
    plane = mirror_plane(template, mates=lm.MIRROR_INDEX, weights=weights)
    everywhere = mirror_plane(
        template, mates=lm.MIRROR_INDEX, weights=np.ones(POINT_COUNT), robust=False
    )
    right, left = lm.CANTHUS_LATERAL
    width = float(np.linalg.norm(template[left] - template[right]))
    return FaceFrame(
        template=_in_face_axes(template, plane, weights) / width,
        plane_rms=plane.rms / width,
        plane_angle_deg=_angle_of_planes_deg(plane.normal, everywhere.normal),
        template_frames=len(rest.points_px),
        mm_per_unit=outer_canthal_mm,
        mm_source="not calibrated" if outer_canthal_mm is None else _MM_SOURCE,
        depth_scale=depth_scale,
    )


def _in_face_axes(template: FloatArray, plane: MirrorPlane, weights: FloatArray) -> FloatArray:
    """The template in the axes left, up, front, its origin on the plane."""
    right, left = lm.CANTHUS_LATERAL
    leftward = plane.normal * np.sign(plane.normal @ (template[left] - template[right]))
    bridge = template[lm.NASION] - template[lm.SUBNASALE]
    upward = unit(bridge - (bridge @ leftward) * leftward)
    forward = np.cross(leftward, upward)
    centre = weights @ template / weights.sum()
    origin = centre - (centre @ plane.normal - plane.offset) * plane.normal
    turned: FloatArray = (template - origin) @ np.stack((leftward, upward, forward)).T
    if turned[lm.NOSE_TIP, Z] < turned[list(lm.TEMPLE), Z].mean():
        raise ValueError("the nose tip lies behind the temples: the depth has the wrong sign")
    return turned


def _angle_of_planes_deg(first: FloatArray, second: FloatArray) -> float:
    """Angle between two planes given by normals of any sign, degrees in [0, 90]."""
    angle = float(angle_between_deg(first, second))
    return min(angle, 180.0 - angle)


@dataclass(frozen=True, slots=True, eq=False)
class FaceClip:
    """The usable frames of one clip in the patient's own axes.

    Attributes:
        exercise: What was asked of the patient.
        times_s: float64 (N,), on the clip's clock.
        frame_index: int64 (N,), decoded-frame numbers.
        points: float64 (N, 68, 3), face axes, units of the template.
        yaw_deg: float64 (N,).
        quality: How good the clip was.
    """

    exercise: Exercise
    times_s: FloatArray
    frame_index: IntArray
    points: FloatArray
    yaw_deg: FloatArray
    quality: Quality

    def only(self, kept: BoolArray | IntArray) -> FaceClip:
        """The clip reduced to some of its frames."""
        return replace(
            self,
            times_s=self.times_s[kept],
            frame_index=self.frame_index[kept],
            points=self.points[kept],
            yaw_deg=self.yaw_deg[kept],
        )


def register(clip: UsableClip, face_frame: FaceFrame) -> FaceClip:
    """Lay every frame of a clip on the rest template by its stable points.

    The scale is the camera's distance; it changes slowly and is smoothed over time.
    """
    weights = stable_weights(clip.confidence, clip.yaw_deg, moves_nose=clip.exercise.moves_nose)
    points = true_depth(clip.points_px, face_frame.depth_scale)
    free = fit_similarity(points, face_frame.template, weights=weights)
    scale = _low_passed(clip.times_s, free.scale)
    fitted = fit_similarity(points, face_frame.template, weights=weights, scale=scale)
    return FaceClip(
        exercise=clip.exercise,
        times_s=clip.times_s,
        frame_index=clip.frame_index,
        points=fitted.apply(points),
        yaw_deg=clip.yaw_deg,
        quality=clip.quality,
    )


def _low_passed(times_s: FloatArray, values: FloatArray) -> FloatArray:
    """Gaussian-weighted straight-line fit around each frame, on the true times.

    A line and not a mean, because a mean lags behind at the two ends of a clip in which the head
    comes nearer.
    """
    smoothed = np.empty_like(values)
    for i, time_s in enumerate(times_s):
        away = times_s - time_s
        kernel = np.exp(-0.5 * (away / SCALE_LOW_PASS_S) ** 2)
        total, first, second = kernel.sum(), kernel @ away, kernel @ away**2 + _NO_SLOPE_S2
        line = kernel * (second - first * away)
        smoothed[i] = line @ values / (total * second - first**2)
    return smoothed


def plane_drift_deg(first: FaceFrame, later: FaceFrame) -> float:
    """Angle between the mid-planes of two visits, their templates laid on one another (3.5.7).

    Degrees in [0, 90]; above `PLANE_DRIFT_WARNING_DEG` the side values are not comparable.
    """
    weights = stable_weights(np.ones((1, POINT_COUNT)), np.zeros(1), moves_nose=False)[0]
    laid = fit_similarity(later.template, first.template, weights=weights)
    normal: FloatArray = laid.rotation[:, 0]
    return _angle_of_planes_deg(normal, np.array([1.0, 0.0, 0.0]))
