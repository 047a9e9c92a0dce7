"""Hair as a shell around the head: a grid from the crown down, cut off along an edge.

The grid's columns go once around the head, its rows from the crown over the sides and then
straight down. It is tied to the skin, so it follows the person and the expression. Lengths are
model units (about cm); u is the way around the head as in `skin.paint_map`, v the height.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
from scipy.spatial import cKDTree

from core.types import FloatArray, IntArray
from models.synthetic.compiled import compiled, inlined
from models.synthetic.ict import Float32Array, IctModel, Int32Array, Part
from models.synthetic.skin import (
    CHANNELS,
    CYLINDER_RADIUS,
    HAIR,
    NOISE_SCALE,
    NOISE_SIZE,
    NOISE_STEP,
    Look,
    NoisePicture,
    U,
    V,
    hairline,
)

_COLUMNS: Final = 96
_DOME_ROWS: Final = 30
_FALL_ROWS: Final = 30
_CENTRE: Final = np.array([0.0, 5.5, 0.0])
"""Where the dome of the skull is seen from: above the ears."""
_LOWEST: Final = -13.0
_EAR_REACH: Final = 8.0
"""Skin farther out than this is ear, over which the shell passes."""
_SMOOTHING: Final = 1.2
_TIES: Final = 4
_ROOT_REACH: Final = 2.5
"""Way from the edge within which cropped hair reaches its full thickness."""
_STRAND_STRETCH: Final = 0.15
"""The streaks of the noise, drawn out along the hair."""
_LOCK_WIDTH: Final = 0.35
"""The same, drawn out across it, to make locks of many strands."""
_CUT_MARGIN: Final = 2.5
"""Triangles so far below the edge are left out before drawing."""


_SHORT_OPENING: Final = 20.0


class HairStyle(NamedTuple):
    """How the hair is cut; a named tuple because compiled code reads it.

    Attributes:
        fringe: How far the hair over the forehead comes down from the hairline.
        recede: How far the hairline has withdrawn above the temples.
        sweep: Slope of the fringe's edge, -1..1; positive: longer over the person's left.
        opening: How far around the face long hair leaves free, |u|; all around: short hair.
        end: Height v of the ends of long hair.
        depth: How far the hair stands off the head.
        top: Additional depth above the forehead and at the crown.
        curl: Size of the locks that stand off or in.
        ragged: Unevenness of the cut.
    """

    fringe: float
    recede: float
    sweep: float
    opening: float
    end: float
    depth: float
    top: float
    curl: float
    ragged: float

    @property
    def is_long(self) -> bool:
        """Whether the hair falls beside the face and behind the neck."""
        return self.opening < _SHORT_OPENING

    def mirrored(self) -> HairStyle:
        """The style of the mirrored person."""
        return self._replace(sweep=-self.sweep)


_RECEDING_SHARE: Final = 0.35
_KINDS: Final = ("cropped", "fringe", "long", "parted", "full")
_KIND_SHARES: Final = (0.3, 0.2, 0.2, 0.18, 0.12)


def random_hair(rng: np.random.Generator) -> HairStyle:
    """Cropped, with a fringe, long with or without one, or standing off all around."""
    kind = str(rng.choice(_KINDS, p=_KIND_SHARES))
    long = kind in {"long", "parted"}
    plain = HairStyle(
        fringe=rng.uniform(0.0, 0.6),
        recede=0.0,
        sweep=rng.uniform(-1.0, 1.0),
        opening=rng.uniform(6.8, 9.5) if long else _SHORT_OPENING,
        end=rng.uniform(-13.0, 0.0) if long else 0.0,
        depth=rng.uniform(0.5, 1.4),
        top=rng.uniform(0.0, 0.6),
        curl=rng.uniform(0.0, 0.35),
        ragged=rng.uniform(0.2, 0.6),
    )
    if kind == "cropped":
        receding = rng.uniform(0.5, 3.0) if rng.random() < _RECEDING_SHARE else 0.0
        top = rng.uniform(0.0, 1.8)
        return plain._replace(recede=receding, depth=rng.uniform(0.25, 0.9), top=top)
    if kind in {"fringe", "long"}:
        return plain._replace(fringe=rng.uniform(1.5, 5.0), ragged=rng.uniform(0.4, 1.2))
    if kind == "full":
        return plain._replace(depth=rng.uniform(1.2, 2.6), curl=0.5, ragged=0.4)
    return plain


class HairShell:
    """The grid of hair around one model's head; its shape is worked out once."""

    def __init__(self, model: IctModel) -> None:
        skin = np.flatnonzero(model.vertex_part == Part.SKIN)
        bare = skin[np.abs(model.neutral[skin, 0]) < _EAR_REACH]
        places = model.neutral[bare].astype(np.float64)
        self._neutral = model.neutral
        self._rest = _grid(places)
        distance, near = cKDTree(places).query(self._rest, k=_TIES)
        self._ties: IntArray = bare[near]
        share = 1 / (0.5 + np.asarray(distance)) ** 2
        self._shares = (share / share.sum(axis=1, keepdims=True)).astype(np.float32)
        self._around = CYLINDER_RADIUS * np.arctan2(self._rest[:, 0], self._rest[:, 2])
        # The crown's row has no direction of its own: take that of the columns.
        self._around[:_COLUMNS] = self._around[_COLUMNS : 2 * _COLUMNS]
        self.triangles = _triangles()

    def piece(
        self, surface: Float32Array, style: HairStyle, look: Look, noise: NoisePicture
    ) -> tuple[Float32Array, Float32Array, Int32Array]:
        """The hair of one picture.

        Args:
            surface: float32 (V, 3), the model's vertices.
            style: How it is cut.
            look: The person's paint; its hairline counts.
            noise: From `skin.noise_picture`.

        Returns:
            float32 (H, 3), vertices in the model's frame; float32 (H, 11), their paint channels,
            of which `HAIR` is the way above the cut edge; int32 (T, 3), triangles,
            counter-clockwise seen from outside.
        """
        height = self._rest[:, 1]
        cover = height - self._edge(style, look)
        moved = (surface - self._neutral)[self._ties]
        places = self._rest + np.einsum("nk,nkc->nc", self._shares, moved)
        lock = _lookup(noise, 0, look, self._around, 0.5 * height)
        stand = self._stand(style, cover) * (1 + 0.35 * style.curl * lock) + style.curl * 0.3 * lock
        places += self._outwards() * np.maximum(stand, 0.02)[:, None]
        channels = np.zeros((len(places), CHANNELS), dtype=np.float32)
        channels[:, U], channels[:, V], channels[:, HAIR] = self._around, height, cover
        kept = (cover[self.triangles] > -_CUT_MARGIN).all(axis=1)
        return places.astype(np.float32), channels, self.triangles[kept]

    def _edge(self, style: HairStyle, look: Look) -> FloatArray:
        """float64 (H,): the height of the cut edge around the head."""
        way = np.abs(self._around)
        edge = hairline(way) - look.hairline
        front = np.clip(1 - (way / 7.0) ** 4, 0.0, 1.0)
        slope = 1 + 0.8 * style.sweep * self._around / 6.0
        edge = edge + style.recede * np.exp(-(((way - 5.0) / 2.2) ** 2))
        edge = edge - style.fringe * front * np.clip(slope, 0.0, 1.8)
        if style.is_long:
            # Long hair falls from the temples: its free edge is nearly upright.
            fall = np.clip((way - style.opening + 1.5) / 1.5, 0.0, 1.0)
            edge = edge + (np.minimum(style.end, edge) - edge) * fall * fall
        lowered: FloatArray = edge
        return lowered

    def _stand(self, style: HairStyle, cover: FloatArray) -> FloatArray:
        """float64 (H,): how far the hair stands off: little at a cropped edge, more where it falls.

        Long hair stands off enough to pass over the ears.
        """
        way, height = np.abs(self._around), self._rest[:, 1]
        rooted = np.clip(cover / _ROOT_REACH, 0.0, 1.0)
        falling = np.clip((5.5 - height) / 3.0, 0.0, 1.0) * style.is_long
        fringe = 0.25 * min(1.0, style.fringe) * (way < 8.0)
        crown = np.clip((height - 9.0) / 4.0, 0.0, 1.0)
        stand: FloatArray = (
            style.depth * np.maximum(rooted, falling) + style.top * crown * rooted + fringe
        )
        beside_ears = falling * np.clip(1.5 - np.abs(way - 14.0) / 5.0, 0.0, 1.0)
        return stand + 0.9 * np.clip(beside_ears, 0.0, 1.0)

    def _outwards(self) -> FloatArray:
        """float64 (H, 3): away from the centre of the skull; level below it."""
        away = self._rest - _CENTRE
        away[:, 1] = np.maximum(away[:, 1], 0.0)
        directed: FloatArray = away / np.linalg.norm(away, axis=1, keepdims=True)
        return directed


