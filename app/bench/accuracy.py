"""`bench accuracy`: landmark errors on photographs and on held-out rendered faces (pfnet.md 4)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np

from app.bench.data import BenchData
from app.bench.figures import Figures, known, plain_and_averaged, provenance
from app.bench.rendered import Series, random_faces
from core.landmarks import INNER_51
from core.progress import Progress, ignore_progress
from core.types import FloatArray
from models.evaluation.asymmetry import region_slopes
from models.evaluation.groups import THIRDS, cheek_lightness, thirds
from models.evaluation.metrics import (
    box_size_px,
    by_region_pct,
    gte_pct,
    mean_of_known,
    nme_per_point_pct,
    summarise,
)
from models.evaluation.photo_sets import PhotoSet
from models.evaluation.predictions import Face, Predictions, predict_faces
from models.evaluation.stability import flip_consistency_pct, still_jitter_pct, with_noise
from models.runtime.landmarker import CropLandmarker
from models.synthetic.render import Renderer

SYNTHETIC_YAW_LIMIT_DEG: Final = 50.0
SYNTHETIC_PALSY_SHARE: Final = 0.5
JITTER_PICTURES: Final = 24
JITTER_REPEATS: Final = 10
_NOISE_SEED: Final = 68


def accuracy(
    landmarker: CropLandmarker,
    data: BenchData,
    *,
    rendered: int,
    photographs: int | None = None,
    progress: Progress = ignore_progress,
) -> Figures:
    """Measure a landmarker on ground-truth boxes, side x 1.3.

    Args:
        landmarker: What to measure.
        data: Where HELEN test and the morphable face lie.
        rendered: Number of rendered faces.
        photographs: At most so many photographs; None: all.
        progress: Told how far it is.

    Returns:
        For HELEN test (photographs, human points): NME of the inner 51 and of all 68 points, AUC10
        and FR10 of the per-face error over all 68, NME of each region and of each third of the
        faces by the lightness of their cheeks, slope and r of the left-right differences in the
        plane. For rendered faces: NME, GTE, NME of each region. Flip
        consistency and still jitter on the photographs. AUC10 is in % of the full area.

    Raises:
        DataError: A part of the data is missing or malformed.
    """
    helen = data.helen()
    if photographs is not None:
        helen = helen.every(photographs)
    renderer = data.renderer()
    on_photos = predict_faces(
        landmarker, helen.faces(), count=len(helen), progress=progress, what="HELEN photographs"
    )
    rendered_faces = _rendered_faces(renderer, data, rendered)
    on_renders = predict_faces(
        landmarker, rendered_faces, count=rendered, progress=progress, what="rendered faces"
    )
    lightness = np.array([cheek_lightness(*face) for face in helen.faces()])
    return known(
        plain_and_averaged(on_photos, lambda points: helen_figures(points, on_photos.truth))
        | plain_and_averaged(
            on_photos, lambda points: lightness_figures(points, on_photos.truth, lightness)
        )
        | plain_and_averaged(on_renders, lambda points: synthetic_figures(points, on_renders.truth))
        | {"flip_consistency_pct": flip_figure(on_photos)}
        | _jitter_figures(landmarker, helen.every(JITTER_PICTURES), progress)
        | provenance(landmarker.model, n=len(helen))
        | {"n_synthetic": rendered}
    )


def _rendered_faces(renderer: Renderer, data: BenchData, count: int) -> Iterator[Face]:
    return random_faces(
        renderer,
        Series.ACCURACY,
        count,
        palsy_probability=SYNTHETIC_PALSY_SHARE,
        yaw_limit_deg=SYNTHETIC_YAW_LIMIT_DEG,
        backgrounds=data.backgrounds(),
    )


def helen_figures(points: FloatArray, truth: FloatArray) -> Figures:
    """Errors in the plane of points (N, 68, >=2) against human points (N, 68, 2)."""
    per_point = nme_per_point_pct(points, truth, box_size_px(truth))
    inner = summarise(per_point[:, INNER_51].mean(axis=1))
    return {
        "helen_inner51_nme_pct": inner.mean_pct,
        "helen_inner51_nme_sd_pct": inner.sd_pct,
        "helen_inner51_fr10_pct": inner.fr10_pct,
        **_whole_face("helen", per_point),
        **_by_region("helen", per_point),
        **region_slopes(points[..., :2], truth, prefix="helen_"),
    }


def lightness_figures(points: FloatArray, truth: FloatArray, lightness: FloatArray) -> Figures:
    """NME of the inner points for each third of the faces, by the lightness (N,) of their cheeks.

    Absent where there are fewer faces than thirds.
    """
    if len(truth) < len(THIRDS):
        return {}
    inner = nme_per_point_pct(points, truth, box_size_px(truth))[:, INNER_51].mean(axis=1)
    third = np.array(thirds(lightness))
    return {
        f"helen_inner51_nme_{name}_cheeks_pct": mean_of_known(inner[third == name])
        for name in THIRDS
    }


def synthetic_figures(points: FloatArray, truth: FloatArray) -> Figures:
    """Errors of points (N, 68, 3) against exact ones (N, 68, 3)."""
    per_point = nme_per_point_pct(points, truth, box_size_px(truth))
    plane, space = summarise(per_point.mean(axis=1)), summarise(gte_pct(points, truth))
    return {
        "synthetic_nme_pct": plane.mean_pct,
        "synthetic_nme_sd_pct": plane.sd_pct,
        "synthetic_gte_pct": space.mean_pct,
        "synthetic_gte_sd_pct": space.sd_pct,
        **_by_region("synthetic", per_point),
    }


def flip_figure(predictions: Predictions) -> float:
    """Mean flip consistency of the faces, %."""
    apart = flip_consistency_pct(predictions.plain, predictions.mirrored, predictions.truth)
    return mean_of_known(apart)


def _whole_face(prefix: str, per_point: FloatArray) -> Figures:
    """Figures over all 68 points; none of a landmarker that never places them all."""
    per_face = per_point.mean(axis=1)
    if np.isnan(per_face).all():
        return {}
    everything = summarise(per_face)
    return {
        f"{prefix}_all68_nme_pct": everything.mean_pct,
        f"{prefix}_all68_nme_sd_pct": everything.sd_pct,
        f"{prefix}_auc10": everything.auc10_pct,
        f"{prefix}_fr10_pct": everything.fr10_pct,
    }


def _by_region(prefix: str, per_point: FloatArray) -> Figures:
    return {f"{prefix}_{name}_nme_pct": mean for name, mean in by_region_pct(per_point).items()}


def _jitter_figures(landmarker: CropLandmarker, photos: PhotoSet, progress: Progress) -> Figures:
    predictions = predict_faces(
        landmarker,
        _noisy_copies(photos),
        count=len(photos) * JITTER_REPEATS,
        progress=progress,
        what="noisy stills",
    )

    def jitter(points: FloatArray) -> Figures:
        repeats = points.reshape(len(photos), JITTER_REPEATS, *points.shape[1:])
        return {"still_jitter_pct": mean_of_known(still_jitter_pct(repeats, photos.points_px))}

    return plain_and_averaged(predictions, jitter)


def _noisy_copies(photos: PhotoSet) -> Iterator[Face]:
    rng = np.random.default_rng(_NOISE_SEED)
    for image, points in photos.faces():
        for _ in range(JITTER_REPEATS):
            yield with_noise(image, rng), points
