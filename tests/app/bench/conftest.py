"""A data folder of the benchmarks' own layout, made here, and landmarkers with known answers."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import cv2
import numpy as np
import pytest
from scipy.spatial import Delaunay

from app.bench.data import BenchData
from core.crop import LANDMARK_BOX_SCALE
from core.landmarks import (
    ALA,
    BROW,
    COMMISSURE,
    LOWER_LID_LATERAL,
    LOWER_LID_MEDIAL,
    UPPER_LID_LATERAL,
    UPPER_LID_MEDIAL,
)
from models.nets.pfnet import CROP_SIZE_PX

FACE_FILE = Path(__file__).parents[2] / "fixtures" / "ict_points68.json"
PHOTOGRAPHS = 3
PHOTO_PX = 96
IDENTITIES = 4
MM_PER_UNIT = 10.0

TWO_SIDED = [
    "browDown",
    "browInnerUp",
    "browOuterUp",
    "cheekPuff",
    "cheekSquint",
    "eyeBlink",
    "eyeLookDown",
    "eyeLookIn",
    "eyeLookOut",
    "eyeLookUp",
    "eyeSquint",
    "eyeWide",
    "mouthDimple",
    "mouthFrown",
    "mouthLowerDown",
    "mouthPress",
    "mouthSmile",
    "mouthStretch",
    "mouthUpperUp",
    "noseSneer",
]
ONE_PIECE = [
    "jawForward",
    "jawLeft",
    "jawOpen",
    "jawRight",
    "mouthClose",
    "mouthFunnel",
    "mouthLeft",
    "mouthPucker",
    "mouthRight",
    "mouthRollLower",
    "mouthRollUpper",
    "mouthShrugLower",
    "mouthShrugUpper",
]


def neutral_mm():
    """float64 (68, 3), mm: x to the patient's left, y up, z to the front."""
    return np.array(json.loads(FACE_FILE.read_text())["neutral_mm"])


def face_points(size_px=CROP_SIZE_PX):
    """The neutral face as it lies in a crop of `size_px`, camera frame."""
    points = neutral_mm() * [1.0, -1.0, -1.0]
    low, high = points[:, :2].min(axis=0), points[:, :2].max(axis=0)
    points[:, :2] -= (low + high) / 2
    points *= size_px / (LANDMARK_BOX_SCALE * (high - low).max())
    points[:, :2] += (size_px - 1) / 2
    points[:, 2] -= points[:, 2].mean()
    return points


class FixedLandmarker:
    """Sees the same symmetric face in every crop: the network that knows only the average."""

    model = "fixed@1.0"

    def predict(self, crops):
        return np.repeat(face_points()[None], len(crops), axis=0), np.ones((len(crops), 68))


@pytest.fixture
def landmarker():
    return FixedLandmarker()


@pytest.fixture(scope="session")
def data_folder(tmp_path_factory):
    root = tmp_path_factory.mktemp("data")
    _write_photographs(root / "faces" / "test_helen")
    (root / "ict").mkdir()
    np.savez(root / "ict" / "ict_face_model.npz", **_face_model())
    return root


@pytest.fixture
def data(data_folder):
    return BenchData(data_folder)


def _write_photographs(folder):
    (folder / "images").mkdir(parents=True)
    rng = np.random.default_rng(1)
    names = [f"face_{i}.png" for i in range(PHOTOGRAPHS)]
    for name in names:
        picture = rng.integers(0, 256, (PHOTO_PX, PHOTO_PX, 3), np.uint8)
        cv2.imwrite(str(folder / "images" / name), picture)
    points = face_points(PHOTO_PX)[:, :2] + np.arange(PHOTOGRAPHS)[:, None, None]
    np.savez(folder / "labels.npz", files=np.array(names), human_68_xy=points)
    with (folder / "index.csv").open("w", newline="", encoding="utf-8") as lines:
        table = csv.writer(lines)
        table.writerow(["file", "split"])
        table.writerows([name, "test"] for name in names)


def _face_model():
    """The 68 points as a mesh of their own, with the few movements that the measures follow."""
    neutral = neutral_mm() / MM_PER_UNIT
    names = [*(f"{name}_{side}" for name in TWO_SIDED for side in "RL"), *ONE_PIECE]
    expression = np.zeros((len(names), 68, 3))
    for side, letter in enumerate("RL"):
        lids = [UPPER_LID_LATERAL[side], UPPER_LID_MEDIAL[side]]
        below = [LOWER_LID_LATERAL[side], LOWER_LID_MEDIAL[side]]
        expression[names.index(f"eyeBlink_{letter}"), lids, 1] = (
            neutral[below, 1].mean() - neutral[lids, 1].mean()
        )
        expression[names.index(f"mouthSmile_{letter}"), COMMISSURE[side], 1] = 1.0
        expression[names.index(f"browOuterUp_{letter}"), list(BROW[side]), 1] = 0.8
        expression[names.index(f"noseSneer_{letter}"), ALA[side], 1] = 0.8
        inward = -np.sign(neutral[COMMISSURE[side], 0])
        expression[names.index("mouthPucker"), COMMISSURE[side], 0] = 0.8 * inward
    triangles = Delaunay(neutral[:, :2]).simplices
    return {
        "neutral": neutral.astype(np.float32),
        "identity": 0.05 * np.random.default_rng(2).standard_normal((IDENTITIES, 68, 3)),
        "expression": expression,
        "expression_names": np.array(names),
        "triangles": triangles.astype(np.int32),
        "part_names": np.array(["face"]),
        "triangle_part": np.zeros(len(triangles), np.int8),
        "vertex_part": np.zeros(68, np.int8),
        "landmark68": np.arange(68),
    }
