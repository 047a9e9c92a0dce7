import numpy as np
import pytest

from models.synthetic.rasterise import NOTHING, rasterise, vertex_normals

SIZE = 20


def brute_force(screen, triangles):
    """The nearest front-facing triangle per pixel, and how safely that was decided."""
    shown = np.full((SIZE, SIZE), NOTHING)
    nearness = np.zeros((SIZE, SIZE))
    doubtful = np.zeros((SIZE, SIZE), dtype=bool)
    for y in range(SIZE):
        for x in range(SIZE):
            for t, corners in enumerate(triangles):
                a, b, c = screen[corners].astype(float)
                matrix = np.array([[a[0], b[0], c[0]], [a[1], b[1], c[1]], [1, 1, 1]])
                area = np.linalg.det(matrix)
                if area >= -1e-9:
                    continue
                inside = np.linalg.solve(matrix, [x, y, 1])
                doubtful[y, x] |= abs(inside.min()) < 1e-4
                near = inside @ (1 / np.array([a[2], b[2], c[2]]))
                if inside.min() >= 0 and near > nearness[y, x]:
                    doubtful[y, x] |= abs(near - nearness[y, x]) < 1e-6
                    nearness[y, x], shown[y, x] = near, t
    return shown, nearness, doubtful


@pytest.mark.parametrize("seed", range(4))
def test_agrees_with_brute_force(seed):
    rng = np.random.default_rng(seed)
    screen = np.column_stack([rng.uniform(-4, SIZE + 4, (24, 2)), rng.uniform(5, 9, 24)])
    screen = screen.astype(np.float32)
    triangles = rng.integers(0, 24, size=(30, 3)).astype(np.int32)
    shown, nearness, _ = rasterise(screen, triangles, SIZE, SIZE)
    expected, expected_nearness, doubtful = brute_force(screen, triangles)
    assert (expected != NOTHING).mean() > 0.3
    assert doubtful.mean() < 0.1
    np.testing.assert_array_equal(shown[~doubtful], expected[~doubtful])
    np.testing.assert_allclose(nearness[~doubtful], expected_nearness[~doubtful], atol=1e-5)


def test_weights_give_the_pixel_back():
    screen = np.array([(2, 3, 5), (4, 17, 5), (18, 9, 5)], dtype=np.float32)
    triangles = np.array([(0, 1, 2)], dtype=np.int32)
    shown, _, weights = rasterise(screen, triangles, SIZE, SIZE)
    y, x = np.nonzero(shown == 0)
    assert len(y) > 50
    all_three = np.column_stack([weights[y, x], 1 - weights[y, x].sum(axis=1)])
    np.testing.assert_allclose(all_three @ screen[:, :2], np.column_stack([x, y]), atol=1e-4)


def test_back_faces_are_not_shown():
    screen = np.array([(2, 3, 5), (4, 17, 5), (18, 9, 5)], dtype=np.float32)
    shown, _, _ = rasterise(screen, np.array([(0, 2, 1)], dtype=np.int32), SIZE, SIZE)
    assert (shown == NOTHING).all()


def test_normals_of_a_ball_point_outwards(model):
    normals = vertex_normals(model.neutral, model.triangles)
    lengths = np.linalg.norm(normals, axis=1)
    assert lengths[lengths > 0] == pytest.approx(1.0, abs=1e-5)
    skin = model.vertex_part == 0
    assert (normals[skin, 2] > 0).all(), "a face seen from the front"
    cheeks = skin & (np.abs(model.neutral[:, 0]) > 4)
    assert (np.sign(normals[cheeks, 0]) == np.sign(model.neutral[cheeks, 0])).all()
