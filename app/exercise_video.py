"""A file to be examined."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class ExerciseVideo:
    """The file in which one exercise was recorded.

    Attributes:
        exercise_id: Key of `assessment.protocol.EXERCISES`.
        path: The video.
        mirrored: It is a mirror image, as selfie cameras record; sides are swapped back.
    """

    exercise_id: str
    path: Path
    mirrored: bool = False
