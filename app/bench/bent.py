"""Photographs of held-out people, as they are and with a palsy they do not have."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Final

import numpy as np

from app.bench.figures import Figures, plain_and_averaged
from app.bench.rendered import Series
from core.progress import Progress, ignore_progress
from core.types import POINT_COUNT, FloatArray
from models.evaluation.asymmetry import change_slopes, region_slopes
from models.evaluation.photo_sets import PhotoSet
from models.evaluation.predictions import Face, predict_faces
from models.runtime.landmarker import CropLandmarker
from models.synthetic.ict import IctModel
from models.synthetic.pack import Split, face_rng
from models.synthetic.photo_palsy import (
    SMALLEST_MOVEMENT_RATIO,
    FacePhoto,
    FittedPhoto,
    PhotoPalsy,
    Refusal,
    random_attempt,
)

ATTEMPTS: Final = 8
"""Palsies tried on a photograph before it is given up."""


def on_bent_photographs(
    landmarker: CropLandmarker,
    photos: PhotoSet,
    model: IctModel,
    *,
    progress: Progress = ignore_progress,
) -> Figures:
    """`bent_figures`, plain and mirror-averaged, and `n_bent_photographs`."""
    pairs = bent_pairs(photos, model)
    first = next(pairs, None)
    if first is None:
        return {"n_bent_photographs": 0}
    found = predict_faces(
        landmarker,
        chain((first,), pairs),
        count=2 * len(photos),
        progress=progress,
        what="bent photographs",
    )
    return plain_and_averaged(found, lambda points: bent_figures(points, found.truth)) | {
        "n_bent_photographs": len(found.truth) // 2
    }


def bent_pairs(photos: PhotoSet, model: IctModel) -> Iterator[Face]:
    """Every photograph that can be bent, followed by its bent self; points (68, 2).

    Which palsy a photograph gets depends on its place in the set alone.
    """
    palsies = PhotoPalsy(model)
    for row, (image, points) in enumerate(photos.faces()):
        unknown_depth = np.column_stack((points, np.full(POINT_COUNT, np.nan)))
        trust = np.column_stack((np.ones(POINT_COUNT), np.zeros(POINT_COUNT)))
        face = palsies.fitted(FacePhoto(image, unknown_depth, trust))
        bent = None if isinstance(face, Refusal) else _bent(palsies, face, row)
        if bent is not None:
            yield image, points
            yield bent


def _bent(palsies: PhotoPalsy, face: FittedPhoto, row: int) -> Face | None:
    """The first palsy drawn for the photograph that can be shown, if any."""
    rng = face_rng(Split.BENCHMARK, Series.BENT, row)
    for _ in range(ATTEMPTS):
        attempt = random_attempt(rng)
        if palsies.largest_movement_ratio(face, attempt) < SMALLEST_MOVEMENT_RATIO:
            continue
        shown = palsies.attempted(face, attempt)
        if not isinstance(shown, Refusal):
            return shown.image, shown.points[:, :2]
    return None


def bent_figures(points: FloatArray, truth: FloatArray) -> Figures:
    """How the left-right differences in the plane follow the true ones.

    Args:
        points: (2 P, 68, >=2) of the pictures of `bent_pairs`.
        truth: (2 P, 68, 2).

    Returns:
        `photo_...` of the bent photographs against moved human points, whose own error counts as
        the network's, and `photo_change_...` of the change from photograph to bent photograph
        against the exact bend, as of `models.evaluation.asymmetry`.
    """
    plane = points[..., :2]
    before, after = slice(0, None, 2), slice(1, None, 2)
    return {
        **region_slopes(plane[after], truth[after], prefix="photo_"),
        **change_slopes(
            (plane[before], plane[after]), (truth[before], truth[after]), prefix="photo_change_"
        ),
    }
