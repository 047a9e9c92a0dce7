"""Face records into a pack: every picture is decoded once, cut square and kept at one size.

The cut is wider than what the network sees, so that the augmentation may turn, shrink and shift
without reaching beyond it; where it leaves the picture, the picture's edge is repeated.
"""

from __future__ import annotations

import json
import os
import shutil
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import BinaryIO, Final

import numpy as np
from numpy.lib.format import write_array_header_1_0
from numpy.typing import NDArray

from core.crop import LANDMARK_BOX_SCALE, CropBox, crop_box_of, cut, to_crop
from core.errors import DataError, InputError
from core.files import UNFINISHED_SUFFIX, reason, sync_folder
from core.progress import Progress, ignore_progress
from core.types import POINT_COUNT, ImageArray
from models.runtime.face_box import SIDE_PER_MTCNN_SIDE, FaceBox, FaceBoxDetector, MtcnnDetector
from models.training.data.pack import IMAGES_FILE
from models.training.data.pictures import pictures
from models.training.data.sets.records import FaceRecord

PACK_SCALE: Final = 1.8
"""Side of the cut over the larger side of the landmarks' box: what the network sees (1.3) turned by
45 degrees (x 1.41), as far as the picture reaches."""

TOO_SMALL: Final = "too small"
NOT_FOUND: Final = "no face found"


@dataclass(frozen=True, slots=True)
class PackSettings:
    """How faces are packed.

    Attributes:
        size_px: Side S of the packed pictures.
        min_face_px: Faces of a smaller height are left out (paper, IV-B): the height of the
            landmarks' box, or of MTCNN's where there are no landmarks.
    """

    size_px: int = 288
    min_face_px: float = 100.0


