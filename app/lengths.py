"""Lengths as a clinic wants to see them: as they were measured, or in outer-canthal widths.

What is stored does not change, and neither does what is found to be beyond measurement error: the
smallest change that may count is laid over the same width.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from app.clip_review import ClipReview
from assessment.report.content import ReportContent
from assessment.results import Curve, Estimate, Index, Measure, SessionResult, TrialResult, Unit

_IN_WIDTHS: Final = {
    Unit.MM: (Unit.OCW, 1),
    Unit.MM2: (Unit.OCW2, 2),
    Unit.MM_PER_S: (Unit.OCW_PER_S, 1),
}
"""The unit of each length, and its power of the length."""


def content_in_widths(content: ReportContent) -> ReportContent:
    """The visits with all lengths in outer-canthal widths; curves of the reported visit stay."""
    history = tuple(
        replace(visit, result=result_in_widths(visit.result)) if visit.result else visit
        for visit in content.history
    )
    return replace(content, history=history)


def result_in_widths(result: SessionResult) -> SessionResult:
    """An analysis with all lengths in outer-canthal widths.

    The face frame keeps its width in millimetres, by which visits are told apart.
    """
    width_mm = result.face_frame.mm_per_unit
    if width_mm is None:
        return result
    return replace(
        result,
        trials=tuple(trial_in_widths(trial, width_mm) for trial in result.trials),
        indices=tuple(_index(one, width_mm) for one in result.indices),
    )


def review_in_widths(review: ClipReview, width_mm: float | None) -> ClipReview:
    """A clip that is looked at, with all lengths in outer-canthal widths of `width_mm`."""
    if width_mm is None:
        return review
    return replace(
        review,
        trial=trial_in_widths(review.trial, width_mm),
        curves=tuple(_curve(curve, width_mm) for curve in review.curves),
    )


def trial_in_widths(trial: TrialResult, width_mm: float) -> TrialResult:
    """One exercise with all lengths in outer-canthal widths of `width_mm`."""
    return replace(
        trial,
        measures=tuple(_measure(one, width_mm) for one in trial.measures),
        indices=tuple(_index(one, width_mm) for one in trial.indices),
    )


def _measure(found: Measure, width_mm: float) -> Measure:
    unit, factor = _unit_and_factor(found.unit, width_mm)
    values = tuple(factor * value for value in found.repetitions)
    return replace(found, unit=unit, estimate=_scaled(found.estimate, factor), repetitions=values)


def _index(found: Index, width_mm: float) -> Index:
    unit, factor = _unit_and_factor(found.unit, width_mm)
    return replace(found, unit=unit, estimate=_scaled(found.estimate, factor))


def _curve(curve: Curve, width_mm: float) -> Curve:
    unit, factor = _unit_and_factor(curve.unit, width_mm)
    return replace(curve, unit=unit, right=factor * curve.right, left=factor * curve.left)


def _unit_and_factor(unit: Unit, width_mm: float) -> tuple[Unit, float]:
    shown, power = _IN_WIDTHS.get(unit, (unit, 0))
    return shown, width_mm**-power


def _scaled(estimate: Estimate, factor: float) -> Estimate:
    return replace(
        estimate,
        value=factor * estimate.value,
        se=factor * estimate.se,
        lower=factor * estimate.lower,
        upper=factor * estimate.upper,
    )
