"""What a landmarker says of many faces, seen as they are and in the mirror."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

import numpy as np

from core.crop import CropBox, crop_box_of, cut, from_crop
from core.landmarks import mirror_points
from core.progress import Progress, ignore_progress
from core.types import FloatArray, ImageArray
from models.nets.pfnet import CROP_SIZE_PX
from models.runtime.landmarker import CropLandmarker

BATCH: Final = 8

Face = tuple[ImageArray, FloatArray]
"""A picture, uint8 (height, width, 3) RGB, and its true points, (68, 2 or 3), picture pixels."""


@dataclass(frozen=True, slots=True, eq=False)
class Predictions:
    """The landmarks of N faces in the pixels of their pictures.

    Attributes:
        plain: float64 (N, 68, 3), from the picture as it is.
        mirrored: float64 (N, 68, 3), from the flipped picture, flipped back.
        confidence: float64 (N, 68) in [0, 1], of `plain`.
        truth: float64 (N, 68, 2 or 3), the true points.
    """

    plain: FloatArray
    mirrored: FloatArray
    confidence: FloatArray
    truth: FloatArray

    @property
    def averaged(self) -> FloatArray:
        """float64 (N, 68, 3): what `models.runtime.landmarker.FlipAveraged` would say."""
        mean: FloatArray = 0.5 * (self.plain + self.mirrored)
        return mean


def predict_faces(
    landmarker: CropLandmarker,
    faces: Iterable[Face],
    *,
    count: int,
    progress: Progress = ignore_progress,
    what: str = "measuring",
) -> Predictions:
    """Run a landmarker on crops about the true points, and on their mirror images.

    Args:
        landmarker: What to measure.
        faces: At least one face; pictures are used one batch at a time.
        count: How many there will be, for `progress`.
        progress: Told after every batch.
        what: What `progress` is told.
    """
    parts: list[Predictions] = []
    done = 0
    for batch in _batches(faces):
        parts.append(_predict_batch(landmarker, batch))
        done += len(batch)
        progress(done, count, what)
    return Predictions(
        plain=np.concatenate([part.plain for part in parts]),
        mirrored=np.concatenate([part.mirrored for part in parts]),
        confidence=np.concatenate([part.confidence for part in parts]),
        truth=np.concatenate([part.truth for part in parts]),
    )


def _batches(faces: Iterable[Face]) -> Iterator[list[Face]]:
    remaining = iter(faces)
    while batch := list(islice(remaining, BATCH)):
        yield batch


def _predict_batch(landmarker: CropLandmarker, faces: list[Face]) -> Predictions:
    boxes = [crop_box_of(points) for _, points in faces]
    crops = np.stack(
        [cut(image, box, CROP_SIZE_PX) for (image, _), box in zip(faces, boxes, strict=True)]
    )
    plain, confidence = landmarker.predict(crops)
    flipped, _ = landmarker.predict(np.ascontiguousarray(crops[:, :, ::-1]))
    return Predictions(
        plain=_in_pictures(plain, boxes),
        mirrored=_in_pictures(mirror_points(flipped, width_px=CROP_SIZE_PX), boxes),
        confidence=confidence,
        truth=np.stack([points for _, points in faces]),
    )


def _in_pictures(points: FloatArray, boxes: list[CropBox]) -> FloatArray:
    return np.stack(
        [from_crop(face, box, CROP_SIZE_PX) for face, box in zip(points, boxes, strict=True)]
    )
