"""What every adapter says of a data set: its faces, one record each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Protocol

import numpy as np

from core.errors import DataError
from core.types import FloatArray

SPLITS: Final = ("train", "val", "test")


@dataclass(frozen=True, slots=True)
class PictureSource:
    """Where a picture comes from.

    Attributes:
        path: A picture file, or a video or the pictures of a pack when `frame_index` is given.
        frame_index: Which frame or row, from 0.
    """

    path: Path
    frame_index: int | None = None


@dataclass(frozen=True, slots=True, eq=False)
class FaceRecord:
    """One face of a data set.

    Attributes:
        name: Unique within the set, the same on every machine.
        source: Its picture.
        person: Person, sequence or base picture; a split never divides one.
        split: One of `SPLITS`.
        points_px: (68, 2) or (68, 3), camera frame of `core.types`, pixels of the picture, iBUG-68
            order; None where the set has no landmarks.
        trust: (68, 2), weight of each point in the plane and in depth; None: 1 in the plane, and
            1 in depth where there is depth, else 0.
        box_px: (left, top, right, bottom) of the face where the set gives a box, else None.
        yaw_deg: Turn of the head where the set gives it, sign of `core.types.HeadPose`.
        groups: What else the set says of the face, attribute to value ("emotion": "happy"); an
            evaluation reports errors by each attribute.

    Raises:
        DataError: The points have no width or no height.
    """

    name: str
    source: PictureSource
    person: str
    split: str
    points_px: FloatArray | None = None
    trust: FloatArray | None = None
    box_px: tuple[float, float, float, float] | None = None
    yaw_deg: float | None = None
    groups: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.points_px is not None and not np.ptp(self.points_px[:, :2], axis=0).all():
            raise DataError(
                f"{self.source.path}: the points of the face {self.name} lie on one line or in one "
                "place: restore its landmarks."
            )


class DataSet(Protocol):
    """An adapter, opened on the folder that the user gave."""

    def records(self) -> tuple[FaceRecord, ...]:
        """All faces in a fixed order.

        Raises:
            DataError: A file is missing or malformed; one sentence names file, line and what was
                expected.
        """
