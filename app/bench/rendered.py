"""Held-out rendered faces with exact points: random ones, and sitters told what to do.

Every face is decided by the benchmark's own split, a series and a number, so that runs can be
compared and no face was ever seen in training.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path
from typing import Final

import numpy as np

from core.progress import Progress, ignore_progress
from core.types import FloatArray, HeadPose
from core.video import VideoWriter
from models.evaluation.predictions import Face
from models.synthetic.camera import frame_face, turn
from models.synthetic.expressions import exercise
from models.synthetic.pack import GLASSES_SHARE, HAIR_SHARE, Split, face_rng
from models.synthetic.photo import Background, Photo
from models.synthetic.render import FaceSpec, Renderer
from models.synthetic.sample import random_identity, random_light, sample_face
from models.synthetic.shade import Light
from models.synthetic.skin import Look, random_look

SIZE_PX: Final = 320
MARGIN: Final = 1.55
"""Side of the picture over that of the landmark box: a crop of 1.3 lies well inside."""
_MARGIN_RANGE: Final = (MARGIN - 0.05, MARGIN + 0.05)
CLINIC_DISTANCE: Final = (100.0, 120.0)
"""Camera distance in model units, about cm: 1.0 to 1.2 m (clinical.md 1.2, capture conditions)."""
_CLINIC_NOISE: Final = 2.0
_CLINIC_JPEG: Final = 90
"""Noise and compression of a good camera (defaults)."""
CLIP_FRAMES: Final = 60
CLIP_RATE_HZ: Final = 30.0
CLIP_SIZE_PX: Final = 480
_CLIP_YAW_DEG: Final = 10.0


class Series(IntEnum):
    """Independent draws of faces, one a question."""

    ACCURACY = 0
    ASYMMETRY = 1
    POSE = 2
    EXCURSION = 3
    SPEED = 4
    BENT = 5


def random_faces(
    renderer: Renderer,
    series: Series,
    count: int,
    *,
    palsy_probability: float,
    yaw_limit_deg: float,
    backgrounds: Sequence[Path] = (),
) -> Iterator[Face]:
    """`count` random faces of a series, with hair and glasses as in training packs.

    Face i does not depend on `count`.
    """
    for index in range(count):
        face = sample_face(
            face_rng(Split.BENCHMARK, series, index),
            renderer,
            palsy_probability=palsy_probability,
            yaw_limit_deg=yaw_limit_deg,
            size_px=SIZE_PX,
            margin=_MARGIN_RANGE,
            hair_share=HAIR_SHARE,
            glasses_share=GLASSES_SHARE,
            backgrounds=backgrounds,
        )
        yield face.image, face.points_px


@dataclass(frozen=True, slots=True, eq=False)
class Sitter:
    """A person before a clinic's camera, ready to show any expression in any pose.

    Attributes:
        identity: float64 (K,), standard deviations per identity mode.
        look: The person's paint.
        light: The light, which may come from one side.
        background: What lies behind.
        photo: Camera effects.
        distance: From the camera, model units.
        side_difference: Factor on the identity's asymmetry: 0 is a symmetric person.
    """

    identity: FloatArray
    look: Look
    light: Light
    background: Background
    photo: Photo
    distance: float
    side_difference: float

    def spec(
        self,
        renderer: Renderer,
        expression: Mapping[str, float],
        pose: HeadPose,
        *,
        size_px: int = SIZE_PX,
    ) -> FaceSpec:
        """The picture of `expression` in `pose`, the landmark box in its middle."""
        model = renderer.outline
        surface = model.vertices(
            self.identity, model.weights(expression), side_difference=self.side_difference
        )
        return FaceSpec(
            identity=self.identity,
            expression=expression,
            pose=pose,
            camera=frame_face(
                turn(surface, pose), distance=self.distance, size_px=size_px, margin=MARGIN
            ),
            look=self.look,
            light=self.light,
            background=self.background,
            photo=self.photo,
            side_difference=self.side_difference,
        )


def random_sitter(
    rng: np.random.Generator, renderer: Renderer, *, side_difference: float
) -> Sitter:
    """A random person in random light, decided by the state of `rng`."""
    return Sitter(
        identity=random_identity(rng, renderer.model),
        look=random_look(rng),
        light=random_light(rng),
        background=Background(int(rng.integers(2**31))),
        photo=Photo(
            noise_level=_CLINIC_NOISE, jpeg_quality=_CLINIC_JPEG, seed=int(rng.integers(2**31))
        ),
        distance=rng.uniform(*CLINIC_DISTANCE),
        side_difference=side_difference,
    )


def write_clip(renderer: Renderer, path: Path, *, progress: Progress = ignore_progress) -> None:
    """Render a face that smiles while it turns, for timing without a video at hand.

    Args:
        renderer: The face to draw.
        path: The file to write, `.mp4`.
        progress: Told after every picture.

    Raises:
        VideoError: The file cannot be written.
    """
    rng = face_rng(Split.BENCHMARK, Series.SPEED, 0)
    sitter = random_sitter(rng, renderer, side_difference=1.0)
    with VideoWriter(path, size_px=(CLIP_SIZE_PX, CLIP_SIZE_PX)) as video:
        for frame in range(CLIP_FRAMES):
            phase = np.sin(2 * np.pi * frame / CLIP_FRAMES)
            spec = sitter.spec(
                renderer,
                exercise("smile_open", effort=float(phase**2)),
                HeadPose(_CLIP_YAW_DEG * float(phase), 0.0, 0.0),
                size_px=CLIP_SIZE_PX,
            )
            video.write(renderer.render(spec)[0], time_s=frame / CLIP_RATE_HZ)
            progress(frame + 1, CLIP_FRAMES, "rendering a clip")
