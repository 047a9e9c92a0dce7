"""Indices over several clips: synkinesis, the scores, and the agreement of the two rests."""

from __future__ import annotations

from typing import Final

import numpy as np

from assessment import indices
from assessment.comparisons import excursions, paired_eye_losses_pct
from assessment.depth import CHECKED_YAW_DEG, DepthCheck
from assessment.findings import NO_SINGLE_SIDE, SIDES, Findings, SessionContext
from assessment.measure_types import Quantity
from assessment.protocol import (
    EXERCISES,
    REST_END_ID,
    REST_ID,
    SUNNYBROOK_TASKS,
    SYNKINESIS_MEASURE,
    VOLUNTARY,
    Movement,
    Region,
)
from assessment.results import Estimate, Unit
from assessment.statistics import NotMeasurable, Outcome, Sample, estimate, mean_se
from assessment.trials import Trial, left_out

Trials = dict[str, Trial]

HB_BROW: Final = Movement("BV", 1)
HB_COMMISSURE: Final = Movement("DVl", 1)
"""House and Brackmann measure the rise of the brow and the outward way of the commissure (2.1)."""


def report_synkinesis(findings: Findings, trials: Trials, context: SessionContext) -> None:
    """Index 4.6 for every pair of region and exercise that the protocol watches."""
    for exercise_id, trial in trials.items():
        for region in EXERCISES[exercise_id].synkinesis:
            _report_pair(findings, region, trial, trials, context)


def _report_pair(
    findings: Findings, region: Region, trial: Trial, trials: Trials, context: SessionContext
) -> None:
    pair = f"{region}|{trial.clip.exercise.id}"
    if not trial.table:
        findings.missing(f"synkinesis_raw {pair}", "no movement was found in that exercise")
        return
    activations = _activation(region, trial, context)
    if isinstance(activations, NotMeasurable):
        findings.missing(f"synkinesis_raw {pair}", activations.reason)
        return
    unit = Unit.PCT if region is Region.EYE else Quantity.LENGTH.unit(calibrated=context.calibrated)
    for side, sample in zip(SIDES, activations, strict=True):
        findings.index("synkinesis_activation", pair, estimate(sample), unit=unit, side=side)
    roles = context.roles(activations)
    if roles is None:
        findings.missing(f"synkinesis_raw {pair}", NO_SINGLE_SIDE)
        return
    raw = indices.synkinesis_raw(*roles)
    findings.index("synkinesis_raw", pair, raw, unit=unit)
    findings.index("synkinesis_index", pair, _index_of(raw, region, trials, context))


def _index_of(raw: Outcome, region: Region, trials: Trials, context: SessionContext) -> Outcome:
    """The synkinesis index: the raw value against the same region moved on purpose."""
    on_purpose = trials.get(VOLUNTARY[region])
    if on_purpose is None or not on_purpose.table:
        name = EXERCISES[VOLUNTARY[region]].name.lower()
        return NotMeasurable(f"the exercise {name} was not measured")
    voluntary = _activation(region, on_purpose, context)
    if isinstance(voluntary, NotMeasurable):
        return voluntary
    return indices.synkinesis_index(raw, voluntary)


def _activation(
    region: Region, trial: Trial, context: SessionContext
) -> tuple[Sample, ...] | NotMeasurable:
    """Involuntary or voluntary movement of a region on the patient's right and left."""
    if region is Region.EYE:
        return paired_eye_losses_pct(trial.table)
    return excursions(SYNKINESIS_MEASURE[region], trial.table, context)


def report_scores(findings: Findings, trials: Trials, context: SessionContext) -> None:
    """The global score (4.16) and House and Brackmann's measurement (2.1)."""
    if context.affected.side is None:
        for index_id in ("global_score", "hb_measurement", "hb_measurement_ratio"):
            findings.missing(f"{index_id} face", NO_SINGLE_SIDE)
        return
    ratios = {task: _primary_ratio(task, trials) for task in SUNNYBROOK_TASKS}
    known = [value for value in ratios.values() if value is not None]
    if len(known) == len(ratios):
        findings.index("global_score", "face", indices.global_score(known))
    else:
        lacking = [EXERCISES[task].name.lower() for task, value in ratios.items() if value is None]
        reason = f"no excursion ratio of {', '.join(lacking)}"
        findings.missing("global_score face", reason)
    _report_hb(findings, trials, context)


