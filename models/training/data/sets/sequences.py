"""Clinical sequences with points frame by frame: Toronto NeuroFace and ParFace."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import numpy as np

from core.errors import DataError
from models.training.data.sets.depth import from_unknown_sign
from models.training.data.sets.folders import frame_count
from models.training.data.sets.reading import (
    PICTURE_SUFFIXES,
    VIDEO_SUFFIXES,
    files_under,
    picture_beside,
    read_point_lines,
)
from models.training.data.sets.records import FaceRecord, PictureSource
from models.training.data.sets.splits import split_of

POINT_SUFFIXES: Final = (".lmk2d.txt", ".txt")
BOX_SUFFIX: Final = ".bbox.txt"
FRAMES_FOLDER: Final = "Frames"

_PERSON_CODE: Final = re.compile(r"[A-Za-z]+_?\d+")

TEST_EVERY: Final = 3
"""Six of nine annotated sequences of ParFace train, three test (paper, IV-G 5)."""


@dataclass(frozen=True, slots=True)
class NeurofaceSet:
    """Toronto NeuroFace (Bandini et al., IEEE JBHI 2021; paper's [2]): its annotated frames.

    A person is the code with which a frame's name begins (`A002`, `OP_11`), in its group's folder.

    Attributes:
        folder: Where the set lies.
        val_share: Share of the persons kept for validation.
    """

    folder: Path
    val_share: float

    def records(self) -> tuple[FaceRecord, ...]:
        """See `records.DataSet.records`."""
        found = tuple(
            self._record(path)
            for path in files_under(self.folder, (".txt",))
            if not path.name.lower().endswith((BOX_SUFFIX, "readme.txt"))
        )
        if not found:
            raise DataError(f"{self.folder} has no landmark file (.txt): give NeuroFace's folder.")
        return found

    def _record(self, path: Path) -> FaceRecord:
        suffix = next(suffix for suffix in POINT_SUFFIXES if path.name.lower().endswith(suffix))
        stem = path.name[: -len(suffix)]
        inside = path.relative_to(self.folder)
        group = inside.parts[0] if len(inside.parts) > 1 else ""
        code = _PERSON_CODE.match(stem)
        person = f"{group}/{code.group() if code else stem}"
        frames = path.parent.parent / FRAMES_FOLDER
        place = frames if frames.is_dir() else path.parent
        return FaceRecord(
            name=f"{group}/{stem}",
            source=PictureSource(picture_beside(place / stem)),
            person=person,
            split=split_of(person, self.val_share),
            points_px=read_point_lines(path, 2),
            groups={"group": group} if group else {},
        )


@dataclass(frozen=True, slots=True)
class ParfaceSet:
    """ParFace (the paper's own): 28 videos, 9 with points; those are the test set of Table I.

    A sequence is a subfolder with a picture for every frame, or a video beside a subfolder of its
    name. The points of a frame lie in the subfolder: `<picture's name>.txt`, or for a video a name
    that ends in the frame's number from 0. The sign of z is found out from the faces.

    Attributes:
        folder: Where the set lies.
        val_share: Share of the sequences without points kept for validation.
    """

    folder: Path
    val_share: float

    def records(self) -> tuple[FaceRecord, ...]:
        """See `records.DataSet.records`."""
        if not self.folder.is_dir():
            raise DataError(f"{self.folder} is missing: expected the folder of ParFace.")
        videos = [p for p in sorted(self.folder.iterdir()) if p.suffix.lower() in VIDEO_SUFFIXES]
        filmed = {path.stem for path in videos}
        folders = [p for p in sorted(self.folder.iterdir()) if p.is_dir() and p.name not in filmed]
        found = [record for path in videos for record in self._video(path)]
        found += [record for path in folders for record in self._pictures(path)]
        if not found:
            raise DataError(f"{self.folder} has no sequence: expected folders of frames or videos.")
        return _with_known_depth(found)

    def _pictures(self, folder: Path) -> list[FaceRecord]:
        frames = _by_name((path.stem, path) for path in files_under(folder, PICTURE_SUFFIXES))
        marks = _by_name((path.stem, path) for path in files_under(folder, (".txt",)))
        sources = {name: PictureSource(path) for name, path in frames.items()}
        return self._sequence(folder.name, sources, marks)

    def _video(self, video: Path) -> list[FaceRecord]:
        folder = video.with_suffix("")
        texts = files_under(folder, (".txt",)) if folder.is_dir() else []
        marks = _by_name((_frame_number(path), path) for path in texts)
        frames = {str(i): PictureSource(video, i) for i in range(frame_count(video))}
        return self._sequence(video.stem, frames, marks)

    def _sequence(
        self, name: str, frames: dict[str, PictureSource], marks: dict[str, Path]
    ) -> list[FaceRecord]:
        """The frames of one sequence; points belong to all of them or to none."""
        lost = sorted(set(marks) - set(frames))
        if lost:
            raise DataError(f"{marks[lost[0]]} belongs to no frame of the sequence {name}.")
        bare = sorted(set(frames) - set(marks)) if marks else []
        if bare:
            raise DataError(f"Frame {bare[0]} of the sequence {name} has no points, others have.")
        return [
            FaceRecord(
                name=f"{name}/{frame}",
                source=source,
                person=name,
                split="test" if marks else split_of(name, self.val_share),
                points_px=read_point_lines(marks[frame], 3) if marks else None,
            )
            for frame, source in frames.items()
        ]


@dataclass(frozen=True, slots=True)
class ParfacePalsySet:
    """The annotated sequences of ParFace divided for Table VI: one third tests, the others train.

    Which ones the paper took is not published: here it is every third in the order of their names.

    Attributes:
        folder: Where the set lies, as for `ParfaceSet`.
    """

    folder: Path

    def records(self) -> tuple[FaceRecord, ...]:
        """See `records.DataSet.records`."""
        every = ParfaceSet(self.folder, 0.0).records()
        marked = [record for record in every if record.points_px is not None]
        names = sorted({record.person for record in marked})
        tested = set(names[TEST_EVERY - 1 :: TEST_EVERY])
        return tuple(
            replace(record, split="test" if record.person in tested else "train")
            for record in marked
        )


def _frame_number(path: Path) -> str:
    number = re.search(r"\d+$", path.stem)
    if number is None:
        raise DataError(f"{path}: expected a name that ends in the frame's number from 0.")
    return str(int(number.group()))


def _by_name(files: Iterable[tuple[str, Path]]) -> dict[str, Path]:
    """Files by the frame that they belong to.

    Raises:
        DataError: Two belong to the same.
    """
    found: dict[str, Path] = {}
    for name, path in files:
        if name in found:
            raise DataError(
                f"{found[name]} and {path} are of one frame: give every sequence a folder of its "
                "own."
            )
        found[name] = path
    return found


def _with_known_depth(records: list[FaceRecord]) -> tuple[FaceRecord, ...]:
    """The same records with their z in the camera frame."""
    marked = [record.points_px for record in records if record.points_px is not None]
    turned = iter(from_unknown_sign(np.array(marked))) if marked else iter(())
    return tuple(
        record if record.points_px is None else replace(record, points_px=next(turned))
        for record in records
    )
