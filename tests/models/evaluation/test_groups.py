from __future__ import annotations

import numpy as np
import pytest

from core.landmarks import CANTHUS_LATERAL, EYE
from models.evaluation.groups import THIRDS, cheek_lightness, thirds
from tests.app.bench.conftest import face_points


@pytest.mark.parametrize(("grey", "lightness"), [(0, 0.0), (119, 50.0), (255, 100.0)])
def test_lightness_is_that_of_a_grey_face(grey, lightness):
    picture = np.full((256, 256, 3), grey, np.uint8)
    assert cheek_lightness(picture, face_points()) == pytest.approx(lightness, abs=0.5)


def test_only_the_cheeks_count():
    points = face_points()
    picture = np.full((256, 256, 3), 119, np.uint8)
    top = round(points[list(EYE[0]), 1].max()) + 4
    picture[:top] = 255  # forehead and eyes
    right, left = (round(points[i, 0]) for i in CANTHUS_LATERAL)
    picture[:, : right - 10] = 0
    picture[:, left + 10 :] = 0
    assert cheek_lightness(picture, points) == pytest.approx(50.0, abs=0.5)


def test_a_face_outside_the_picture_has_no_lightness():
    assert np.isnan(cheek_lightness(np.zeros((8, 8, 3), np.uint8), face_points() + 500))


def test_thirds_are_equally_large_and_in_order():
    values = np.random.default_rng(0).permutation(30).astype(float)
    found = thirds(values)
    assert {name: found.count(name) for name in THIRDS} == dict.fromkeys(THIRDS, 10)
    assert found[int(values.argmin())] == "dark"
    assert found[int(values.argmax())] == "light"
