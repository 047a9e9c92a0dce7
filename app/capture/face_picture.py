"""What the lights need to know of the picture of a face: size, brightness, sharpness."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from core.landmarks import BROW, CHIN, INNER_51, NASION, REGIONS
from core.types import FloatArray, ImageArray

FOREHEAD_RATIO: Final = 1.5
"""Height from hairline to chin over that from brows to chin: three equal thirds, the painter's
rule for the face (default)."""

PATCH_PX: Final = 128
_NOISE_SIGMA_PX: Final = 1.0

_JAW: Final = REGIONS["jaw"]
_HALVES: Final = (
    (*_JAW[: CHIN + 1], *BROW[0], NASION),
    (*_JAW[CHIN:], *BROW[1], NASION),
)
"""Outline points of the patient's right and left half of the face."""


@dataclass(frozen=True, slots=True)
class FacePicture:
    """A face as it appears in a picture.

    Attributes:
        height_px: From the hairline, which is estimated, to the chin.
        luma_right: Mean brightness of the patient's right half, 0 to 255.
        luma_left: The same of the left half.
        sharpness: Fine structure over all structure between brows and lips, in a patch of a size
            of its own, so that neither distance nor contrast counts; 0 without structure.
    """

    height_px: float
    luma_right: float
    luma_left: float
    sharpness: float


def face_picture(image: ImageArray, points_px: FloatArray) -> FacePicture:
    """Measure the face.

    Args:
        image: uint8 (height, width, 3), RGB, not mirrored.
        points_px: float64 (68, 3), camera frame.
    """
    plane = points_px[:, :2]
    grey, corner = _grey_box(image, plane)
    right, left = (_mean_inside(grey, plane[list(half)] - corner) for half in _HALVES)
    inner, _ = _grey_box(image, plane[list(INNER_51)])
    height_px = FOREHEAD_RATIO * float(np.ptp(plane[:, 1]))
    return FacePicture(height_px, right, left, _sharpness(inner))


def _grey_box(image: ImageArray, plane: FloatArray) -> tuple[NDArray[np.uint8], FloatArray]:
    """The grey picture of the points' box, at least one pixel, and its corner."""
    height, width = image.shape[:2]
    low = np.clip(np.floor(plane.min(axis=0)), 0, (width - 1, height - 1))
    high = np.clip(np.ceil(plane.max(axis=0)) + 1, low + 1, (width, height))
    (x0, y0), (x1, y1) = low.astype(int), high.astype(int)
    grey = cv2.cvtColor(image[y0:y1, x0:x1], cv2.COLOR_RGB2GRAY)
    return np.asarray(grey, np.uint8), low


def _mean_inside(grey: NDArray[np.uint8], outline: FloatArray) -> float:
    mask = np.zeros_like(grey)
    hull = cv2.convexHull(np.round(outline).astype(np.int32))
    cv2.fillConvexPoly(mask, hull, 1)
    return float(cv2.mean(grey, mask)[0])


def _sharpness(grey: NDArray[np.uint8]) -> float:
    """Variance of the Laplacian over that of the patch, once pixel noise is smoothed away."""
    patch = cv2.resize(grey, (PATCH_PX, PATCH_PX), interpolation=cv2.INTER_AREA)
    smooth = cv2.GaussianBlur(patch.astype(np.float32), (0, 0), _NOISE_SIGMA_PX)
    structure = float(smooth.var())
    fine = float(cv2.Laplacian(smooth, cv2.CV_32F).var())
    return fine / structure if structure else 0.0
