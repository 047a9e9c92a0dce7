"""Adapters of sets with landmarks, each on a tiny copy in its true layout."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from scipy.io import savemat

from core.errors import DataError
from core.types import FloatArray
from models.training.data.pictures import pictures
from models.training.data.sets.catalogue import DATASETS, OpenOptions
from models.training.data.sets.morphable import rotation
from models.training.data.sets.records import FaceRecord

HALF = OpenOptions(val_share=0.5)


def opened(name: str, folder: Path) -> dict[str, FaceRecord]:
    records = DATASETS[name].open(folder, HALF).records()
    assert len({face.name for face in records}) == len(records)
    for person in {face.person for face in records}:
        assert len({face.split for face in records if face.person == person}) == 1
    return {face.name: face for face in records}


@pytest.mark.parametrize(
    ("name", "files", "splits", "person"),
    [
        ("afw", ["134212_1", "134212_2"], {"train", "val"}, "134212"),
        ("helen", ["trainset/100032540_1", "testset/30844800_1"], {"train", "val", "test"}, None),
        ("lfpw", ["trainset/image_0001", "testset/image_0001"], {"train", "val", "test"}, None),
        ("300w", ["01_Indoor/indoor_001", "02_Outdoor/outdoor_001"], {"test"}, None),
        ("ibug", ["image_003_1", "image_092 _01"], {"test"}, None),
    ],
)
def test_the_300w_family(
    name: str, files: list[str], splits: set[str], person: str | None,
    tmp_path: Path, face: FloatArray, write_pts,
) -> None:  # fmt: skip
    for file in files:
        (tmp_path / file).parent.mkdir(exist_ok=True)
        write_pts(tmp_path / f"{file}.pts", face, suffix=".png")
    write_pts(tmp_path / f"{files[0]}_mirror.pts", face)
    found = opened(name, tmp_path)
    assert set(found) == set(files)
    for file, record in found.items():
        np.testing.assert_allclose(record.points_px, face[:, :2], atol=1e-5)
        assert record.source.path == tmp_path / f"{file}.png"
        assert record.split in splits
        assert ("test" in file) == (record.split == "test") or splits == {"test"}
        assert person is None or record.person == person


def test_profile_faces_of_menpo_have_a_box_only(
    tmp_path: Path, face: FloatArray, write_pts
) -> None:
    (tmp_path / "semifrontal").mkdir()
    write_pts(tmp_path / "semifrontal" / "aflw__face_1.pts", face)
    write_pts(tmp_path / "profile_2.pts", face[:39])
    found = opened("menpo2d", tmp_path)
    assert found["semifrontal/aflw__face_1"].box_px is None
    profile = found["profile_2"]
    assert profile.points_px is None
    low, high = face[:39, :2].min(0), face[:39, :2].max(0)
    np.testing.assert_allclose(profile.box_px, (*low, *high), atol=1e-5)


def test_a_profile_has_no_place_in_the_300w_family(
    tmp_path: Path, face: FloatArray, write_pts
) -> None:
    write_pts(tmp_path / "a.pts", face[:39])
    with pytest.raises(DataError, match=r"a\.pts has 39 points: expected 68"):
        opened("ibug", tmp_path)


def test_points_without_extent_are_no_face(tmp_path: Path, face: FloatArray, write_pts) -> None:
    write_pts(tmp_path / "a.pts", np.full((68, 2), 5.0))
    with pytest.raises(DataError, match=r"a\.jpg: the points of the face a lie on one line"):
        opened("ibug", tmp_path)


def test_a_lost_picture_and_a_lost_part_are_named(
    tmp_path: Path, face: FloatArray, write_pts
) -> None:
    (tmp_path / "trainset").mkdir()
    write_pts(tmp_path / "trainset" / "a.pts", face).with_suffix(".jpg").unlink()
    with pytest.raises(DataError, match=r"trainset/a\.jpg \(or \.png\) is missing"):
        opened("helen", tmp_path)
    (tmp_path / "trainset" / "a.pts").unlink()
    with pytest.raises(DataError, match="testset is missing"):
        opened("helen", tmp_path)


def pose(yaw_deg: float, count: int = 7) -> FloatArray:
    values = (0.1, np.deg2rad(yaw_deg), -0.2, 150.0, 120.0, -8e4, 1e-3)
    return np.array(values)[None, :count]


def test_aflw2000(tmp_path: Path, face: FloatArray, write_picture) -> None:
    write_picture(tmp_path / "image00002.jpg")
    stored = (face * (1, 1, -1) + (1, 1, 4e4)).T  # pixels from 1, z towards the camera
    savemat(tmp_path / "image00002.mat", {"pt3d_68": stored, "Pose_Para": pose(-40.0)})
    (tmp_path / "Code").mkdir()
    savemat(tmp_path / "Code" / "Model_Shape.mat", {"w": np.ones(3)})
    record = opened("aflw2000", tmp_path)["image00002"]
    np.testing.assert_allclose(record.points_px, face, atol=1e-6)
    assert record.yaw_deg == pytest.approx(-40.0)
    assert record.split == "test"


def test_the_angles_of_the_face_model() -> None:
    """x to the right, y up, z towards the camera; signs of `core.types.HeadPose`."""
    quarter = np.pi / 2
    nose, up = np.array((0.0, 0.0, 1.0)), np.array((0.0, 1.0, 0.0))
    np.testing.assert_allclose(rotation(0.0, quarter, 0.0) @ nose, (-1, 0, 0), atol=1e-12)
    np.testing.assert_allclose(rotation(quarter, 0.0, 0.0) @ nose, (0, 1, 0), atol=1e-12)
    np.testing.assert_allclose(rotation(0.0, 0.0, quarter) @ up, (1, 0, 0), atol=1e-12)
    # Rx Ry Rz: turned to the side first, a nod leaves the nose where it is.
    np.testing.assert_allclose(rotation(quarter, quarter, 0.0) @ nose, (-1, 0, 0), atol=1e-12)


class LargePose:
    """A 300W-LP folder with one photo turned twice, and a face model that makes its points."""

    def __init__(self, folder: Path, face: FloatArray, write_picture: Callable[[Path], Path]):
        self.folder, self.rng = folder, np.random.default_rng(4)
        self.mean, self.modes = self.rng.normal(0, 3e4, 204), self.rng.normal(0, 1.0, (204, 5))
        self.moves = self.rng.normal(0, 1.0, (204, 3))
        self.points: dict[str, FloatArray] = {}
        for number, yaw_deg in enumerate((10.0, 50.0)):
            self._write(f"HELEN_232194_1_{number}", yaw_deg, write_picture)
        (folder / "HELEN_Flip").mkdir()
        (folder / "HELEN_Flip" / "HELEN_232194_1_0.mat").write_bytes(b"never read")

    def _write(self, stem: str, yaw_deg: float, write_picture: Callable[[Path], Path]) -> None:
        shape, expression = self.rng.normal(0, 1e3, 5), self.rng.normal(0, 1e3, 3)
        para = pose(yaw_deg)
        flat = self.mean + self.modes @ shape + self.moves @ expression
        placed = 1e-3 * flat.reshape(68, 3) @ rotation(*para[0, :3]).T + para[0, 3:6]
        # MATLAB counts from 1 and turns y round in a picture of height 240.
        stored = np.column_stack((placed[:, 0], 241 - placed[:, 1]))
        self.points[stem] = np.column_stack((stored - 1, placed[:, 2].mean() - placed[:, 2]))
        write_picture(self.folder / "HELEN" / f"{stem}.jpg")
        fitted = {"Pose_Para": para, "Shape_Para": shape[:, None], "Exp_Para": expression[:, None]}
        savemat(self.folder / "HELEN" / f"{stem}.mat", fitted)
        marks = self.folder / "landmarks" / "HELEN"
        marks.mkdir(parents=True, exist_ok=True)
        savemat(marks / f"{stem}_pts.mat", {"pts_3d": stored, "pts_2d": stored + 5})

    def add_model(self, *, scale: float = 1.0) -> None:
        """The model's vertices in another order than its landmarks, as in the true one."""
        folder = self.folder / "Code" / "ModelGeneration"
        folder.mkdir(parents=True)
        order = np.random.default_rng(6).permutation(68)
        rows = (order[:, None] * 3 + np.arange(3)).ravel()
        places = np.argsort(order) + 1.0
        shape = {"mu_shape": scale * self.mean[rows, None], "w": self.modes[rows]}
        savemat(folder / "Model_Shape.mat", {**shape, "keypoints": places[None]})
        expression = {"mu_exp": np.zeros((204, 1)), "w_exp": self.moves[rows]}
        savemat(folder / "Model_Exp.mat", expression)


