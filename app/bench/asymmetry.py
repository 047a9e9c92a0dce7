"""`bench asymmetry`: is a one-sided weakness seen at its true size, or averaged away?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np

from app.bench.bent import on_bent_photographs
from app.bench.data import BenchData
from app.bench.figures import Figures, known, plain_and_averaged, provenance
from app.bench.rendered import Series, random_faces, random_sitter
from assessment.measures import CATALOGUE
from core.landmarks import CANTHUS_LATERAL, Side
from core.progress import Progress, ignore_progress
from core.types import FloatArray, HeadPose
from models.evaluation.asymmetry import agreement, region_slopes
from models.evaluation.metrics import gte_pct, summarise
from models.evaluation.predictions import Face, predict_faces
from models.runtime.landmarker import CropLandmarker
from models.synthetic.expressions import exercise
from models.synthetic.pack import Split, face_rng
from models.synthetic.palsy import random_palsy
from models.synthetic.render import Renderer

YAW_LIMIT_DEG: Final = 15.0
"""Near frontal, where the asymmetry of a face is judged."""
_POSE_SPREAD_DEG: Final = 5.0
EXERCISE_MEASURES: Final = {
    "brow_raise": "BH",
    "eye_gentle": "PFH",
    "smile_open": "MC",
    "snarl": "CA",
    "pucker": "SC",
}
"""The voluntary movements of the Sunnybrook scale and their primary measures (clinical.md 3.2)."""
_PHASES: Final = ("rest", *EXERCISE_MEASURES)
"""Pictures of one sitter, in this order."""
FACES_PER_SITTER: Final = 8
"""So many random faces are rendered for each sitter of the excursion part."""
_GROWING: Final = frozenset({"BH"})
"""Of these the measure grows with the movement; the others shrink (clinical.md 4)."""
_COLUMN: Final = {Side.RIGHT: 0, Side.LEFT: 1}
SMALLEST_EXCURSION_PCT: Final = 1.0
"""Healthy-side movement, in % of the outer-canthal width, below which no ratio is taken (default;
the gate of clinical.md 4.10 needs the noise of a recording)."""


def asymmetry(
    landmarker: CropLandmarker,
    data: BenchData,
    *,
    rendered: int,
    photographs: int | None = None,
    progress: Progress = ignore_progress,
) -> Figures:
    """Measure a landmarker on held-out one-sided palsies: rendered faces and bent photographs.

    Args:
        landmarker: What to measure.
        data: Where HELEN test and the morphable face lie.
        rendered: Number of random rendered faces, |yaw| up to 15 degrees.
        photographs: At most so many photographs are bent; None: all that can be.
        progress: Told how far it is.

    Returns:
        The figures of `difference_figures`, of `ratio_figures` over exercises of further sitters
        and of `bent.on_bent_photographs`.

    Raises:
        DataError: A part of the data is missing or malformed.
    """
    photos = data.helen()
    if photographs is not None:
        photos = photos.every(photographs)
    renderer = data.renderer()
    sides = tuple(_side(index) for index in range(max(2, rendered // FACES_PER_SITTER)))
    random = _faces_with_a_palsy(renderer, data, rendered)
    faces = predict_faces(
        landmarker, random, count=rendered, progress=progress, what="faces with a palsy"
    )
    exercises = predict_faces(
        landmarker,
        _exercises(renderer, sides),
        count=len(sides) * len(_PHASES),
        progress=progress,
        what="exercises",
    )
    return known(
        plain_and_averaged(faces, lambda points: difference_figures(points, faces.truth))
        | plain_and_averaged(
            exercises, lambda points: ratio_figures(points, exercises.truth, sides)
        )
        | on_bent_photographs(landmarker, photos, renderer.model, progress=progress)
        | provenance(landmarker.model, n=rendered)
        | {"n_sitters": len(sides)}
    )


def _faces_with_a_palsy(renderer: Renderer, data: BenchData, count: int) -> Iterator[Face]:
    return random_faces(
        renderer,
        Series.ASYMMETRY,
        count,
        palsy_probability=1.0,
        yaw_limit_deg=YAW_LIMIT_DEG,
        backgrounds=data.backgrounds(),
    )


def difference_figures(points: FloatArray, truth: FloatArray) -> Figures:
    """How the left-right differences of points (N, 68, 3) follow the true ones.

    `slope_<region>`, `r_<region>`, `error_<region>_pct` in space
    (`models.evaluation.asymmetry.region_slopes`), the same in the plane as `plane_...`, and
    `palsy_gte_pct` with its `_sd`: the GTE of these faces.
    """
    space = summarise(gte_pct(points, truth))
    return {
        "palsy_gte_pct": space.mean_pct,
        "palsy_gte_sd_pct": space.sd_pct,
        **region_slopes(points, truth),
        **region_slopes(points[..., :2], truth[..., :2], prefix="plane_"),
    }


def ratio_figures(points: FloatArray, truth: FloatArray, sides: Sequence[Side]) -> Figures:
    """How the excursion ratio 100 affected / healthy (clinical.md 4.5) follows the true one.

    Args:
        points: (P * 4, 68, 3): of every sitter the pictures of `_PHASES`.
        truth: The same shape, exact.
        sides: The affected side of each of the P sitters.

    Returns:
        Per measure of `EXERCISE_MEASURES` `ratio_<measure>_slope`, `_r`, `_error_pct` (mean
        absolute error) and `_rms_pct` (root of the mean square), over the `_n` sitters whose
        healthy side moves enough; absent when fewer than two do.
    """
    figures: Figures = {}
    for row, measure_id in enumerate(EXERCISE_MEASURES.values(), start=1):
        measured, true = (
            _affected_and_healthy(source, row, measure_id, sides) for source in (points, truth)
        )
        enough = (np.minimum(measured[:, 1], true[:, 1]) >= SMALLEST_EXCURSION_PCT).nonzero()[0]
        name = f"ratio_{measure_id.lower()}"
        figures[f"{name}_n"] = len(enough)
        if len(enough) > 1:
            seen, actual = (100.0 * x[enough, 0] / x[enough, 1] for x in (measured, true))
            figures |= {f"{name}_{key}": value for key, value in agreement(seen, actual).items()}
            figures[f"{name}_rms_pct"] = float(np.sqrt(np.mean((seen - actual) ** 2)))
    return figures


def _affected_and_healthy(
    points: FloatArray, row: int, measure_id: str, sides: Sequence[Side]
) -> FloatArray:
    """float64 (P, 2): movement of the affected and of the healthy side, % of the rest width.

    The sign is that of the exercise: lids and commissures come nearer, brows go up.
    """
    phases = points.reshape(len(sides), len(_PHASES), *points.shape[1:])
    rest, moved = phases[:, 0], phases[:, row]
    # Invariant measures need no axes and no rest face: any frame serves (clinical.md 3.1).
    compute = CATALOGUE[measure_id].compute
    values = np.stack(compute(moved, rest[0]), axis=1) - np.stack(compute(rest, rest[0]), axis=1)
    right, left = CANTHUS_LATERAL
    width = np.linalg.norm(rest[:, right] - rest[:, left], axis=-1)
    sign = 1.0 if measure_id in _GROWING else -1.0
    both = sign * 100.0 * values / width[:, None]
    affected = np.array([_COLUMN[side] for side in sides])
    rows = np.arange(len(sides))
    return np.stack((both[rows, affected], both[rows, 1 - affected]), axis=1)


def _side(index: int) -> Side:
    return Side.LEFT if index % 2 else Side.RIGHT


def _exercises(renderer: Renderer, sides: Sequence[Side]) -> Iterator[Face]:
    """Every sitter with a palsy of the given side at rest and in the exercises, one pose each."""
    for index, side in enumerate(sides):
        rng = face_rng(Split.BENCHMARK, Series.EXCURSION, index)
        sitter = random_sitter(rng, renderer, side_difference=1.0)
        palsy = random_palsy(rng, side)
        pose = HeadPose(rng.normal(0.0, _POSE_SPREAD_DEG), rng.normal(0.0, _POSE_SPREAD_DEG), 0.0)
        for task in _PHASES:
            yield renderer.render(sitter.spec(renderer, palsy.apply(exercise(task)), pose))
