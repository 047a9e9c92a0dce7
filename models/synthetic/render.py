"""One picture with exact landmarks from one explicit description."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from core.types import FloatArray, HeadPose, ImageArray
from models.synthetic.camera import Camera, rotation, turn
from models.synthetic.glasses import Glasses, Mesh, frame_mesh, lens_mesh
from models.synthetic.hair import HairShell, HairStyle, comb
from models.synthetic.ict import Float32Array, IctModel, Int32Array, Part, mirror_name
from models.synthetic.lens import Glass, glaze
from models.synthetic.photo import Background, Photo, develop, draw_background
from models.synthetic.rasterise import rasterise, vertex_normals
from models.synthetic.shade import Light, Paint, Surface, shade
from models.synthetic.skin import (
    CHANNELS,
    Look,
    NoisePicture,
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
        hair: How the hair is cut; None for the plain cap of `look`, or none.
        glasses: The glasses worn, if any.
        closed_setback: As in `IctModel.vertices`.
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
    hair: HairStyle | None = None
    glasses: Glasses | None = None
    closed_setback: float = 0.0

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
            look=self.look._replace(
                handedness=-self.look.handedness,
                age_right=self.look.age_left,
                age_left=self.look.age_right,
            ),
            light=self.light._replace(directions=flipped),
            background=replace(self.background, handedness=-self.background.handedness),
            side_difference=-self.side_difference,
            hair=self.hair.mirrored() if self.hair else None,
            photo=replace(self.photo, motion_deg=-self.photo.motion_deg),
        )


class Renderer:
    """Draws faces of one model; prepares the model's paint maps once."""

    def __init__(self, model: IctModel) -> None:
        self.model = model
        self.outline = model.landmarks_only()
        self._channels = paint_map(model)
        self._noise = noise_picture()
        self._hair = HairShell(model)

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
        drawn = self._draw(self._scene(surface, normals, spec), spec, supersampling)
        width, height = spec.camera.size_px
        behind = draw_background(spec.background, width, height, self._noise)
        light = drawn[..., :3] + behind * (1 - drawn[..., 3:])
        return develop(light, spec.photo), self.points(spec)

    def _scene(self, surface: Float32Array, normals: Float32Array, spec: FaceSpec) -> _Scene:
        """The head, then the frame of the glasses, then the hair."""
        model = self.model
        pieces = [_Piece(surface, normals, model.triangles, model.triangle_part, self._channels)]
        if spec.glasses:
            frame = frame_mesh(spec.glasses, self._resting(spec))
            pieces.append(_plain_piece(frame, Part.FRAME))
        solid = sum(len(piece.triangles) for piece in pieces)
        if spec.hair:
            places, channels, triangles = self._hair.piece(
                surface, spec.hair, spec.look, self._noise
            )
            hair = _plain_piece(Mesh(places, triangles), Part.HAIR)
            # Hair is seen from both sides: what hangs behind the neck from within.
            pieces.append(
                hair._replace(
                    triangles=np.concatenate([triangles, triangles[:, ::-1]]),
                    parts=np.tile(hair.parts, 2),
                    channels=channels,
                )
            )
        return _Scene(_joined(pieces), solid)

    def _resting(self, spec: FaceSpec) -> FloatArray:
        """float64 (68, 3): the landmarks of the face without expression, model frame."""
        calm = _surface(self.outline, replace(spec, expression={}))
        return calm.astype(np.float64)

    def _draw(self, scene: _Scene, spec: FaceSpec, supersampling: int) -> Float32Array:
        """float32 (height, width, 4): linear RGB times coverage, and coverage."""
        everything, (width, height) = scene.everything, spec.camera.size_px
        fine = (width * supersampling, height * supersampling)
        turned = rotation(spec.pose).T.astype(np.float32)
        screen = _screen(everything.vertices, spec, supersampling)
        drawn = rasterise(screen, everything.triangles[: scene.solid], *fine)
        if spec.hair:
            hanging = everything.triangles[scene.solid :]
            hair = rasterise(screen, hanging, *fine)
            ragged = spec.hair.ragged
            channels = everything.channels
            comb(drawn, hair, hanging, channels, ragged, self._noise, spec.look, scene.solid)
        shown, nearness, weights = drawn
        picture: Float32Array = shade(
            shown,
            weights,
            _openness(nearness, spec.camera, width, height),
            Surface(
                everything.triangles,
                everything.parts,
                np.hstack([everything.normals @ turned, everything.channels]),
            ),
            _paint(spec, self._noise),
        )
        if spec.glasses:
            lenses, places = lens_mesh(spec.glasses, self._resting(spec))
            lens = rasterise(_screen(lenses.vertices, spec, supersampling), lenses.triangles, *fine)
            outward = vertex_normals(lenses.vertices, lenses.triangles) @ turned
            glass = Glass(spec.glasses.lens, spec.glasses.fade, spec.glasses.glare, spec.light)
            attributes = np.hstack([outward, places])
            glaze(picture, lens, nearness, lenses.triangles, attributes, glass)
        return picture


class _Piece(NamedTuple):
    """A surface to draw: vertices and normals (V, 3), triangles (T, 3), parts, channels (V, 11)."""

    vertices: Float32Array
    normals: Float32Array
    triangles: Int32Array
    parts: NDArray[np.int8]
    channels: Float32Array


class _Scene(NamedTuple):
    """All that is drawn; the first `solid` triangles have no gaps, the others are hair."""

    everything: _Piece
    solid: int


def _plain_piece(mesh: Mesh, part: Part) -> _Piece:
    """`mesh`, all of one part, with empty paint channels."""
    return _Piece(
        mesh.vertices,
        vertex_normals(mesh.vertices, mesh.triangles),
        mesh.triangles,
        np.full(len(mesh.triangles), part, dtype=np.int8),
        np.zeros((len(mesh.vertices), CHANNELS), dtype=np.float32),
    )


def _joined(pieces: list[_Piece]) -> _Piece:
    """All pieces as one, the triangles in the order given."""
    if len(pieces) == 1:
        return pieces[0]
    starts = np.cumsum([0, *(len(piece.vertices) for piece in pieces[:-1])])
    return _Piece(
        np.concatenate([piece.vertices for piece in pieces]),
        np.concatenate([piece.normals for piece in pieces]),
        np.concatenate(
            [piece.triangles + np.int32(start) for piece, start in zip(pieces, starts, strict=True)]
        ),
        np.concatenate([piece.parts for piece in pieces]),
        np.concatenate([piece.channels for piece in pieces]),
    )


def _screen(vertices: Float32Array, spec: FaceSpec, supersampling: int) -> Float32Array:
    """float32 (V, 3): where `vertices` appear among the samples, and their distance."""
    seen = spec.camera.project(turn(vertices, spec.pose))
    # Sub-pixel j of pixel i has its centre at i + (j + 0.5) / n - 0.5.
    seen[:, :2] = (seen[:, :2] + 0.5) * supersampling - 0.5
    return seen.astype(np.float32)


def _paint(spec: FaceSpec, noise: NoisePicture) -> Paint:
    if spec.glasses is None:
        return Paint(noise, spec.look, spec.light)
    return Paint(noise, spec.look, spec.light, spec.glasses.frame, spec.glasses.frame_gloss)


def _surface(model: IctModel, spec: FaceSpec) -> Float32Array:
    """float32 (V, 3): the vertices of `model` for `spec`, model frame, before hair and pose."""
    return model.vertices(
        spec.identity,
        model.weights(spec.expression),
        side_difference=spec.side_difference,
        closed_setback=spec.closed_setback,
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
