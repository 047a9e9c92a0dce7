"""The pictures of face records, decoded in their order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Final

import cv2
import numpy as np

from core.errors import DataError
from core.types import ImageArray
from core.video import VideoFile
from models.training.data.sets.records import FaceRecord

# Landmarks were set on the stored picture, whatever its EXIF data say of turning it.
_AS_STORED: Final = cv2.IMREAD_COLOR | cv2.IMREAD_IGNORE_ORIENTATION


def pictures(records: Sequence[FaceRecord]) -> Iterator[ImageArray]:
    """The pictures of some faces, uint8 (height, width, 3) RGB.

    Faces of one picture, and frames of one video in order of time, that follow each other are
    decoded in one go.

    Raises:
        DataError: A picture is missing or none, or a video ends before a wanted frame.
        VideoError: A video is damaged.
    """
    for path, run in groupby(records, key=lambda record: record.source.path):
        faces = tuple(run)
        frames = [face.source.frame_index for face in faces]
        if path.suffix == ".npy":
            yield from _rows(path, [index or 0 for index in frames])
        elif None in frames:
            marked = any(face.points_px is not None for face in faces)
            picture = _still(path, _AS_STORED if marked else cv2.IMREAD_COLOR)
            for _ in faces:
                yield picture
        else:
            yield from _frames(path, [index for index in frames if index is not None])


def _rows(path: Path, indices: list[int]) -> Iterator[ImageArray]:
    pictures_of_pack = np.load(path, mmap_mode="r", allow_pickle=False)
    for index in indices:
        yield np.ascontiguousarray(pictures_of_pack[index], dtype=np.uint8)


def _still(path: Path, how: int) -> ImageArray:
    try:
        picture = cv2.imread(str(path), how)
    except cv2.error:  # a header that promises more pixels than cv2 reads
        picture = None
    if picture is None:
        raise DataError(f"{path} is missing or not a picture: complete the data set.")
    return np.ascontiguousarray(picture[..., ::-1], dtype=np.uint8)


def _frames(path: Path, indices: list[int]) -> Iterator[ImageArray]:
    with VideoFile(path) as video:
        found = video.frames(frozenset(indices))
        frame = next(found, None)
        for index in indices:
            while frame is not None and frame.index < index:
                frame = next(found, None)
            if frame is None or frame.index != index:
                raise DataError(f"{path} has no frame {index}: complete the data set.")
            yield frame.image
