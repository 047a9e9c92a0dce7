"""The colour of every visible pixel: paint times light, in compiled loops."""

from __future__ import annotations

import math
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from models.synthetic import skin
from models.synthetic.compiled import compiled, inlined
from models.synthetic.hair import strands
from models.synthetic.ict import Float32Array, Int32Array, Part
from models.synthetic.skin import Look, NoisePicture, Rgb

# Compiled code reads plain numbers.
_SKIN: Final = int(Part.SKIN)
_SCLERA: Final = int(Part.SCLERA)
_TEETH: Final = int(Part.TEETH)
_GUMS: Final = int(Part.GUMS)
_HAIR: Final = int(Part.HAIR)
_FRAME: Final = int(Part.FRAME)
_COLLAR: Final = -13.0
NORMAL: Final = 3
"""Number of leading attributes that hold the normal."""
_WRAP: Final = 0.25
_SKIN_SHININESS: Final = 4
"""How often the highlight is squared: the sharpness of the reflection."""
_EYE_SHININESS: Final = 8
_EYE_GLOSS: Final = 0.8
_FRAME_SHININESS: Final = 5
_HAIR_GLOSS: Final = 0.22
_HAIR_SHININESS: Final = 12.0
_HAIR_INSIDE: Final = 0.35
"""Light that is left on the side of the hair that is turned to the head."""
_SMOOTH_COSINE: Final = 0.98
"""Samples of a pixel whose normals differ more are coloured one by one."""


class Light(NamedTuple):
    """The light of a picture; a named tuple because compiled code reads it.

    Attributes:
        directions: float32 (L, 3), unit vectors towards the lights, turned model frame.
        colours: float32 (L, 3), linear RGB.
        ambient: Linear RGB from everywhere, a little more from above.
    """

    directions: Float32Array
    colours: Float32Array
    ambient: Rgb


@inlined
def smooth_step(low: float, high: float, value: float) -> float:
    """0 up to `low`, 1 from `high` on, smooth between."""
    t = min(1.0, max(0.0, (value - low) / (high - low)))
    return t * t * (3.0 - 2.0 * t)


@inlined
def _fade(distance: float, reach: float) -> float:
    """1 at no distance, falling smoothly to 0 at `reach`."""
    return 1.0 - smooth_step(0.0, reach, distance)


@inlined
def _mix(first: Rgb, second: Rgb, share: float) -> Rgb:
    return (
        first[0] + (second[0] - first[0]) * share,
        first[1] + (second[1] - first[1]) * share,
        first[2] + (second[2] - first[2]) * share,
    )


@inlined
def _scaled(colour: Rgb, factor: float) -> Rgb:
    return (colour[0] * factor, colour[1] * factor, colour[2] * factor)


@inlined
def _brow_cover(across: float, along: float, look: Look, streak: float) -> float:
    """How much of the skin the brow hides: tapered to the lateral end, edges of single hairs."""
    if along < -0.15 or along > 1.2:
        return 0.0
    taper = look.brow_width * (1.0 - 0.6 * max(0.0, along))
    ragged = across + 0.03 * streak
    upper = 1.0 - smooth_step(0.18 * taper, 0.18 * taper + 0.18, ragged)
    lower = smooth_step(-0.62 * taper - 0.2, -0.62 * taper + 0.05, ragged)
    ends = smooth_step(-0.12, 0.02, along) * (1.0 - smooth_step(0.95, 1.15, along))
    return upper * lower * ends * look.brow_density * min(1.0, max(0.4, 0.95 + 0.15 * streak))


@inlined
def _bell(distance: float, width: float) -> float:
    return math.exp(-(distance * distance) / (width * width))


