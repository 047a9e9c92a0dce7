"""The small files of data sets: read exactly, refused with file, line and what was expected."""

from __future__ import annotations

import struct
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from scipy.io import savemat

from core.errors import DataError
from core.types import FloatArray
from models.training.data.sets import reading
from models.training.data.sets.torch7 import read_t7


def test_pts_count_pixels_from_one(tmp_path: Path, face: FloatArray, write_pts) -> None:
    path = write_pts(tmp_path / "a.pts", face)
    np.testing.assert_allclose(reading.read_pts(path), face[:, :2], atol=1e-6)


PTS = ["version: 1", "n_points: 68", "{", *("1.0 2.0" for _ in range(68)), "}"]


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ([*PTS[:10], "7.0", *PTS[11:]], r"a\.pts, line 11: expected x and y"),
        ([*PTS[:10], "7.0 x", *PTS[11:]], r"a\.pts, line 11: expected x and y"),
        ([*PTS[:10], "7.0 nan", *PTS[11:]], r"a\.pts, line 11: expected x and y"),
        ([*PTS[:-5], "}"], r"a\.pts has 64 points: expected 68"),
        (PTS[:2], r"a\.pts has no '\{'"),
    ],
    ids=["one number", "a word", "nan", "too few", "no bracket"],
)
def test_a_bad_pts_file_is_told_with_its_line(lines: list[str], told: str, tmp_path: Path) -> None:
    path = tmp_path / "a.pts"
    path.write_text("\n".join(lines))
    with pytest.raises(DataError, match=told):
        reading.read_pts(path)


def test_missing_and_binary_text_files_are_named(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_bytes(b"\xff\xfe\x00\xd8")
    for name in ("a.txt", "b.txt"):
        with pytest.raises(DataError, match=rf"{name[0]}\.txt is missing or not a text"):
            reading.read_lines(tmp_path / name)


@pytest.mark.parametrize("between", [" ", ",", ", "])
def test_lines_of_points(between: str, tmp_path: Path, face: FloatArray) -> None:
    path = tmp_path / "p.txt"
    path.write_text("\n".join(between.join(f"{v:.4f}" for v in row) for row in face) + "\n\n")
    np.testing.assert_allclose(reading.read_point_lines(path, 3), face, atol=1e-4)
    with pytest.raises(DataError, match=r"p\.txt, line 1: expected 2 numbers"):
        reading.read_point_lines(path, 2)


def test_lines_of_too_few_points(tmp_path: Path) -> None:
    path = tmp_path / "p.txt"
    path.write_text("1 2\n" * 67)
    with pytest.raises(DataError, match="has 67 points: expected 68"):
        reading.read_point_lines(path, 2)


def test_mat_files(tmp_path: Path) -> None:
    path = tmp_path / "a.mat"
    savemat(path, {"pt3d_68": np.ones((3, 68)), "other": 1})
    found = reading.read_mat(path, {"pt3d_68": (3, 68), "pt2d": (2, 68)})
    assert set(found) == {"pt3d_68"}
    with pytest.raises(DataError, match=r"a\.mat has no pt2d"):
        reading.need(found, "pt2d", path)
    with pytest.raises(DataError, match=r"pt3d_68 is \(3, 68\), expected 2 x N finite"):
        reading.read_mat(path, {"pt3d_68": (2, None)})


@pytest.mark.parametrize("content", [b"", b"MATLAB 5.0", b"x" * 500])
def test_a_broken_mat_file_is_named(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.mat"
    path.write_bytes(content)
    with pytest.raises(DataError, match=r"a\.mat is missing or not a MATLAB file: expected pt2d"):
        reading.read_mat(path, {"pt2d": (2, 68)})


def test_a_cut_off_mat_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.mat"
    savemat(path, {"pt2d": np.random.default_rng(1).normal(size=(2, 68))}, do_compression=True)
    path.write_bytes(path.read_bytes()[:-60])
    with pytest.raises(DataError, match=r"a\.mat is missing or not a MATLAB file"):
        reading.read_mat(path, {"pt2d": (2, 68)})


def test_a_picture_is_found_whatever_its_suffix(tmp_path: Path, write_picture) -> None:
    write_picture(tmp_path / "a.b.JPG")
    assert reading.picture_beside(tmp_path / "a.b") == tmp_path / "a.b.JPG"
    with pytest.raises(DataError, match=r"a\.jpg \(or \.png\) is missing"):
        reading.picture_beside(tmp_path / "a")


@pytest.mark.parametrize("kind", ["Double", "Float"])
def test_torch7_tensors(kind: str, tmp_path: Path, face: FloatArray, torch7) -> None:
    path = tmp_path / "a.t7"
    path.write_bytes(torch7(face[:, :2], kind))
    np.testing.assert_allclose(read_t7(path, (68, 2)), face[:, :2], rtol=1e-6)


def test_a_transposed_torch7_tensor_follows_its_strides(tmp_path: Path, torch7) -> None:
    stored = np.arange(6.0).reshape(2, 3)
    content = torch7(stored).replace(
        struct.pack("<2q2q", 2, 3, 3, 1), struct.pack("<2q2q", 3, 2, 1, 3), 1
    )
    (tmp_path / "a.t7").write_bytes(content)
    np.testing.assert_array_equal(read_t7(tmp_path / "a.t7", (3, 2)), stored.T)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda torch7: b"",
        lambda torch7: torch7(np.ones((68, 2)))[:-8],
        lambda torch7: torch7(np.ones((68, 2)), "Long"),
        lambda torch7: torch7(np.full((68, 2), np.nan)),
        lambda torch7: torch7(np.ones((66, 2))),
        lambda torch7: struct.pack("<ii", 2, 8) + b"a string",
        lambda torch7: torch7(np.ones((68, 2))).replace(
            struct.pack("<q", 136), struct.pack("<q", 10**12)
        ),
        lambda torch7: torch7(np.ones((68, 2))).replace(
            struct.pack("<2q", 68, 2), struct.pack("<2q", 10**6, 10**6), 1
        ),
    ],
    ids=["empty", "cut off", "integers", "nan", "66 points", "string", "absurd", "huge"],
)
def test_other_torch7_content_is_refused(
    spoil: Callable[[Callable[..., bytes]], bytes], tmp_path: Path, torch7
) -> None:
    path = tmp_path / "a.t7"
    path.write_bytes(spoil(torch7))
    with pytest.raises(DataError, match=r"a\.t7 .* expected a Torch7 tensor of 68 x 2 numbers"):
        read_t7(path, (68, 2))
