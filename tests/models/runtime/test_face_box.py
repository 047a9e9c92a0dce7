from __future__ import annotations

import cv2
import numpy as np
import pytest

from models.runtime.face_box import DETECTION_SIDE_PX, MtcnnDetector

SKIN, HAIR, SHADE, LIPS = (216, 170, 142), (60, 42, 34), (180, 135, 112), (178, 84, 84)


def draw_face(image, center, size):
    """A cartoon face, `size` pixels high, with its eyes just above `center`."""
    unit = size / 160

    def ellipse(dx, dy, radius_x, radius_y, colour):
        place = (round(center[0] + dx * unit), round(center[1] + dy * unit))
        radii = (max(1, round(radius_x * unit)), max(1, round(radius_y * unit)))
        cv2.ellipse(image, place, radii, 0, 0, 360, colour, -1, cv2.LINE_AA)

    ellipse(0, -18, 62, 78, HAIR)
    ellipse(0, 8, 52, 70, SKIN)
    for side in (-1, 1):
        ellipse(side * 22, -22, 15, 4, HAIR)
        ellipse(side * 22, -8, 12, 6, (245, 245, 245))
        ellipse(side * 22, -8, 6, 6, (50, 40, 30))
        ellipse(side * 6, 22, 4, 3, SHADE)
    ellipse(0, 4, 5, 22, (230, 188, 160))
    ellipse(0, 44, 20, 6, LIPS)


def picture(*faces, width=320, height=240):
    image = np.full((height, width, 3), (96, 110, 120), np.uint8)
    for center, size in faces:
        draw_face(image, center, size)
    return cv2.GaussianBlur(image, (0, 0), 1.2)


@pytest.fixture(scope="module")
def detector():
    return MtcnnDetector()


@pytest.mark.parametrize("center", [(160, 120), (100, 100), (230, 130)])
@pytest.mark.parametrize("size", [120, 160])
def test_the_box_covers_brows_to_chin(detector, center, size):
    (face,) = detector.find(picture((center, size)))
    assert face.score > 0.9
    brows_px, chin_px = center[1] - 22 / 160 * size, center[1] + 78 / 160 * size
    assert face.box.center_x_px == pytest.approx(center[0], abs=0.05 * size)
    assert face.box.center_y_px == pytest.approx((brows_px + chin_px) / 2, abs=0.12 * size)
    assert face.box.side_px == pytest.approx(chin_px - brows_px, rel=0.25)


def test_large_pictures_give_boxes_in_their_own_pixels(detector):
    small = picture(((300, 200), 200), width=DETECTION_SIDE_PX, height=400)
    large = cv2.resize(small, None, fx=3, fy=3, interpolation=cv2.INTER_LINEAR)
    (in_small,), (in_large,) = detector.find(small), detector.find(large)
    assert in_large.box.side_px == pytest.approx(3 * in_small.box.side_px, rel=0.05)
    assert in_large.box.center_x_px == pytest.approx(3 * in_small.box.center_x_px + 1, abs=8)
    assert in_large.box.center_y_px == pytest.approx(3 * in_small.box.center_y_px + 1, abs=8)


def test_the_largest_face_comes_first(detector):
    faces = detector.find(picture(((100, 130), 110), ((350, 150), 200), width=480, height=320))
    assert len(faces) == 2
    assert faces[0].box.side_px > faces[1].box.side_px
    assert faces[0].box.center_x_px == pytest.approx(350, abs=15)


@pytest.mark.parametrize("shape", [(240, 320, 3), (1080, 1920, 3), (8, 8, 3), (2000, 2, 3)])
@pytest.mark.parametrize("noise", [False, True])
def test_no_face_is_an_empty_answer(detector, shape, noise):
    image = np.full(shape, 128, np.uint8)
    if noise:
        image = np.random.default_rng(0).integers(0, 256, shape, dtype=np.uint8)
    assert detector.find(image) == ()


def test_read_only_pictures_are_searched(detector):
    image = picture(((160, 120), 160))
    image.flags.writeable = False
    assert len(detector.find(image)) == 1
