"""The patient's own axes (clinical.md 3.5) on faces of known pose and asymmetry."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.spatial.transform import Rotation

from assessment.face_frame import (
    RestFrames,
    build_face_frame,
    plane_drift_deg,
    register,
    stable_weights,
)
from assessment.gating import UsableClip, screen
from assessment.measures import CATALOGUE
from assessment.protocol import EXERCISES
from core import landmarks as lm
from core.geometry import angle_between_deg, fit_similarity, mirror_plane
from core.landmarks import MIRROR_INDEX

WIDTH_MM = 89.178


def rest_frames(points_px, yaw_deg=0.0):
    count = len(points_px)
    return RestFrames(points_px, np.ones((count, 68)), np.full(count, yaw_deg))


def frame_of(face, camera, *, count=1, rng=None, **options):
    faces = np.repeat(face[None], count, axis=0)
    return build_face_frame(rest_frames(camera.see(faces, rng), camera.yaw_deg), **options)


def usable(exercise, points_px, times_s, make_sequence, pose_deg=(0.0, 0.0, 0.0)):
    clip = screen(EXERCISES[exercise], make_sequence(points_px, times_s, pose_deg=pose_deg))
    assert isinstance(clip, UsableClip)
    return clip


def test_weights_are_those_of_the_specification():
    (weights,) = stable_weights(np.ones((1, 68)), np.zeros(1), moves_nose=False)
    expected = dict.fromkeys((36, 39, 42, 45, 27, 28, 29, 30), 1.0)
    expected |= dict.fromkeys((31, 33, 35, 0, 1, 15, 16), 0.5)
    np.testing.assert_array_equal(weights, [expected.get(point, 0.0) for point in range(68)])


def test_snarl_drops_the_nasal_base_and_turning_drops_the_temples():
    weights = stable_weights(np.ones((2, 68)), np.array([0.0, -16.0]), moves_nose=True)
    assert not weights[:, [29, 30, 31, 33, 35]].any()
    assert (weights[:, [27, 28]] == 1.0).all()
    assert (weights[0, [0, 1, 15, 16]] == 0.5).all()
    assert not weights[1, [0, 1, 15, 16]].any()


def test_a_hidden_temple_drops_its_mate():
    confidence = np.ones((1, 68))
    confidence[0, 16] = 0.0
    (weights,) = stable_weights(confidence, np.zeros(1), moves_nose=False)
    np.testing.assert_array_equal(weights[[0, 16, 1, 15]], [0.0, 0.0, 0.5, 0.5])


@settings(max_examples=25, deadline=None)
@given(
    st.floats(-20, 20),
    st.floats(-20, 20),
    st.floats(-40, 40),
    st.floats(0.5, 12),
    st.tuples(st.floats(-500, 500), st.floats(-500, 500), st.floats(-50, 50)),
)
def test_a_symmetric_face_is_symmetric_from_everywhere(
    plain, make_camera, yaw, pitch, roll, px_per_mm, shift
):
    camera = make_camera(yaw, pitch, roll, px_per_mm, shift)
    frame = frame_of(plain, camera)
    assert frame.plane_rms < 1e-9
    assert frame.plane_angle_deg < 1e-6
    for definition in CATALOGUE.values():
        sides = definition.compute(frame.template[None], frame.template)
        if len(sides) == 2 and definition.id != "DVd":
            right, left = (float(side[0]) for side in sides)
            assert abs(right - left) <= 0.001 * max(abs(right), 1e-6)


def test_axes_point_left_up_and_forward(ict, make_camera):
    frame = frame_of(ict.neutral, make_camera(8, -6, 25))
    right, left = frame.template[list(lm.CANTHUS_LATERAL)]
    np.testing.assert_allclose(left - right, [1.0, 0.0, 0.0], atol=0.01)
    assert frame.template[lm.NASION, 1] > frame.template[lm.CHIN, 1]
    assert frame.template[lm.NOSE_TIP, 2] > frame.template[lm.TEMPLE[0], 2]
    assert abs(frame.template[lm.NASION, 0]) < 0.001


def test_a_detector_with_inverted_depth_is_refused(ict, make_camera):
    with pytest.raises(ValueError, match="wrong sign"):
        frame_of(ict.neutral, make_camera(depth_scale=-1.0))


def test_calibration_is_kept_with_its_source(ict, make_camera):
    camera = make_camera()
    without = frame_of(ict.neutral, camera)
    assert (without.mm_per_unit, without.mm_source) == (None, "not calibrated")
    measured = frame_of(ict.neutral, camera, count=7, outer_canthal_mm=91.0)
    assert measured.mm_per_unit == 91.0
    assert "measured" in measured.mm_source
    assert measured.template_frames == 7


def test_depth_is_corrected_before_registration(ict, make_camera):
    true = frame_of(ict.neutral, make_camera(15, 5, 3))
    flattened = frame_of(ict.neutral, make_camera(15, 5, 3, depth_scale=0.8), depth_scale=0.8)
    np.testing.assert_allclose(flattened.template, true.template, atol=1e-9)
    assert flattened.depth_scale == 0.8


def palsied(ict, exercise):
    """Complete left palsy with droop at rest, the right side doing the exercise (3.5)."""
    face = ict.moved(exercise, right=1.0, left=0.0)
    for point in (*lm.OUTER_HALF_MOUTH[1], *lm.INNER_HALF_MOUTH[1]):
        if point != MIRROR_INDEX[point]:
            face[point] += [0.0, -4.0, 0.0]
    for point in lm.BROW[1]:
        face[point] += [0.0, -3.0, 0.0]
    return face


def plane_error_deg(face, weights, *, robust=True):
    plane = mirror_plane(face, mates=MIRROR_INDEX, weights=weights, robust=robust)
    angle = float(angle_between_deg(plane.normal, np.array([1.0, 0.0, 0.0])))
    return min(angle, 180.0 - angle)


@pytest.mark.parametrize(
    ("noise_mm", "stated_deg"), [(0.0, 0.3), (0.5, 0.4), (1.0, 0.6), (2.0, 1.0)]
)
def test_plane_errors_are_those_of_the_specification(ict, noise_mm, stated_deg):
    # The table gives the worst expression of a complete left palsy; noise is averaged over.
    weights = stable_weights(np.ones((1, 68)), np.zeros(1), moves_nose=False)[0]
    rng = np.random.default_rng(5)
    worst = max(
        np.mean(
            [
                plane_error_deg(palsied(ict, exercise) + rng.normal(0, noise_mm, (68, 3)), weights)
                for _ in range(40 if noise_mm else 1)
            ]
        )
        for exercise in ("brow_raise", "smile_open", "snarl", "pucker")
    )
    assert worst < 1.5 * stated_deg


def test_the_stable_set_beats_all_points_on_a_palsied_face(ict):
    weights = stable_weights(np.ones((1, 68)), np.zeros(1), moves_nose=False)[0]
    face = palsied(ict, "smile_open")
    assert plane_error_deg(face, weights) < 0.3
    assert plane_error_deg(face, np.ones(68), robust=False) > 0.8


def test_droop_shows_in_the_angle_of_the_planes(ict, make_camera):
    healthy = frame_of(ict.neutral, make_camera())
    drooping = frame_of(palsied(ict, "smile_open"), make_camera())
    assert healthy.plane_angle_deg < 0.01
    assert drooping.plane_angle_deg > 0.5


def test_every_frame_is_laid_on_the_template(ict, make_camera, make_sequence):
    times_s = np.arange(0, 3, 1 / 30)
    frame = frame_of(ict.neutral, make_camera(3.0))
    smile = ict.moved("smile_open")
    cameras = [
        make_camera(10 * np.sin(t), 8 * np.cos(t), 20 * np.sin(2 * t), 4.0 + 0.1 * t)
        for t in times_s
    ]
    seen = np.stack([camera.see(smile) for camera in cameras])
    laid = register(usable("smile_open", seen, times_s, make_sequence), frame)
    weights = stable_weights(np.ones((1, 68)), np.zeros(1), moves_nose=True)[0]
    still = fit_similarity(smile, frame.template, weights=weights).apply(smile)
    assert np.abs(laid.points - still).max() < 0.001


def test_a_lone_frame_far_from_the_others_keeps_its_scale(ict, make_camera, make_sequence):
    times_s = np.concatenate((np.arange(0, 1, 1 / 30), [60.0]))
    seen = make_camera().see(np.repeat(ict.neutral[None], len(times_s), axis=0))
    frame = frame_of(ict.neutral, make_camera())
    laid = register(usable("rest", seen, times_s, make_sequence), frame)
    np.testing.assert_allclose(laid.points[-1], frame.template, atol=1e-6)


def test_the_scale_is_smoothed_over_time(ict, make_camera, make_sequence):
    times_s = np.arange(0, 4, 1 / 30)
    rng = np.random.default_rng(6)
    frame = frame_of(ict.neutral, make_camera())
    faces = np.repeat(ict.neutral[None], len(times_s), axis=0)
    seen = make_camera(noise_mm=1.0).see(faces, rng)
    laid = register(usable("rest", seen, times_s, make_sequence), frame)
    weights = stable_weights(np.ones((1, 68)), np.zeros(1), moves_nose=False)[0]
    free = fit_similarity(seen, frame.template, weights=weights).scale
    width = np.linalg.norm(laid.points[:, 36] - laid.points[:, 45], axis=-1)
    raw = np.linalg.norm(seen[:, 36] - seen[:, 45], axis=-1)
    kept = width / raw
    assert kept.std() < 0.3 * free.std()


@pytest.mark.parametrize(
    ("noise_mm", "factors"), [(0.5, (1.16, 1.09, 1.19)), (1.0, (1.16, 1.09, 1.19))]
)
def test_registration_noise_of_a_static_commissure(
    ict, make_camera, make_sequence, noise_mm, factors
):
    # clinical.md 3.5: 1.16 / 1.09 / 1.19 sigma in x, y and z with the temples.
    times_s = np.arange(0, 20, 1 / 30)
    faces = np.repeat(ict.neutral[None], len(times_s), axis=0)
    seen = make_camera(noise_mm=noise_mm).see(faces, np.random.default_rng(7))
    laid = register(
        usable("smile_open", seen, times_s, make_sequence), frame_of(ict.neutral, make_camera())
    )
    scatter = WIDTH_MM * laid.points[:, lm.COMMISSURE[0]].std(axis=0) / noise_mm
    np.testing.assert_allclose(scatter, factors, rtol=0.12)


def test_a_snarl_hardly_moves_what_it_is_registered_by(ict, make_camera, make_sequence):
    times_s = np.arange(0, 1, 1 / 30)
    seen = make_camera().see(np.repeat(ict.moved("snarl")[None], len(times_s), axis=0))
    frame = frame_of(ict.neutral, make_camera())
    commissure = lm.COMMISSURE[0]
    axes = fit_similarity(ict.neutral, frame.template, weights=np.ones(68)).rotation
    true_mm = axes @ ict.recipes["snarl"][commissure]
    errors_mm = []
    for exercise in ("snarl", "brow_raise"):
        laid = register(usable(exercise, seen, times_s, make_sequence), frame)
        shift = laid.points[0, commissure] - frame.template[commissure]
        errors_mm.append(float(np.linalg.norm(WIDTH_MM * shift - true_mm)))
    assert errors_mm[0] < 0.6
    assert errors_mm[1] > 2.0


def test_planes_of_two_visits_are_compared_on_the_same_face(ict, make_camera):
    first = frame_of(ict.neutral, make_camera())
    turned = frame_of(ict.neutral, make_camera(10, 5, 20, 7.0))
    assert plane_drift_deg(first, turned) < 0.01
    bend = Rotation.from_euler("y", 5.0, degrees=True).as_matrix()
    later = replace(turned, template=turned.template @ bend.T)
    assert plane_drift_deg(first, later) == pytest.approx(5.0, abs=0.01)
