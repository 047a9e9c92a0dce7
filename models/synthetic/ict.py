"""The ICT-FaceKit morphable face: identities, expressions and its exact 68 landmarks.

Model frame: x to the person's own left, y up, z out of the face, in model units of about one
centimetre. Names ending in `_L` belong to the person's own left, as in ARKit.
"""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path
from typing import Final

import numpy as np
from numpy.lib.npyio import NpzFile
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from core.errors import DataError
from core.landmarks import (
    LOWER_LID_LATERAL,
    LOWER_LID_MEDIAL,
    MIRROR_INDEX,
    UPPER_LID_LATERAL,
    UPPER_LID_MEDIAL,
)
from core.types import POINT_COUNT, FloatArray, IntArray

MODEL_FILE: Final = "ict_face_model.npz"

Float32Array = NDArray[np.float32]
Int32Array = NDArray[np.int32]

_KEYS: Final = (
    "neutral",
    "identity",
    "expression",
    "expression_names",
    "triangles",
    "part_names",
    "triangle_part",
    "vertex_part",
    "landmark68",
)
_REFLECT: Final = np.array([-1.0, 1.0, 1.0], dtype=np.float32)

SPLIT_SHAPES: Final = (
    "mouthPucker",
    "mouthFunnel",
    "mouthRollLower",
    "mouthRollUpper",
    "mouthShrugLower",
    "mouthShrugUpper",
)
"""Shapes the model moves on both sides at once, here cut at the midline into `_L` and `_R`."""
_SPLIT_HALF_WIDTH: Final = 1.6
"""Model units from the midline within which a cut shape fades from one half to the other."""

BLINKS: Final = ("eyeBlink_R", "eyeBlink_L")
"""The closing of the lids, in the order of the landmark pairs: the person's right, left."""
_LID_OVERLAP_RATIO: Final = 1.06
"""Closing movement over the height of the open eye: lids that just meet leave slits."""
_EYEBALL_SETBACK: Final = 0.12
"""Model units by which the eyeballs are set back, or they pierce the closed lids of some."""
_NEARLY_CLOSED: Final = 0.93
"""Weight of a blink from which on `closed_setback` begins to act."""


class Part(IntEnum):
    """What a piece of the surface is made of."""

    SKIN = 0
    SCLERA = 1
    TEETH = 2
    GUMS = 3
    MOUTH = 4
    SOCKET = 5
    HAIR = 6
    FRAME = 7


# Not drawn: the iris, which lies under an opaque sclera and is painted on it; the lacrimal, blend
# and occlusion meshes, which are transparent shells; the eyelashes, whose coarse opaque strips
# hide the lids' edges and are painted instead.
_PART_OF_PREFIX: Final = {
    "face": Part.SKIN,
    "head_neck": Part.SKIN,
    "mouth_socket": Part.MOUTH,
    "eye_socket": Part.SOCKET,
    "gums_tongue": Part.GUMS,
    "teeth": Part.TEETH,
    "sclera": Part.SCLERA,
}


