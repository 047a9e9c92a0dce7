"""What the lenses of glasses do to the light behind them: tint, and reflections of the lamps."""

from __future__ import annotations

import math
from typing import Final, NamedTuple

from models.synthetic.compiled import compiled, inlined
from models.synthetic.ict import Float32Array, Int32Array
from models.synthetic.shade import NORMAL, Light, smooth_step
from models.synthetic.skin import Rgb

_WINDOW: Final = (0.86, 0.9)
"""Cosines about a lamp's mirror image between which its reflection ends: a window's edge."""
_FRESNEL: Final = 0.05
_SKY: Final = 0.6


class Glass(NamedTuple):
    """The lenses' material and light; a named tuple because compiled code reads it.

    Attributes:
        tint: Linear RGB, the light that is let through.
        fade: How much lighter the tint is at the lower edge.
        glare: Strength of reflections.
        light: The light.
    """

    tint: Rgb
    fade: float
    glare: float
    light: Light


@inlined
def _reflection(nx: float, ny: float, nz: float, glass: Glass) -> Rgb:
    """The light that a lens with this normal mirrors to the camera."""
    rx, ry, rz = 2 * nz * nx, 2 * nz * ny, 2 * nz * nz - 1
    sky = _FRESNEL * _SKY * max(0.0, 0.5 + 0.8 * ry)
    red, green, blue = (
        sky * glass.light.ambient[0],
        sky * glass.light.ambient[1],
        sky * glass.light.ambient[2],
    )
    for i in range(len(glass.light.directions)):
        lx, ly, lz = glass.light.directions[i]
        window = smooth_step(_WINDOW[0], _WINDOW[1], rx * lx + ry * ly + rz * lz)
        red += glass.glare * window * glass.light.colours[i, 0]
        green += glass.glare * window * glass.light.colours[i, 1]
        blue += glass.glare * window * glass.light.colours[i, 2]
    return (red, green, blue)


@inlined
def _lens_at(
    y: int,
    x: int,
    n: int,
    lens: tuple[Int32Array, Float32Array, Float32Array],
    nearness: Float32Array,
    triangles: Int32Array,
    attributes: Float32Array,
) -> tuple[float, float, float, float, float]:
    """Of a pixel: its share that is lens, the sum of normals there, the mean place downwards."""
    shown, own_nearness, weights = lens
    share = 1.0 / (n * n)
    seen, nx, ny, nz, down = 0.0, 0.0, 0.0, 0.0, 0.0
    for i in range(n * n):
        row, column = n * y + i // n, n * x + i % n
        t = shown[row, column]
        if t < 0 or own_nearness[row, column] <= nearness[row, column]:
            continue
        wa, wb = weights[row, column, 0], weights[row, column, 1]
        wc = 1 - wa - wb
        a, b, c = triangles[t, 0], triangles[t, 1], triangles[t, 2]
        nx += wa * attributes[a, 0] + wb * attributes[b, 0] + wc * attributes[c, 0]
        ny += wa * attributes[a, 1] + wb * attributes[b, 1] + wc * attributes[c, 1]
        nz += wa * attributes[a, 2] + wb * attributes[b, 2] + wc * attributes[c, 2]
        place = NORMAL + 1
        down -= wa * attributes[a, place] + wb * attributes[b, place]
        down -= wc * attributes[c, place]
        seen += share
    return (seen, nx, ny, nz, down * share / max(seen, share))


@compiled
def glaze(
    picture: Float32Array,
    lens: tuple[Int32Array, Float32Array, Float32Array],
    nearness: Float32Array,
    triangles: Int32Array,
    attributes: Float32Array,
    glass: Glass,
) -> None:
    """Look at `picture` through the lenses.

    Args:
        picture: float32 (H, W, 4) from `shade.shade`, changed in place.
        lens: Triangle ids, nearness and weights from `rasterise` of the lenses alone, (n H, n W).
        nearness: float32 (n H, n W), of everything else: what is nearer hides the lens.
        triangles: int32 (T, 3), the lenses'.
        attributes: float32 (L, 5): unit normals, turned model frame, and place on the lens.
        glass: The lenses' material.
    """
    height, width = picture.shape[:2]
    n = lens[0].shape[0] // height
    for y in range(height):
        for x in range(width):
            seen, nx, ny, nz, down = _lens_at(y, x, n, lens, nearness, triangles, attributes)
            if seen == 0.0:
                continue
            unit = 1.0 / (math.sqrt(nx * nx + ny * ny + nz * nz) + 1e-6)
            mirrored = _reflection(nx * unit, ny * unit, nz * unit, glass)
            lighter = glass.fade * smooth_step(-1.0, 1.0, down)
            # The background shines through the lens as well: it is the share not yet covered.
            through = 1.0 - seen * (1.0 - (glass.tint[1] + (1.0 - glass.tint[1]) * lighter))
            for k in range(3):
                tint = glass.tint[k] + (1.0 - glass.tint[k]) * lighter
                picture[y, x, k] *= 1.0 - seen * (1.0 - tint)
                picture[y, x, k] += seen * mirrored[k]
            picture[y, x, 3] = 1.0 - (1.0 - picture[y, x, 3]) * through