@inlined
def _creases(here: Float32Array, look: Look, unevenness: float) -> float:
    """What folds and lines leave of the light: nasolabial, under the eye, across the forehead."""
    age = look.age_left if here[skin.U] > 0.0 else look.age_right
    if age == 0.0:
        return 1.0
    u, v = here[skin.U], here[skin.V]
    along = smooth_step(-6.0, -4.0, v) * (1.0 - smooth_step(-1.2, 0.3, v))
    fold = 0.4 * _bell(here[skin.FOLD], 0.16) - 0.1 * _bell(here[skin.FOLD] - 0.4, 0.3)
    under = here[skin.LOWER_LID] if here[skin.LOWER_LID] < here[skin.UPPER_LID] else 9.0
    bag = 0.25 * _bell(under - 0.9, 0.2)
    brow = smooth_step(6.9, 7.4, v) * (1.0 - smooth_step(9.0, 9.8, v))
    line = smooth_step(0.75, 1.0, math.cos(7.0 * v + 0.5 * unevenness + 0.25 * math.cos(u)))
    forehead = 0.3 * brow * (1.0 - smooth_step(3.0, 5.5, abs(u))) * line
    return 1.0 - age * min(0.8, fold * along + bag + forehead)


@inlined
def _skin_colour(here: Float32Array, noise: NoisePicture, look: Look) -> Rgb:
    step = 1.0 / skin.NOISE_STEP
    column = int(look.noise_u + look.handedness * here[skin.U] * step) & (skin.NOISE_SIZE - 1)
    row = int(look.noise_v + here[skin.V] * step) & (skin.NOISE_SIZE - 1)
    unit = 1.0 / skin.NOISE_SCALE
    blotch, spots = unit * noise[row, column, 0], unit * noise[row, column, 1]
    grain, streak = unit * noise[row, column, 2], unit * noise[row, column, 3]
    colour = _scaled(look.skin, max(0.3, 1.0 + look.blotch * blotch + look.grain * grain))
    red = look.blush * here[skin.BLUSH]
    colour = (colour[0], colour[1] * (1 - 0.55 * red), colour[2] * (1 - 0.5 * red))
    freckle = look.freckles * here[skin.BLUSH] * smooth_step(1.2, 2.0, spots)
    colour = _mix(colour, (colour[0] * 0.45, colour[1] * 0.3, colour[2] * 0.25), freckle)
    beard = look.stubble * here[skin.BEARD] * min(1.0, max(0.3, 0.75 + 0.3 * grain))
    colour = _mix(colour, look.hair, beard)
    upper, lower = here[skin.UPPER_LID], here[skin.LOWER_LID]
    colour = _scaled(colour, 1.0 - 0.5 * look.eye_shade * _fade(min(upper, lower), 1.3))
    colour = _scaled(colour, _creases(here, look, blotch))
    lip = smooth_step(-0.07, 0.07, here[skin.LIP])
    colour = _mix(colour, _scaled(look.lips, 1.0 + 0.06 * grain), lip)
    lash = look.lash * max(_fade(upper, 0.2), 0.35 * _fade(lower, 0.12))
    colour = _mix(colour, (0.012, 0.01, 0.01), 0.9 * lash)
    brow = _brow_cover(here[skin.BROW_ACROSS], here[skin.BROW_ALONG], look, streak)
    colour = _mix(colour, look.brows, brow)
    cover = smooth_step(-0.35, 0.35, here[skin.HAIR] + look.hairline + 0.1 * streak)
    strand = _scaled(look.hair, max(0.3, 1.0 + 0.3 * streak + 0.15 * blotch))
    colour = _mix(colour, strand, cover)
    return look.cloth if here[skin.V] < _COLLAR else colour


@inlined
def _eye_colour(dx: float, dy: float, look: Look) -> Rgb:
    radius = math.sqrt(dx * dx + dy * dy)
    white = (0.68, 0.62, 0.58)
    redness = smooth_step(0.7, 1.4, radius)
    white = _mix(white, (0.55, 0.32, 0.28), 0.6 * redness)
    spoke = 0.85 + 0.25 * math.sin(17.0 * math.atan2(dy, abs(dx) + 1e-6)) * (radius / 0.6)
    iris = _scaled(look.iris, spoke)
    edge = look.iris_radius
    iris = _mix(iris, _scaled(look.iris, 0.25), smooth_step(0.75 * edge, edge, radius))
    pupil = edge * look.pupil_ratio
    iris = _mix((0.006, 0.006, 0.006), iris, smooth_step(pupil - 0.03, pupil + 0.03, radius))
    return _mix(iris, white, smooth_step(edge - 0.04, edge + 0.04, radius))


