"""What things are called on paper; ids never reach the reader alone."""

from __future__ import annotations

from typing import Final

from assessment import indices, measures
from assessment.protocol import EXERCISES, Region
from assessment.records import EYELID_SURGERY, Treatment
from assessment.report.language import Verbatim
from assessment.report.lookup import words
from core.landmarks import Side

_EXERCISE_WORD: Final = "exercise"
SIDE_NAME: Final = {Side.RIGHT: "patient's right", Side.LEFT: "patient's left"}
REGION_NAME: Final[dict[Region, str]] = {
    Region.EYE: "Eye",
    Region.MOUTH: "Mouth",
    Region.BROW: "Brow",
}

USUAL_TREATMENTS: Final = (
    *("steroid", "antiviral", "physiotherapy", "botulinum toxin", *EYELID_SURGERY),
    *("nerve transfer", "muscle transfer", "static sling", "electrical stimulation"),
    *("complication", "recurrence"),
)
"""Kinds that the program has names for; any other is what a person wrote."""
OTHER_TREATMENT: Final = "another treatment"


def exercise_name(exercise_id: str) -> str:
    """Name of an exercise; an id that the protocol no longer has stands for itself."""
    exercise = EXERCISES.get(exercise_id)
    return exercise.name if exercise else exercise_id


def measure_name(measure_id: str) -> str:
    """Name of a measure with its short form, e.g. "brow height (BH)"."""
    found = measures.CATALOGUE.get(measure_id)
    return f"{found.name} ({measure_id})" if found else measure_id


def treatment_name(treatment: Treatment, *, hide: bool) -> str:
    """The kind of a treatment; one that a person has written stands for itself, or is hidden."""
    kind = treatment.kind
    if kind in USUAL_TREATMENTS:
        return kind
    return OTHER_TREATMENT if hide else Verbatim(kind)


def subject_name(subject: str) -> str:
    """An `Absent.subject` for the reader: every id in it replaced by its name."""
    return ", ".join(subject_names(subject))


def subject_names(subject: str) -> list[str]:
    """The names of what an `Absent.subject` is made of."""
    return [name for name in map(_word_name, words(subject)) if name]


def _word_name(word: str) -> str:
    if word in EXERCISES:
        return EXERCISES[word].name
    if word in measures.CATALOGUE:
        return measures.CATALOGUE[word].name
    if word in indices.CATALOGUE:
        return indices.CATALOGUE[word].name
    return "" if word == _EXERCISE_WORD else word