def _primary_ratio(task: str, trials: Trials) -> Estimate | None:
    primary = EXERCISES[task].movements[0].measure_id
    found = [
        index.estimate
        for index in (trials[task].result.indices if task in trials else ())
        if index.index_id == "excursion_ratio" and index.subject == primary
    ]
    return found[0] if found else None


def _report_hb(findings: Findings, trials: Trials, context: SessionContext) -> None:
    brow = _roles_in(VOLUNTARY[Region.BROW], HB_BROW, trials, context)
    commissure = _roles_in(VOLUNTARY[Region.MOUTH], HB_COMMISSURE, trials, context)
    if brow is None or commissure is None:
        reason = "brow raise and biggest smile were not both measured"
        for index_id in ("hb_measurement", "hb_measurement_ratio"):
            findings.missing(f"{index_id} face", reason)
        return
    findings.index("hb_measurement", "face", _hb_points(brow, commissure, context))
    shares = indices.excursion_ratio(*brow), indices.excursion_ratio(*commissure)
    findings.index("hb_measurement_ratio", "face", indices.hb_measurement_ratio(*shares))


def _hb_points(
    brow: tuple[Sample, Sample], commissure: tuple[Sample, Sample], context: SessionContext
) -> Outcome:
    """The score in millimetres; where even the healthy side fails, the sides may be mixed up."""
    if not context.calibrated:
        return NotMeasurable("no length was measured in millimetres")
    if min(brow[1].median, commissure[1].median) <= 0.0:
        return NotMeasurable(indices.HEALTHY_WRONG_WAY)
    return indices.hb_measurement(estimate(brow[0]), estimate(commissure[0]))


def _roles_in(
    task: str, movement: Movement, trials: Trials, context: SessionContext
) -> tuple[Sample, Sample] | None:
    """Excursions of the affected and the healthy side in one exercise, or None."""
    trial = trials.get(task)
    if trial is None or not trial.table:
        return None
    return context.roles(excursions(movement, trial.table, context))


def report_rest_drift(findings: Findings, trials: Trials, context: SessionContext) -> None:
    """How much the resting face changed from the start to the end of the session (1.2)."""
    if REST_ID not in trials or REST_END_ID not in trials:
        return
    trial = trials[REST_END_ID]
    quiet = trial.clip.only(~left_out(trial.clip))
    before = context.reference.mean
    drift = float(np.sqrt(((quiet.points.mean(axis=0) - before) ** 2).sum(axis=-1).mean()))
    each = np.sqrt(((quiet.points - before) ** 2).sum(axis=-1).mean(axis=-1))
    factor = Quantity.LENGTH.factor(context.mm_per_unit)
    outcome = indices.clamped(
        estimate(Sample((drift,), (mean_se(each),)).scaled(factor)), 0.0, np.inf
    )
    unit = Quantity.LENGTH.unit(calibrated=context.calibrated)
    findings.index("rest_drift", "face", outcome, unit=unit)


def report_depth(findings: Findings, check: DepthCheck | NotMeasurable) -> None:
    """What the head turn says about the detector's depth (3.7)."""
    if isinstance(check, NotMeasurable):
        findings.missing("depth_scale face", check.reason)
        return
    findings.index("depth_scale", "face", check.kappa)
    if not check.variation_pct:
        reason = f"the head was hardly ever within {CHECKED_YAW_DEG:.0f} degrees of straight"
        findings.missing("pose_variation face", reason)
    for measure_id, variation in check.variation_pct.items():
        findings.index("pose_variation", measure_id, variation)
