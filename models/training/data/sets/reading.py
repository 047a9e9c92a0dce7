"""Reading of the small files that data sets are made of; each failure names file, line and want.

Pixels: `.pts`, `.mat` and `.t7` files come from tools that count from 1, so their coordinates are
lowered by `FIRST_PIXEL` into the camera frame of `core.types`, where the first pixel is 0.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import numpy as np
from scipy.io import loadmat
from scipy.io.matlab import MatReadError

from core.errors import DataError
from core.types import POINT_COUNT, FloatArray

FIRST_PIXEL: Final = 1.0
PICTURE_SUFFIXES: Final = (".jpg", ".jpeg", ".png", ".bmp", ".tif", ".tiff")
VIDEO_SUFFIXES: Final = (".mp4", ".mov", ".avi", ".mkv", ".mpg", ".wmv", ".webm")

_MAT_FAULTS: Final = (
    OSError,
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    NotImplementedError,
    MatReadError,
    zlib.error,
    struct.error,
    UnboundLocalError,  # scipy's own, at a kind of array that it does not know
)
"""What a missing, cut-off, altered or too new .mat file raises."""


def read_lines(path: Path) -> list[str]:
    """The lines of a text file.

    Raises:
        DataError: It is missing or no text.
    """
    try:
        return path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"{path} is missing or not a text file: restore it.") from error


def listed(
    path: Path, want: str, columns: int, *, header_lines: int = 0
) -> Iterator[tuple[int, list[str]]]:
    """The lines of a list that is separated by white space, each with its number from 1.

    Args:
        path: The list.
        want: How a message describes a line.
        columns: Words a line.
        header_lines: Lines to pass over.

    Raises:
        DataError: The list is missing or a line has another number of words.
    """
    for number, line in enumerate(read_lines(path), start=1):
        words = line.split()
        if number <= header_lines or not words:
            continue
        if len(words) != columns:
            raise bad_line(path, number, want)
        yield number, words


def bad_line(path: Path, number: int, want: str) -> DataError:
    """The error for line `number` (from 1) of a file in which `want` was expected."""
    return DataError(f"{path}, line {number}: expected {want}.")


def numbers(words: Sequence[str], path: Path, line: int, want: str) -> list[float]:
    """Finite numbers.

    Raises:
        DataError: A word is none.
    """
    try:
        values = [float(word) for word in words]
    except ValueError as error:
        raise bad_line(path, line, want) from error
    if not np.isfinite(values).all():
        raise bad_line(path, line, want)
    return values


def read_pts(path: Path, counts: tuple[int, ...] = (POINT_COUNT,)) -> FloatArray:
    """The points of a `.pts` file: `version: 1`, `n_points: N`, `{`, one `x y` a line, `}`.

    Args:
        path: The file.
        counts: Accepted numbers of points.

    Returns:
        (N, 2), camera frame.

    Raises:
        DataError: The file is missing or malformed.
    """
    lines = [line.strip() for line in read_lines(path)]
    if "{" not in lines:
        raise DataError(f"{path} has no '{{': expected a .pts file with {_any_of(counts)} points.")
    first = lines.index("{") + 1
    points: list[list[float]] = []
    for number, line in enumerate(lines[first:], start=first + 1):
        if line == "}":
            break
        words = line.split()
        if len(words) != 2:
            raise bad_line(path, number, "x and y of a point")
        points.append(numbers(words, path, number, "x and y of a point"))
    if len(points) not in counts:
        raise DataError(f"{path} has {len(points)} points: expected {_any_of(counts)}.")
    return np.array(points) - FIRST_PIXEL


def read_point_lines(path: Path, columns: int) -> FloatArray:
    """68 lines of `x y` or `x y z`, separated by white space or commas, first pixel 0.

    Args:
        path: The file.
        columns: Numbers a line, 2 or 3.

    Returns:
        (68, columns), as written.

    Raises:
        DataError: The file is missing or malformed.
    """
    want = f"{columns} numbers of a point"
    rows: list[list[float]] = []
    for number, line in enumerate(read_lines(path), start=1):
        words = line.replace(",", " ").split()
        if not words:
            continue
        if len(words) != columns:
            raise bad_line(path, number, want)
        rows.append(numbers(words, path, number, want))
    if len(rows) != POINT_COUNT:
        raise DataError(f"{path} has {len(rows)} points: expected {POINT_COUNT}.")
    return np.array(rows)


def read_mat(path: Path, shapes: dict[str, tuple[int | None, ...]]) -> dict[str, FloatArray]:
    """Arrays of a MATLAB file up to version 7.

    Args:
        path: The file.
        shapes: Wanted names with their lengths; None accepts any.

    Returns:
        The wanted arrays that the file has.

    Raises:
        DataError: The file is missing or malformed, or an array has another shape.
    """
    try:
        content = loadmat(str(path), variable_names=list(shapes))
        found = {name: np.asarray(content[name], np.float64) for name in shapes if name in content}
    except _MAT_FAULTS as error:
        raise DataError(
            f"{path} is missing or not a MATLAB file: expected {', '.join(shapes)} in it."
        ) from error
    for name, array in found.items():
        shape = shapes[name]
        fits = array.ndim == len(shape) and all(
            want in (None, got) for want, got in zip(shape, array.shape, strict=True)
        )
        if not fits or not np.isfinite(array).all():
            size = " x ".join("N" if want is None else str(want) for want in shape)
            raise DataError(f"{path}: {name} is {array.shape}, expected {size} finite numbers.")
    return found


def need(found: dict[str, FloatArray], name: str, path: Path) -> FloatArray:
    """Array `name` of what `read_mat` found.

    Raises:
        DataError: The file does not have it.
    """
    if name not in found:
        raise DataError(f"{path} has no {name}: expected the data set's own file.")
    return found[name]


def picture_beside(stem: Path) -> Path:
    """The picture that belongs to an annotation: `stem` with the suffix of a picture.

    Raises:
        DataError: There is none.
    """
    for suffix in PICTURE_SUFFIXES:
        for written in (suffix, suffix.upper()):
            path = stem.with_name(stem.name + written)
            if path.is_file():
                return path
    raise DataError(f"{stem}.jpg (or .png) is missing: it belongs to an annotation of that name.")


def files_under(folder: Path, suffixes: Sequence[str]) -> list[Path]:
    """All files below `folder` with one of these suffixes, sorted; hidden ones are left out.

    Raises:
        DataError: `folder` is missing.
    """
    if not folder.is_dir():
        raise DataError(f"{folder} is missing: expected a folder of the data set.")
    return sorted(
        path
        for path in folder.rglob("*")
        if path.suffix.lower() in suffixes and not path.name.startswith(".")
    )


def _any_of(counts: tuple[int, ...]) -> str:
    return " or ".join(str(count) for count in counts)
