"""A pack is opened with everything that is known filled in, or refused with a reason."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from core.crop import crop_box_of
from core.errors import DataError
from core.types import FloatArray
from models.training.data.pack import open_pack

COUNT, EDGE_PX = 3, 16


def write(folder: Path, face: FloatArray, **changed: object) -> Path:
    """A pack as packing writes it; None leaves an array out."""
    folder.mkdir()
    arrays: dict[str, object] = {
        "images": np.zeros((COUNT, EDGE_PX, EDGE_PX, 3), np.uint8),
        "points": np.stack([face] * COUNT).astype(np.float32),
        "weights": np.ones((COUNT, 68, 2), np.float32),
        "boxes": np.ones((COUNT, 3), np.float32),
        "persons": np.array(["a", "b", "b"]),
    }
    for name, array in (arrays | changed).items():
        if array is not None:
            np.save(folder / f"{name}.npy", array)
    return folder


def test_what_is_not_known_becomes_zero_where_nothing_trusts_it(
    tmp_path: Path, face: FloatArray
) -> None:
    points = np.stack([face] * COUNT)
    weights = np.ones((COUNT, 68, 2), np.float32)
    points[0], weights[0] = np.nan, 0.0
    points[1, :, 2], weights[1, :, 1] = np.nan, 0.0
    pack = open_pack(write(tmp_path / "p", face, points=points, weights=weights))
    assert not pack.points[0].any()
    np.testing.assert_allclose(pack.points[1, :, :2], face[:, :2], rtol=1e-6)
    assert not pack.points[1, :, 2].any()
    assert pack.persons is not None
    assert pack.persons.tolist() == ["a", "b", "b"]
    assert isinstance(pack.images, np.memmap)


def test_a_rendered_pack_has_boxes_from_its_points(tmp_path: Path, face: FloatArray) -> None:
    folder = write(tmp_path / "p", face, weights=None, boxes=None, persons=None)
    np.save(folder / "done.npy", np.ones(COUNT, np.bool_))
    pack = open_pack(folder)
    box = crop_box_of(face)
    np.testing.assert_allclose(
        pack.boxes[2], (box.center_x_px, box.center_y_px, box.side_px), rtol=1e-6
    )
    assert pack.persons is None
    assert (pack.weights == 1).all()


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"images": None}, "not a training pack"),
        ({"points": None}, "not a training pack"),
        ({"images": np.zeros((COUNT, 4, 5, 3), np.uint8)}, r"pictures of shape \(4, 5, 3\)"),
        ({"points": np.zeros((2, 68, 3))}, r"points of shape \(2, 68, 3\)"),
        ({"weights": np.zeros((COUNT, 68))}, "weights of shape"),
        ({"boxes": np.zeros((COUNT, 2))}, "boxes of shape"),
        ({"persons": np.array(["a"])}, "persons of shape"),
        ({"points": np.full((COUNT, 68, 3), np.nan)}, "a point with a weight above 0"),
        ({"done": np.array([True, False, True])}, "still being rendered"),
    ],
)
def test_a_pack_that_is_not_whole_is_refused(
    changed: dict[str, object], told: str, tmp_path: Path, face: FloatArray
) -> None:
    folder = write(tmp_path / "mine", face, **changed)
    with pytest.raises(DataError, match=f"mine.*{told}"):
        open_pack(folder)


def test_pictures_without_the_right_number_of_axes(tmp_path: Path, face: FloatArray) -> None:
    with pytest.raises(DataError, match="not a training pack"):
        open_pack(write(tmp_path / "p", face, images=np.zeros(7, np.uint8)))
