"""Landmarks carried to a later picture: known movements, lost points, and a rendered patient."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from app.capture.carrying import FacePatch
from core.paths import resource
from core.video import VideoFile
from models.synthetic.truth import read_truth

WIDTH_PX, HEIGHT_PX = 400, 360
LAG_FRAMES = 4
"""A third of a second in the clips of the demo."""


def texture(seed=0):
    """A sharp random picture."""
    grey = np.random.default_rng(seed).normal(0, 1, (HEIGHT_PX, WIDTH_PX)).astype(np.float32)
    grey = cv2.GaussianBlur(grey, (0, 0), 2.5)
    grey = np.clip(128 + 50 * grey / grey.std(), 0, 255).astype(np.uint8)
    return np.repeat(grey[..., None], 3, axis=2)


def points():
    plane = np.random.default_rng(1).uniform((120, 100), (280, 260), (68, 2))
    return np.column_stack((plane, np.zeros(68)))


def moved(image, matrix):
    return cv2.warpAffine(image, matrix, (WIDTH_PX, HEIGHT_PX))


@pytest.mark.parametrize(
    ("turn_deg", "shift"), [(0.0, (0.0, 0.0)), (0.0, (9.0, -6.0)), (6.0, (-4.0, 3.0))]
)
def test_points_go_where_the_picture_goes(turn_deg, shift):
    matrix = cv2.getRotationMatrix2D((200, 180), turn_deg, 1.0)
    matrix[:, 2] += shift
    image, known = texture(), points()
    carried = FacePatch.of(image, known).carried_to(moved(image, matrix))
    truth = known[:, :2] @ matrix[:, :2].T + matrix[:, 2]
    assert np.isfinite(carried).all()
    assert np.abs(carried - truth).max() < 0.7


def test_another_picture_holds_none_of_the_points():
    assert FacePatch.of(texture(0), points()).carried_to(texture(1)) is None


def test_covered_points_far_from_all_others_are_lost_and_the_others_are_not():
    image, known = texture(), points()
    known[:, 1] = np.where(np.arange(68) < 10, known[:, 1] / 4 + 30, known[:, 1] / 2 + 130)
    covered = image.copy()
    covered[:140] = texture(1)[:140]
    carried = FacePatch.of(image, known).carried_to(covered)
    assert np.isnan(carried[:10]).mean() > 0.8
    assert np.isfinite(carried[10:]).all()


def test_a_covered_point_goes_along_with_the_points_around_it():
    image, known = texture(), points()
    middle = known[:, :2].mean(axis=0)
    hidden = int(np.linalg.norm(known[:, :2] - middle, axis=1).argmin())
    shift = np.array([7.0, -4.0])
    later = moved(image, np.column_stack((np.eye(2), shift)))
    x, y = (known[hidden, :2] + shift).astype(int)
    later[y - 8 : y + 9, x - 8 : x + 9] = texture(1)[y - 8 : y + 9, x - 8 : x + 9]
    carried = FacePatch.of(image, known).carried_to(later)
    np.testing.assert_allclose(carried[hidden], known[hidden, :2] + shift, atol=0.7)


@pytest.mark.parametrize(
    ("exercise", "mean_share", "worst_share", "least_found"),
    [("smile_open", 0.7, 0.9, 0.95), ("eye_gentle", 0.5, 0.3, 0.6)],  # closing lids are left out
)
def test_on_a_moving_face_they_lie_far_better_than_those_of_the_earlier_picture(
    exercise, mean_share, worst_share, least_found
):
    folder = resource("demo", "visit_3")
    truth = read_truth(folder / "truth.npz")[exercise][..., :2]
    with VideoFile(folder / f"{exercise}.mp4") as video:
        images = [frame.image for frame in video]
    stale_px, carried_px = [], []
    for first in range(0, len(images) - LAG_FRAMES, 5):
        later = first + LAG_FRAMES
        carried = FacePatch.of(images[first], truth[first]).carried_to(images[later])
        away_px = np.linalg.norm(carried - truth[later], axis=1)
        seen = np.isfinite(away_px)
        assert seen.mean() > least_found
        carried_px.extend(away_px[seen])
        stale_px.extend(np.linalg.norm(truth[first] - truth[later], axis=1))
    assert np.mean(carried_px) < mean_share * np.mean(stale_px)
    assert np.quantile(carried_px, 0.99) < worst_share * np.quantile(stale_px, 0.99)


def test_lids_that_close_are_left_out_and_never_drawn_open():
    folder = resource("demo", "visit_5")
    truth = read_truth(folder / "truth.npz")["eye_gentle"][..., :2]
    lids = [37, 38, 40, 41, 43, 44, 46, 47]
    with VideoFile(folder / "eye_gentle.mp4") as video:
        images = [frame.image for frame in video]
    left_out, away_px = [], []
    for first in range(0, len(images) - LAG_FRAMES, 5):
        later = first + LAG_FRAMES
        carried = FacePatch.of(images[first], truth[first]).carried_to(images[later])[lids]
        off_px = np.linalg.norm(carried - truth[later][lids], axis=1)
        left_out.extend(np.isnan(off_px))
        away_px.extend(off_px[np.isfinite(off_px)])
    assert np.mean(left_out) > 0.1
    assert np.max(away_px) < 3.0