@dataclass(frozen=True, slots=True)
class PackCounts:
    """What became of the faces.

    Attributes:
        packed: Faces in the pack.
        with_depth: Of these, how many have a depth that is trusted.
        by_box: Of these, how many were placed by "landmarks", "detector" or the "publisher's box".
        dropped: How many were left out, by reason.
    """

    packed: int
    with_depth: int
    by_box: Mapping[str, int]
    dropped: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a face is.

    Attributes:
        box: The square of its landmarks, without margin, pixels of the picture.
        height_px: Height to compare with the smallest.
        by: Who says so.
    """

    box: CropBox
    height_px: float
    by: str


def evenly(records: Sequence[FaceRecord], limit: int | None) -> tuple[FaceRecord, ...]:
    """At most `limit` records, evenly spread; None: all."""
    if limit is None or limit >= len(records):
        return tuple(records)
    rows = np.linspace(0, len(records) - 1, limit).round().astype(int)
    return tuple(records[row] for row in rows)


def write_pack(
    records: Sequence[FaceRecord],
    out: Path,
    settings: PackSettings,
    *,
    origin: Mapping[str, str],
    detector: FaceBoxDetector | None = None,
    progress: Progress = ignore_progress,
) -> PackCounts:
    """Pack faces; rows are in the order of the pictures' paths.

    Args:
        records: The faces.
        out: Folder to write; it appears when everything is in it, or not at all.
        settings: How.
        origin: What to note in `pack.json`.
        detector: Finds faces without landmarks; None: MTCNN.
        progress: Told after each face.

    Raises:
        DataError: A picture is missing or damaged, or no face is left.
        VideoError: A video is damaged.
        InputError: `out` exists or cannot be written.
    """
    if out.exists():
        raise InputError(f"{out} is there already: remove it to pack its pictures again.")
    ordered = sorted(records, key=lambda face: (face.source.path, face.source.frame_index or 0))
    if detector is None and any(face.points_px is None for face in ordered):
        detector = MtcnnDetector()
    unfinished = out.with_name(out.name + UNFINISHED_SUFFIX)
    try:
        shutil.rmtree(unfinished, ignore_errors=True)  # what a killed run left
        unfinished.mkdir(parents=True)
        counts = _fill(unfinished, ordered, settings, detector, progress)
        _note(unfinished / "pack.json", origin, settings, counts)
        for path in unfinished.iterdir():
            with path.open("rb+") as stream:
                os.fsync(stream.fileno())
        unfinished.rename(out)
        sync_folder(out.parent)
    except OSError as error:
        raise InputError(
            f"{out} could not be written because {reason(error)}: choose another place."
        ) from error
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    return counts


def _fill(
    folder: Path,
    records: Sequence[FaceRecord],
    settings: PackSettings,
    detector: FaceBoxDetector | None,
    progress: Progress,
) -> PackCounts:
    """Write the arrays of a pack."""
    size = settings.size_px
    kept: list[FaceRecord] = []
    points, places, dropped = [], Counter[str](), Counter[str]()
    with (folder / IMAGES_FILE).open("wb") as stream:
        _write_header(stream, len(records), size)
        for number, (face, image) in enumerate(zip(records, pictures(records), strict=True)):
            place = _place(face, image, detector)
            if place is None or place.height_px < settings.min_face_px:
                dropped[NOT_FOUND if place is None else TOO_SMALL] += 1
            else:
                box = place.box
                box = CropBox(box.center_x_px, box.center_y_px, PACK_SCALE * box.side_px)
                stream.write(cut(image, box, size).tobytes())
                points.append(_packed_points(face, box, size))
                kept.append(face)
                places[place.by] += 1
            progress(number + 1, len(records), "packing")
        stream.seek(0)
        _write_header(stream, len(kept), size)
    if not kept:
        why = ", ".join(f"{number} {what}" for what, number in dropped.items())
        raise DataError(f"No face is left to pack ({why or 'none was given'}): nothing is written.")
    center = (size - 1) / 2
    box_row = (center, center, size * LANDMARK_BOX_SCALE / PACK_SCALE)
    np.save(folder / "points.npy", np.array(points))
    weights = np.array([weights_of(face).astype(np.float32) for face in kept])
    np.save(folder / "weights.npy", weights)
    np.save(folder / "boxes.npy", np.tile(np.array(box_row, np.float32), (len(kept), 1)))
    np.save(folder / "persons.npy", np.array([face.person for face in kept]))
    with_depth = int(weights[..., 1].any(1).sum())
    return PackCounts(len(kept), with_depth, dict(places), dict(dropped))


def _write_header(stream: BinaryIO, count: int, size_px: int) -> None:
    """The header of `images.npy`; numpy pads it so that any count takes the same room.

    The pictures are written, not mapped: a full disk is then an error and not a signal.
    """
    shape = (count, size_px, size_px, 3)
    write_array_header_1_0(stream, {"descr": "|u1", "fortran_order": False, "shape": shape})


def _place(face: FaceRecord, image: ImageArray, detector: FaceBoxDetector | None) -> _Place | None:
    """Where the face is; None when nobody can say."""
    if face.points_px is not None:
        height = float(np.ptp(face.points_px[:, 1]))
        return _Place(crop_box_of(face.points_px, 1.0), height, "landmarks")
    found = detector.find(image) if detector is not None else ()
    given = face.box_px if face.box_px is not None and _has_area(face.box_px) else None
    chosen = _chosen(found, given)
    if chosen is not None:
        return _Place(chosen.box, chosen.box.side_px / SIDE_PER_MTCNN_SIDE, "detector")
    if given is None:
        return None
    left, top, right, bottom = given
    corners = np.array([(left, top), (right, bottom)])
    return _Place(crop_box_of(corners, 1.0), bottom - top, "publisher's box")


def _has_area(box: tuple[float, float, float, float]) -> bool:
    return box[2] > box[0] and box[3] > box[1]


def _chosen(
    found: Sequence[FaceBox], given: tuple[float, float, float, float] | None
) -> FaceBox | None:
    """The largest face, or where a box is given the one that shares most of it."""
    if given is None:
        return found[0] if found else None
    shared = [_shared_px2(face.box, given) for face in found]
    best = int(np.argmax(shared)) if shared else 0
    return found[best] if shared and shared[best] > 0 else None


def _shared_px2(box: CropBox, given: tuple[float, float, float, float]) -> float:
    half = box.side_px / 2
    width = min(box.center_x_px + half, given[2]) - max(box.center_x_px - half, given[0])
    height = min(box.center_y_px + half, given[3]) - max(box.center_y_px - half, given[1])
    return max(0.0, width) * max(0.0, height)


def _packed_points(face: FaceRecord, box: CropBox, size_px: int) -> NDArray[np.float32]:
    """(68, 3) in pixels of the cut; NaN where the set does not say."""
    packed = np.full((POINT_COUNT, 3), np.nan, np.float32)
    if face.points_px is not None:
        packed[:, : face.points_px.shape[1]] = to_crop(face.points_px, box, size_px)
    return packed


def weights_of(face: FaceRecord) -> NDArray[np.float64]:
    """(68, 2): the record's trust, or what `FaceRecord.trust` says stands for None."""
    if face.trust is not None:
        return face.trust
    axes = 0 if face.points_px is None else face.points_px.shape[1]
    return np.tile((float(axes > 0), float(axes > 2)), (POINT_COUNT, 1))


def _note(
    path: Path, origin: Mapping[str, str], settings: PackSettings, counts: PackCounts
) -> None:
    """Write where the pack comes from."""
    told = {**origin, **asdict(settings), "scale": PACK_SCALE, **asdict(counts)}
    path.write_text(json.dumps(told, indent=1), encoding="utf-8")
