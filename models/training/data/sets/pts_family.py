"""The 300-W family and Menpo 2D: a `.pts` file beside every picture.

The 300-W re-annotation (Sagonas et al., ICCVW 2013; paper's [74-76]) of AFW, HELEN, LFPW, iBUG and
its own 600 test pictures, and Menpo 2D (Zafeiriou et al., CVPRW 2017; paper's [97]), whose profile
faces have 39 points: they give a face without landmarks, for the autoencoder.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from core.errors import DataError
from core.types import POINT_COUNT, FloatArray
from models.training.data.sets.reading import files_under, picture_beside, read_pts
from models.training.data.sets.records import FaceRecord, PictureSource
from models.training.data.sets.splits import split_of

PROFILE_POINT_COUNT: Final = 39
TO_BE_SPLIT: Final = "train or val"
"""In place of a split: the publisher's training pictures, divided by `splits.split_of`."""

_FLIPPED: Final = "_mirror"
"""End of the name of a flipped copy, which some releases have; the augmentation flips."""


def whole_name(stem: str) -> str:
    """Every picture is a person of its own."""
    return stem


def without_face_number(stem: str) -> str:
    """`1051618982_1` and `1051618982_2` are faces of one photo."""
    return re.sub(r"_\d+$", "", stem)


@dataclass(frozen=True, slots=True)
class PtsSet:
    """Pictures with `.pts` files.

    Attributes:
        folder: Where the set lies.
        parts: Subfolder ("." is the folder itself) to split, or `TO_BE_SPLIT`.
        val_share: Share of the training persons kept for validation.
        person_of: Person or photo of a picture's name.
        counts: Numbers of points that occur; only 68 give landmarks.
    """

    folder: Path
    parts: Mapping[str, str]
    val_share: float
    person_of: Callable[[str], str] = whole_name
    counts: tuple[int, ...] = (POINT_COUNT,)

    def records(self) -> tuple[FaceRecord, ...]:
        """See `records.DataSet.records`."""
        found = tuple(
            self._record(path, part)
            for part in self.parts
            for path in files_under(self.folder / part, (".pts",))
            if not path.stem.endswith(_FLIPPED)
        )
        if not found:
            raise DataError(f"{self.folder} has no .pts file: give the folder of the data set.")
        return found

    def _record(self, path: Path, part: str) -> FaceRecord:
        points = read_pts(path, self.counts)
        name = path.relative_to(self.folder).with_suffix("").as_posix()
        person = self.person_of(path.stem)
        if part != ".":
            person = f"{part}/{person}"  # LFPW numbers both of its parts from 1
        split = self.parts[part]
        whole = len(points) == POINT_COUNT
        return FaceRecord(
            name=name,
            source=PictureSource(picture_beside(path.with_suffix(""))),
            person=person,
            split=split_of(person, self.val_share) if split == TO_BE_SPLIT else split,
            points_px=points if whole else None,
            box_px=None if whole else _bounds(points),
            groups={} if part == "." else {"part": part},
        )


def _bounds(points: FloatArray) -> tuple[float, float, float, float]:
    (left, top), (right, bottom) = points.min(0), points.max(0)
    return float(left), float(top), float(right), float(bottom)
