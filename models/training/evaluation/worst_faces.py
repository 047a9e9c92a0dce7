"""A contact sheet of the faces that a method places worst, with truth and prediction drawn.

It shows the data set's own photographs and is for looking at, not for publication.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import cv2
import numpy as np

from core.crop import LANDMARK_BOX_SCALE, crop_box_of, cut, to_crop
from core.types import FloatArray, ImageArray
from models.training.data.pictures import pictures
from models.training.evaluation.labelled_set import LabelledSet
from models.training.evaluation.measure import FaceErrors

COUNT: Final = 10
COLUMNS: Final = 5
TILE_PX: Final = 320
CAPTION_PX: Final = 36

_MARGIN: Final = 1.2
"""Side of a tile's square over that of the crop the network sees."""
_TRUTH_RGB: Final = (255, 60, 60)
_FOUND_RGB: Final = (60, 255, 60)
_TEXT_RGB: Final = (255, 255, 255)
_FONT: Final = cv2.FONT_HERSHEY_SIMPLEX
_NAME_LENGTH: Final = 44
_SHIFT_BITS: Final = 3
"""Dots are drawn to an eighth of a pixel."""


def write_sheet(
    path: Path, label: str, points_px: FloatArray, errors: FaceErrors, faces: LabelledSet
) -> None:
    """Draw the `COUNT` faces with the largest error, the worst first.

    The error is that over all 68 points, or over the inner 51 for a method without the jaw.

    Args:
        path: PNG file to create or replace.
        label: The method.
        points_px: float64 (N, 68, 2 or 3), pixels of the pictures; not NaN.
        errors: Errors of the N faces.
        faces: The N faces.

    Raises:
        OSError: The file cannot be written.
        KnownError: A picture is missing or damaged.
    """
    per_face = errors.inner51_pct if errors.all68_pct is None else errors.all68_pct
    worst = np.argsort(-per_face, kind="stable")[:COUNT]
    truth = faces.truth_px()
    tiles = []
    for rank, row in enumerate(worst, start=1):
        (picture,) = pictures([faces.records[row]])
        caption = (
            f"{rank}. {faces.records[row].name[-_NAME_LENGTH:]}",
            f"NME {per_face[row]:.2f} %, inner 51 {errors.inner51_pct[row]:.2f} %",
        )
        tiles.append(_tile(picture, truth[row], points_px[row], caption))
    sheet = _arranged(tiles, f"{faces.name} {faces.split}, {label}: ")
    written, data = cv2.imencode(".png", np.ascontiguousarray(sheet[..., ::-1]))
    if not written:
        raise RuntimeError("cv2 cannot encode PNG")
    path.write_bytes(data.tobytes())


def _tile(
    picture: ImageArray, truth: FloatArray, found: FloatArray, caption: Sequence[str]
) -> ImageArray:
    box = crop_box_of(truth, _MARGIN * LANDMARK_BOX_SCALE)
    crop = cut(picture, box, TILE_PX)
    for points, colour in ((truth, _TRUTH_RGB), (found, _FOUND_RGB)):
        for x, y in to_crop(points[:, :2], box, TILE_PX):
            _dot(crop, x, y, colour)
    strip = np.zeros((CAPTION_PX, TILE_PX, 3), np.uint8)
    for line, text in enumerate(caption, start=1):
        _write(strip, text, (4, 15 * line - 1))
    return np.concatenate((crop, strip))


def _dot(crop: ImageArray, x: float, y: float, colour: tuple[int, int, int]) -> None:
    unit = 1 << _SHIFT_BITS
    centre = (round(x * unit), round(y * unit))
    cv2.circle(crop, centre, 2 * unit, colour, -1, cv2.LINE_AA, _SHIFT_BITS)


def _write(image: ImageArray, text: str, place: tuple[int, int]) -> None:
    ascii_text = text.encode("ascii", "replace").decode("ascii")  # all that the font has
    cv2.putText(image, ascii_text, place, _FONT, 0.42, _TEXT_RGB, 1, cv2.LINE_AA)


def _arranged(tiles: Sequence[ImageArray], title: str) -> ImageArray:
    """Tiles in rows of `COLUMNS` below a line of text."""
    blank = np.zeros_like(tiles[0])
    padded = [*tiles, *[blank] * (-len(tiles) % COLUMNS)]
    rows = [np.hstack(padded[i : i + COLUMNS]) for i in range(0, len(padded), COLUMNS)]
    head = np.zeros((CAPTION_PX, rows[0].shape[1], 3), np.uint8)
    _write(
        head,
        f"{title}worst faces; red: truth, green: prediction. "
        "The photographs are the data set's: not for publication.",
        (4, 22),
    )
    sheet: ImageArray = np.concatenate([head, *rows])
    return sheet
