"""What the guide shows, and what it tells others to do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.capture.quality import Light
from app.capture.steps import Phase, Sound


class Moment(StrEnum):
    """What happened at a mark."""

    GO = "go"
    RELAX = "relax"
    BROKEN_OFF = "broken_off"


@dataclass(frozen=True, slots=True)
class Mark:
    """A moment of a clip that analysis and review want to find again.

    Attributes:
        moment: What happened.
        repetition: Which movement or blink of the clip, from 1.
        time_s: When, on the session's clock in an event, on the clip's own in a stored take.
    """

    moment: Moment
    repetition: int
    time_s: float


@dataclass(frozen=True, slots=True)
class Cue:
    """What patient and clinician see from one moment on.

    Attributes:
        phase: What is going on.
        exercise_id: Which exercise, empty once all are done.
        text: What the patient reads, in English, for the table of translations.
        sound: What is heard, if anything.
        ends_at_s: When the next cue comes, None when it waits for a person.
        count: The number of a countdown, else 0.
        round: Which repetition, from 1; 0 outside of one.
        rounds: How many repetitions there will be.
        done: Exercises recorded or skipped so far.
        total: Exercises in all.
    """

    phase: Phase
    exercise_id: str
    text: str
    sound: Sound | None
    ends_at_s: float | None
    count: int
    round: int
    rounds: int
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class CueChanged:
    """Show this."""

    cue: Cue


@dataclass(frozen=True, slots=True)
class RecordingStarts:
    """Record the camera from here on; the first time in an exercise, into a fresh take."""

    exercise_id: str


@dataclass(frozen=True, slots=True)
class RecordingStops:
    """Record no longer; the take may go on later."""


@dataclass(frozen=True, slots=True)
class Marked:
    """Note this moment of the take."""

    mark: Mark


@dataclass(frozen=True, slots=True)
class RepetitionOffered:
    """A repetition can hardly be used and may be repeated at once.

    Attributes:
        round: Which one.
        light: What was wrong with it.
    """

    round: int
    light: Light


@dataclass(frozen=True, slots=True)
class RepetitionNotJudged:
    """A repetition was recorded while hardly any picture was looked at: nobody knows its quality.

    Attributes:
        exercise_id: Of which exercise.
        round: Which one.
    """

    exercise_id: str
    round: int


@dataclass(frozen=True, slots=True)
class TakeEnds:
    """The exercise is recorded: keep the take, in place of an earlier one."""

    exercise_id: str


@dataclass(frozen=True, slots=True)
class TakeDropped:
    """Throw away what this take has so far; an earlier one stays."""

    exercise_id: str


@dataclass(frozen=True, slots=True)
class ExerciseSkipped:
    """The exercise will not be recorded; an earlier take of it goes too."""

    exercise_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class AllDone:
    """Every exercise is recorded or skipped."""


Event = (
    CueChanged
    | RecordingStarts
    | RecordingStops
    | Marked
    | RepetitionOffered
    | RepetitionNotJudged
    | TakeEnds
    | TakeDropped
    | ExerciseSkipped
    | AllDone
)
