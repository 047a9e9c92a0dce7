"""How the head is turned, from the points that no mimic muscle moves."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy.spatial.transform import Rotation

from core import landmarks as lm
from core.geometry import fit_similarity
from core.types import POINT_COUNT, FloatArray, HeadPose

# Mean of the labelled photographs of HELEN and AFW (human x and y, z of 3DDFA_V2) within 25 degrees
# of frontal, turned frontal by their labelled pose and made symmetric. Camera frame, origin in the
# mean of the four canthi, unit: distance of the lateral canthi.
_REFERENCE_RIGHT: Final = {
    lm.TEMPLE: (-0.808, 0.086, 0.793),
    lm.CANTHUS_LATERAL: (-0.500, -0.006, 0.034),
    lm.CANTHUS_MEDIAL: (-0.209, 0.006, -0.034),
    lm.ALA: (-0.167, 0.450, -0.213),
}
_REFERENCE_MIDLINE: Final = {
    lm.NASAL_BRIDGE[0]: (0.0, -0.058, -0.224),
    lm.NASAL_BRIDGE[1]: (0.0, 0.069, -0.326),
    lm.NASAL_BRIDGE[2]: (0.0, 0.192, -0.430),
    lm.NASAL_BRIDGE[3]: (0.0, 0.327, -0.459),
    lm.SUBNASALE: (0.0, 0.492, -0.287),
}
# Ranks of clinical.md 3.5, step 2, but for the temples, which the network may place on the visible
# outline of a turned head: (default) 0.1, where they still steady the pitch.
_WEIGHT_RIGID: Final = 1.0
_WEIGHT_NASAL_BASE: Final = 0.5
_WEIGHT_TEMPLE: Final = 0.1


def _reference() -> FloatArray:
    reference = np.zeros((POINT_COUNT, 3))
    for (right, left), point in _REFERENCE_RIGHT.items():
        reference[right] = point
        reference[left] = np.multiply(point, (-1, 1, 1))
    for index, point in _REFERENCE_MIDLINE.items():
        reference[index] = point
    reference.flags.writeable = False
    return reference


def _weights() -> FloatArray:
    weights = np.zeros(POINT_COUNT)
    weights[[*lm.CANTHUS_LATERAL, *lm.CANTHUS_MEDIAL, *lm.NASAL_BRIDGE]] = _WEIGHT_RIGID
    weights[[*lm.ALA, lm.SUBNASALE]] = _WEIGHT_NASAL_BASE
    weights[list(lm.TEMPLE)] = _WEIGHT_TEMPLE
    weights.flags.writeable = False
    return weights


REFERENCE: Final = _reference()
"""float64 (68, 3): the frontal reference; points without weight are 0."""

WEIGHTS: Final = _weights()
"""float64 (68,): how much each point counts; 0 for all that mimic muscles move."""


@dataclass(frozen=True, slots=True)
class HeadFit:
    """The reference laid over a face.

    Attributes:
        pose: Rotation of the head.
        residual_ratio: Weighted RMS distance of the points from the reference, over the size of
            the reference; about 0.02 to 0.1 on faces, infinite for points in one place.
    """

    pose: HeadPose
    residual_ratio: float


def fit_head(points: FloatArray) -> HeadFit:
    """Fit the reference to a face by a weighted similarity.

    Args:
        points: float64 (68, 3), camera frame, any unit and place.
    """
    fit = fit_similarity(REFERENCE, points, weights=WEIGHTS)
    distance_squared = ((fit.apply(REFERENCE) - points) ** 2).sum(axis=-1)
    rms = np.sqrt(WEIGHTS @ distance_squared / WEIGHTS.sum())
    size = float(fit.scale)
    return HeadFit(pose_of(fit.rotation), float(rms / size) if size > 0 else math.inf)


def rotation_of(pose: HeadPose) -> FloatArray:
    """The rotation, float64 (3, 3), from a frontal head to `pose`, camera frame.

    300W-LP writes R = Rx(pitch) Ry(yaw) Rz(roll) with y up, z towards the camera and left-handed
    factors; in the camera frame of `core.types` that is Rx(-pitch) Ry(yaw) Rz(roll) of the usual
    right-handed factors.
    """
    angles = (-pose.pitch_deg, pose.yaw_deg, pose.roll_deg)
    return np.asarray(Rotation.from_euler("XYZ", angles, degrees=True).as_matrix())


def pose_of(rotation: FloatArray) -> HeadPose:
    """The angles of a rotation (3, 3): the inverse of `rotation_of` for |yaw| < 90 degrees."""
    pitch = np.arctan2(rotation[1, 2], rotation[2, 2])
    yaw = np.arcsin(np.clip(rotation[0, 2], -1.0, 1.0))
    roll = np.arctan2(-rotation[0, 1], rotation[0, 0])
    yaw_deg, pitch_deg, roll_deg = np.degrees((yaw, pitch, roll))
    return HeadPose(float(yaw_deg), float(pitch_deg), float(roll_deg))
