"""Values of healthy people that are published for a measure of this program."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from assessment.results import Phase, Unit


@dataclass(frozen=True, slots=True)
class Norm:
    """Mean and standard deviation of one measure in healthy people.

    Attributes:
        exercise_id: The exercise.
        measure_id: The measure.
        phase: When in the exercise.
        unit: Unit of the numbers; values in another unit have no norm.
        mean: Mean of the people.
        sd: Standard deviation between them.
        people: Who they were.
        source: Tag of the source, as in the catalogues.
    """

    exercise_id: str
    measure_id: str
    phase: Phase
    unit: Unit
    mean: float
    sd: float
    people: str
    source: str


NORMS: Final = (
    Norm("smile_open", "DVm", Phase.EXCURSION, Unit.MM, 9.28, 2.83, "12 adults", "[S29]"),
    Norm("brow_raise", "BV", Phase.EXCURSION, Unit.MM, 10.57, 2.51, "12 adults", "[S29]"),
)
"""Travel of the mouth corner and of the brow from rest (clinical.md 4, normative values). What is
published of other measures was defined in another way, or as a mean without its spread."""


def norm_of(exercise_id: str, measure_id: str, phase: Phase, unit: Unit) -> Norm | None:
    """The published norm of a measure, if there is one."""
    wanted = (exercise_id, measure_id, phase, unit)
    found = (n for n in NORMS if (n.exercise_id, n.measure_id, n.phase, n.unit) == wanted)
    return next(found, None)