@dataclass(frozen=True, slots=True, eq=False)
class IctModel:
    """The drawn part of the morphable model: V vertices, T triangles, K identities, W weights.

    Attributes:
        neutral: float32 (V, 3), model units.
        identity: float32 (K, V, 3), displacement per standard deviation of each mode.
        expression: float32 (W, V, 3), displacement at weight 1.
        weight_names: The W names of the expression weights.
        triangles: int32 (T, 3), vertex ids, counter-clockwise seen from outside.
        triangle_part: int8 (T,), `Part` of each triangle.
        vertex_part: int8 (V,), `Part` of each vertex.
        landmark_ids: int64 (68,), vertex ids in iBUG order.
        mate: int64 (V,), the vertex in the mirrored place on the other side.
    """

    neutral: Float32Array
    identity: Float32Array
    expression: Float32Array
    weight_names: tuple[str, ...]
    triangles: Int32Array
    triangle_part: NDArray[np.int8]
    vertex_part: NDArray[np.int8]
    landmark_ids: IntArray
    mate: IntArray

    @classmethod
    def load(cls, folder: Path) -> IctModel:
        """Read `ict_face_model.npz` from `folder`.

        Args:
            folder: The folder that holds the file.

        Returns:
            The model without its transparent shells, both-sided mouth shapes cut in halves.

        Raises:
            DataError: The file is missing, is not such a file, or lacks an array.
        """
        arrays = _read(folder / MODEL_FILE)
        part_of = _parts(arrays["part_names"])
        kept = np.asarray(part_of[arrays["vertex_part"]] >= 0)
        triangles = arrays["triangles"]
        drawn = (part_of[arrays["triangle_part"]] >= 0) & kept[triangles].all(axis=1)
        place = np.cumsum(kept) - 1
        neutral = arrays["neutral"][kept].astype(np.float32)
        names, expression = _cut_halves(
            neutral,
            [str(name) for name in arrays["expression_names"]],
            np.ascontiguousarray(arrays["expression"][:, kept], dtype=np.float32),
        )
        vertex_part = part_of[arrays["vertex_part"][kept]]
        neutral[vertex_part == Part.SCLERA, 2] -= _EYEBALL_SETBACK
        return cls(
            neutral=neutral,
            identity=np.ascontiguousarray(arrays["identity"][:, kept], dtype=np.float32),
            expression=expression,
            weight_names=names,
            triangles=place[triangles[drawn]].astype(np.int32),
            triangle_part=part_of[arrays["triangle_part"][drawn]],
            vertex_part=vertex_part,
            landmark_ids=place[arrays["landmark68"]].astype(np.int64),
            mate=_mates(neutral, vertex_part),
        )

    @property
    def identity_count(self) -> int:
        """Number of identity modes K, ordered by variance."""
        return len(self.identity)

    def weights(self, values: Mapping[str, float]) -> FloatArray:
        """float64 (W,): the weight vector with `values` by name and 0 elsewhere.

        A both-sided name of `SPLIT_SHAPES` sets both halves.
        """
        vector = np.zeros(len(self.weight_names))
        for name, value in values.items():
            halves = (f"{name}_L", f"{name}_R") if name in SPLIT_SHAPES else (name,)
            for half in halves:
                vector[self.weight_names.index(half)] = value
        return vector

    def vertices(
        self,
        identity: FloatArray,
        weights: FloatArray,
        *,
        side_difference: float = 1.0,
        closed_setback: float = 0.0,
    ) -> Float32Array:
        """The surface of one person with one expression.

        Args:
            identity: float64 (k <= K,), standard deviations per mode.
            weights: float64 (W,), usually in [0, 1]. A weight 1 of `BLINKS` closes the eye of
                this person; the model's own shape would leave some eyes open.
            side_difference: Factor on the asymmetric part of the identity: 1 the person as
                described, 0 the mirror-symmetric person, -1 the mirrored person.
            closed_setback: Model units by which the eyeballs move back behind closed lids, which
                some of them would pierce.

        Returns:
            float32 (V, 3), model units.
        """
        shape = self.neutral.copy()
        if len(identity):
            flat = self.identity[: len(identity)].reshape(len(identity), -1)
            moved = (identity.astype(np.float32) @ flat).reshape(-1, 3)
            if side_difference != 1.0:
                moved = self._scale_side_difference(moved, side_difference)
            shape += moved
        active = np.flatnonzero(weights)
        if len(active):
            effort = self._closing_eyes(weights, shape)[active].astype(np.float32)
            flat = self.expression[active].reshape(len(active), -1)
            shape += (effort @ flat).reshape(-1, 3)
            if closed_setback:
                self._set_back_closed(weights, shape, closed_setback)
        return shape

    def landmarks_only(self) -> IctModel:
        """The same person and expressions with no other vertices than the 68 landmarks."""
        ids = self.landmark_ids
        return IctModel(
            neutral=self.neutral[ids],
            identity=np.ascontiguousarray(self.identity[:, ids]),
            expression=np.ascontiguousarray(self.expression[:, ids]),
            weight_names=self.weight_names,
            triangles=np.zeros((0, 3), dtype=np.int32),
            triangle_part=np.zeros(0, dtype=np.int8),
            vertex_part=self.vertex_part[ids],
            landmark_ids=np.arange(POINT_COUNT),
            mate=MIRROR_INDEX,
        )

    def _closing_eyes(self, weights: FloatArray, person: Float32Array) -> FloatArray:
        """`weights` with the blinks scaled so that 1 closes the eyes of `person`."""
        scaled = weights.copy()
        for side, name in enumerate(BLINKS):
            row = self.weight_names.index(name)
            if scaled[row]:
                height = self._eye_height(person, side)
                closing = -self._eye_height(self.expression[row], side)
                scaled[row] *= _LID_OVERLAP_RATIO * height / closing
        return scaled

    def _set_back_closed(self, weights: FloatArray, shape: Float32Array, setback: float) -> None:
        """Move the eyeballs behind closed lids back, in place."""
        eyeballs = np.flatnonzero(self.vertex_part == Part.SCLERA)
        left = self.neutral[eyeballs, 0] > 0
        for own, name in zip((eyeballs[~left], eyeballs[left]), BLINKS, strict=True):
            closure = weights[self.weight_names.index(name)]
            shut = np.clip((closure - _NEARLY_CLOSED) / (1 - _NEARLY_CLOSED), 0.0, 1.0)
            shape[own, 2] -= np.float32(setback * shut)

    def _eye_height(self, field: Float32Array, side: int) -> float:
        """Mean upper minus mean lower lid, y of `field` (V, 3), on the right (0) or left (1)."""
        upper = [UPPER_LID_LATERAL[side], UPPER_LID_MEDIAL[side]]
        lower = [LOWER_LID_LATERAL[side], LOWER_LID_MEDIAL[side]]
        y = field[self.landmark_ids, 1]
        return float(y[upper].mean() - y[lower].mean())

    def _scale_side_difference(self, moved: Float32Array, factor: float) -> Float32Array:
        mirrored = moved[self.mate] * _REFLECT
        scaled: Float32Array = (moved + mirrored) * np.float32(0.5)
        scaled += (moved - mirrored) * np.float32(0.5 * factor)
        return scaled


