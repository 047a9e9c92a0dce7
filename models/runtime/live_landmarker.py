"""A landmarker for the live picture, where quick matters more than exact."""

from __future__ import annotations

from typing import Final, Protocol

import numpy as np

from core.types import FloatArray, ImageArray
from models.runtime.landmarker import CropLandmarker

DEPTH_EVERY: Final = 4
"""In one of so many pictures depth is computed (default): the head turns slowly, and the live view
needs depth for the angles of the head only."""


class PlaneLandmarker(CropLandmarker, Protocol):
    """A network that can leave out depth."""

    def predict_plane(self, crops: ImageArray) -> tuple[FloatArray, FloatArray]:
        """Points float64 (B, 68, 2) in crop pixels and confidence float64 (B, 68)."""


class LiveLandmarker:
    """Follows one face, a picture at a time; most pictures keep the depth of an earlier one."""

    def __init__(self, landmarker: PlaneLandmarker) -> None:
        self._landmarker = landmarker
        self._depth: FloatArray | None = None
        self._count = 0

    @property
    def model(self) -> str:
        """The network's identity with `+live`: its depth is not that of the plain network."""
        return f"{self._landmarker.model}+live"

    def predict(self, crops: ImageArray) -> tuple[FloatArray, FloatArray]:
        """See `CropLandmarker.predict`; of one crop, which shows the face of the crop before."""
        is_due, self._count = self._count % DEPTH_EVERY == 0, self._count + 1
        if is_due or self._depth is None:
            points, confidence = self._landmarker.predict(crops)
            self._depth = points[..., 2:]
            return points, confidence
        plane, confidence = self._landmarker.predict_plane(crops)
        return np.concatenate((plane, self._depth), axis=-1), confidence