@inlined
def _bare_colour(part: int, here: Float32Array, noise: NoisePicture, look: Look) -> Rgb:
    if part == _SKIN:
        return _skin_colour(here, noise, look)
    if part == _SCLERA:
        return _eye_colour(here[skin.U], here[skin.V], look)
    if part == _TEETH:
        return (0.62, 0.56, 0.45)
    if part == _GUMS:
        return (0.32, 0.09, 0.08)
    return (0.09, 0.02, 0.02)


@inlined
def _lit(
    colour: Rgb, nx: float, ny: float, nz: float, light: Light, gloss: float, squarings: int
) -> Rgb:
    """Wrapped diffuse light, a highlight towards the camera and light from everywhere."""
    above = 0.8 + 0.25 * ny
    red, green, blue = (
        light.ambient[0] * above,
        light.ambient[1] * above,
        light.ambient[2] * above,
    )
    shine = 0.0
    for i in range(len(light.directions)):
        lx, ly, lz = light.directions[i]
        facing = nx * lx + ny * ly + nz * lz
        diffuse = max(0.0, (facing + _WRAP) / (1 + _WRAP))
        red += light.colours[i, 0] * diffuse
        green += light.colours[i, 1] * diffuse
        blue += light.colours[i, 2] * diffuse
        half = math.sqrt(lx * lx + ly * ly + (lz + 1) * (lz + 1)) + 1e-6
        towards = (nx * lx + ny * ly + nz * (lz + 1)) / half
        if towards > 0.0 and facing > 0.0:
            for _ in range(squarings):
                towards *= towards
            shine += gloss * light.colours[i, 1] * towards
    return (colour[0] * red + shine, colour[1] * green + shine, colour[2] * blue + shine)


class Surface(NamedTuple):
    """What the shader reads of the mesh; a named tuple because compiled code reads it.

    Attributes:
        triangles: int32 (T, 3).
        parts: int8 (T,), `Part` of each triangle.
        attributes: float32 (V, 14): unit normals, turned model frame, then `skin.paint_map`.
    """

    triangles: Int32Array
    parts: NDArray[np.int8]
    attributes: Float32Array


class Paint(NamedTuple):
    """What the shader paints with; a named tuple because compiled code reads it.

    Attributes:
        noise: From `skin.noise_picture`.
        look: The person's paint.
        light: The light.
        frame: Linear RGB of the frame of glasses.
        frame_gloss: Strength of its highlights.
    """

    noise: NoisePicture
    look: Look
    light: Light
    frame: Rgb = (0.0, 0.0, 0.0)
    frame_gloss: float = 0.0


@inlined
def _interpolate(t: int, weights: Float32Array, surface: Surface, out: Float32Array) -> None:
    """Write the attributes at a point of triangle `t` to `out`."""
    corners, attributes = surface.triangles, surface.attributes
    a, b, c = corners[t, 0], corners[t, 1], corners[t, 2]
    wa, wb = weights[0], weights[1]
    wc = 1 - wa - wb
    for i in range(len(out)):
        out[i] = wa * attributes[a, i] + wb * attributes[b, i] + wc * attributes[c, i]


@inlined
def _alike(parts: NDArray[np.int64], samples: Float32Array) -> bool:
    """Whether all samples of a pixel lie on one smooth piece of one part."""
    for i in range(len(parts)):
        bend = samples[0, 0] * samples[i, 0] + samples[0, 1] * samples[i, 1]
        bend += samples[0, 2] * samples[i, 2]
        if parts[i] != parts[0] or parts[i] < 0 or bend < _SMOOTH_COSINE:
            return False
    return True


@inlined
def _average(samples: Float32Array) -> None:
    """Put the mean of all samples, which is the pixel's centre, in place of the first."""
    count, attributes = samples.shape
    for i in range(1, count):
        for c in range(attributes):
            samples[0, c] += samples[i, c]
    for c in range(attributes):
        samples[0, c] /= count


