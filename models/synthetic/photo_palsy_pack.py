"""Photo-driven palsy on disk: plain .npy files, mapped into memory.

A pack is a folder with the settings (`pack.json`) and, row i of each being picture i: `images.npy`
uint8 (N, S, S, 3) RGB, `points.npy` float64 (N, 68, 3), `weights.npy` float32 (N, 68, 2), as of the
photograph but 1 in the plane for the inner points (their asymmetry is mostly that of the bend,
which is exact), `movement.npy` float32 (N, 2, 4), what is left of the movement of right and left in
brow, eye, midface and mouth, `expression.npy` float32 (N, W), `task.npy` (position in `TASKS`),
`persons.npy` text (N,), whose photograph it is, `sequence.npy` int64 (N,), which course of one
exercise the picture belongs to, and `done.npy`. The N / F courses have F frames each, in order.
`refused.npy` int64 (N / F, R) counts by `Refusal` what was tried in vain before.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from core.errors import DataError
from core.landmarks import INNER_51
from core.progress import Progress, ignore_progress
from core.types import POINT_COUNT
from models.synthetic.expressions import EXERCISES
from models.synthetic.ict import IctModel
from models.synthetic.pack import SETTINGS_FILE, SIDES, Layout, lay_out, open_array
from models.synthetic.palsy import Region
from models.synthetic.photo_palsy import (
    BASE,
    LARGEST_YAW_DEG,
    SMALLEST_MOVEMENT_RATIO,
    Attempt,
    FacePhoto,
    PalsyPhoto,
    PhotoPalsy,
    Refusal,
    random_attempt,
    random_course,
)

TASKS: Final = (*EXERCISES, BASE)
"""What `task.npy` counts."""
REFUSALS: Final = tuple(Refusal)
_MOST_TRIALS: Final = 200
_PERSON_LENGTH: Final = 96


@dataclass(frozen=True, slots=True, eq=False)
class PhotoSource:
    """Labelled photographs, all square and of one size.

    Attributes:
        name: Where they come from; begins every person's name.
        images: uint8 (M, S, S, 3), RGB.
        points: float (M, 68, 3), camera frame, pixels.
        trust: float (M, 68, 2), how far to trust each point in the plane and in depth.
        persons: (M,) names, or None when every photograph is of somebody else.
    """

    name: str
    images: NDArray[np.uint8]
    points: NDArray[np.floating]
    trust: NDArray[np.floating]
    persons: NDArray[np.str_] | None = None

    def photo(self, row: int) -> FacePhoto:
        """Photograph `row`."""
        image, points, trust = self.images[row], self.points[row], self.trust[row]
        return FacePhoto(np.array(image), points.astype(np.float64), trust.astype(np.float64))

    def person(self, row: int) -> str:
        """Whose photograph `row` is."""
        own = str(row) if self.persons is None else str(self.persons[row])
        return f"{self.name}/{own}"[:_PERSON_LENGTH]


@dataclass(frozen=True, slots=True)
class PhotoPalsySettings:
    """What decides the pictures of a pack.

    Attributes:
        count: Number of courses.
        seed: Of all random choices.
        sources: Names of the photographs' sources.
        frames: Pictures per course; 1 for single pictures.
        yaw_limit_deg: Heads turned further are left out.
        tasks: The exercises attempted, of `expressions.EXERCISES`; none: any.
    """

    count: int
    seed: int
    sources: tuple[str, ...]
    frames: int = 1
    yaw_limit_deg: float = LARGEST_YAW_DEG
    tasks: tuple[str, ...] = ()


def write_pack(
    folder: Path,
    model: IctModel,
    sources: Sequence[PhotoSource],
    settings: PhotoPalsySettings,
    *,
    progress: Progress = ignore_progress,
) -> None:
    """Make a pack, or go on with one that was interrupted.

    Course k depends on the photographs, the settings and k alone; the sources take turns.

    Args:
        folder: Where; made when missing.
        model: The morphable model.
        sources: The photographs, as many as `settings.sources` and in that order.
        settings: What to make of them.
        progress: Told after every course.

    Raises:
        DataError: The folder holds a pack with other settings, the sources' pictures differ in
            size, or no photograph is fit to be changed.
        InputError: The folder cannot be written.
    """
    _create(folder, sources, settings, weight_count=len(model.weight_names))
    done = open_array(folder, "done", writable=True)
    rows = {name: open_array(folder, name, writable=True) for name in _ROWS}
    refused = open_array(folder, "refused", writable=True)
    palsies = PhotoPalsy(model)
    for course in range(settings.count):
        span = slice(course * settings.frames, (course + 1) * settings.frames)
        if not done[span].all():
            found, refused[course] = _find(palsies, sources, settings, course)
            for index, picture in enumerate(found, start=span.start):
                for name, value in _row(*picture, course).items():
                    rows[name][index] = value
            done[span] = True
        progress(course + 1, settings.count, "bending photographs")


_ROWS: Final = (
    *("images", "points", "weights", "movement", "expression"),
    *("task", "persons", "sequence"),
)
_Picture = tuple[PalsyPhoto, FacePhoto, str]


def _create(
    folder: Path,
    sources: Sequence[PhotoSource],
    settings: PhotoPalsySettings,
    *,
    weight_count: int,
) -> None:
    sizes = {source.images.shape[1:3] for source in sources}
    if len(sizes) != 1:
        raise DataError("The photographs to bend differ in size: pack them to one size.")
    described = json.loads(json.dumps(asdict(settings)))
    path = folder / SETTINGS_FILE
    if path.exists():
        if _noted(path) != described:
            raise DataError(f"{folder} holds pictures with other settings: give an empty folder.")
        return
    count, size = settings.count * settings.frames, sizes.pop()
    layout: Layout = {
        "images": (np.uint8, (count, *size, 3)),
        "points": (np.float64, (count, POINT_COUNT, 3)),
        "weights": (np.float32, (count, POINT_COUNT, 2)),
        "movement": (np.float32, (count, len(SIDES), len(Region))),
        "expression": (np.float32, (count, weight_count)),
        "task": (np.int16, (count,)),
        "persons": (f"U{_PERSON_LENGTH}", (count,)),
        "sequence": (np.int64, (count,)),
        "done": (np.bool_, (count,)),
        "refused": (np.int64, (settings.count, len(REFUSALS))),
    }
    lay_out(folder, layout, described)


def _noted(path: Path) -> object:
    """What a settings file holds; None when it cannot be read."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None


