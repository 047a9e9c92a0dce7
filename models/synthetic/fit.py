"""The morphable face laid over a photographed one: pose, identity and expression from 68 points.

Scaled orthography: a similarity takes the model's frame to the camera frame of `core.types`. Pose
and coefficients are found together by Gauss-Newton steps, each a regularised linear least-squares
problem in which the expression weights may not be negative.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy.linalg import qr, solve_triangular
from scipy.optimize import nnls
from scipy.spatial.transform import Rotation

from core.geometry import Similarity, fit_similarity
from core.landmarks import EYE, INNER_51, REGIONS
from core.types import POINT_COUNT, FloatArray, HeadPose
from models.runtime.pose import pose_of
from models.synthetic.ict import BLINKS, IctModel

MODEL_AXES: Final = np.diag([1.0, -1.0, -1.0])
"""From the model's axes (y up, z towards the camera) to those of the camera frame."""

_IDENTITY_MODES: Final = 50
_STEPS: Final = 8
_POSE_UNKNOWNS: Final = 7
_EXPRESSION_SPREAD: Final = 0.35
"""Usual size of an expression weight (default)."""

# Usual distance of a point from the fitted model, in box sizes (defaults). Labels of the jaw lie
# on the visible outline, not on the model's jaw line; depth comes from a teacher.
_SPREAD_INNER_RATIO: Final = 0.009
_SPREAD_EYE_RATIO: Final = 0.005
_SPREAD_JAW_RATIO: Final = 0.06
_SPREAD_DEPTH_RATIO: Final = 0.05

_UNKNOWN_DEPTH_TRUST: Final = 1e-6
"""Keeps the fitted face near the picture where no depth is known, and decides nothing else."""

_UNFITTED_PREFIXES: Final = ("PupilDilate", "eyeLook", "cheek", "noseSneer", "jawForward")
"""Movements that the landmarks do not show."""


@dataclass(frozen=True, slots=True, eq=False)
class FaceFit:
    """The model that explains one face's points.

    Attributes:
        identity: float64 (k,), standard deviations per mode.
        weights: float64 (W,), expression weights, not negative.
        placement: From the model's frame to the camera frame, pixels.
        residual_pct: Mean distance of the inner points from the model's in the picture, % of the
            size of the landmark box.
    """

    identity: FloatArray
    weights: FloatArray
    placement: Similarity
    residual_pct: float

    @property
    def pose(self) -> HeadPose:
        """How the head is turned."""
        return pose_of(self.placement.rotation @ MODEL_AXES)


def box_size_px(points: FloatArray) -> float:
    """sqrt(width x height) of the box around the landmarks (68, 2 or 3)."""
    return float(np.sqrt(np.prod(np.ptp(points[:, :2], axis=0))))


def fit_face(outline: IctModel, points: FloatArray, trust: FloatArray) -> FaceFit:
    """Lay the model over one face.

    Args:
        outline: `IctModel.landmarks_only()` of the model.
        points: float64 (68, 3), camera frame, pixels.
        trust: float64 (68, 2), how far to trust each point in the plane and in depth, >= 0.

    Returns:
        The fit; the caller judges `residual_pct`.
    """
    box_px = box_size_px(points)
    if trust[:, 1].any():
        placement = fit_similarity(outline.neutral.astype(np.float64), points, weights=trust[:, 0])
    else:
        placement = _upright(outline.neutral.astype(np.float64), points, trust[:, 0])
        points = np.column_stack((points[:, :2], np.zeros(POINT_COUNT)))
        trust = np.column_stack((trust[:, 0], np.full(POINT_COUNT, _UNKNOWN_DEPTH_TRUST)))
    row_weights = _row_weights(trust, box_px)
    identity, weights = np.zeros(min(_IDENTITY_MODES, outline.identity_count)), np.zeros(0)
    for _ in range(_STEPS):
        placement, identity, weights = _step(outline, points, row_weights, placement, identity)
    fitted = placement.apply(outline.vertices(identity, weights).astype(np.float64))
    inner = list(INNER_51)
    distance_px = np.linalg.norm((fitted - points)[inner, :2], axis=1)
    residual_pct = 100 * float(distance_px.mean()) / box_px
    return FaceFit(identity, weights, placement, residual_pct)


