"""Head pose and perspective camera, from the model's frame to the picture's.

Pictures follow `core.types`: pixel (0, 0) has its centre at (0.0, 0.0), x right, y down, z away
from the camera. The model's frame is x right in a frontal picture, y up, z towards the camera.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from core.types import FloatArray, HeadPose
from models.runtime.pose import rotation_of

HEAD_CENTRE: Final = np.array([0.0, 0.5, 3.0])
"""Model units: the point the head turns about, between the ears."""

_MODEL_AXES: Final = np.array([1.0, -1.0, -1.0])
"""Directions of the model's axes along those of the camera frame."""


@dataclass(frozen=True, slots=True)
class Camera:
    """A pinhole camera looking at the head.

    Attributes:
        focal_px: Focal length in pixels.
        centre_px: Where the head's centre of rotation appears, (x, y).
        distance: From the pinhole to the head's centre of rotation, model units (about 1 cm).
        size_px: Width and height of the picture.
    """

    focal_px: float
    centre_px: tuple[float, float]
    distance: float
    size_px: tuple[int, int]

    def project(self, turned: NDArray[np.floating]) -> FloatArray:
        """Image of points given in the turned model frame.

        Args:
            turned: (N, 3), model units, relative to the head's centre of rotation.

        Returns:
            float64 (N, 3): x, y in pixels; z the distance from the pinhole in model units.
        """
        away = self.distance - turned[:, 2]
        scale = self.focal_px / away
        x = self.centre_px[0] + turned[:, 0] * scale
        y = self.centre_px[1] - turned[:, 1] * scale
        return np.stack([x, y, away], axis=1).astype(np.float64)

    def points(self, turned: NDArray[np.floating]) -> FloatArray:
        """Landmarks of a turned face in the camera frame of `core.types`.

        Args:
            turned: (N, 3), model units, relative to the head's centre of rotation.

        Returns:
            float64 (N, 3), pixels. z has mean 0 and the scale that x and y have at the mean
            distance of the points.
        """
        seen = self.project(turned)
        mean_distance = seen[:, 2].mean()
        seen[:, 2] = (seen[:, 2] - mean_distance) * (self.focal_px / mean_distance)
        return seen


def rotation(pose: HeadPose) -> FloatArray:
    """float64 (3, 3): `models.runtime.pose.rotation_of` in the model's frame.

    Positive yaw turns the nose to the left of the picture, positive pitch lifts it, positive roll
    tilts the head clockwise in the picture.
    """
    return rotation_of(pose) * np.outer(_MODEL_AXES, _MODEL_AXES)


def turn(vertices: NDArray[np.floating], pose: HeadPose) -> NDArray[np.floating]:
    """(N, 3): `vertices` relative to the head's centre, turned by `pose`, in their own dtype."""
    kind = vertices.dtype
    turned: NDArray[np.floating] = (vertices - HEAD_CENTRE.astype(kind)) @ rotation(pose).T.astype(
        kind
    )
    return turned


def frame_face(
    turned_landmarks: NDArray[np.floating],
    *,
    distance: float,
    size_px: int,
    margin: float,
    shift: tuple[float, float] = (0.0, 0.0),
) -> Camera:
    """The camera whose square picture is `margin` times the larger side of the landmark box.

    Args:
        turned_landmarks: (68, 3), model units, relative to the head's centre of rotation.
        distance: From the pinhole to the head's centre of rotation, model units.
        size_px: Side of the picture.
        margin: Side of the picture over the larger side of the landmarks' box.
        shift: How far the box's centre lies from the picture's centre, in sides of the picture.

    Returns:
        The camera.
    """
    unit = Camera(1.0, (0.0, 0.0), distance, (size_px, size_px))
    seen = unit.project(turned_landmarks)[:, :2]
    low, high = seen.min(axis=0), seen.max(axis=0)
    focal_px = size_px / (margin * float((high - low).max()))
    middle = (size_px - 1) / 2 + np.array(shift) * size_px
    centre = middle - focal_px * (low + high) / 2
    return Camera(focal_px, (float(centre[0]), float(centre[1])), distance, (size_px, size_px))
