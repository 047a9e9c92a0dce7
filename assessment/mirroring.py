"""What becomes of stored landmarks when a recording turns out to be a mirror image, or not to be.

The picture is then read flipped left to right: places are reflected, the landmarks of the two sides
exchange their numbers, and the head turns and tilts the other way. Flipping twice changes nothing.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import numpy as np

from assessment.records import Annotation, PointCorrection
from core.landmarks import MIRROR_INDEX, mirror_points
from core.types import LandmarkSequence

_POSE_SIGNS: Final = (-1.0, 1.0, -1.0)
"""Of yaw, pitch and roll (`core.types.HeadPose`)."""


def mirrored_sequence(sequence: LandmarkSequence) -> LandmarkSequence:
    """The landmarks of the same clip read flipped left to right."""
    width_px, _ = sequence.frame_size_px
    return replace(
        sequence,
        points_px=mirror_points(sequence.points_px, width_px=width_px),
        confidence=sequence.confidence[:, MIRROR_INDEX],
        pose_deg=sequence.pose_deg * np.array(_POSE_SIGNS),
    )


def mirrored_annotation(annotation: Annotation, *, width_px: int) -> Annotation:
    """The annotation of a recording that is read flipped left to right.

    Args:
        annotation: As it was made.
        width_px: Width of the recording's upright picture.
    """
    return replace(
        annotation,
        corrections=tuple(_mirrored(moved, width_px) for moved in annotation.corrections),
    )


def _mirrored(correction: PointCorrection, width_px: int) -> PointCorrection:
    return replace(
        correction,
        point=int(MIRROR_INDEX[correction.point]),
        x_px=width_px - 1 - correction.x_px,
    )