@pytest.fixture
def large_pose(tmp_path: Path, face: FloatArray, write_picture) -> LargePose:
    for source in ("AFW", "IBUG", "LFPW"):
        (tmp_path / source).mkdir()
    return LargePose(tmp_path, face, write_picture)


def test_300wlp_without_the_face_model_has_no_depth(large_pose: LargePose) -> None:
    found = opened("300wlp", large_pose.folder)
    assert len(found) == 2
    assert {record.person for record in found.values()} == {"HELEN_232194"}
    for name, record in found.items():
        expected = large_pose.points[name.removeprefix("HELEN/")]
        np.testing.assert_allclose(record.points_px, expected[:, :2], atol=1e-6)


def test_300wlp_takes_depth_from_the_face_model(large_pose: LargePose) -> None:
    large_pose.add_model()
    found = opened("300wlp", large_pose.folder)
    for name, record in found.items():
        expected = large_pose.points[name.removeprefix("HELEN/")]
        np.testing.assert_allclose(record.points_px, expected, atol=1e-5)
    assert found["HELEN/HELEN_232194_1_1"].yaw_deg == pytest.approx(50.0)


def test_a_face_model_of_another_release_is_noticed(large_pose: LargePose) -> None:
    large_pose.add_model(scale=1.5)
    with pytest.raises(DataError, match=r"_0\.mat: the face model puts the points \d+% .* aside"):
        opened("300wlp", large_pose.folder)


