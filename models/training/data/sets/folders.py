"""Sets without landmarks that are plain folders of pictures or videos: FFHQ and MEEI."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from core.errors import DataError
from core.video import VideoFile
from models.training.data.sets.reading import PICTURE_SUFFIXES, VIDEO_SUFFIXES, files_under
from models.training.data.sets.records import FaceRecord, PictureSource
from models.training.data.sets.splits import split_of

FFHQ_FOLDERS: Final = ("images1024x1024", "thumbnails128x128", ".")
MEEI_FRAME_STEP: Final = 15
"""Every how many pictures of a video one is taken; two a second at 30 Hz (default)."""


@dataclass(frozen=True, slots=True)
class FfhqSet:
    """FFHQ (Karras et al., CVPR 2019; paper's [51]): all for testing the autoencoder, as Table I.

    Attributes:
        folder: Where the set lies.
    """

    folder: Path

    def records(self) -> tuple[FaceRecord, ...]:
        """See `records.DataSet.records`."""
        pictures = next(
            path for name in FFHQ_FOLDERS if (path := self.folder / name).is_dir() or name == "."
        )
        found = tuple(
            FaceRecord(path.stem, PictureSource(path), path.stem, "test")
            for path in files_under(pictures, PICTURE_SUFFIXES)
        )
        if not found:
            raise DataError(f"{pictures} has no picture: expected 00000/00000.png and others.")
        return found


@dataclass(frozen=True, slots=True)
class MeeiSet:
    """The MEEI photo and video standard set (Greene et al., Laryngoscope 2020; paper's [29]).

    A patient is a folder that directly holds pictures or videos.

    Attributes:
        folder: Where the set lies.
        val_share: Share of the patients kept for validation.
    """

    folder: Path
    val_share: float

    def records(self) -> tuple[FaceRecord, ...]:
        """See `records.DataSet.records`. A video is gone through once to count its pictures."""
        found = tuple(
            self._record(path, frame)
            for path in files_under(self.folder, PICTURE_SUFFIXES + VIDEO_SUFFIXES)
            for frame in _frames(path)
        )
        if not found:
            raise DataError(f"{self.folder} has neither pictures nor videos: give MEEI's folder.")
        return found

    def _record(self, path: Path, frame: int | None) -> FaceRecord:
        inside = path.relative_to(self.folder)
        person = inside.parent.as_posix()
        return FaceRecord(
            name=inside.as_posix() if frame is None else f"{inside.as_posix()}#{frame}",
            source=PictureSource(path, frame),
            person=person,
            split=split_of(person, self.val_share),
            groups={"category": inside.parts[0]} if len(inside.parts) > 1 else {},
        )


def frame_count(path: Path) -> int:
    """The number of pictures of a video that can be read.

    Raises:
        VideoError: It is damaged.
    """
    with VideoFile(path) as video:
        return sum(1 for _ in video)


def _frames(path: Path) -> tuple[int | None, ...]:
    """The pictures to take of a video; None stands for a photo itself."""
    if path.suffix.lower() in PICTURE_SUFFIXES:
        return (None,)
    return tuple(range(0, frame_count(path), MEEI_FRAME_STEP))
