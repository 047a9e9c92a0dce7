from dataclasses import replace

import numpy as np
import pytest

from core.landmarks import EYE, MIRROR_INDEX, NASION
from core.types import HeadPose
from models.synthetic import glasses
from models.synthetic.glasses import Glasses, frame_mesh, lens_mesh, random_glasses
from models.synthetic.rasterise import vertex_normals

ROUND = Glasses(
    width=5.0,
    height=4.0,
    squareness=3.0,
    drop=0.3,
    flick=0.1,
    gap=1.8,
    rim=0.15,
    rimless_below=False,
    slip=0.2,
    frame=(0.02, 0.02, 0.02),
    frame_gloss=0.2,
    lens=(1.0, 1.0, 1.0),
    fade=0.0,
    glare=0.0,
)
SUN = replace(ROUND, lens=(0.03, 0.03, 0.03))


@pytest.fixture(scope="module")
def rest(model):
    return model.neutral[model.landmark_ids].astype(float)


def test_lenses_lie_before_the_eyes(rest):
    lenses, _ = lens_mesh(ROUND, rest)
    for eye in EYE:
        marks = rest[list(eye)]
        beside = np.abs(lenses.vertices[:, 0] - marks[:, 0].mean()) < 1
        own = lenses.vertices[beside]
        assert own[:, 1].min() < marks[:, 1].min() < marks[:, 1].max() < own[:, 1].max()
        assert own[:, 2].min() > marks[:, 2].max()


def test_lenses_face_the_camera(rest):
    lenses, places = lens_mesh(ROUND, rest)
    assert vertex_normals(lenses.vertices, lenses.triangles)[:, 2].min() > 0.5
    assert np.abs(places).max() < 1.5


def test_the_frame_is_the_same_on_both_sides(rest):
    symmetric = (rest + rest[MIRROR_INDEX] * [-1.0, 1.0, 1.0]) / 2
    frame = frame_mesh(ROUND, symmetric).vertices.astype(float)
    mirrored = frame * [-1.0, 1.0, 1.0]
    gap = np.linalg.norm(frame[:, None] - mirrored[None], axis=2).min(axis=1)
    assert gap.max() < 0.1


def test_temples_reach_back_to_the_ears(rest):
    frame = frame_mesh(ROUND, rest).vertices
    assert frame[:, 2].min() < rest[0, 2] - 3
    assert frame[:, 0].min() < rest[0, 0]
    assert frame[:, 0].max() > rest[16, 0]
    assert frame[:, 2].max() > rest[NASION, 2]


@pytest.mark.parametrize("closed", [False, True])
def test_tubes_face_outwards(closed):
    around = np.linspace(0, 2 * np.pi, 24, endpoint=False)
    line = np.stack([5 * np.cos(around), 4 * np.sin(around), 0.3 * np.cos(2 * around)], axis=1)
    tube = glasses._tube(line, 0.2, closed=closed)
    a, b, c = (tube.vertices[tube.triangles[:, i]].astype(float) for i in range(3))
    middle = (a + b + c) / 3
    axis = line[np.linalg.norm(middle[:, None] - line, axis=2).argmin(axis=1)]
    outwards = np.einsum("ij,ij->i", np.cross(b - a, c - a), middle - axis)
    assert outwards.min() > 0
    assert len(tube.triangles) == (24 if closed else 23) * 8 * 2


def test_half_a_rim_leaves_the_lower_edge_free(rest):
    lowest = [
        frame_mesh(replace(ROUND, rimless_below=half), rest)
        .vertices[frame_mesh(replace(ROUND, rimless_below=half), rest).vertices[:, 2] > 11, 1]
        .min()
        for half in (False, True)
    ]
    assert lowest[1] > lowest[0] + 1


def test_glasses_slip_down(rest):
    low, high = (lens_mesh(replace(ROUND, slip=slip), rest)[0].vertices for slip in (0.7, 0.0))
    np.testing.assert_allclose(high[:, 1] - low[:, 1], 0.7, atol=1e-4)


def test_glasses_are_decided_by_the_random_numbers():
    drawn = [random_glasses(np.random.default_rng(seed)) for seed in range(100)]
    assert drawn[4] == random_glasses(np.random.default_rng(4))
    dark = sum(max(pair.lens) < 0.5 for pair in drawn)
    assert 0 < dark < 30
    assert {pair.rimless_below for pair in drawn} == {True, False}


def test_dark_lenses_hide_the_eyes_and_move_no_point(renderer, make_spec):
    plain = make_spec(HeadPose(10, 0, 5), size_px=96)
    (bare, points), (clear, same), (dark, _) = (
        renderer.render(replace(plain, glasses=pair)) for pair in (None, ROUND, SUN)
    )
    np.testing.assert_array_equal(points, same)
    for eye in EYE:
        (left, top), (right, bottom) = (
            edge(points[list(eye), :2], axis=0).round().astype(int) for edge in (np.min, np.max)
        )
        own = (slice(top, bottom + 1), slice(left, right + 1))
        assert dark[own].max() < 0.6 * bare[own].max()
        assert np.abs(clear[own].astype(int) - bare[own]).mean() < 8
    assert (bare != clear).any(axis=2).mean() > 0.01, "the frame shows"


def test_glasses_do_not_move_with_the_expression(renderer, make_spec):
    """The same frame on a raised brow: only the face behind it changes."""
    spec = make_spec(HeadPose(0, 0, 0), size_px=96, glasses=SUN)
    raised = replace(spec, expression={"browOuterUp_L": 1.0})
    rest_points, (still, _), (moved, _) = (
        renderer.points(spec),
        renderer.render(spec),
        renderer.render(raised),
    )
    x, y = rest_points[list(EYE[1]), :2].mean(axis=0).round().astype(int)
    np.testing.assert_allclose(still[y, x].astype(int), moved[y, x], atol=12)
