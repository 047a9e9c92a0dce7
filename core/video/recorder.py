"""Recording from a camera so that a crash, a full disk or a power cut costs next to nothing.

Every picture is a JPEG of its own in a Matroska file and is handed to the system at once; about
once a second the system is made to put them on the disk. Killed at any moment, the file lacks at
most its last picture (reliability.md 5.2).
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from fractions import Fraction
from pathlib import Path
from types import TracebackType
from typing import Final, Self, cast

import av
from av.error import PyAVCallbackError
from av.video.reformatter import ColorRange, Colorspace, VideoReformatter
from av.video.stream import VideoStream

from core.errors import VideoError
from core.files import reason
from core.video.camera_picture import CameraPicture, Coding

SUFFIX: Final = ".mkv"
BYTES_PER_PIXEL: Final = 0.25
"""What a picture takes on the disk, on the high side (default; 0.1 measured at this quality)."""

_CLOCK: Final = Fraction(1, 1_000)
"""Matroska's: a picture is dated to half a millisecond, less than a camera's own jitter."""

_OPTIONS: Final = {"flush_packets": "1", "cluster_size_limit": "1"}
"""A cluster for every picture: FFmpeg writes a cluster once it is complete."""
_ENCODER_SCALE: Final = "2"
"""The finest step of FFmpeg's JPEG quantiser that any reader takes."""

_NOMINAL_RATE_HZ: Final = 30
_SYNC_INTERVAL_S: Final = 1.0
_PRIVATE_FILE: Final = 0o600
_S_PER_MIN: Final = 60.0


