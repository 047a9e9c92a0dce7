from __future__ import annotations

import numpy as np
import pytest

from assessment.report.content import Picture
from assessment.report.stills import CROP_PX, CROP_WIDTHS, crop_face, picture_left
from core.landmarks import CANTHUS_LATERAL, REGIONS, Side, mirror_points


def test_the_patients_right_is_on_the_left_of_an_unmirrored_picture(make_picture):
    picture = make_picture("rest", 1.0, peak=False)
    assert picture_left(picture.points_px) is Side.RIGHT


def test_letters_follow_the_landmarks_of_a_mirrored_picture(make_picture):
    points = make_picture("rest", 1.0, peak=False).points_px
    assert picture_left(mirror_points(points, width_px=480)) is Side.RIGHT
    swapped = points.copy()
    swapped[:, 0] = 479 - swapped[:, 0]
    assert picture_left(swapped) is Side.LEFT


@pytest.mark.parametrize("exercise_id", ["rest", "snarl", "smile_open"])
def test_all_crops_have_one_scale(make_picture, exercise_id):
    picture = make_picture(exercise_id, 0.5, peak=True)
    crop, points = crop_face(picture, mask_eyes=False)
    right, left = CANTHUS_LATERAL
    assert crop.shape == (CROP_PX, CROP_PX, 3)
    assert np.linalg.norm(points[left] - points[right]) == pytest.approx(CROP_PX / CROP_WIDTHS)


def test_landmarks_lie_on_the_same_spot_of_crop_and_frame(make_picture):
    picture = make_picture("rest", 1.0, peak=False)
    image = picture.image.copy()
    x_px, y_px = np.round(picture.points_px[30]).astype(int)
    image[y_px - 3 : y_px + 4, x_px - 3 : x_px + 4] = (0, 255, 0)
    crop, points = crop_face(Picture(image, picture.points_px), mask_eyes=False)
    column, row = np.round(points[30]).astype(int)
    assert crop[row, column, 1] > 200
    assert crop[row, column, 0] < 60


def test_masking_covers_every_eye_landmark_and_nothing_of_the_mouth(make_picture):
    picture = make_picture("rest", 1.0, peak=False)
    plain, points = crop_face(picture, mask_eyes=False)
    masked, _ = crop_face(picture, mask_eyes=True)
    changed = np.any(plain != masked, axis=2)
    for column, row in np.round(points[list(REGIONS["eye"])]).astype(int):
        assert changed[row - 4 : row + 5, column - 4 : column + 5].any()
        assert (masked[row, column] < 60).all()
    mouth_row = int(points[list(REGIONS["outer_lips"]), 1].min())
    assert not changed[mouth_row:].any()


def test_a_face_at_the_edge_of_the_frame_is_padded(make_picture):
    picture = make_picture("rest", 1.0, peak=False)
    cut = Picture(picture.image[:, 150:], picture.points_px - [150.0, 0.0])
    crop, _ = crop_face(cut, mask_eyes=False)
    assert crop.shape == (CROP_PX, CROP_PX, 3)
    assert tuple(crop[CROP_PX // 2, 0]) == (232, 236, 240)


def test_pictures_must_be_colour_with_68_points():
    with pytest.raises(ValueError, match="height, width, 3"):
        Picture(np.zeros((4, 4), np.uint8), np.zeros((68, 2)))
    with pytest.raises(ValueError, match="68, 2"):
        Picture(np.zeros((4, 4, 3), np.uint8), np.zeros((68, 3)))
