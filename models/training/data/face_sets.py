"""The labelled and teacher-labelled photo sets, packed (layout: `DESCRIPTION`)."""

from __future__ import annotations

import csv
import shutil
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from core.errors import DataError, InputError
from core.files import UNFINISHED_SUFFIX
from core.progress import Progress
from core.types import FloatArray

DESCRIPTION: Final = (
    "folder/index.csv (columns file, split), folder/labels.npz (row i of every array = line i of "
    "index.csv; target_68_xyz with z positive towards the camera, optional target_in_photo and "
    "teacher_agreement_pct), folder/images/<file>: square face crops"
)
JAW_POINTS: Final = 17

_UNREADABLE: Final = (OSError, LookupError, ValueError, EOFError, zipfile.BadZipFile, zlib.error)
"""What a missing, cut-off or altered index or archive raises."""


@dataclass(frozen=True, slots=True)
class FaceSet:
    """One photo folder.

    Attributes:
        folder: Where it lies.
        split: Rows to take: "train", "val" or "test".
        max_disagreement_pct: Drop rows whose teachers differ by more (NaN counts as more).
        plane_weight: Trust in the inner points' x and y.
        jaw_weight: Trust in the jaw's x and y.
        depth_weight: Trust in z.
    """

    folder: Path
    split: str
    max_disagreement_pct: float | None = None
    plane_weight: float = 1.0
    jaw_weight: float = 1.0
    depth_weight: float = 1.0


def write_pack(faces: FaceSet, out: Path, *, size_px: int, progress: Progress) -> int:
    """Decode a photo set once into a pack.

    Args:
        faces: What to read.
        out: Folder to write; appears as a whole when everything was read.
        size_px: Edge of the packed pictures.
        progress: Told after each picture.

    Returns:
        The number of packed pictures.

    Raises:
        DataError: A file is missing or malformed.
        InputError: `out` exists.
    """
    if out.exists():
        raise InputError(f"{out} is there already: remove it to pack its pictures again.")
    files, points, weights = _select(faces)
    unfinished = out.with_name(out.name + UNFINISHED_SUFFIX)
    shutil.rmtree(unfinished, ignore_errors=True)  # what a killed run left
    unfinished.mkdir(parents=True)
    images = np.lib.format.open_memmap(
        unfinished / "images.npy", "w+", np.uint8, (len(files), size_px, size_px, 3)
    )
    for i, name in enumerate(files):
        picture = cv2.imread(str(faces.folder / "images" / name), cv2.IMREAD_COLOR)
        if picture is None:
            raise DataError(f"{faces.folder / 'images' / name} is missing or not a picture.")
        factor = size_px / picture.shape[0]
        images[i] = cv2.resize(picture[..., ::-1], (size_px, size_px), interpolation=cv2.INTER_AREA)
        points[i, :, :2] = (points[i, :, :2] + 0.5) * factor - 0.5
        points[i, :, 2] *= factor
        progress(i + 1, len(files), "packing")
    images.flush()
    np.save(unfinished / "points.npy", points.astype(np.float32))
    np.save(unfinished / "weights.npy", weights)
    unfinished.rename(out)
    return len(files)


def _select(faces: FaceSet) -> tuple[list[str], FloatArray, NDArray[np.float32]]:
    """Names, points (N, 68, 3) and weights (N, 68, 2) of the rows to take."""
    try:
        with (faces.folder / "index.csv").open(newline="", encoding="utf-8") as lines:
            rows = list(csv.DictReader(lines))
        archive = faces.folder / "labels.npz"
        with archive.open("rb") as stream, np.load(stream, allow_pickle=False) as labels:
            keep = np.array([row["split"] == faces.split for row in rows], dtype=np.bool_)
            if faces.max_disagreement_pct is not None:
                keep &= labels["teacher_agreement_pct"] < faces.max_disagreement_pct
            chosen = np.flatnonzero(keep)
            names = [rows[i]["file"] for i in chosen]
            points = labels["target_68_xyz"].astype(np.float64)[chosen]
            trust = labels["target_in_photo"][chosen] if "target_in_photo" in labels else 1.0
    except _UNREADABLE as error:
        raise DataError(
            f"{faces.folder} is not a photo set ({error}); expected: {DESCRIPTION}."
        ) from error
    if not names:
        raise DataError(f"{faces.folder / 'index.csv'} has no picture of split '{faces.split}'.")
    points[..., 2] *= -1.0  # the sets count depth towards the camera, we count away from it
    weights = np.full((*points.shape[:2], 2), faces.plane_weight, np.float32)
    weights[:, :JAW_POINTS, 0] = faces.jaw_weight
    weights[..., 1] = faces.depth_weight
    weights[..., 0] *= trust
    return names, points, weights
