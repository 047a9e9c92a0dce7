from dataclasses import replace

import numpy as np
import pytest

from core.landmarks import Side
from core.types import HeadPose
from models.synthetic.camera import turn
from models.synthetic.palsy import Grade
from models.synthetic.sample import random_pose, sample_face

_LEFT_GAZE = {"eyeLookUp_L", "eyeLookDown_L", "eyeLookIn_L", "eyeLookOut_L"}


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


def test_shares_of_hair_and_glasses(renderer):
    plain = [draw(renderer, seed).spec for seed in range(8)]
    assert all(spec.hair is None and spec.glasses is None for spec in plain)
    dressed = [draw(renderer, seed, hair_share=1.0, glasses_share=1.0).spec for seed in range(12)]
    assert all(spec.glasses for spec in dressed)
    assert all(bool(spec.hair) == (spec.look.hair_depth > 0) for spec in dressed)
    assert any(spec.hair for spec in dressed)


def test_grade_goes_with_the_palsy(renderer):
    for seed in range(12):
        face = draw(renderer, seed, palsy_probability=0.6)
        assert (face.grade is Grade.I) == (face.palsy is None)


def test_a_weak_half_has_fewer_lines(renderer):
    ages = []
    for seed in range(20):
        face = draw(renderer, seed, palsy_probability=1.0)
        look, left = face.spec.look, face.palsy.side is Side.LEFT
        ages.append((look.age_left, look.age_right) if left else (look.age_right, look.age_left))
    weak, strong = np.array(ages).T
    assert (weak <= strong).all()
    assert (weak < 0.5 * strong).any()


@pytest.mark.parametrize("yaw_deg", [-60.0, 60.0])
def test_far_side_points_stay_exact_at_steep_yaw(renderer, yaw_deg):
    """Occlusion moves no landmark: they are the projected vertices at any turn."""
    face = draw(renderer, 3, yaw_limit_deg=60.0)
    spec = replace(face.spec, pose=HeadPose(yaw_deg, 0.0, 0.0), glasses=None, hair=None)
    shape = renderer.model.vertices(spec.identity, renderer.model.weights(spec.expression))
    turned = turn(shape[renderer.model.landmark_ids], spec.pose)
    points = renderer.render(spec)[1]
    np.testing.assert_allclose(points[:, :2], spec.camera.project(turned)[:, :2], atol=1e-3)


def test_no_eye_is_turned_behind_closed_lids(renderer):
    shut = [draw(renderer, seed, palsy_probability=0.0).spec.expression for seed in range(40)]
    shut = [weights for weights in shut if weights.get("eyeBlink_L", 0.0) >= 1]
    assert shut
    for weights in shut:
        assert all(not weights[name] for name in weights if name in _LEFT_GAZE)
