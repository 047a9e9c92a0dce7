"""Photographs of real faces given a palsy they do not have, with landmarks that moved along.

The morphable face is fitted to a photograph, one side of its expression is changed, and the
photograph is bent as the model's surface moves: real skin with an asymmetry that is known exactly.
Wrinkles do not change, and nothing is shown that the photograph does not show: changes that would
open a closed mouth or fold the skin are refused.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np

from core.landmarks import (
    INNER_51,
    INNER_LOWER_LIP,
    INNER_LOWER_LIP_MIDLINE,
    INNER_UPPER_LIP,
    INNER_UPPER_LIP_MIDLINE,
    LOWER_LID_LATERAL,
    LOWER_LID_MEDIAL,
    REGIONS,
    UPPER_LID_LATERAL,
    UPPER_LID_MEDIAL,
    Side,
)
from core.types import FloatArray, ImageArray
from models.synthetic.expressions import EXERCISES, Expression, exercise, random_exercise
from models.synthetic.fit import FaceFit, box_size_px, fit_face
from models.synthetic.ict import BLINKS, Float32Array, IctModel
from models.synthetic.palsy import Palsy, random_palsy
from models.synthetic.photo_palsy_warp import Bender

LARGEST_RESIDUAL_PCT: Final = 1.8
"""Fits that miss the inner points by more, in % of the box, are refused (default)."""
LARGEST_YAW_DEG: Final = 25.0
"""Heads turned further are refused: the bent picture would have to show hidden skin (default)."""
SMALLEST_MOVEMENT_RATIO: Final = 0.02
"""Changes whose most moved inner point moves less, in box sizes, are refused (default)."""
BASE: Final = "photo"
"""Task of a face that attempts nothing beyond the expression of its photograph."""

_BASE_SHARE: Final = 0.25
_MOST_OPENING: Final = 1.5
_OPENING_SLACK_RATIO: Final = 0.012
"""How far an opening may grow beyond `_MOST_OPENING` of it, or lids and lips cross; box sizes."""
_FOLDED_AREA: Final = 0.1
_STRETCHED_AREA: Final = 6.0
"""Limits of the photograph's area per area of the bent picture."""
_TOLERATED_RATIO: Final = 0.001
"""Area beyond these limits that is let through, in squared box sizes."""

_LIDS: Final = (
    *zip(UPPER_LID_LATERAL, LOWER_LID_LATERAL, strict=True),
    *zip(UPPER_LID_MEDIAL, LOWER_LID_MEDIAL, strict=True),
)
"""Upper and lower points, right and left in turn."""
_OPENINGS: Final = (
    *_LIDS,
    *zip(INNER_UPPER_LIP, INNER_LOWER_LIP, strict=True),
    (INNER_UPPER_LIP_MIDLINE, INNER_LOWER_LIP_MIDLINE),
)
_DOWN: Final = np.array([0.0, -1.0, 0.0])


class Refusal(StrEnum):
    """Why a photograph, or a change of it, gives no picture."""

    UNKNOWN = "an inner point lacks its place, or some of them their depth"
    FIT = "the model does not fit the points"
    TURNED = "the head is turned too far"
    STILL = "the change moves next to nothing"
    OPENED = "the change opens lids or lips beyond what the photograph shows"
    CROSSED = "the change pushes lids or lips through each other"
    FOLDED = "the change folds the skin"
    STRETCHED = "the change squeezes the skin together"


@dataclass(frozen=True, slots=True, eq=False)
class FacePhoto:
    """A labelled photograph.

    Attributes:
        image: uint8 (H, W, 3), RGB.
        points: float64 (68, 3), camera frame, pixels.
        trust: float64 (68, 2), how far to trust each point in the plane and in depth; nothing is
            known of the depth where the latter is 0 throughout.
    """

    image: ImageArray
    points: FloatArray
    trust: FloatArray


