"""Finds what the pages print: values by name, the reason where there is none, change by visit."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from assessment.change import MDC_FLOOR, Change, compare
from assessment.network_error import PARTS, is_examined, ratio_error_of
from assessment.protocol import EXERCISES, SUNNYBROOK_TASKS, ExerciseKind
from assessment.protocol import Region as SynkinesisRegion
from assessment.report.content import HistoryVisit, ReportContent
from assessment.results import (
    Absent,
    Estimate,
    Index,
    Measure,
    Phase,
    SessionResult,
    TrialResult,
    Unit,
)
from core.landmarks import Side

Read = Callable[[SessionResult], Estimate | None]

RATIO: Final = "excursion_ratio"
ASYMMETRY: Final = "asymmetry_index"
CLOSURE: Final = "closure_completeness"
ASYMMETRY_UNSIGNED: Final = "asymmetry_index_unsigned"
SIDE_DIFFERENCE: Final = "side_difference"
BLINK_CLOSURE: Final = "blink_completeness"
BLINK_RATE: Final = "blink_rate"
BLINK_PARTIAL: Final = "blink_partial"
SYNKINESIS: Final = "synkinesis_index"
ACTIVATION: Final = "synkinesis_activation"
HB_MEASUREMENT: Final = "hb_measurement"
GLOBAL_SCORE: Final = "global_score"
LATENCY: Final = "latency"
VELOCITY: Final = "peak_velocity_ratio"
LID_OPENING: Final = "PFHs"
NOT_ANALYSED: Final = "the visit has not been analysed"
NOT_RECORDED: Final = "the exercise was not recorded"
NOT_MEASURED: Final = "not measured in this clip"
FIRST_VISIT: Final = "first visit"
TOO_FEW: Final = "no verdict: too few movements to know how much they differ"
NETWORK_ERRS: Final = "no verdict: the network errs by more than the smallest change that counts"
NETWORK_UNKNOWN: Final = "no verdict: how far the network errs here is not known"
PART_UNSURE: Final = "no verdict: one of the ratios that it is the mean of allows none"
AFTER_EYELID_SURGERY: Final = "after eyelid surgery: not nerve recovery"


@dataclass(frozen=True, slots=True)
class Region:
    """One of the five regions of the Sunnybrook tasks, for the summary and the patient."""

    name: str
    exercise_id: str
    plain: str

    @property
    def measure_id(self) -> str:
        """The measure that decides how far the region moved."""
        primary = EXERCISES[self.exercise_id].primary
        if primary is None:
            raise ValueError(f"{self.exercise_id} has no primary measure")
        return primary.measure_id


_FEWEST_REPETITIONS: Final = 2
_WORDS: Final = {
    "brow_raise": ("Forehead", "Raising the eyebrows"),
    "eye_gentle": ("Eye closure", "Closing the eyes gently"),
    "smile_open": ("Smile", "Smiling"),
    "snarl": ("Nose and upper lip", "Wrinkling the nose"),
    "pucker": ("Lip pucker", "Pursing the lips"),
}
REGIONS: Final = tuple(
    Region(_WORDS[exercise_id][0], exercise_id, _WORDS[exercise_id][1])
    for exercise_id in SUNNYBROOK_TASKS
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One index of this visit beside the visit before.

    Attributes:
        estimate: Its value, or None.
        reason: Why there is none.
        previous: The value of the visit before, or None.
        change: Difference to it, or None when there is nothing to compare.
        not_compared: Why not.
    """

    estimate: Estimate | None
    reason: str
    previous: Estimate | None
    change: Change | None
    not_compared: str


def verdict(change: Change) -> str:
    """The only words that clinical.md 5.3 allows for a change."""
    return "beyond measurement error" if change.beyond else "within measurement error"


def trial(result: SessionResult | None, exercise_id: str) -> TrialResult | None:
    """The trial of one exercise."""
    trials = result.trials if result else ()
    return next((trial for trial in trials if trial.exercise_id == exercise_id), None)


def index(
    indices: tuple[Index, ...], index_id: str, subject: str, side: Side = Side.MIDLINE
) -> Index | None:
    """The index of that name, subject and side."""
    wanted = (index_id, subject, side)
    return next((i for i in indices if (i.index_id, i.subject, i.side) == wanted), None)


def asymmetry(found: TrialResult, subject: str) -> tuple[Estimate, bool] | None:
    """The asymmetry index of a measure, and whether its sign tells the weaker side."""
    for index_id, signed in ((ASYMMETRY, True), (ASYMMETRY_UNSIGNED, False)):
        value = index(found.indices, index_id, subject)
        if value is not None:
            return value.estimate, signed
    return None


def index_of(indices: tuple[Index, ...], index_id: str) -> Estimate | None:
    """The value of an index that exists once."""
    return next((found.estimate for found in indices if found.index_id == index_id), None)


def measure(found: TrialResult, measure_id: str, phase: Phase, side: Side) -> Measure | None:
    """The measure of that name, phase and side."""
    wanted = (measure_id, phase, side)
    return next((m for m in found.measures if (m.measure_id, m.phase, m.side) == wanted), None)


def ratio(result: SessionResult | None, exercise_id: str, measure_id: str) -> Estimate | None:
    """The excursion ratio of one exercise in percent."""
    found = trial(result, exercise_id)
    value = index(found.indices, RATIO, measure_id) if found else None
    return value.estimate if value else None


def reason_in(found: TrialResult, subject: str) -> str:
    """Why `subject`, the id of a measure, is missing from a trial."""
    return _reason_of(found.absent, subject) or NOT_MEASURED


