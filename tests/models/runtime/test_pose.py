from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import landmarks as lm
from core.types import HeadPose
from models.runtime.pose import REFERENCE, WEIGHTS, fit_head, pose_of, rotation_of

poses = st.builds(HeadPose, st.floats(-85, 85), st.floats(-85, 85), st.floats(-170, 170))


def angles(pose):
    return (pose.yaw_deg, pose.pitch_deg, pose.roll_deg)


def turned(pose, scale=1.0, shift=(0.0, 0.0, 0.0)):
    return scale * REFERENCE @ rotation_of(pose).T + np.array(shift)


def test_reference_is_a_symmetric_face_and_weights_do_not_prefer_a_side():
    np.testing.assert_array_equal(REFERENCE[lm.MIRROR_INDEX] * [-1, 1, 1], REFERENCE)
    np.testing.assert_array_equal(WEIGHTS[lm.MIRROR_INDEX], WEIGHTS)
    right, left = lm.CANTHUS_LATERAL
    assert REFERENCE[left, 0] - REFERENCE[right, 0] == 1.0
    assert REFERENCE[lm.NOSE_TIP, 2] < REFERENCE[right, 2] < REFERENCE[lm.TEMPLE[0], 2]
    assert REFERENCE[lm.SUBNASALE, 1] > REFERENCE[lm.NASION, 1]


def test_what_moves_with_the_face_has_no_weight():
    for region in ("brow", "outer_lips", "inner_lips"):
        assert WEIGHTS[list(lm.REGIONS[region])].sum() == 0
    lids = set(lm.REGIONS["eye"]) - {*lm.CANTHUS_LATERAL, *lm.CANTHUS_MEDIAL}
    assert WEIGHTS[list(lids)].sum() == 0


@given(poses)
def test_angles_and_rotations_are_inverse(pose):
    rotation = rotation_of(pose)
    assert np.linalg.det(rotation) == pytest.approx(1.0)
    np.testing.assert_allclose(angles(pose_of(rotation)), angles(pose), atol=1e-6)


@given(poses, st.floats(0.5, 500), st.tuples(*[st.floats(-900, 900)] * 3))
def test_pose_is_recovered_at_any_size_and_place(pose, scale, shift):
    fit = fit_head(turned(pose, scale, shift))
    np.testing.assert_allclose(angles(fit.pose), angles(pose), atol=1e-4)
    assert fit.residual_ratio < 1e-6


def test_signs_are_those_of_the_pictures():
    nose, nasion = lm.NOSE_TIP, lm.NASION
    left_of_picture = turned(HeadPose(20, 0, 0))
    assert left_of_picture[nose, 0] < left_of_picture[nasion, 0] < 0
    lifted, straight = turned(HeadPose(0, 20, 0)), turned(HeadPose(0, 0, 0))
    assert lifted[nose, 1] < straight[nose, 1]
    clockwise = turned(HeadPose(0, 0, 20))
    right_eye, left_eye = lm.CANTHUS_LATERAL
    assert clockwise[left_eye, 1] > clockwise[right_eye, 1]


@given(poses)
def test_a_mirrored_face_turns_the_other_way(pose):
    mirrored = turned(pose)[lm.MIRROR_INDEX] * [-1, 1, 1]
    expected = (-pose.yaw_deg, pose.pitch_deg, -pose.roll_deg)
    np.testing.assert_allclose(angles(fit_head(mirrored).pose), expected, atol=1e-4)


@given(poses, st.integers(0, 2**32 - 1))
def test_mimic_points_do_not_turn_the_head(pose, seed):
    points = turned(pose)
    moved = points.copy()
    moved[WEIGHTS == 0] += np.random.default_rng(seed).normal(0, 1, moved[WEIGHTS == 0].shape)
    assert angles(fit_head(moved).pose) == angles(fit_head(points).pose)


def test_residual_tells_faces_from_noise():
    generator = np.random.default_rng(0)
    face = turned(HeadPose(15, -5, 3), 100) + generator.normal(0, 3, (68, 3))
    assert fit_head(face).residual_ratio < 0.1
    assert fit_head(generator.normal(0, 50, (68, 3))).residual_ratio > 0.5


def test_points_in_one_place_are_no_face():
    assert fit_head(np.zeros((68, 3))).residual_ratio == np.inf
