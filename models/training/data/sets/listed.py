"""Sets described by lists: CelebA, AffectNet and WFLW."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from core.errors import DataError
from core.landmarks import WFLW_98_TO_68
from core.types import POINT_COUNT, FloatArray
from models.training.data.sets.reading import (
    bad_line,
    files_under,
    listed,
    numbers,
    picture_beside,
    read_lines,
)
from models.training.data.sets.records import SPLITS, FaceRecord, PictureSource
from models.training.data.sets.splits import split_of

WFLW_LISTS: Final = "WFLW_annotations/list_98pt_rect_attr_train_test"
WFLW_ATTRIBUTES: Final = ("pose", "expression", "illumination", "make-up", "occlusion", "blur")

_WFLW_COUNT: Final = 98
_WFLW_WANT: Final = "196 coordinates, 4 of the box, 6 attributes (0 or 1) and the name of a picture"
_UNTRUSTED: Final = np.zeros((POINT_COUNT, 2))
_UNTRUSTED.flags.writeable = False
_NO_FACE: Final = "10"
"""AffectNet's expression code of pictures without a face."""
_CSV_COLUMNS: Final = (
    "subDirectory_filePath",
    "face_x",
    "face_y",
    "face_width",
    "face_height",
    "facial_landmarks",
    "expression",
)


@dataclass(frozen=True, slots=True)
class CelebaSet:
    """CelebA (Liu et al., ICCV 2015; paper's [65]), split as published.

    Attributes:
        folder: Where the set lies.
    """

    folder: Path

    def records(self) -> tuple[FaceRecord, ...]:
        """See `records.DataSet.records`."""
        want = "the name of a picture and a number"
        partition = self._list("Eval", "list_eval_partition.txt")
        identities = self._list("Anno", "identity_CelebA.txt")
        persons = {name: person for _, (name, person) in listed(identities, want, 2)}
        aligned = self._pictures("img_align_celeba")
        boxes = {} if aligned else self._boxes()
        pictures = aligned or self._pictures("img_celeba")
        if pictures is None:
            raise DataError(f"{self.folder} has neither img_align_celeba nor img_celeba.")
        found = []
        for number, (name, part) in listed(partition, want, 2):
            if part not in ("0", "1", "2") or name not in persons:
                raise bad_line(partition, number, "a known picture and 0, 1 or 2")
            found.append(
                FaceRecord(
                    name=name,
                    source=PictureSource(pictures / name),
                    person=persons[name],
                    split=SPLITS[int(part)],
                    box_px=boxes.get(name),
                )
            )
        return tuple(found)

    def _list(self, part: str, name: str) -> Path:
        """A list in its published folder, or beside the pictures as some copies have it."""
        published = self.folder / part / name
        return published if published.exists() else self.folder / name

    def _pictures(self, name: str) -> Path | None:
        for folder in (self.folder / "Img" / name, self.folder / name):
            if folder.is_dir():
                return folder
        return None

    def _boxes(self) -> dict[str, tuple[float, float, float, float]]:
        """Boxes of the pictures in the wild; after a count and a header line."""
        path = self._list("Anno", "list_bbox_celeba.txt")
        want = "the name of a picture, x, y, width and height"
        boxes = {}
        for number, (name, *words) in listed(path, want, 5, header_lines=2):
            left, top, width, height = numbers(words, path, number, want)
            boxes[name] = (left, top, left + width, top + height)
        return boxes


