"""The standard examination as data (clinical.md 1.2): what is asked, and what ought to move."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

LIVE_YAW_DEG: Final = 10.0
"""Guide while filming (default); turned further, a clip is measured but flagged."""

LIVE_PITCH_DEG: Final = 15.0

ACCEPTED_YAW_DEG: Final = 20.0
"""Frames turned further are dropped (default)."""

ACCEPTED_PITCH_DEG: Final = 20.0

TURN_ACCEPTED_DEG: Final = 35.0
"""The same for the clip in which the head is meant to turn (default)."""

EXPRESSION_RATE_HZ: Final = 30.0
BLINK_RATE_HZ: Final = 60.0
NEUTRAL_BEFORE_S: Final = 2.0
HOLD_S: Final = 3.0
REPETITIONS: Final = 3


class ExerciseKind(StrEnum):
    """How a clip is analysed."""

    REST = "rest"
    TURN = "turn"
    MOVEMENT = "movement"
    BLINK = "blink"


class Region(StrEnum):
    """Where synkinesis is looked for (clinical.md 4.6)."""

    EYE = "eye"
    MOUTH = "mouth"
    BROW = "brow"


@dataclass(frozen=True, slots=True)
class Movement:
    """A measure and the way it changes when the exercise is done as intended.

    Attributes:
        measure_id: Key of `assessment.measures.CATALOGUE`.
        direction: +1 when the measure grows, -1 when it shrinks.
    """

    measure_id: str
    direction: int


def _grows(*measure_ids: str) -> tuple[Movement, ...]:
    return tuple(Movement(measure_id, 1) for measure_id in measure_ids)


def _shrinks(*measure_ids: str) -> tuple[Movement, ...]:
    return tuple(Movement(measure_id, -1) for measure_id in measure_ids)


@dataclass(frozen=True, slots=True)
class Exercise:
    """One task of the examination.

    Attributes:
        id: Stable key.
        number: The number in clinical.md 1.2, e.g. "0b".
        name: For headings.
        instruction: Read to the patient.
        kind: How the clip is analysed.
        duration_s: Hold of one repetition, or length of the clip for rest, turn and blink.
        repetitions: Movements asked for; 0 when they are not counted.
        movements: Measures meant to change, the primary one first; in a rest clip the measures
            whose sides are compared.
        synkinesis: Regions that ought to keep still and are watched.
        moves_nose: The nose moves, so its lower part may not carry the registration (3.5).
        moves_eyes: The eyes are meant to close, so a short closure is no blink to leave out.
        optional: Not missed when it is not recorded.
        frame_rate_hz: Recommended frame rate.
    """

    id: str
    number: str
    name: str
    instruction: str
    kind: ExerciseKind
    duration_s: float
    repetitions: int
    movements: tuple[Movement, ...] = ()
    synkinesis: tuple[Region, ...] = ()
    moves_nose: bool = False
    moves_eyes: bool = False
    optional: bool = False
    frame_rate_hz: float = EXPRESSION_RATE_HZ

    @property
    def primary(self) -> Movement | None:
        """The measure that decides when the patient moves."""
        return self.movements[0] if self.movements else None


_REST_COMPARED: Final = _grows("PFH", "PFHs", "PFA", "BH", "MC", "LC", "NB", "NL", "CCE", "MAo")

_ALL: Final = (
    Exercise(
        id="rest",
        number="0",
        name="Rest",
        instruction=(
            "Look at the camera, relax your face, lips lightly together, breathe through the "
            "nose, do not talk."
        ),
        kind=ExerciseKind.REST,
        duration_s=5.0,
        repetitions=0,
        movements=_REST_COMPARED,
    ),
    Exercise(
        id="turn_cal",
        number="0b",
        name="Slow head turn",
        instruction=(
            "Keep the relaxed face and slowly turn the head a little to the right, to the left, "
            "up and down."
        ),
        kind=ExerciseKind.TURN,
        duration_s=6.0,
        repetitions=0,
        optional=True,
    ),
    Exercise(
        id="brow_raise",
        number="1",
        name="Brow raise",
        instruction="Raise your eyebrows as high as you can, as if surprised, and hold.",
        kind=ExerciseKind.MOVEMENT,
        duration_s=HOLD_S,
        repetitions=REPETITIONS,
        movements=_grows("BH", "BHm", "BHl", "BV"),
        synkinesis=(Region.MOUTH,),
    ),
    Exercise(
        id="eye_gentle",
        number="2",
        name="Gentle eye closure",
        instruction="Close your eyes gently, as if falling asleep.",
        kind=ExerciseKind.MOVEMENT,
        duration_s=HOLD_S,
        repetitions=REPETITIONS,
        movements=_shrinks("PFHs", "PFA"),
        synkinesis=(Region.MOUTH, Region.BROW),
        moves_eyes=True,
    ),
    Exercise(
        id="eye_tight",
        number="3",
        name="Tight eye closure",
        instruction="Squeeze your eyes shut as tightly as you can.",
        kind=ExerciseKind.MOVEMENT,
        duration_s=HOLD_S,
        repetitions=REPETITIONS,
        movements=_shrinks("PFHs", "PFA"),
        synkinesis=(Region.MOUTH,),
        moves_eyes=True,
    ),
    Exercise(
        id="smile_closed",
        number="4",
        name="Closed smile",
        instruction="Smile gently with your lips together.",
        kind=ExerciseKind.MOVEMENT,
        duration_s=HOLD_S,
        repetitions=REPETITIONS,
        movements=(*_shrinks("MC", "LC", "NB"), *_grows("DVm", "SC", "SA", "OC")),
        synkinesis=(Region.EYE, Region.BROW),
        moves_nose=True,
    ),
    Exercise(
        id="smile_open",
        number="5",
        name="Biggest smile",
        instruction="Give your biggest smile, showing your teeth.",
        kind=ExerciseKind.MOVEMENT,
        duration_s=HOLD_S,
        repetitions=REPETITIONS,
        movements=(
            *_shrinks("MC", "LC", "NB"),
            *_grows("DVm", "SC", "SA", "OC", "LA", "MAo", "MAi", "HMAo", "HMAi"),
        ),
        synkinesis=(Region.EYE, Region.BROW),
        moves_nose=True,
    ),
    Exercise(
        id="snarl",
        number="6",
        name="Snarl",
        instruction="Wrinkle your nose and lift the upper lip, as if you smell something bad.",
        kind=ExerciseKind.MOVEMENT,
        duration_s=HOLD_S,
        repetitions=REPETITIONS,
        movements=_shrinks("CA", "CL"),
        synkinesis=(Region.EYE,),
        moves_nose=True,
    ),
    Exercise(
        id="pucker",
        number="7",
        name="Pucker",
        instruction="Push your lips forward as if to whistle or kiss.",
        kind=ExerciseKind.MOVEMENT,
        duration_s=HOLD_S,
        repetitions=REPETITIONS,
        movements=(*_shrinks("SC", "HMW"), *_grows("DVa")),
        synkinesis=(Region.EYE,),
        moves_nose=True,
    ),
    Exercise(
        id="lower_teeth",
        number="8",
        name="Lower teeth",
        instruction="Show me your bottom teeth, pull the lower lip down.",
        kind=ExerciseKind.MOVEMENT,
        duration_s=HOLD_S,
        repetitions=REPETITIONS,
        movements=_grows("LD", "LA"),
        moves_nose=True,
    ),
    Exercise(
        id="cheek_puff",
        number="9",
        name="Cheek puff",
        instruction="Close your lips, fill your cheeks with air and hold it.",
        kind=ExerciseKind.MOVEMENT,
        duration_s=HOLD_S,
        repetitions=REPETITIONS,
        movements=_grows("DVa"),
        synkinesis=(Region.EYE,),
        moves_nose=True,
        optional=True,
    ),
    Exercise(
        id="speech",
        number="10",
        name="Speech",
        instruction="Tell me what you did today.",
        kind=ExerciseKind.MOVEMENT,
        duration_s=30.0,
        repetitions=0,
        movements=_grows("DVm"),
        synkinesis=(Region.EYE,),
        moves_nose=True,
        optional=True,
    ),
    Exercise(
        id="spont_smile",
        number="10",
        name="Spontaneous smile",
        instruction="Watch this short clip.",
        kind=ExerciseKind.MOVEMENT,
        duration_s=30.0,
        repetitions=0,
        movements=(*_shrinks("MC", "LC"), *_grows("DVm")),
        synkinesis=(Region.EYE,),
        moves_nose=True,
        optional=True,
    ),
    Exercise(
        id="blink_spont",
        number="B1",
        name="Spontaneous blink",
        instruction="Look at the camera, relax; no need to do anything.",
        kind=ExerciseKind.BLINK,
        duration_s=30.0,
        repetitions=0,
        movements=_shrinks("PFHs"),
        synkinesis=(Region.MOUTH,),
        moves_eyes=True,
        frame_rate_hz=BLINK_RATE_HZ,
    ),
    Exercise(
        id="blink_vol",
        number="B2",
        name="Voluntary blink",
        instruction="Blink once each time you hear the beep.",
        kind=ExerciseKind.BLINK,
        duration_s=20.0,
        repetitions=10,
        movements=_shrinks("PFHs"),
        synkinesis=(Region.MOUTH,),
        moves_eyes=True,
        frame_rate_hz=BLINK_RATE_HZ,
    ),
    Exercise(
        id="rest_end",
        number="0",
        name="Rest at the end",
        instruction=(
            "Once more: look at the camera, relax your face, lips lightly together, do not talk."
        ),
        kind=ExerciseKind.REST,
        duration_s=5.0,
        repetitions=0,
        movements=_REST_COMPARED,
    ),
)

EXERCISES: Final[dict[str, Exercise]] = {exercise.id: exercise for exercise in _ALL}
"""All tasks by id, in the order in which they are recorded."""

REST_ID: Final = "rest"
REST_END_ID: Final = "rest_end"
TURN_ID: Final = "turn_cal"

SUNNYBROOK_TASKS: Final = ("brow_raise", "eye_gentle", "smile_open", "snarl", "pucker")
"""The five voluntary movements of the Sunnybrook scale [S1][S2]."""

VOLUNTARY: Final[dict[Region, str]] = {
    Region.EYE: "eye_gentle",
    Region.MOUTH: "smile_open",
    Region.BROW: "brow_raise",
}
"""The exercise that moves a region on purpose, against which synkinesis is scaled (4.6)."""

SYNKINESIS_MEASURE: Final[dict[Region, Movement]] = {
    Region.EYE: Movement("PFHs", -1),
    Region.MOUTH: Movement("DVm", 1),
    Region.BROW: Movement("BV", 1),
}
"""What tells that a region moved; the eye's is taken relative to its resting opening (4.6)."""
