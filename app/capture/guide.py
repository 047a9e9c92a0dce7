"""Leads through the protocol: a state machine that knows no clock, camera or window.

Every method is told the time and answers with what happened. A request that does not fit the
moment, such as a click that comes too late, changes nothing and answers with nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from app.capture.cues import (
    AllDone,
    Cue,
    CueChanged,
    Event,
    ExerciseSkipped,
    Mark,
    Marked,
    Moment,
    RecordingStarts,
    RecordingStops,
    RepetitionNotJudged,
    RepetitionOffered,
    TakeDropped,
    TakeEnds,
)
from app.capture.quality import Check, Lights
from app.capture.steps import COUNTDOWN_STEPS, WORDS, Phase, Sound, Step, round_of, rounds_of
from app.capture.tally import Tally
from assessment.protocol import EXERCISES, Exercise

MOST_EXTRA_ROUNDS: Final = 2
"""Bad repetitions offered again in one exercise, so that nobody is tired out (default)."""

_MOMENTS: Final = {Phase.GO: Moment.GO, Phase.BLINK: Moment.GO, Phase.RELAX: Moment.RELAX}


class Guide:
    """Where the visit stands.

    Args:
        exercise_ids: What to record, in this order.
        done: Those of them that are recorded already.
        skipped: Those of them that were skipped already.
    """

    def __init__(
        self,
        exercise_ids: Sequence[str],
        *,
        done: Collection[str] = (),
        skipped: Collection[str] = (),
    ) -> None:
        self._order = tuple(exercise_ids)
        self._done = set(done)
        self._skipped = set(skipped)
        self._tally = Tally()
        self._current = ""
        self._steps: list[Step] = []
        self._phase = Phase.FINISHED
        self._ends_at_s: float | None = None
        self._forget_take()
        self._cue = self._make_cue(None)

    @property
    def cue(self) -> Cue:
        """What is to be seen."""
        return self._cue

    @property
    def exercise(self) -> Exercise | None:
        """What is being recorded or comes next, None once all is done."""
        return EXERCISES.get(self._current)

    def start(self) -> list[Event]:
        """Go to the first exercise that is still open."""
        return self._next_exercise()

    def begin(self, now_s: float, *, accepted: Collection[Check] = ()) -> list[Event]:
        """The patient is ready: count down and record.

        Args:
            now_s: The time.
            accepted: What is known to be bad and taken as it is: no reason to repeat anything.
        """
        if self._phase is not Phase.INSTRUCTION:
            return []
        self._tally = Tally(accepted)
        return self._count_down(now_s)

    def note(self, lights: Lights) -> None:
        """Take note of the lights of a picture; what counts is what is seen while recording."""
        if self._phase.records:
            self._tally.add(lights)

    def tick(self, now_s: float) -> list[Event]:
        """Go on if the time of the step is over; to be called often."""
        if self._ends_at_s is None or now_s < self._ends_at_s:
            return []
        if self._steps:
            return self._next_step(now_s)
        return self._end_round(now_s)

    def accept(self, now_s: float) -> list[Event]:
        """Yes, repeat what was offered."""
        if self._phase is not Phase.OFFER:
            return []
        self._extra += 1
        return self._count_down(now_s)

    def decline(self, now_s: float) -> list[Event]:
        """No, go on without."""
        if self._phase is not Phase.OFFER:
            return []
        if self._has_more_rounds():
            return self._count_down(now_s)
        return self._end_take()

    def pause(self, now_s: float) -> list[Event]:
        """Break off; the repetition under way is done again after `resume`."""
        if self._ends_at_s is None:
            return []
        events: list[Event] = []
        if self._phase.records:
            events = [self._mark(Moment.BROKEN_OFF, now_s), RecordingStops()]
        return [*events, self._wait(Phase.PAUSED)]

    def resume(self, now_s: float) -> list[Event]:
        """Go on after `pause`."""
        return self._count_down(now_s) if self._phase is Phase.PAUSED else []

    def redo(self, exercise_id: str | None = None) -> list[Event]:
        """Record an exercise from its beginning, again.

        Args:
            exercise_id: Which of the visit's; None: the current one.

        Returns:
            Nothing when the visit has no such exercise.
        """
        wanted = exercise_id or self._current
        if wanted not in self._order:
            return []
        return [*self._drop_take(), self._go_to(wanted)]

    def keep(self) -> list[Event]:
        """Go on with the earlier take of the current exercise instead of another."""
        if self._current not in self._done:
            return []
        return [*self._drop_take(), *self._next_exercise()]

    def skip(self, reason: str) -> list[Event]:
        """Leave the current exercise out, with an earlier take of it if there is one."""
        if not self._current:
            return []
        skipped = self._current
        events = [*self._drop_take(), ExerciseSkipped(skipped, reason)]
        self._done.discard(skipped)
        self._skipped.add(skipped)
        return [*events, *self._next_exercise()]

    def _count_down(self, now_s: float) -> list[Event]:
        """Towards the next round, of which nothing is done yet."""
        self._steps = [*COUNTDOWN_STEPS, *self._fresh_round()]
        return self._next_step(now_s)

    def _fresh_round(self) -> tuple[Step, ...]:
        self._tally.clear()
        return round_of(EXERCISES[self._current])

    def _next_step(self, now_s: float) -> list[Event]:
        step = self._steps.pop(0)
        events: list[Event] = []
        if step.phase.records and not self._phase.records:
            events.append(RecordingStarts(self._current))
            self._has_take = True
        self._phase = step.phase
        self._ends_at_s = now_s + step.duration_s
        if step.phase in _MOMENTS:
            moment = _MOMENTS[step.phase]
            self._movements += moment is Moment.GO
            events.append(self._mark(moment, now_s))
        return [*events, self._show(step)]

    def _end_round(self, now_s: float) -> list[Event]:
        self._rounds_done += 1
        fault = self._tally.fault()
        if fault is not None and self._extra < MOST_EXTRA_ROUNDS:
            offer = RepetitionOffered(self._rounds_done, fault)
            return [RecordingStops(), self._wait(Phase.OFFER), offer]
        events: list[Event] = []
        if fault is None and not self._tally.is_judged:
            events.append(RepetitionNotJudged(self._current, self._rounds_done))
        if self._has_more_rounds():
            self._steps = list(self._fresh_round())
            return [*events, *self._next_step(now_s)]
        return [*events, RecordingStops(), *self._end_take()]

    def _has_more_rounds(self) -> bool:
        return self._rounds_done < self._rounds()

    def _rounds(self) -> int:
        exercise = self.exercise
        return 0 if exercise is None else rounds_of(exercise) + self._extra

    def _end_take(self) -> list[Event]:
        ended = self._current
        self._done.add(ended)
        self._skipped.discard(ended)
        return [TakeEnds(ended), *self._next_exercise()]

    def _drop_take(self) -> list[Event]:
        events: list[Event] = [RecordingStops()] if self._phase.records else []
        if self._has_take:
            events.append(TakeDropped(self._current))
        return events

    def _next_exercise(self) -> list[Event]:
        settled = self._done | self._skipped
        following = next((one for one in self._order if one not in settled), None)
        if following is None:
            return [self._go_to(""), AllDone()]
        return [self._go_to(following)]

    def _go_to(self, exercise_id: str) -> Event:
        self._current = exercise_id
        self._forget_take()
        return self._wait(Phase.INSTRUCTION if exercise_id else Phase.FINISHED)

    def _forget_take(self) -> None:
        self._has_take = False
        self._rounds_done = self._extra = self._movements = 0

    def _wait(self, phase: Phase) -> Event:
        """Until somebody decides."""
        self._phase, self._ends_at_s = phase, None
        self._steps.clear()
        return self._show(None)

    def _mark(self, moment: Moment, now_s: float) -> Event:
        return Marked(Mark(moment, self._movements, now_s))

    def _show(self, step: Step | None) -> Event:
        self._cue = self._make_cue(step)
        return CueChanged(self._cue)

    def _make_cue(self, step: Step | None) -> Cue:
        exercise = self.exercise
        instruction = exercise.instruction if exercise else ""
        in_round = self._phase.records or self._phase is Phase.COUNTDOWN
        sound: Sound | None = step.sound if step else None
        return Cue(
            phase=self._phase,
            exercise_id=self._current,
            text=WORDS[self._phase] or instruction,
            sound=sound,
            ends_at_s=self._ends_at_s,
            count=step.count if step else 0,
            round=self._rounds_done + in_round,
            rounds=self._rounds(),
            done=len((self._done | self._skipped) & set(self._order)),
            total=len(self._order),
        )
