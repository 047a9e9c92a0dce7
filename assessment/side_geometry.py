"""The formulas behind the catalogue of measures (clinical.md 3.2 and 3.4).

All points are in face axes (`results.FaceFrame`): x to the patient's left, y up, z to the front,
the mid-sagittal plane at x = 0, one unit the outer-canthal width of the rest template. Every
computation takes points (N, 68, 3) and the rest face (68, 3) and gives one float64 (N,) for the
patient's right and one for the left, or a single one for the midline.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np

from assessment.measure_types import Computation
from core import landmarks as lm
from core.geometry import angle_between_deg, clip_polygon, point_at, unit, vector_area
from core.types import FloatArray

X, Y, Z = 0, 1, 2
OUTWARD: Final = (-1, 1)
"""Sign of x that leads away from the midline on the patient's right and left."""

Place = tuple[tuple[int, ...], tuple[int, ...]]
"""Landmarks whose mean is one place, on the patient's right and left."""

SideFormula = Callable[[FloatArray, FloatArray, int], FloatArray]

_OUTWARD_UP_FORWARD: Final = np.array([[OUTWARD[0], 1.0, 1.0], [OUTWARD[1], 1.0, 1.0]])
_UP: Final = np.array([0.0, 1.0, 0.0])
_LEFTWARD: Final = np.array([1.0, 0.0, 0.0])
_RADIANS_TO_DEG: Final = 180.0 / np.pi
LEVEL_DEG: Final = 90.0
"""Smile angle of a commissure at the height of the lower lip's middle [code:E]."""


def both(pair: tuple[int, int]) -> Place:
    """A paired landmark as a place."""
    return ((pair[0],), (pair[1],))


def midline(*points: int) -> Place:
    """A place of the midline, the same for both sides."""
    return (points, points)


CANTHI_MIDDLE: Final[Place] = (
    (lm.CANTHUS_LATERAL[0], lm.CANTHUS_MEDIAL[0]),
    (lm.CANTHUS_LATERAL[1], lm.CANTHUS_MEDIAL[1]),
)
"""E of clinical.md 3.2: without the lids, which move."""


def _at(points: FloatArray, place: Place, side: int) -> FloatArray:
    """float64 (N, 3) or (3,): the mean of the landmarks of `place` on one side."""
    mean: FloatArray = points[..., list(place[side]), :].mean(axis=-2)
    return mean


def per_side(formula: SideFormula) -> Computation:
    """A computation that applies `formula` to the right (side 0) and to the left (side 1)."""
    return lambda points, rest: (formula(points, rest, 0), formula(points, rest, 1))


def _distance(points: FloatArray, route: tuple[Place, Place], side: int) -> FloatArray:
    start, end = route
    length: FloatArray = np.linalg.norm(_at(points, start, side) - _at(points, end, side), axis=-1)
    return length


def distance(*routes: tuple[Place, Place]) -> Computation:
    """Euclidean distance between two places, or the mean of several such distances."""
    return per_side(
        lambda points, _, side: np.mean(
            [_distance(points, route, side) for route in routes], axis=0
        )
    )


def area(rings: Place) -> Computation:
    """Vector area of a ring of landmarks on each side."""
    return per_side(lambda points, _, side: vector_area(points[:, list(rings[side])]))


def split_area(ring: tuple[int, ...]) -> Computation:
    """Area of the part of one ring on each side of the mid-sagittal plane."""
    return per_side(
        lambda points, _, side: vector_area(
            clip_polygon(points[:, list(ring)], axis=X, side=OUTWARD[side])
        )
    )


LID_ROUTES: Final = (
    (both(lm.UPPER_LID_LATERAL), both(lm.LOWER_LID_LATERAL)),
    (both(lm.UPPER_LID_MEDIAL), both(lm.LOWER_LID_MEDIAL)),
)
EYE_WIDTH_ROUTE: Final = (both(lm.CANTHUS_LATERAL), both(lm.CANTHUS_MEDIAL))


def _eye_aspect(points: FloatArray, _: FloatArray, side: int) -> FloatArray:
    heights = [_distance(points, route, side) for route in LID_ROUTES]
    ratio: FloatArray = np.mean(heights, axis=0) / _distance(points, EYE_WIDTH_ROUTE, side)
    return ratio


def _commissure_angle(points: FloatArray, _: FloatArray, side: int) -> FloatArray:
    corner = points[:, lm.COMMISSURE[side]]
    across = points[:, lm.COMMISSURE[1 - side]]
    return angle_between_deg(across - corner, points[:, lm.CANTHUS_MEDIAL[side]] - corner)


def _lid_height(points: FloatArray, lids: Place, side: int) -> FloatArray:
    """Signed height of a lid's middle above the canthal line of its eye, within the eye's plane."""
    along = unit(points[:, lm.CANTHUS_LATERAL[side]] - points[:, lm.CANTHUS_MEDIAL[side]])
    across = unit(_UP - along[:, Y, None] * along)
    height: FloatArray = (
        across * (_at(points, lids, side) - _at(points, CANTHI_MIDDLE, side))
    ).sum(axis=-1)
    return height


_UPPER_LID: Final[Place] = (
    (lm.UPPER_LID_LATERAL[0], lm.UPPER_LID_MEDIAL[0]),
    (lm.UPPER_LID_LATERAL[1], lm.UPPER_LID_MEDIAL[1]),
)
_LOWER_LID: Final[Place] = (
    (lm.LOWER_LID_LATERAL[0], lm.LOWER_LID_MEDIAL[0]),
    (lm.LOWER_LID_LATERAL[1], lm.LOWER_LID_MEDIAL[1]),
)


