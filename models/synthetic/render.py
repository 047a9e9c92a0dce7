"""One picture with exact landmarks from one explicit description."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import cv2
import numpy as np

from core.types import FloatArray, HeadPose, ImageArray
from models.synthetic.camera import Camera, rotation, turn
from models.synthetic.ict import Float32Array, IctModel, mirror_name
from models.synthetic.photo import Background, Photo, develop, draw_background
from models.synthetic.rasterise import rasterise, vertex_normals
from models.synthetic.shade import Light, Paint, Surface, shade
from models.synthetic.skin import (
    Look,
    hair_offsets,
    noise_picture,
    paint_map,
)

_OCCLUSION_REACH: Final = 0.9
"""Model units around a pixel that decide how much light reaches it."""
_OCCLUSION_STRENGTH: Final = 0.55
_OCCLUSION_CELLS: Final = 3


@dataclass(frozen=True, slots=True, eq=False)
class FaceSpec:
    """Everything that decides a picture.

    Attributes:
        identity: float64 (k,), standard deviations per identity mode.
        expression: Weights by name, as in `IctModel.weight_names`.
        pose: Rotation of the head.
        camera: Camera and size of the picture.
        look: The person's paint.
        light: The light, in the camera's directions.
        background: What lies behind.
        photo: Camera effects.
        side_difference: Factor on the identity's asymmetry: 1 as described, 0 symmetric.
    """

    identity: FloatArray
    expression: Mapping[str, float]
    pose: HeadPose
    camera: Camera
    look: Look
    light: Light
    background: Background
    photo: Photo
    side_difference: float = 1.0

    def mirrored(self) -> FaceSpec:
        """The description of the horizontally flipped picture (sensor noise apart)."""
        width = self.camera.size_px[0]
        centre = (width - 1 - self.camera.centre_px[0], self.camera.centre_px[1])
        flipped = self.light.directions * np.array([-1, 1, 1], dtype=np.float32)
        return replace(
            self,
            expression={mirror_name(name): value for name, value in self.expression.items()},
            pose=HeadPose(-self.pose.yaw_deg, self.pose.pitch_deg, -self.pose.roll_deg),
            camera=replace(self.camera, centre_px=centre),
            look=self.look._replace(handedness=-self.look.handedness),
            light=self.light._replace(directions=flipped),
            background=replace(self.background, handedness=-self.background.handedness),
            side_difference=-self.side_difference,
        )


class Renderer:
    """Draws faces of one model; prepares the model's paint maps once."""

    def __init__(self, model: IctModel) -> None:
        self.model = model
        self.outline = model.landmarks_only()
        self._channels = paint_map(model)
        self._noise = noise_picture()

    @classmethod
    def load(cls, folder: Path) -> Renderer:
        """A renderer of the model in `folder`.

        Raises:
            DataError: The model is missing or malformed.
        """
        return cls(IctModel.load(folder))

    def points(self, spec: FaceSpec) -> FloatArray:
        """float64 (68, 3): the exact landmarks, camera frame of `core.types`, pixels."""
        return spec.camera.points(turn(_surface(self.outline, spec), spec.pose))

    def render(self, spec: FaceSpec, *, supersampling: int = 2) -> tuple[ImageArray, FloatArray]:
        """Draw `spec`.

        Args:
            spec: What to draw.
            supersampling: Samples per pixel along each axis.

        Returns:
            uint8 (height, width, 3) RGB, and float64 (68, 3): the landmarks in the camera frame
            of `core.types`, pixels, mean z 0.
        """
        surface = _surface(self.model, spec)
        normals = vertex_normals(surface, self.model.triangles)
        if spec.look.hair_depth:
            offsets = hair_offsets(self.model, self._channels, spec.look)
            surface += normals * offsets[:, None]
        drawn = self._draw(surface, normals, spec, supersampling=supersampling)
        width, height = spec.camera.size_px
        behind = draw_background(spec.background, width, height, self._noise)
        light = drawn[..., :3] + behind * (1 - drawn[..., 3:])
        return develop(light, spec.photo), self.points(spec)

    def _draw(
        self, surface: Float32Array, normals: Float32Array, spec: FaceSpec, *, supersampling: int
    ) -> Float32Array:
        """float32 (height, width, 4): linear RGB times coverage, and coverage."""
        model, (width, height) = self.model, spec.camera.size_px
        seen = spec.camera.project(turn(surface, spec.pose))
        # Sub-pixel j of pixel i has its centre at i + (j + 0.5) / n - 0.5.
        seen[:, :2] = (seen[:, :2] + 0.5) * supersampling - 0.5
        shown, nearness, weights = rasterise(
            seen.astype(np.float32), model.triangles, width * supersampling, height * supersampling
        )
        return shade(
            shown,
            weights,
            _openness(nearness, spec.camera, width, height),
            Surface(
                model.triangles,
                model.triangle_part,
                np.hstack([normals @ rotation(spec.pose).T.astype(np.float32), self._channels]),
            ),
            Paint(self._noise, spec.look, spec.light),
        )


def _surface(model: IctModel, spec: FaceSpec) -> Float32Array:
    """float32 (V, 3): the vertices of `model` for `spec`, model frame, before hair and pose."""
    return model.vertices(
        spec.identity, model.weights(spec.expression), side_difference=spec.side_difference
    )


def _openness(
    nearness: Float32Array, camera: Camera, width_px: int, height_px: int
) -> Float32Array:
    """float32 (height, width): share of light, less where a surface lies behind its surroundings.

    Depth darkening: the distance to the blurred depth picture stands for ambient occlusion.
    """
    reach_px = _OCCLUSION_REACH * camera.focal_px / camera.distance
    covered = (nearness > 0).astype(np.float32)
    fine = (width_px, height_px)
    away = _mean_distance(nearness, covered, fine)
    # Blurred on a coarse grid, where the reach is a few cells, for speed.
    cell_px = max(1, int(reach_px / _OCCLUSION_CELLS))
    coarse = (max(1, width_px // cell_px), max(1, height_px // cell_px))
    solid = cv2.resize(covered, coarse, interpolation=cv2.INTER_AREA)
    total = _mean_distance(nearness, covered, coarse) * solid
    blurred_total, blurred_solid = (
        cv2.GaussianBlur(field, (0, 0), reach_px / cell_px) for field in (total, solid)
    )
    around = cv2.resize(blurred_total / np.maximum(blurred_solid, np.float32(1e-3)), fine)
    behind = np.clip((away - around) / _OCCLUSION_REACH, 0, 2)
    openness: Float32Array = np.exp(-_OCCLUSION_STRENGTH * behind).astype(np.float32)
    return openness


def _mean_distance(
    nearness: Float32Array, covered: Float32Array, size: tuple[int, int]
) -> Float32Array:
    """Distance of the surface in a smaller picture, 0 where there is none."""
    near = cv2.resize(nearness, size, interpolation=cv2.INTER_AREA)
    share = cv2.resize(covered, size, interpolation=cv2.INTER_AREA)
    distance: Float32Array = np.where(near > 0, share / np.maximum(near, np.float32(1e-6)), 0)
    return distance
