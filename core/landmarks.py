"""The 68-point iBUG scheme: the only place where a landmark has a number.

Right and left are always the patient's. On an unmirrored frontal picture the patient's right side
is on the left of the picture, so a right-hand point has the smaller x of its mirror pair.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final

import numpy as np

from core.types import POINT_COUNT, FloatArray, IntArray


class Side(StrEnum):
    """Which half of the patient's own face a value belongs to."""

    RIGHT = "right"
    LEFT = "left"
    MIDLINE = "midline"

    @property
    def opposite(self) -> Side:
        """The other half; the midline is its own opposite."""
        return _OPPOSITE[self]


_OPPOSITE: Final = {
    Side.RIGHT: Side.LEFT,
    Side.LEFT: Side.RIGHT,
    Side.MIDLINE: Side.MIDLINE,
}

CHIN: Final = 8
NASION: Final = 27
NOSE_TIP: Final = 30
SUBNASALE: Final = 33
UPPER_LIP_MIDLINE: Final = 51
LOWER_LIP_MIDLINE: Final = 57
INNER_UPPER_LIP_MIDLINE: Final = 62
INNER_LOWER_LIP_MIDLINE: Final = 66
NASAL_BRIDGE: Final = (NASION, 28, 29, NOSE_TIP)

# Named points that come in pairs: (patient's right, patient's left).
TEMPLE: Final = (0, 16)
JAW_UPPERMOST: Final = (1, 15)
BROW_LATERAL: Final = (17, 26)
BROW_MEDIAL: Final = (21, 22)
ALA: Final = (31, 35)
CANTHUS_LATERAL: Final = (36, 45)
CANTHUS_MEDIAL: Final = (39, 42)
UPPER_LID_LATERAL: Final = (37, 44)
UPPER_LID_MEDIAL: Final = (38, 43)
LOWER_LID_MEDIAL: Final = (40, 47)
LOWER_LID_LATERAL: Final = (41, 46)
COMMISSURE: Final = (48, 54)
UPPER_LIP_PEAK: Final = (50, 52)
UPPER_LIP_LATERAL: Final = (49, 53)
LOWER_LIP_MEDIAL: Final = (58, 56)
LOWER_LIP_LATERAL: Final = (59, 55)
INNER_COMMISSURE: Final = (60, 64)
INNER_UPPER_LIP: Final = (61, 63)
INNER_LOWER_LIP: Final = (67, 65)

REGIONS: Final[dict[str, tuple[int, ...]]] = {
    "jaw": tuple(range(17)),
    "brow": tuple(range(17, 27)),
    "nose": tuple(range(27, 36)),
    "eye": tuple(range(36, 48)),
    "outer_lips": tuple(range(48, 60)),
    "inner_lips": tuple(range(60, 68)),
}

BROW: Final = ((17, 18, 19, 20, 21), (26, 25, 24, 23, 22))
EYE: Final = ((36, 37, 38, 39, 40, 41), (45, 44, 43, 42, 47, 46))
OUTER_LIP_RING: Final = tuple(range(48, 60))
INNER_LIP_RING: Final = tuple(range(60, 68))
INNER_51: Final = tuple(range(17, POINT_COUNT))

# Polylines from the patient's right commissure to the left one.
UPPER_OUTER_LIP: Final = (48, 49, 50, UPPER_LIP_MIDLINE, 52, 53, 54)
LOWER_OUTER_LIP: Final = (48, 59, 58, LOWER_LIP_MIDLINE, 56, 55, 54)

# Closed rings around one half of the mouth, split at the midline landmarks.
OUTER_HALF_MOUTH: Final = (
    (48, 49, 50, UPPER_LIP_MIDLINE, LOWER_LIP_MIDLINE, 58, 59),
    (54, 53, 52, UPPER_LIP_MIDLINE, LOWER_LIP_MIDLINE, 56, 55),
)
INNER_HALF_MOUTH: Final = (
    (60, 61, INNER_UPPER_LIP_MIDLINE, INNER_LOWER_LIP_MIDLINE, 67),
    (64, 63, INNER_UPPER_LIP_MIDLINE, INNER_LOWER_LIP_MIDLINE, 65),
)

OUTLINES: Final = (
    REGIONS["jaw"],
    *BROW,
    NASAL_BRIDGE,
    REGIONS["nose"][len(NASAL_BRIDGE) :],
    *((*ring, ring[0]) for ring in (*EYE, OUTER_LIP_RING, INNER_LIP_RING)),
)
"""Polylines that draw the face; rings end where they begin."""

WFLW_98_TO_68: Final = (
    *range(0, 33, 2),  # jaw: every second of the 33 points
    *range(33, 38),  # upper edges of the brows, of which WFLW also has the lower ones
    *range(42, 47),
    *range(51, 60),  # nose
    *(60, 61, 63, 64, 65, 67),  # lids: without the middle points 62, 66, 70, 74
    *(68, 69, 71, 72, 73, 75),
    *range(76, 96),  # lips; 96 and 97 are the pupils
)
"""Which of WFLW's 98 points (Wu et al., CVPR 2018) stands for each of the 68, the usual choice."""

_PAIRS: Final = (
    *((i, 16 - i) for i in range(8)),
    *((i, 43 - i) for i in range(17, 22)),
    (31, 35),
    (32, 34),
    *zip(EYE[0], EYE[1], strict=True),
    (48, 54),
    (49, 53),
    (50, 52),
    (59, 55),
    (58, 56),
    (60, 64),
    (61, 63),
    (67, 65),
)


def _mirror_index() -> IntArray:
    index = np.arange(POINT_COUNT, dtype=np.int64)
    for right, left in _PAIRS:
        index[right], index[left] = left, right
    index.flags.writeable = False
    return index


MIRROR_INDEX: Final = _mirror_index()
"""int64 (68,): the id of each point's mate on the other side; midline points map to themselves."""


def side_of(point: int) -> Side:
    """The patient's side on which landmark `point` (0..67) lies."""
    mate = int(MIRROR_INDEX[point])
    if mate == point:
        return Side.MIDLINE
    return Side.RIGHT if (point, mate) in _PAIRS else Side.LEFT


def mirror_points(points: FloatArray, *, width_px: int) -> FloatArray:
    """The landmarks of the horizontally flipped picture.

    Args:
        points: float64 (..., 68, 2 or 3), camera frame, pixels.
        width_px: Width of the picture.

    Returns:
        Same shape, x reflected and the ids of the two sides exchanged.
    """
    mirrored = points[..., MIRROR_INDEX, :].copy()
    mirrored[..., 0] = width_px - 1 - mirrored[..., 0]
    return mirrored
