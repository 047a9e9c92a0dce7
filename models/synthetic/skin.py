"""How one person's surface looks: colours, brows, lashes, hair, and the maps they are painted by.

Paint is laid on in coordinates of the neutral model face, unrolled on a cylinder about the head's
vertical axis, so it moves with the skin in every expression.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray
from scipy.interpolate import CubicSpline
from scipy.spatial import cKDTree

from core.landmarks import ALA, BROW, COMMISSURE, EYE, OUTER_LIP_RING
from core.types import FloatArray
from models.synthetic.ict import Float32Array, IctModel, Part

Rgb = tuple[float, float, float]
NoisePicture = NDArray[np.int8]

CYLINDER_RADIUS: Final = 9.0
NOISE_SIZE: Final = 512
NOISE_STEP: Final = 0.05
"""Model units per texel of the noise picture."""

NOISE_SCALE: Final = 32.0
"""What a deviation of 1 is stored as in the noise picture."""

# Channels of the paint map; lengths in model units.
U: Final = 0  # place in the noise picture; on the eyeball, offset from its forward axis
V: Final = 1
LIP: Final = 2  # distance, inside the lips positive
BROW_ACROSS: Final = 3  # height above the brow's landmarks
BROW_ALONG: Final = 4  # 0 medial to 1 lateral end
UPPER_LID: Final = 5  # distance from the upper lid's edge
LOWER_LID: Final = 6
HAIR: Final = 7  # height above the usual hairline
BEARD: Final = 8  # 0..1
BLUSH: Final = 9  # 0..1
FOLD: Final = 10  # distance from the nasolabial fold, lateral positive
CHANNELS: Final = 11

# The usual hairline: (|u|, v) from the middle of the forehead over the temple, round the ear.
_HAIRLINE: Final = np.array(
    [
        *((0, 10.2), (3, 10.0), (5.5, 9.0), (7.5, 7.2), (9, 5.0), (10.5, 3.2), (11.5, 2.6)),
        *((12.5, 4.6), (15, 5.2), (17, 3.0), (18.5, -3.0), (30, -6.0)),
    ]
)


class Look(NamedTuple):
    """The paint of one person; a named tuple because compiled code reads it.

    Colours are linear RGB reflectances, lengths model units, strengths 0..1 unless said.

    Attributes:
        skin: Colour of the skin.
        lips: Colour of the lips.
        brows: Colour of the brows.
        hair: Colour of hair and beard.
        iris: Colour of the iris.
        cloth: Colour below the collar.
        brow_width: Factor on the usual width of the brows.
        brow_density: How much of the skin the brows hide.
        lash: Darkness of the upper lashes; the lower ones are half as dark.
        blotch: Low-frequency unevenness of the skin.
        grain: High-frequency unevenness of the skin.
        freckles: Strength of freckles.
        blush: Redness of cheeks and nose.
        eye_shade: Darkness of the skin about the eyes.
        stubble: Darkness of the beard.
        gloss: Strength of the skin's highlights.
        hairline: Raises (negative) or lowers (positive) the hairline; very negative is bald.
        hair_depth: How far the hair stands off the scalp.
        iris_radius: Radius of the iris.
        pupil_ratio: Radius of the pupil over that of the iris.
        noise_u: Where in the noise picture this face begins.
        noise_v: The same, vertically.
        handedness: 1, or -1 to paint the mirrored face.
        age_right: Depth of the folds and lines on the right half of the face.
        age_left: The same on the left.
    """

    skin: Rgb
    lips: Rgb
    brows: Rgb
    hair: Rgb
    iris: Rgb
    cloth: Rgb
    brow_width: float
    brow_density: float
    lash: float
    blotch: float
    grain: float
    freckles: float
    blush: float
    eye_shade: float
    stubble: float
    gloss: float
    hairline: float
    hair_depth: float
    iris_radius: float
    pupil_ratio: float
    noise_u: float
    noise_v: float
    handedness: float
    age_right: float = 0.0
    age_left: float = 0.0


# sRGB anchors of skin from very light to very dark, of hair and of irises (defaults).
_SKIN_TONES: Final = np.array(
    [(250, 222, 206), (238, 196, 170), (214, 164, 132), (176, 122, 90), (122, 80, 58), (72, 46, 36)]
)
_HAIR_COLOURS: Final = np.array(
    [(18, 14, 13), (45, 30, 22), (92, 60, 38), (150, 105, 60), (190, 160, 110), (165, 165, 165)]
)
_HAIR_SHARES: Final = (0.32, 0.26, 0.16, 0.1, 0.06, 0.1)
_IRIS_COLOURS: Final = np.array([(58, 36, 24), (88, 60, 36), (96, 104, 70), (92, 124, 150)])
_IRIS_SHARES: Final = (0.45, 0.25, 0.12, 0.18)
_DARK_SKIN: Final = 0.6
_BALD_SHARE: Final = 0.2
_BEARD_SHARE: Final = 0.25
_LIPSTICK_SHARE: Final = 0.2
_FRECKLED_SHARE: Final = 0.2
_GAMMA: Final = 2.2


def linear(srgb: FloatArray) -> Rgb:
    """Linear reflectance of an sRGB colour given in 0..255."""
    red, green, blue = (np.clip(srgb, 2, 253) / 255) ** _GAMMA
    return (float(red), float(green), float(blue))


def random_look(rng: np.random.Generator) -> Look:
    """The paint of a random person."""
    tone = rng.uniform(0.0, 1.0)
    place = tone * (len(_SKIN_TONES) - 1)
    anchors = np.arange(len(_SKIN_TONES))
    skin = np.array([np.interp(place, anchors, _SKIN_TONES[:, i]) for i in range(3)])
    skin = skin * rng.uniform(0.93, 1.05) + rng.normal(0, 3, 3)
    dark = tone > _DARK_SKIN
    kind = 0 if dark else int(rng.choice(len(_HAIR_COLOURS), p=_HAIR_SHARES))
    hair = _HAIR_COLOURS[kind] * rng.uniform(0.7, 1.2)
    iris = _IRIS_COLOURS[0 if dark else rng.choice(len(_IRIS_COLOURS), p=_IRIS_SHARES)]
    bald = rng.random() < _BALD_SHARE
    bearded = rng.random() < _BEARD_SHARE
    lipstick = not bearded and rng.random() < _LIPSTICK_SHARE
    lip_factor = (
        np.array([rng.uniform(0.75, 1.0), rng.uniform(0.3, 0.5), rng.uniform(0.35, 0.55)])
        if lipstick
        else np.array([rng.uniform(0.8, 0.97), rng.uniform(0.58, 0.8), rng.uniform(0.6, 0.85)])
    )
    return Look(
        skin=linear(skin),
        lips=linear(skin * lip_factor),
        brows=linear(np.minimum(hair * rng.uniform(0.5, 1.1), 0.62 * skin)),
        hair=linear(hair),
        iris=linear(iris * rng.uniform(0.7, 1.3)),
        cloth=linear(rng.uniform(10, 235, 3)),
        brow_width=rng.uniform(0.65, 1.4),
        brow_density=rng.uniform(0.55, 1.0),
        lash=rng.uniform(0.35, 1.0),
        blotch=rng.uniform(0.02, 0.14),
        grain=rng.uniform(0.01, 0.09),
        freckles=rng.uniform(0.3, 0.8) if rng.random() < _FRECKLED_SHARE else 0.0,
        blush=rng.uniform(0.0, 0.35),
        eye_shade=rng.uniform(0.0, 0.4),
        stubble=rng.uniform(0.15, 0.85) if bearded else 0.0,
        gloss=rng.uniform(0.02, 0.3),
        hairline=-30.0 if bald else rng.uniform(-1.6, 1.0),
        hair_depth=0.0 if bald else rng.uniform(0.2, 1.6),
        iris_radius=rng.uniform(0.56, 0.68),
        pupil_ratio=rng.uniform(0.28, 0.5),
        noise_u=rng.uniform(0, NOISE_SIZE),
        noise_v=rng.uniform(0, NOISE_SIZE),
        handedness=1.0,
    )


def paint_map(model: IctModel) -> Float32Array:
    """float32 (V, 11): the channels above at every vertex of the neutral model face."""
    place = model.neutral.astype(np.float64)
    u = CYLINDER_RADIUS * np.arctan2(place[:, 0], place[:, 2])
    v = place[:, 1].copy()
    places = np.stack([u, v], axis=1)
    marks = places[model.landmark_ids]
    channels = np.zeros((len(place), CHANNELS))
    channels[:, LIP] = _lip_distance(marks, places)
    channels[:, BROW_ACROSS], channels[:, BROW_ALONG] = _brow(marks, places)
    for channel, span in ((UPPER_LID, slice(0, 4)), (LOWER_LID, slice(3, 7))):
        lids = [_smooth(marks[[*eye, eye[0]][span]]) for eye in EYE]
        channels[:, channel] = cKDTree(np.concatenate(lids)).query(places)[0]
    channels[:, HAIR] = v - hairline(np.abs(u))
    channels[:, BEARD] = _beard(u, v) * np.clip(-channels[:, LIP] / 0.15, 0, 1)
    cheeks = _blob(np.abs(u) - 4.4, v + 0.3, 1.8)
    channels[:, BLUSH] = np.clip(cheeks + _blob(u, v - 0.3, 1.0), 0, 1)
    channels[:, FOLD] = np.abs(u) - _fold_way(marks, v)
    channels[:, (U, V)] = places
    for left in (True, False):
        ball = (model.vertex_part == Part.SCLERA) & ((place[:, 0] > 0) == left)
        if ball.any():
            channels[np.ix_(ball, (U, V))] = _eyeball_offsets(place[ball])
    return channels.astype(np.float32)


def noise_picture() -> NoisePicture:
    """int8 (512, 512, 4): blotches, spots, grain, streaks; tileable, deviation `NOISE_SCALE`."""
    rng = np.random.default_rng(68)
    frequency_y = np.fft.fftfreq(NOISE_SIZE)[:, None] * NOISE_SIZE
    frequency_x = np.fft.rfftfreq(NOISE_SIZE)[None, :] * NOISE_SIZE
    radius = np.hypot(frequency_y, frequency_x)
    bands = [
        1 / (1 + (radius / 6) ** 3),
        np.exp(-(((radius - 60) / 25) ** 2)),
        1 / (1 + (radius / 110) ** 4),
        np.exp(-(((frequency_x - 170) / 60) ** 2) - (frequency_y / 25) ** 2),
    ]
    channels = []
    for band in bands:
        white = np.fft.rfft2(rng.standard_normal((NOISE_SIZE, NOISE_SIZE)))
        field = np.fft.irfft2(white * band, s=(NOISE_SIZE, NOISE_SIZE))
        channels.append((field - field.mean()) / field.std())
    stored = np.rint(NOISE_SCALE * np.stack(channels, axis=-1))
    picture: NoisePicture = np.clip(stored, -127, 127).astype(np.int8)
    return picture


def hairline(way: FloatArray) -> FloatArray:
    """float64 (n,): height v of the usual hairline at |u| = `way` from the middle of the face."""
    height: FloatArray = np.interp(way, _HAIRLINE[:, 0], _HAIRLINE[:, 1])
    return height


def hair_offsets(model: IctModel, channels: Float32Array, look: Look) -> Float32Array:
    """float32 (V,): how far each vertex of the scalp is moved outwards to make hair."""
    height = channels[:, HAIR] + look.hairline
    grown = np.clip((height - 0.2) / 1.5, 0, 1) * (model.vertex_part == Part.SKIN)
    offsets: Float32Array = (look.hair_depth * grown).astype(np.float32)
    return offsets


def _smooth(corners: FloatArray, *, per_span: int = 24) -> FloatArray:
    """A smooth open curve through `corners`, densely sampled."""
    steps = np.linalg.norm(np.diff(corners, axis=0), axis=1)
    along = np.concatenate([[0.0], np.cumsum(steps)])
    dense = np.linspace(0.0, along[-1], per_span * len(steps))
    curve: FloatArray = CubicSpline(along, corners)(dense)
    return curve


def _lip_distance(marks: FloatArray, places: FloatArray) -> FloatArray:
    ring = marks[[*OUTER_LIP_RING, OUTER_LIP_RING[0]]]
    half = len(OUTER_LIP_RING) // 2 + 1
    outline = np.concatenate([_smooth(ring[:half]), _smooth(ring[half - 1 :])])
    contour = outline.astype(np.float32)
    return np.array([cv2.pointPolygonTest(contour, (x, y), measureDist=True) for x, y in places])


def _brow(marks: FloatArray, places: FloatArray) -> tuple[FloatArray, FloatArray]:
    line = _smooth(marks[list(BROW[1])])
    order = np.argsort(line[:, 0])
    u, v = line[order, 0], line[order, 1]
    out = np.abs(places[:, 0])
    return places[:, 1] - np.interp(out, u, v), (out - u[0]) / (u[-1] - u[0])


def _fold_way(marks: FloatArray, height: FloatArray) -> FloatArray:
    """float64 (n,): |u| of the nasolabial fold at each height: from the ala past the commissure."""
    (ala_u, ala_v), (corner_u, corner_v) = marks[ALA[1]], marks[COMMISSURE[1]]
    course = [
        (corner_v - 1.5, corner_u + 0.5),
        (corner_v, corner_u + 1.0),
        ((ala_v + corner_v) / 2, (ala_u + corner_u) / 2 + 1.15),
        (ala_v + 0.6, ala_u + 0.6),
    ]
    heights, ways = np.array(course).T
    way: FloatArray = np.interp(height, heights, ways)
    return way


def _eyeball_offsets(ball: FloatArray) -> FloatArray:
    """float64 (n, 2): x and y from the forward axis of one eyeball; far away at its back."""
    offset = ball - (ball.min(axis=0) + ball.max(axis=0)) / 2
    offset[offset[:, 2] < 0] *= 100.0
    across: FloatArray = offset[:, :2]
    return across


def _beard(u: FloatArray, v: FloatArray) -> FloatArray:
    """0..1: below nose, cheekbones and temples, above the throat, in front of the ears."""
    top = np.interp(np.abs(u), [0, 2.2, 3.2, 6, 9, 11], [-1.7, -1.9, -3.6, -3.0, 0.5, 3.5])
    front = np.clip((12.0 - np.abs(u)) / 1.5, 0, 1)
    beard: FloatArray = front * np.clip((top - v) / 0.8, 0, 1) * np.clip((v + 11.5) / 2, 0, 1)
    return beard


def _blob(du: FloatArray, dv: FloatArray, width: float) -> FloatArray:
    blob: FloatArray = np.exp(-(du**2 + dv**2) / (2 * width**2))
    return blob
