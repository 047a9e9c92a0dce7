"""Rendered faces on disk: plain .npy files, mapped into memory.

A pack is a folder with the settings (`pack.json`) and, row i of each being face i: `images.npy`
uint8 (N, S, S, 3) RGB, `points.npy` float64 (N, 68, 3), `movement.npy` float32 (N, 2, 4), what is
left of the movement of right and left in brow, eye, midface and mouth, `expression.npy`
float32 (N, W), `pose_deg.npy` float32 (N, 3), `task.npy` (position in `TASKS`), `grade.npy`
(House-Brackmann, 1 to 6) and `done.npy`. Face i depends on the settings and on i alone, so the
version of the program that rendered it can draw its full description again.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import IntEnum
from pathlib import Path
from typing import Final

import numpy as np
from numpy.lib.format import open_memmap
from numpy.typing import NDArray

from core.errors import DataError
from core.files import plain_words, replacing
from core.landmarks import Side
from core.progress import Progress, ignore_progress
from core.types import POINT_COUNT
from models.synthetic.expressions import EXERCISES
from models.synthetic.palsy import Region
from models.synthetic.render import Renderer
from models.synthetic.sample import SyntheticFace, sample_face

SETTINGS_FILE: Final = "pack.json"
TASKS: Final = (*EXERCISES, "everyday")
"""What `task.npy` counts."""
SIDES: Final = (Side.RIGHT, Side.LEFT)
HAIR_SHARE: Final = 0.9
GLASSES_SHARE: Final = 0.2
"""Shares of styled hair and of glasses (defaults)."""


class Split(IntEnum):
    """Which purpose a face serves; no two splits share a stream of random numbers."""

    TRAINING = 0
    VALIDATION = 1
    BENCHMARK = 2
    DEMO = 3


@dataclass(frozen=True, slots=True)
class PackSettings:
    """What decides the faces of a pack.

    Attributes:
        count: Number of faces N.
        seed: Of all random choices.
        split: Purpose of the faces, a `Split`.
        size_px: Side S of the pictures.
        palsy_probability: Share of faces with a palsy.
        yaw_limit_deg: Largest turn of the head.
        hair_share: Share of the people who are not bald whose hair is cut to a style.
        glasses_share: Share of people with glasses.
    """

    count: int
    seed: int
    split: int = int(Split.TRAINING)
    size_px: int = 192
    palsy_probability: float = 0.5
    yaw_limit_deg: float = 50.0
    hair_share: float = HAIR_SHARE
    glasses_share: float = GLASSES_SHARE


Layout = Mapping[str, tuple[type[np.generic] | str, tuple[int, ...]]]
"""Name to kind and shape of the arrays of a pack."""

_WHEN_UNSAID: Final = {"hair_share": 0.0, "glasses_share": 0.0}
"""What packs without these settings were rendered with."""


def face_rng(split: int, seed: int, index: int) -> np.random.Generator:
    """The random numbers of face (or person) `index` of a split.

    The split is part of the spawn key of the seed sequence, so faces of different splits are
    independent draws for every seed and index: no identity of one appears in another.
    """
    return np.random.default_rng(np.random.SeedSequence(seed, spawn_key=(int(split), index)))


def create_pack(folder: Path, settings: PackSettings, *, weight_count: int) -> None:
    """Make the empty files of a pack, or check that `folder` already holds this very pack.

    Args:
        folder: Where; made when missing.
        settings: What the faces shall be.
        weight_count: Number of expression weights W of the model.

    Raises:
        DataError: The folder holds a pack with other settings.
        InputError: The folder cannot be written.
    """
    if (folder / SETTINGS_FILE).exists():
        if read_settings(folder) != settings:
            raise DataError(
                f"{folder} holds rendered faces with other settings: give an empty folder."
            )
        return
    count, size = settings.count, settings.size_px
    layout: Layout = {
        "images": (np.uint8, (count, size, size, 3)),
        "points": (np.float64, (count, POINT_COUNT, 3)),
        "movement": (np.float32, (count, len(SIDES), len(Region))),
        "expression": (np.float32, (count, weight_count)),
        "pose_deg": (np.float32, (count, 3)),
        "task": (np.int16, (count,)),
        "grade": (np.int16, (count,)),
        "done": (np.bool_, (count,)),
    }
    lay_out(folder, layout, asdict(settings))


def lay_out(folder: Path, layout: Layout, settings: Mapping[str, object]) -> None:
    """Make the empty arrays of a pack and then, so that they are complete, note its settings.

    Raises:
        InputError: The folder cannot be written.
    """
    with plain_words(folder):
        folder.mkdir(parents=True, exist_ok=True)
        for name, (kind, shape) in layout.items():
            open_memmap(folder / f"{name}.npy", mode="w+", dtype=kind, shape=shape).flush()
        with replacing(folder / SETTINGS_FILE) as unfinished:
            unfinished.write_text(json.dumps(settings, indent=1), encoding="utf-8")


def read_settings(folder: Path) -> PackSettings:
    """The settings of the pack in `folder`.

    Raises:
        DataError: There is no pack.
    """
    try:
        text = (folder / SETTINGS_FILE).read_text(encoding="utf-8")
        return PackSettings(**(_WHEN_UNSAID | json.loads(text)))
    except (OSError, TypeError, ValueError) as error:
        raise DataError(f"{folder} holds no rendered faces: render a pack first.") from error


def open_array(folder: Path, name: str, *, writable: bool = False) -> NDArray[np.generic]:
    """Array `name` of the pack, mapped into memory.

    Raises:
        DataError: The array is missing.
    """
    try:
        mapped: NDArray[np.generic] = open_memmap(
            folder / f"{name}.npy", mode="r+" if writable else "r"
        )
    except (OSError, ValueError) as error:
        raise DataError(f"{folder} lacks '{name}.npy': render the pack again.") from error
    return mapped


def fill_pack(
    folder: Path,
    renderer: Renderer,
    *,
    backgrounds: Sequence[Path] = (),
    progress: Progress = ignore_progress,
) -> None:
    """Render the faces that are not there yet; an interrupted run is taken up again.

    Args:
        folder: A folder made by `create_pack`.
        renderer: The model to draw.
        backgrounds: Photographs for every second background.
        progress: Told after every face.

    Raises:
        DataError: There is no pack.
    """
    settings = read_settings(folder)
    names = ("images", "points", "movement", "expression", "pose_deg", "task", "grade")
    rows = {name: open_array(folder, name, writable=True) for name in names}
    done = open_array(folder, "done", writable=True)
    for index in range(settings.count):
        if not done[index]:
            face = sample_face(
                face_rng(settings.split, settings.seed, index),
                renderer,
                palsy_probability=settings.palsy_probability,
                yaw_limit_deg=settings.yaw_limit_deg,
                size_px=settings.size_px,
                backgrounds=backgrounds,
                hair_share=settings.hair_share,
                glasses_share=settings.glasses_share,
            )
            for name, value in _row(face, renderer).items():
                rows[name][index] = value
            done[index] = True
        progress(index + 1, settings.count, "rendering faces")


def write_pack(
    folder: Path,
    renderer: Renderer,
    settings: PackSettings,
    *,
    backgrounds: Sequence[Path] = (),
    progress: Progress = ignore_progress,
) -> None:
    """Create and fill a pack in this process.

    Raises:
        DataError: The folder holds a pack with other settings.
    """
    create_pack(folder, settings, weight_count=len(renderer.model.weight_names))
    fill_pack(folder, renderer, backgrounds=backgrounds, progress=progress)


def _row(face: SyntheticFace, renderer: Renderer) -> dict[str, NDArray[np.generic]]:
    movement = np.ones((len(SIDES), len(Region)))
    if face.palsy:
        movement[SIDES.index(face.palsy.side)] = face.palsy.movement_ratios
    pose = face.spec.pose
    return {
        "images": face.image,
        "points": face.points_px,
        "movement": movement,
        "expression": renderer.model.weights(face.spec.expression),
        "pose_deg": np.array([pose.yaw_deg, pose.pitch_deg, pose.roll_deg]),
        "task": np.array(TASKS.index(face.task)),
        "grade": np.array(int(face.grade)),
    }
