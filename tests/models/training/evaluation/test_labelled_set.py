from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from core.errors import DataError
from core.video import VideoWriter
from models.training.data.sets.records import PictureSource
from models.training.evaluation.labelled_set import NOT_STATED, LabelledSet, labelled_set


def test_only_faces_of_the_split_with_points_are_taken(records):
    mixed = (replace(records[0], split="train"), replace(records[1], points_px=None), *records[2:])
    chosen = labelled_set("drawn", mixed, split="test")
    assert chosen.names == ("face2", "face3", "face4", "face5")
    assert chosen.whole


def test_a_split_without_landmarks_is_refused(records):
    with pytest.raises(DataError, match="drawn has no face with landmarks in its split 'val'"):
        labelled_set("drawn", records, split="val")


def test_points_that_nobody_trusts_are_no_truth(records):
    found = replace(records[0], trust=np.zeros((68, 2)))
    assert len(labelled_set("drawn", (found, *records[1:]), split="test")) == len(records) - 1
    with pytest.raises(DataError, match="no face with landmarks"):
        labelled_set("drawn", (found,), split="test")


def test_a_limit_spreads_over_the_set_and_is_told(records):
    few = labelled_set("drawn", records, split="test", limit=2)
    assert few.names == ("face0", "face5")
    assert not few.whole
    assert labelled_set("drawn", records, split="test", limit=99).whole


def test_pictures_go_with_their_points(faces):
    for i, (picture, points) in enumerate(faces.faces()):
        assert picture[0, 0].tolist() == [20 * i] * 3
        np.testing.assert_array_equal(points, faces.records[i].points_px)


def test_depth_counts_only_where_every_face_has_it(faces, records):
    assert faces.truth_px().shape == (6, 68, 3)
    flat = replace(records[0], points_px=records[0].points_px[:, :2])
    assert LabelledSet("x", "test", (flat, *records[1:]), whole=True).truth_px().shape[2] == 2
    unsure = replace(records[0], trust=np.tile([1.0, 0.0], (68, 1)))
    assert LabelledSet("x", "test", (unsure, *records[1:]), whole=True).truth_px().shape[2] == 2


def test_yaw_is_told_for_all_faces_or_none(faces, records):
    assert faces.yaw_deg().tolist() == [0.0, 20.0, 40.0, 60.0, 80.0, 100.0]
    partly = (replace(records[0], yaw_deg=None), *records[1:])
    assert LabelledSet("x", "test", partly, whole=True).yaw_deg() is None


def test_groups_are_the_attributes_in_which_faces_differ(records):
    few = (
        replace(records[0], groups={"source": "s", "emotion": "happy"}),
        replace(records[1], groups={"source": "s"}),
    )
    groups = LabelledSet("x", "test", few, whole=True).groups()
    assert groups == {"emotion": ("happy", NOT_STATED)}


def test_a_missing_picture_is_named(faces):
    faces.records[1].source.path.unlink()
    with pytest.raises(DataError, match=r"1\.png is missing"):
        list(faces.faces())


def film(path, frames):
    with VideoWriter(path, size_px=(64, 64)) as video:
        for i in range(frames):
            video.write(np.full((64, 64, 3), 30 * i, np.uint8), time_s=i / 25)


def test_frames_of_a_video_are_found_whatever_the_order_of_the_records(tmp_path, records):
    film(tmp_path / "a.mp4", 5)
    order = (3, 1, 4)
    marked = [
        replace(record, name=str(frame), source=PictureSource(tmp_path / "a.mp4", frame))
        for frame, record in zip(order, records, strict=False)
    ]
    chosen = labelled_set("film", marked, split="test")
    assert chosen.names == ("1", "3", "4")
    levels = [picture.mean() for picture, _ in chosen.faces()]
    assert levels == pytest.approx([30.0, 90.0, 120.0], abs=4.0)
