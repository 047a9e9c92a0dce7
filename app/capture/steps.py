"""The rounds of an exercise as timed steps (clinical.md 1.2, timing; default throughout)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from assessment.protocol import HOLD_S, NEUTRAL_BEFORE_S, Exercise, ExerciseKind

REACH_S: Final = 1.0
"""Time to reach the full movement after "go"."""

NEUTRAL_AFTER_S: Final = 2.0
COUNTDOWN: Final = (3, 2, 1)
COUNT_S: Final = 1.0


class Phase(StrEnum):
    """What is going on."""

    INSTRUCTION = "instruction"
    COUNTDOWN = "countdown"
    NEUTRAL = "neutral"
    GO = "go"
    HOLD = "hold"
    RELAX = "relax"
    KEEP = "keep"
    BLINK = "blink"
    OFFER = "offer"
    PAUSED = "paused"
    FINISHED = "finished"

    @property
    def records(self) -> bool:
        """The camera is being recorded."""
        return self in _RECORDED


_RECORDED: Final = frozenset(
    {Phase.NEUTRAL, Phase.GO, Phase.HOLD, Phase.RELAX, Phase.KEEP, Phase.BLINK}
)

WORDS: Final = {
    Phase.INSTRUCTION: "",
    Phase.COUNTDOWN: "Get ready",
    Phase.NEUTRAL: "Relax your face",
    Phase.GO: "Now",
    Phase.HOLD: "Hold",
    Phase.RELAX: "Relax",
    Phase.KEEP: "",
    Phase.BLINK: "Blink now",
    Phase.OFFER: "Once more, please",
    Phase.PAUSED: "A short break",
    Phase.FINISHED: "Thank you, that is all",
}
"""What the patient reads, in English; where empty, the instruction of the exercise."""


class Sound(StrEnum):
    """A sound that starts a step."""

    TICK = "tick"
    BEEP = "beep"
    GO = "go"
    RELAX = "relax"


@dataclass(frozen=True, slots=True)
class Step:
    """A stretch of time in which the patient does one thing.

    Attributes:
        phase: What.
        duration_s: How long.
        sound: What is heard at its start.
        count: The number shown during a countdown, else 0.
    """

    phase: Phase
    duration_s: float
    sound: Sound | None = None
    count: int = 0


COUNTDOWN_STEPS: Final = tuple(
    Step(Phase.COUNTDOWN, COUNT_S, sound=Sound.TICK, count=count) for count in COUNTDOWN
)

_MOVEMENT_ROUND: Final = (
    Step(Phase.NEUTRAL, NEUTRAL_BEFORE_S, sound=Sound.BEEP),
    Step(Phase.GO, REACH_S, sound=Sound.GO),
    Step(Phase.HOLD, HOLD_S),
    Step(Phase.RELAX, NEUTRAL_AFTER_S, sound=Sound.RELAX),
)


def rounds_of(exercise: Exercise) -> int:
    """How often the steps of `round_of` are gone through; blinks on command are one series."""
    counted = exercise.kind is ExerciseKind.MOVEMENT and exercise.repetitions > 0
    return exercise.repetitions if counted else 1


def round_of(exercise: Exercise) -> tuple[Step, ...]:
    """The steps of one repetition, or of the whole exercise where repetitions are not counted."""
    if not exercise.repetitions:
        return (Step(Phase.KEEP, exercise.duration_s, sound=Sound.BEEP),)
    if exercise.kind is ExerciseKind.BLINK:
        blink = Step(Phase.BLINK, exercise.duration_s / exercise.repetitions, sound=Sound.BEEP)
        return (Step(Phase.NEUTRAL, NEUTRAL_BEFORE_S), *[blink] * exercise.repetitions)
    return _MOVEMENT_ROUND