def test_depth_in_the_file_itself_goes_before(large_pose: LargePose, face: FloatArray) -> None:
    path = large_pose.folder / "HELEN" / "HELEN_232194_1_0.mat"
    savemat(path, {"pt3d_68": (face * (1, 1, -1) + (1, 1, 0)).T, "Pose_Para": pose(10.0, 6)})
    record = opened("300wlp", large_pose.folder)["HELEN/HELEN_232194_1_0"]
    np.testing.assert_allclose(record.points_px, face, atol=1e-6)


def test_lost_landmarks_of_300wlp_are_named(large_pose: LargePose) -> None:
    (large_pose.folder / "landmarks" / "HELEN" / "HELEN_232194_1_1_pts.mat").unlink()
    with pytest.raises(DataError, match=r"232194_1_1_pts\.mat is missing or not a MATLAB file"):
        opened("300wlp", large_pose.folder)


def test_ls3dw(tmp_path: Path, face: FloatArray, write_pts, write_picture, torch7) -> None:
    video = tmp_path / "300VW-3D" / "CatA" / "114"
    video.mkdir(parents=True)
    for name in ("0001", "0002"):
        write_pts(video / f"{name}.pts", face)
    write_pts(tmp_path / "a.pts", face)
    write_picture(tmp_path / "b.jpg")
    (tmp_path / "b.t7").write_bytes(torch7(face[:, :2] + 1))
    found = opened("ls3dw", tmp_path)
    assert found["300VW-3D/CatA/114/0002"].person == "300VW-3D/CatA/114"
    for name in ("a", "b"):
        np.testing.assert_allclose(found[name].points_px, face[:, :2], atol=1e-5)


