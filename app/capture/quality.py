"""Whether the picture is good enough to record, told by one light for each thing that can be wrong.

Reasons are whole English sentences, for the table of translations; left and right in them are the
patient's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np

from app.capture.face_picture import FacePicture, face_picture
from assessment.protocol import (
    ACCEPTED_PITCH_DEG,
    ACCEPTED_YAW_DEG,
    LIVE_PITCH_DEG,
    LIVE_YAW_DEG,
    TURN_ACCEPTED_DEG,
    Exercise,
    ExerciseKind,
)
from core.landmarks import INNER_51
from core.types import Frame, HeadPose, Landmarks

FACE_HEIGHT_GOOD_PX: Final = 500.0
"""Recommended height of the face (clinical.md 1.2)."""

FACE_HEIGHT_POOR_PX: Final = 300.0
"""Under this the light is red (default)."""

FACE_HEIGHT_MOST_RATIO: Final = 0.9
"""Height of the face over that of the picture above which it is too near (default)."""

ROLL_GOOD_DEG: Final = 10.0
ROLL_POOR_DEG: Final = 20.0
"""Tilt of the head (default): measures take it out, but a level head is easier to compare."""

LUMA_GOOD: Final = (60.0, 200.0)
LUMA_POOR: Final = (35.0, 225.0)
"""Mean brightness of the face, 0 to 255 (default)."""

ONE_SIDED_GOOD_RATIO: Final = 0.35
ONE_SIDED_POOR_RATIO: Final = 0.7
"""Difference of brightness between the halves of the face over their mean (default)."""

SHARPNESS_GOOD: Final = 0.004
SHARPNESS_POOR: Final = 0.002
"""`FacePicture.sharpness` (default): 95 % of 100 sharp photographs of the training set lie above
the first; their median falls to the second when blurred by 1.7 % of the width of the face."""

UNSURE_CONFIDENCE: Final = 0.7
"""A point may be hidden under this (default): seen ones have 0.9 or more, those of a mouth covered
in a photograph 0.7 on average."""

HIDDEN_GOOD_RATIO: Final = 0.1
HIDDEN_POOR_RATIO: Final = 0.3
"""Share of the inner 51 points of which the network is unsure (default)."""

RATE_GOOD_RATIO: Final = 0.9
RATE_POOR_RATIO: Final = 0.5
"""Real frame rate over the exercise's recommended one (default)."""

STUTTER_RATIO: Final = 3.0
"""Longest step between pictures over the usual one from which pictures are missing (default)."""

FEWEST_TIMES: Final = 5


class Level(StrEnum):
    """What a light shows."""

    UNKNOWN = "unknown"
    GOOD = "good"
    POOR = "poor"
    BAD = "bad"


class Check(StrEnum):
    """What a light is about."""

    FACE = "face"
    DISTANCE = "distance"
    POSE = "pose"
    LIGHT = "light"
    BLUR = "blur"
    OCCLUSION = "occlusion"
    FRAME_RATE = "frame_rate"


@dataclass(frozen=True, slots=True)
class Light:
    """One light.

    Attributes:
        check: What it is about.
        level: Its colour.
        reason: What is wrong and what to do, empty when nothing is.
    """

    check: Check
    level: Level
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Lights:
    """All lights, one for each `Check`, in that order."""

    all: tuple[Light, ...]

    @property
    def bad(self) -> tuple[Light, ...]:
        """The red ones."""
        return tuple(light for light in self.all if light.level is Level.BAD)

    @property
    def is_judged(self) -> bool:
        """A picture was looked at."""
        return any(light.level is not Level.UNKNOWN for light in self.all)

    def of(self, check: Check) -> Light:
        """The light about `check`."""
        return next(light for light in self.all if light.check is check)


NOT_JUDGED: Final = Lights(tuple(Light(check, Level.UNKNOWN) for check in Check))
"""While no picture is looked at."""


def judge(
    frame: Frame,
    landmarks: Landmarks | None,
    times_s: Sequence[float],
    *,
    exercise: Exercise,
    several_faces: bool = False,
) -> Lights:
    """The lights of one picture.

    Args:
        frame: The picture, not mirrored.
        landmarks: The face found in it, if any.
        times_s: When the last pictures were taken, oldest first.
        exercise: What is being recorded: a slow head turn may turn further, blinks need more
            pictures.
        several_faces: It is not clear whose face to follow.
    """
    rate = _rate(times_s, exercise)
    if landmarks is None:
        reason = "No face is found: look at the camera."
        if several_faces:
            reason = "Two faces are in the picture: only the patient may be in view."
        unknown = (Check.DISTANCE, Check.POSE, Check.LIGHT, Check.BLUR, Check.OCCLUSION)
        dark = tuple(Light(check, Level.UNKNOWN) for check in unknown)
        return Lights((Light(Check.FACE, Level.BAD, reason), *dark, rate))
    face = face_picture(frame.image, landmarks.points_px)
    return Lights(
        (
            _inside(frame, landmarks),
            _distance(face, frame),
            _pose(landmarks.pose, exercise),
            _light(face),
            _blur(face),
            _occlusion(landmarks),
            rate,
        )
    )


def rate_of(times_s: Sequence[float]) -> float | None:
    """Pictures a second, from when the last ones were taken; None while they are too few to say."""
    if len(times_s) < FEWEST_TIMES:
        return None
    return (len(times_s) - 1) / (times_s[-1] - times_s[0])