def reason(result: SessionResult | None, exercise_id: str, subject: str) -> str:
    """Why something of an exercise is missing, as the analysis told it."""
    if result is None:
        return NOT_ANALYSED
    found = trial(result, exercise_id)
    if found is None:
        return _reason_of(result.absent, "exercise", exercise_id) or NOT_RECORDED
    return reason_in(found, subject)


def _reason_of(absent: tuple[Absent, ...], *ids: str) -> str:
    """The reason of the first missing thing whose subject has all of `ids`."""
    return next((item.reason for item in absent if set(ids) <= set(words(item.subject))), "")


def words(subject: str) -> list[str]:
    """The ids of which an `Absent.subject` is made."""
    return re.split(r"[\s|]+", subject)


def ratio_finding(content: ReportContent, exercise_id: str, measure_id: str) -> Finding:
    """The excursion ratio of one exercise beside the last visit that was analysed."""
    return finding(
        content,
        lambda result: ratio(result, exercise_id, measure_id),
        unit=Unit.PCT,
        missing=reason(content.result, exercise_id, measure_id),
        lids=measure_id == LID_OPENING,
        unsure=why_ratio_unsure(content, exercise_id, measure_id),
    )


def why_ratio_unsure(content: ReportContent, exercise_id: str, measure_id: str) -> str:
    """Why nothing can be said of a change of this ratio; "" where something can.

    Two visits of one face share most of the network's error, but not where it is larger than the
    smallest change that counts: there the interval would contradict the verdict.
    """
    errors = content.result.ratio_error_points if content.result else {}
    if ratio_error_of(errors, exercise_id, measure_id) > MDC_FLOOR[Unit.PCT]:
        return NETWORK_ERRS if is_examined(errors, exercise_id, measure_id) else NETWORK_UNKNOWN
    return why_unsure(content, exercise_id)


def why_score_unsure(content: ReportContent, index_id: str) -> str:
    """Why nothing can be said of a change of a mean of ratios; "" where something can.

    Args:
        content: The visits.
        index_id: The score; one that is no mean of ratios has no such reason.
    """
    parts = (why_ratio_unsure(content, *part) for part in PARTS.get(index_id, ()))
    return PART_UNSURE if any(parts) else ""


def why_unsure(content: ReportContent, exercise_id: str) -> str:
    """Why the scatter of the movements is not known at both visits; "" when it is, or at rest."""
    if EXERCISES[exercise_id].kind is ExerciseKind.REST:
        return ""
    before = content.previous.result if content.previous else None
    trials = [trial(result, exercise_id) for result in (content.result, before)]
    several = all(one and len(one.repetitions) >= _FEWEST_REPETITIONS for one in trials)
    return "" if several else TOO_FEW


def finding(
    content: ReportContent,
    read: Read,
    *,
    unit: Unit,
    missing: str,
    lids: bool = False,
    unsure: str = "",
) -> Finding:
    """One number beside the last visit that was analysed.

    Args:
        content: The visits.
        read: Finds the number in an analysis.
        unit: Its unit; lengths need a look at the millimetre factor besides.
        missing: Why the reported visit has none, should that be so.
        lids: The number is one of the lids, which eyelid surgery sets apart (clinical.md 5.4).
        unsure: Why nothing can be said of a change, should that be so.
    """
    now = read(content.result) if content.result else None
    before = content.previous
    then = read(before.result) if before and before.result else None
    breaks = content.history[-1].break_reason
    if before and lids:
        days = (before.taken_at.date(), content.history[-1].taken_at.date())
        breaks = breaks or (AFTER_EYELID_SURGERY if eyelid_surgery(content, *days) else "")
    not_compared = _why_not_compared(breaks, before, then) or unsure
    change = None
    if now and then and not unsure:
        change = compare(now, then, unit=unit, reason=breaks)
    comparable = change if change and change.comparable else None
    return Finding(now, "" if now else missing, then, comparable, not_compared)


def eyelid_surgery(content: ReportContent, after: dt.date, until: dt.date) -> bool:
    """Whether the lids were operated on later than `after` and not later than `until`."""
    return any(
        given.is_eyelid_surgery and after < given.start <= until for given in content.treatments
    )


@dataclass(frozen=True, slots=True)
class Coactivation:
    """Synkinesis of one region in one exercise: activation of both sides and the index."""

    affected: Index | None
    healthy: Index | None
    index: Estimate | None
    reason: str


def synkinesis(
    result: SessionResult, affected: Side, region: SynkinesisRegion, exercise_id: str
) -> Coactivation:
    """What clinical.md 4.6 gives for `region` in `exercise_id`."""
    subject = synkinesis_subject(region, exercise_id)
    found = index(result.indices, SYNKINESIS, subject)
    return Coactivation(
        affected=index(result.indices, ACTIVATION, subject, affected),
        healthy=index(result.indices, ACTIVATION, subject, affected.opposite),
        index=found.estimate if found else None,
        reason=_reason_of(result.absent, region, exercise_id) or NOT_MEASURED,
    )


def synkinesis_subject(region: SynkinesisRegion, exercise_id: str) -> str:
    """How the analysis names a region in an exercise."""
    return f"{region}|{exercise_id}"


def _why_not_compared(breaks: str, before: HistoryVisit | None, then: Estimate | None) -> str:
    if before is None:
        return FIRST_VISIT
    if breaks:
        return f"not compared: {breaks}"
    return "" if then else "not measured at the previous visit"
