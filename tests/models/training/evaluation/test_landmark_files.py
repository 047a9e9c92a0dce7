from __future__ import annotations

import numpy as np
import pytest

from core.errors import DataError
from models.training.evaluation.landmark_files import read_landmark_file, write_landmark_file

NAMES = ["a", "b", "c"]
POINTS = np.arange(3 * 68 * 3, dtype=float).reshape(3, 68, 3)


def archive(path, **arrays):
    np.savez(path, **({"files": NAMES, "points": POINTS} | arrays))
    return path


def test_what_is_written_is_read(tmp_path):
    path = tmp_path / "x.npz"
    write_landmark_file(path, label="net@1", dataset="helen", files=NAMES, points_px=POINTS)
    found = read_landmark_file(path)
    assert (found.label, found.dataset, found.inner_only) == ("net@1", "helen", False)
    np.testing.assert_array_equal(found.points_of("helen", ["c", "a"]), POINTS[[2, 0]])
    assert found.points_of("afw", ["c", "a"]) is None


def test_a_given_label_goes_before_that_of_the_file(tmp_path):
    path = archive(tmp_path / "x.npz", label="theirs")
    assert read_landmark_file(path).label == "theirs"
    assert read_landmark_file(path, "ours").label == "ours"


def test_a_file_without_any_label_is_refused(tmp_path):
    with pytest.raises(DataError, match="LABEL="):
        read_landmark_file(archive(tmp_path / "x.npz"))


def test_the_inner_points_take_their_places_and_the_jaw_stays_unknown(tmp_path):
    inner = POINTS[:, 17:, :2]
    found = read_landmark_file(archive(tmp_path / "x.npz", points=inner), "m")
    assert found.inner_only
    assert np.isnan(found.points_px[:, :17]).all()
    np.testing.assert_array_equal(found.points_px[:, 17:], inner)


def test_a_face_of_nan_was_not_found(tmp_path):
    points = POINTS.copy()
    points[1] = np.nan
    found = read_landmark_file(archive(tmp_path / "x.npz", points=points), "m")
    assert np.isnan(found.points_of("any", ["b"])).all()


def test_faces_of_another_set_are_none_of_its_business(tmp_path):
    found = read_landmark_file(archive(tmp_path / "x.npz"), "m")
    assert found.points_of("other", ["x", "y"]) is None


def test_lacking_some_faces_is_an_error_that_names_the_first(tmp_path):
    found = read_landmark_file(archive(tmp_path / "x.npz"), "m")
    with pytest.raises(DataError, match=r"lacks 1 of the 2 faces of set, first 'd'.*row of NaN"):
        found.points_of("set", ["a", "d"])


def test_a_file_made_for_a_set_must_have_its_faces(tmp_path):
    found = read_landmark_file(archive(tmp_path / "x.npz", dataset="set"), "m")
    with pytest.raises(DataError, match="lacks 1 of the 1 faces"):
        found.points_of("set", ["d"])


@pytest.mark.parametrize(
    ("arrays", "says"),
    [
        ({"points": POINTS[:2]}, "for 3 files"),
        ({"points": POINTS[:, :51]}, "expected one of"),
        ({"points": POINTS[0]}, "expected one of"),
        ({"files": ["a", "b", "a"]}, "twice"),
        ({"points": np.where(POINTS == 7, np.nan, POINTS)}, "all numbers, or all NaN"),
        ({"points": np.where(POINTS == 7, np.inf, POINTS)}, "all numbers, or all NaN"),
        ({"points": np.full((3, 68, 2), "x")}, "not an .npz archive"),
    ],
)
def test_malformed_arrays_are_refused(tmp_path, arrays, says):
    with pytest.raises(DataError, match=says):
        read_landmark_file(archive(tmp_path / "x.npz", **arrays), "m")


def test_a_missing_or_damaged_file_is_named(tmp_path):
    with pytest.raises(DataError, match=r"none\.npz"):
        read_landmark_file(tmp_path / "none.npz", "m")
    whole = archive(tmp_path / "x.npz").read_bytes()
    (tmp_path / "cut.npz").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(DataError, match=r"cut\.npz"):
        read_landmark_file(tmp_path / "cut.npz", "m")


def test_a_single_array_is_no_archive(tmp_path):
    np.save(tmp_path / "x.npy", POINTS)
    with pytest.raises(DataError, match=r"x\.npy is not an \.npz archive"):
        read_landmark_file(tmp_path / "x.npy", "m")


def test_the_name_of_a_single_face_may_be_a_bare_text(tmp_path):
    path = archive(tmp_path / "x.npz", files=np.array("a"), points=POINTS[:1])
    assert read_landmark_file(path, "m").files == ("a",)


def test_pickles_are_never_loaded(tmp_path):
    with pytest.raises(DataError):
        read_landmark_file(archive(tmp_path / "x.npz", points=np.array([{}] * 3)), "m")
