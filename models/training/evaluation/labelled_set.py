"""The faces of a data set that an evaluation measures: those of one split with true points."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from core.errors import DataError
from core.types import FloatArray
from models.evaluation.predictions import Face
from models.training.data.packing import evenly
from models.training.data.pictures import pictures
from models.training.data.sets.records import FaceRecord

SPACE_AXES: Final = 3
PLANE_AXES: Final = 2

NOT_STATED: Final = "not stated"
"""Group of the faces of which a set does not say an attribute that it says of others."""


@dataclass(frozen=True, slots=True, eq=False)
class LabelledSet:
    """The measured faces of one data set.

    Attributes:
        name: Name of the set in the catalogue.
        split: Which of its splits.
        records: At least one face, each with points.
        whole: The faces are all that the split has.
    """

    name: str
    split: str
    records: tuple[FaceRecord, ...]
    whole: bool

    def __len__(self) -> int:
        return len(self.records)

    @property
    def names(self) -> tuple[str, ...]:
        """The N names of the faces."""
        return tuple(record.name for record in self.records)

    def truth_px(self) -> FloatArray:
        """float64 (N, 68, 3), or (N, 68, 2) unless every face has a depth to be trusted."""
        axes = SPACE_AXES if all(map(_has_depth, self.records)) else PLANE_AXES
        return np.stack([_points(record)[:, :axes] for record in self.records])

    def yaw_deg(self) -> FloatArray | None:
        """float64 (N,), or None when the set does not give the turn of every head."""
        angles = [record.yaw_deg for record in self.records if record.yaw_deg is not None]
        return np.array(angles) if len(angles) == len(self.records) else None

    def groups(self) -> dict[str, tuple[str, ...]]:
        """Attribute to the N values of the faces, for the attributes in which faces differ."""
        attributes = sorted({name for record in self.records for name in record.groups})
        values = {
            name: tuple(record.groups.get(name, NOT_STATED) for record in self.records)
            for name in attributes
        }
        return {name: column for name, column in values.items() if len(set(column)) > 1}

    def faces(self) -> Iterator[Face]:
        """Every picture with its true points, in order, one at a time.

        Raises:
            KnownError: A picture or video is missing or damaged.
        """
        yield from zip(pictures(self.records), self.truth_px(), strict=True)


def labelled_set(
    name: str, records: Sequence[FaceRecord], *, split: str, limit: int | None = None
) -> LabelledSet:
    """The faces of `split` with points to be trusted.

    Args:
        name: Name of the set.
        records: All that the adapter gives; they are put in the order of their files and frames.
        split: One of `models.training.data.sets.records.SPLITS`.
        limit: At most so many faces, evenly spread; None: all.

    Raises:
        DataError: The split has no face with points.
    """
    chosen = [record for record in records if record.split == split and _is_labelled(record)]
    if not chosen:
        raise DataError(f"{name} has no face with landmarks in its split {split!r}.")
    chosen.sort(key=_place)
    taken = evenly(chosen, limit)
    return LabelledSet(name=name, split=split, records=taken, whole=len(taken) == len(chosen))


def _is_labelled(record: FaceRecord) -> bool:
    trusted = record.trust is None or bool(record.trust[:, 0].any())
    return record.points_px is not None and trusted


def _place(record: FaceRecord) -> tuple[Path, int]:
    return record.source.path, record.source.frame_index or 0


def _points(record: FaceRecord) -> FloatArray:
    if record.points_px is None:
        raise ValueError(f"{record.name} has no points")
    return record.points_px


def _has_depth(record: FaceRecord) -> bool:
    deep = _points(record).shape[1] == SPACE_AXES
    return deep and (record.trust is None or bool((record.trust[:, 1] > 0).all()))