@inlined
def _hair_light(here: Float32Array, nx: float, ny: float, nz: float, paint: Paint) -> Rgb:
    """Strands of uneven colour, with the bright band that lies across all of them."""
    inside = nz < 0.0
    if inside:
        nx, ny, nz = -nx, -ny, -nz
    lock, strand = strands(here, paint.noise, paint.look)
    depth = max(0.25, 1.0 + 0.26 * lock + 0.15 * strand) * (_HAIR_INSIDE if inside else 1.0)
    hair = _scaled(paint.look.hair, depth)
    red, green, blue = _lit(hair, nx, ny, nz, paint.light, 0.0, 1)
    # The strands hang: along them runs what is left of the vertical on the surface.
    tx, ty, tz = -ny * nx, 1.0 - ny * ny, -ny * nz
    length = math.sqrt(tx * tx + ty * ty + tz * tz) + 1e-3
    shine = 0.0
    for i in range(len(paint.light.directions)):
        lx, ly, lz = paint.light.directions[i]
        half = math.sqrt(lx * lx + ly * ly + (lz + 1) * (lz + 1)) + 1e-6
        along = (tx * lx + ty * ly + tz * (lz + 1)) / (half * length)
        facing = max(0.0, nx * lx + ny * ly + nz * lz)
        across = math.sqrt(max(0.0, 1.0 - along * along)) ** _HAIR_SHININESS
        shine += facing * across * paint.light.colours[i, 1]
    shine *= _HAIR_GLOSS * max(0.0, 0.7 + 0.3 * strand + 0.35 * lock) * (0.0 if inside else 1.0)
    tint = paint.look.hair
    return (
        red + shine * (0.15 + tint[0]),
        green + shine * (0.15 + tint[1]),
        blue + shine * (0.15 + tint[2]),
    )


@inlined
def _colour(part: int, sample: Float32Array, paint: Paint) -> Rgb:
    look = paint.look
    nx, ny, nz = sample[0], sample[1], sample[2]
    unit = 1.0 / (math.sqrt(nx * nx + ny * ny + nz * nz) + 1e-6)
    if part == _HAIR:
        return _hair_light(sample[NORMAL:], nx * unit, ny * unit, nz * unit, paint)
    if part == _FRAME:
        return _lit(
            paint.frame,
            nx * unit,
            ny * unit,
            nz * unit,
            paint.light,
            paint.frame_gloss,
            _FRAME_SHININESS,
        )
    bare = _bare_colour(part, sample[NORMAL:], paint.noise, look)
    gloss, squarings = look.gloss, _SKIN_SHININESS
    if part == _SCLERA:
        gloss, squarings = _EYE_GLOSS, _EYE_SHININESS
    return _lit(bare, nx * unit, ny * unit, nz * unit, paint.light, gloss, squarings)


@compiled
def shade(
    shown: Int32Array,
    weights: Float32Array,
    openness: Float32Array,
    surface: Surface,
    paint: Paint,
) -> Float32Array:
    """Linear RGB and coverage of every pixel, averaged over its n x n samples.

    Args:
        shown: int32 (n H, n W) triangle ids from `rasterise`.
        weights: float32 (n H, n W, 2) from `rasterise`.
        openness: float32 (H, W), share of the light that reaches the pixel.
        surface: The mesh.
        paint: Colours and light.

    Returns:
        float32 (H, W, 4): colour times coverage, and the share of samples that show a surface.
    """
    height, width = openness.shape
    n = shown.shape[0] // height
    out = np.zeros((height, width, 4), dtype=np.float32)
    samples = np.zeros((n * n, surface.attributes.shape[1]), dtype=np.float32)
    parts = np.zeros(n * n, dtype=np.int64)
    for y in range(height):
        for x in range(width):
            for i in range(n * n):
                row, column = n * y + i // n, n * x + i % n
                t = shown[row, column]
                parts[i] = surface.parts[t] if t >= 0 else -1
                if t >= 0:
                    _interpolate(t, weights[row, column], surface, samples[i])
            alike = _alike(parts, samples)
            if alike:
                _average(samples)
            share = 1.0 if alike else 1.0 / (n * n)
            for i in range(1 if alike else n * n):
                if parts[i] >= 0:
                    lit = _colour(parts[i], samples[i], paint)
                    for c in range(3):
                        out[y, x, c] += share * openness[y, x] * lit[c]
                    out[y, x, 3] += share
    return out
