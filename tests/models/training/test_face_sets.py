"""A photo set is packed whole or not at all, and a bad one is named."""

from __future__ import annotations

import csv
from pathlib import Path

import cv2
import numpy as np
import pytest

from core.errors import DataError, InputError
from core.progress import ignore_progress
from models.training.data.face_sets import JAW_POINTS, FaceSet, write_pack
from models.training.data.pack import open_pack

EDGE_PX = 20
SPLITS = ("train", "val", "train")


def photo_set(folder: Path, columns: tuple[str, str] = ("file", "split")) -> Path:
    """Three plain pictures of grey 0, 50 and 100 with their labels."""
    (folder / "images").mkdir(parents=True)
    with (folder / "index.csv").open("w", newline="") as lines:
        table = csv.writer(lines)
        table.writerow(columns)
        table.writerows((f"{i}.png", split) for i, split in enumerate(SPLITS))
    for i in range(3):
        grey = np.full((EDGE_PX, EDGE_PX, 3), 50 * i, np.uint8)
        cv2.imwrite(str(folder / "images" / f"{i}.png"), grey)
    target = np.full((3, 68, 3), (4.5, 9.5, 2.0))
    np.savez(folder / "labels.npz", target_68_xyz=target, teacher_agreement_pct=[1.0, 1.0, 9.0])
    return folder


def pack(faces: FaceSet, out: Path) -> int:
    return write_pack(faces, out, size_px=2 * EDGE_PX, progress=ignore_progress)


def test_rows_of_the_split_are_scaled_and_depth_turned_round(tmp_path: Path) -> None:
    faces = FaceSet(photo_set(tmp_path / "set"), "train", plane_weight=0.6, jaw_weight=0.3)
    assert pack(faces, tmp_path / "packs" / "photos") == 2
    made = open_pack(tmp_path / "packs" / "photos")
    assert made.images[:, 0, 0, 0].tolist() == [0, 100]
    np.testing.assert_allclose(made.points[0, 0], (9.5, 19.5, -4.0))
    np.testing.assert_allclose(made.weights[0, [0, JAW_POINTS]], [(0.3, 1.0), (0.6, 1.0)])
    assert [path.name for path in (tmp_path / "packs").iterdir()] == ["photos"]


def test_rows_that_teachers_dispute_are_dropped(tmp_path: Path) -> None:
    faces = FaceSet(photo_set(tmp_path / "set"), "train", max_disagreement_pct=5.0)
    assert pack(faces, tmp_path / "pool") == 1


def test_a_pack_that_fails_in_the_middle_is_absent_and_can_be_made_later(tmp_path: Path) -> None:
    folder, out = photo_set(tmp_path / "set"), tmp_path / "photos"
    last = folder / "images" / "2.png"
    content = last.read_bytes()
    last.write_bytes(b"no picture")
    with pytest.raises(DataError, match=r"2\.png"):
        pack(FaceSet(folder, "train"), out)
    assert not out.exists()
    last.write_bytes(content)
    assert pack(FaceSet(folder, "train"), out) == 2


def test_a_pack_that_is_there_is_left_alone(tmp_path: Path) -> None:
    faces, out = FaceSet(photo_set(tmp_path / "set"), "train"), tmp_path / "photos"
    pack(faces, out)
    before = (out / "images.npy").stat().st_mtime_ns
    with pytest.raises(InputError, match="is there already"):
        pack(faces, out)
    assert (out / "images.npy").stat().st_mtime_ns == before


def damaged(folder: Path, how: str) -> FaceSet:
    labels = folder / "labels.npz"
    limit = None
    if how == "columns":
        photo_set(folder, columns=("file", "purpose"))
    else:
        photo_set(folder)
    if how == "cut off":
        labels.write_bytes(labels.read_bytes()[:300])
    elif how == "empty":
        labels.write_bytes(b"")
    elif how == "no agreement":
        np.savez(labels, target_68_xyz=np.zeros((3, 68, 3)))
        limit = 5.0
    elif how == "too few":
        np.savez(labels, target_68_xyz=np.zeros((1, 68, 3)))
    return FaceSet(folder, "train", limit)


@pytest.mark.parametrize("how", ["columns", "cut off", "empty", "no agreement", "too few"])
def test_a_damaged_set_is_named_with_what_was_expected(how: str, tmp_path: Path) -> None:
    faces = damaged(tmp_path / "set", how)
    with pytest.raises(DataError, match=r"set is not a photo set .*expected: folder/index\.csv"):
        pack(faces, tmp_path / "photos")


def test_a_split_without_pictures_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="'test'"):
        pack(FaceSet(photo_set(tmp_path / "set"), "test"), tmp_path / "photos")
