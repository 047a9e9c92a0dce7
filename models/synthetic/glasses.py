"""Glasses in front of the eyes: a frame of tubes and two lenses, worn by one person.

They sit rigidly on the resting face: the bridge on the nose, the temples on the ears. Lengths are
model units (about cm) in the model's frame.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from core.landmarks import CANTHUS_LATERAL, CANTHUS_MEDIAL, NASION, TEMPLE
from core.types import FloatArray
from models.synthetic.ict import Float32Array, Int32Array
from models.synthetic.skin import Rgb, linear

_OUTLINE_STEPS: Final = 36
_TUBE_SIDES: Final = 8
_LENS_RINGS: Final = 4
_WRAP: Final = 0.022
"""How fast the front bends back to the sides, per unit of x."""
_VERTEX_DISTANCE: Final = 1.9
"""From the canthi to the lenses along z."""
_BRIDGE_CLEARANCE: Final = 0.35
_EAR_FROM_JAW: Final = np.array([0.55, 1.5, -3.4])
"""From the upper end of the jaw line, outwards, up and back to where the temple rests."""
_TEMPLE_DROP: Final = np.array([-0.1, -2.4, -1.8])


@dataclass(frozen=True, slots=True)
class Glasses:
    """One pair of glasses.

    Attributes:
        width: Of a lens.
        height: Of a lens.
        squareness: 2 an ellipse, more a rounded rectangle.
        drop: How much lower and narrower the lens is towards the nose: 0 none, 1 an aviator's.
        flick: How far the upper outer corner rises, as in cat-eye frames.
        gap: Between the lenses, over the nose.
        rim: Half the thickness of the rim, seen from the front.
        rimless_below: Whether only the upper half of the lenses has a rim.
        slip: How far they have slipped down the nose.
        frame: Linear RGB of the frame.
        frame_gloss: Strength of the frame's highlights.
        lens: Linear RGB, the light that the lenses let through.
        fade: How much lighter the tint is at the lower edge, 0..1.
        glare: Strength of reflections on the lenses.
    """

    width: float
    height: float
    squareness: float
    drop: float
    flick: float
    gap: float
    rim: float
    rimless_below: bool
    slip: float
    frame: Rgb
    frame_gloss: float
    lens: Rgb
    fade: float
    glare: float


_FRAME_COLOURS: Final = np.array(
    [(16, 15, 16), (40, 28, 20), (96, 60, 36), (150, 30, 36), (30, 44, 80), (196, 170, 120)]
)
_METALS: Final = np.array([(190, 190, 192), (206, 178, 120), (70, 70, 74), (24, 24, 26)])
_THIN_SHARE: Final = 0.45
_HALF_RIM_SHARE: Final = 0.15
_SUN_SHARE: Final = 0.1


def random_glasses(rng: np.random.Generator) -> Glasses:
    """Thin metal or thick plastic, of any usual shape; rarely sunglasses."""
    thin, sun = rng.random() < _THIN_SHARE, rng.random() < _SUN_SHARE
    width = rng.uniform(4.6, 5.6) + (0.3 if sun else 0.0)
    colours = _METALS if thin else _FRAME_COLOURS
    colour = colours[int(rng.integers(len(colours)))] * rng.uniform(0.8, 1.15)
    dark = rng.uniform(0.02, 0.3)
    tint = dark * rng.uniform(0.7, 1.2, 3) if sun else rng.uniform(0.86, 0.98) * np.ones(3)
    red, green, blue = (float(share) for share in tint)
    return Glasses(
        width=width,
        height=width * rng.uniform(0.6, 0.95),
        squareness=float(rng.choice([2.0, 2.4, 3.0, 4.0, 5.0])),
        drop=rng.uniform(0.2, 0.8) if rng.random() < 0.3 else 0.0,
        flick=rng.uniform(0.1, 0.35) if rng.random() < 0.2 else 0.0,
        gap=rng.uniform(1.5, 2.1),
        rim=rng.uniform(0.06, 0.1) if thin else rng.uniform(0.14, 0.3),
        rimless_below=bool(rng.random() < _HALF_RIM_SHARE),
        slip=rng.uniform(0.0, 0.7),
        frame=linear(colour),
        frame_gloss=rng.uniform(0.1, 0.6),
        lens=(red, green, blue),
        fade=rng.uniform(0.0, 0.7) if sun else 0.0,
        glare=float(rng.uniform(0.0, 1.0) ** 2),
    )


@dataclass(frozen=True, slots=True, eq=False)
class Mesh:
    """A surface of its own.

    Attributes:
        vertices: float32 (n, 3), model frame.
        triangles: int32 (t, 3), counter-clockwise seen from outside.
    """

    vertices: Float32Array
    triangles: Int32Array

    @classmethod
    def joined(cls, meshes: list[Mesh]) -> Mesh:
        """All `meshes` as one."""
        starts = np.cumsum([0, *(len(mesh.vertices) for mesh in meshes)])
        return cls(
            np.concatenate([mesh.vertices for mesh in meshes]),
            np.concatenate(
                [
                    mesh.triangles + np.int32(start)
                    for mesh, start in zip(meshes, starts, strict=False)
                ]
            ),
        )


def frame_mesh(glasses: Glasses, rest: FloatArray) -> Mesh:
    """The rims, the bridge and the temples.

    Args:
        glasses: The pair.
        rest: (68, 3), the landmarks of the resting face in the model's frame.

    Returns:
        The frame.
    """
    parts = []
    for sign in (-1.0, 1.0):
        outline = _outline(glasses, sign)
        rim = outline[outline[:, 1] > -0.1 * glasses.height] if glasses.rimless_below else outline
        parts.append(
            _tube(_fitted(glasses, rest, rim), glasses.rim, closed=not glasses.rimless_below)
        )
        parts.append(_tube(_temple(glasses, rest, sign), 0.8 * glasses.rim + 0.06, closed=False))
    parts.append(_tube(_bridge(glasses, rest), 0.8 * glasses.rim + 0.03, closed=False))
    return Mesh.joined(parts)


def lens_mesh(glasses: Glasses, rest: FloatArray) -> tuple[Mesh, Float32Array]:
    """The two lenses, and float32 (n, 2) for every vertex: place on its lens, -1..1, y up."""
    shares = np.linspace(0.0, 1.0, _LENS_RINGS + 1)
    meshes, places = [], []
    for sign in (-1.0, 1.0):
        outline = _outline(glasses, sign)
        middle = outline.mean(axis=0)
        rings = middle + shares[:, None, None] * (outline - middle)
        flat = rings.reshape(-1, 2)
        bulge = 0.25 * (1 - np.repeat(shares, _OUTLINE_STEPS) ** 2)
        vertices = _fitted(glasses, rest, flat)
        vertices[:, 2] += bulge - 0.02
        meshes.append(Mesh(vertices.astype(np.float32), _ring_triangles(_LENS_RINGS)))
        places.append((flat - middle) / (0.5 * np.array([glasses.width, glasses.height])))
    return Mesh.joined(meshes), np.concatenate(places).astype(np.float32)


def _outline(glasses: Glasses, sign: float) -> FloatArray:
    """float64 (n, 2): the rim of the lens on the side of `sign`, about the middle of the face.

    It runs counter-clockwise seen from the front; y is 0 at the middle of the lens.
    """
    # From the lowest point, so that the upper half is one piece.
    angle = np.linspace(-0.5 * np.pi, 1.5 * np.pi, _OUTLINE_STEPS, endpoint=False)
    power = 2.0 / glasses.squareness
    # x runs from the nose (-1) outwards (+1).
    x = np.sign(np.cos(angle)) * np.abs(np.cos(angle)) ** power
    y = np.sign(np.sin(angle)) * np.abs(np.sin(angle)) ** power
    lower = np.clip(-y, 0.0, 1.0)
    x = x * (1 - 0.25 * glasses.drop * lower) + 0.12 * glasses.drop * lower
    y = y + glasses.flick * np.clip(x, 0.0, 1.0) ** 2 * np.clip(y + 0.3, 0.0, 1.0)
    across = 0.5 * (glasses.gap + glasses.width) + 0.5 * glasses.width * x
    outline = np.stack([sign * across, 0.5 * glasses.height * y], axis=1)
    return outline if sign > 0 else np.ascontiguousarray(outline[::-1])


def _fitted(glasses: Glasses, rest: FloatArray, flat: FloatArray) -> FloatArray:
    """float64 (n, 3): places of the front, given in its plane, on the person's nose."""
    canthi = rest[[*CANTHUS_LATERAL, *CANTHUS_MEDIAL]]
    nose = rest[NASION]
    tilt = (canthi[0] - canthi[1])[1] / (canthi[0] - canthi[1])[0]
    middle_x = nose[0]
    y = canthi[:, 1].mean() - 0.25 - glasses.slip + flat[:, 1] + tilt * flat[:, 0]
    front = max(
        canthi[:, 2].mean() + _VERTEX_DISTANCE, nose[2] + _BRIDGE_CLEARANCE + 0.5 * glasses.slip
    )
    # The lower edge is nearer to the cheek than the upper one to the brow.
    z = front - _WRAP * flat[:, 0] ** 2 + 0.08 * flat[:, 1]
    return np.stack([middle_x + flat[:, 0], y, z], axis=1)