def _level(value: float, *, good: float, poor: float) -> Level:
    """GOOD up to `good`, POOR up to `poor`; for limits from below negate everything."""
    if value <= good:
        return Level.GOOD
    return Level.POOR if value <= poor else Level.BAD


def _inside(frame: Frame, landmarks: Landmarks) -> Light:
    height_px, width_px = frame.image.shape[:2]
    plane = landmarks.points_px[:, :2]
    if ((plane >= 0) & (plane <= (width_px - 1, height_px - 1))).all():
        return Light(Check.FACE, Level.GOOD)
    cut_off = "Part of the face is outside the picture: move to the middle."
    return Light(Check.FACE, Level.BAD, cut_off)


def _distance(face: FacePicture, frame: Frame) -> Light:
    """Only the size in the picture: without the lens, metres cannot be told from it."""
    level = _level(-face.height_px, good=-FACE_HEIGHT_GOOD_PX, poor=-FACE_HEIGHT_POOR_PX)
    if level is not Level.GOOD:
        far = "The face is small in the picture: zoom in or choose a finer camera format."
        return Light(Check.DISTANCE, level, far)
    if face.height_px > FACE_HEIGHT_MOST_RATIO * frame.image.shape[0]:
        near = "The face fills the picture: move back, to one metre or more."
        return Light(Check.DISTANCE, Level.POOR, near)
    return Light(Check.DISTANCE, Level.GOOD)


def _pose(pose: HeadPose, exercise: Exercise) -> Light:
    yaw_deg, pitch_deg = (LIVE_YAW_DEG, ACCEPTED_YAW_DEG), (LIVE_PITCH_DEG, ACCEPTED_PITCH_DEG)
    roll_deg = (ROLL_GOOD_DEG, ROLL_POOR_DEG)
    if exercise.kind is ExerciseKind.TURN:
        yaw_deg = pitch_deg = roll_deg = (TURN_ACCEPTED_DEG, TURN_ACCEPTED_DEG)
    turns = (
        (pose.yaw_deg, yaw_deg, "Turn the head to the left.", "Turn the head to the right."),
        (pose.pitch_deg, pitch_deg, "Lower the chin.", "Lift the chin."),
        (
            pose.roll_deg,
            roll_deg,
            "Tilt the head towards the right shoulder.",
            "Tilt the head towards the left shoulder.",
        ),
    )
    worst = Light(Check.POSE, Level.GOOD)
    for angle_deg, (good, poor), when_positive, when_negative in turns:
        level = _level(abs(angle_deg), good=good, poor=poor)
        if _severity(level) > _severity(worst.level):
            worst = Light(Check.POSE, level, when_positive if angle_deg > 0 else when_negative)
    return worst


def _light(face: FacePicture) -> Light:
    right, left = face.luma_right, face.luma_left
    mean = (right + left) / 2
    dark = _level(-mean, good=-LUMA_GOOD[0], poor=-LUMA_POOR[0])
    bright = _level(mean, good=LUMA_GOOD[1], poor=LUMA_POOR[1])
    uneven = abs(right - left) / max(mean, 1.0)
    one_sided = _level(uneven, good=ONE_SIDED_GOOD_RATIO, poor=ONE_SIDED_POOR_RATIO)
    darker = "right" if right < left else "left"
    shadow = {
        "right": "The right side of the face is in shadow: light it from the front.",
        "left": "The left side of the face is in shadow: light it from the front.",
    }
    found = (
        (dark, "The face is too dark: switch on a lamp in front of the patient."),
        (bright, "The face is too bright: soften or move the light."),
        (one_sided, shadow[darker]),
    )
    level, reason = max(found, key=lambda one: _severity(one[0]))
    return Light(Check.LIGHT, level, "" if level is Level.GOOD else reason)


def _blur(face: FacePicture) -> Light:
    level = _level(-face.sharpness, good=-SHARPNESS_GOOD, poor=-SHARPNESS_POOR)
    reason = "The picture is blurred: focus or clean the camera, and hold still."
    return Light(Check.BLUR, level, "" if level is Level.GOOD else reason)


def _occlusion(landmarks: Landmarks) -> Light:
    hidden = float(np.mean(landmarks.confidence[list(INNER_51)] < UNSURE_CONFIDENCE))
    level = _level(hidden, good=HIDDEN_GOOD_RATIO, poor=HIDDEN_POOR_RATIO)
    reason = "Part of the face is hidden: take off glasses, move hair and hands away."
    return Light(Check.OCCLUSION, level, "" if level is Level.GOOD else reason)


def _rate(times_s: Sequence[float], exercise: Exercise) -> Light:
    rate_hz, steps_s = rate_of(times_s), np.diff(times_s)
    if rate_hz is None:
        return Light(Check.FRAME_RATE, Level.UNKNOWN)
    share = rate_hz / exercise.frame_rate_hz
    level = _level(-share, good=-RATE_GOOD_RATIO, poor=-RATE_POOR_RATIO)
    if level is not Level.GOOD:
        slow = "The camera gives too few pictures a second: more light or another format helps."
        return Light(Check.FRAME_RATE, level, slow)
    if steps_s.max() > STUTTER_RATIO * float(np.median(steps_s)):
        stutter = "The camera leaves out pictures: close other programs."
        return Light(Check.FRAME_RATE, Level.POOR, stutter)
    return Light(Check.FRAME_RATE, Level.GOOD)


_SEVERITY: Final = (Level.UNKNOWN, Level.GOOD, Level.POOR, Level.BAD)


def _severity(level: Level) -> int:
    return _SEVERITY.index(level)
