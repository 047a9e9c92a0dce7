"""The thread that writes: every picture of the camera, and the draft of the visit, in order.

Whatever touches the disk during capture happens here, so that neither the camera nor the window
ever waits for it.
"""

from __future__ import annotations

import logging
import sys
import threading
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from PySide6.QtCore import QObject, QThread, Signal

from app.capture.cues import Mark
from app.capture.spool import Spool
from assessment.protocol import Exercise
from core.errors import KnownError, VideoError
from core.video.camera_picture import CameraPicture
from core.video.recorder import Recorder, expected_bytes_per_s, minutes_left

_TELLING_S: Final = 2.0
"""What a take must span before it tells how fast it grows (default)."""

MOST_WAITING: Final = 60
"""Pictures that may wait for the disk, 2 s at 30 Hz (default); more are dropped and counted."""

FAULT: Final = (
    "Recording has stopped because the program has a fault: what was recorded is kept; go on, or "
    "record the exercise again."
)

_Job = Callable[[], None]

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Written:
    """How a take is getting on.

    Attributes:
        count: Pictures recorded.
        dropped_count: Pictures for which the disk was too slow, in this and the takes before.
        damaged_count: Pictures that came damaged or out of order from the camera.
        byte_count: Size on the disk.
        duration_s: From the first picture to the last.
    """

    count: int = 0
    dropped_count: int = 0
    damaged_count: int = 0
    byte_count: int = 0
    duration_s: float = 0.0

    @property
    def bytes_per_s(self) -> float | None:
        """How fast it grows, None before that can be told: few pictures span too short a time."""
        return self.byte_count / self.duration_s if self.duration_s >= _TELLING_S else None

    @property
    def rate_hz(self) -> float | None:
        """Pictures a second, None before that can be told."""
        return (self.count - 1) / self.duration_s if self.duration_s else None


@dataclass(frozen=True, slots=True)
class RecordingState:
    """What the window shows of the recording.

    Attributes:
        is_recording: Pictures are being recorded now.
        written: How the take is getting on.
        minutes_left: Room on the disk at the highest rate so far, None before a picture came.
        camera_rate_hz: Pictures a second that come from the camera, None before that can be told.
    """

    is_recording: bool
    written: Written
    minutes_left: float | None
    camera_rate_hz: float | None


