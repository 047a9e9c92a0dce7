"""Sample sheets: what a stage makes of a few validation pictures, as one PNG."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import cv2
import numpy as np
from torch import Tensor

from core.files import replacing
from core.types import FloatArray, ImageArray
from models.nets.heatmap import Reading, peak_one
from models.nets.pfnet import CROP_SIZE_PX
from models.training.data.mix import Batch

SAMPLES_FOLDER: Final = "samples"
TRUE_COLOUR: Final = (255, 255, 255)
FOUND_COLOUR: Final = (0, 220, 90)
DOT_PX: Final = 2


def reconstruction_sheet(pictures: Tensor, made: Tensor) -> ImageArray:
    """Pictures above their reconstructions; both (B, 3, S, S) in [-1, 1]."""
    return _grid([_images(pictures), _images(made)])


def landmark_sheet(
    batch: Batch, found_px: FloatArray, maps: Tensor | None, reading: str
) -> ImageArray:
    """Pictures with true (white) and found (green) points, above the sum of the heatmaps.

    Args:
        batch: The pictures.
        found_px: (B, 68, 2 or 3), pixels of the 256-px crop.
        maps: Heatmap output (B, 68, H, W); None leaves the second row out.
        reading: A `Reading`.
    """
    drawn = [_crop_sized(image) for image in _images(batch.image)]
    for image, points, true in zip(drawn, found_px, batch.points.numpy(), strict=True):
        for place, colour in ((true, TRUE_COLOUR), (points, FOUND_COLOUR)):
            seen = np.nan_to_num(place[:, :2]).clip(-CROP_SIZE_PX, 2 * CROP_SIZE_PX)
            for x, y in seen.round().astype(int):  # a net that diverges puts points anywhere
                cv2.circle(image, (int(x), int(y)), DOT_PX, colour, -1, cv2.LINE_AA)
    rows = [drawn]
    if maps is not None:
        peaks = peak_one(maps, Reading(reading)).amax(1).clamp(0.0, 1.0).numpy()
        rows.append([_crop_sized(_grey(peak)) for peak in peaks])
    return _grid(rows)


def save_sheet(folder: Path, name: str, sheet: ImageArray) -> None:
    """Write a sheet as `samples/<name>.png` of a run folder."""
    (folder / SAMPLES_FOLDER).mkdir(exist_ok=True)
    _, coded = cv2.imencode(".png", sheet[..., ::-1])
    with replacing(folder / SAMPLES_FOLDER / f"{name}.png") as unfinished:
        unfinished.write_bytes(coded.tobytes())


def _images(pictures: Tensor) -> list[ImageArray]:
    values = ((pictures.clamp(-1.0, 1.0) + 1.0) * 127.5).round().byte()
    return [np.ascontiguousarray(image) for image in values.permute(0, 2, 3, 1).numpy()]


def _grey(plane: FloatArray) -> ImageArray:
    return np.repeat((plane * 255.0).astype(np.uint8)[..., None], 3, axis=2)


def _crop_sized(image: ImageArray) -> ImageArray:
    size = (CROP_SIZE_PX, CROP_SIZE_PX)
    resized: ImageArray = np.asarray(cv2.resize(image, size, interpolation=cv2.INTER_LINEAR))
    return resized


def _grid(rows: list[list[ImageArray]]) -> ImageArray:
    return np.concatenate([np.concatenate(row, axis=1) for row in rows], axis=0)