def _bridge(glasses: Glasses, rest: FloatArray) -> FloatArray:
    """float64 (n, 3): an arch between the rims."""
    share = np.linspace(-1.0, 1.0, 9)
    flat = np.stack([0.55 * glasses.gap * share, 0.12 * glasses.height + 0.25 * (1 - share**2)], 1)
    arch = _fitted(glasses, rest, flat)
    arch[:, 2] += 0.12 * (1 - share**2)
    return arch


def _temple(glasses: Glasses, rest: FloatArray, sign: float) -> FloatArray:
    """float64 (n, 3): from the hinge to the ear and down behind it."""
    reach = 0.5 * glasses.gap + glasses.width
    hinge = _fitted(glasses, rest, np.array([[sign * reach, 0.22 * glasses.height]]))[0]
    ear = rest[TEMPLE[int(sign > 0)]] + _EAR_FROM_JAW * [sign, 1.0, 1.0]
    tip = ear + _TEMPLE_DROP * [sign, 1.0, 1.0]
    along = np.linspace(0.0, 1.0, 8)[:, None]
    straight = hinge + along * (ear - hinge)
    # Spread a little, so that the head's widest place stays inside.
    straight[:, 0] += sign * 0.25 * np.sin(np.pi * along[:, 0])
    bent = ear + np.linspace(0.0, 1.0, 4)[1:, None] * (tip - ear)
    return np.concatenate([straight, bent])


