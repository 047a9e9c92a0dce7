"""Writing of clips whose every picture has its own time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from fractions import Fraction
from pathlib import Path
from types import TracebackType
from typing import Final, Self, cast

import av
from av.error import PyAVCallbackError
from av.video.reformatter import ColorRange, Colorspace
from av.video.stream import VideoStream

from core.errors import VideoError
from core.files import reason, replacing
from core.types import ImageArray

_CLOCK: Final = Fraction(1, 90_000)
_NOMINAL_RATE_HZ: Final = 30
_H264_CRF: Final = 18
_BT709: Final = 1
"""AVCOL_SPC_BT709, AVCOL_PRI_BT709 and AVCOL_TRC_BT709 of libavutil/pixfmt.h."""


class VideoWriter:
    """Writes RGB pictures with their times: `.mp4` as H.264, `.mkv` as lossless FFV1.

    A context manager; the file appears under its name when the block ends well, and not at all
    when it fails. MP4 keeps times to 1/90 000 s, Matroska to 1 ms.
    """

    def __init__(self, path: Path, *, size_px: tuple[int, int], crf: int = _H264_CRF) -> None:
        """Start the file.

        Args:
            path: Where to write; the suffix chooses the format.
            size_px: Width and height of every picture; even numbers for `.mp4`.
            crf: H.264 constant rate factor, lower is better; not used for `.mkv`.

        Raises:
            VideoError: The file cannot be created.
            ValueError: The suffix is neither `.mp4` nor `.mkv`, or a size is odd in `.mp4`.
        """
        if path.suffix not in (".mp4", ".mkv"):
            raise ValueError(f"a video is written as .mp4 or .mkv, not {path.suffix!r}")
        self._lossless = path.suffix == ".mkv"
        if not self._lossless and any(side % 2 for side in size_px):
            raise ValueError(f"H.264 needs even sides, not {size_px}")
        self._name = path.name
        self._size_px = size_px
        self._last_pts: int | None = None
        with ExitStack() as stack, self._file_errors():
            unfinished = stack.enter_context(replacing(path))
            file = stack.enter_context(unfinished.open("wb"))
            container = "matroska" if self._lossless else "mp4"
            self._container = stack.enter_context(av.open(file, "w", format=container))
            self._add_stream(crf)
            self._open = stack.pop_all()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if kind is not None:
            # What is thrown away cannot always be finished, e.g. on a full disk.
            with suppress(OSError, PyAVCallbackError):
                self._open.__exit__(kind, error, trace)
            return
        with self._file_errors(), self._open:
            self._mux(None)

    def write(self, image: ImageArray, *, time_s: float) -> None:
        """Append a picture.

        Args:
            image: uint8 (height, width, 3), RGB, of the size given at the start.
            time_s: Its presentation time, later than the last one's.

        Raises:
            VideoError: The file cannot be written.
            ValueError: The size differs or the time does not increase.
        """
        height, width = image.shape[:2]
        if (width, height) != self._size_px:
            raise ValueError(f"picture of {width} x {height} in a video of {self._size_px}")
        pts = round(time_s / _CLOCK)
        if self._last_pts is not None and pts <= self._last_pts:
            raise ValueError(f"time {time_s} s is not later than that of the last picture")
        self._last_pts = pts
        frame = av.VideoFrame.from_ndarray(image, format="rgb24")
        if not self._lossless:
            frame = frame.reformat(
                format=self._stream.pix_fmt,
                dst_colorspace=Colorspace.ITU709,
                dst_color_range=ColorRange.MPEG,
            )
        frame.pts, frame.time_base = pts, _CLOCK
        with self._file_errors():
            self._mux(frame)

    def _mux(self, frame: av.VideoFrame | None) -> None:
        """Encode `frame`, or with None what the encoder still holds."""
        for packet in self._stream.encode(frame):
            self._container.mux(packet)

    def _add_stream(self, crf: int) -> None:
        options = {} if self._lossless else {"crf": str(crf)}
        codec = "ffv1" if self._lossless else "libx264"
        stream = self._container.add_stream(codec, rate=_NOMINAL_RATE_HZ, options=options)
        self._stream = cast(VideoStream, stream)  # the stubs know the kind of few codec names
        self._stream.width, self._stream.height = self._size_px
        self._stream.pix_fmt = "bgr0" if self._lossless else "yuv420p"
        context = self._stream.codec_context
        context.time_base = _CLOCK
        if not self._lossless:
            context.colorspace = context.color_primaries = context.color_trc = _BT709
            context.color_range = int(ColorRange.MPEG)

    @contextmanager
    def _file_errors(self) -> Iterator[None]:
        try:
            yield
        except (OSError, PyAVCallbackError) as error:
            cause = error if isinstance(error, OSError) else error.__context__
            why = reason(cause) if isinstance(cause, OSError) else "the disk did not take it all"
            raise VideoError(
                f"{self._name} could not be written because {why}: choose another place."
            ) from error
