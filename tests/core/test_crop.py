from __future__ import annotations

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from core.crop import (
    LANDMARK_BOX_SCALE,
    CropBox,
    crop_box_of,
    crop_matrix,
    cut,
    from_crop,
    to_crop,
)

SIZE_PX = 64
coordinates = st.floats(-2000, 2000)
boxes = st.builds(CropBox, coordinates, coordinates, st.floats(1, 4000))
points3d = arrays(np.float64, (68, 3), elements=coordinates)


@given(points3d, boxes, st.integers(16, 512))
def test_points_go_to_the_crop_and_back(points, box, size_px):
    returned = from_crop(to_crop(points, box, size_px), box, size_px)
    np.testing.assert_allclose(returned, points, atol=1e-6)


@given(points3d, boxes)
def test_depth_has_the_scale_of_the_picture(points, box):
    moved = to_crop(points, box, SIZE_PX)
    before, after = np.diff(points, axis=0), np.diff(moved, axis=0)
    np.testing.assert_allclose(after, before * SIZE_PX / box.side_px, atol=1e-6)


def test_flat_points_keep_two_coordinates():
    points = np.array([[10.0, 20.0], [30.0, 5.0]])
    box = CropBox(20.0, 12.0, 40.0)
    assert to_crop(points, box, SIZE_PX).shape == (2, 2)
    np.testing.assert_allclose(from_crop(to_crop(points, box, SIZE_PX), box, SIZE_PX), points)


@given(points3d)
def test_the_box_is_square_about_the_points_with_the_margin(points):
    spread = np.ptp(points[:, :2], axis=0)
    if spread.max() < 1e-3:
        return
    inside = to_crop(points, crop_box_of(points), SIZE_PX)[:, :2]
    center = (inside.min(axis=0) + inside.max(axis=0)) / 2
    np.testing.assert_allclose(center, (SIZE_PX - 1) / 2, atol=1e-6)
    assert np.ptp(inside, axis=0).max() == pytest.approx(SIZE_PX / LANDMARK_BOX_SCALE)


def test_inputs_are_left_alone():
    points = np.ones((68, 3))
    box = CropBox(3.0, 4.0, 5.0)
    to_crop(points, box, SIZE_PX)
    from_crop(points, box, SIZE_PX)
    assert (points == 1).all()


@pytest.mark.parametrize("side_px", [0.0, -1.0, float("nan"), float("inf")])
def test_a_box_without_extent_is_a_bug(side_px):
    with pytest.raises(ValueError, match="positive side"):
        CropBox(0.0, 0.0, side_px)


def test_cut_at_its_own_size_copies_pixels():
    image = np.random.default_rng(0).integers(0, 255, (50, 60, 3), dtype=np.uint8)
    box = CropBox(10 + (16 - 1) / 2, 20 + (16 - 1) / 2, 16)
    np.testing.assert_array_equal(cut(image, box, 16), image[20:36, 10:26])


def _blobs(points, shape, sigma_px):
    y, x = np.mgrid[: shape[0], : shape[1]].astype(np.float64)
    total = np.zeros(shape)
    for px, py in points:
        total += np.exp(-((x - px) ** 2 + (y - py) ** 2) / (2 * sigma_px**2))
    return np.repeat((255 * total.clip(0, 1)).astype(np.uint8)[..., None], 3, axis=2)


def _centroid(image, near, radius_px):
    x0, y0 = (round(value) - radius_px for value in near)
    part = image[y0 : y0 + 2 * radius_px + 1, x0 : x0 + 2 * radius_px + 1, 0].astype(np.float64)
    y, x = np.mgrid[: part.shape[0], : part.shape[1]]
    return np.array([x0 + (part * x).sum() / part.sum(), y0 + (part * y).sum() / part.sum()])


