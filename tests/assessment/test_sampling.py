"""Measures of whole phases and their standard errors."""

from __future__ import annotations

import math

import numpy as np
import pytest

from assessment.measures import CATALOGUE
from assessment.results import Phase
from assessment.sampling import RestReference, phase_values, repetition_samples
from assessment.segmentation import Span


def noisy(face, count, noise_mm, seed=0):
    return face + np.random.default_rng(seed).normal(0, noise_mm, (count, 68, 3))


def span(plateau, neutral):
    frames = np.arange(plateau.start, plateau.stop)
    return Span(frames, frames, np.arange(neutral.start, neutral.stop), True, True)


def test_a_measure_of_the_mean_face_is_not_biased_by_noise(ict):
    (right, _) = phase_values(CATALOGUE["LA"], noisy(ict.neutral, 4000, 1.0), ict.neutral)
    of_each = CATALOGUE["LA"].compute(noisy(ict.neutral, 4000, 1.0), ict.neutral)[0].mean()
    # Lips 1.2 mm apart: single noisy frames measure twice that.
    assert right.value == pytest.approx(1.2, abs=0.08)
    assert of_each > 2.0


def test_the_error_of_a_phase_shrinks_with_its_frames(ict):
    few, many = (
        phase_values(CATALOGUE["MC"], noisy(ict.neutral, count, 1.0), ict.neutral)[0]
        for count in (25, 2500)
    )
    assert many.sd == pytest.approx(math.sqrt(2), rel=0.05)
    assert many.se == pytest.approx(math.sqrt(2) / 50, rel=0.15)
    assert few.se > 5 * many.se
    assert many.frames > 2000


def test_a_direction_that_wraps_round_keeps_its_scatter_small(ict):
    moved = ict.neutral.copy()
    moved[48] += [10.0, 0.0, 0.0]
    (right, _) = phase_values(CATALOGUE["DVd"], noisy(moved, 400, 0.5), ict.neutral)
    assert abs(right.value) == pytest.approx(180.0, abs=1.0)
    assert right.sd == pytest.approx(math.degrees(0.05), rel=0.15)


def test_an_excursion_carries_the_errors_of_both_its_ends(ict):
    points = np.concatenate(
        (noisy(ict.neutral, 60, 1.0), noisy(ict.moved("smile_open"), 60, 1.0, seed=1))
    )
    table = repetition_samples(
        points, (span(slice(60, 120), slice(0, 60)),), RestReference(points[:60])
    )
    (right, _) = table["MC", Phase.EXCURSION]
    before, peak = table["MC", Phase.REST][0], table["MC", Phase.PEAK][0]
    assert right.values[0] == pytest.approx(peak.values[0] - before.values[0])
    assert right.ses[0] == pytest.approx(math.hypot(peak.ses[0], before.ses[0]))
    assert right.ses[0] == pytest.approx(math.sqrt(2) * math.sqrt(2 / 60), rel=0.35)


def test_without_a_neutral_face_the_rest_of_the_session_serves(ict):
    points = noisy(ict.moved("smile_open"), 60, 0.1)
    reference = RestReference(noisy(ict.neutral, 90, 0.1, seed=2))
    table = repetition_samples(points, (span(slice(0, 60), slice(0, 0)),), reference)
    assert table["MC", Phase.EXCURSION][0].values[0] == pytest.approx(-10.0, abs=0.1)
    assert table["DVm", Phase.REST][0].values[0] == 0.0


def test_a_peak_of_two_frames_has_the_scatter_before_it(ict):
    points = np.concatenate((noisy(ict.neutral, 60, 1.0), noisy(ict.neutral, 2, 1e-9)))
    table = repetition_samples(
        points, (span(slice(60, 62), slice(0, 60)),), RestReference(points[:60])
    )
    assert table["MC", Phase.PEAK][0].ses[0] == pytest.approx(1.0, rel=0.25)


def test_rest_samples_cover_the_catalogue(ict):
    samples = RestReference(noisy(ict.neutral, 30, 0.2)).samples()
    assert {key for key, _ in samples} == set(CATALOGUE)
    assert all(len(sides) == len(CATALOGUE[key].sides) for (key, _), sides in samples.items())


def test_one_frame_has_a_value_and_no_scatter(ict):
    (right, _) = phase_values(CATALOGUE["MC"], ict.neutral[None], ict.neutral)
    assert (right.se, right.sd, right.frames) == (0.0, 0.0, 1)
