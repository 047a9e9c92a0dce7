"""Photo sets that were prepared for this project: crops with teachers' or human points."""

from __future__ import annotations

import csv
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.lib.npyio import NpzFile

from core.errors import DataError
from core.landmarks import REGIONS
from core.types import POINT_COUNT, BoolArray, FloatArray
from models.training.data.sets.depth import from_nearer_positive
from models.training.data.sets.records import SPLITS, FaceRecord, PictureSource

LAYOUT: Final = (
    "index.csv (columns file, split; optional group, source, emotion); labels.npz (row i of every "
    "array = line i of index.csv: target_68_xyz with z towards the camera, or human_68_xy; "
    "optional target_in_photo, teacher_agreement_pct, head_pose_ypr_deg); images/<file>"
)
ATTRIBUTES: Final = ("source", "emotion")

_UNREADABLE: Final = (
    *(OSError, LookupError, ValueError, EOFError, NotImplementedError),
    *(zipfile.BadZipFile, zlib.error, csv.Error),
)
"""What a missing, cut-off or altered index or archive raises."""


@dataclass(frozen=True, slots=True)
class Trust:
    """Weights of a set's points.

    Attributes:
        plane: Of the inner points' x and y.
        jaw: Of the jaw's x and y.
        depth: Of z, where there is one.
    """

    plane: float = 1.0
    jaw: float = 1.0
    depth: float = 1.0


LABELLED: Final = Trust()
TAUGHT: Final = Trust(plane=0.6, jaw=0.3)
"""Points of two detectors that agree (default): better than none, worse than a person's."""


@dataclass(frozen=True, slots=True, eq=False)
class _Labels:
    points: FloatArray
    in_photo: BoolArray
    disagreement_pct: FloatArray | None
    yaw_deg: FloatArray | None


@dataclass(frozen=True, slots=True)
class PreparedSet:
    """One folder of `LAYOUT`.

    Attributes:
        folder: Where it lies.
        trust: Weights of its points.
        max_disagreement_pct: Leave out faces whose teachers differ by more, or of which that is not
            known; None takes all.
    """

    folder: Path
    trust: Trust = LABELLED
    max_disagreement_pct: float | None = None

    def records(self) -> tuple[FaceRecord, ...]:
        """See `records.DataSet.records`."""
        try:
            with (self.folder / "index.csv").open(newline="", encoding="utf-8") as lines:
                rows = list(csv.DictReader(lines))
            with (
                (self.folder / "labels.npz").open("rb") as stream,
                NpzFile(stream, allow_pickle=False) as archive,
            ):
                labels = _labels(dict(archive), len(rows))
            return tuple(
                self._record(row, number, labels)
                for number, row in enumerate(rows)
                if self._agreed(number, labels)
            )
        except _UNREADABLE as error:
            raise DataError(
                f"{self.folder} is not a prepared photo set ({error}): expected {LAYOUT}."
            ) from error

    def _agreed(self, number: int, labels: _Labels) -> bool:
        if self.max_disagreement_pct is None:
            return True
        if labels.disagreement_pct is None:
            raise KeyError("teacher_agreement_pct, by which faces are to be left out")
        return bool(labels.disagreement_pct[number] < self.max_disagreement_pct)

    def _record(self, row: dict[str, str], number: int, labels: _Labels) -> FaceRecord:
        file, split = row["file"], row["split"]
        if split not in SPLITS:
            raise ValueError(f"index.csv, line {number + 2}: split {split!r}")
        points = labels.points[number]
        trust = np.full((POINT_COUNT, 2), self.trust.plane)
        trust[list(REGIONS["jaw"]), 0] = self.trust.jaw
        trust[:, 0] *= labels.in_photo[number]
        trust[:, 1] = self.trust.depth if points.shape[1] > 2 else 0.0
        return FaceRecord(
            name=file,
            source=PictureSource(self.folder / "images" / file),
            person=row.get("group") or file,
            split=split,
            points_px=points,
            trust=trust,
            yaw_deg=None if labels.yaw_deg is None else float(labels.yaw_deg[number]),
            groups={name: row[name] for name in ATTRIBUTES if row.get(name)},
        )


def _labels(arrays: dict[str, FloatArray], count: int) -> _Labels:
    """The arrays of the archive, checked.

    Raises:
        LookupError: One is missing.
        ValueError: One has another shape or is not finite.
    """
    deep = "target_68_xyz" in arrays
    points = arrays["target_68_xyz" if deep else "human_68_xy"].astype(np.float64)
    if points.shape != (count, POINT_COUNT, 3 if deep else 2) or not np.isfinite(points).all():
        raise ValueError(f"points of shape {points.shape} for {count} lines of index.csv")
    in_photo = arrays.get("target_in_photo", np.ones((count, POINT_COUNT))).astype(np.bool_)
    pose = arrays.get("head_pose_ypr_deg")
    return _Labels(
        points=from_nearer_positive(points) if deep else points,
        in_photo=in_photo,
        disagreement_pct=arrays.get("teacher_agreement_pct"),
        yaw_deg=None if pose is None else pose[:, 0],
    )
