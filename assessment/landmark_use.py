"""Which landmarks a measure rests on, found by moving each of them a little."""

from __future__ import annotations

from typing import Final

import numpy as np

from assessment.measures import CATALOGUE
from core.landmarks import Side
from core.types import POINT_COUNT, FloatArray

_NUDGE: Final = 1e-3
_UNMOVED: Final = 1e-9
_AXES: Final = 3


def landmarks_of(measure_id: str, face: FloatArray) -> dict[Side, tuple[int, ...]]:
    """The landmarks on which each value of a measure depends in one face.

    Args:
        measure_id: Key of `assessment.measures.CATALOGUE`.
        face: float64 (68, 3) in face axes, e.g. the rest template of a session.

    Returns:
        Landmark ids in rising order by side; measures of the middle have one entry.
    """
    definition = CATALOGUE[measure_id]
    nudged = np.tile(face, (POINT_COUNT, _AXES, 1, 1))
    for point in range(POINT_COUNT):
        for axis in range(_AXES):
            nudged[point, axis, point, axis] += _NUDGE
    still = definition.compute(face[None], face)
    moved = definition.compute(nudged.reshape(-1, POINT_COUNT, _AXES), face)
    found: dict[Side, tuple[int, ...]] = {}
    for side, before, after in zip(definition.sides, still, moved, strict=True):
        changed = np.abs(after - before).reshape(POINT_COUNT, _AXES).max(axis=1) > _UNMOVED
        found[side] = tuple(np.flatnonzero(changed).tolist())
    return found
