import cv2
import numpy as np
import pytest

from core.errors import DataError
from models.synthetic import contact_sheet as sheets
from models.synthetic.contact_sheet import TILE_PX, contact_sheet, write_contact_sheet
from models.synthetic.pack import PackSettings, write_pack
from models.synthetic.photo_palsy import BASE
from models.synthetic.photo_palsy_pack import TASKS

GREY = np.full((32, 32, 3), 90, dtype=np.uint8)
CENTRE = np.full((68, 3), 15.5)


def test_faces_stand_in_rows_above_their_captions():
    sheet = contact_sheet([GREY] * 5, ["first", *"bcde"], columns=3)
    tile_height = sheet.shape[0] // 2
    assert sheet.shape == (2 * tile_height, 3 * TILE_PX, 3)
    assert (sheet[:TILE_PX, :TILE_PX] == 90).all()
    caption = sheet[TILE_PX:tile_height, :TILE_PX]
    assert caption.min() < 100 < caption.max()
    assert (sheet[tile_height:, 2 * TILE_PX :] == sheet[-1, -1]).all(), "an empty place is blank"


def test_landmarks_are_drawn_where_they_are():
    sheet = contact_sheet([GREY], ["a"], points_px=[CENTRE])
    marked = np.argwhere((sheet[:TILE_PX] != 90).any(axis=2))
    np.testing.assert_allclose(marked.mean(axis=0), (TILE_PX - 1) / 2, atol=1)
    assert len(marked) < 30


def test_unknown_points_are_left_out():
    sheet = contact_sheet([GREY], ["a"], points_px=[np.full((68, 3), np.nan)])
    assert (sheet[:TILE_PX] == 90).all()


def test_sheet_of_a_rendered_pack_tells_what_is_shown(tmp_path, renderer):
    write_pack(tmp_path, renderer, PackSettings(3, 2, size_px=32, palsy_probability=1.0))
    for out, with_points in ((tmp_path / "a.png", False), (tmp_path / "b.png", True)):
        write_contact_sheet(tmp_path, out, count=48, with_points=with_points)
    plain, marked = (cv2.imread(str(tmp_path / name)) for name in ("a.png", "b.png"))
    assert plain.shape == marked.shape
    assert (plain != marked).any()
    assert plain.shape[1] == 3 * TILE_PX


def test_sheet_of_photographs_needs_only_pictures(tmp_path):
    np.save(tmp_path / "images.npy", np.stack([GREY] * 9))
    write_contact_sheet(tmp_path, tmp_path / "sheet.png", count=4, with_points=False)
    assert cv2.imread(str(tmp_path / "sheet.png")).shape[0] < 2 * TILE_PX


def test_the_expression_of_a_photograph_is_called_so(tmp_path, monkeypatch):
    np.save(tmp_path / "images.npy", GREY[None])
    np.save(tmp_path / "task.npy", np.array([TASKS.index(BASE)]))
    np.save(tmp_path / "sequence.npy", np.array([0]))
    told = []

    def record(images, captions, *, points_px):
        told.extend(captions)
        return GREY

    monkeypatch.setattr(sheets, "contact_sheet", record)
    write_contact_sheet(tmp_path, tmp_path / "sheet.png", count=1, with_points=False)
    assert told == [f"0 {BASE}"]


def test_folder_without_pictures(tmp_path):
    with pytest.raises(DataError, match=r"images\.npy"):
        write_contact_sheet(tmp_path, tmp_path / "sheet.png", count=4, with_points=False)


def test_empty_pack(tmp_path):
    np.save(tmp_path / "images.npy", np.zeros((0, 8, 8, 3), dtype=np.uint8))
    with pytest.raises(DataError, match="no pictures"):
        write_contact_sheet(tmp_path, tmp_path / "sheet.png", count=4, with_points=False)


def test_sheet_that_cannot_be_written(tmp_path):
    np.save(tmp_path / "images.npy", GREY[None])
    with pytest.raises(DataError, match="could not be written because"):
        write_contact_sheet(tmp_path, tmp_path / "none" / "s.png", count=1, with_points=False)
