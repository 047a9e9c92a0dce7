"""Reading of video files, picture by picture, with the recording's own clock.

Times are presentation times and never index / rate: phones record at a variable rate. Counts and
lengths that a container declares serve to notice a missing end, and for nothing else.
"""

from __future__ import annotations

from collections.abc import Collection, Generator, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Final, Self

import av
import numpy as np
from av.sidedata.sidedata import SideData
from av.video.reformatter import VideoReformatter

from core.errors import VideoError
from core.types import FloatArray, Frame
from core.video.display import Orientation, orientation_of
from core.video.source import name_of, open_container, readable, refuse_stills, video_stream

_CONTAINER_CLOCK: Final = Fraction(1, 1_000_000)
_SQUARE_PIXEL_RATIO: Final = 0.005
_ROUNDING_S: Final = 1e-6
"""More than a time loses as a float, and less than lies between two pictures."""

_MISSING_END_S: Final = 1.0
"""How much earlier than declared a video may end; sound often outlasts the pictures a little."""


@dataclass(frozen=True, slots=True)
class VideoLimits:
    """What is refused as absurd for an examination, before it eats memory or hours.

    Attributes:
        pixels: Largest picture, width x height; 8K fits.
        frames: Most pictures; one hour at 60 Hz.
        duration_s: Longest time from the first to the last picture.
    """

    pixels: int = 36_000_000
    frames: int = 216_000
    duration_s: float = 3600.0


DEFAULT_LIMITS: Final = VideoLimits()


@dataclass(frozen=True, slots=True)
class VideoInfo:
    """What a file says about its pictures; for people and for progress, not for measuring.

    Attributes:
        width_px: Width of the upright picture with square pixels.
        height_px: Its height.
        nominal_rate_hz: Average picture rate, if declared.
        duration_s: Length, if declared.
        codec: Name of the picture coding, e.g. `hevc`.
        rotation_deg: Clockwise turn that the file asks for: 0, 90, 180 or 270.
        mirrored_by_file: The file also asks to be shown mirrored, as front cameras do; the reader
            obeys, like any player.
    """

    width_px: int
    height_px: int
    nominal_rate_hz: float | None
    duration_s: float | None
    codec: str
    rotation_deg: int
    mirrored_by_file: bool


@dataclass(frozen=True, slots=True)
class _Picture:
    """A decoded frame and its time since the first one."""

    frame: av.VideoFrame
    time_s: float