def _grid(skin: FloatArray) -> FloatArray:
    """float64 (H, 3): the head without ears, smoothed, and straight down from its widest ring."""
    turn = np.linspace(-np.pi, np.pi, _COLUMNS, endpoint=False)
    rise = np.linspace(0.5 * np.pi, 0.0, _DOME_ROWS)
    level = np.cos(rise)[:, None]
    directions = np.stack(
        [
            level * np.sin(turn),
            np.broadcast_to(np.sin(rise)[:, None], (_DOME_ROWS, _COLUMNS)),
            level * np.cos(turn),
        ],
        axis=-1,
    ).reshape(-1, 3)
    away = skin - _CENTRE
    reach = np.linalg.norm(away, axis=1)
    upper = away[:, 1] > -1.0
    seen = away[upper] / reach[upper, None]
    angle, near = cKDTree(seen).query(directions, k=min(12, len(seen)))
    share = 1e-6 + np.exp(-0.5 * (np.asarray(angle) * CYLINDER_RADIUS / _SMOOTHING) ** 2)
    radius = (share * reach[upper][near]).sum(axis=1) / share.sum(axis=1)
    dome = _CENTRE + directions * radius[:, None]
    ring = dome[-_COLUMNS:]
    falls = np.linspace(_CENTRE[1], _LOWEST, _FALL_ROWS + 1)[1:]
    below = np.repeat(ring[None], _FALL_ROWS, axis=0)
    below[..., 1] = falls[:, None]
    return np.concatenate([dome, below.reshape(-1, 3)])