def mirror_name(name: str) -> str:
    """The expression weight that does on the other side what `name` does on its own."""
    for ending, other in (("_L", "_R"), ("_R", "_L"), ("Left", "Right"), ("Right", "Left")):
        if name.endswith(ending):
            return name.removesuffix(ending) + other
    return name


def _read(path: Path) -> dict[str, NDArray[np.generic]]:
    try:
        with path.open("rb") as stream, NpzFile(stream, allow_pickle=False) as archive:
            missing = [key for key in _KEYS if key not in archive.files]
            if missing:
                raise DataError(
                    f"{path} lacks the array '{missing[0]}': "
                    "fetch the packed ICT-FaceKit model again."
                )
            arrays = {key: archive[key] for key in _KEYS}
    except FileNotFoundError as error:
        raise DataError(
            f"{path} was not found: give the folder that holds the packed ICT-FaceKit model."
        ) from error
    except (OSError, ValueError, zipfile.BadZipFile) as error:
        raise DataError(
            f"{path} is not a readable model file: fetch the packed ICT-FaceKit model again."
        ) from error
    if arrays["landmark68"].shape != (POINT_COUNT,):
        raise DataError(
            f"{path} does not name 68 landmarks: fetch the packed ICT-FaceKit model again."
        )
    if not set(BLINKS) <= set(arrays["expression_names"].tolist()):
        raise DataError(
            f"{path} lacks the expression '{BLINKS[0]}': fetch the packed ICT-FaceKit model again."
        )
    return arrays


def _parts(names: NDArray[np.generic]) -> NDArray[np.int8]:
    """int8 per part of the file: its `Part`, or -1 when it is not drawn."""
    found = [
        _PART_OF_PREFIX.get(str(name).removesuffix("_L").removesuffix("_R"), -1) for name in names
    ]
    return np.array(found, dtype=np.int8)


def _cut_halves(
    neutral: Float32Array, names: list[str], expression: Float32Array
) -> tuple[tuple[str, ...], Float32Array]:
    """Replace every shape of `SPLIT_SHAPES` by its left and right half, which sum to it."""
    ramp = np.clip(0.5 + neutral[:, 0] / (2 * _SPLIT_HALF_WIDTH), 0.0, 1.0)
    left = (ramp * ramp * (3 - 2 * ramp))[:, None].astype(np.float32)
    out_names: list[str] = []
    shapes: list[Float32Array] = []
    for name, shape in zip(names, expression, strict=True):
        if name in SPLIT_SHAPES:
            out_names += [f"{name}_L", f"{name}_R"]
            shapes += [shape * left, shape * (1 - left)]
        else:
            out_names.append(name)
            shapes.append(shape)
    return tuple(out_names), np.stack(shapes)


def _mates(neutral: Float32Array, vertex_part: NDArray[np.int8]) -> IntArray:
    """The nearest vertex of the same part to each vertex's mirror image."""
    mate = np.empty(len(neutral), dtype=np.int64)
    for part in np.unique(vertex_part):
        members = np.flatnonzero(vertex_part == part)
        places = neutral[members].astype(np.float64)
        mate[members] = members[cKDTree(places).query(places * _REFLECT)[1]]
    return mate
