"""Two visits side by side: the same exercise, in step from the onset of the movement."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import Final
from uuid import UUID

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal, Slot

from app.clip_review import CorrectedClip, FrameLandmarks
from app.gui import words
from app.gui.selection import Selection
from app.gui.services import Services
from app.gui.viewmodels.newest import Newest
from app.gui.viewmodels.player import Film, Player, film_of
from app.visit_review import FilmedVisit, read_visit
from assessment.examination import ListedVisit
from assessment.records import Patient
from assessment.results import TrialResult
from assessment.store.library import Library
from core.errors import KnownError
from core.progress import CancelToken, Progress

_TICK_MS: Final = 33
_MS_PER_S: Final = 1000.0


class Moment(StrEnum):
    """A picture that stands for a phase of the exercise."""

    REST = "rest"
    PEAK = "peak"


@dataclass(frozen=True, slots=True, eq=False)
class Sight:
    """One exercise of one visit.

    Attributes:
        film: Its video.
        trial: What was found in it.
        clip: Its landmarks.
    """

    film: Film
    trial: TrialResult
    clip: CorrectedClip

    @property
    def onset_s(self) -> float:
        """When the first movement begins; 0 where there is none."""
        repetitions = self.trial.repetitions
        return repetitions[0].onset_s if repetitions else float(self.film.times_s[0])

    def frame_of(self, moment: Moment) -> int | None:
        """The frame that shows a moment best."""
        return self.trial.rest_frame if moment is Moment.REST else self.trial.peak_frame

    def landmarks(self, frame: int) -> FrameLandmarks | None:
        """The landmarks in a frame; None where no face was found."""
        return self.clip.in_frame(frame)


@dataclass(frozen=True, slots=True, eq=False)
class _Pair:
    """Two visits that were read."""

    visits: tuple[FilmedVisit, FilmedVisit]


class TwoVisitsModel(QObject):
    """The two visits, the exercise, and the common clock. Nothing is read before `open`.

    Args:
        services: The library.
        selection: The patient.
        parent: Owner.

    Signals:
        offer_changed: Other visits can be chosen.
        sights_changed: Something else is looked at, or nothing.
        offset_changed: The common clock went on.
        playing_changed: It began or stopped to play.
        failed: A sentence that says why there is nothing to see.
    """

    offer_changed = Signal()
    sights_changed = Signal()
    offset_changed = Signal(float)
    playing_changed = Signal(bool)
    failed = Signal(str)

    def __init__(
        self, services: Services, selection: Selection, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._services, self._selection = services, selection
        self.players = (Player(services, self), Player(services, self))
        for player in self.players:
            player.failed.connect(self.failed)
        self._chosen: tuple[UUID | None, UUID | None] = (None, None)
        self._exercise_id = ""
        self._pair: _Pair | None = None
        self._sights: tuple[Sight, Sight] | None = None
        self._offset_s = 0.0
        self._moment: Moment | None = None
        self._playing = False
        self._reading = Newest(services.short, self)
        self._reading.done.connect(self._take)
        self._reading.failed.connect(self._tell)
        self._clock = QElapsedTimer()
        self._started_s = 0.0
        self._ticks = QTimer(self)
        self._ticks.setInterval(_TICK_MS)
        self._ticks.timeout.connect(self._tick)
        selection.changed.connect(self._follow_selection)

    @property
    def visits(self) -> tuple[ListedVisit, ...]:
        """The analysed visits, earliest first."""
        return tuple(one for one in self._selection.visits if one.latest_id is not None)

    @property
    def chosen(self) -> tuple[UUID | None, UUID | None]:
        """The visit on the left and the one on the right."""
        return self._chosen

    @property
    def exercises(self) -> tuple[str, ...]:
        """What was measured at both visits."""
        if self._pair is None:
            return ()
        first, second = (_trials(visit) for visit in self._pair.visits)
        return tuple(key for key in first if key in second)

    @property
    def exercise_id(self) -> str:
        """The exercise that is looked at."""
        return self._exercise_id

    @property
    def sights(self) -> tuple[Sight, Sight] | None:
        """What is looked at."""
        return self._sights

    @property
    def offset_s(self) -> float:
        """Time since the onset of the movement."""
        return self._offset_s

    @property
    def moment(self) -> Moment | None:
        """The moment that is shown instead of a time since the onset."""
        return self._moment

    @property
    def span_s(self) -> tuple[float, float]:
        """The time around the onset that both videos have."""
        if self._sights is None:
            return (0.0, 0.0)
        before = min(sight.onset_s - float(sight.film.times_s[0]) for sight in self._sights)
        after = min(float(sight.film.times_s[-1]) - sight.onset_s for sight in self._sights)
        return (-max(0.0, before), max(0.0, after))

    @property
    def playing(self) -> bool:
        """It plays."""
        return self._playing

    @Slot()
    def open(self) -> None:
        """Read the first and the last visit, unless two others are chosen."""
        visits = [one.visit.id for one in self.visits]
        first, second = self._chosen
        if self._pair is not None or not visits:
            return
        if first is not None and second is not None:
            self.choose(first, second)
        elif len(visits) > 1:
            self.choose(visits[0], visits[-1])

    def choose(self, first: UUID, second: UUID) -> None:
        """Look at two visits."""
        self._chosen = (first, second)
        patient = self._selection.patient
        if patient is not None and {first, second} <= {one.visit.id for one in self.visits}:
            self._reading.ask(partial(_read, self._services.library, patient, (first, second)))

    def choose_exercise(self, exercise_id: str) -> None:
        """Look at another exercise of the two visits."""
        if exercise_id in self.exercises:
            self._exercise_id = exercise_id
            self._show_pair()

    def show_moment(self, moment: Moment) -> None:
        """Stop at the picture of rest or peak in both videos."""
        self.pause()
        for player, sight in zip(self.players, self._sights or (), strict=False):
            frame = sight.frame_of(moment)
            if frame is not None:
                player.go(frame)
        self._moment = moment
        self.offset_changed.emit(self._offset_s)

    def go(self, offset_s: float) -> None:
        """Show the pictures at a time since the onset."""
        low, high = self.span_s
        self._offset_s, self._moment = min(max(offset_s, low), high), None
        for player, sight in zip(self.players, self._sights or (), strict=False):
            player.go_to_time(sight.onset_s + self._offset_s)
        self._rebase()
        self.offset_changed.emit(self._offset_s)

    @Slot()
    def toggle(self) -> None:
        """Play from here, from the start when the end is reached; or stop."""
        if self._playing:
            self.pause()
        elif self._sights is not None:
            self._moment = None
            if self._offset_s >= self.span_s[1]:
                self.go(self.span_s[0])
            self._rebase()
            self._ticks.start()
            self._set_playing(True)

    @Slot()
    def pause(self) -> None:
        """Stop."""
        self._ticks.stop()
        self._set_playing(False)

    @Slot()
    def close(self) -> None:
        """Let go of the files."""
        self.pause()
        self._reading.drop()
        for player in self.players:
            player.close()

    def _rebase(self) -> None:
        self._started_s = self._offset_s
        self._clock.start()

    @Slot()
    def _tick(self) -> None:
        started, elapsed_s = self._started_s, self._clock.elapsed() / _MS_PER_S
        self._offset_s = min(started + elapsed_s, self.span_s[1])
        for player, sight in zip(self.players, self._sights or (), strict=False):
            player.go_to_time(sight.onset_s + self._offset_s)
        self.offset_changed.emit(self._offset_s)
        if self._offset_s >= self.span_s[1]:
            self.pause()

    @Slot(object)
    def _take(self, pair: _Pair) -> None:
        first, second = (one.examination.visit.id for one in pair.visits)
        if (first, second) != self._chosen or self._reading.outdated:
            return
        self._pair = pair
        if self._exercise_id not in self.exercises:
            self._exercise_id = next(
                (key for key in self.exercises if _moves(pair, key)), next(iter(self.exercises), "")
            )
        self._show_pair()

    def _show_pair(self) -> None:
        self.pause()
        if self._pair is None or not self._exercise_id:
            self._show_nothing()
            return
        library = self._services.library
        first, second = (_sight(library, one, self._exercise_id) for one in self._pair.visits)
        self._sights = (first, second)
        for player, sight in zip(self.players, self._sights, strict=True):
            player.show(sight.film)
        self.sights_changed.emit()
        self.go(0.0)

    def _show_nothing(self) -> None:
        self.pause()
        self._sights = self._pair = None
        for player in self.players:
            player.show(None)
        self.sights_changed.emit()

    @Slot()
    def _follow_selection(self) -> None:
        if self._pair is not None and self._is_outdated(self._pair):
            self._show_nothing()
        if not set(self._chosen) <= {one.visit.id for one in self.visits}:
            self._chosen = (None, None)
        first, second = self._chosen
        if self._reading.busy and first is not None and second is not None:
            self.choose(first, second)  # perhaps analysed anew since it was read
        self.offer_changed.emit()

    def _is_outdated(self, pair: _Pair) -> bool:
        """One of the visits was analysed anew since it was read, or is not there any more."""
        latest = {one.visit.id: one.latest_id for one in self.visits}
        return any(latest.get(one.examination.visit.id) != one.analysis.id for one in pair.visits)

    def _set_playing(self, playing: bool) -> None:
        if playing != self._playing:
            self._playing = playing
            self.playing_changed.emit(playing)

    @Slot(object)
    def _tell(self, error: KnownError) -> None:
        self._show_nothing()
        self.failed.emit(words.problem(error))


def _read(
    library: Library,
    patient: Patient,
    visit_ids: tuple[UUID, UUID],
    *,
    progress: Progress,
    cancel: CancelToken,
) -> _Pair:
    first, second = (
        read_visit(library, patient, key, progress=progress, cancel=cancel) for key in visit_ids
    )
    return _Pair((first, second))


def _trials(visit: FilmedVisit) -> dict[str, TrialResult]:
    return {trial.exercise_id: trial for trial in visit.analysis.result.trials}


def _moves(pair: _Pair, exercise_id: str) -> bool:
    return all(_trials(visit)[exercise_id].repetitions for visit in pair.visits)


def _sight(library: Library, visit: FilmedVisit, exercise_id: str) -> Sight:
    results = list(visit.analysis.result.trials)
    place = next(n for n, trial in enumerate(results) if trial.exercise_id == exercise_id)
    filmed = visit.clips[place]
    landmarks = CorrectedClip.of(filmed.detected, filmed.annotations)
    return Sight(film_of(library, filmed), results[place], landmarks)