def _find(
    palsies: PhotoPalsy,
    sources: Sequence[PhotoSource],
    settings: PhotoPalsySettings,
    course: int,
) -> tuple[list[_Picture], NDArray[np.int64]]:
    """The pictures of one course, and how often each refusal came before."""
    rng = np.random.default_rng(np.random.SeedSequence(settings.seed, spawn_key=(course,)))
    source = sources[course % len(sources)]
    refused = np.zeros(len(REFUSALS), dtype=np.int64)
    for _ in range(_MOST_TRIALS):
        row = int(rng.integers(len(source.points)))
        if settings.frames > 1:
            attempts = random_course(rng, settings.frames, settings.tasks)
        else:
            attempts = [random_attempt(rng, settings.tasks)]
        photo = source.photo(row)
        found = _pictures(palsies, photo, attempts, yaw_limit_deg=settings.yaw_limit_deg)
        if not isinstance(found, Refusal):
            return [(picture, photo, source.person(row)) for picture in found], refused
        refused[REFUSALS.index(found)] += 1
    raise DataError(
        f"No photograph of {source.name} is fit to be bent: check its points, or allow more yaw."
    )


def _pictures(
    palsies: PhotoPalsy, photo: FacePhoto, attempts: list[Attempt], *, yaw_limit_deg: float
) -> list[PalsyPhoto] | Refusal:
    """All attempts of one course, or why one of them cannot be shown."""
    face = palsies.fitted(photo, yaw_limit_deg=yaw_limit_deg)
    if isinstance(face, Refusal):
        return face
    strongest = attempts[len(attempts) // 2]
    if palsies.largest_movement_ratio(face, strongest) < SMALLEST_MOVEMENT_RATIO:
        return Refusal.STILL
    found = []
    for attempt in attempts:
        picture = palsies.attempted(face, attempt)
        if isinstance(picture, Refusal):
            return picture
        found.append(picture)
    return found


def _row(
    picture: PalsyPhoto, photo: FacePhoto, person: str, course: int
) -> dict[str, NDArray[np.generic]]:
    palsy = picture.attempt.palsy
    movement = np.ones((len(SIDES), len(Region)))
    movement[SIDES.index(palsy.side)] = palsy.movement_ratios
    weights = photo.trust.copy()
    weights[list(INNER_51), 0] = 1.0
    return {
        "images": picture.image,
        "points": picture.points,
        "weights": weights,
        "movement": movement,
        "expression": picture.weights,
        "task": np.array(TASKS.index(picture.attempt.task)),
        "persons": np.array(person),
        "sequence": np.array(course),
    }
