"""Faces in exported videos are gone for good; everything around them and the times are kept."""

from __future__ import annotations

from dataclasses import replace

import av
import cv2
import numpy as np
import pytest

from assessment.export.anonymous_video import (
    CELLS,
    GROUND,
    HIDDEN_SCALE,
    write_drawing,
    write_hidden_face,
)
from core.landmarks import NOSE_TIP
from core.progress import Cancelled, CancelToken, ignore_progress
from core.types import Frame
from core.video import VideoFile

SIZE = (321, 241)  # odd: H.264 takes even sizes only
TIMES_S = np.array([0.0, 0.04, 0.1, 0.15, 0.2])
CENTER = (160, 120)
FACE_PX = 80


@pytest.fixture
def landmarks(plain, make_sequence):
    """A face 80 px high in the middle; the fourth frame has none."""
    face = plain * [1, -1, -1]
    face *= FACE_PX / np.ptp(face[:, 1])
    face[:, :2] += CENTER - (face[:, :2].min(0) + face[:, :2].max(0)) / 2
    kept = np.array([True, True, True, False, True])
    sequence = make_sequence(np.repeat(face[None], 5, axis=0), TIMES_S, kept=kept)
    return replace(sequence, frame_size_px=SIZE)


@pytest.fixture
def pictures():
    """Fine texture everywhere, different in every frame."""
    rng = np.random.default_rng(3)
    textures = (
        cv2.resize(
            np.repeat(rng.integers(0, 256, (60, 80, 1), dtype=np.uint8), 3, axis=2),
            SIZE,
            interpolation=cv2.INTER_NEAREST,
        )
        for _ in TIMES_S
    )
    return [
        Frame(texture, float(time_s), index)
        for index, (texture, time_s) in enumerate(zip(textures, TIMES_S, strict=True))
    ]


def hidden(pictures, landmarks, path):
    write_hidden_face(pictures, landmarks, path, progress=ignore_progress, cancel=CancelToken())
    with VideoFile(path) as video:
        return list(video)


def detail(image):
    """How much neighbouring pixels differ."""
    return float(np.abs(np.diff(image.astype(float), axis=1)).mean())


def face_of(image):
    x, y = CENTER
    return image[y - FACE_PX // 2 : y + FACE_PX // 2, x - FACE_PX // 2 : x + FACE_PX // 2]


def test_no_detail_of_the_face_is_left_and_the_surroundings_are(pictures, landmarks, tmp_path):
    written = hidden(pictures, landmarks, tmp_path / "out.mp4")
    for before, after in zip(pictures, written, strict=True):
        assert detail(face_of(after.image)) < 0.15 * detail(face_of(before.image))
    for row in (0, 1, 2, 4):
        corner = np.s_[:30, :60]
        before, after = pictures[row].image[corner], written[row].image[corner]
        assert np.abs(before.astype(int) - after).mean() < 12
        assert detail(after) > 0.6 * detail(before)


def test_the_mosaic_reaches_beyond_the_face(pictures, landmarks, tmp_path):
    (first, *_) = hidden(pictures, landmarks, tmp_path / "out.mp4")
    x, y = CENTER
    above = np.s_[y - FACE_PX + 4 : y - FACE_PX // 2, x - 30 : x + 30]  # forehead and hair
    assert detail(first.image[above]) < 0.2 * detail(pictures[0].image[above])


@pytest.mark.parametrize("unsure", [False, True])
def test_a_picture_without_a_sure_face_is_hidden_as_a_whole(pictures, landmarks, tmp_path, unsure):
    if unsure:
        landmarks = replace(landmarks, confidence=np.full_like(landmarks.confidence, 0.1))
    written = hidden(pictures, landmarks, tmp_path / "out.mp4")
    for row in range(5) if unsure else (3,):
        assert detail(written[row].image) < 0.15 * detail(pictures[row].image)


def test_a_face_at_the_edge_is_hidden_too(pictures, landmarks, tmp_path):
    outside = landmarks.points_px - [CENTER[0], CENTER[1], 0]
    written = hidden(pictures, replace(landmarks, points_px=outside), tmp_path / "out.mp4")
    corner = np.s_[: FACE_PX - 4, : FACE_PX - 4]
    assert detail(written[0].image[corner]) < 0.2 * detail(pictures[0].image[corner])


def test_all_cells_are_larger_than_what_makes_a_face():
    """Eyes and mouth of the hidden face are smaller than a cell."""
    cell_share = HIDDEN_SCALE / CELLS  # of the height of the landmarks
    assert cell_share >= 0.25


def test_times_are_kept_and_nothing_else_than_pictures_is_in_the_file(
    pictures, landmarks, tmp_path
):
    path = tmp_path / "out.mp4"
    written = hidden(pictures, landmarks, path)
    np.testing.assert_allclose([frame.time_s for frame in written], TIMES_S, atol=1e-4)
    with av.open(path) as file:
        assert [stream.type for stream in file.streams] == ["video"]
        assert set(file.metadata) <= {
            "major_brand",
            "minor_version",
            "compatible_brands",
            "encoder",
        }
        assert (file.streams.video[0].width, file.streams.video[0].height) == (320, 240)


def test_a_drawing_shows_points_and_lines_on_a_plain_ground(landmarks, tmp_path):
    path = tmp_path / "out.mp4"
    write_drawing(landmarks, path, progress=ignore_progress, cancel=CancelToken())
    with VideoFile(path) as video:
        written = list(video)
    np.testing.assert_allclose([frame.time_s for frame in written], TIMES_S, atol=1e-4)
    x, y = landmarks.points_px[0, NOSE_TIP, :2].round().astype(int)
    for row, frame in enumerate(written):
        assert frame.image[5, 5].min() > GROUND - 8
        drawn = frame.image.min() < 150
        assert drawn == (row != 3)
        if drawn:
            assert frame.image[y - 2 : y + 3, x - 2 : x + 3].min() < 150


def test_cancelling_leaves_no_file(pictures, landmarks, tmp_path):
    cancel = CancelToken()
    cancel.cancel()
    for write in (
        lambda path: write_drawing(landmarks, path, progress=ignore_progress, cancel=cancel),
        lambda path: write_hidden_face(
            pictures, landmarks, path, progress=ignore_progress, cancel=cancel
        ),
    ):
        with pytest.raises(Cancelled):
            write(tmp_path / "out.mp4")
    assert list(tmp_path.iterdir()) == []