def wflw_line(points: FloatArray, name: str, flags: str = "0 1 0 0 0 1") -> str:
    values = " ".join(f"{value:.6f}" for value in points.ravel())
    return f"{values} 90 40 210 200 {flags} {name}"


def write_wflw(folder: Path, train: list[str], test: list[str]) -> None:
    lists = folder / "WFLW_annotations" / "list_98pt_rect_attr_train_test"
    lists.mkdir(parents=True)
    for part, lines in (("train", train), ("test", test)):
        (lists / f"list_98pt_rect_attr_{part}.txt").write_text("\n".join(lines) + "\n")


def test_wflw(tmp_path: Path) -> None:
    points = np.random.default_rng(3).uniform(50, 200, (98, 2)).round(6)
    pictures = ("37--Soccer/a.jpg", "0--Parade/b.jpg")
    lines = [wflw_line(points, pictures[0]), wflw_line(points + 9, pictures[0])]
    write_wflw(tmp_path, lines, [wflw_line(points, pictures[1], "1 0 0 0 0 0")])
    found = opened("wflw", tmp_path)
    first, second = found["37--Soccer/a.jpg#1"], found["37--Soccer/a.jpg#2"]
    assert first.source == second.source
    assert first.source.path == tmp_path / "WFLW_images" / pictures[0]
    np.testing.assert_allclose(second.points_px - first.points_px, 9.0)
    np.testing.assert_array_equal(first.points_px[[0, 8, 38, 67]], points[[0, 16, 63, 95]])
    assert first.groups["expression"] == "yes"
    assert first.groups["pose"] == "no"
    assert found["0--Parade/b.jpg#1"].split == "test"


@pytest.mark.parametrize("cut", [1, 100])
def test_a_bad_line_of_wflw_is_named(cut: int, tmp_path: Path) -> None:
    line = wflw_line(np.arange(196.0).reshape(98, 2), "a.jpg")
    write_wflw(tmp_path, [line, line, line.split(" ", cut)[-1]], [line])
    with pytest.raises(DataError, match=r"attr_train\.txt, line 3: expected 196 coordinates"):
        opened("wflw", tmp_path)


def point_text(points: FloatArray) -> str:
    return "".join(" ".join(f"{value:.4f}" for value in row) + "\n" for row in points)


@pytest.mark.parametrize("published", [True, False])
def test_neuroface(published: bool, tmp_path: Path, face: FloatArray, write_picture) -> None:
    for group, stem in (("ALS", "A002_02_NSM_12"), ("ALS", "A002_04_BBP_1"), ("Stroke", "OP_11_1")):
        if published:
            picture, text = f"Frames/{stem}.jpg", f"Landmarks_gt/{stem}.txt"
        else:
            picture, text = f"{stem}.png", f"{stem}.lmk2d.txt"
            (tmp_path / group).mkdir(exist_ok=True)
            (tmp_path / group / f"{stem}.bbox.txt").write_text("1 2 3 4\n")
        write_picture(tmp_path / group / picture)
        path = tmp_path / group / text
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(point_text(face[:, :2]))
    found = opened("neuroface", tmp_path)
    assert [found[name].person for name in sorted(found)] == [
        "ALS/A002", "ALS/A002", "Stroke/OP_11",
    ]  # fmt: skip
    np.testing.assert_allclose(found["Stroke/OP_11_1"].points_px, face[:, :2], atol=1e-4)


def test_parface_as_pictures(tmp_path: Path, face: FloatArray, write_picture) -> None:
    for sequence in ("01", "02"):
        for frame in ("0001", "0002"):
            write_picture(tmp_path / sequence / f"{frame}.png")
            if sequence == "01":  # z towards the camera: the set votes on its sign
                text = point_text(face * (1, 1, -1) + (0, 0, 30))
                (tmp_path / sequence / f"{frame}.txt").write_text(text)
    found = opened("parface", tmp_path)
    assert len(found) == 4
    assert found["01/0002"].split == "test"
    np.testing.assert_allclose(found["01/0002"].points_px, face, atol=1e-3)
    assert found["02/0001"].split != "test"
    assert found["02/0001"].points_px is None


