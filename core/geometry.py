"""Registration, mirror plane, areas and angles of three-dimensional landmarks.

Every function takes points of any right-handed frame and says nothing about faces; which
landmarks are stable and which are mates is the caller's knowledge.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from core.types import FloatArray, IntArray

TUKEY_SPREADS: Final = 2.0
"""Tukey's cut-off in robust standard deviations (clinical.md 3.5, step 4)."""

NORMAL_PER_MAD: Final = 1.4826
"""Standard deviation of a normal distribution over its median absolute deviation."""

IRLS_STEPS: Final = 15
IRLS_WEIGHT_FLOOR: Final = 1e-3
ROUNDING: Final = 1e-9
"""Residuals below this share of the size of a shape are rounding, not asymmetry."""

TEMPLATE_STEPS: Final = 20
TEMPLATE_TOLERANCE: Final = 1e-7
_SMALLEST: Final = 1e-12


@dataclass(frozen=True, slots=True, eq=False)
class Similarity:
    """The mapping `scale * rotation @ x + translation`, one or a stack of them.

    Attributes:
        scale: float64 (...), positive.
        rotation: float64 (..., 3, 3), determinant +1.
        translation: float64 (..., 3).
    """

    scale: FloatArray
    rotation: FloatArray
    translation: FloatArray

    def apply(self, points: FloatArray) -> FloatArray:
        """Map float64 (..., K, 3) to the same shape."""
        turned = points @ np.swapaxes(self.rotation, -1, -2)
        mapped: FloatArray = self.scale[..., None, None] * turned + self.translation[..., None, :]
        return mapped


def fit_similarity(
    source: FloatArray,
    target: FloatArray,
    *,
    weights: FloatArray,
    scale: FloatArray | None = None,
) -> Similarity:
    """The weighted least-squares similarity from `source` to `target` (Umeyama, TPAMI 1991).

    Args:
        source: float64 (..., K, 3).
        target: float64 (K, 3) or (..., K, 3).
        weights: float64 (K,) or (..., K), not negative.
        scale: float64 (...) to keep instead of fitting it.

    Raises:
        ValueError: The points with weight coincide, so that no rotation can be found.
    """
    share = weights / np.maximum(weights.sum(axis=-1, keepdims=True), _SMALLEST)
    mean_source = np.einsum("...k,...ki->...i", share, source)
    mean_target = np.einsum("...k,...ki->...i", share, target)
    centred_source = source - mean_source[..., None, :]
    centred_target = target - mean_target[..., None, :]
    variance = np.einsum("...k,...ki,...ki->...", share, centred_source, centred_source)
    if not np.all(variance > _SMALLEST):
        raise ValueError("points that coincide or have no weight cannot be registered")
    covariance = np.einsum("...k,...ki,...kj->...ij", share, centred_target, centred_source)
    left, singular, right = np.linalg.svd(covariance)
    handed = np.ones_like(singular)
    handed[..., 2] = np.sign(np.linalg.det(left) * np.linalg.det(right))
    rotation = (left * handed[..., None, :]) @ right
    fitted = (singular * handed).sum(axis=-1) / variance if scale is None else scale
    turned_mean = np.einsum("...ij,...j->...i", rotation, mean_source)
    return Similarity(fitted, rotation, mean_target - fitted[..., None] * turned_mean)


def procrustes_template(shapes: FloatArray, weights: FloatArray) -> FloatArray:
    """The per-landmark median shape after iterated similarity alignment.

    Generalised Procrustes on the weighted points (clinical.md 3.5, step 1); the median makes
    single bad frames harmless.

    Args:
        shapes: float64 (N, K, 3), N >= 1.
        weights: float64 (K,), not negative.

    Returns:
        float64 (K, 3), weighted centre at the origin, weighted RMS radius 1.
    """
    template = np.median([_unit_size(shape, weights) for shape in shapes], axis=0)
    for _ in range(TEMPLATE_STEPS):
        aligned = fit_similarity(shapes, template, weights=weights).apply(shapes)
        updated = _unit_size(np.median(aligned, axis=0), weights)
        moved = float(np.abs(updated - template).max())
        template = updated
        if moved < TEMPLATE_TOLERANCE:
            break
    return template