def _upper_lid_height(points: FloatArray, _: FloatArray, side: int) -> FloatArray:
    return _lid_height(points, _UPPER_LID, side)


def _lower_lid_depth(points: FloatArray, _: FloatArray, side: int) -> FloatArray:
    return -_lid_height(points, _LOWER_LID, side)


def _signed_opening(points: FloatArray, _: FloatArray, side: int) -> FloatArray:
    return _lid_height(points, _UPPER_LID, side) - _lid_height(points, _LOWER_LID, side)


def _brow_rise(points: FloatArray, _: FloatArray, side: int) -> FloatArray:
    rise: FloatArray = (_at(points, lm.BROW, side) - _at(points, CANTHI_MIDDLE, side))[:, Y]
    return rise


def _half_width(points: FloatArray, _: FloatArray, side: int) -> FloatArray:
    width: FloatArray = OUTWARD[side] * points[:, lm.COMMISSURE[side], X]
    return width


def commissure_shift(points: FloatArray, rest: FloatArray, side: int) -> FloatArray:
    """Displacement of a commissure against rest: outward, up, forward; float64 (N, 3)."""
    shift: FloatArray = points[:, lm.COMMISSURE[side]] - rest[lm.COMMISSURE[side]]
    outward: FloatArray = shift * _OUTWARD_UP_FORWARD[side]
    return outward


def commissure_component(axis: int) -> Computation:
    """One component of `commissure_shift`."""
    return per_side(lambda points, rest, side: commissure_shift(points, rest, side)[:, axis])


def _shift_magnitude(points: FloatArray, rest: FloatArray, side: int) -> FloatArray:
    magnitude: FloatArray = np.linalg.norm(commissure_shift(points, rest, side), axis=-1)
    return magnitude


def _shift_direction(points: FloatArray, rest: FloatArray, side: int) -> FloatArray:
    shift = commissure_shift(points, rest, side)
    angle: FloatArray = np.arctan2(shift[:, Y], shift[:, X]) * _RADIANS_TO_DEG
    return angle


def _smile_angle(points: FloatArray, _: FloatArray, side: int) -> FloatArray:
    """From the lower lip's point on the mid-plane, since landmark 57 follows the healthy side."""
    lower_lip = points[:, list(lm.LOWER_OUTER_LIP)]
    middle = point_at(lower_lip, axis=X, level=np.zeros(len(points)))
    rise = np.clip(unit(points[:, lm.COMMISSURE[side]] - middle)[:, Y], -1.0, 1.0)
    angle: FloatArray = LEVEL_DEG + np.arcsin(rise) * _RADIANS_TO_DEG
    return angle


def _commissure_drop(points: FloatArray, _: FloatArray) -> tuple[FloatArray, ...]:
    right, left = lm.COMMISSURE
    return (points[:, left, Y] - points[:, right, Y],)


def mouth_width(points: FloatArray, _: FloatArray) -> tuple[FloatArray, ...]:
    """Distance between the commissures."""
    right, left = lm.COMMISSURE
    return (np.linalg.norm(points[:, right] - points[:, left], axis=-1),)


def midline_deviation(point: int) -> Computation:
    """Signed distance of a midline landmark from the mid-sagittal plane, + to the left."""
    return lambda points, _: (points[:, point, X],)


def _philtrum_tilt(points: FloatArray, _: FloatArray) -> tuple[FloatArray, ...]:
    philtrum = points[:, lm.UPPER_LIP_MIDLINE] - points[:, lm.SUBNASALE]
    return (np.arctan2(philtrum[:, X], -philtrum[:, Y]) * _RADIANS_TO_DEG,)


def lip_height_deviation(lip: tuple[int, ...]) -> Computation:
    """Right minus left height of a lip half-way between mid-plane and commissure [code:E]."""
    halves = [list(line[: len(lip) // 2 + 1]) for line in (lip, lip[::-1])]

    def height(points: FloatArray, side: int) -> FloatArray:
        level = points[:, lm.COMMISSURE[side], X] / 2.0
        return point_at(points[:, halves[side]], axis=X, level=level)[:, Y]

    return lambda points, _: (height(points, 0) - height(points, 1),)


def mirror_residual(region: tuple[int, ...]) -> Computation:
    """RMS distance of the mirrored points of a region from their mates."""
    ids = list(region)

    def rms(points: FloatArray, _: FloatArray) -> tuple[FloatArray, ...]:
        mirrored = points[:, ids] - 2.0 * points[:, ids, X, None] * _LEFTWARD
        squares = ((mirrored - points[:, lm.MIRROR_INDEX[ids]]) ** 2).sum(axis=-1)
        return (np.sqrt(squares.mean(axis=-1)),)

    return rms


EYE_ASPECT: Final = per_side(_eye_aspect)
COMMISSURE_ANGLE: Final = per_side(_commissure_angle)
UPPER_LID_HEIGHT: Final = per_side(_upper_lid_height)
LOWER_LID_DEPTH: Final = per_side(_lower_lid_depth)
SIGNED_OPENING: Final = per_side(_signed_opening)
BROW_RISE: Final = per_side(_brow_rise)
HALF_WIDTH: Final = per_side(_half_width)
SHIFT_MAGNITUDE: Final = per_side(_shift_magnitude)
SHIFT_DIRECTION: Final = per_side(_shift_direction)
SMILE_ANGLE: Final = per_side(_smile_angle)
COMMISSURE_DROP: Final[Computation] = _commissure_drop
PHILTRUM_TILT: Final[Computation] = _philtrum_tilt
