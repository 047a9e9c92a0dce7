"""Any frame of a video at once, in any order, while somebody scrubs through it."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from typing import BinaryIO, Final

from core.errors import VideoError
from core.progress import CancelToken
from core.types import FloatArray, Frame
from core.video.reader import VideoFile

CACHE_BYTES: Final = 64_000_000
FEWEST_CACHED: Final = 4
_AHEAD: Final = 24
"""Up to so many frames ahead decoding goes on; further, it is worth to jump."""

_SAME_TIME_S: Final = 1e-4
"""More than the rounding of a stored time, and less than lies between two pictures."""


class Scrubber:
    """Frames of one video by number, with a small cache of the neighbours of the last ones.

    Threads may call it; it serves one at a time.
    """

    def __init__(
        self,
        source: Callable[[], BinaryIO],
        times_s: FloatArray,
        *,
        mirrored: bool,
        cache_bytes: int = CACHE_BYTES,
    ) -> None:
        """Nothing is opened before the first frame is wanted.

        Args:
            source: Opens the file.
            times_s: float64 (T,), times of all frames as `VideoFile.frames` gives them.
            mirrored: As for `VideoFile`.
            cache_bytes: How much memory the cached pictures may take.
        """
        self._source, self._times_s, self._mirrored = source, times_s, mirrored
        self._cache_bytes = cache_bytes
        self._lock = threading.Lock()
        self._open = ExitStack()
        self._video: VideoFile | None = None
        self._frames: Iterator[Frame] = iter(())
        self._reached = -1
        self._room = FEWEST_CACHED
        self._cache: OrderedDict[int, Frame] = OrderedDict()

    def frame(self, index: int, *, cancel: CancelToken) -> Frame:
        """One frame.

        Args:
            index: Its number in decoding order.
            cancel: Checked before anything is done, and between pictures.

        Raises:
            VideoError: The video cannot be read, or is not the one whose times were given.
            StoreError: Its file cannot be opened.
            Cancelled: `cancel` was set.
        """
        with self._lock:
            cancel.check()
            if index not in self._cache:
                self._decode(index, cancel)
            self._cache.move_to_end(index)
            return self._cache[index]

    def close(self) -> None:
        """Let go of the file; waits for a frame that is being decoded."""
        with self._lock:
            self._shut()
            self._cache.clear()

    def _shut(self) -> None:
        self._open.close()
        self._video, self._frames, self._reached = None, iter(()), -1

    def _decode(self, index: int, cancel: CancelToken) -> None:
        """Bring a frame into the cache: by going on, by jumping, at worst from the start."""
        video = self._video or self._opened()
        frame_bytes = 3 * video.info.width_px * video.info.height_px
        self._room = max(FEWEST_CACHED, self._cache_bytes // frame_bytes)
        if self._reached < index <= self._reached + _AHEAD and self._read_to(index, cancel):
            return
        first_kept = max(0, index - self._room // 2)
        self._frames = video.frames_from(index, self._times_s, wanted_from=first_kept)
        with suppress(VideoError):  # some formats cannot be entered in their midst
            if self._read_to(index, cancel):
                return
        self._shut()
        video = self._opened()
        self._frames = video.frames(range(first_kept, len(self._times_s)))
        if not self._read_to(index, cancel):
            raise VideoError(
                f"{video.name} ends before picture {index}: copy it from the camera again."
            )

    def _opened(self) -> VideoFile:
        stream = self._open.enter_context(self._source())
        self._video = self._open.enter_context(VideoFile(stream, mirrored=self._mirrored))
        return self._video

    def _read_to(self, index: int, cancel: CancelToken) -> bool:
        for frame in self._frames:
            cancel.check()
            if abs(frame.time_s - self._times_s[frame.index]) > _SAME_TIME_S:
                raise VideoError("The video is not the one that was analysed; put that one back.")
            self._reached = frame.index
            self._cache[frame.index] = frame
            self._cache.move_to_end(frame.index)
            while len(self._cache) > self._room:
                self._cache.popitem(last=False)
            if frame.index >= index:
                break
        return index in self._cache