def _unit_size(shape: FloatArray, weights: FloatArray) -> FloatArray:
    """`shape` (K, 3) with its weighted centre at the origin and a weighted RMS radius of 1."""
    share = weights / weights.sum()
    centred = shape - share @ shape
    sized: FloatArray = centred / np.sqrt(share @ (centred**2).sum(axis=-1))
    return sized


@dataclass(frozen=True, slots=True, eq=False)
class MirrorPlane:
    """The plane `normal . x = offset` that best maps a shape on its own mirror image.

    Attributes:
        normal: float64 (3,), unit length; its sign is arbitrary.
        offset: Distance from the origin along `normal`, unit of the points.
        rms: Weighted RMS distance of mirrored points from their mates, unit of the points.
    """

    normal: FloatArray
    offset: float
    rms: float


def reflect(points: FloatArray, normal: FloatArray, offset: float) -> FloatArray:
    """Mirror float64 (..., 3) at the plane `normal . x = offset`, `normal` of unit length."""
    reflected: FloatArray = points - 2.0 * ((points @ normal) - offset)[..., None] * normal
    return reflected


def mirror_plane(
    points: FloatArray, *, mates: IntArray, weights: FloatArray, robust: bool = True
) -> MirrorPlane:
    """The mid-plane by reflective weighted Procrustes (clinical.md 3.5, steps 3 and 4).

    With Y_i = X_mate(i) and S = sum w_i (X_i - c)(Y_i - c)', the normal is the eigenvector of the
    smallest eigenvalue of S. The robust form re-weights with Tukey's biweight.

    Args:
        points: float64 (K, 3).
        mates: int64 (K,): index of each point's mate; a point of the midline is its own.
        weights: float64 (K,), equal for both points of a pair.
        robust: Re-weight by the residuals.

    Raises:
        ValueError: The two points of some pair have different weights.
    """
    if not np.array_equal(weights, weights[mates]):
        raise ValueError("mates must have equal weights")
    plane = _least_squares_plane(points, mates=mates, weights=weights)
    rounding = ROUNDING * float(np.ptp(points))
    for _ in range(IRLS_STEPS if robust else 0):
        residuals = _residuals(points, mates=mates, plane=plane) + rounding
        biweight = _tukey(residuals, spread_of=residuals[weights > 0])
        plane = _least_squares_plane(points, mates=mates, weights=weights * biweight)
    share = weights / weights.sum()
    squares = _residuals(points, mates=mates, plane=plane) ** 2
    return MirrorPlane(plane.normal, plane.offset, float(np.sqrt(share @ squares)))


def _least_squares_plane(
    points: FloatArray, *, mates: IntArray, weights: FloatArray
) -> MirrorPlane:
    share = weights / weights.sum()
    centre = share @ points
    centred = points - centre
    moment = np.einsum("k,ki,kj->ij", share, centred, centred[mates])
    normal: FloatArray = np.linalg.eigh((moment + moment.T) / 2.0).eigenvectors[:, 0]
    return MirrorPlane(normal, float(normal @ centre), 0.0)


def _residuals(points: FloatArray, *, mates: IntArray, plane: MirrorPlane) -> FloatArray:
    """float64 (K,): distance of each point's mirror image from its mate."""
    reflected = reflect(points, plane.normal, plane.offset)
    distance: FloatArray = np.linalg.norm(reflected - points[mates], axis=-1)
    # Equal for both mates but for rounding, which must not give them unequal weights.
    return (distance + distance[mates]) / 2.0


def _tukey(residuals: FloatArray, *, spread_of: FloatArray) -> FloatArray:
    """Tukey's biweight with a floor; residuals are lengths, so their centre is taken as 0."""
    cut = TUKEY_SPREADS * NORMAL_PER_MAD * float(np.median(spread_of))
    ratio = np.minimum(residuals / max(cut, _SMALLEST), 1.0)
    return np.maximum((1.0 - ratio**2) ** 2, IRLS_WEIGHT_FLOOR)