def _tube(line: FloatArray, radius: float, *, closed: bool) -> Mesh:
    """A tube around `line`, (n, 3), whose cross-section is a circle."""
    ahead = np.roll(line, -1, axis=0) - np.roll(line, 1, axis=0)
    if not closed:
        ahead[0], ahead[-1] = line[1] - line[0], line[-1] - line[-2]
    ahead /= np.linalg.norm(ahead, axis=1, keepdims=True) + 1e-9
    # Lines here run across or up the front, or back to the ears: neither is (0.3, 1, 1).
    side = np.cross(ahead, np.array([0.13, 0.31, 0.94]))
    side /= np.linalg.norm(side, axis=1, keepdims=True) + 1e-9
    other = np.cross(ahead, side)
    angle = np.linspace(0.0, 2 * np.pi, _TUBE_SIDES, endpoint=False)[:, None]
    rings = (
        line[:, None]
        + radius * np.cos(angle) * side[:, None]
        + radius * np.sin(angle) * other[:, None]
    )
    count = len(line)
    first = np.arange(count if closed else count - 1)[:, None] * _TUBE_SIDES
    own = np.arange(_TUBE_SIDES)[None, :]
    after = (own + 1) % _TUBE_SIDES
    a, b = first + own, first + after
    c, d = (a + _TUBE_SIDES) % (count * _TUBE_SIDES), (b + _TUBE_SIDES) % (count * _TUBE_SIDES)
    sheets = [np.stack([a, b, c], -1), np.stack([b, d, c], -1)]
    triangles = np.concatenate([sheet.reshape(-1, 3) for sheet in sheets])
    return Mesh(rings.reshape(-1, 3).astype(np.float32), triangles.astype(np.int32))


def _ring_triangles(rings: int) -> Int32Array:
    """int32 (t, 3): a disc of `rings` rings about a middle given as a ring of equal places."""
    own = np.arange(_OUTLINE_STEPS)
    after = (own + 1) % _OUTLINE_STEPS
    sheets = []
    for ring in range(rings):
        inner, outer = ring * _OUTLINE_STEPS, (ring + 1) * _OUTLINE_STEPS
        sheets.append(np.stack([inner + own, outer + own, outer + after], 1))
        sheets.append(np.stack([inner + own, outer + after, inner + after], 1))
    return np.concatenate(sheets).astype(np.int32)
