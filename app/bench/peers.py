"""Other people's landmark detectors on the same crops, where they are installed."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from typing import Any, Final

import numpy as np

from core.errors import InputError
from core.landmarks import INNER_51
from core.types import POINT_COUNT, FloatArray, ImageArray

MEDIAPIPE: Final = "mediapipe"

# Vertices of MediaPipe's face mesh that lie where iBUG's points 17 to 67 do; its outline is not
# iBUG's jaw.
_MESH_OF_INNER: Final = (
    *(70, 63, 105, 66, 107, 336, 296, 334, 293, 300),
    *(168, 197, 5, 4, 75, 97, 2, 326, 305),
    *(33, 160, 158, 133, 153, 144, 362, 385, 387, 263, 373, 380),
    *(61, 39, 37, 0, 267, 269, 291, 405, 314, 17, 84, 181),
    *(78, 82, 13, 312, 308, 317, 14, 87),
)
_LEAST_SCORE: Final = 0.1
"""The face is known to be there: even an unsure detection counts."""


class MediaPipeLandmarker:
    """MediaPipe's Face Mesh with attention, as packed in the package itself (up to 0.10.21).

    The 17 points of the jaw and faces that it does not find are NaN.

    Raises:
        InputError: The package is not installed, or holds no Face Mesh.
    """

    def __init__(self) -> None:
        try:
            self._version = version(MEDIAPIPE)
            from mediapipe.python.solutions import face_mesh
        except (PackageNotFoundError, ImportError) as error:
            raise InputError(
                "MediaPipe with its Face Mesh is not installed: install mediapipe 0.10.21 beside "
                "Hemiface to measure it too."
            ) from error
        self._mesh: Any = face_mesh.FaceMesh(
            static_image_mode=True,
            refine_landmarks=True,
            max_num_faces=1,
            min_detection_confidence=_LEAST_SCORE,
        )

    @property
    def model(self) -> str:
        """Which package."""
        return f"{MEDIAPIPE}@{self._version}"

    def predict(self, crops: ImageArray) -> tuple[FloatArray, FloatArray]:
        """As `models.runtime.landmarker.CropLandmarker`, with NaN where nothing is known."""
        points = np.full((len(crops), POINT_COUNT, 3), np.nan)
        for row, crop in enumerate(crops):
            found = self._mesh.process(np.ascontiguousarray(crop)).multi_face_landmarks
            if found:
                mesh = found[0].landmark
                size_px = crop.shape[0]
                places = np.array([(mesh[i].x, mesh[i].y, mesh[i].z) for i in _MESH_OF_INNER])
                # MediaPipe counts from the picture's edge, we from the first pixel's centre.
                points[row, list(INNER_51)] = places * size_px - [0.5, 0.5, 0.0]
        return points, np.isfinite(points[..., 0]).astype(np.float64)