class RecordingThread(QThread):
    """Records into the takes of a spool. All methods return at once.

    Signals:
        take_finished: The exercise whose take is kept.
        take_lost: The exercise whose take holds no picture.
        left_out: The exercise that is skipped.
        failed: One sentence: the disk is full, or the like. Nothing is recorded until `start_part`.
            A fault of the program goes to the crash handler besides.
    """

    take_finished = Signal(str)
    take_lost = Signal(str)
    left_out = Signal(str)
    failed = Signal(str)

    def __init__(self, spool: Spool, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._spool = spool
        self._queue: deque[CameraPicture | _Job | None] = deque()
        self._filled = threading.Condition()
        self._waiting = 0
        self._takes_pictures = False
        self._recorder: Recorder | None = None
        self._wanted = ""  # the exercise whose take is to be open
        self._is_begun = False
        self._to_finish: Callable[[], None] | None = None
        self._origin_s: float | None = None
        self._earlier = Written()
        self._written = Written()
        self._dropped_count = 0
        self._most_bytes_per_s = 0.0

    @property
    def written(self) -> Written:
        """How the take is getting on, as of the last picture."""
        return replace(self._written, dropped_count=self._dropped_count)

    def minutes_left(self, picture: CameraPicture, exercise: Exercise | None) -> float:
        """Room on the disk for an exercise, at the rate expected or that of the take, if higher.

        Raises:
            VideoError: The folder cannot be asked.
        """
        return minutes_left(self._spool.folder, bytes_per_s=self._bytes_per_s(picture, exercise))

    def least_minutes_left(self, picture: CameraPicture, exercise: Exercise | None) -> float:
        """The same at the highest rate so far: it grows only when room is made on the disk.

        Raises:
            VideoError: The folder cannot be asked.
        """
        present = self._bytes_per_s(picture, exercise)
        self._most_bytes_per_s = max(self._most_bytes_per_s, present)
        return minutes_left(self._spool.folder, bytes_per_s=self._most_bytes_per_s)

    def _bytes_per_s(self, picture: CameraPicture, exercise: Exercise | None) -> float:
        rate_hz = exercise.frame_rate_hz if exercise else 1.0
        expected = expected_bytes_per_s(picture.width_px, picture.height_px, rate_hz=rate_hz)
        return max(expected, self.written.bytes_per_s or 0.0)

    def put(self, picture: CameraPicture) -> None:
        """Record a picture if a part is open; from any thread."""
        with self._filled:
            if not self._takes_pictures:
                return
            if self._waiting >= MOST_WAITING:
                self._dropped_count += 1
                return
            self._waiting += 1
            self._queue.append(picture)
            self._filled.notify()

    def begin_take(self, exercise_id: str) -> None:
        """Open a take; its first part opens with `start_part`."""
        with self._filled:
            self._dropped_count = 0
        self._post(lambda: self._begin(exercise_id))

    def start_part(self) -> None:
        """Record the pictures that come from here on."""
        with self._filled:
            self._takes_pictures = True
        self._post(self._open_part)

    def stop_part(self) -> None:
        """Record what came until here, finish the file."""
        with self._filled:
            self._takes_pictures = False
        self._post(self._close_part)

    def finish_take(self, marks: Sequence[Mark]) -> None:
        """Keep the take.

        Args:
            marks: Moments on the session's clock.
        """
        kept = tuple(marks)
        dropped_count = self._dropped_count  # the next take counts anew before this one is written
        self._post(lambda: self._finish(kept, dropped_count))

    def drop_take(self) -> None:
        """Throw the take away."""
        self._post(self._drop)

    def skip(self, exercise_id: str, why: str) -> None:
        """Keep that an exercise is left out; a take of it goes."""
        self._post(lambda: self._skip(exercise_id, why))

    def confirm_side(self, confirmed_by: str) -> None:
        """Keep who confirmed the side."""
        self._post(lambda: self._spool.confirm_side(confirmed_by))

    def set_mirrored(self, mirrored: bool) -> None:
        """Keep whether the camera delivers a mirror image."""
        self._post(lambda: self._spool.set_mirrored(mirrored))

    def leave(self) -> None:
        """Write what is waiting, close the file and end; nobody waits for it here."""
        self.stop_part()
        self._post(self._finish_earlier)
        with self._filled:
            self._queue.append(None)
            self._filled.notify()

    def run(self) -> None:
        """Work until `leave`."""
        while (item := self._next()) is not None:
            try:
                if isinstance(item, CameraPicture):
                    self._write(item)
                else:
                    item()
            except KnownError as error:
                self._fail(error.text())
            except Exception as error:  # noqa: BLE001 - told; without this thread nothing is kept
                sys.excepthook(type(error), error, error.__traceback__)
                self._fail(FAULT)

    def _post(self, job: _Job) -> None:
        with self._filled:
            self._queue.append(job)
            self._filled.notify()

    def _next(self) -> CameraPicture | _Job | None:
        with self._filled:
            self._filled.wait_for(lambda: self._queue)
            item = self._queue.popleft()
            self._waiting -= isinstance(item, CameraPicture)
            return item

    def _begin(self, exercise_id: str) -> None:
        self._origin_s = None
        self._earlier = self._written = Written()
        self._wanted, self._is_begun = exercise_id, False
        self._ensure_take()

    def _ensure_take(self) -> None:
        """Open the take, again if the disk has refused it before."""
        if not self._is_begun:
            self._finish_earlier()
            self._spool.begin_take(self._wanted)
            self._is_begun = True

    def _skip(self, exercise_id: str, why: str) -> None:
        if self._to_finish is not None and self._wanted == exercise_id:
            self._to_finish = None  # the disk refused it, and now nobody wants it
            self._drop()
        self._spool.skip(exercise_id, why)
        self.left_out.emit(exercise_id)

    def _open_part(self) -> None:
        self._ensure_take()
        self._recorder = Recorder(self._spool.next_part(), origin_s=self._origin_s)

    def _write(self, picture: CameraPicture) -> None:
        recorder = self._recorder
        if recorder is None:
            return  # the part has failed and said so
        is_kept = recorder.write(picture)
        self._origin_s = recorder.origin_s
        earlier, before_s = self._earlier, self._written.duration_s
        self._written = Written(
            count=earlier.count + recorder.count,
            damaged_count=earlier.damaged_count + recorder.damaged_count,
            byte_count=earlier.byte_count + recorder.byte_count,
            duration_s=picture.time_s - (recorder.origin_s or 0.0) if is_kept else before_s,
        )

    def _close_part(self) -> None:
        recorder, self._recorder = self._recorder, None
        self._earlier = self._written
        if recorder is not None:
            recorder.close()

    def _fail(self, sentence: str) -> None:
        """What was recorded stays; nothing more is taken until the next part."""
        with self._filled:
            self._takes_pictures = False
        self.failed.emit(sentence)
        recorder, self._recorder = self._recorder, None
        self._earlier = self._written
        if recorder is not None:
            recorder.abandon()

    def _drop(self) -> None:
        if self._is_begun:
            self._spool.drop_take()
        self._is_begun = False

    def _finish(self, marks: tuple[Mark, ...], dropped_count: int) -> None:
        exercise_id, origin_s = self._wanted, self._origin_s
        if not self._written.count or origin_s is None:
            self.take_lost.emit(exercise_id)
            self._drop()
            raise VideoError("Nothing was recorded of this exercise: record it again.")
        damaged_count = self._written.damaged_count
        if dropped_count or damaged_count:
            _log.warning(
                "visit %s, %s: %d pictures dropped, %d damaged",
                *(self._spool.draft.visit_id, exercise_id, dropped_count, damaged_count),
            )

        def finish() -> None:
            if self._spool.draft.open_take is not None:  # else only an earlier one was in the way
                self._spool.finish_take(
                    [replace(mark, time_s=mark.time_s - origin_s) for mark in marks],
                    dropped_count=dropped_count,
                    damaged_count=damaged_count,
                )
            self.take_finished.emit(exercise_id)

        self._to_finish = finish
        self._finish_earlier()

    def _finish_earlier(self) -> None:
        """Keep the take that was recorded, again if the disk has refused it before."""
        if self._to_finish is not None:
            self._to_finish()
            self._to_finish = None
