"""One visit looked through clip by clip: what was found, measured anew while people correct it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject, Signal, Slot

from app.clip_review import ClipReview, FrameLandmarks
from app.gui import words
from app.gui.selection import Selection
from app.gui.services import Services
from app.gui.viewmodels.corrections import CorrectionsModel
from app.gui.viewmodels.newest import Newest
from app.gui.viewmodels.player import Player, film_of
from app.lengths import review_in_widths, trial_in_widths
from app.preferences import Lengths
from app.visit_review import (
    FilmedVisit,
    MeasuredClip,
    measure_again,
    measure_first,
    read_visit,
    save_edits,
)
from assessment.analysis import Clip
from assessment.examination import ListedVisit
from assessment.records import Recording
from assessment.results import TrialResult
from core.errors import KnownError
from core.types import FloatArray

_Key = tuple[object, ...]


class ReviewState(StrEnum):
    """What there is to look at."""

    NO_VISIT = "no_visit"
    NOT_RECORDED = "not_recorded"
    NOT_ANALYSED = "not_analysed"
    LOADING = "loading"
    FAILED = "failed"
    READY = "ready"


_NOTHING = (ReviewState.NO_VISIT, ReviewState.NOT_RECORDED, ReviewState.NOT_ANALYSED)


@dataclass(frozen=True, slots=True)
class ClipRow:
    """One line of the list of clips.

    Attributes:
        recording: The clip.
        reason: Why nothing was measured in it, "" when it was.
        unsaved: Number of corrections that are not saved.
    """

    recording: Recording
    reason: str
    unsaved: int


class ReviewModel(QObject):
    """The clips of the chosen visit and the one that is looked at.

    Nothing is read as long as nobody looks.

    Args:
        services: The library.
        selection: Which visit.
        parent: Owner.

    Signals:
        state_changed: There is something else to look at.
        clips_changed: The list of clips, or the number of corrections in one, is another.
        clip_changed: Another clip is looked at.
        measured: The clip was measured, or cannot be.
    """

    state_changed = Signal()
    clips_changed = Signal()
    clip_changed = Signal()
    measured = Signal()

    def __init__(
        self, services: Services, selection: Selection, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._services, self._selection = services, selection
        self.player = Player(services, self)
        self.corrections = CorrectionsModel(services, self)
        self.corrections.landmarks_changed.connect(self._measure)
        self.corrections.edits_changed.connect(self.clips_changed)
        self._watchers = 0
        self._state, self._problem = ReviewState.NO_VISIT, ""
        self._wanted: _Key = ()
        self._visit: FilmedVisit | None = None
        self._recording: Recording | None = None
        self._exercise_id = ""
        self._measured: MeasuredClip | None = None
        self._review: ClipReview | None = None
        self._unmeasured = ""
        self._loading = Newest(services.instant, self)
        self._loading.done.connect(self._take_visit)
        self._loading.failed.connect(self._fail)
        self._measuring = Newest(services.instant, self)
        self._measuring.done.connect(self._take_measured)
        self._measuring.failed.connect(self._tell_unmeasured)
        selection.changed.connect(self._follow_selection)
        services.preferences_changed.connect(self._show_measured)

    @property
    def state(self) -> ReviewState:
        """What there is to look at."""
        return self._state

    @property
    def problem(self) -> str:
        """Why the visit cannot be looked at, when it failed."""
        return self._problem

    @property
    def rows(self) -> tuple[ClipRow, ...]:
        """The clips of the visit, in the order of the examination."""
        visit = self._visit
        if visit is None:
            return ()
        absent = {one.subject: one.reason for one in visit.analysis.result.absent}
        return tuple(
            ClipRow(
                recording,
                ""
                if visit.clip(recording.id)
                else absent.get(f"exercise {recording.exercise_id}", ""),
                len(self.corrections.unsaved(recording.id)),
            )
            for recording in visit.examination.recordings
        )

    @property
    def recording(self) -> Recording | None:
        """The clip that is looked at."""
        return self._recording

    @property
    def review(self) -> ClipReview | None:
        """What was measured in it; None before, and when it cannot be measured."""
        return self._review if not self._unmeasured else None

    @property
    def unmeasured(self) -> str:
        """Why the clip cannot be measured as it is, or ""."""
        return self._unmeasured

    @property
    def is_measuring(self) -> bool:
        """The clip was analysed, and what it shows is being measured for the first time."""
        if self._visit is None or self._recording is None:
            return False
        unknown = self._review is None and not self._unmeasured
        return unknown and self._visit.clip(self._recording.id) is not None

    @property
    def stored_trial(self) -> TrialResult | None:
        """What the newest analysis says of the clip."""
        if self._visit is None or self._recording is None:
            return None
        trial, width_mm = self._visit.trial(self._recording.id), self._width_mm
        return trial_in_widths(trial, width_mm) if trial and width_mm else trial

    @property
    def face(self) -> FloatArray | None:
        """float64 (68, 3): the patient's face at rest in face axes, or None without a visit."""
        return self._visit.analysis.result.face_frame.template if self._visit else None

    @property
    def drawn(self) -> FrameLandmarks | None:
        """The landmarks of the frame whose picture is shown."""
        clip = self.corrections.clip
        return clip.in_frame(self.player.shown_frame) if clip else None

    @property
    def unsaved(self) -> int:
        """Number of corrections in this visit that are not saved."""
        return sum(row.unsaved for row in self.rows)

    def watch(self) -> None:
        """Another view is looked at."""
        self._watchers += 1
        self._follow_selection()

    def look_away(self) -> None:
        """A view is looked at no more."""
        self._watchers -= 1
        if not self._watchers:
            self.player.pause()

    def choose(self, recording_id: UUID) -> None:
        """Look at another clip."""
        if self._visit is not None and (
            self._recording is None or self._recording.id != recording_id
        ):
            self._open(self._visit, recording_id, frame=0)

    @Slot()
    def save(self) -> None:
        """Keep the corrections of this visit and analyse it with them."""
        visit = self._visit
        if visit is None or self.corrections.locked or not self.unsaved:
            return
        recordings = [recording.id for recording in visit.examination.recordings]
        edits = [edit for key in recordings for edit in self.corrections.unsaved(key)]
        work = partial(
            save_edits, self._services.library, visit, edits, author=self.corrections.author
        )
        self.corrections.lock()
        task = self._services.short.start(work)
        task.done.connect(self._take_saved)
        task.failed.connect(self._tell_unsaved)
        task.ended.connect(self._end_saving)

    def close(self) -> None:
        """Let go of the video."""
        self.player.close()

    @Slot()
    def _follow_selection(self) -> None:
        if not self._watchers:
            return
        patient, listed = self._selection.patient, self._selection.visit
        wanted = _key_of(listed)
        if wanted == self._wanted and self._state is not ReviewState.FAILED:
            return
        self._wanted = wanted
        if patient is None or listed is None:
            self._show_nothing(ReviewState.NO_VISIT)
        elif listed.latest_id is None:
            filmed = bool(listed.recordings)
            self._show_nothing(ReviewState.NOT_ANALYSED if filmed else ReviewState.NOT_RECORDED)
        else:
            if self._visit is None or self._visit.examination.visit.id != listed.visit.id:
                self._show_nothing(ReviewState.LOADING)
            library = self._services.library
            self._loading.ask(partial(read_visit, library, patient, listed.visit.id))

    def _show_nothing(self, state: ReviewState) -> None:
        self._visit = self._recording = None
        self._measured, self._review, self._unmeasured = None, None, ""
        self._measuring.drop()
        self.player.show(None)
        self.corrections.open(None)
        self._enter(state)

    def _enter(self, state: ReviewState) -> None:
        self._state = state
        self.clips_changed.emit()
        self.clip_changed.emit()
        self.measured.emit()
        self.state_changed.emit()

    @Slot(object)
    def _take_visit(self, visit: FilmedVisit) -> None:
        read = visit.examination
        if read.visit.id != self._wanted[0]:
            return
        self._wanted = (read.visit.id, visit.analysis.id, read.recordings)
        before, self._visit = self._recording, visit
        self.corrections.take_stored(visit.clips)
        same = next((one for one in visit.examination.recordings if one == before), None)
        if same is not None:
            self._open(visit, same.id, frame=self.player.frame, same_film=True)
        else:
            self._open(visit, _first(visit, self._exercise_id), frame=0)
        self._enter(ReviewState.READY)

    def _open(
        self, visit: FilmedVisit, recording_id: UUID, *, frame: int, same_film: bool = False
    ) -> None:
        recordings = {one.id: one for one in visit.examination.recordings}
        self._recording = recordings[recording_id]
        self._exercise_id = self._recording.exercise_id
        self._measured, self._review, self._unmeasured = None, None, ""
        filmed = visit.clip(recording_id)
        if not same_film:
            film = film_of(self._services.library, filmed) if filmed is not None else None
            self.player.show(film, frame=frame)
        self.corrections.open(filmed)
        self.clip_changed.emit()
        self.measured.emit()

    @Slot()
    def _measure(self) -> None:
        """Measure the clip with its landmarks as they are."""
        visit, clip = self._visit, self.corrections.clip
        filmed = visit.clip(self._recording.id) if visit and self._recording else None
        if visit is None or filmed is None or clip is None:
            return
        own = Clip(filmed.recording.exercise_id, clip.landmarks)
        before = self._measured
        if before is not None and before.filmed is filmed:
            work = partial(measure_again, before, own)
        else:
            session = [
                Clip(one.recording.exercise_id, self.corrections.corrected(one).landmarks)
                for one in visit.clips
            ]
            work = partial(measure_first, visit, filmed, session, own)
        self._measuring.ask(work)

    @Slot(object)
    def _take_measured(self, measured: MeasuredClip) -> None:
        if self._recording is not None and measured.filmed.recording == self._recording:
            self._measured, self._unmeasured = measured, ""
            self._show_measured()

    @Slot()
    def _show_measured(self) -> None:
        """Show the measures with lengths as the clinic wants to see them."""
        review = self._measured.review if self._measured else None
        self._review = review_in_widths(review, self._width_mm) if review else None
        self.measured.emit()

    @property
    def _width_mm(self) -> float | None:
        """Outer-canthal width in which lengths are shown; None where they stay as measured."""
        if self._visit is None or self._services.preferences.lengths is not Lengths.WIDTHS:
            return None
        return self._visit.analysis.result.face_frame.mm_per_unit

    @Slot(object)
    def _tell_unmeasured(self, error: KnownError) -> None:
        self._unmeasured = words.problem(error)
        self.measured.emit()

    @Slot(object)
    def _fail(self, error: KnownError) -> None:
        if self._state in _NOTHING:
            return  # of a visit that is not looked at any more
        self._problem = words.problem(error)
        self._show_nothing(ReviewState.FAILED)

    @Slot(object)
    def _take_saved(self, recording_ids: Sequence[UUID]) -> None:
        self.corrections.unlock(recording_ids)
        self._services.changed.emit()

    @Slot(object)
    def _tell_unsaved(self, error: KnownError) -> None:
        self._services.problem.emit(words.problem(error))
        self._services.changed.emit()  # perhaps because somebody else changed the visit

    @Slot()
    def _end_saving(self) -> None:
        """Go on in whichever way it ended, a fault included."""
        if self.corrections.locked:
            self.corrections.unlock()


def _key_of(listed: ListedVisit | None) -> _Key:
    """What tells one state of a visit from another, as far as it is looked at here."""
    if listed is None:
        return ("nothing",)
    return (listed.visit.id, listed.latest_id, listed.recordings)


def _first(visit: FilmedVisit, exercise_id: str) -> UUID:
    """The clip to begin with: of the exercise that was looked at, else the first measured one."""
    clips = [clip.recording for clip in visit.clips]
    return next((one.id for one in clips if one.exercise_id == exercise_id), clips[0].id)
