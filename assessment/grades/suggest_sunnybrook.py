"""Suggested answers to Sunnybrook items (clinical.md 2.9): rest, voluntary movement, synkinesis.

The cheek fold, eyelid surgery and movements of chin and neck cannot be seen in the landmarks and
are never suggested.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from assessment.change import mdc95
from assessment.grades import forms
from assessment.grades.forms import SUNNYBROOK
from assessment.grades.suggestion import (
    Confidence,
    Suggestion,
    Suggestions,
    find_excursion,
    find_index,
    find_trial,
    why_missing,
)
from assessment.protocol import EXERCISES, REST_ID, SUNNYBROOK_TASKS
from assessment.report.numbers import interval, quantity
from assessment.results import Absent, Estimate, Phase, SessionResult, Unit
from core.landmarks import Side

# Cut-offs without a publication behind them (clinical.md 2.9, default).
VOLUNTARY_CUTS_PCT: Final = (10.0, 35.0, 65.0, 85.0)
"""Lowest excursion ratio of levels 2, 3, 4 and 5."""

SYNKINESIS_CUTS_PCT: Final = (10.0, 25.0, 50.0)
"""Lowest synkinesis index of levels 1, 2 and 3 (clinical.md 4.6, default, uncalibrated)."""

REST_BAND_PCT: Final = 5.0
"""Asymmetry index of the resting eye taken for normal (clinical.md 4, display band, default)."""

MOUTH_BAND: Final = {Unit.MM: 3.0, Unit.OCW: 3.0 / 89.0}
"""Height difference of the mouth corners that observers see: 3 mm [S52]. Without a scale the
width between the outer eye corners is taken for the 89 mm of an
average face (default)."""

_EYE_NORMAL: Final = f"normal from −{REST_BAND_PCT:.0f} to +{REST_BAND_PCT:.0f} %"
_VOLUNTARY_LEVELS: Final = "levels 2 to 5 from {:.0f}, {:.0f}, {:.0f} and {:.0f} %".format(
    *VOLUNTARY_CUTS_PCT
)
_SYNKINESIS_LEVELS: Final = "levels 1 to 3 from {:.0f}, {:.0f} and {:.0f} %".format(
    *SYNKINESIS_CUTS_PCT
)

MOST_LEVELS: Final = 2
LEVEL_SLIGHT: Final = 2

# The upper face is "relatively spared" between these excursion ratios (default).
SPARED_BROW_PCT: Final = 85.0
WEAK_MOUTH_PCT: Final = 65.0
SPARED_REMARK: Final = "Upper face relatively spared - clinician to consider."

Outcome = Suggestion | Absent


def suggest_sunnybrook(result: SessionResult) -> Suggestions:
    """Everything that may be suggested for a Sunnybrook form.

    Args:
        result: The analysis of the visit; without a single affected side there is no healthy side
            to compare with, and nothing is suggested.
    """
    side = result.affected.side
    if side is None:
        return Suggestions((), (Absent(SUNNYBROOK.name, "no single side is affected"),))
    outcomes = [_rest_eye(result), _rest_mouth(result, side)]
    outcomes += [_voluntary(result, exercise_id, side) for exercise_id in SUNNYBROOK_TASKS]
    outcomes += [_synkinesis(result, exercise_id) for exercise_id in SUNNYBROOK_TASKS]
    return Suggestions(
        found=tuple(outcome for outcome in outcomes if isinstance(outcome, Suggestion)),
        absent=tuple(outcome for outcome in outcomes if isinstance(outcome, Absent)),
        remarks=_remarks(result),
    )


def _rest_eye(result: SessionResult) -> Outcome:
    item = forms.rest_item("eye")
    trial = find_trial(result, REST_ID)
    asymmetry = find_index(trial.indices, "asymmetry_index", "PFH") if trial else None
    if asymmetry is None:
        return _absent(item, why_missing(result, REST_ID, "PFH"))
    # + when the affected eye is the narrower one.
    choices = _zones(asymmetry, REST_BAND_PCT, ("wide", "normal", "narrow"))
    reason = (
        f"asymmetry index of the palpebral fissure height (PFH) {_value(asymmetry, Unit.PCT)}; "
        f"{_EYE_NORMAL}; "
        "does not apply after eyelid surgery"
    )
    return _suggest(item, choices, reason, Confidence.ASSISTED)


def _rest_mouth(result: SessionResult, affected: Side) -> Outcome:
    item = forms.rest_item("mouth")
    trial = find_trial(result, REST_ID)
    found = (
        measure
        for measure in (trial.measures if trial else ())
        if (measure.measure_id, measure.phase) == ("CHD", Phase.REST)
    )
    height = next(found, None)
    if height is None or height.unit not in MOUTH_BAND:
        return _absent(item, why_missing(result, REST_ID, "CHD"))
    # The measure is + when the left corner is the higher one.
    corner_names = ("drooped", "normal", "pulled")
    names = corner_names if affected is Side.LEFT else corner_names[::-1]
    choices = _zones(height.estimate, MOUTH_BAND[height.unit], names)
    if height.estimate.value >= 0.0:
        apart = f"left corner above the right one by {_value(height.estimate, height.unit)}"
    else:
        lower = _turned(height.estimate)
        apart = f"left corner below the right one by {_value(lower, height.unit)}"
    reason = f"{apart}; normal up to {_mouth_band(height.unit)}, the least that observers see"
    return _suggest(item, choices, reason, Confidence.ASSISTED)


def _mouth_band(unit: Unit) -> str:
    band = quantity(MOUTH_BAND[unit], unit)
    return band if unit is Unit.MM else f"{band} (3 mm on an average face)"


def _voluntary(result: SessionResult, exercise_id: str, affected: Side) -> Outcome:
    item = forms.voluntary_item(exercise_id)
    primary = EXERCISES[exercise_id].primary
    trial = find_trial(result, exercise_id)
    if primary is None or trial is None:
        return _absent(item, why_missing(result, exercise_id, ""))
    ratio = find_index(trial.indices, "excursion_ratio", primary.measure_id)
    excursion = find_excursion(trial, primary.measure_id, affected)
    if ratio is None or excursion is None:
        return _absent(item, why_missing(result, exercise_id, primary.measure_id))
    moved = excursion.estimate
    detectable = moved.value > mdc95(excursion.unit, moved, moved)

    def level(ratio_pct: float) -> int:
        reached = 1 + sum(ratio_pct >= cut for cut in VOLUNTARY_CUTS_PCT)
        return 1 if reached == LEVEL_SLIGHT and not detectable else reached

    reason = (
        f"excursion ratio of {primary.measure_id} {_told(ratio, Unit.PCT)}; {_VOLUNTARY_LEVELS}"
    )
    return _suggest(item, _levels(ratio, level), reason, Confidence.ASSISTED)


def _synkinesis(result: SessionResult, exercise_id: str) -> Outcome:
    """The worst of the regions that are watched in the exercise."""
    item = forms.synkinesis_item(exercise_id)
    watched = {
        region: find_index(result.indices, "synkinesis_index", f"{region}|{exercise_id}")
        for region in EXERCISES[exercise_id].synkinesis
    }
    found = {region: index for region, index in watched.items() if index is not None}
    if not found:
        return _absent(item, "no involuntary movement could be measured in this exercise")
    region, worst = max(found.items(), key=lambda pair: pair[1].value)

    def level(index_pct: float) -> int:
        return sum(index_pct >= cut for cut in SYNKINESIS_CUTS_PCT)

    reason = (
        f"synkinesis index of the {region} {_told(worst, Unit.PCT)}; {_SYNKINESIS_LEVELS}; "
        "chin and neck are not seen"
    )
    return _suggest(item, _levels(worst, level), reason, Confidence.LOW)


def _remarks(result: SessionResult) -> tuple[str, ...]:
    brow, mouth = (_main_ratio(result, exercise) for exercise in ("brow_raise", "smile_open"))
    spared = brow and mouth and brow.lower >= SPARED_BROW_PCT and mouth.upper < WEAK_MOUTH_PCT
    return (SPARED_REMARK,) if spared else ()


def _main_ratio(result: SessionResult, exercise_id: str) -> Estimate | None:
    trial, primary = find_trial(result, exercise_id), EXERCISES[exercise_id].primary
    if trial is None or primary is None:
        return None
    return find_index(trial.indices, "excursion_ratio", primary.measure_id)


def _levels(estimate: Estimate, level: Callable[[float], int]) -> tuple[str, ...]:
    """Every level that the 95 % interval touches."""
    levels = range(level(estimate.lower), level(estimate.upper) + 1)
    return tuple(str(number) for number in levels)


def _zones(estimate: Estimate, band: float, names: tuple[str, str, str]) -> tuple[str, ...]:
    """Which of below, within and above -`band`..`band` the 95 % interval touches."""
    touched = (estimate.lower < -band, estimate.upper >= -band and estimate.lower <= band)
    return tuple(
        name
        for name, touches in zip(names, (*touched, estimate.upper > band), strict=True)
        if touches
    )


def _turned(estimate: Estimate) -> Estimate:
    """The same seen from the other side."""
    return replace(estimate, value=-estimate.value, lower=-estimate.upper, upper=-estimate.lower)


def _value(estimate: Estimate, unit: Unit) -> str:
    """One decimal more of a percentage than elsewhere: the cut-offs must not seem missed."""
    return quantity(estimate.value, unit, decimals=1 if unit is Unit.PCT else None)


def _told(estimate: Estimate, unit: Unit) -> str:
    """The same with its interval, which at rest would hold the noise of the pictures only."""
    decimals = 1 if unit is Unit.PCT else None
    ends = interval(estimate, unit, decimals=decimals)
    return f"{_value(estimate, unit)} (95 % interval {ends})"


def _suggest(item: str, choices: tuple[str, ...], reason: str, confidence: Confidence) -> Outcome:
    if len(choices) > MOST_LEVELS:
        return _absent(item, f"too uncertain, {reason}")
    return Suggestion(SUNNYBROOK.id, item, choices, confidence, reason)


def _absent(item: str, reason: str) -> Absent:
    return Absent(SUNNYBROOK.item(item).label, reason)
