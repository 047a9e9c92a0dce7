"""Making one finished file of recordings that were cut off or made in several stretches."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

import av

from core.errors import VideoError
from core.files import reason, replacing
from core.video.camera_picture import CameraPicture, Coding
from core.video.recorder import Recorder


def is_finished(path: Path) -> bool:
    """Whether the recording at `path` was closed, not cut off by a crash or a full disk."""
    with suppress(OSError, av.FFmpegError), av.open(str(path)) as container:
        return container.duration is not None
    return False


def holds_pictures(path: Path) -> bool:
    """Whether anything of the recording at `path` can be saved, finished or cut off."""
    return next(_pictures(path), None) is not None


def join_recordings(parts: Sequence[Path], target: Path) -> None:
    """Put the stretches of one clip, finished or cut off, into one finished file.

    Pictures are copied as they are and keep their times; a torn last one is left out. Stretches
    with pictures of different sizes are kept together too; reading the file says that they differ.

    Args:
        parts: Files of `Recorder` with a common origin, in order of time; they stay as they are.
        target: The file to create or replace.

    Raises:
        VideoError: There is no picture in the parts, or the disk does not take the file.
    """
    try:
        with (
            replacing(target) as unfinished,
            Recorder(unfinished, origin_s=0.0, may_vary=True) as recorder,
        ):
            for part in parts:
                for picture in _pictures(part):
                    recorder.write(picture)
            if not recorder.count:
                raise VideoError(
                    f"{target.stem}: nothing was recorded before the interruption: record it again."
                )
    except OSError as error:
        raise VideoError(
            f"{target.name} could not be put together because {reason(error)}: make room and try "
            "again; nothing is lost."
        ) from error


def _pictures(part: Path) -> Iterator[CameraPicture]:
    """The JPEGs of a recording as they are, up to where it was cut off."""
    with suppress(av.FFmpegError), av.open(str(part)) as container:
        if not container.streams.video:
            return
        stream = container.streams.video[0]
        for packet in container.demux(stream):
            if packet.pts is None or packet.time_base is None or packet.is_corrupt:
                continue
            yield CameraPicture(
                Coding.JPEG,
                stream.codec_context.width,
                stream.codec_context.height,
                bytes(packet),
                float(packet.pts * packet.time_base),
            )