def test_the_annotated_sequences_of_parface_are_divided_for_table_six(
    tmp_path: Path, face: FloatArray, write_picture
) -> None:
    for number in range(1, 11):
        write_picture(tmp_path / f"{number:02d}" / "0001.png")
        if number < 10:
            (tmp_path / f"{number:02d}" / "0001.txt").write_text(point_text(face))
    found = opened("parface-palsy", tmp_path)
    tested = {record.person for record in found.values() if record.split == "test"}
    assert tested == {"03", "06", "09"}
    assert {r.person for r in found.values() if r.split == "train"} == {
        *("01", "02", "04", "05", "07", "08")
    }


def test_a_pack_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    images = np.random.default_rng(0).integers(0, 256, (3, 32, 32, 3), dtype=np.uint8)
    points = np.random.default_rng(1).uniform(4, 28, (3, 68, 3)).astype(np.float32)
    points[2] = np.nan
    np.save(tmp_path / "images.npy", images)
    np.save(tmp_path / "points.npy", points)
    np.save(
        tmp_path / "weights.npy",
        np.array([1, 1, 0], np.float32)[:, None, None].repeat(68, 1).repeat(2, 2),
    )
    np.save(tmp_path / "boxes.npy", np.full((3, 3), 16.0, np.float32))
    np.save(tmp_path / "persons.npy", np.array(["a", "a", "b"]))
    found = list(opened("pack", tmp_path).values())
    assert [record.person for record in found] == ["a", "a", "b"]
    np.testing.assert_array_equal(found[1].points_px, points[1])
    assert found[2].points_px is None
    np.testing.assert_array_equal(list(pictures(found)), images)


def test_frames_of_parface_that_share_a_name_are_not_dropped(
    tmp_path: Path, face: FloatArray, write_picture
) -> None:
    for task in ("rest", "smile"):
        write_picture(tmp_path / "patient" / task / "0001.png")
    with pytest.raises(DataError, match=r"rest/0001\.png and .*smile/0001\.png are of one frame"):
        opened("parface", tmp_path)


def test_parface_as_videos(tmp_path: Path, face: FloatArray, write_video) -> None:
    write_video(tmp_path / "a.mp4", 3)
    write_video(tmp_path / "b.mp4", 2)
    (tmp_path / "a").mkdir()
    for number in range(3):
        (tmp_path / "a" / f"frame_{number:04d}.txt").write_text(point_text(face + number))
    found = opened("parface", tmp_path)
    assert len(found) == 5
    assert found["a/2"].source.frame_index == 2
    np.testing.assert_allclose(found["a/2"].points_px[:, :2], face[:, :2] + 2, atol=1e-3)
    assert found["b/1"].points_px is None


@pytest.mark.parametrize(
    ("lose", "told"),
    [("0001.txt", "Frame 0001 of the sequence 01 has no points"), ("0001.png", "to no frame")],
)
def test_an_incomplete_sequence_is_told(
    lose: str, told: str, tmp_path: Path, face: FloatArray, write_picture
) -> None:
    for frame in ("0001", "0002"):
        write_picture(tmp_path / "01" / f"{frame}.png")
        (tmp_path / "01" / f"{frame}.txt").write_text(point_text(face))
    (tmp_path / "01" / lose).unlink()
    with pytest.raises(DataError, match=told):
        opened("parface", tmp_path)


@pytest.mark.parametrize(
    "name", ["300wlp", "aflw2000", "ls3dw", "menpo2d", "ibug", "neuroface", "parface", "wflw"]
)
def test_an_empty_folder_is_told(name: str, tmp_path: Path) -> None:
    with pytest.raises(DataError, match=str(tmp_path)):
        opened(name, tmp_path)
