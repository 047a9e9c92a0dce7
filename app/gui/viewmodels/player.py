"""One video on the screen: which frame, its picture, and playing at the recording's own times."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import BinaryIO

import numpy as np
from PySide6.QtCore import QElapsedTimer, QObject, Qt, QTimer, Signal, Slot

from app.clip_analysis import FilmedClip
from app.gui import words
from app.gui.services import Services
from app.gui.viewmodels.newest import Newest
from assessment.store.library import Library
from core.errors import KnownError
from core.progress import CancelToken, Progress
from core.types import FloatArray, Frame
from core.video.scrubber import Scrubber

_MS_PER_S = 1000.0


@dataclass(frozen=True, slots=True, eq=False)
class Film:
    """A video that can be shown.

    Attributes:
        times_s: float64 (T,), presentation times of its frames.
        source: Opens the file; None when only the landmarks are kept.
        mirrored: It is a mirror image, as `VideoFile` takes it.
    """

    times_s: FloatArray
    source: Callable[[], BinaryIO] | None
    mirrored: bool


def film_of(library: Library, filmed: FilmedClip) -> Film:
    """The video of a clip, as the library keeps it."""
    recording = filmed.recording
    source = partial(library.media.open, recording.media) if recording.media else None
    return Film(filmed.detected.frame_times_s, source, recording.mirrored)


@dataclass(frozen=True, slots=True, eq=False)
class _Decoded:
    """A picture and the video that it belongs to."""

    scrubber: Scrubber
    frame: Frame


class Player(QObject):
    """The frame that is wanted and the picture that is there; decoding never holds up the window.

    Args:
        services: Runs the decoding.
        parent: Owner.

    Signals:
        film_changed: Another video, or none.
        frame_changed: Another frame is wanted.
        picture_changed: Another picture is there, or none.
        playing_changed: It began or stopped to play.
        failed: A sentence that says why there is no picture.
    """

    film_changed = Signal()
    frame_changed = Signal()
    picture_changed = Signal()
    playing_changed = Signal(bool)
    failed = Signal(str)

    def __init__(self, services: Services, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._film: Film | None = None
        self._scrubber: Scrubber | None = None
        self._frame = 0
        self._picture: Frame | None = None
        self._decoding = Newest(services.instant, self)
        self._decoding.done.connect(self._take)
        self._decoding.failed.connect(self._tell)
        self._playing = False
        self._clock = QElapsedTimer()
        self._started_s = 0.0
        self._ticks = QTimer(self)
        self._ticks.setSingleShot(True)
        self._ticks.setTimerType(Qt.TimerType.PreciseTimer)
        self._ticks.timeout.connect(self._tick)

    @property
    def film(self) -> Film | None:
        """The video."""
        return self._film

    @property
    def frame(self) -> int:
        """Number of the frame that is wanted."""
        return self._frame

    @property
    def picture(self) -> Frame | None:
        """The picture that is there: the wanted one, or one before it while that is decoded."""
        return self._picture

    @property
    def shown_frame(self) -> int:
        """Number of the frame to which everything drawn belongs."""
        return self._frame if self._picture is None else self._picture.index

    @property
    def frame_count(self) -> int:
        """Number of frames."""
        return 0 if self._film is None else len(self._film.times_s)

    @property
    def time_s(self) -> float:
        """Time of the wanted frame."""
        return 0.0 if self._film is None else float(self._film.times_s[self._frame])

    @property
    def playing(self) -> bool:
        """It plays."""
        return self._playing

    def show(self, film: Film | None, *, frame: int = 0) -> None:
        """Show another video, or none."""
        self.pause()
        self.close()
        self._film, self._picture = film, None
        if film is not None and film.source is not None:
            self._scrubber = Scrubber(film.source, film.times_s, mirrored=film.mirrored)
        self._frame = self._within(frame)
        self.film_changed.emit()
        self.picture_changed.emit()
        self.frame_changed.emit()
        self._want_picture()

    def go(self, frame: int) -> None:
        """Show a frame; beyond the ends the first or last one."""
        frame = self._within(frame)
        self._rebase(frame)
        self._go(frame)

    def go_to_time(self, time_s: float) -> None:
        """Show the frame nearest to a time."""
        if self._film is not None:
            self.go(int(np.abs(self._film.times_s - time_s).argmin()))

    def step(self, frames: int) -> None:
        """Stop, and go some frames on or back."""
        self.pause()
        self.go(self._frame + frames)

    @Slot()
    def toggle(self) -> None:
        """Play, from the start when the end is reached; or stop."""
        if self.playing:
            self.pause()
        elif self.frame_count > 1:
            if self._frame == self.frame_count - 1:
                self._go(0)
            self._rebase(self._frame)
            self._wait_for(self._frame + 1)
            self._set_playing(True)

    @Slot()
    def pause(self) -> None:
        """Stop."""
        self._ticks.stop()
        self._set_playing(False)

    def close(self) -> None:
        """Let go of the file."""
        self._decoding.drop()
        if self._scrubber is not None:
            self._scrubber.close()
            self._scrubber = None

    def _within(self, frame: int) -> int:
        return max(0, min(frame, self.frame_count - 1))

    def _rebase(self, frame: int) -> None:
        """Count the time of playing from this frame."""
        if self._film is not None:
            self._started_s = float(self._film.times_s[frame])
            self._clock.start()

    def _go(self, frame: int) -> None:
        if frame != self._frame:
            self._frame = frame
            self.frame_changed.emit()
            self._want_picture()

    def _wait_for(self, frame: int) -> None:
        if self._film is not None:
            due_s = float(self._film.times_s[frame]) - self._started_s
            self._ticks.start(max(0, round(due_s * _MS_PER_S) - self._clock.elapsed()))

    @Slot()
    def _tick(self) -> None:
        if self._film is None:
            return
        now_s = self._started_s + self._clock.elapsed() / _MS_PER_S
        due = int(np.searchsorted(self._film.times_s, now_s + 0.5 / _MS_PER_S, side="right")) - 1
        self._go(self._within(max(due, self._frame)))
        if self._frame < self.frame_count - 1:
            self._wait_for(self._frame + 1)
        else:
            self.pause()

    def _set_playing(self, playing: bool) -> None:
        if playing != self._playing:
            self._playing = playing
            self.playing_changed.emit(playing)

    def _want_picture(self) -> None:
        if self._scrubber is not None:
            self._decoding.ask(partial(_decode, self._scrubber, self._frame))

    @Slot(object)
    def _take(self, decoded: _Decoded) -> None:
        if decoded.scrubber is self._scrubber:
            self._picture = decoded.frame
            self.picture_changed.emit()

    @Slot(object)
    def _tell(self, error: KnownError) -> None:
        self.pause()
        self.failed.emit(words.problem(error))


def _decode(
    scrubber: Scrubber,
    index: int,
    *,
    progress: Progress,  # noqa: ARG001 - one step
    cancel: CancelToken,
) -> _Decoded:
    return _Decoded(scrubber, scrubber.frame(index, cancel=cancel))
