"""Landmarks that go with the picture until the next ones are found.

The network needs some tenths of a second for a picture, and the face on the screen has moved on by
then: points are carried along by the movement of the picture (Lucas and Kanade, 1981), forward and
back again. One that does not come back to where it was, or to whose surroundings nothing is alike,
such as those of lips that part over the teeth, goes where the found points near it have gone; one
of a lid is left out, for a lid that closes goes its own way.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from core.crop import CropBox, crop_box_of, cut, from_crop, to_crop
from core.landmarks import (
    LOWER_LID_LATERAL,
    LOWER_LID_MEDIAL,
    UPPER_LID_LATERAL,
    UPPER_LID_MEDIAL,
)
from core.types import POINT_COUNT, FloatArray, ImageArray

PATCH_PX: Final = 256
PATCH_SCALE: Final = 1.6
"""Side of the patch over that of the points' box: a head may move by a third of its size
(default)."""

_WINDOW_PX: Final = 15
_LEVELS: Final = 3
MOST_ASTRAY_PX: Final = 1.0
"""Distance from its start, in pixels of the patch, at which a point carried there and back is lost
(default)."""

MOST_UNLIKE: Final = 12.0
"""Mean difference of its surroundings, of 255, at which a carried point is lost (default)."""

LEAST_CARRIED_RATIO: Final = 0.5
"""Share of the points that must be carried; fewer are no face (default)."""

NEIGHBOURS: Final = 5
"""Found points that a lost one goes along with, the nearer the more (default)."""

FEWEST_NEIGHBOURS: Final = 3
NEAR_PX: Final = 40.0
"""How far off, in pixels of the patch, a found point still tells of a lost one (default)."""

_LIDS: Final = (UPPER_LID_LATERAL, UPPER_LID_MEDIAL, LOWER_LID_MEDIAL, LOWER_LID_LATERAL)
_OF_LIDS: Final = np.isin(np.arange(POINT_COUNT), _LIDS)


@dataclass(frozen=True, slots=True, eq=False)
class FacePatch:
    """A face that was found, as far as needed to find it again in a later picture.

    Attributes:
        grey: uint8 (256, 256), the patch around the face.
        box: Where the patch lies in the picture.
        points: float32 (68, 2), the landmarks in pixels of the patch.
    """

    grey: NDArray[np.uint8]
    box: CropBox
    points: NDArray[np.float32]

    @classmethod
    def of(cls, image: ImageArray, points_px: FloatArray) -> FacePatch:
        """The patch of a picture.

        Args:
            image: uint8 (height, width, 3), RGB.
            points_px: float64 (68, 2 or 3), camera frame.
        """
        box = crop_box_of(points_px, PATCH_SCALE)
        points = to_crop(points_px[:, :2], box, PATCH_PX).astype(np.float32)
        return cls(_grey(image, box), box, points)

    def carried_to(self, image: ImageArray) -> FloatArray | None:
        """Where the points are in a later picture of the same size.

        Returns:
            float64 (68, 2), camera frame, NaN for lost points of the lids and for those with too
            few found ones near them; None when most are lost.
        """
        later = _grey(image, self.box)
        moved, unlike = _flow(self.grey, later, self.points)
        back, _ = _flow(later, self.grey, moved)
        astray_px = np.linalg.norm(back - self.points, axis=1)
        lost = (astray_px > MOST_ASTRAY_PX) | (unlike > MOST_UNLIKE)
        if lost.mean() > 1 - LEAST_CARRIED_RATIO:
            return None
        moved[lost & _OF_LIDS] = np.nan
        for point in np.flatnonzero(lost & ~_OF_LIDS):
            moved[point] = self.points[point] + self._shift_near(point, moved, lost)
        return from_crop(moved.astype(np.float64), self.box, PATCH_PX)

    def _shift_near(
        self, point: np.intp, moved: NDArray[np.float32], lost: NDArray[np.bool_]
    ) -> NDArray[np.float32]:
        """How far the found points around a lost one have gone; NaN where there are too few."""
        away_px = np.linalg.norm(self.points - self.points[point], axis=1)
        near = np.argsort(np.where(lost, np.inf, away_px))[:NEIGHBOURS]
        near = near[~lost[near] & (away_px[near] <= NEAR_PX)]
        if len(near) < FEWEST_NEIGHBOURS:
            return np.full(2, np.nan, np.float32)
        shifts = moved[near] - self.points[near]
        return np.asarray(np.average(shifts, axis=0, weights=1 / (1 + away_px[near])), np.float32)


def _grey(image: ImageArray, box: CropBox) -> NDArray[np.uint8]:
    return np.asarray(cv2.cvtColor(cut(image, box, PATCH_PX), cv2.COLOR_RGB2GRAY), np.uint8)


def _flow(
    first: NDArray[np.uint8], second: NDArray[np.uint8], points: NDArray[np.float32]
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Where the points of the first patch are in the second, and how unlike it is there.

    Returns:
        (N, 2), patch pixels, and (N,), mean difference of brightness around them.
    """
    moved, _, unlike = cv2.calcOpticalFlowPyrLK(
        first, second, points, points.copy(), winSize=(_WINDOW_PX, _WINDOW_PX), maxLevel=_LEVELS
    )
    return np.asarray(moved, np.float32), np.asarray(unlike, np.float32)[:, 0]
