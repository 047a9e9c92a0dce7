"""Adapters of sets for the autoencoder, and of the prepared sets, on tiny true copies."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import pytest

from core.errors import DataError, InputError, VideoError
from core.types import FloatArray
from models.training.data.sets.catalogue import DATASETS, OpenOptions
from models.training.data.sets.folders import MEEI_FRAME_STEP
from models.training.data.sets.prepared import TAUGHT
from models.training.data.sets.records import FaceRecord


def opened(name: str, folder: Path, **options: float) -> dict[str, FaceRecord]:
    records = DATASETS[name].open(folder, OpenOptions(**options)).records()
    return {face.name: face for face in records}


def write_celeba(folder: Path, *, wild: bool) -> None:
    names = [f"00000{i}.jpg" for i in (1, 2, 3)]
    for part in ("Anno", "Eval", "Img/img_celeba" if wild else "Img/img_align_celeba"):
        (folder / part).mkdir(parents=True)
    (folder / "Anno" / "identity_CelebA.txt").write_text(
        "".join(
            f"{name} {person}\n" for name, person in zip(names, (2880, 2937, 2880), strict=True)
        )
    )
    (folder / "Eval" / "list_eval_partition.txt").write_text(
        "".join(f"{name} {i}\n" for i, name in enumerate(names))
    )
    rows = "".join(f"{name}    95  71 226 313\n" for name in names)
    (folder / "Anno" / "list_bbox_celeba.txt").write_text(
        f"3\nimage_id x_1 y_1 width height\n{rows}"
    )


@pytest.mark.parametrize("wild", [False, True])
def test_celeba_keeps_its_partition(wild: bool, tmp_path: Path) -> None:
    write_celeba(tmp_path, wild=wild)
    found = opened("celeba", tmp_path)
    assert [found[name].split for name in sorted(found)] == ["train", "val", "test"]
    first = found["000001.jpg"]
    assert first.person == "2880"
    assert first.box_px == ((95, 71, 321, 384) if wild else None)
    folder = "img_celeba" if wild else "img_align_celeba"
    assert first.source.path == tmp_path / "Img" / folder / "000001.jpg"


@pytest.mark.parametrize(
    ("path", "text", "told"),
    [
        ("Eval/list_eval_partition.txt", "000001.jpg 3\n", "line 1: expected a known picture"),
        ("Eval/list_eval_partition.txt", "000009.jpg 0\n", "line 1: expected a known picture"),
        ("Anno/identity_CelebA.txt", "\n000001.jpg\n", "line 2: expected the name of a picture"),
        ("Anno/list_bbox_celeba.txt", "1\nh\n000001.jpg 1 2 x 4\n", "line 3: expected the name"),
    ],
)
def test_bad_lines_of_celeba(path: str, text: str, told: str, tmp_path: Path) -> None:
    write_celeba(tmp_path, wild=True)
    (tmp_path / path).write_text(text)
    with pytest.raises(DataError, match=rf"{Path(path).name}, {told}"):
        opened("celeba", tmp_path)


def test_affectnet_of_cropped_faces(tmp_path: Path, face: FloatArray, write_picture) -> None:
    for part, number in (("train_set", 7), ("val_set", 0)):
        (tmp_path / part / "annotations").mkdir(parents=True)
        write_picture(tmp_path / part / "images" / f"{number}.jpg")
        np.save(tmp_path / part / "annotations" / f"{number}_lnd.npy", face[:, :2].ravel())
        np.save(tmp_path / part / "annotations" / f"{number}_exp.npy", np.array("1"))
    found = opened("affectnet", tmp_path)
    assert {name: record.split for name, record in found.items()} == {
        "train_set/7": "train", "val_set/0": "val",
    }  # fmt: skip
    np.testing.assert_allclose(found["val_set/0"].points_px, face[:, :2])
    assert not found["val_set/0"].trust.any()


def test_affectnet_damage_is_named(tmp_path: Path, write_picture) -> None:
    folder = tmp_path / "train_set" / "annotations"
    folder.mkdir(parents=True)
    write_picture(tmp_path / "train_set" / "images" / "7.jpg")
    np.save(folder / "7_lnd.npy", np.ones(10))
    with pytest.raises(DataError, match=r"7_lnd\.npy: expected 68 points"):
        opened("affectnet", tmp_path)
    (folder / "7_lnd.npy").write_bytes(b"\x93NUMPY")
    with pytest.raises(DataError, match=r"7_lnd\.npy is damaged"):
        opened("affectnet", tmp_path)


COLUMNS = (
    "subDirectory_filePath,face_x,face_y,face_width,face_height,facial_landmarks,"
    "expression,valence,arousal"
)


def write_affectnet_lists(folder: Path, face: FloatArray, marks: str | None = None) -> None:
    marks = marks or ";".join(f"{value:.2f}" for value in face[:, :2].ravel())
    row = f"689/a.jpg,134,134,899,899,{marks},1,0.7,-0.01"
    no_face = "5/b.jpg,1,1,9,9,1;2,10,-2,-2"
    (folder / "training.csv").write_text(f"{COLUMNS}\n{no_face}\n{row}\n")
    (folder / "validation.csv").write_text(f"{COLUMNS}\n{row.replace('/a', '/v')}\n")


def test_affectnet_in_full(tmp_path: Path, face: FloatArray) -> None:
    write_affectnet_lists(tmp_path, face)
    found = opened("affectnet", tmp_path)
    assert {name: record.split for name, record in found.items()} == {
        "689/a.jpg": "train", "689/v.jpg": "val",
    }  # fmt: skip
    first = found["689/a.jpg"]
    assert first.source.path == tmp_path / "Manually_Annotated_Images" / "689" / "a.jpg"
    assert first.box_px == (134, 134, 1033, 1033)
    np.testing.assert_allclose(first.points_px, face[:, :2], atol=0.01)


def test_automatic_affectnet_comes_with_its_list(tmp_path: Path, face: FloatArray) -> None:
    write_affectnet_lists(tmp_path, face)
    text = (tmp_path / "training.csv").read_text().replace("689/a", "689/auto")
    (tmp_path / "automatically_annotated.csv").write_text(text)
    record = opened("affectnet", tmp_path)["689/auto.jpg"]
    assert record.source.path.parent.parent.name == "Automatically_Annotated_Images"


@pytest.mark.parametrize(
    ("marks", "told"),
    [("1;2;3", "line 3: expected 68 points, x and y"), ("1;x", "line 3: expected 68 points as")],
)
def test_bad_lines_of_affectnet(marks: str, told: str, tmp_path: Path, face: FloatArray) -> None:
    write_affectnet_lists(tmp_path, face, marks)
    with pytest.raises(DataError, match=rf"training\.csv, {told}"):
        opened("affectnet", tmp_path)
    (tmp_path / "training.csv").write_text("a,b\n")
    with pytest.raises(DataError, match=r"training\.csv, line 1: expected the column expression"):
        opened("affectnet", tmp_path)


def test_a_table_of_affectnet_that_is_none_is_told(tmp_path: Path, face: FloatArray) -> None:
    write_affectnet_lists(tmp_path, face)
    path = tmp_path / "training.csv"
    path.write_text(f"{COLUMNS}\n{'x' * 200_000},1\n")
    with pytest.raises(DataError, match=r"training\.csv, line 2: expected a line of a table"):
        opened("affectnet", tmp_path)
    marks = ";".join("5" for _ in range(136))
    path.write_text(
        "expression,face_x,face_y,face_width,face_height,facial_landmarks,subDirectory_filePath\n"
        f"1,1,1,9,9,{marks}\n"
    )
    with pytest.raises(DataError, match=r"training\.csv, line 2: expected the file of a picture"):
        opened("affectnet", tmp_path)


@pytest.mark.parametrize("inside", ["images1024x1024/00000", "thumbnails128x128/00000", "."])
def test_ffhq_is_for_testing(inside: str, tmp_path: Path, write_picture) -> None:
    write_picture(tmp_path / inside / "00007.png")
    found = opened("ffhq", tmp_path)
    assert found["00007"].split == "test"
    assert found["00007"].source.path == tmp_path / inside / "00007.png"


def test_meei_takes_photos_and_spread_frames(tmp_path: Path, write_picture, write_video) -> None:
    patient = tmp_path / "Flaccid" / "Severe" / "SF1"
    write_picture(patient / "rest.jpg")
    write_picture(patient / "smile.JPG")
    write_video(patient / "all.mp4", MEEI_FRAME_STEP + 2)
    write_picture(tmp_path / "Normal" / "N1" / "rest.jpg")
    found = opened("meei", tmp_path)
    assert {face.person for face in found.values()} == {"Flaccid/Severe/SF1", "Normal/N1"}
    frames = [face.source.frame_index for face in found.values()]
    assert sorted(frames, key=str) == [0, MEEI_FRAME_STEP, None, None, None]
    assert found["Normal/N1/rest.jpg"].groups == {"category": "Normal"}


def test_a_damaged_video_is_named(tmp_path: Path) -> None:
    (tmp_path / "SF1.mp4").write_bytes(b"no video at all")
    with pytest.raises(VideoError, match=r"SF1\.mp4"):
        opened("meei", tmp_path)


EDGE_PX = 20
SPLITS = ("train", "val", "train")


def photo_set(folder: Path, *, split: str = "split", **arrays: object) -> Path:
    """Three grey crops with their labels."""
    (folder / "images").mkdir(parents=True, exist_ok=True)
    with (folder / "index.csv").open("w", newline="") as lines:
        table = csv.writer(lines)
        table.writerow(("file", "group", split, "emotion"))
        table.writerows((f"{i}.png", f"g{i % 2}", s, "happy") for i, s in enumerate(SPLITS))
    for i in range(3):
        cv2.imwrite(str(folder / "images" / f"{i}.png"), np.full((EDGE_PX, EDGE_PX), 50 * i))
    np.savez(folder / "labels.npz", **arrays)
    return folder


@pytest.fixture
def target(face: FloatArray) -> FloatArray:
    return np.stack([face * (1, 1, -1)] * 3).astype(np.float32)


def test_prepared_sets_turn_depth_and_weigh_points(tmp_path: Path, target: FloatArray) -> None:
    in_photo = np.ones((3, 68), np.bool_)
    in_photo[0, :5] = False
    folder = photo_set(
        tmp_path, target_68_xyz=target, target_in_photo=in_photo,
        head_pose_ypr_deg=np.full((3, 3), 12.0),
    )  # fmt: skip
    found = opened("pool", folder)
    record = found["0.png"]
    np.testing.assert_allclose(record.points_px, target[0] * (1, 1, -1), atol=1e-4)
    assert record.trust[:, 0].tolist() == [0] * 5 + [TAUGHT.jaw] * 12 + [TAUGHT.plane] * 51
    assert (record.trust[:, 1] == TAUGHT.depth).all()
    assert (record.person, record.yaw_deg) == ("g0", 12.0)
    assert record.groups == {"emotion": "happy"}
    assert opened("photos", folder)["0.png"].trust[20].tolist() == [1.0, 1.0]


def test_human_points_alone_have_no_depth(tmp_path: Path, target: FloatArray) -> None:
    record = opened("photos", photo_set(tmp_path, human_68_xy=target[..., :2]))["1.png"]
    assert record.points_px.shape == (68, 2)
    assert not record.trust[:, 1].any()


def test_disputed_faces_are_left_out(tmp_path: Path, target: FloatArray) -> None:
    folder = photo_set(tmp_path, target_68_xyz=target, teacher_agreement_pct=[1.0, np.nan, 9.0])
    assert set(opened("pool", folder, max_disagreement_pct=5.0)) == {"0.png"}
    with pytest.raises(InputError, match="celeba has no teachers"):
        opened("celeba", folder, max_disagreement_pct=5.0)


def one_array(folder: Path) -> None:
    np.save(folder / "labels.npy", np.ones(3))
    (folder / "labels.npy").replace(folder / "labels.npz")


def cut_off(folder: Path) -> None:
    labels = folder / "labels.npz"
    labels.write_bytes(labels.read_bytes()[:300])


@pytest.mark.parametrize(
    "damage",
    [
        lambda folder, target: photo_set(folder, split="purpose", target_68_xyz=target),
        lambda folder, target: cut_off(folder),
        lambda folder, target: (folder / "labels.npz").write_bytes(b""),
        lambda folder, target: one_array(folder),
        lambda folder, target: (folder / "index.csv").write_text(f"file,split\n{'x' * 200_000},a"),
        lambda folder, target: photo_set(folder, target_68_xyz=target[:1]),
        lambda folder, target: photo_set(folder, target_68_xyz=target * np.nan),
        lambda folder, target: photo_set(folder, other=target),
        lambda folder, target: (folder / "index.csv").unlink(),
    ],
    ids=[
        "columns",
        "cut off",
        "empty",
        "one array",
        "long",
        "too few",
        "nan",
        "no points",
        "no index",
    ],
)
def test_a_damaged_prepared_set_is_named(
    damage: Callable[[Path, FloatArray], object], tmp_path: Path, target: FloatArray
) -> None:
    folder = photo_set(tmp_path, target_68_xyz=target)
    damage(folder, target)
    with pytest.raises(DataError, match=r"is not a prepared photo set .*expected index\.csv"):
        opened("photos", folder)


def test_leaving_out_needs_to_know_the_disagreement(tmp_path: Path, target: FloatArray) -> None:
    folder = photo_set(tmp_path, target_68_xyz=target)
    with pytest.raises(DataError, match="teacher_agreement_pct"):
        opened("photos", folder, max_disagreement_pct=5.0)
