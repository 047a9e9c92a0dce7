"""Photographs with points set by people, read straight from their folder.

folder/index.csv     one line a photograph, column `file`
folder/labels.npz    `files` (N,) in the same order, and the points, (N, 68, 2)
folder/images/<file>
"""

from __future__ import annotations

import csv
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import cv2
import numpy as np
from numpy.lib.npyio import NpzFile

from core.errors import DataError
from core.types import POINT_COUNT, FloatArray, ImageArray

HUMAN_POINTS: Final = "human_68_xy"
"""Array of `labels.npz` with the points set by people."""

_UNREADABLE: Final = (
    *(OSError, KeyError, ValueError, EOFError, NotImplementedError),
    *(zipfile.BadZipFile, zlib.error),
)
"""What a missing, cut-off or altered archive raises."""
_ADVICE: Final = "fetch the photo set again"


@dataclass(frozen=True, slots=True, eq=False)
class PhotoSet:
    """Labelled photographs, decoded one at a time.

    Attributes:
        folder: Where they lie.
        files: Names of the N pictures.
        points_px: float64 (N, 68, 2), pixels of each picture.
    """

    folder: Path
    files: tuple[str, ...]
    points_px: FloatArray

    def __len__(self) -> int:
        return len(self.files)

    def picture(self, row: int) -> ImageArray:
        """uint8 (height, width, 3) RGB.

        Raises:
            DataError: The file is missing or not a picture.
        """
        path = self.folder / "images" / self.files[row]
        picture = cv2.imread(str(path), cv2.IMREAD_COLOR)
        if picture is None:
            raise DataError(f"{path} is missing or not a picture: {_ADVICE}.")
        return np.ascontiguousarray(picture[..., ::-1], dtype=np.uint8)

    def faces(self) -> Iterator[tuple[ImageArray, FloatArray]]:
        """Every picture with its points, in order."""
        for row in range(len(self)):
            yield self.picture(row), self.points_px[row]

    def every(self, count: int) -> PhotoSet:
        """At most `count` photographs, evenly spread over the set."""
        rows = np.unique(np.linspace(0, len(self) - 1, min(count, len(self))).round().astype(int))
        return PhotoSet(self.folder, tuple(self.files[row] for row in rows), self.points_px[rows])


def read_photo_set(folder: Path) -> PhotoSet:
    """The photographs of `folder` with the points that people set.

    Raises:
        DataError: An index or array is missing, malformed, or does not go with the other.
    """
    files = _file_names(folder / "index.csv")
    points, labelled = _labels(folder / "labels.npz")
    if labelled != files or points.shape != (len(files), POINT_COUNT, 2):
        raise DataError(f"{folder}: index.csv and labels.npz do not belong together: {_ADVICE}.")
    if not np.isfinite(points).all():
        raise DataError(f"{folder / 'labels.npz'} holds points that are not numbers: {_ADVICE}.")
    return PhotoSet(folder, files, points)


def _file_names(path: Path) -> tuple[str, ...]:
    try:
        with path.open(newline="", encoding="utf-8") as lines:
            files = tuple(row["file"] for row in csv.DictReader(lines))
    except OSError as error:
        raise DataError(f"{path} cannot be read ({error.strerror}): {_ADVICE}.") from error
    except (KeyError, UnicodeDecodeError, csv.Error) as error:
        raise DataError(f"{path} is not a table with a column 'file': {_ADVICE}.") from error
    if not files:
        raise DataError(f"{path} names no photograph: {_ADVICE}.")
    if any(not name or Path(name).name != name for name in files):
        raise DataError(f"{path} names files outside its own folder: {_ADVICE}.")
    return files


def _labels(path: Path) -> tuple[FloatArray, tuple[str, ...]]:
    try:
        with path.open("rb") as stream, NpzFile(stream, allow_pickle=False) as archive:
            points = archive[HUMAN_POINTS].astype(np.float64)
            files = tuple(str(name) for name in archive["files"].ravel())
    except _UNREADABLE as error:
        raise DataError(
            f"{path} is missing or lacks the arrays 'files' and '{HUMAN_POINTS}': {_ADVICE}."
        ) from error
    return points, files
