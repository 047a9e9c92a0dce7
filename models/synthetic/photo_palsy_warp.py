"""A photograph bent as the surface of the face laid over it moves.

The moved surface is drawn with the photograph as its paint: every pixel of the changed picture
looks up the place its piece of skin came from. Lids and lips hide what lies behind them because
the drawing has depth. Eyeballs and the inside of the mouth stay in place where skin closes over
them, and stretch with the skin where it would uncover what the photograph does not show.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from scipy.interpolate import RBFInterpolator
from scipy.spatial import cKDTree

from core.types import BoolArray, FloatArray, ImageArray
from models.synthetic.fit import FaceFit
from models.synthetic.ict import Float32Array, IctModel, Int32Array, Part
from models.synthetic.photo_palsy_field import fade_out, fill_harmonic
from models.synthetic.photo_palsy_lids import lid_zones
from models.synthetic.rasterise import NOTHING, rasterise

_SAMPLES: Final = 2
"""Samples per pixel along each axis; `_jumps` compares four."""
_FALL_OFF_RATIO: Final = 0.35
"""Distance beyond the head at which a movement has faded to 1/e, in box sizes (default)."""
_NEAREST_PX: Final = 1000.0
"""Distance given to the nearest vertex: the drawing wants distances from a far camera."""
_CLOSING_LEAD: Final = 1.15
"""A lid that comes down shows skin from above its edge: the eyeball beside the edge would show."""
_FOLLOWING_STEPS: Final = 10
_LOST_PX: Final = 0.5
"""A followed place that looks further from its origin has not been found."""
_JUMP_PX: Final = 0.5
"""Samples of one pixel that look further apart lie on both sides of a lid's or lip's edge."""


@dataclass(frozen=True, slots=True, eq=False)
class BentPhoto:
    """A changed picture and how its pixels were found.

    Attributes:
        image: uint8 (H, W, 3), RGB.
        lookup_px: float32 (H, W, 2), where each pixel looks relative to itself.
        area_ratio: float32 (H, W), area in the photograph per area in the picture (the Jacobian
            determinant of the lookup); 1 on both sides of an edge. Negative: folded.
    """

    image: ImageArray
    lookup_px: Float32Array
    area_ratio: Float32Array

    def followed(self, places: FloatArray) -> FloatArray:
        """Where the photograph's places (n, 2) lie in the changed picture.

        A place beside an edge, where the lookup jumps, is found to the nearest pixel.
        """
        found = places.copy()
        for _ in range(_FOLLOWING_STEPS):
            found = places - self._looks(found)
        off_px = np.linalg.norm(found + self._looks(found) - places, axis=1)
        y, x = np.indices(self.lookup_px.shape[:2])
        seen = self.lookup_px + np.stack([x, y], axis=-1)
        for i in np.flatnonzero(off_px > _LOST_PX):
            away_px = np.linalg.norm(seen - places[i], axis=-1)
            row, column = np.unravel_index(away_px.argmin(), away_px.shape)
            if away_px[row, column] < off_px[i]:
                found[i] = column, row
        return found

    def _looks(self, places: FloatArray) -> FloatArray:
        """The lookup at places (n, 2) of the changed picture."""
        x, y = places.T.astype(np.float32)
        looks = cv2.remap(self.lookup_px, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
        return np.asarray(looks, dtype=np.float64).reshape(places.shape)


@dataclass(frozen=True, slots=True, eq=False)
class _Drawing:
    """Which triangle each sample shows."""

    shown: Int32Array
    shares: Float32Array
    triangles: Int32Array
    inner: BoolArray
    """Samples of eyeballs, teeth and what else lies behind lids and lips."""

    @property
    def covered(self) -> BoolArray:
        """Samples that show any surface."""
        covered: BoolArray = self.shown != NOTHING
        return covered

    def interpolate(self, values: FloatArray) -> Float32Array:
        """Values of the vertices (V, C) at every sample, (H, W, C); 0 where no surface is."""
        mixed = np.zeros((*self.shown.shape, values.shape[1]), dtype=np.float32)
        covered = self.covered
        corners = self.triangles[self.shown[covered]]
        first, second = self.shares[covered].T[..., None]
        a, b, c = (values.astype(np.float32)[corners[:, i]] for i in range(3))
        mixed[covered] = c + first * (a - c) + second * (b - c)
        return mixed


class Bender:
    """Bends photographs with one model; finds the model's zones once."""

    def __init__(self, model: IctModel) -> None:
        self.model = model
        self._zones = lid_zones(model)

    def lay_over(self, fit: FaceFit, points: FloatArray, known: BoolArray) -> FloatArray:
        """The fitted surface, pulled smoothly in the picture's plane onto the given points.

        Args:
            fit: The model fitted to the photograph.
            points: float64 (68, 3), camera frame, pixels.
            known: bool (68,), points to pull onto.

        Returns:
            float64 (V, 3), camera frame, pixels; x and y of the known landmarks' vertices are
            those of `points`.
        """
        shape = self.model.vertices(fit.identity, fit.weights)
        surface = fit.placement.apply(shape.astype(np.float64))
        anchors = surface[self.model.landmark_ids[known]]
        missing = points[known, :2] - anchors[:, :2]
        surface[:, :2] += RBFInterpolator(anchors, missing, kernel="linear", degree=0)(surface)
        return surface

    def bend(
        self, image: ImageArray, surface: FloatArray, moved: FloatArray, *, box_px: float
    ) -> BentPhoto:
        """The photograph after its surface has moved.

        Args:
            image: uint8 (H, W, 3).
            surface: float64 (V, 3) of `lay_over`.
            moved: float64 (V, 3), displacement of every vertex, camera frame, pixels.
            box_px: Size of the landmark box.

        Returns:
            The changed picture; pixels that nothing reaches keep their exact colours.
        """
        height, width = image.shape[:2]
        lookup = self._lookup(surface, moved, (width, height), box_px=box_px)
        mean = lookup.reshape(height, _SAMPLES, width, _SAMPLES, 2).mean(axis=(1, 3))
        edge = _jumps(lookup)
        bent = _look_up(image, mean)
        if edge.any():
            fine = _look_up(image, lookup)
            bent[edge] = cv2.resize(fine, (width, height), interpolation=cv2.INTER_AREA)[edge]
        return BentPhoto(bent, mean, _area_ratio(mean, edge))

    def _lookup(
        self, surface: FloatArray, moved: FloatArray, size_px: tuple[int, int], *, box_px: float
    ) -> Float32Array:
        """float32 (n H, n W, 2): where each sample looks, relative to itself, pixels."""
        before = self._draw(surface, size_px)
        after = self._draw(surface + moved, size_px)
        lookup = after.interpolate(-moved[:, :2])
        self._stretch_lids(lookup, after, surface, moved)
        rim = lookup.copy()
        rim[before.inner] = 0.0  # what closes over an eyeball or teeth leaves them in place
        fill_harmonic(lookup, after.inner, rim=rim, fixed=after.covered)
        fade_out(lookup, after.covered, reach_px=_FALL_OFF_RATIO * box_px * _SAMPLES)
        return lookup

    def _draw(self, surface: FloatArray, size_px: tuple[int, int]) -> _Drawing:
        screen = surface.copy()
        screen[:, :2] = (screen[:, :2] + 0.5) * _SAMPLES - 0.5
        screen[:, 2] += _NEAREST_PX - screen[:, 2].min()
        width, height = (edge * _SAMPLES for edge in size_px)
        shown, _, shares = rasterise(screen.astype(np.float32), self.model.triangles, width, height)
        inner = (shown != NOTHING) & (self.model.triangle_part[shown] != Part.SKIN)
        return _Drawing(shown, shares, self.model.triangles, inner)

    def _stretch_lids(
        self, lookup: Float32Array, after: _Drawing, surface: FloatArray, moved: FloatArray
    ) -> None:
        """Stretch the skin between upper lids and brows evenly; the lids' edges lead."""
        skin = after.covered & ~after.inner
        sheet = skin & self._zones.sheet[after.shown]
        beyond = after.inner | (skin & ~sheet & self._zones.lower[after.shown])
        near = beyond & (cv2.dilate(sheet.astype(np.uint8), np.ones((3, 3))) > 0)
        rim = lookup.copy()
        edge = self._zones.upper_edge
        edge_now = (surface[edge, :2] + moved[edge, :2] + 0.5) * _SAMPLES - 0.5
        comes_from = -moved[edge, :2]
        comes_from[comes_from[:, 1] < 0] *= _CLOSING_LEAD
        samples = np.argwhere(near)[:, ::-1]
        rim[near] = comes_from[cKDTree(edge_now).query(samples)[1]]
        fill_harmonic(lookup, sheet, rim=rim, fixed=after.covered)


