"""How steady the landmarks are where nothing changes (pfnet.md 5, peers.md 4c).

Both figures are taken in the plane over the 51 inner points, in % of the true outer inter-ocular
distance.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from core.landmarks import CANTHUS_LATERAL, INNER_51
from core.types import FloatArray, ImageArray

NOISE_SIGMA: Final = 5.0
"""Standard deviation of the noise put on a still picture, grey levels of 255 (peers.md 4c)."""


def flip_consistency_pct(plain: FloatArray, mirrored: FloatArray, truth: FloatArray) -> FloatArray:
    """Distance between the points of a picture and those of its mirror image, flipped back.

    Args:
        plain: (N, 68, >=2), px.
        mirrored: (N, 68, >=2), px.
        truth: (N, 68, >=2), px.

    Returns:
        (N,), %: mean over the inner points.
    """
    apart = np.linalg.norm(_inner_plane(plain) - _inner_plane(mirrored), axis=-1).mean(axis=-1)
    consistency: FloatArray = 100.0 * apart / _interocular_px(truth)
    return consistency


def still_jitter_pct(repeats: FloatArray, truth: FloatArray) -> FloatArray:
    """Standard deviation of the points' place over noisy copies of one still picture.

    Args:
        repeats: (N, R, 68, >=2), px; R copies of each of N pictures, R >= 2.
        truth: (N, 68, >=2), px.

    Returns:
        (N,), %: mean over the inner points of sqrt(var(x) + var(y)).
    """
    variance = _inner_plane(repeats).var(axis=1, ddof=1).sum(axis=-1)
    jitter: FloatArray = 100.0 * np.sqrt(variance).mean(axis=-1) / _interocular_px(truth)
    return jitter


def with_noise(image: ImageArray, rng: np.random.Generator) -> ImageArray:
    """`image` with independent Gaussian noise of `NOISE_SIGMA` on every value."""
    noisy = image + rng.normal(0.0, NOISE_SIGMA, image.shape)
    return np.clip(np.rint(noisy), 0, 255).astype(np.uint8)


def _inner_plane(points: FloatArray) -> FloatArray:
    return points[..., list(INNER_51), :2]


def _interocular_px(truth: FloatArray) -> FloatArray:
    right, left = CANTHUS_LATERAL
    distance: FloatArray = np.linalg.norm(truth[:, right, :2] - truth[:, left, :2], axis=-1)
    return distance
