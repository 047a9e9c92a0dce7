"""Clips of the standard exercises by one rendered patient, with the exact points of every frame."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from core.types import FloatArray, Frame, HeadPose
from models.synthetic.camera import frame_face, turn
from models.synthetic.expressions import EXERCISES, Expression, combine, exercise
from models.synthetic.ict import BLINKS
from models.synthetic.palsy import Palsy
from models.synthetic.photo import Background, Photo, usual_exposure
from models.synthetic.render import FaceSpec, Renderer
from models.synthetic.sample import random_identity
from models.synthetic.shade import Light
from models.synthetic.skin import random_look

TURN: Final = "turn_cal"
"""The slow turn of the head with a resting face (clinical.md 1.2, task 0b)."""
TASKS: Final = (*EXERCISES, TURN)

CLINIC_DISTANCE: Final = 110.0
"""Model units, about cm: clinical.md 1.2 asks for 1 m or more."""
_CLINIC_MARGIN: Final = 1.9
_CLINIC_LIGHT: Final = Light(
    np.array([(0.25, 0.35, 0.9), (-0.5, 0.3, 0.8)], dtype=np.float32),
    np.array([(0.5, 0.49, 0.47), (0.35, 0.35, 0.36)], dtype=np.float32),
    (0.32, 0.32, 0.32),
)
_TURN_YAW_DEG: Final = 14.0
_TURN_PITCH_DEG: Final = 9.0
_BLINK_S: Final = 0.3
_BLINK_DOWN_SHARE: Final = 0.3
_BLINKS_PER_S: Final = 0.25
_SWAY_HZ: Final = (0.08, 0.21, 0.47)
_SWAY_SHARES: Final = (0.6, 0.3, 0.1)


@dataclass(frozen=True, slots=True)
class ClipPlan:
    """Timing and liveliness of a clip; the times are those of clinical.md 1.2.

    Attributes:
        task: One of `TASKS`.
        palsy: The palsy, or None for a healthy face.
        rate_hz: Frames per second.
        repetitions: How often the exercise is done.
        neutral_s: Rest before each repetition, and after the last.
        onset_s: From rest to the full movement.
        hold_s: Full movement.
        relax_s: From the full movement to rest.
        rest_s: Length of a clip of the tasks "rest" and `TURN`.
        sway_deg: Typical natural turn of the head, yaw; pitch and roll are smaller.
        effort_spread: Standard deviation of the effort between repetitions.
        blinks: Whether the eyes blink.
    """

    task: str
    palsy: Palsy | None = None
    rate_hz: float = 30.0
    repetitions: int = 3
    neutral_s: float = 2.0
    onset_s: float = 0.7
    hold_s: float = 3.0
    relax_s: float = 0.7
    rest_s: float = 5.0
    sway_deg: float = 1.5
    effort_spread: float = 0.03
    blinks: bool = True


def portrait(
    rng: np.random.Generator,
    renderer: Renderer,
    *,
    size_px: tuple[int, int] = (640, 480),
    distance: float = CLINIC_DISTANCE,
    margin: float = _CLINIC_MARGIN,
    side_difference: float = 1.0,
) -> FaceSpec:
    """A random person at rest before a clinic's camera, in even light.

    Args:
        rng: Source of every random choice.
        renderer: The model to draw.
        size_px: Width and height of the picture.
        distance: From the camera, model units (about cm).
        margin: Smaller side of the picture over the larger side of the landmark box.
        side_difference: Factor on the identity's asymmetry; 0 is a symmetric person.

    Returns:
        The description, frontal and expressionless; `dataclasses.replace` changes it.
    """
    identity = random_identity(rng, renderer.model)
    frontal = HeadPose(0.0, 0.0, 0.0)
    nothing: Expression = {}
    neutral = renderer.outline.vertices(
        identity, renderer.model.weights(nothing), side_difference=side_difference
    )
    width, height = size_px
    side = min(size_px)
    square = frame_face(turn(neutral, frontal), distance=distance, size_px=side, margin=margin)
    centre = (square.centre_px[0] + (width - side) / 2, square.centre_px[1] + (height - side) / 2)
    look = random_look(rng)
    exposure = usual_exposure(float(np.mean(look.skin)))
    return FaceSpec(
        identity=identity,
        expression=nothing,
        pose=frontal,
        camera=replace(square, centre_px=centre, size_px=size_px),
        look=look,
        light=_CLINIC_LIGHT,
        background=Background(int(rng.integers(2**31))),
        photo=Photo(exposure, noise_level=2.0, seed=int(rng.integers(2**31))),
        side_difference=side_difference,
    )


def exercise_clip(
    renderer: Renderer,
    person: FaceSpec,
    plan: ClipPlan,
    *,
    rng: np.random.Generator,
    supersampling: int = 2,
) -> Iterator[tuple[Frame, FloatArray]]:
    """The frames of one clip, with their exact landmarks.

    Args:
        renderer: The model to draw.
        person: Who, before which camera, in what light; its expression is the resting face.
        plan: What the person does.
        rng: Decides head sway, blinks and effort.
        supersampling: Samples per pixel along each axis.

    Yields:
        The frame, and float64 (68, 3): its landmarks in the camera frame of `core.types`.
    """
    for index, spec in enumerate(clip_specs(person, plan, rng=rng)):
        image, points = renderer.render(spec, supersampling=supersampling)
        yield Frame(image, index / plan.rate_hz, index), points


def clip_specs(person: FaceSpec, plan: ClipPlan, *, rng: np.random.Generator) -> Iterator[FaceSpec]:
    """The description of every frame of `exercise_clip`, for use without rendering."""
    efforts = effort_curve(plan, rng=rng)
    times_s = np.arange(len(efforts)) / plan.rate_hz
    pose_deg = _sway(times_s, plan, rng) + _turn(times_s, plan)
    blink = _blink_curve(times_s, rng) if plan.blinks else np.zeros(len(efforts))
    for index, effort in enumerate(efforts):
        yaw, pitch, roll = (float(angle) for angle in pose_deg[index])
        commanded = combine(person.expression, _movement(plan.task, effort, blink[index]))
        yield replace(
            person,
            expression=plan.palsy.apply(commanded) if plan.palsy else commanded,
            pose=HeadPose(
                person.pose.yaw_deg + yaw,
                person.pose.pitch_deg + pitch,
                person.pose.roll_deg + roll,
            ),
            photo=replace(person.photo, seed=person.photo.seed + index),
        )


def effort_curve(plan: ClipPlan, *, rng: np.random.Generator) -> FloatArray:
    """float64 (T,): the commanded effort of every frame, 0 rest to about 1."""
    if plan.task in {"rest", TURN}:
        return np.zeros(round(plan.rest_s * plan.rate_hz))
    cycle_s = plan.neutral_s + plan.onset_s + plan.hold_s + plan.relax_s
    length_s = plan.repetitions * cycle_s + plan.neutral_s
    times_s = np.arange(round(length_s * plan.rate_hz)) / plan.rate_hz
    curve = np.zeros(len(times_s))
    for repetition, effort in enumerate(1 + rng.normal(0.0, plan.effort_spread, plan.repetitions)):
        begin_s = repetition * cycle_s + plan.neutral_s
        release_s = begin_s + plan.onset_s + plan.hold_s
        rise = _eased((times_s - begin_s) / plan.onset_s)
        fall = _eased((times_s - release_s) / plan.relax_s)
        curve += effort * (rise - fall)
    return curve


def _eased(ramp: FloatArray) -> FloatArray:
    """From 0 to 1 as `ramp` goes from 0 to 1, with soft beginning and end."""
    t = np.clip(ramp, 0.0, 1.0)
    return t * t * (3 - 2 * t)


def _movement(task: str, effort: float, blink: float) -> Mapping[str, float]:
    """The commanded exercise, with the lids at least as closed as the blink has them."""
    movement = exercise(task, effort=effort) if task in EXERCISES else {}
    for name in BLINKS:
        movement[name] = max(movement.get(name, 0.0), blink)
    return movement


def _sway(times_s: FloatArray, plan: ClipPlan, rng: np.random.Generator) -> FloatArray:
    """float64 (T, 3): slow natural turns of the head in yaw, pitch, roll, degrees."""
    phases = rng.uniform(0, 2 * np.pi, size=(len(_SWAY_HZ), 3))
    sway = np.zeros((len(times_s), 3))
    for rate_hz, share, phase in zip(_SWAY_HZ, _SWAY_SHARES, phases, strict=True):
        sway += share * np.sin(2 * np.pi * rate_hz * times_s[:, None] + phase)
    amplitude: FloatArray = plan.sway_deg * np.array([1.0, 0.7, 0.5])
    return sway * amplitude


def _turn(times_s: FloatArray, plan: ClipPlan) -> FloatArray:
    """float64 (T, 3): right, left, up, down, and back to the front, for the task `TURN`."""
    turn_deg = np.zeros((len(times_s), 3))
    if plan.task == TURN:
        share = times_s / plan.rest_s
        stops = np.linspace(0.0, 1.0, 7)
        turn_deg[:, 0] = np.interp(share, stops, [0, _TURN_YAW_DEG, -_TURN_YAW_DEG, 0, 0, 0, 0])
        turn_deg[:, 1] = np.interp(share, stops, [0, 0, 0, 0, _TURN_PITCH_DEG, -_TURN_PITCH_DEG, 0])
    return turn_deg


def _blink_curve(times_s: FloatArray, rng: np.random.Generator) -> FloatArray:
    """float64 (T,): closure of the lids by spontaneous blinks, 0 open to 1 closed."""
    closure = np.zeros(len(times_s))
    begin_s = rng.exponential(1 / _BLINKS_PER_S)
    while len(times_s) and begin_s < times_s[-1]:
        inside = (times_s - begin_s) / _BLINK_S
        shape = np.interp(inside, [0.0, _BLINK_DOWN_SHARE, 1.0], [0.0, 1.0, 0.0])
        closure = np.maximum(closure, _eased(shape))
        begin_s += _BLINK_S + rng.exponential(1 / _BLINKS_PER_S)
    return closure