class VideoFile:
    """An open video: a context manager, and one pass over its frames.

    Attributes:
        name: How messages name the video.
        info: What the file says about itself.
        skipped_count: Pictures passed over so far because they have no presentation time of their
            own, or one that does not follow the last: they cannot be placed in time.
    """

    def __init__(
        self,
        source: Path | BinaryIO,
        *,
        mirrored: bool = False,
        limits: VideoLimits = DEFAULT_LIMITS,
    ) -> None:
        """Open the video and decode its first picture.

        Args:
            source: A file, or an open binary file that can seek; the latter stays open.
            mirrored: The pictures are a mirror image (selfie); they are flipped back, so that the
                patient's right side is on the left of the picture.
            limits: What to refuse.

        Raises:
            VideoError: The file is missing, empty, no video, a still picture, beyond a limit, or
                damaged before its first picture.
        """
        self.skipped_count = 0
        self._origin: Fraction | None = None
        self._read_s = 0.0
        self.name = name_of(source)
        self._limits = limits
        self._reformatter = VideoReformatter()
        with ExitStack() as stack:
            file = stack.enter_context(readable(source, self.name))
            refuse_stills(file, self.name)
            self._container = stack.enter_context(open_container(file, self.name))
            self._stream = video_stream(self._container, self.name)
            self._prepare_decoder()
            self._pictures = self._dated()
            stack.callback(self._pictures.close)
            self._first = self._first_picture()
            self._coded_size_px = (self._first.frame.width, self._first.frame.height)
            self._square_size_px = self._squared(*self._coded_size_px)
            turn = self._asked_orientation()
            self.info = self._describe(turn)
            self._check_duration(self.info.duration_s)
            self._turn = turn.flipped() if mirrored else turn
            self._open = stack.pop_all()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the decoder, and of the file if it was opened here."""
        self._open.close()

    def __iter__(self) -> Iterator[Frame]:
        return self.frames()

    def frames(self, wanted: Collection[int] | None = None) -> Iterator[Frame]:
        """Decode on, one frame in memory at a time; a file can be gone through once.

        A missing end is noticed when a picture is cut in two or the file declares a length; AVI and
        MPEG-TS cut between two pictures look whole.

        Args:
            wanted: Indices to hand out; decoding stops after the largest. None: all.

        Yields:
            Frames in order of time.

        Raises:
            VideoError: The file is damaged or cut short (raised at that place), changes its
                picture size, or passes a limit.
        """
        last = None if wanted is None else max(wanted, default=-1)
        for index, picture in enumerate(self._from_first()):
            if last is not None and index > last:
                return
            if index >= self._limits.frames:
                raise VideoError(
                    f"{self.name} has more than {self._limits.frames} pictures: "
                    "cut the exercise out of it."
                )
            if wanted is None or index in wanted:
                yield self._upright(picture, index)

    def frames_from(
        self, index: int, times_s: FloatArray, *, wanted_from: int
    ) -> Generator[Frame, None, None]:
        """Jump to the last key picture at or before a frame and decode on from there.

        Seeking is not exact in every format; which frame a picture is, its time tells. May be
        called again and again, also after `frames`. What cannot be read after a jump may be read
        by a pass from the start.

        Args:
            index: `Frame.index` of the frame to jump to.
            times_s: float64 (T,), times of all frames as `frames` gave them.
            wanted_from: Frames before this one are decoded but not handed out.

        Yields:
            Frames in order of time. The first may lie behind `index`, or there may be none, when
            the file cannot be entered at this place.

        Raises:
            VideoError: As for `frames`.
        """
        self._pictures.close()
        self._enter(float(times_s[index]))
        self._pictures = self._dated()
        for picture in self._pictures:
            number = int(np.abs(times_s - picture.time_s).argmin())
            if number >= wanted_from:
                yield self._upright(picture, number)

    def _enter(self, time_s: float) -> None:
        clock = self._stream.time_base
        if clock is None or self._origin is None:
            raise self._damaged()
        moment = self._origin + Fraction(time_s + _ROUNDING_S)
        try:
            self._container.seek(int(moment / clock), stream=self._stream)
        except av.FFmpegError as error:
            raise self._damaged() from error

    def _from_first(self) -> Iterator[_Picture]:
        yield self._first
        yield from self._pictures

    def _upright(self, picture: _Picture, index: int) -> Frame:
        frame = picture.frame
        if (frame.width, frame.height) != self._coded_size_px:
            raise VideoError(
                f"{self.name} changes its picture size after {picture.time_s:.1f} s: "
                "cut it into two videos there."
            )
        width, height = self._square_size_px
        rgb = self._reformatter.reformat(frame, width=width, height=height, format="rgb24")
        image = np.asarray(rgb.to_ndarray(), dtype=np.uint8)
        return Frame(self._turn.lay(image), picture.time_s, index)

    def _dated(self) -> Generator[_Picture, None, None]:
        """Decoded frames, each later than the one before; the others are counted."""
        last: Fraction | None = None
        for frame in self._decoded():
            if frame.pts is None or frame.time_base is None:
                self.skipped_count += 1
                continue
            moment = frame.pts * frame.time_base
            if last is not None and moment <= last:
                self.skipped_count += 1
                continue
            last = moment
            if self._origin is None:
                self._origin = moment
            self._read_s = float(moment - self._origin)
            self._check_duration(self._read_s)
            yield _Picture(frame, self._read_s)

    def _decoded(self) -> Iterator[av.VideoFrame]:
        """All frames of the stream, in order of presentation.

        Raises:
            VideoError: A packet or frame is damaged, or the end that the file declares is missing.
        """
        end = Fraction(0)  # on the clock of the file, on which declared lengths count from 0
        try:
            for packet in self._container.demux(self._stream):
                if packet.is_corrupt:
                    raise self._damaged()
                for frame in self._stream.decode(packet):
                    if frame.is_corrupt:
                        raise self._damaged()
                    if frame.pts is not None and frame.time_base is not None:
                        end = (frame.pts + frame.duration) * frame.time_base
                    yield frame
        except av.FFmpegError as error:
            raise self._damaged() from error
        if end + _MISSING_END_S < (self._declared_s() or 0.0):
            raise self._damaged()

    def _first_picture(self) -> _Picture:
        first = next(self._pictures, None)
        if first is None and self.skipped_count:
            raise VideoError(f"{self.name} holds no time stamps: save it as MP4 with its times.")
        if first is None:
            raise self._damaged()
        return first

    def _prepare_decoder(self) -> None:
        context = self._stream.codec_context
        self._check_size(context.width, context.height)
        self._stream.thread_type = "AUTO"
        # For pictures that turn out larger than the header of the file says.
        context.options = {"max_pixels": str(self._limits.pixels)}

    def _asked_orientation(self) -> Orientation:
        matrix = self._first.frame.side_data.get("DISPLAYMATRIX")
        orientation = orientation_of(bytes(matrix) if isinstance(matrix, SideData) else None)
        if orientation is None:
            raise VideoError(
                f"{self.name} is to be shown askew, not in quarter turns: save it upright."
            )
        return orientation

    def _squared(self, width_px: int, height_px: int) -> tuple[int, int]:
        """The size at which pixels are square; the shorter direction is stretched."""
        aspect = float(self._stream.sample_aspect_ratio or 1)
        if aspect > 1 + _SQUARE_PIXEL_RATIO:
            width_px = round(width_px * aspect)
        elif aspect < 1 - _SQUARE_PIXEL_RATIO:
            height_px = round(height_px / aspect)
        self._check_size(width_px, height_px)
        return width_px, height_px

    def _describe(self, turn: Orientation) -> VideoInfo:
        width, height = turn.size_px(*self._square_size_px)
        rate = self._stream.average_rate
        return VideoInfo(
            width_px=width,
            height_px=height,
            nominal_rate_hz=float(rate) if rate else None,
            duration_s=self._declared_s(),
            codec=self._stream.codec_context.name,
            rotation_deg=turn.clockwise_deg,
            mirrored_by_file=turn.mirrors,
        )

    def _declared_s(self) -> float | None:
        """The length that the file declares, in seconds, if it does."""
        if self._stream.duration is not None and self._stream.time_base is not None:
            return float(self._stream.duration * self._stream.time_base)
        if self._container.duration is not None:
            return float(self._container.duration * _CONTAINER_CLOCK)
        return None

    def _check_size(self, width_px: int, height_px: int) -> None:
        if width_px * height_px > self._limits.pixels:
            raise VideoError(
                f"{self.name} has pictures of {width_px} x {height_px} pixels, more than can be "
                "handled: save it smaller."
            )

    def _check_duration(self, duration_s: float | None) -> None:
        if duration_s is not None and duration_s > self._limits.duration_s:
            raise VideoError(
                f"{self.name} is longer than {self._limits.duration_s / 60:.0f} minutes: "
                "cut the exercise out of it."
            )

    def _damaged(self) -> VideoError:
        if not self._read_s:
            return VideoError(
                f"{self.name} is damaged or cut short: copy it from the camera again."
            )
        return VideoError(
            f"{self.name} is damaged or cut short after {self._read_s:.1f} s: "
            "copy it from the camera again."
        )


def read_frames(
    source: Path | BinaryIO,
    indices: Collection[int],
    *,
    mirrored: bool = False,
    limits: VideoLimits = DEFAULT_LIMITS,
) -> dict[int, Frame]:
    """Single frames of a video, for stills.

    They are found by decoding from the start: seeking is not exact in every format.

    Args:
        source: As for `VideoFile`.
        indices: `Frame.index` of the wanted frames.
        mirrored: As for `VideoFile`.
        limits: As for `VideoFile`.

    Returns:
        The frames by index.

    Raises:
        VideoError: As for `VideoFile`, or the video ends before the last index.
    """
    wanted = frozenset(indices)
    with VideoFile(source, mirrored=mirrored, limits=limits) as video:
        found = {frame.index: frame for frame in video.frames(wanted)}
    if len(found) < len(wanted):
        raise VideoError(
            f"{name_of(source)} ends before picture {max(wanted)}: it is not the video that was "
            "analysed."
        )
    return found
