"""Registration, plane, areas and angles against known answers."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.spatial.transform import Rotation

from core.geometry import (
    angle_between_deg,
    clip_polygon,
    fit_similarity,
    mirror_plane,
    point_at,
    procrustes_template,
    reflect,
    unit,
    vector_area,
)
from core.landmarks import MIRROR_INDEX, Side, side_of

FACE = np.array(
    json.loads(
        (Path(__file__).parents[1] / "fixtures" / "ict_points68.json").read_text(encoding="utf-8")
    )["neutral_mm"]
)
SYMMETRIC = (FACE + FACE[MIRROR_INDEX] * [-1, 1, 1]) / 2
EQUAL = np.ones(68)

angles = st.floats(-180, 180)
lengths = st.floats(-300, 300)
scales = st.floats(0.05, 20)
turns = st.tuples(angles, angles, angles)
shifts = st.tuples(lengths, lengths, lengths)


def turned(points, euler_deg=(0, 0, 0), scale=1.0, shift=(0, 0, 0)):
    rotation = Rotation.from_euler("XYZ", euler_deg, degrees=True).as_matrix()
    return scale * points @ rotation.T + np.array(shift)


@given(turns, scales, shifts)
def test_a_similarity_is_found_exactly(euler_deg, scale, shift):
    target = turned(FACE, euler_deg, scale, shift)
    found = fit_similarity(FACE, target, weights=EQUAL)
    assert np.linalg.det(found.rotation) == pytest.approx(1.0)
    assert found.scale == pytest.approx(scale)
    np.testing.assert_allclose(found.apply(FACE), target, atol=1e-8 * scale + 1e-9)


def test_a_mirror_image_is_never_registered_by_a_reflection():
    found = fit_similarity(FACE, FACE * [-1, 1, 1], weights=EQUAL)
    assert np.linalg.det(found.rotation) == pytest.approx(1.0)


def test_points_without_weight_do_not_pull():
    target = turned(FACE, (5, 10, -7), 1.3, (4, 5, 6))
    weights = np.zeros(68)
    weights[27:36] = 1.0
    wrong = target.copy()
    wrong[48:] += 50.0
    found = fit_similarity(FACE, wrong, weights=weights)
    np.testing.assert_allclose(found.apply(FACE), target, atol=1e-8)


def test_weights_pull_in_proportion():
    # Two coincident targets: a point with weight 3 draws the translation three times as hard.
    source = np.array([[0.0, 0, 0], [10, 0, 0], [0, 10, 0], [0, 0, 0]])
    target = source.copy()
    target[0, 2], target[3, 2] = 4.0, 0.0
    weights = np.array([3.0, 1e9, 1e9, 1.0])
    light = fit_similarity(source, target, weights=weights, scale=np.array(1.0))
    assert light.apply(source)[1, 2] == pytest.approx(0.0, abs=1e-6)
    only = fit_similarity(
        source[[0, 3]] + [[0, 0, 0], [1, 0, 0]],
        target[[0, 3]] + [[0, 0, 0], [1, 0, 0]],
        weights=np.array([3.0, 1.0]),
    )
    moved = only.apply(source[[0, 3]] + [[0, 0, 0], [1, 0, 0]])
    assert 0.75 * moved[0, 2] + 0.25 * moved[1, 2] == pytest.approx(3.0)


def test_a_stack_is_fitted_frame_by_frame_with_its_own_weights():
    frames = np.stack([turned(FACE, (0, yaw, 0), 2.0) for yaw in (-20, 0, 20)])
    weights = np.ones((3, 68))
    weights[1, :17] = 0.0
    frames[1, :17] += 30.0
    found = fit_similarity(frames, FACE, weights=weights)
    laid = found.apply(frames)
    np.testing.assert_allclose(laid[[0, 2]], np.stack([FACE, FACE]), atol=1e-9)
    np.testing.assert_allclose(laid[1, 17:], FACE[17:], atol=1e-9)


def test_a_given_scale_is_kept():
    found = fit_similarity(FACE, 2.0 * FACE, weights=EQUAL, scale=np.array(1.5))
    assert found.scale == pytest.approx(1.5)
    np.testing.assert_allclose(found.apply(FACE).mean(axis=0), 2.0 * FACE.mean(axis=0), atol=1e-9)


@pytest.mark.parametrize("weights", [np.zeros(68), np.eye(68)[3]])
def test_coinciding_points_cannot_be_registered(weights):
    with pytest.raises(ValueError, match="cannot be registered"):
        fit_similarity(FACE, FACE, weights=weights)


def test_the_template_is_the_shape_that_all_frames_share():
    frames = np.stack(
        [turned(FACE, (yaw, 2 * yaw, -yaw), 1 + yaw / 50, (yaw, 0, 3)) for yaw in range(9)]
    )
    template = procrustes_template(frames, EQUAL)
    laid = fit_similarity(template, FACE, weights=EQUAL).apply(template)
    np.testing.assert_allclose(laid, FACE, atol=1e-4)
    assert np.sqrt((template**2).sum(axis=1).mean()) == pytest.approx(1.0)


def test_the_template_ignores_a_minority_of_bad_frames():
    rng = np.random.default_rng(3)
    frames = FACE + rng.normal(0, 0.2, (60, 68, 3))
    frames[:15, 48:] += 25.0
    weights = np.zeros(68)
    weights[27:48] = 1.0
    template = procrustes_template(frames, weights)
    laid = fit_similarity(template, FACE, weights=weights).apply(template)
    assert np.abs(laid - FACE).max() < 0.5


def test_a_template_that_has_not_settled_is_still_returned():
    # Frames of unlike shapes keep moving the median; the number of steps is bounded.
    frames = np.random.default_rng(0).normal(size=(7, 5, 3))
    assert np.isfinite(procrustes_template(frames, np.ones(5))).all()


@given(turns, scales, shifts, st.booleans())
def test_the_plane_of_a_symmetric_face_is_its_midline(euler_deg, scale, shift, robust):
    points = turned(SYMMETRIC, euler_deg, scale, shift)
    plane = mirror_plane(points, mates=MIRROR_INDEX, weights=EQUAL, robust=robust)
    expected = turned(np.array([1.0, 0, 0]), euler_deg)
    assert abs(plane.normal @ expected) == pytest.approx(1.0)
    middle = [point for point in range(68) if side_of(point) is Side.MIDLINE]
    np.testing.assert_allclose(points[middle] @ plane.normal, plane.offset, atol=1e-6 * scale)
    assert plane.rms == pytest.approx(0.0, abs=1e-6 * scale)


def test_a_mouth_pulled_aside_tilts_the_plain_plane_but_not_the_robust_one():
    pulled = SYMMETRIC.copy()
    pulled[48:] += [-7.0, 0.0, 0.0]
    plain = mirror_plane(pulled, mates=MIRROR_INDEX, weights=EQUAL, robust=False)
    robust = mirror_plane(pulled, mates=MIRROR_INDEX, weights=EQUAL)
    midline = np.array([1.0, 0.0, 0.0])
    errors = [
        min(float(angle), 180 - float(angle))
        for angle in (angle_between_deg(plane.normal, midline) for plane in (plain, robust))
    ]
    assert errors[0] > 1.0
    assert errors[1] < 0.05
    assert robust.rms > plain.rms > 1.0


def test_mates_must_weigh_the_same():
    weights = EQUAL.copy()
    weights[48] = 0.5
    with pytest.raises(ValueError, match="equal weights"):
        mirror_plane(SYMMETRIC, mates=MIRROR_INDEX, weights=weights)


def test_reflecting_twice_changes_nothing_and_keeps_the_plane():
    normal = unit(np.array([1.0, 2.0, -0.5]))
    once = reflect(FACE, normal, 3.0)
    np.testing.assert_allclose(reflect(once, normal, 3.0), FACE, atol=1e-9)
    np.testing.assert_allclose((once + FACE) @ normal / 2, 3.0, atol=1e-9)


def test_unit_vectors_have_length_one_and_nothing_stays_nothing():
    np.testing.assert_allclose(unit(np.array([[3.0, 0, 4], [0, 0, 0]])), [[0.6, 0, 0.8], [0, 0, 0]])


@given(st.floats(0, 180), turns)
def test_angles_are_those_between_directions(angle, euler_deg):
    radians = np.radians(angle)
    first, second = np.array([2.0, 0, 0]), 5 * np.array([np.cos(radians), np.sin(radians), 0])
    found = angle_between_deg(turned(first, euler_deg), turned(second, euler_deg))
    assert found == pytest.approx(angle, abs=1e-6)


@given(turns, scales, shifts)
def test_the_area_of_a_rectangle_anywhere_in_space(euler_deg, scale, shift):
    rectangle = np.array([[0.0, 0, 0], [7, 0, 0], [7, 3, 0], [0, 3, 0]])
    assert vector_area(turned(rectangle, euler_deg, scale, shift)) == pytest.approx(21 * scale**2)
    assert vector_area(rectangle[::-1]) == pytest.approx(21)


def test_areas_are_computed_for_a_stack():
    rectangles = np.array([[[0.0, 0, 0], [a, 0, 0], [a, 2, 0], [0, 2, 0]] for a in (1, 2, 3)])
    np.testing.assert_allclose(vector_area(rectangles), [2, 4, 6])


def test_a_ring_is_cut_at_the_plane():
    square = np.array([[[-1.0, -1, 0], [3, -1, 0], [3, 1, 0], [-1, 1, 0]]])
    assert vector_area(clip_polygon(square, axis=0, side=1)) == pytest.approx([6.0])
    assert vector_area(clip_polygon(square, axis=0, side=-1)) == pytest.approx([2.0])
    assert vector_area(clip_polygon(square, axis=1, side=1)) == pytest.approx([4.0])


def test_a_ring_on_one_side_is_kept_whole_or_vanishes():
    square = np.array([[[1.0, -1, 0], [3, -1, 0], [3, 1, 0], [1, 1, 0]]])
    assert vector_area(clip_polygon(square, axis=0, side=1)) == pytest.approx([4.0])
    assert vector_area(clip_polygon(square, axis=0, side=-1)) == pytest.approx([0.0])


def test_corners_on_the_plane_belong_to_both_halves():
    square = np.array([[[0.0, -1, 0], [2, -1, 0], [2, 1, 0], [0, 1, 0]]])
    assert vector_area(clip_polygon(square, axis=0, side=1)) == pytest.approx([4.0])
    assert vector_area(clip_polygon(square, axis=0, side=-1)) == pytest.approx([0.0])


@settings(deadline=None)
@given(arrays(np.float64, (6, 2), elements=st.floats(-50, 50)), st.floats(-30, 30))
def test_the_halves_of_a_convex_ring_add_up(corners, shift):
    # Sorted by angle about their mean, points make a star-shaped ring whose cut is one chord or
    # more; signed areas add up for any ring, so the flat components are compared, not the lengths.
    centred = corners - corners.mean(axis=0)
    order = np.argsort(np.arctan2(centred[:, 1], centred[:, 0]))
    ring = np.zeros((1, 6, 3))
    ring[0, :, :2] = centred[order] + [shift, 0]
    halves = [clip_polygon(ring, axis=0, side=side) for side in (1, -1)]
    areas = [float(vector_area(half)[0]) for half in halves]
    assert sum(areas) == pytest.approx(float(vector_area(ring)[0]), abs=1e-6)
    assert halves[0][..., 0].min() >= -1e-9 or areas[0] == pytest.approx(0.0)


def test_a_line_is_read_off_where_it_crosses_a_level():
    line = np.array([[[0.0, 0, 0], [2, 4, 1], [4, 0, 2]]])
    np.testing.assert_allclose(point_at(line, axis=0, level=np.array([1.0])), [[1, 2, 0.5]])
    np.testing.assert_allclose(point_at(line, axis=0, level=np.array([3.0])), [[3, 2, 1.5]])


def test_a_line_that_misses_the_level_gives_its_nearest_end():
    line = np.array([[[0.0, 0, 0], [2, 4, 1], [4, 1, 2]]])
    np.testing.assert_allclose(point_at(line, axis=0, level=np.array([9.0])), [[4, 1, 2]])
    np.testing.assert_allclose(point_at(line, axis=0, level=np.array([-9.0])), [[0, 0, 0]])


def test_a_segment_across_the_axis_does_not_divide_by_zero():
    line = np.array([[[1.0, 0, 0], [1, 5, 0], [3, 5, 0]]])
    np.testing.assert_allclose(point_at(line, axis=0, level=np.array([2.0])), [[2, 5, 0]])
