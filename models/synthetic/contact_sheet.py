"""Contact sheets: many faces in one picture, each with its caption and, if wanted, landmarks."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import cv2
import numpy as np

from core.errors import DataError
from core.files import reason, replacing
from core.types import FloatArray, ImageArray
from models.synthetic.pack import SIDES, TASKS, open_array
from models.synthetic.palsy import Grade
from models.synthetic.photo_palsy_pack import TASKS as PHOTO_TASKS

TILE_PX: Final = 256
_COLUMNS: Final = 8
_CAPTION_PX: Final = 18
_PAPER: Final = 250
_INK: Final = (20, 20, 20)
_POINT: Final = (0, 255, 90)
_POINT_RADIUS_PX: Final = 1
_TEXT_SCALE: Final = 0.4


def contact_sheet(
    images: Sequence[ImageArray],
    captions: Sequence[str],
    *,
    points_px: Sequence[FloatArray] | None = None,
    columns: int = _COLUMNS,
) -> ImageArray:
    """All faces in rows of at most `columns`.

    Args:
        images: uint8 (S, S, 3) RGB each.
        captions: One line under each face.
        points_px: (68, 2 or 3) each, pixels of its picture; landmarks to draw.
        columns: Most faces in a row.

    Returns:
        uint8 (H, W, 3) RGB.
    """
    tiles = [
        _tile(image, caption, None if points_px is None else points_px[index])
        for index, (image, caption) in enumerate(zip(images, captions, strict=True))
    ]
    columns = min(columns, len(tiles))
    tiles += [np.full_like(tiles[0], _PAPER)] * (-len(tiles) % columns)
    rows = [np.hstack(tiles[i : i + columns]) for i in range(0, len(tiles), columns)]
    return np.vstack(rows)


def write_contact_sheet(folder: Path, out: Path, *, count: int, with_points: bool) -> None:
    """The sheet of `count` faces of the pack in `folder`, evenly spread over it, as a PNG.

    Raises:
        DataError: There is no pack with pictures, or the sheet cannot be written.
    """
    images = open_array(folder, "images")
    if not len(images):
        raise DataError(f"{folder} holds no pictures: render or pack some first.")
    picked = np.unique(np.linspace(0, len(images) - 1, count).round().astype(int))
    points = open_array(folder, "points")[picked].astype(float) if with_points else None
    pictures = [np.asarray(images[i], dtype=np.uint8) for i in picked]
    sheet = contact_sheet(
        pictures,
        _captions(folder, picked.tolist()),
        points_px=None if points is None else list(points),
    )
    save_sheet(sheet, out)


def save_sheet(sheet: ImageArray, out: Path) -> None:
    """Write `sheet`, uint8 (H, W, 3) RGB, as the PNG file `out`.

    Raises:
        DataError: It cannot be written.
    """
    _, data = cv2.imencode(".png", np.ascontiguousarray(sheet[..., ::-1]))
    try:
        with replacing(out) as unfinished:
            unfinished.write_bytes(data.tobytes())
    except OSError as error:
        raise DataError(f"{out} could not be written because {reason(error)}.") from error


def _tile(image: ImageArray, caption: str, points_px: FloatArray | None) -> ImageArray:
    scale = TILE_PX / image.shape[1]
    way = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
    face = np.array(cv2.resize(image, (TILE_PX, TILE_PX), interpolation=way), dtype=np.uint8)
    if points_px is not None:
        # Pixel centres lie at whole numbers: the outer edge is half a pixel farther.
        for x, y in (points_px[:, :2] + 0.5) * scale - 0.5:
            if np.isfinite(x) and np.isfinite(y):
                place = (round(float(x)), round(float(y)))
                cv2.circle(face, place, _POINT_RADIUS_PX, _POINT, -1, cv2.LINE_AA)
    label = np.full((_CAPTION_PX, TILE_PX, 3), _PAPER, dtype=np.uint8)
    foot = (4, _CAPTION_PX - 5)
    cv2.putText(label, caption, foot, cv2.FONT_HERSHEY_SIMPLEX, _TEXT_SCALE, _INK, 1, cv2.LINE_AA)
    tile: ImageArray = np.vstack([face, label])
    return tile


def _captions(folder: Path, picked: Sequence[int]) -> list[str]:
    """Number, exercise, affected side and grade of each face, as far as the pack tells them."""
    known = {
        name: open_array(folder, name)
        for name in ("task", "movement", "grade")
        if (folder / f"{name}.npy").exists()
    }
    tasks = PHOTO_TASKS if (folder / "sequence.npy").exists() else TASKS
    captions = []
    for index in picked:
        words = [str(index)]
        if "task" in known:
            words.append(tasks[int(known["task"][index])])
        if "movement" in known:
            left_over = np.asarray(known["movement"][index], dtype=float).mean(axis=1)
            if left_over.min() < 1:
                words.append(str(SIDES[int(left_over.argmin())]))
        if "grade" in known:
            words.append(Grade(int(known["grade"][index])).name)
        captions.append(" ".join(words))
    return captions
