"""The lines under the five ratios on the first page: grades, eye closure, synkinesis."""

from __future__ import annotations

from assessment.protocol import EXERCISES
from assessment.report.content import ReportContent
from assessment.report.involuntary import lid_opening
from assessment.report.language import Language
from assessment.report.layout import Cell
from assessment.report.lookup import CLOSURE, LID_OPENING, index, measure, reason, synkinesis, trial
from assessment.report.names import REGION_NAME, exercise_name
from assessment.report.numbers import interval, quantity, within_percent
from assessment.results import Measure, Phase, Unit
from core.landmarks import Side

_CLOSURE_EXERCISE = "eye_gentle"


def highlights(content: ReportContent, language: Language) -> list[tuple[str, Cell]]:
    """What else a clinician looks for first, each in one line or the reason why not."""
    affected = content.affected
    lines: list[tuple[str, Cell]] = [("Clinical grades", _grades(content, language))]
    if affected is not None:
        lines += [
            ("Gentle eye closure", _closure(content, affected)),
            ("Largest synkinesis", _largest_synkinesis(content, affected)),
        ]
    return lines


def _grades(content: ReportContent, language: Language) -> str:
    given = (language.join((grade.scale, grade.total), " ") for grade in content.grades)
    return language.join(given) or "none entered at this visit"


def _closure(content: ReportContent, affected: Side) -> str:
    found = trial(content.result, _CLOSURE_EXERCISE)
    closure = index(found.indices, CLOSURE, LID_OPENING, affected) if found else None
    if found is None or closure is None:
        return f"not available: {reason(content.result, _CLOSURE_EXERCISE, LID_OPENING)}"
    share = within_percent(closure.estimate).value
    text = f"affected eye closes {quantity(share, Unit.PCT)} of its opening"
    left_open = measure(found, LID_OPENING, Phase.PEAK, affected)
    return f"{text}; {_still_open(left_open)}" if left_open else text


def _still_open(opening: Measure) -> str:
    return f"still open: {lid_opening(opening)}"


def _largest_synkinesis(content: ReportContent, affected: Side) -> str:
    result = content.result
    if result is None:
        return "not available"
    found = [
        (estimate, region, exercise)
        for exercise in EXERCISES.values()
        for region in exercise.synkinesis
        if (estimate := synkinesis(result, affected, region, exercise.id).index) is not None
    ]
    if not found:
        return "not available: no pair of exercise and region could be measured"
    estimate, region, exercise = max(found, key=lambda entry: entry[0].value)
    where = f"{REGION_NAME[region].lower()} in {exercise_name(exercise.id).lower()}"
    return f"{where}, index {quantity(estimate.value, Unit.PCT)} ({interval(estimate, Unit.PCT)})"