@pytest.mark.parametrize("side_px", [40.0, 100.0, 256.0, 333.3, 800.0])
def test_marks_land_where_their_points_do(side_px):
    """Enlarged, equal, shrunk and averaged down: picture and points move alike."""
    center = np.array([401.3, 388.8])
    marks = center + side_px * np.array([[-0.25, -0.2], [0.22, 0.1], [0.0, 0.3]])
    size_px = 100
    sigma_px = 0.03 * side_px
    image = _blobs(marks, (800, 820), sigma_px)
    box = CropBox(*center, side_px)
    crop = cut(image, box, size_px)
    for expected in to_crop(marks, box, size_px):
        found = _centroid(crop, expected, radius_px=10)
        np.testing.assert_allclose(found, expected, atol=0.12)


def test_fine_texture_is_averaged_not_aliased():
    stripes = np.zeros((600, 600, 3), dtype=np.uint8)
    stripes[:, ::2] = 255
    crop = cut(stripes, CropBox(300, 300, 500), 50)
    assert np.ptp(crop) <= 40
    assert abs(float(crop.mean()) - 127.5) < 3


@pytest.mark.parametrize(
    "box", [CropBox(-20, -20, 60), CropBox(95, 40, 60), CropBox(500, 500, 50), CropBox(50, 40, 900)]
)
@pytest.mark.parametrize("size_px", [8, 64])
def test_beyond_the_picture_the_edge_is_repeated(box, size_px):
    image = np.full((80, 100, 3), 77, dtype=np.uint8)
    crop = cut(image, box, size_px)
    assert crop.shape == (size_px, size_px, 3)
    assert (crop == 77).all()


def test_same_pixels_as_the_affine_map_when_not_shrinking_much():
    image = cv2.resize(
        np.random.default_rng(1).integers(0, 255, (20, 20, 3), dtype=np.uint8), (200, 200)
    )
    box = CropBox(101.7, 88.1, 97.0)
    scale = 64 / 97.0
    shift = 31.5 - scale * np.array([101.7, 88.1])
    matrix = np.array([[scale, 0, shift[0]], [0, scale, shift[1]]])
    expected = cv2.warpAffine(image, matrix, (64, 64), borderMode=cv2.BORDER_REPLICATE)
    np.testing.assert_array_equal(cut(image, box, 64), expected)


@pytest.mark.parametrize("side_px", [40.0, 100.0, 333.3])
@pytest.mark.parametrize("turn_deg", [-35.0, 20.0, 90.0])
def test_marks_land_where_the_turned_matrix_says(side_px, turn_deg):
    center = np.array([401.3, 388.8])
    marks = center + side_px * np.array([[-0.25, -0.2], [0.22, 0.1], [0.0, 0.3], [0.35, -0.35]])
    box = CropBox(*center, side_px)
    crop = cut(_blobs(marks, (800, 820), 0.03 * side_px), box, 100, turn_deg=turn_deg)
    matrix = crop_matrix(box, 100, turn_deg=turn_deg)
    for expected in marks @ matrix[:, :2].T + matrix[:, 2]:
        if expected.min() > 12 and expected.max() < 88:
            np.testing.assert_allclose(_centroid(crop, expected, radius_px=10), expected, atol=0.15)


def test_a_positive_turn_is_clockwise():
    above = np.array([50.0, 30.0, 1.0])
    x, y = crop_matrix(CropBox(50.0, 50.0, 100.0), 101, turn_deg=90.0) @ above
    assert (x, y) == (pytest.approx(50 + 20 * 1.01), pytest.approx(50))


@pytest.mark.parametrize("turn_deg", [45.0, 90.0])
def test_a_turned_crop_that_shrinks_shows_its_corners(turn_deg):
    """What is averaged down must reach as far as the turned square does."""
    columns = np.broadcast_to(np.linspace(0, 255, 600)[None, :, None], (600, 600, 3))
    crop = cut(columns.astype(np.uint8), CropBox(299.5, 299.5, 400), 50, turn_deg=turn_deg)
    matrix = np.vstack((crop_matrix(CropBox(299.5, 299.5, 400), 50, turn_deg=turn_deg), (0, 0, 1)))
    for corner in ((0, 0), (49, 0), (0, 49), (49, 49)):
        x = (np.linalg.inv(matrix) @ (*corner, 1))[0]
        assert crop[corner[1], corner[0], 0] == pytest.approx(x * 255 / 599, abs=3)
