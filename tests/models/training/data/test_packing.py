"""Faces are cut where they are, whole packs appear or none, and what is left out is counted."""

from __future__ import annotations

import errno
import json
import struct
import zlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest

from core.crop import LANDMARK_BOX_SCALE, CropBox, crop_box_of, cut, from_crop
from core.errors import DataError, InputError
from core.types import FloatArray, ImageArray
from models.runtime.face_box import SIDE_PER_MTCNN_SIDE, FaceBox
from models.training.data import packing, pictures
from models.training.data.pack import open_pack
from models.training.data.packing import (
    NOT_FOUND,
    PACK_SCALE,
    TOO_SMALL,
    PackCounts,
    PackSettings,
    evenly,
    write_pack,
)
from models.training.data.sets.records import FaceRecord, PictureSource

SETTINGS = PackSettings(size_px=96, min_face_px=50.0)


class Detector:
    """Answers with fixed boxes."""

    def __init__(self, *boxes: CropBox) -> None:
        self.boxes = boxes

    def find(self, image: ImageArray) -> tuple[FaceBox, ...]:
        return tuple(FaceBox(box, 0.9) for box in self.boxes)


@pytest.fixture
def marked(tmp_path: Path, face: FloatArray, write_picture) -> FaceRecord:
    source = PictureSource(write_picture(tmp_path / "a.png"))
    return FaceRecord("a", source, "ann", "train", points_px=face)


def pack(records: Sequence[FaceRecord], out: Path, *boxes: CropBox) -> PackCounts:
    return write_pack(records, out, SETTINGS, origin={"data_set": "x"}, detector=Detector(*boxes))


def test_points_boxes_and_pixels_belong_together(
    tmp_path: Path, marked: FaceRecord, face: FloatArray, picture: ImageArray
) -> None:
    flat = replace(marked, name="b", points_px=face[:, :2] + 10, person="bob")
    counts = pack([flat, marked], tmp_path / "p")
    assert counts == PackCounts(2, 1, {"landmarks": 2}, {})
    made = open_pack(tmp_path / "p")
    assert made.persons is not None
    assert made.persons.tolist() == ["bob", "ann"]
    box = crop_box_of(face, PACK_SCALE)
    np.testing.assert_allclose(from_crop(made.points[1], box, 96), face, atol=1e-3)
    np.testing.assert_allclose(
        made.boxes[1, 2], crop_box_of(made.points[1], LANDMARK_BOX_SCALE).side_px, rtol=1e-5
    )
    np.testing.assert_allclose(made.boxes[1, :2], 47.5)
    np.testing.assert_array_equal(made.images[1], cut(picture, box, 96))
    assert made.weights[:, 5].tolist() == [[1.0, 0.0], [1.0, 1.0]]
    assert not made.points[0, :, 2].any()


def test_a_pack_says_where_it_comes_from(tmp_path: Path, marked: FaceRecord) -> None:
    pack([marked], tmp_path / "p")
    told = json.loads((tmp_path / "p" / "pack.json").read_text())
    assert told["data_set"] == "x"
    assert (told["size_px"], told["packed"], told["by_box"]) == (96, 1, {"landmarks": 1})


