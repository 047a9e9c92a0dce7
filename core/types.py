"""The values that travel between camera, network and measurement.

One camera frame of reference everywhere: pixel (0, 0) has its centre at (0.0, 0.0), x runs to the
right of the picture, y down, z away from the camera, all three in pixels of the source picture.
It is right-handed, so rotations have determinant +1.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

POINT_COUNT: Final = 68

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]
BoolArray = NDArray[np.bool_]
ImageArray = NDArray[np.uint8]


def _frozen(array: NDArray[np.generic], name: str, shape: tuple[int | None, ...]) -> None:
    """Check shape and finiteness of `array` and make it read-only.

    Args:
        array: The array to check.
        name: How the error message names it.
        shape: Expected lengths; None accepts any.

    Raises:
        ValueError: The shape differs or a value is not finite.
    """
    fits = len(array.shape) == len(shape) and all(
        want is None or want == got for want, got in zip(shape, array.shape, strict=True)
    )
    if not fits:
        raise ValueError(f"{name} has shape {array.shape}, expected {shape}")
    if np.issubdtype(array.dtype, np.floating) and not np.isfinite(array).all():
        raise ValueError(f"{name} holds values that are not finite")
    array.flags.writeable = False


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """One picture of a video, upright.

    A recording that is a mirror image has been swapped back by the reader.

    Attributes:
        image: uint8 (height, width, 3), RGB.
        time_s: Presentation time on the recording's own clock, seconds from its first frame.
        index: Position in decoding order, from 0.
    """

    image: ImageArray
    time_s: float
    index: int

    def __post_init__(self) -> None:
        _frozen(self.image, "image", (None, None, 3))


@dataclass(frozen=True, slots=True)
class HeadPose:
    """Rotation of the head against the camera, as in the 300W-LP `Pose_Para`.

    Attributes:
        yaw_deg: Positive turns the nose towards the left of the picture.
        pitch_deg: Positive lifts the nose.
        roll_deg: Positive tilts the head clockwise in the picture.
    """

    yaw_deg: float
    pitch_deg: float
    roll_deg: float


@dataclass(frozen=True, slots=True, eq=False)
class Landmarks:
    """The 68 points of one face in one frame.

    Attributes:
        points_px: float64 (68, 3) in the camera frame of this module; mean of z is 0.
        confidence: float64 (68,) in [0, 1].
        pose: Head rotation found from the points.
        model: Producer, `id@version`.
    """

    points_px: FloatArray
    confidence: FloatArray
    pose: HeadPose
    model: str

    def __post_init__(self) -> None:
        _frozen(self.points_px, "points_px", (POINT_COUNT, 3))
        _frozen(self.confidence, "confidence", (POINT_COUNT,))


@dataclass(frozen=True, slots=True, eq=False)
class LandmarkSequence:
    """The landmarks of one clip: N frames with a face among T decoded frames.

    A frame without a face has no row; nothing is invented for it.

    Attributes:
        frame_times_s: float64 (T,), presentation times of all decoded frames, increasing.
        frame_index: int64 (N,), which of the T frames each row belongs to, increasing.
        points_px: float64 (N, 68, 3), camera frame.
        confidence: float64 (N, 68) in [0, 1].
        pose_deg: float64 (N, 3): yaw, pitch, roll as in `HeadPose`.
        frame_size_px: Width and height of the pictures.
        model: Producer, `id@version`.
    """

    frame_times_s: FloatArray
    frame_index: IntArray
    points_px: FloatArray
    confidence: FloatArray
    pose_deg: FloatArray
    frame_size_px: tuple[int, int]
    model: str

    def __post_init__(self) -> None:
        count = len(self.frame_index)
        _frozen(self.frame_times_s, "frame_times_s", (None,))
        _frozen(self.frame_index, "frame_index", (count,))
        _frozen(self.points_px, "points_px", (count, POINT_COUNT, 3))
        _frozen(self.confidence, "confidence", (count, POINT_COUNT))
        _frozen(self.pose_deg, "pose_deg", (count, 3))

    def __len__(self) -> int:
        return len(self.frame_index)

    @property
    def times_s(self) -> FloatArray:
        """float64 (N,): presentation times of the frames that have a face."""
        times: FloatArray = self.frame_times_s[self.frame_index]
        return times
