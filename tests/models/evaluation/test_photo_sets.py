from __future__ import annotations

import cv2
import numpy as np
import pytest

from core.errors import DataError
from models.evaluation.photo_sets import read_photo_set

COUNT = 5
POINTS = np.arange(COUNT * 68 * 2, dtype=float).reshape(COUNT, 68, 2)
NAMES = [f"{i}.png" for i in range(COUNT)]


def write(folder, *, names=NAMES, **arrays):
    (folder / "images").mkdir()
    for i, name in enumerate(names):
        picture = np.full((4, 6, 3), (10 * i, 0, 200), np.uint8)  # blue, green, red
        cv2.imwrite(str(folder / "images" / name), picture)
    (folder / "index.csv").write_text("split,file\n" + "".join(f"test,{n}\n" for n in names))
    np.savez(folder / "labels.npz", **({"files": names, "human_68_xy": POINTS} | arrays))
    return folder


def test_pictures_come_in_rgb_with_their_own_points(tmp_path):
    photos = read_photo_set(write(tmp_path))
    assert len(photos) == COUNT
    for i, (image, points) in enumerate(photos.faces()):
        assert image.shape == (4, 6, 3)
        assert image[0, 0].tolist() == [200, 0, 10 * i]
        np.testing.assert_array_equal(points, POINTS[i])


def test_a_spread_takes_the_ends_and_never_a_picture_twice(tmp_path):
    photos = read_photo_set(write(tmp_path))
    assert photos.every(3).files == ("0.png", "2.png", "4.png")
    assert photos.every(99).files == photos.files
    np.testing.assert_array_equal(photos.every(3).points_px, POINTS[[0, 2, 4]])


def test_a_missing_picture_is_named(tmp_path):
    photos = read_photo_set(write(tmp_path))
    (tmp_path / "images" / "1.png").unlink()
    with pytest.raises(DataError, match=r"1\.png"):
        photos.picture(1)


@pytest.mark.parametrize("missing", ["index.csv", "labels.npz"])
def test_a_missing_file_is_named(tmp_path, missing):
    (write(tmp_path) / missing).unlink()
    with pytest.raises(DataError, match=missing):
        read_photo_set(tmp_path)


@pytest.mark.parametrize(
    "arrays",
    [
        {"files": NAMES[::-1]},
        {"human_68_xy": POINTS[:-1]},
        {"human_68_xy": POINTS[:, :51]},
        {"human_68_xy": np.where(POINTS == 7, np.nan, POINTS)},
    ],
)
def test_labels_that_do_not_fit_are_refused(tmp_path, arrays):
    with pytest.raises(DataError, match=r"labels\.npz"):
        read_photo_set(write(tmp_path, **arrays))


def test_a_set_without_human_points_says_which_array_is_missing(tmp_path):
    write(tmp_path)
    np.savez(tmp_path / "labels.npz", files=NAMES)
    with pytest.raises(DataError, match="human_68_xy"):
        read_photo_set(tmp_path)


@pytest.mark.parametrize("content", [b"", b"one array", b"PK\x05\x06"])
def test_other_labels_are_refused(tmp_path, content):
    write(tmp_path)
    if content == b"one array":
        np.save(tmp_path / "labels.npy", POINTS)
        content = (tmp_path / "labels.npy").read_bytes()
    (tmp_path / "labels.npz").write_bytes(content)
    with pytest.raises(DataError, match=r"labels\.npz is missing or lacks"):
        read_photo_set(tmp_path)


def test_pickled_labels_are_never_loaded(tmp_path):
    write(tmp_path)
    np.savez(tmp_path / "labels.npz", files=NAMES, human_68_xy=np.array([{}] * COUNT))
    with pytest.raises(DataError):
        read_photo_set(tmp_path)


@pytest.mark.parametrize("text", ["name\na.png\n", "file\n", "file\n../labels.npz\n", "file\n\0\n"])
def test_a_malformed_index_is_refused(tmp_path, text):
    write(tmp_path)
    (tmp_path / "index.csv").write_text(text)
    with pytest.raises(DataError, match=r"index\.csv"):
        read_photo_set(tmp_path)