@pytest.mark.parametrize(
    ("given", "boxes", "side", "by"),
    [
        (None, [CropBox(150, 120, 100), CropBox(60, 60, 80)], 100, "detector"),
        ((20, 20, 100, 100), [CropBox(190, 120, 100), CropBox(60, 60, 80)], 80, "detector"),
        ((20, 20, 100, 120), [CropBox(250, 120, 90)], 100, "publisher's box"),
        ((20, 20, 100, 120), [], 100, "publisher's box"),
        ((0, 0, 0, 0), [CropBox(150, 120, 100), CropBox(60, 60, 80)], 100, "detector"),
    ],
    ids=["largest", "the one in the box", "another face", "nothing found", "an empty box"],
)
def test_faces_without_points_are_placed_by_detector_or_publisher(
    given: tuple[float, ...] | None, boxes: list[CropBox], side: float, by: str,
    tmp_path: Path, marked: FaceRecord, picture: ImageArray,
) -> None:  # fmt: skip
    bare = replace(marked, points_px=None, box_px=given)
    assert pack([bare], tmp_path / "p", *boxes).by_box == {by: 1}
    made = open_pack(tmp_path / "p")
    center = (60.0, 70.0) if by != "detector" else (60.0, 60.0) if side == 80 else (150.0, 120.0)
    box = CropBox(*center, PACK_SCALE * side)
    np.testing.assert_array_equal(made.images[0], cut(picture, box, 96))
    assert not made.weights.any()
    assert not made.points.any()
    np.testing.assert_allclose(made.boxes[0, 2] / 96, LANDMARK_BOX_SCALE / PACK_SCALE, rtol=1e-6)


def test_small_and_lost_faces_are_counted(
    tmp_path: Path, marked: FaceRecord, face: FloatArray
) -> None:
    low = np.array((1.0, 45.0 / np.ptp(face[:, 1]), 1.0))
    small = replace(marked, name="s", points_px=face * low)
    bare = replace(marked, name="n", points_px=None)
    assert pack([marked, small], tmp_path / "a").dropped == {TOO_SMALL: 1}
    assert pack([marked, bare], tmp_path / "b").dropped == {NOT_FOUND: 1}
    assert len(open_pack(tmp_path / "b")) == 1


@pytest.mark.parametrize(("height_px", "packed"), [(49.0, 0), (51.0, 1)])
def test_a_detected_face_is_as_high_as_the_detectors_own_box(
    height_px: float, packed: int, tmp_path: Path, marked: FaceRecord
) -> None:
    bare = replace(marked, name="n", points_px=None)
    counts = pack(
        [marked, bare], tmp_path / "p", CropBox(100, 100, SIDE_PER_MTCNN_SIDE * height_px)
    )
    assert counts.packed == 1 + packed


def test_a_pack_without_faces_is_not_made(tmp_path: Path, marked: FaceRecord) -> None:
    bare = replace(marked, points_px=None)
    with pytest.raises(DataError, match=f"1 {NOT_FOUND}"):
        pack([bare], tmp_path / "p")
    assert not list(tmp_path.glob("p*"))


