"""Opening of what may or may not be a video, with one clear sentence for each way to fail."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import BinaryIO, Final

import av
from av.container import InputContainer
from av.stream import Disposition
from av.video.stream import VideoStream

from core.errors import VideoError

_CONTAINERS: Final = "mov,matroska,avi,mpegts,mpeg,asf,flv"
"""Demuxers whose files hold their pictures themselves; playlists name other files: not read."""

_STILL_SIGNATURES: Final = (
    (0, b"\x89PNG"),
    (0, b"\xff\xd8\xff"),
    (0, b"GIF8"),
    (0, b"BM"),
    (0, b"II*\x00"),
    (0, b"MM\x00*"),
    (8, b"WEBP"),
    (4, b"ftyphei"),
    (4, b"ftypmif1"),
    (4, b"ftypavif"),
)
_SIGNATURE_BYTES: Final = 16


def name_of(source: Path | BinaryIO) -> str:
    """How messages name the video."""
    path = source if isinstance(source, Path) else getattr(source, "name", None)
    return Path(path).name if isinstance(path, str | Path) else "The video"


def readable(source: Path | BinaryIO, name: str) -> AbstractContextManager[BinaryIO]:
    """The open file of `source`; closed with the context only if it was opened here.

    A path is opened by us and never by FFmpeg, for which some names mean a network address.

    Raises:
        VideoError: The file is missing, no regular file, unreadable, or empty.
    """
    if not isinstance(source, Path):
        source.seek(0)
        return nullcontext(source)
    if not source.exists():
        raise VideoError(f"{name} was not found: check the name and the folder.")
    if not source.is_file():
        raise VideoError(f"{name} is not a file: name the video itself.")
    try:
        return source.open("rb")
    except OSError as error:
        raise VideoError(f"{name} could not be opened ({error.strerror}).") from error


def refuse_stills(file: BinaryIO, name: str) -> None:
    """Look at the first bytes and go back to the start.

    Raises:
        VideoError: The file is empty or a still picture.
    """
    head = file.read(_SIGNATURE_BYTES)
    file.seek(0)
    if not head:
        raise VideoError(f"{name} is empty (0 bytes): copy it from the camera again.")
    if any(head[at : at + len(mark)] == mark for at, mark in _STILL_SIGNATURES):
        raise VideoError(f"{name} is a still picture: a video is needed.")


def open_container(file: BinaryIO, name: str) -> InputContainer:
    """Open `file` as a video container.

    Raises:
        VideoError: It is none, or so damaged that it cannot be told.
    """
    try:
        return av.open(
            file, "r", options={"format_whitelist": _CONTAINERS}, metadata_errors="replace"
        )
    except av.FFmpegError as error:
        raise VideoError(
            f"{name} cannot be read as a video: it is damaged, cut short or of another kind."
        ) from error


def video_stream(container: InputContainer, name: str) -> VideoStream:
    """The moving pictures of `container`; a cover picture does not count.

    Raises:
        VideoError: There are none, or none that can be decoded.
    """
    moving = [s for s in container.streams.video if not s.disposition & Disposition.attached_pic]
    if not moving:
        raise VideoError(f"{name} holds no pictures, perhaps only sound: a video is needed.")
    # The stubs promise a context; a stream of unknown coding has none.
    if getattr(moving[0], "codec_context", None) is None:
        raise VideoError(f"{name} holds pictures of an unknown coding: save it as MP4 with H.264.")
    return moving[0]