@dataclass(frozen=True, slots=True, eq=False)
class FittedPhoto:
    """A photograph with the model laid over it.

    Attributes:
        photo: The photograph.
        fit: The fitted model.
        surface: float64 (V, 3), the vertices on the photograph, camera frame, pixels.
        shape: float32 (V, 3), the fitted vertices in the model's frame.
        closed: The weights of `BLINKS` that close the eyes of this photograph.
    """

    photo: FacePhoto
    fit: FaceFit
    surface: FloatArray
    shape: Float32Array
    closed: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Attempt:
    """What a patient attempts.

    Attributes:
        task: One of `expressions.EXERCISES`, or `BASE`.
        commanded: Expression weights by name, added to the photograph's own expression.
        palsy: What becomes of it.
    """

    task: str
    commanded: Expression
    palsy: Palsy


@dataclass(frozen=True, slots=True, eq=False)
class PalsyPhoto:
    """A bent photograph.

    Attributes:
        image: uint8 (H, W, 3), RGB.
        points: float64 (68, 3), camera frame, pixels.
        weights: float64 (W,), the model's expression weights.
        attempt: What was attempted.
    """

    image: ImageArray
    points: FloatArray
    weights: FloatArray
    attempt: Attempt


class PhotoPalsy:
    """Gives photographs a palsy, with one model."""

    def __init__(self, model: IctModel) -> None:
        self.model = model
        self._outline = model.landmarks_only()
        self._bender = Bender(model)

    def fitted(
        self, photo: FacePhoto, *, yaw_limit_deg: float = LARGEST_YAW_DEG
    ) -> FittedPhoto | Refusal:
        """Lay the model over a photograph, or say why that cannot be done well."""
        inner = photo.trust[list(INNER_51)]
        if not inner[:, 0].all() or inner[:, 1].any() != inner[:, 1].all():
            return Refusal.UNKNOWN
        fit = fit_face(self._outline, photo.points, photo.trust)
        if fit.residual_pct > LARGEST_RESIDUAL_PCT:
            return Refusal.FIT
        if abs(fit.pose.yaw_deg) > yaw_limit_deg:
            return Refusal.TURNED
        surface = self._bender.lay_over(fit, photo.points, photo.trust[:, 0] > 0)
        shape = self.model.vertices(fit.identity, fit.weights)
        return FittedPhoto(photo, fit, surface, shape, self._closed(photo, fit))

    def attempted(self, face: FittedPhoto, attempt: Attempt) -> PalsyPhoto | Refusal:
        """The photograph as it would look in an attempt, or why it cannot be shown.

        Args:
            face: The photograph and the model laid over it.
            attempt: What the patient attempts; the photograph's own expression stays its base.

        Returns:
            The bent photograph with its points: the inner ones moved as the model's landmarks
            move, those of the jaw as the picture does, all of them in depth as the model's; the
            mean of z stays that of the photograph.
        """
        weights, moved = self._movement(face, attempt)
        box_px = box_size_px(face.photo.points)
        shifts = moved[self.model.landmark_ids]
        shifts[:, 2] -= shifts[:, 2].mean()
        points = face.photo.points + shifts
        refused = _openings_refused(face, points, slack_px=_OPENING_SLACK_RATIO * box_px)
        if refused:
            return refused
        bent = self._bender.bend(face.photo.image, face.surface, moved, box_px=box_px)
        tolerated = _TOLERATED_RATIO * box_px**2
        if (bent.area_ratio < _FOLDED_AREA).sum() > tolerated:
            return Refusal.FOLDED
        if (bent.area_ratio > _STRETCHED_AREA).sum() > tolerated:
            return Refusal.STRETCHED
        # The jaw's points lie on the visible outline, where the model's jaw line may be hidden.
        jaw = list(REGIONS["jaw"])
        points[jaw, :2] = bent.followed(face.photo.points[jaw, :2])
        return PalsyPhoto(bent.image, points, weights, attempt)

    def largest_movement_ratio(self, face: FittedPhoto, attempt: Attempt) -> float:
        """How far the attempt moves the most moved inner point, in box sizes."""
        moved = self._movement(face, attempt)[1][self.model.landmark_ids[list(INNER_51)]]
        far_px = float(np.linalg.norm(moved[:, :2], axis=1).max())
        return far_px / box_size_px(face.photo.points)

    def _movement(self, face: FittedPhoto, attempt: Attempt) -> tuple[FloatArray, FloatArray]:
        """The expression weights shown, and every vertex's displacement in pixels, (V, 3)."""
        commanded = _over(attempt.commanded, face, self.model.weight_names)
        shown = attempt.palsy.apply(commanded)
        weights = self.model.weights(shown)
        shape = self.model.vertices(face.fit.identity, weights)
        to_px = face.fit.placement.scale * face.fit.placement.rotation
        return weights, (shape - face.shape).astype(np.float64) @ to_px.T

    def _closed(self, photo: FacePhoto, fit: FaceFit) -> dict[str, float]:
        """The weight of each blink at which the lids' points of the photograph meet."""
        down = fit.placement.rotation @ _DOWN
        open_eyes = self._outline.vertices(fit.identity, fit.weights)
        closed = {}
        for side, name in enumerate(BLINKS):
            row = self.model.weight_names.index(name)
            blink = fit.weights.copy()
            blink[row] += 1.0
            moves = self._outline.vertices(fit.identity, blink) - open_eyes
            moves_px = moves.astype(np.float64) @ (fit.placement.scale * fit.placement.rotation).T
            lids = _LIDS[side::2]
            closing = -_heights(moves_px, lids, down).mean()
            closed[name] = fit.weights[row] + _heights(photo.points, lids, down).mean() / closing
        return closed


