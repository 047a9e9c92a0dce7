"""What a suggestion is, and where in an analysis its numbers are found.

A suggestion is a hint for the person who grades. It never becomes a grade by itself: only
`assessment.grades.grade.fill_in` makes grades, and a person calls for it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from assessment.results import Absent, Estimate, Index, Measure, Phase, SessionResult, TrialResult
from core.landmarks import Side


class Confidence(StrEnum):
    """How far clinical.md 2.9 lets a suggestion go."""

    ASSISTED = "assisted"
    LOW = "low"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What the measurements speak for in one item, to be confirmed or changed by a person.

    Attributes:
        scale: Key of the scale.
        item: Key of its item.
        choices: Keys of the answers spoken for, one or several neighbours.
        confidence: How much to think of it.
        reason: The number behind it, one clause.
    """

    scale: str
    item: str
    choices: tuple[str, ...]
    confidence: Confidence
    reason: str

    @property
    def text(self) -> str:
        """For the reader, marked as what it is, e.g. "suggested: 3 or 4 (not confirmed)"."""
        doubt = ", low confidence" if self.confidence is Confidence.LOW else ""
        return f"suggested: {' or '.join(self.choices)} (not confirmed{doubt})"


@dataclass(frozen=True, slots=True)
class Suggestions:
    """What an analysis speaks for.

    Attributes:
        found: At most one suggestion for an item.
        absent: Items that could be suggested but for a reason.
        remarks: Neutral sentences for the clinician.
    """

    found: tuple[Suggestion, ...]
    absent: tuple[Absent, ...]
    remarks: tuple[str, ...] = ()


def find_trial(result: SessionResult, exercise_id: str) -> TrialResult | None:
    """The first clip of an exercise."""
    return next((trial for trial in result.trials if trial.exercise_id == exercise_id), None)


def find_index(
    indices: tuple[Index, ...], index_id: str, subject: str, side: Side = Side.MIDLINE
) -> Estimate | None:
    """The index of that name about that subject and side."""
    wanted = (index_id, subject, side)
    found = (i.estimate for i in indices if (i.index_id, i.subject, i.side) == wanted)
    return next(found, None)


def find_excursion(trial: TrialResult, measure_id: str, side: Side) -> Measure | None:
    """The excursion of one measure on one side."""
    wanted = (measure_id, Phase.EXCURSION, side)
    found = (m for m in trial.measures if (m.measure_id, m.phase, m.side) == wanted)
    return next(found, None)


def why_missing(result: SessionResult, exercise_id: str, subject: str) -> str:
    """The reason the analysis gave for the lack of `subject` in an exercise."""
    trial = find_trial(result, exercise_id)
    if trial is None:
        return "the exercise was not analysed"
    reasons = (absent.reason for absent in trial.absent if subject in absent.subject)
    return next(reasons, "it was not measured in this clip")
