import numpy as np
import pytest

from core.landmarks import Side
from models.synthetic.sample import random_pose, sample_face


def draw(renderer, seed, **options):
    return sample_face(np.random.default_rng(seed), renderer, size_px=48, **options)


def test_faces_are_decided_by_the_random_numbers(renderer):
    first, second = draw(renderer, 5), draw(renderer, 5)
    np.testing.assert_array_equal(first.image, second.image)
    np.testing.assert_array_equal(first.points_px, second.points_px)
    assert (draw(renderer, 6).image != first.image).any()


def test_the_description_draws_the_same_face_again(renderer):
    face = draw(renderer, 8)
    image, points = renderer.render(face.spec)
    np.testing.assert_array_equal(image, face.image)
    np.testing.assert_array_equal(points, face.points_px)


def test_picture_is_as_large_as_the_margin_says(renderer):
    for seed in range(10):
        points = draw(renderer, seed, margin=(1.7, 1.7)).points_px[:, :2]
        assert np.ptp(points, axis=0).max() * 1.7 == pytest.approx(48, rel=1e-3)


def test_share_of_palsies(renderer):
    assert all(draw(renderer, seed, palsy_probability=0.0).palsy is None for seed in range(8))
    sick = [draw(renderer, seed, palsy_probability=1.0) for seed in range(12)]
    assert {face.palsy.side for face in sick} == {Side.LEFT, Side.RIGHT}


def test_yaw_keeps_to_its_limit():
    rng = np.random.default_rng(0)
    yaws = [abs(random_pose(rng, yaw_limit_deg=15.0).yaw_deg) for _ in range(200)]
    assert 12 < max(yaws) <= 15
