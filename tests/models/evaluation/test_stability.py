from __future__ import annotations

import numpy as np
import pytest

from core.landmarks import CANTHUS_LATERAL, INNER_51, REGIONS
from models.evaluation.stability import (
    NOISE_SIGMA,
    flip_consistency_pct,
    still_jitter_pct,
    with_noise,
)

INTEROCULAR_PX = 50.0
TRUTH = np.zeros((2, 68, 3))
TRUTH[:, CANTHUS_LATERAL[1], 0] = INTEROCULAR_PX


def test_a_difference_between_the_two_ways_is_told_in_percent_of_the_eyes_distance():
    moved = TRUTH + np.array([3.0, 4.0, 100.0])
    np.testing.assert_allclose(flip_consistency_pct(TRUTH, moved, TRUTH), 100 * 5 / INTEROCULAR_PX)


def test_the_jaw_does_not_count():
    moved = TRUTH.copy()
    moved[:, list(REGIONS["jaw"])] += 9.0
    assert flip_consistency_pct(TRUTH, moved, TRUTH).max() == 0.0


def test_jitter_is_the_spread_over_the_copies_and_not_the_error():
    sigma_px = 0.7
    rng = np.random.default_rng(0)
    offset = rng.uniform(-20, 20, (2, 1, 68, 3))
    repeats = TRUTH[:, None] + offset + sigma_px * rng.standard_normal((2, 400, 68, 3))
    expected = 100 * sigma_px * np.sqrt(2) / INTEROCULAR_PX
    np.testing.assert_allclose(still_jitter_pct(repeats, TRUTH), expected, rtol=0.05)


def test_points_that_stay_do_not_jitter():
    repeats = np.repeat(TRUTH[:, None], 3, axis=1)
    assert still_jitter_pct(repeats, TRUTH).max() == 0.0
    repeats[:, 0, list(REGIONS["jaw"])] += 5.0
    assert still_jitter_pct(repeats, TRUTH).max() == 0.0
    assert set(REGIONS["jaw"]).isdisjoint(INNER_51)


def test_noise_has_its_strength_and_stays_a_picture():
    grey = np.full((200, 200, 3), 128, np.uint8)
    noisy = with_noise(grey, np.random.default_rng(0))
    assert noisy.dtype == np.uint8
    assert noisy.std() == pytest.approx(NOISE_SIGMA, rel=0.02)
    white = with_noise(np.full((50, 50, 3), 255, np.uint8), np.random.default_rng(0))
    assert white.min() > 200
