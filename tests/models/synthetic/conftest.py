"""A made-up, exactly mirror-symmetric morphable face in the format of the packed ICT model."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from scipy.spatial import Delaunay

from core.landmarks import MIRROR_INDEX
from models.synthetic.camera import frame_face, turn
from models.synthetic.ict import MODEL_FILE, IctModel
from models.synthetic.photo import Background, Photo
from models.synthetic.render import FaceSpec, Renderer
from models.synthetic.shade import Light
from models.synthetic.skin import random_look

# x, y of the landmarks on the person's left (and the midline), centimetres.
LEFT_HALF = {
    8: (0, -7.5),
    **{9 + i: (1.2 * i + 1.4, -7.2 + 0.18 * (i + 1) ** 2) for i in range(7)},
    16: (7.6, 4.5),
    **dict(enumerate([(1.2, 5.9), (2.4, 6.2), (3.8, 6.3), (4.9, 6.0), (5.8, 5.2)], start=22)),
    **dict(enumerate([(0, 3.7), (0, 2.6), (0, 1.6), (0, 0.4)], start=27)),
    **dict(enumerate([(0, -1.2), (0.6, -1.15), (1.25, -1.1)], start=33)),
    **dict(enumerate([(1.8, 3.2), (2.8, 3.9), (3.9, 3.85), (4.5, 3.4), (3.8, 3.05)], start=42)),
    47: (2.7, 3.05),
    **dict(enumerate([(0, -2.5), (0.7, -2.4), (1.7, -2.8), (2.5, -3.5)], start=51)),
    **dict(enumerate([(1.8, -4.1), (1.0, -4.3), (0, -4.4)], start=55)),
    **dict(enumerate([(0, -3.3), (1.0, -3.28), (2.2, -3.5)], start=62)),
    **dict(enumerate([(1.05, -3.4), (0, -3.45)], start=65)),
}
REGION_PLACES = {
    "brow": (3.5, 6.2),
    "eye": (3.2, 3.5),
    "cheek": (4.0, 0.0),
    "nose": (1.0, -1.0),
    "mouth": (2.4, -3.4),
    "jaw": (0.0, -6.0),
}
SIDED = [
    "browDown",
    "browInnerUp",
    "browOuterUp",
    "cheekPuff",
    "cheekRaiser",
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
UNSIDED = [
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
REFLECT = np.array([-1.0, 1.0, 1.0])


def _skin():
    """The skin's vertices, triangles and landmark ids; the right half is the left one mirrored."""
    own = np.array(list(LEFT_HALF.values()), dtype=float)
    grid = np.array([(x, y) for x in np.linspace(0, 8, 9) for y in np.linspace(-9, 11, 21)])
    spread = np.linalg.norm(grid[:, None] - own, axis=2).min(axis=1)
    flat = np.concatenate([own, grid[(spread > 0.45) & (np.abs(spread) < 99)]])
    flat = flat[np.argsort(flat[:, 0] > 0, kind="stable")]
    midline = int((flat[:, 0] == 0).sum())
    half = Delaunay(flat).simplices
    hole = flat[half].mean(axis=1)
    half = half[~((np.abs(hole[:, 0] - 3.1) < 1.0) & (np.abs(hole[:, 1] - 3.45) < 0.3))]
    a, b, c = (flat[half[:, i]] for i in range(3))
    area = (b - a)[:, 0] * (c - a)[:, 1] - (b - a)[:, 1] * (c - a)[:, 0]
    half[area < 0] = half[area < 0][:, ::-1]
    count = len(flat)
    other = np.r_[0:midline, count : 2 * count - midline]
    every = np.concatenate([flat, flat[midline:] * [-1, 1]])
    depth = 12 - 0.1 * every[:, 0] ** 2 - 0.03 * every[:, 1] ** 2
    depth += 1.5 * np.exp(-((every[:, 0] / 0.8) ** 2) - ((every[:, 1] - 0.4) / 1.5) ** 2)
    triangles = np.concatenate([half, other[half][:, ::-1]])
    ids = np.zeros(68, dtype=np.int32)
    for point, place in LEFT_HALF.items():
        ids[point] = int(np.linalg.norm(flat - place, axis=1).argmin())
        ids[MIRROR_INDEX[point]] = other[ids[point]]
    return np.column_stack([every, depth]), triangles, ids


def _ball(side):
    """A small disc of an eyeball behind the lids of one side (1 left, -1 right)."""
    around = np.linspace(0, 2 * np.pi, 13)[:-1]
    rim = np.column_stack([1.6 * np.cos(around), 1.6 * np.sin(around), np.full(12, -1.0)])
    centre = np.array([3.1, 3.45, 10.4])
    places = np.vstack([(0, 0, 0), rim, (0, 0, -3)]) + centre
    fan = np.array([(0, 1 + i, 1 + (i + 1) % 12) for i in range(12)])
    if side < 0:
        return places * REFLECT, fan[:, ::-1]
    return places, fan


