"""The exact landmarks of rendered clips, as small files: int16 (T, 68, 3), 1/32 px, by exercise."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import numpy as np

from core.errors import DataError
from core.types import FloatArray

STEPS_PER_PX: Final = 32.0


def write_truth(path: Path, truth: Mapping[str, FloatArray]) -> None:
    """Write landmarks, float64 (T, 68, 3) px within +-1023 px, by exercise."""
    steps: dict[str, Any] = {
        exercise: np.round(points * STEPS_PER_PX).astype(np.int16)
        for exercise, points in truth.items()
    }
    np.savez_compressed(path, allow_pickle=False, **steps)


def read_truth(path: Path) -> dict[str, FloatArray]:
    """The landmarks of `write_truth`, float64 (T, 68, 3) px, by exercise.

    Raises:
        DataError: The file is missing or malformed.
    """
    try:
        with path.open("rb") as stream, np.load(stream, allow_pickle=False) as table:
            return {name: table[name] / STEPS_PER_PX for name in table.files}
    except (OSError, ValueError, EOFError, zipfile.BadZipFile, zlib.error) as error:
        raise DataError(f"{path.name} cannot be read: reinstall the program.") from error
