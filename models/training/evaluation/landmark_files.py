"""Landmarks of a data set in a file: how other detectors are measured on the same pictures.

A NumPy archive (.npz) with
    files   (N,) names of the faces as the data set's adapter gives them (`FaceRecord.name`)
    points  (N, 68, 2 or 3) or, without the jaw, (N, 51, 2); pixels of the picture in the camera
            frame of `core.types` (z away from the camera); a face of NaN: nothing was found
    label   optional, the detector's name
    dataset optional, the data set's name, where several sets name their faces alike
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.lib.npyio import NpzFile

from core.errors import DataError
from core.files import replacing
from core.landmarks import INNER_51
from core.types import POINT_COUNT, FloatArray

SHAPES: Final = ((POINT_COUNT, 2), (POINT_COUNT, 3), (len(INNER_51), 2))

_UNREADABLE: Final = (
    *(OSError, LookupError, ValueError, EOFError, NotImplementedError),
    *(zipfile.BadZipFile, zlib.error),
)
"""What a missing, cut-off or altered archive raises."""


@dataclass(frozen=True, slots=True, eq=False)
class LandmarkFile:
    """What a detector says of many faces.

    Attributes:
        path: Where it was read.
        label: The detector's name.
        dataset: The data set it belongs to; "": any that has its names.
        files: N names of faces.
        points_px: float64 (N, 68, 2 or 3); NaN where nothing was found, and in the jaw when
            `inner_only`.
        inner_only: The detector does not place the jaw.
    """

    path: Path
    label: str
    dataset: str
    files: tuple[str, ...]
    points_px: FloatArray
    inner_only: bool

    def points_of(self, dataset: str, names: Sequence[str]) -> FloatArray | None:
        """The points (len(names), 68, 2 or 3) of some faces, or None when it is of another set.

        Raises:
            DataError: It names some of the faces, not all.
        """
        if self.dataset not in ("", dataset):
            return None
        row_of = {name: row for row, name in enumerate(self.files)}
        absent = [name for name in names if name not in row_of]
        if len(absent) == len(names) and not self.dataset:
            return None
        if absent:
            raise DataError(
                f"{self.path} lacks {len(absent)} of the {len(names)} faces of {dataset}, first "
                f"{absent[0]!r}: give a row of NaN where no face was found."
            )
        rows: FloatArray = self.points_px[[row_of[name] for name in names]]
        return rows


def read_landmark_file(path: Path, label: str = "") -> LandmarkFile:
    """Read a detector's landmarks.

    Args:
        path: The archive.
        label: The detector's name; "": that of the file.

    Raises:
        DataError: The file is missing or malformed, or has no label.
    """
    try:
        with path.open("rb") as stream, NpzFile(stream, allow_pickle=False) as archive:
            files = tuple(str(name) for name in archive["files"].ravel())
            points = archive["points"].astype(np.float64)
            texts = {key: str(archive[key]) for key in ("label", "dataset") if key in archive}
    except _UNREADABLE as error:
        raise DataError(
            f"{path} is not an .npz archive with the arrays 'files' and 'points' ({error})."
        ) from error
    _check(path, files, points)
    name = label or texts.get("label", "")
    if not name:
        raise DataError(f"{path} does not say which detector it is of: give LABEL={path}.")
    inner_only = points.shape[1] == len(INNER_51)
    return LandmarkFile(
        path=path,
        label=name,
        dataset=texts.get("dataset", ""),
        files=files,
        points_px=_with_jaw(points) if inner_only else points,
        inner_only=inner_only,
    )


def write_landmark_file(
    path: Path, *, label: str, dataset: str, files: Sequence[str], points_px: FloatArray
) -> None:
    """Write landmarks so that `read_landmark_file` and other programs can read them.

    Args:
        path: The archive to create or replace.
        label: The detector's name.
        dataset: The data set's name.
        files: N names of faces.
        points_px: float64 (N, 68, 2 or 3), pixels of the pictures.

    Raises:
        OSError: The folder does not take the file.
    """
    with replacing(path) as unfinished, unfinished.open("wb") as stream:
        np.savez_compressed(
            stream,
            files=np.array(files),
            points=points_px.astype(np.float32),
            label=np.array(label),
            dataset=np.array(dataset),
        )


def _check(path: Path, files: tuple[str, ...], points: FloatArray) -> None:
    """Raise `DataError` unless names and points go together."""
    if points.ndim != 3 or points.shape[1:] not in SHAPES or len(points) != len(files):
        wanted = ", ".join(f"(N, {count}, {axes})" for count, axes in SHAPES)
        raise DataError(
            f"{path}: 'points' has shape {points.shape} for {len(files)} files, "
            f"expected one of {wanted}."
        )
    if len(set(files)) != len(files):
        raise DataError(f"{path}: 'files' names a face twice.")
    unknown = np.isnan(points).any(axis=(1, 2)) & ~np.isnan(points).all(axis=(1, 2))
    if unknown.any() or np.isinf(points).any():
        raise DataError(f"{path}: the points of a face must be all numbers, or all NaN.")


def _with_jaw(inner: FloatArray) -> FloatArray:
    """(N, 51, 2) -> (N, 68, 2) with NaN for the jaw."""
    points = np.full((len(inner), POINT_COUNT, inner.shape[2]), np.nan)
    points[:, INNER_51] = inner
    return points