def _bump(neutral, place, side):
    """1 near `place` on one side of the face, 0 elsewhere and on the midline."""
    x = neutral[:, 0] * side
    near = np.exp(-(((x - place[0]) / 1.5) ** 2) - ((neutral[:, 1] - place[1]) / 1.2) ** 2)
    return np.where(x > 0.01, near, 0.0)


FIXED_DIRECTIONS = {"eyeBlink": (0.0, -0.9, 0.0), "browOuterUp": (0.0, 1.5, 0.0)}


def _expressions(neutral):
    """Bumps near the region of each movement, those of the two sides mirrored."""
    names, shapes = [], []
    rng = np.random.default_rng(4)
    for name in (*SIDED, *UNSIDED):
        place = next(value for key, value in REGION_PLACES.items() if name.startswith(key))
        direction = np.array(FIXED_DIRECTIONS.get(name, rng.uniform(-0.6, 0.6, 3)))
        bumps = [_bump(neutral, place, side)[:, None] for side in (1, -1)]
        if name == "eyeBlink":  # only the upper lid comes down
            bumps = [bump * (neutral[:, 1:2] > 3.5) for bump in bumps]
        left, right = bumps[0] * direction, bumps[1] * direction * REFLECT
        if name in SIDED:
            names += [f"{name}_L", f"{name}_R"]
            shapes += [left, right]
        elif name.endswith(("Left", "Right")):
            names.append(name)
            shapes.append(sum(bumps) * (0.5, 0, 0) * (1 if name.endswith("Left") else -1))
        else:
            names.append(name)
            shapes.append(left + right)
    return names, np.stack(shapes)


def tiny_arrays():
    """The arrays of the made-up model, by the keys of the packed file."""
    neutral, triangles, ids = _skin()
    skin_count, vertex_part, triangle_part = len(neutral), [], []
    pieces, faces = [neutral], [triangles]
    vertex_part, triangle_part = [np.zeros(skin_count)], [np.zeros(len(triangles))]
    for part, side in ((1, 1), (2, -1)):
        places, fan = _ball(side)
        faces.append(fan + sum(map(len, pieces)))
        pieces.append(places)
        vertex_part.append(np.full(len(places), part))
        triangle_part.append(np.full(len(fan), part))
    faces.append(np.array([(0, 1, 2)]) + sum(map(len, pieces)))
    pieces.append(np.array([(3.0, 3.0, 14.0), (4.0, 3.0, 14.0), (3.0, 4.0, 14.0)]))
    vertex_part.append(np.full(3, 3))
    triangle_part.append(np.full(1, 3))
    vertices = np.concatenate(pieces)
    names, expression = _expressions(vertices)
    wide = vertices * [0.05, 0, 0]
    one_sided = np.where(vertices[:, :1] > 0, [[0.0, 0.15, 0.1]], 0.0)
    return {
        "neutral": vertices.astype(np.float32),
        "identity": np.stack([wide, one_sided]).astype(np.float16),
        "expression": expression.astype(np.float16),
        "expression_names": np.array(names),
        "triangles": np.concatenate(faces).astype(np.int32),
        "part_names": np.array(["face", "sclera_L", "sclera_R", "lacrimal_L"]),
        "vertex_part": np.concatenate(vertex_part).astype(np.int8),
        "triangle_part": np.concatenate(triangle_part).astype(np.int8),
        "landmark68": ids,
    }


@pytest.fixture(scope="session")
def arrays():
    return tiny_arrays()


@pytest.fixture(scope="session")
def model_folder(tmp_path_factory, arrays) -> Path:
    folder = tmp_path_factory.mktemp("model")
    np.savez(folder / MODEL_FILE, **arrays)
    return folder


@pytest.fixture(scope="session")
def model(model_folder) -> IctModel:
    return IctModel.load(model_folder)


@pytest.fixture(scope="session")
def renderer(model) -> Renderer:
    return Renderer(model)


@pytest.fixture
def make_spec(renderer):
    """A plain description, changed by keyword."""

    def make(pose, *, size_px=64, distance=80.0, **changes):
        identity = np.array([0.5, 1.0])
        landmarks = renderer.outline.vertices(identity, renderer.model.weights({}))
        camera = frame_face(turn(landmarks, pose), distance=distance, size_px=size_px, margin=1.6)
        light = Light(
            np.array([(0.6, 0.3, 0.742)], dtype=np.float32),
            np.array([(0.6, 0.6, 0.55)], dtype=np.float32),
            (0.3, 0.3, 0.35),
        )
        look = random_look(np.random.default_rng(3))
        plain = FaceSpec(identity, {}, pose, camera, look, light, Background(seed=5), Photo(), 1.0)
        return replace(plain, **changes)

    return make