def unit(vectors: FloatArray) -> FloatArray:
    """float64 (..., 3) scaled to length 1; a vector without length stays 0."""
    length = np.linalg.norm(vectors, axis=-1, keepdims=True)
    scaled: FloatArray = vectors / np.maximum(length, _SMALLEST)
    return scaled


def angle_between_deg(first: FloatArray, second: FloatArray) -> FloatArray:
    """Angle between the directions of float64 (..., 3), degrees in [0, 180]."""
    crossed = np.linalg.norm(np.cross(first, second), axis=-1)
    angle: FloatArray = np.degrees(np.arctan2(crossed, (first * second).sum(axis=-1)))
    return angle


def vector_area(polygon: FloatArray) -> FloatArray:
    """Area of a closed ring in space (clinical.md 3.2): `0.5 |sum (p_i - c) x (p_i+1 - c)|`.

    Args:
        polygon: float64 (..., K, 3), corners in order, the last joined to the first.

    Returns:
        float64 (...), square of the unit of the points, not negative.
    """
    centred = polygon - polygon.mean(axis=-2, keepdims=True)
    crossed = np.cross(centred, np.roll(centred, -1, axis=-2))
    area: FloatArray = 0.5 * np.linalg.norm(crossed.sum(axis=-2), axis=-1)
    return area


def clip_polygon(polygon: FloatArray, *, axis: int, side: int) -> FloatArray:
    """The part of closed rings on one side of the coordinate plane through the origin.

    Every edge gives two corners, so that all rings of a stack keep one length; the corners of an
    edge that lies wholly outside repeat the corner before it and add no area. A ring wholly
    outside collapses to one corner.

    Args:
        polygon: float64 (N, K, 3), corners in order.
        axis: Coordinate that is cut: 0, 1 or 2.
        side: +1 keeps the positive half, -1 the negative one.

    Returns:
        float64 (N, 2 K, 3).
    """
    start, end = polygon, np.roll(polygon, -1, axis=1)
    height_start, height_end = side * start[..., axis], side * end[..., axis]
    step = height_end - height_start
    crossing = -height_start / np.where(np.abs(step) < _SMALLEST, 1.0, step)
    enter = np.where(height_start < 0, np.clip(crossing, 0.0, 1.0), 0.0)
    leave = np.where(height_end < 0, np.clip(crossing, 0.0, 1.0), 1.0)
    inside = (height_start >= 0) | (height_end >= 0)
    edge = end - start
    corners = np.stack((start + enter[..., None] * edge, start + leave[..., None] * edge), axis=2)
    corners = corners.reshape(len(polygon), -1, 3)
    kept = np.repeat(inside, 2, axis=1)
    last = np.maximum.accumulate(np.where(kept, np.arange(kept.shape[1]), -1), axis=1)
    last = np.where(last < 0, last.max(axis=1, keepdims=True), last)
    clipped: FloatArray = np.take_along_axis(corners, np.maximum(last, 0)[..., None], axis=1)
    return clipped


def point_at(polyline: FloatArray, *, axis: int, level: FloatArray) -> FloatArray:
    """Where open polylines cross the plane `x[axis] = level`; the nearest point if they do not.

    Args:
        polyline: float64 (N, K, 3), K >= 2.
        axis: Coordinate that is prescribed.
        level: float64 (N,), its value.

    Returns:
        float64 (N, 3); of several crossings the first along the polyline.
    """
    start, end = polyline[:, :-1], polyline[:, 1:]
    step = end[..., axis] - start[..., axis]
    missing = level[:, None] - start[..., axis]
    along = np.clip(missing / np.where(np.abs(step) < _SMALLEST, 1.0, step), 0.0, 1.0)
    candidates = start + along[..., None] * (end - start)
    distance = np.abs(candidates[..., axis] - level[:, None])
    nearest = np.argmin(np.where(distance < _SMALLEST, 0.0, distance), axis=1)
    found: FloatArray = candidates[np.arange(len(polyline)), nearest]
    return found