def test_every_picture_is_decoded_once(
    tmp_path: Path, marked: FaceRecord, write_picture, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = replace(marked, source=PictureSource(write_picture(tmp_path / "b.png")))
    decoded: Counter[str] = Counter()
    read = cv2.imread

    def counting(path: str, how: int) -> ImageArray:
        decoded[Path(path).name] += 1
        return read(path, how)

    monkeypatch.setattr(pictures.cv2, "imread", counting)
    pack([marked, other, replace(marked, name="a2"), replace(other, name="b2")], tmp_path / "p")
    assert decoded == {"a.png": 1, "b.png": 1}


def test_frames_of_a_video_are_taken_in_order(
    tmp_path: Path, marked: FaceRecord, write_video
) -> None:
    video = write_video(tmp_path / "v.mp4", 9)
    frames = [replace(marked, source=PictureSource(video, i), person=f"{i}") for i in (8, 0, 5)]
    pack(frames, tmp_path / "p")
    made = open_pack(tmp_path / "p")
    assert made.persons is not None
    assert made.persons.tolist() == ["0", "5", "8"]
    brightness = made.images.mean((1, 2, 3))  # the white bar grows with the frame
    assert brightness[0] < brightness[1] < brightness[2]
    with pytest.raises(DataError, match=r"v\.mp4 has no frame 9"):
        pack([replace(marked, source=PictureSource(video, 9))], tmp_path / "q")


def turned(path: Path, image: ImageArray) -> None:
    """A JPEG that asks to be shown turned by 90 degrees (EXIF orientation 6)."""
    tag = b"\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00\x06\x00\x00\x00\x00\x00\x00"
    exif = b"Exif\x00\x00MM\x00\x2a\x00\x00\x00\x08" + tag
    _, coded = cv2.imencode(".jpg", image[..., ::-1])
    data = coded.tobytes()
    segment = b"\xff\xe1" + (len(exif) + 2).to_bytes(2, "big") + exif
    path.write_bytes(data[:2] + segment + data[2:])


def test_marked_pictures_are_read_as_stored_others_upright(
    tmp_path: Path, marked: FaceRecord, picture: ImageArray
) -> None:
    turned(tmp_path / "t.jpg", picture)
    face = replace(marked, source=PictureSource(tmp_path / "t.jpg"))
    bare = replace(face, points_px=None)
    (stored,), (upright,) = (tuple(pictures.pictures([one])) for one in (face, bare))
    assert stored.shape == (240, 300, 3)
    assert upright.shape == (300, 240, 3)


def test_a_pack_that_fails_is_absent_and_can_be_made_later(
    tmp_path: Path, marked: FaceRecord, write_picture
) -> None:
    (tmp_path / "b.png").write_bytes(b"no picture")
    other = replace(marked, source=PictureSource(tmp_path / "b.png"))
    with pytest.raises(DataError, match=r"b\.png is missing or not a picture"):
        pack([marked, other], tmp_path / "p")
    assert not list(tmp_path.glob("p*"))
    write_picture(tmp_path / "b.png")
    assert pack([marked, other], tmp_path / "p").packed == 2


def test_what_a_killed_run_left_is_replaced(tmp_path: Path, marked: FaceRecord) -> None:
    (tmp_path / "p.part").mkdir()
    (tmp_path / "p.part" / "old.npy").write_bytes(b"half")
    pack([marked], tmp_path / "p")
    assert not (tmp_path / "p.part").exists()
    assert not (tmp_path / "p" / "old.npy").exists()


def test_a_picture_too_large_to_be_one_is_named(tmp_path: Path, marked: FaceRecord) -> None:
    _, coded = cv2.imencode(".png", np.zeros((4, 4, 3), np.uint8))
    data = bytearray(coded.tobytes())
    data[16:24] = struct.pack(">II", 60_000, 60_000)  # width and height in the header
    data[29:33] = struct.pack(">I", zlib.crc32(data[12:29]))
    marked.source.path.write_bytes(data)
    with pytest.raises(DataError, match=r"a\.png is missing or not a picture"):
        pack([marked], tmp_path / "p")


def test_an_empty_box_and_no_detection_is_no_face(tmp_path: Path, marked: FaceRecord) -> None:
    bare = replace(marked, points_px=None, box_px=(0.0, 0.0, 0.0, 0.0))
    assert pack([marked, bare], tmp_path / "p").dropped == {NOT_FOUND: 1}


def test_a_pack_that_is_there_is_left_alone(tmp_path: Path, marked: FaceRecord) -> None:
    pack([marked], tmp_path / "p")
    before = (tmp_path / "p" / "images.npy").stat().st_mtime_ns
    with pytest.raises(InputError, match="is there already"):
        pack([marked], tmp_path / "p")
    assert (tmp_path / "p" / "images.npy").stat().st_mtime_ns == before


def test_a_full_disk_is_one_sentence_and_leaves_nothing(
    tmp_path: Path, marked: FaceRecord, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(packing.np, "save", full)
    with pytest.raises(InputError, match="because the disk is full"):
        pack([marked], tmp_path / "p")
    assert not list(tmp_path.glob("p*"))


def test_a_limit_spreads_over_all(marked: FaceRecord) -> None:
    faces = [replace(marked, name=str(i)) for i in range(11)]
    assert [face.name for face in evenly(faces, 3)] == ["0", "5", "10"]
    assert len(evenly(faces, None)) == len(evenly(faces, 20)) == 11
