"""Random faces for training and testing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from core.landmarks import Side
from core.types import FloatArray, HeadPose, ImageArray
from models.synthetic.camera import Camera, frame_face, turn
from models.synthetic.expressions import (
    Expression,
    combine,
    random_everyday,
    random_exercise,
    random_gaze,
    under_lids,
)
from models.synthetic.glasses import random_glasses
from models.synthetic.hair import random_hair
from models.synthetic.ict import IctModel
from models.synthetic.palsy import Grade, Palsy, Region, palsy_of_grade, random_grade
from models.synthetic.photo import Background, random_photo
from models.synthetic.render import FaceSpec, Renderer
from models.synthetic.shade import Light
from models.synthetic.skin import Look, Rgb, random_look

IDENTITY_SPREAD: Final = 0.8
"""Factor on the model's own spread of identities; the full spread has caricatures."""
NEAREST_CAMERA: Final = 35.0
FARTHEST_CAMERA: Final = 300.0
"""Model units (about cm): arm's length to across the room."""
_EVERYDAY_SHARE: Final = 0.35
_SMOOTHING_RATIO: Final = 0.8
"""How much of the lines of a half of the face goes with all of its movement (default)."""
_CLOSED_SETBACK: Final = 0.3
_UNDER_HAIR_DEPTH: Final = 0.2
"""Depth of the painted cap under styled hair."""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the head and the camera are."""

    pose: HeadPose
    camera: Camera


@dataclass(frozen=True, slots=True, eq=False)
class SyntheticFace:
    """One rendered face and everything that is known about it.

    Attributes:
        image: uint8 (size, size, 3), RGB.
        points_px: float64 (68, 3), camera frame of `core.types`, mean z 0.
        spec: The full description.
        palsy: The palsy, or None for a healthy face.
        grade: The palsy's House-Brackmann grade; I for a healthy face.
        task: The exercise of `expressions.EXERCISES` shown, or "everyday".
    """

    image: ImageArray
    points_px: FloatArray
    spec: FaceSpec
    palsy: Palsy | None
    grade: Grade
    task: str


def sample_face(
    rng: np.random.Generator,
    renderer: Renderer,
    *,
    palsy_probability: float = 0.5,
    yaw_limit_deg: float = 50.0,
    size_px: int = 192,
    margin: tuple[float, float] = (1.55, 1.85),
    backgrounds: Sequence[Path] = (),
    supersampling: int = 2,
    hair_share: float = 0.0,
    glasses_share: float = 0.0,
) -> SyntheticFace:
    """A random face, decided by the state of `rng` alone.

    Args:
        rng: Source of every random choice.
        renderer: The model to draw.
        palsy_probability: Share of faces with a palsy, of either side equally often.
        yaw_limit_deg: Largest turn of the head to either side; small turns are more frequent.
        size_px: Side of the picture.
        margin: Lowest and highest side of the picture over the larger side of the landmark box.
        backgrounds: Photographs for every second background; none: all are invented.
        supersampling: Samples per pixel along each axis.
        hair_share: Share of the people who are not bald whose hair is cut to a style; the others
            have a plain cap of hair.
        glasses_share: Share of people with glasses.

    Returns:
        The face with its exact landmarks.
    """
    identity = random_identity(rng, renderer.model)
    task, commanded = random_expression(rng)
    palsy, grade = _random_palsy(rng, palsy_probability)
    shown = palsy.apply(commanded) if palsy else commanded
    gaze = random_gaze(rng, spread=0.5 if rng.random() < 0.3 else 0.1)
    expression = combine(shown, under_lids(gaze, shown))
    pose = random_pose(rng, yaw_limit_deg=yaw_limit_deg)
    landmarks = renderer.outline.vertices(identity, renderer.model.weights(expression))
    camera = _random_camera(rng, turn(landmarks, pose), size_px=size_px, margin=margin)
    place = _Place(pose, camera)
    spec = _random_spec(rng, identity, expression, place, palsy=palsy, backgrounds=backgrounds)
    spec = _dressed(rng, spec, hair_share=hair_share, glasses_share=glasses_share)
    image, points = renderer.render(spec, supersampling=supersampling)
    return SyntheticFace(image, points, spec, palsy, grade, task)


def _random_palsy(rng: np.random.Generator, probability: float) -> tuple[Palsy | None, Grade]:
    if rng.random() >= probability:
        return None, Grade.I
    grade = random_grade(rng)
    return palsy_of_grade(rng, grade, Side.LEFT if rng.random() < 0.5 else Side.RIGHT), grade


def _random_camera(
    rng: np.random.Generator,
    points: NDArray[np.floating],
    *,
    size_px: int,
    margin: tuple[float, float],
) -> Camera:
    """At any distance, with the face about in the middle."""
    return frame_face(
        points,
        distance=float(np.exp(rng.uniform(np.log(NEAREST_CAMERA), np.log(FARTHEST_CAMERA)))),
        size_px=size_px,
        margin=rng.uniform(*margin),
        shift=(rng.normal(0, 0.03), rng.normal(0, 0.03)),
    )


def _random_spec(
    rng: np.random.Generator,
    identity: FloatArray,
    expression: Expression,
    place: _Place,
    *,
    palsy: Palsy | None,
    backgrounds: Sequence[Path],
) -> FaceSpec:
    """A face that moves so, of any age, colour and light; every second before a photograph."""
    picture = None
    if len(backgrounds) and rng.random() < 0.5:
        picture = backgrounds[int(rng.integers(len(backgrounds)))]
    look = _aged(random_look(rng), rng.uniform(0.0, 1.0) ** 2, palsy)
    return FaceSpec(
        identity=identity,
        expression=expression,
        pose=place.pose,
        camera=place.camera,
        look=look,
        light=random_light(rng),
        background=Background(int(rng.integers(2**31)), picture),
        photo=random_photo(rng, reflectance=float(np.mean(look.skin))),
        closed_setback=_CLOSED_SETBACK,
    )


def _dressed(
    rng: np.random.Generator, spec: FaceSpec, *, hair_share: float, glasses_share: float
) -> FaceSpec:
    """`spec` with styled hair and glasses, each for a share of the people."""
    if spec.look.hair_depth and rng.random() < hair_share:
        flat = spec.look._replace(hair_depth=min(spec.look.hair_depth, _UNDER_HAIR_DEPTH))
        spec = replace(spec, look=flat, hair=random_hair(rng))
    if rng.random() < glasses_share:
        spec = replace(spec, glasses=random_glasses(rng))
    return spec


def _aged(look: Look, age: float, palsy: Palsy | None) -> Look:
    """`look` with folds and lines, of which a weak half of the face shows fewer."""
    if palsy is None:
        return look._replace(age_right=age, age_left=age)
    weak = age * (1 - _SMOOTHING_RATIO * (1 - sum(palsy.movement_ratios) / len(Region)))
    if palsy.side is Side.LEFT:
        return look._replace(age_right=age, age_left=weak)
    return look._replace(age_right=weak, age_left=age)


def random_identity(rng: np.random.Generator, model: IctModel) -> FloatArray:
    """float64 (K,): a random person, standard deviations per mode."""
    return np.clip(rng.standard_normal(model.identity_count), -2.5, 2.5) * IDENTITY_SPREAD


def random_expression(rng: np.random.Generator) -> tuple[str, Expression]:
    """A task of the protocol, or an everyday expression, as a healthy face shows it."""
    if rng.random() < _EVERYDAY_SHARE:
        return "everyday", random_everyday(rng)
    return random_exercise(rng)


def random_pose(rng: np.random.Generator, *, yaw_limit_deg: float) -> HeadPose:
    """Half of the heads near frontal, half anywhere up to `yaw_limit_deg`."""
    near = rng.random() < 0.5
    yaw = rng.normal(0, 8) if near else rng.uniform(-yaw_limit_deg, yaw_limit_deg)
    return HeadPose(
        yaw_deg=float(np.clip(yaw, -yaw_limit_deg, yaw_limit_deg)),
        pitch_deg=float(np.clip(rng.normal(0, 9), -30, 30)),
        roll_deg=float(np.clip(rng.normal(0, 8), -35, 35)),
    )


def random_light(rng: np.random.Generator) -> Light:
    """One to three lamps from the front half, over light from everywhere."""
    count = int(rng.integers(1, 4))
    directions = np.stack(
        [rng.normal(0, 1.0, count), rng.normal(0.4, 0.6, count), rng.uniform(0.25, 1.5, count)],
        axis=1,
    )
    directions /= np.linalg.norm(directions, axis=1, keepdims=True)
    tint = 1 + rng.normal(0, 0.08, (count, 3))
    power = rng.uniform(0.3, 1.0, (count, 1))
    ambient = rng.uniform(0.15, 0.5)
    colours = tint * power / power.sum() * rng.uniform(0.7, 1.2)
    shade_of_ambient: Rgb = (
        float(ambient * rng.uniform(0.9, 1.1)),
        float(ambient),
        float(ambient * rng.uniform(0.9, 1.1)),
    )
    return Light(
        directions.astype(np.float32), np.maximum(colours, 0).astype(np.float32), shade_of_ambient
    )