def _triangles() -> Int32Array:
    """int32 (T, 3): the grid's triangles, counter-clockwise seen from outside."""
    rows, columns = np.meshgrid(
        np.arange(_DOME_ROWS + _FALL_ROWS - 1), np.arange(_COLUMNS), indexing="ij"
    )
    a = (rows * _COLUMNS + columns).ravel()
    b = (rows * _COLUMNS + (columns + 1) % _COLUMNS).ravel()
    c, d = a + _COLUMNS, b + _COLUMNS
    return np.concatenate([np.stack([a, c, b], 1), np.stack([b, c, d], 1)]).astype(np.int32)


def _lookup(
    noise: NoisePicture, channel: int, look: Look, u: FloatArray, v: FloatArray
) -> FloatArray:
    """float64 (n,): deviation of one channel of the noise at places of the head."""
    column = (look.noise_u + look.handedness * u / NOISE_STEP).astype(int) & (NOISE_SIZE - 1)
    row = (look.noise_v + v / NOISE_STEP).astype(int) & (NOISE_SIZE - 1)
    deviation: FloatArray = noise[row, column, channel] / NOISE_SCALE
    return deviation


@inlined
def strands(here: Float32Array, noise: NoisePicture, look: Look) -> tuple[float, float]:
    """Deviation of the lock and of the single strand at a place of the hair."""
    u, v = here[U], here[V]
    column = int(look.noise_u + look.handedness * u / NOISE_STEP) & (NOISE_SIZE - 1)
    row = int(look.noise_v + v * _STRAND_STRETCH / NOISE_STEP) & (NOISE_SIZE - 1)
    wide = int(look.noise_u + look.handedness * u * _LOCK_WIDTH / NOISE_STEP) & (NOISE_SIZE - 1)
    return noise[row, wide, 3] / NOISE_SCALE, noise[row, column, 3] / NOISE_SCALE


@compiled
def comb(
    drawn: tuple[Int32Array, Float32Array, Float32Array],
    hair: tuple[Int32Array, Float32Array, Float32Array],
    triangles: Int32Array,
    channels: Float32Array,
    ragged: float,
    noise: NoisePicture,
    look: Look,
    first_triangle: int,
) -> None:
    """Put the hair's samples that lie in front and above the ragged edge over those drawn.

    Args:
        drawn: Triangle ids, nearness and weights from `rasterise`, changed in place.
        hair: The same of the hair alone.
        triangles: int32 (T, 3), the hair's.
        channels: float32 (H, 11), the hair's.
        ragged: Unevenness of the edge, model units.
        noise: From `skin.noise_picture`.
        look: The person's paint.
        first_triangle: Id of the hair's first triangle among those drawn.
    """
    shown, nearness, weights = drawn
    own_shown, own_nearness, own_weights = hair
    here = np.zeros(channels.shape[1], dtype=np.float32)
    for y in range(shown.shape[0]):
        for x in range(shown.shape[1]):
            t = own_shown[y, x]
            if t < 0 or own_nearness[y, x] <= nearness[y, x]:
                continue
            wa, wb = own_weights[y, x, 0], own_weights[y, x, 1]
            a, b, c = triangles[t, 0], triangles[t, 1], triangles[t, 2]
            for i in (U, V, HAIR):
                here[i] = wa * channels[a, i] + wb * channels[b, i] + (1 - wa - wb) * channels[c, i]
            lock, strand = strands(here, noise, look)
            if here[HAIR] + ragged * (0.7 * lock + 0.25 * strand) > 0.0:
                shown[y, x] = first_triangle + t
                nearness[y, x] = own_nearness[y, x]
                weights[y, x, 0] = wa
                weights[y, x, 1] = wb