def random_attempt(rng: np.random.Generator, tasks: Sequence[str] = ()) -> Attempt:
    """A random palsy of a random side in one of `tasks`.

    Without `tasks`: in any exercise, or in the photograph's own expression.
    """
    palsy = random_palsy(rng, Side.LEFT if rng.random() < 0.5 else Side.RIGHT)
    if not tasks and rng.random() < _BASE_SHARE:
        return Attempt(BASE, {}, palsy)
    task, commanded = random_exercise(rng, tasks or tuple(EXERCISES))
    return Attempt(task, commanded, palsy)


def random_course(
    rng: np.random.Generator, frames: int, tasks: Sequence[str] = ()
) -> list[Attempt]:
    """One exercise by one patient in `frames` pictures: from rest to full effort and back.

    Without `tasks`: any exercise that moves something.
    """
    palsy = random_palsy(rng, Side.LEFT if rng.random() < 0.5 else Side.RIGHT)
    task = str(rng.choice(list(tasks) or [name for name in EXERCISES if EXERCISES[name]]))
    most = rng.uniform(0.8, 1.1)
    efforts = most * np.sin(np.linspace(0.0, np.pi, frames)) ** 2
    return [Attempt(task, exercise(task, effort=float(effort)), palsy) for effort in efforts]


def _over(commanded: Mapping[str, float], face: FittedPhoto, names: tuple[str, ...]) -> Expression:
    """The photograph's expression with every movement at least as strong as commanded."""
    base = zip(names, face.fit.weights, strict=True)
    both = {name: float(weight) for name, weight in base if weight}
    for name, weight in commanded.items():
        own = both.get(name, 0.0)
        if name in face.closed:
            both[name] = own + min(weight, 1.0) * max(face.closed[name] - own, 0.0)
        else:
            both[name] = max(weight, own) if own else weight
    return both


def _heights(shape: FloatArray, pairs: tuple[tuple[int, int], ...], down: FloatArray) -> FloatArray:
    """How far, in the picture along `down`, the second point of each pair lies from the first."""
    upper, lower = (list(ids) for ids in zip(*pairs, strict=True))
    heights: FloatArray = (shape[lower] - shape[upper])[:, :2] @ down[:2]
    return heights


def _openings_refused(face: FittedPhoto, points: FloatArray, *, slack_px: float) -> Refusal | None:
    """Whether lids or lips open too far, or cross."""
    down = face.fit.placement.rotation @ _DOWN
    before, after = (_heights(shape, _OPENINGS, down) for shape in (face.photo.points, points))
    if (after > _MOST_OPENING * np.maximum(before, 0.0) + slack_px).any():
        return Refusal.OPENED
    if (after < np.minimum(before, 0.0) - slack_px).any():
        return Refusal.CROSSED
    return None