class Recorder:
    """Writes one stretch of camera pictures to a file; a context manager.

    JPEG of the camera goes in byte by byte. Raw YUV is stored as JPEG of the same subsampling
    without a detour over RGB: luma keeps its place and gains only the coder's error.

    Attributes:
        count: Pictures recorded.
        damaged_count: Pictures left out because they came damaged from the camera, or dated less
            than a millisecond after the last one.
        byte_count: Bytes handed to the system.
        origin_s: The moment that is time 0 of the file, None before the first picture.
    """

    def __init__(
        self, path: Path, *, origin_s: float | None = None, may_vary: bool = False
    ) -> None:
        """Create the file, for this user only.

        Args:
            path: Where to write; nothing may be there.
            origin_s: What to count the file's times from; None: from its first picture. Stretches
                of one clip share an origin, so that their times fit together.
            may_vary: Take JPEGs of any size, to be kept; a reader says where the size changes.

        Raises:
            VideoError: The file cannot be created.
        """
        self.count = self.damaged_count = self.byte_count = 0
        self.origin_s = origin_s
        self._path = path
        self._may_vary = may_vary
        self._last_pts = -1
        self._reformatter = VideoReformatter()
        self._synced_s = 0.0
        self._shape: tuple[bool, int, int] | None = None
        with self._file_errors():
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _PRIVATE_FILE)
        with ExitStack() as stack:
            self._file = stack.enter_context(os.fdopen(handle, "wb"))
            self._container = av.open(self._file, "w", format="matroska", options=_OPTIONS)
            self._open = stack.pop_all()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if kind is None:
            self.close()
        else:
            self.abandon()

    def write(self, picture: CameraPicture) -> bool:
        """Append a picture.

        Returns:
            False when it was left out, see `damaged_count`.

        Raises:
            VideoError: The disk does not take it, or the camera changed size or kind of its
                pictures. What was recorded stays readable; `abandon` the rest.
        """
        origin_s = picture.time_s if self.origin_s is None else self.origin_s
        pts = round((picture.time_s - origin_s) / _CLOCK)
        if not picture.is_whole or pts <= self._last_pts:
            self.damaged_count += 1
            return False
        self.origin_s = origin_s
        with self._file_errors():
            self._container.mux(self._packets(picture, pts))
            self._file.flush()
            self._sync(picture.time_s)
        self._last_pts = pts
        self.count += 1
        return True

    def close(self) -> None:
        """Finish the file durably; one without pictures is removed.

        Raises:
            VideoError: The disk does not take the end; what was recorded stays readable.
        """
        if not self.count:
            self.abandon()
            self._path.unlink(missing_ok=True)
            return
        with self._file_errors(), self._open:
            self._container.close()
            self._file.flush()
            os.fsync(self._file.fileno())

    def abandon(self) -> None:
        """Let go of a file that can't be finished; what was recorded stays readable."""
        with suppress(OSError, PyAVCallbackError):
            self._container.close()
        with suppress(OSError):
            self._open.close()

    def _packets(self, picture: CameraPicture, pts: int) -> list[av.Packet[av.stream.Stream]]:
        """The picture as it goes into the file; the first one decides what the file holds."""
        shape = (picture.coding is Coding.JPEG, picture.width_px, picture.height_px)
        if self._shape is None:
            self._stream = self._add_stream(picture)
            self._shape = shape
        varies = self._may_vary and picture.coding is Coding.JPEG and self._shape[0]
        if shape != self._shape and not varies:
            raise VideoError(
                "The camera changed the size of its pictures while recording: "
                "record this exercise again."
            )
        if picture.coding is not Coding.JPEG:
            frame = self._reformatter.reformat(
                picture.raw_frame(),
                format=self._stream.pix_fmt,
                dst_colorspace=Colorspace.ITU601,
                dst_color_range=ColorRange.JPEG,
            )
            frame.pts, frame.time_base = pts, _CLOCK
            return self._stream.encode(frame)
        packet = av.Packet(picture.data)
        packet.stream, packet.is_keyframe = self._stream, True
        packet.pts = packet.dts = pts
        packet.time_base = _CLOCK
        return [packet]

    def _add_stream(self, picture: CameraPicture) -> VideoStream:
        size = {"width": picture.width_px, "height": picture.height_px}
        if picture.coding is Coding.JPEG:
            stream = self._container.add_mux_stream("mjpeg", _NOMINAL_RATE_HZ, **size)
            return cast(VideoStream, stream)  # a stream of pictures, which the stubs cannot know
        quality = {"qmin": _ENCODER_SCALE, "qmax": _ENCODER_SCALE}
        encoded = self._container.add_stream("mjpeg", rate=_NOMINAL_RATE_HZ, options=quality)
        encoded.width, encoded.height = picture.width_px, picture.height_px
        encoded.pix_fmt = "yuvj422p" if picture.coding is Coding.YUYV else "yuvj420p"
        encoded.codec_context.time_base = _CLOCK
        encoded.codec_context.color_range = int(ColorRange.JPEG)
        encoded.thread_type = "SLICE"  # the other kind keeps pictures back
        return encoded

    def _sync(self, time_s: float) -> None:
        self.byte_count = self._file.tell()
        if time_s - self._synced_s >= _SYNC_INTERVAL_S:
            _sync_data(self._file.fileno())
            self._synced_s = time_s

    @contextmanager
    def _file_errors(self) -> Iterator[None]:
        try:
            yield
        except (OSError, PyAVCallbackError) as error:
            cause = error if isinstance(error, OSError) else error.__context__
            why = reason(cause) if isinstance(cause, OSError) else "the disk did not take it all"
            raise VideoError(
                f"The recording could not go on because {why}: what was recorded is kept; "
                "make room, then record the rest."
            ) from error


def _sync_data(handle: int) -> None:
    if hasattr(os, "fdatasync"):  # Linux; elsewhere the times of the file are synced too
        os.fdatasync(handle)
    else:
        os.fsync(handle)


def expected_bytes_per_s(width_px: int, height_px: int, *, rate_hz: float) -> float:
    """How fast a recording is expected to grow."""
    return BYTES_PER_PIXEL * width_px * height_px * rate_hz


def minutes_left(folder: Path, *, bytes_per_s: float) -> float:
    """How many minutes of recording the disk of `folder` has room for.

    Raises:
        VideoError: The folder cannot be asked.
    """
    try:
        free_bytes = shutil.disk_usage(folder).free
    except OSError as error:
        raise VideoError(
            f"{folder} cannot be used for recording because {reason(error)}: choose another place."
        ) from error
    return free_bytes / bytes_per_s / _S_PER_MIN
