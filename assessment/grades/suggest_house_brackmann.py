"""A suggested range of House-Brackmann grades (clinical.md 2.1, 2.9), never a single grade.

The published measurement turns brow and commissure travel into eighths and eighths into grades
[S4][S5]; here the relative form of the index `hb_measurement_ratio` is read (default). Eye
closure then decides between III and IV. Tone, disfigurement and synkinesis are left to the eye.
"""

from __future__ import annotations

from typing import Final

from assessment.grades.forms import HOUSE_BRACKMANN
from assessment.grades.suggestion import (
    Confidence,
    Suggestion,
    Suggestions,
    find_index,
    find_trial,
)
from assessment.records import AffectedSide
from assessment.results import Absent, Estimate, SessionResult
from core.landmarks import Side

GRADES: Final = tuple(choice.key for choice in HOUSE_BRACKMANN.items[0].choices)

# Highest percentage of eighths in each grade from VI to II; above is I [S4][S5].
LIMITS_PCT: Final = (0.0, 25.0, 50.0, 75.0, 99.0)
FULL_POINTS: Final = 8.0
BEST, WORST = 1, 6
WORST_WITH_CLOSURE: Final = 3
BEST_WITHOUT_CLOSURE: Final = 4
WIDEST: Final = 3

COMPLETE_CLOSURE_PCT: Final = 90.0
"""An eye that loses this share of its resting opening counts as closed completely (default)."""

NO_MOVEMENT_PCT: Final = 1.0
"""Less than this is no movement: a measured ratio is never exactly 0 (default)."""

_GRADE_LIMITS: Final = (
    "I above {:.0f} %, II above {:.0f} %, III above {:.0f} %, IV above {:.0f} %, V from {:.0f} %"
).format(*reversed(LIMITS_PCT[1:]), NO_MOVEMENT_PCT)
_CLOSURE_LIMIT: Final = (
    f"closure is complete when {COMPLETE_CLOSURE_PCT:.0f} % of the opening at rest are gone"
)


def suggest_house_brackmann(result: SessionResult, affected: AffectedSide) -> Suggestions:
    """The range of grades that the measurements speak for.

    Args:
        result: The analysis of the visit.
        affected: The patient's affected side.
    """
    if affected.side is None:
        return _none("no single side is affected")
    points = find_index(result.indices, "hb_measurement_ratio", "face")
    if points is None:
        return _none("brow raise or open-mouth smile could not be measured")
    best, worst = grade_of(_percent(points.upper)), grade_of(_percent(points.lower))
    closure = _closure(result, affected.side)
    best, worst = _with_closure(best, worst, closure)
    if best == worst:
        best, worst = _with_neighbour(best, _percent(points.value), closure)
    if worst - best >= WIDEST:
        return _none("too uncertain: the measurements allow more than three grades")
    reason = (
        f"movement of brow and mouth corner {_percent(points.value):.0f} % of the healthy side, "
        f"{_closure_words(closure)}; {_GRADE_LIMITS}; {_CLOSURE_LIMIT}; "
        "tone, disfigurement and synkinesis are not judged"
    )
    suggestion = Suggestion(
        HOUSE_BRACKMANN.id,
        HOUSE_BRACKMANN.items[0].id,
        GRADES[best - 1 : worst],
        Confidence.LOW,
        reason,
    )
    return Suggestions((suggestion,), ())


def grade_of(percent: float) -> int:
    """Grade 1..6 of a percentage of full movement, by the published table [S4][S5]."""
    if percent < NO_MOVEMENT_PCT:
        return WORST
    return WORST - sum(percent > limit for limit in LIMITS_PCT)


def _percent(points: float) -> float:
    return 100.0 * points / FULL_POINTS


def _closure(result: SessionResult, side: Side) -> bool | None:
    """Whether the affected eye closes completely with effort; None when that cannot be told."""
    for exercise_id in ("eye_tight", "eye_gentle"):
        trial = find_trial(result, exercise_id)
        closure = find_index(trial.indices, "closure_completeness", "PFHs", side) if trial else None
        if closure is not None:
            return _is_above(closure, COMPLETE_CLOSURE_PCT)
    return None


def _is_above(estimate: Estimate, limit: float) -> bool | None:
    if estimate.lower >= limit:
        return True
    return False if estimate.upper < limit else None


def _with_closure(best: int, worst: int, closure: bool | None) -> tuple[int, int]:
    """The range narrowed by what eye closure allows, or widened where they contradict."""
    if closure is True:
        fits = best <= WORST_WITH_CLOSURE
        return (best, min(worst, WORST_WITH_CLOSURE)) if fits else (WORST_WITH_CLOSURE, worst)
    if closure is False:
        fits = worst >= BEST_WITHOUT_CLOSURE
        return (max(best, BEST_WITHOUT_CLOSURE), worst) if fits else (best, BEST_WITHOUT_CLOSURE)
    return best, worst


def _with_neighbour(grade: int, percent: float, closure: bool | None) -> tuple[int, int]:
    """The grade and the neighbour whose limit is nearer, for a range is all we may say."""
    edges = (0.0, *LIMITS_PCT, 100.0)
    lower, upper = edges[WORST - grade], edges[WORST - grade + 1]
    towards_worse = percent - lower <= upper - percent
    if grade == WORST or (closure is True and grade == WORST_WITH_CLOSURE):
        towards_worse = False
    if grade == BEST or (closure is False and grade == BEST_WITHOUT_CLOSURE):
        towards_worse = True
    return (grade, grade + 1) if towards_worse else (grade - 1, grade)


def _closure_words(closure: bool | None) -> str:
    if closure is None:
        return "eye closure not decided"
    return "eye closure complete" if closure else "eye closure incomplete"


def _none(reason: str) -> Suggestions:
    return Suggestions((), (Absent(HOUSE_BRACKMANN.name, reason),))
