"""Which frames of a clip are good enough to measure, and how good the clip is altogether."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from assessment.protocol import (
    ACCEPTED_PITCH_DEG,
    ACCEPTED_YAW_DEG,
    LIVE_PITCH_DEG,
    LIVE_YAW_DEG,
    TURN_ACCEPTED_DEG,
    Exercise,
    ExerciseKind,
)
from assessment.results import Quality
from assessment.signals import LONGEST_BREAK_S
from core.landmarks import INNER_51
from core.types import BoolArray, FloatArray, IntArray, LandmarkSequence

MINIMUM_CONFIDENCE: Final = 0.2
"""Mean confidence of the inner 51 points under which a frame is dropped (default)."""

FEWEST_FRAMES: Final = 10
"""A clip with fewer usable frames is not analysed (default)."""

_WORTH_A_FLAG: Final = 0.2
_SLOW: Final = 0.9


@dataclass(frozen=True, slots=True, eq=False)
class UsableClip:
    """The frames of one clip that passed, in order of time.

    Attributes:
        exercise: What was asked of the patient.
        times_s: float64 (N,), on the clip's clock.
        frame_index: int64 (N,), decoded-frame numbers.
        points_px: float64 (N, 68, 3), camera frame.
        confidence: float64 (N, 68).
        yaw_deg: float64 (N,).
        quality: How good the clip was.
    """

    exercise: Exercise
    times_s: FloatArray
    frame_index: IntArray
    points_px: FloatArray
    confidence: FloatArray
    yaw_deg: FloatArray
    quality: Quality

    def __len__(self) -> int:
        return len(self.times_s)


@dataclass(frozen=True, slots=True)
class Rejection:
    """Why a clip cannot be analysed at all, one clause."""

    reason: str


def screen(exercise: Exercise, landmarks: LandmarkSequence) -> UsableClip | Rejection:
    """Drop frames that are turned too far or unsure, and count them."""
    turned, unsure = faults(exercise, landmarks)
    good = ~(turned | unsure)
    used = int(good.sum())
    if used < FEWEST_FRAMES:
        return Rejection(_why_not(landmarks, int(turned.sum()), int((unsure & ~turned).sum())))
    times_s = landmarks.times_s[good]
    pose_deg = landmarks.pose_deg[good]
    steps_s = np.diff(landmarks.frame_times_s)
    lowest, highest = pose_deg.min(axis=0), pose_deg.max(axis=0)
    ranges = [(float(low), float(high)) for low, high in zip(lowest, highest, strict=True)]
    rate_hz = float(1.0 / np.median(steps_s))
    quality = Quality(
        frames=len(landmarks.frame_times_s),
        no_face=len(landmarks.frame_times_s) - len(landmarks),
        outside_pose=int(turned.sum()),
        unsure=int((unsure & ~turned).sum()),
        used=used,
        duration_s=float(landmarks.frame_times_s[-1] - landmarks.frame_times_s[0]),
        frame_rate_hz=rate_hz,
        yaw_deg=ranges[0],
        pitch_deg=ranges[1],
        roll_deg=ranges[2],
        gaps_s=_gaps(landmarks.frame_times_s, times_s),
        flags=_flags(exercise, pose_deg, rate_hz),
    )
    return UsableClip(
        exercise=exercise,
        times_s=times_s,
        frame_index=landmarks.frame_index[good],
        points_px=landmarks.points_px[good],
        confidence=landmarks.confidence[good],
        yaw_deg=pose_deg[:, 0],
        quality=quality,
    )


def faults(exercise: Exercise, landmarks: LandmarkSequence) -> tuple[BoolArray, BoolArray]:
    """Two bool (N,): turned too far, and unsure of the points."""
    yaw_limit, pitch_limit = ACCEPTED_YAW_DEG, ACCEPTED_PITCH_DEG
    if exercise.kind is ExerciseKind.TURN:
        yaw_limit = pitch_limit = TURN_ACCEPTED_DEG
    yaw_deg, pitch_deg = np.abs(landmarks.pose_deg[:, 0]), np.abs(landmarks.pose_deg[:, 1])
    turned = np.greater(yaw_deg, yaw_limit) | np.greater(pitch_deg, pitch_limit)
    sureness: FloatArray = landmarks.confidence[:, list(INNER_51)].mean(axis=1)
    return turned, np.less(sureness, MINIMUM_CONFIDENCE)


def _why_not(landmarks: LandmarkSequence, turned: int, unsure: int) -> str:
    frames = len(landmarks.frame_times_s)
    if frames < FEWEST_FRAMES:
        return f"the clip has only {frames} frames"
    return (
        f"too few of its {frames} frames can be measured: {frames - len(landmarks)} without a "
        f"face, {turned} with the head turned too far, {unsure} with unsure landmarks"
    )


def _gaps(frame_times_s: FloatArray, times_s: FloatArray) -> tuple[tuple[float, float], ...]:
    """Stretches without a usable frame, those at the two ends of the clip included."""
    edges = np.concatenate((frame_times_s[:1], times_s, frame_times_s[-1:]))
    wide = np.flatnonzero(np.diff(edges) > LONGEST_BREAK_S)
    return tuple((float(edges[i]), float(edges[i + 1])) for i in wide)


def _flags(exercise: Exercise, pose_deg: FloatArray, rate_hz: float) -> tuple[str, ...]:
    flags = []
    beyond = (np.abs(pose_deg[:, :2]) > np.array((LIVE_YAW_DEG, LIVE_PITCH_DEG))).any(axis=1)
    share = float(beyond.mean())
    if exercise.kind is not ExerciseKind.TURN and share > _WORTH_A_FLAG:
        flags.append(
            f"In {100 * share:.0f} % of the measured frames the head was turned by more than "
            f"{LIVE_YAW_DEG:.0f} degrees sideways or {LIVE_PITCH_DEG:.0f} up or down."
        )
    if rate_hz < _SLOW * exercise.frame_rate_hz:
        flags.append(
            f"The clip has {rate_hz:.0f} frames per second; "
            f"{exercise.frame_rate_hz:.0f} or more are recommended."
        )
    return tuple(flags)
