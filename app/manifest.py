"""The manifest of a folder of exam videos: `exam.toml`.

taken_at = 2026-03-02T10:00:00+00:00
examiner = "Dr Example"
camera = "..."
distance_m = 1.2

[[video]]
exercise = "rest"
file = "rest.mp4"
mirrored = false
"""

from __future__ import annotations

import datetime as dt
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from app.exercise_video import ExerciseVideo
from assessment.protocol import EXERCISES
from core.errors import InputError

MANIFEST_NAME: Final = "exam.toml"
VISIT_KEYS: Final = frozenset(
    {"taken_at", "examiner", "site", "camera", "distance_m", "side_confirmed_by", "summary"}
)
VIDEO_KEYS: Final = frozenset({"exercise", "file", "mirrored"})


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a folder says about its exam.

    Attributes:
        visit: Fields of `assessment.records.Visit` that were given.
        videos: The files, in order.
    """

    visit: dict[str, Any]
    videos: tuple[ExerciseVideo, ...]


def read_manifest(folder: Path) -> Manifest:
    """Read `exam.toml` of a folder.

    Raises:
        InputError: It is missing or says something that cannot be.
    """
    path = folder / MANIFEST_NAME
    try:
        table = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError as error:
        raise InputError(
            f"{folder} has no {MANIFEST_NAME}: name the videos themselves with --exercise."
        ) from error
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InputError(f"{path} cannot be read: {error}.") from error
    rows = table.pop("video", [])
    _refuse_unknown(path, set(table) - VISIT_KEYS)
    moment = table.get("taken_at")
    if moment is not None and not (isinstance(moment, dt.datetime) and moment.tzinfo):
        raise InputError(f"{path}: taken_at must be a date and time with a time zone.")
    _check_kinds(path, table)
    if not isinstance(rows, list) or not rows:
        raise InputError(f"{path} names no video: add a [[video]] with exercise and file.")
    videos = tuple(_video(path, row) for row in rows)
    if len({video.exercise_id for video in videos}) < len(videos):
        raise InputError(f"{path} names an exercise twice: keep one video for each.")
    return Manifest(table, videos)


def _check_kinds(path: Path, table: dict[str, Any]) -> None:
    """Refuse text where a number belongs, and the other way round."""
    distance = table.get("distance_m", 1.0)
    if isinstance(distance, bool) or not isinstance(distance, int | float):
        raise InputError(f"{path}: distance_m must be a number of metres.")
    for key in (VISIT_KEYS - {"taken_at", "distance_m"}) & set(table):
        if not isinstance(table[key], str):
            raise InputError(f"{path}: {key} must be text.")


def _video(path: Path, row: Any) -> ExerciseVideo:  # noqa: ANN401 - straight from TOML
    if not isinstance(row, dict):
        raise InputError(f"{path}: video must be a table, written [[video]].")
    _refuse_unknown(path, set(row) - VIDEO_KEYS)
    exercise, name, mirrored = row.get("exercise"), row.get("file"), row.get("mirrored", False)
    if not isinstance(exercise, str) or exercise not in EXERCISES:
        raise InputError(
            f"{path}: unknown exercise {exercise!r}; known are {', '.join(EXERCISES)}."
        )
    if not isinstance(name, str) or Path(name).name != name or name in ("", "..", "."):
        raise InputError(f"{path}: file must be the name of a video in the same folder.")
    if not isinstance(mirrored, bool):
        raise InputError(f"{path}: mirrored must be true or false.")
    return ExerciseVideo(exercise, path.parent / name, mirrored=mirrored)


def _refuse_unknown(path: Path, unknown: set[str]) -> None:
    if unknown:
        raise InputError(f"{path}: unknown key {sorted(unknown)[0]!r}.")
