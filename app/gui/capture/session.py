"""Ties a visit's capture together: guide, camera, recording, live view. No widgets."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from math import inf
from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from app.capture.clock import RecentTimes
from app.capture.cues import (
    AllDone,
    Cue,
    CueChanged,
    Event,
    ExerciseSkipped,
    Mark,
    Marked,
    RecordingStarts,
    RecordingStops,
    RepetitionNotJudged,
    RepetitionOffered,
    TakeDropped,
    TakeEnds,
)
from app.capture.guide import Guide
from app.capture.quality import NOT_JUDGED, Lights, rate_of
from app.capture.spool import Spool
from app.capture.steps import Phase
from app.capture.watchdog import Watchdog
from app.gui.capture.live import LiveReading, LiveTracker
from app.gui.capture.obstacles import NO_PICTURE, missing_from, not_judged, obstacle_to
from app.gui.capture.recording import RecordingState
from app.gui.capture.source import PictureSource
from app.gui.capture.threads import CaptureThreads
from core.errors import VideoError
from core.video.camera_picture import CameraPicture

TICK_MS: Final = 20
STATE_INTERVAL_S: Final = 0.5
READING_LASTS_S: Final = 2.0
"""After this the lights of a picture say nothing of the present (default)."""


class CaptureSession(QObject):
    """The capture of one visit.

    Requests that do not fit the moment change nothing. `leave` must be called at the end; what is
    recorded lies in the spool after `ended`, also of an exercise that was not finished.

    Args:
        source: The camera.
        spool: The unfinished visit.
        tracker: Follows the face live; may come later with `set_tracker`.
        clock: Monotonic time, the one that the source puts its pictures on.
        fastest_rate_hz: What the source can do; its rate is not judged by more.
        parent: Owner.

    Signals:
        cue_changed: A `Cue` to show.
        live_picture: A `LivePicture`, the newest, with its landmarks.
        reading: A `LiveReading`, for some of the pictures.
        lights_changed: `Lights`, `NOT_JUDGED` when there was no reading for a while.
        recording_state: A `RecordingState`, twice a second.
        repetition_offered: A `RepetitionOffered`; answer with `accept` or `decline`.
        exercise_finished: The id of an exercise whose take is on the disk.
        exercise_left_out: The id of an exercise that is noted as skipped.
        lost: The camera gives no pictures; what was recorded is safe.
        found: It gives pictures again.
        problem: A sentence to show.
        finished: All exercises are recorded or skipped.
        ended: After `leave`, or in `wait`: everything is written and no thread is left.
    """

    cue_changed = Signal(object)
    live_picture = Signal(object)
    reading = Signal(object)
    lights_changed = Signal(object)
    recording_state = Signal(object)
    repetition_offered = Signal(object)
    exercise_finished = Signal(str)
    exercise_left_out = Signal(str)
    lost = Signal()
    found = Signal()
    problem = Signal(str)
    finished = Signal()
    ended = Signal()

    _source_told = Signal(str)

    def __init__(
        self,
        source: PictureSource,
        spool: Spool,
        *,
        tracker: LiveTracker | None = None,
        clock: Callable[[], float] = time.monotonic,
        fastest_rate_hz: float = inf,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._source, self._spool, self._clock = source, spool, clock
        self._fastest_rate_hz = fastest_rate_hz
        draft = spool.draft
        self._side_confirmed = False  # the camera may be another one than before
        skipped = [skip.exercise_id for skip in draft.skipped]
        self._guide = Guide(draft.exercise_ids, done=spool.recorded, skipped=skipped)
        self._watchdog = Watchdog()
        self._recent = RecentTimes()
        self._last_picture: CameraPicture | None = None
        self._times_s: tuple[float, ...] = ()
        self._lights, self._judged_s = NOT_JUDGED, 0.0
        self._offer: RepetitionOffered | None = None
        self._marks: list[Mark] = []
        self._in_take = self._resumes_when_found = False
        self._state_due_s = 0.0
        threads = self._threads = CaptureThreads(spool, clock, self)
        self._recording, self._following = threads.recording, threads.following
        self._preview = threads.preview
        self._timer = QTimer(self, interval=TICK_MS)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._preview.mirrored = draft.mirrored
        self.set_tracker(tracker)
        self._connect()

    def _connect(self) -> None:
        queued = Qt.ConnectionType.QueuedConnection
        self._timer.timeout.connect(self.tick)
        self._source_told.connect(self.problem, queued)
        self._preview.ready.connect(self._show_preview, queued)
        self._following.reading.connect(self._take_reading, queued)
        self._recording.failed.connect(self._recording_failed, queued)
        self._recording.take_finished.connect(self._take_kept, queued)
        self._recording.take_lost.connect(self._take_lost, queued)
        self._recording.left_out.connect(self.exercise_left_out, queued)
        self._threads.ended.connect(self.ended)

    @property
    def cue(self) -> Cue:
        """What is to be seen now."""
        return self._guide.cue

    @property
    def lights(self) -> Lights:
        """The lights of the latest picture that was judged, `NOT_JUDGED` when that is long ago."""
        return self._lights

    @property
    def offer(self) -> RepetitionOffered | None:
        """The latest repetition that was offered."""
        return self._offer

    @property
    def is_lost(self) -> bool:
        """The camera gives no pictures."""
        return self._watchdog.is_lost

    def start(self) -> None:
        """Switch the camera on and show the first instruction."""
        self._threads.start()
        self._start_source()
        self._timer.start()
        self._handle(self._guide.start())

    def leave(self) -> None:
        """Switch everything off, with `ended` at the end; an exercise under way is broken off."""
        self._timer.stop()
        self._handle(self._guide.pause(self._clock()))
        self._source.stop()
        self._threads.leave()

    def wait(self) -> None:
        """After `leave`: come back when it has ended."""
        self._threads.wait()

    def set_tracker(self, tracker: LiveTracker | None) -> None:
        """Follow the face with this from here on."""
        self._following.tracker = tracker

    def change_source(self, source: PictureSource) -> None:
        """Go on with another camera or format; not while an exercise is under way."""
        if self._guide.cue.ends_at_s is None:
            self._source.stop()
            self._source = source
            self._start_source()

    @property
    def side_confirmed(self) -> bool:
        """Somebody has looked, since the session began, that left and right are the patient's."""
        return self._side_confirmed

    @property
    def is_mirrored(self) -> bool:
        """The camera delivers a mirror image."""
        return self._preview.mirrored

    def set_mirrored(self, mirrored: bool) -> None:
        """Say whether the camera delivers a mirror image; of what is recorded from here on."""
        if not self._in_take:
            self._preview.mirrored = mirrored
            self._recording.set_mirrored(mirrored)

    def confirm_side(self, confirmed_by: str) -> None:
        """Somebody has looked that left and right are the patient's."""
        self._side_confirmed = True
        self._recording.confirm_side(confirmed_by)

    def begin(self, *, anyway: bool = False) -> None:
        """Record the exercise, or say by `problem` what hinders; `anyway`: bad lights do not."""
        obstacle = obstacle_to(
            None if self.is_lost else self._last_picture,
            camera_name=self._source.name,
            side_confirmed=self._side_confirmed,
            minutes_left=lambda picture: self._recording.minutes_left(
                picture, self._guide.exercise
            ),
            lights=None if anyway else self._lights,
        )
        if obstacle:
            self.problem.emit(obstacle)
            return
        accepted = [light.check for light in self._lights.bad]
        self._handle(self._guide.begin(self._clock(), accepted=accepted))

    def accept(self) -> None:
        """Repeat the repetition that was offered."""
        self._go_on(self._guide.accept)

    def decline(self) -> None:
        """Take the repetition as it is."""
        self._go_on(self._guide.decline)

    def pause(self) -> None:
        """A break; the repetition under way is done again."""
        self._handle(self._guide.pause(self._clock()))

    def resume(self) -> None:
        """End a break."""
        self._go_on(self._guide.resume)

    def _go_on(self, step: Callable[[float], list[Event]]) -> None:
        """Nothing goes on without a camera."""
        if self.is_lost:
            self.problem.emit(NO_PICTURE.format(name=self._source.name))
        else:
            self._handle(step(self._clock()))

    def redo(self, exercise_id: str | None = None) -> None:
        """Record an exercise again, the current one unless told."""
        self._handle(self._guide.redo(exercise_id))

    def keep(self) -> None:
        """Go on with the earlier take of the current exercise."""
        self._handle(self._guide.keep())

    def skip(self, reason: str) -> None:
        """Leave the current exercise out, also an earlier take of it; `reason` is one line."""
        self._handle(self._guide.skip(reason))

    @Slot()
    def tick(self) -> None:
        """Let time pass; the timer does it."""
        now_s = self._clock()
        self._handle(self._guide.tick(now_s))
        self._watch(now_s)
        if self._lights.is_judged and now_s - self._judged_s > READING_LASTS_S:
            self._show_lights(NOT_JUDGED)
        if now_s >= self._state_due_s:
            self._state_due_s = now_s + STATE_INTERVAL_S
            self.recording_state.emit(self._state())

    def take_picture(self, picture: CameraPicture) -> None:
        """A picture has come, in the thread of the source."""
        self._recording.put(picture)
        self._times_s = self._recent.add(picture.time_s)
        self._preview.put(picture, self._times_s)
        self._last_picture = picture
        self._watchdog.saw_picture(self._clock())

    def _start_source(self) -> None:
        self._recent.clear()
        self._times_s = ()
        self._watchdog.started(self._clock())
        self._source.start(self.take_picture, self._source_told.emit)

    def _state(self) -> RecordingState:
        minutes, picture = None, self._last_picture
        if picture is not None:
            try:
                minutes = self._recording.least_minutes_left(picture, self._guide.exercise)
            except VideoError:
                minutes = 0.0  # the folder is gone; recording itself says so
        return RecordingState(
            is_recording=self._guide.cue.phase.records,
            written=self._recording.written,
            minutes_left=minutes,
            camera_rate_hz=None if self.is_lost else rate_of(self._times_s),
        )

    def _watch(self, now_s: float) -> None:
        change = self._watchdog.check(now_s)
        if change is Watchdog.Change.LOST:
            events = self._guide.pause(now_s)
            self._resumes_when_found = bool(events)  # not after a break that somebody asked for
            self._handle(events)
            self._show_lights(NOT_JUDGED)
            self.lost.emit()
        elif change is Watchdog.Change.FOUND:
            self.found.emit()
            if self._resumes_when_found:
                self.resume()
        elif change is Watchdog.Change.TRY_AGAIN and self._source.is_available():
            self._source.stop()
            self._start_source()

    def _handle(self, events: list[Event]) -> None:
        for event in events:
            self._handle_one(event)

    def _handle_one(self, event: Event) -> None:
        match event:
            case CueChanged(cue):
                self._show(cue)
            case Marked(mark):
                self._marks.append(mark)
            case RepetitionNotJudged(exercise_id, number):
                self.problem.emit(not_judged(exercise_id, number))
            case RepetitionOffered():
                self._offer = event
                self.repetition_offered.emit(event)
            case AllDone():
                self.finished.emit()
            case _:
                self._record(event)

    def _record(self, event: Event) -> None:
        """Events that the recording thread turns into files."""
        match event:
            case RecordingStarts(exercise_id):
                if not self._in_take:
                    self._in_take = True
                    self._marks.clear()
                    self._recording.begin_take(exercise_id)
                self._recording.start_part()
            case RecordingStops():
                self._recording.stop_part()
            case TakeEnds():
                self._in_take = False
                self._recording.finish_take(self._marks)
            case TakeDropped():
                self._in_take = False
                self._recording.drop_take()
            case ExerciseSkipped(exercise_id, reason):
                self._recording.skip(exercise_id, reason)

    def _show(self, cue: Cue) -> None:
        exercise = self._guide.exercise
        if exercise is not None:
            rate_hz = min(exercise.frame_rate_hz, self._fastest_rate_hz)
            self._following.exercise = replace(exercise, frame_rate_hz=rate_hz)
        self.cue_changed.emit(cue)

    @Slot()
    def _show_preview(self) -> None:
        if (picture := self._preview.picture()) is not None:
            self.live_picture.emit(picture)

    @Slot(object)
    def _take_reading(self, reading: LiveReading) -> None:
        self.reading.emit(reading)
        if not self.is_lost and self._clock() - reading.time_s <= READING_LASTS_S:
            self._judged_s = reading.time_s
            self._guide.note(reading.lights)
            self._show_lights(reading.lights)

    def _show_lights(self, lights: Lights) -> None:
        self._lights = lights
        self.lights_changed.emit(lights)

    @Slot(str)
    def _take_kept(self, exercise_id: str) -> None:
        self.exercise_finished.emit(exercise_id)
        for take in self._spool.draft.takes:
            if take.exercise_id == exercise_id and (sentence := missing_from(take)):
                self.problem.emit(sentence)

    @Slot(str)
    def _recording_failed(self, sentence: str) -> None:
        self._handle(self._guide.pause(self._clock()))
        self.problem.emit(sentence)

    @Slot(str)
    def _take_lost(self, exercise_id: str) -> None:
        """Nothing is on the disk of an exercise that the guide takes for done."""
        if self._guide.cue.phase in (Phase.INSTRUCTION, Phase.FINISHED):
            self._handle(self._guide.redo(exercise_id))