@dataclass(frozen=True, slots=True)
class AffectnetSet:
    """AffectNet (Mollahosseini et al., 2019; paper's [69]): found landmarks, not to be trusted.

    Its points come from a detector, so they place the crop and have weight 0. Two releases: folders
    `train_set` and `val_set` with `images` and `annotations/*_lnd.npy` (291,650 faces of 224 px,
    the number in Table I), or `training.csv`, `validation.csv` and, where there is one,
    `automatically_annotated.csv` with the pictures in full.

    Attributes:
        folder: Where the set lies.
        val_share: Share of the automatically annotated pictures kept for validation; the published
            validation set is `val` in both releases.
    """

    folder: Path
    val_share: float

    def records(self) -> tuple[FaceRecord, ...]:
        """See `records.DataSet.records`."""
        if (self.folder / "train_set").is_dir():
            return (*self._cropped("train_set", "train"), *self._cropped("val_set", "val"))
        return (
            *self._listed("training.csv", "Manually_Annotated_Images", "train"),
            *self._listed("validation.csv", "Manually_Annotated_Images", "val"),
            *self._automatic(),
        )

    def _cropped(self, part: str, split: str) -> list[FaceRecord]:
        found = []
        for path in files_under(self.folder / part / "annotations", (".npy",)):
            if not path.stem.endswith("_lnd"):
                continue
            number = path.stem.removesuffix("_lnd")
            try:
                values = np.load(path, allow_pickle=False).astype(np.float64).ravel()
            except (OSError, ValueError, EOFError) as error:
                raise DataError(f"{path} is damaged: expected 136 numbers.") from error
            picture = picture_beside(self.folder / part / "images" / number)
            name = f"{part}/{number}"
            found.append(_affectnet_face(name, picture, split, _pairs(values, str(path))))
        return found

    def _automatic(self) -> list[FaceRecord]:
        name = "automatically_annotated.csv"
        if not (self.folder / name).exists():
            return []
        return self._listed(name, "Automatically_Annotated_Images", None)

    def _listed(self, name: str, pictures: str, split: str | None) -> list[FaceRecord]:
        path = self.folder / name
        table = csv.DictReader(read_lines(path))
        missing = sorted(set(_CSV_COLUMNS) - set(table.fieldnames or ()))
        if missing:
            raise bad_line(path, 1, f"the column {missing[0]}")
        found = []
        for number, row in enumerate(_rows(table, path), start=2):
            if row["expression"] == _NO_FACE:
                continue
            inside = row["subDirectory_filePath"]
            if not inside:
                raise bad_line(path, number, "the file of a picture")
            words = [row[column] or "" for column in _CSV_COLUMNS[1:5]]
            left, top, width, height = numbers(words, path, number, "the box of a face")
            want = "68 points as x;y;x;y..."
            marks = numbers((row["facial_landmarks"] or "").split(";"), path, number, want)
            found.append(
                _affectnet_face(
                    inside,
                    self.folder / pictures / inside,
                    split or split_of(inside, self.val_share),
                    _pairs(np.array(marks), f"{path}, line {number}"),
                    (left, top, left + width, top + height),
                )
            )
        return found


def _rows(table: csv.DictReader[str], path: Path) -> Iterator[dict[str, str]]:
    try:
        yield from table
    except csv.Error as error:
        raise bad_line(path, table.line_num + 1, f"a line of a table ({error})") from error


def _pairs(values: FloatArray, where: str) -> FloatArray:
    if values.size != 2 * POINT_COUNT or not np.isfinite(values).all():
        raise DataError(f"{where}: expected 68 points, x and y in turn.")
    return values.reshape(POINT_COUNT, 2)


def _affectnet_face(
    name: str,
    picture: Path,
    split: str,
    points: FloatArray,
    box: tuple[float, float, float, float] | None = None,
) -> FaceRecord:
    return FaceRecord(
        name=name,
        source=PictureSource(picture),
        person=name,
        split=split,
        points_px=points,
        trust=_UNTRUSTED,
        box_px=box,
    )


@dataclass(frozen=True, slots=True)
class WflwSet:
    """WFLW (Wu et al., CVPR 2018; paper's [89]): 98 points, of which 68 are taken.

    Its coordinates are taken to count pixels from 0.

    Attributes:
        folder: Where the set lies.
        val_share: Share of the training pictures kept for validation.
    """

    folder: Path
    val_share: float

    def records(self) -> tuple[FaceRecord, ...]:
        """See `records.DataSet.records`."""
        return (*self._part("train"), *self._part("test"))

    def _part(self, part: str) -> list[FaceRecord]:
        path = self.folder / WFLW_LISTS / f"list_98pt_rect_attr_{part}.txt"
        faces: Counter[str] = Counter()
        found = []
        columns = 2 * _WFLW_COUNT + 4 + len(WFLW_ATTRIBUTES) + 1
        for number, words in listed(path, _WFLW_WANT, columns):
            *values, picture = words
            read = numbers(values, path, number, _WFLW_WANT)
            points = np.array(read[: 2 * _WFLW_COUNT]).reshape(_WFLW_COUNT, 2)
            flags = read[-len(WFLW_ATTRIBUTES) :]
            faces[picture] += 1
            found.append(
                FaceRecord(
                    name=f"{picture}#{faces[picture]}",
                    source=PictureSource(self.folder / "WFLW_images" / picture),
                    person=picture,
                    split="test" if part == "test" else split_of(picture, self.val_share),
                    points_px=points[list(WFLW_98_TO_68)],
                    groups={
                        attribute: "yes" if flag else "no"
                        for attribute, flag in zip(WFLW_ATTRIBUTES, flags, strict=True)
                    },
                )
            )
        return found