def _upright(neutral: FloatArray, points: FloatArray, weights: FloatArray) -> Similarity:
    """The neutral face seen from the front, turned in the plane only, on points without depth."""
    facing = neutral @ MODEL_AXES
    flat = facing * [1.0, 1.0, 0.0]
    plane = fit_similarity(
        flat, np.column_stack((points[:, :2], np.zeros(POINT_COUNT))), weights=weights
    )
    return Similarity(plane.scale, plane.rotation @ MODEL_AXES, plane.translation)


def _row_weights(trust: FloatArray, box_px: float) -> FloatArray:
    """float64 (68, 3): reciprocal spread of each coordinate, 1 / px."""
    spread = np.full(POINT_COUNT, _SPREAD_INNER_RATIO)
    spread[[*EYE[0], *EYE[1]]] = _SPREAD_EYE_RATIO
    spread[list(REGIONS["jaw"])] = _SPREAD_JAW_RATIO
    plane = np.sqrt(trust[:, 0]) / spread
    depth = np.sqrt(trust[:, 1]) / _SPREAD_DEPTH_RATIO
    return np.stack([plane, plane, depth], axis=1) / box_px


def _step(
    outline: IctModel,
    points: FloatArray,
    row_weights: FloatArray,
    placement: Similarity,
    identity: FloatArray,
) -> tuple[Similarity, FloatArray, FloatArray]:
    """One Gauss-Newton step: pose as a small change, coefficients anew."""
    movable = _movable(outline)
    to_px = placement.scale * placement.rotation
    modes = outline.identity[: len(identity)].astype(np.float64) @ to_px.T
    moves = _movements(outline, identity)[movable] @ to_px.T
    person = outline.neutral + np.tensordot(identity, outline.identity[: len(identity)], axes=1)
    turned = person @ to_px.T
    lever = np.stack([np.cross(axis, turned) for axis in np.eye(3)])
    shifts = np.broadcast_to(np.eye(3)[:, None, :], (3, POINT_COUNT, 3))
    free = np.concatenate([lever, turned[None], shifts, modes])
    neutral = outline.neutral.astype(np.float64)
    found_free, found_moves = _solve(
        (free * row_weights).reshape(len(free), -1).T,
        (moves * row_weights).reshape(len(moves), -1).T,
        ((points - placement.apply(neutral)) * row_weights).ravel(),
    )
    spin = Rotation.from_rotvec(found_free[:3]).as_matrix()
    weights = np.zeros(len(outline.weight_names))
    weights[movable] = found_moves
    # The levers leave out the translation, so the spin does not change it.
    moved = Similarity(
        placement.scale * np.exp(found_free[3]),
        spin @ placement.rotation,
        placement.translation + found_free[4:_POSE_UNKNOWNS],
    )
    return moved, found_free[_POSE_UNKNOWNS:], weights


def _solve(
    free: FloatArray, moves: FloatArray, target: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """Ridge least squares `free x + moves y = target` with y >= 0 and pose unpunished."""
    modes, weights = free.shape[1] - _POSE_UNKNOWNS, moves.shape[1]
    punished = np.zeros((modes, free.shape[1]))
    punished[:, _POSE_UNKNOWNS:] = np.eye(modes)
    tall = np.concatenate([free, punished])
    basis, triangle = qr(tall, mode="economic")
    ridge = np.eye(weights) / _EXPRESSION_SPREAD
    bounded = np.concatenate([moves, np.zeros((modes, weights))])
    wanted = np.concatenate([target, np.zeros(modes)])
    left_over = np.concatenate([bounded - basis @ (basis.T @ bounded), ridge])
    y, _ = nnls(left_over, np.concatenate([wanted - basis @ (basis.T @ wanted), np.zeros(weights)]))
    x = solve_triangular(triangle, basis.T @ (wanted - bounded @ y))
    return x, y


def _movable(outline: IctModel) -> list[int]:
    names = outline.weight_names
    return [i for i, name in enumerate(names) if not name.startswith(_UNFITTED_PREFIXES)]


def _movements(outline: IctModel, identity: FloatArray) -> FloatArray:
    """float64 (W, 68, 3): displacement at weight 1; the blinks close this person's eyes."""
    moves = outline.expression.astype(np.float64)
    person = outline.vertices(identity, np.zeros(len(outline.weight_names)))
    for name in BLINKS:
        blink = outline.vertices(identity, outline.weights({name: 1.0}))
        moves[outline.weight_names.index(name)] = blink - person
    return moves