def _look_up(image: ImageArray, lookup: Float32Array) -> ImageArray:
    """The picture whose pixels (or samples) look at `image` by `lookup` relative to themselves."""
    rows, columns = lookup.shape[:2]
    y = (np.arange(rows) + 0.5) * image.shape[0] / rows - 0.5
    x = (np.arange(columns) + 0.5) * image.shape[1] / columns - 0.5
    found = cv2.remap(
        image,
        (lookup[..., 0] + x).astype(np.float32),
        (lookup[..., 1] + y[:, None]).astype(np.float32),
        cv2.INTER_CUBIC,
        borderMode=cv2.BORDER_REPLICATE,
    )
    return found.astype(np.uint8, copy=False)


def _jumps(lookup: Float32Array) -> BoolArray:
    """Pixels whose samples (two each way) look at places far from each other."""
    falling = np.abs(lookup[::2, ::2] - lookup[1::2, 1::2])
    rising = np.abs(lookup[1::2, ::2] - lookup[::2, 1::2])
    jumps: BoolArray = np.maximum(falling, rising).max(axis=-1) > _JUMP_PX
    return jumps


def _area_ratio(lookup: Float32Array, edge: BoolArray) -> Float32Array:
    """Jacobian determinant of pixel -> place looked at, 1 beside edges."""
    by_y, by_x = (np.asarray(np.gradient(lookup, axis=axis)) for axis in (0, 1))
    ratio: Float32Array = (1 + by_x[..., 0]) * (1 + by_y[..., 1]) - by_x[..., 1] * by_y[..., 0]
    ratio[cv2.dilate(edge.astype(np.uint8), np.ones((3, 3))) > 0] = 1.0
    return ratio
