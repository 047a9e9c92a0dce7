"""What every landmark network offers, and its average over a crop and the crop's mirror image."""

from __future__ import annotations

from typing import Protocol

import numpy as np

from core.landmarks import MIRROR_INDEX, mirror_points
from core.types import FloatArray, ImageArray
from models.nets.pfnet import CROP_SIZE_PX


class CropLandmarker(Protocol):
    """A network that places the 68 points in square crops of faces."""

    @property
    def model(self) -> str:
        """Which network and weights: `id@version`."""

    def predict(self, crops: ImageArray) -> tuple[FloatArray, FloatArray]:
        """Find the points.

        Args:
            crops: uint8 (B, 256, 256, 3), RGB.

        Returns:
            Points, float64 (B, 68, 3): x right and y down in crop pixels, z away from the camera in
            the same unit with mean 0; and confidence, float64 (B, 68) in [0, 1].
        """


class FlipAveraged:
    """A landmarker whose answer is the mean for a crop and, mirrored back, for its mirror image.

    Whatever the network does differently on the two sides of a picture cancels; a true difference
    between the patient's sides does not.
    """

    def __init__(self, landmarker: CropLandmarker) -> None:
        self._landmarker = landmarker

    @property
    def model(self) -> str:
        """The network's identity with `+flip`: its answers are not those of the plain network."""
        return f"{self._landmarker.model}+flip"

    def predict(self, crops: ImageArray) -> tuple[FloatArray, FloatArray]:
        """See `CropLandmarker.predict`; both pictures go through the network in one batch."""
        both = np.concatenate([crops, crops[:, :, ::-1]])
        points, confidence = self._landmarker.predict(both)
        plain, mirrored = np.split(points, 2)
        plain_confidence, mirrored_confidence = np.split(confidence, 2)
        restored = mirror_points(mirrored, width_px=CROP_SIZE_PX)
        restored_confidence = mirrored_confidence[:, MIRROR_INDEX]
        return (plain + restored) / 2, (plain_confidence + restored_confidence) / 2
