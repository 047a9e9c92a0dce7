"""The result of a benchmark: one flat table of named figures, and where they were taken."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from pathlib import Path
from typing import Final

import torch

from core.errors import InputError
from core.files import reason, replacing
from core.provenance import commit_of_checkout, machine
from core.types import FloatArray
from models.evaluation.predictions import Predictions

Figures = dict[str, float | int | str]
"""Figures by name; the unit is part of the name. A figure that cannot be had is absent."""

FLIP_AVERAGED: Final = "_flip_averaged"
"""Ending of a figure taken from the mean of the points of a picture and of its mirror image."""

_DIGITS: Final = 4


def plain_and_averaged(
    predictions: Predictions, figures_of: Callable[[FloatArray], Figures]
) -> Figures:
    """The same figures of the points as they come and of the mirror-averaged points.

    Args:
        predictions: What the landmarker said.
        figures_of: From points (N, 68, 3) to figures.
    """
    averaged = figures_of(predictions.averaged)
    return figures_of(predictions.plain) | {
        f"{name}{FLIP_AVERAGED}": value for name, value in averaged.items()
    }


def known(figures: Figures) -> Figures:
    """`figures` without those that are no numbers: points that a landmarker does not place."""
    return {
        name: value
        for name, value in figures.items()
        if not isinstance(value, float) or math.isfinite(value)
    }


def provenance(model: str, *, n: int) -> Figures:
    """What every table of figures carries.

    Args:
        model: The landmarker's `id@version`.
        n: Number of faces or frames behind the main figure.
    """
    return {"machine": _machine(), "commit": commit_of_checkout(), "weights": model, "n": n}


def write_figures(path: Path, figures: Figures) -> None:
    """Write one flat JSON object, whole or not at all.

    Raises:
        InputError: The file cannot be written.
    """
    rounded = {
        name: round(value, _DIGITS) if isinstance(value, float) else value
        for name, value in figures.items()
    }
    text = json.dumps(rounded, indent=1, allow_nan=False)
    try:
        with replacing(path) as unfinished:
            unfinished.write_text(text + "\n", encoding="utf-8")
    except OSError as error:
        raise InputError(
            f"{path} cannot be written because {reason(error)}: choose another --json file."
        ) from error


def _machine() -> str:
    """Processor, system, threads given to the network."""
    return f"{machine()}, {torch.get_num_threads()} thread(s), torch {torch.__version__}"
