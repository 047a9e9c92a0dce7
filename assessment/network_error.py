"""What the network itself does wrong, in the intervals of ratios and of the scores made of them.

The repetitions of one examination share what the network does wrong on this face, so their spread
cannot show it. Standard errors stay those of the repetitions: between visits of one face most of
the network's error cancels.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from assessment.indices import HB_POINTS_PER_REGION, PCT, clamped
from assessment.protocol import EXERCISES, SUNNYBROOK_TASKS, VOLUNTARY, Region
from assessment.results import Estimate, Index, TrialResult
from assessment.session_indices import HB_BROW, HB_COMMISSURE
from assessment.statistics import NotMeasurable, widened

EXCURSION_RATIO: Final = "excursion_ratio"

PARTS: Final = {
    "global_score": tuple(
        (task, EXERCISES[task].movements[0].measure_id) for task in SUNNYBROOK_TASKS
    ),
    "hb_measurement_ratio": (
        (VOLUNTARY[Region.BROW], HB_BROW.measure_id),
        (VOLUNTARY[Region.MOUTH], HB_COMMISSURE.measure_id),
    ),
}
"""Of which ratios, as exercise and measure, a score is the mean."""

_FULL: Final = {"global_score": PCT, "hb_measurement_ratio": 2.0 * HB_POINTS_PER_REGION}


def ratio_error_of(error_points: Mapping[str, float], exercise_id: str, measure_id: str) -> float:
    """The network's own error of an excursion ratio, in percentage points.

    Args:
        error_points: By measure, as far as examined; {}: there is none.
        exercise_id: The exercise.
        measure_id: The measure; one that nobody examined is taken to err as the exercise's primary
            one, and where that is unknown too, by the largest error known.
    """
    primary = EXERCISES[exercise_id].primary
    largest = max(error_points.values(), default=0.0)
    usual = error_points.get(primary.measure_id if primary else "", largest)
    return error_points.get(measure_id, usual)


def is_examined(error_points: Mapping[str, float], exercise_id: str, measure_id: str) -> bool:
    """The error is known of the measure itself or of the exercise's primary one."""
    primary = EXERCISES[exercise_id].primary
    return measure_id in error_points or (
        primary is not None and primary.measure_id in error_points
    )


def trial_allowing_for_network(
    trial: TrialResult, error_points: Mapping[str, float]
) -> TrialResult:
    """The trial with the network's error in the intervals of the excursion ratios."""
    return replace(
        trial,
        indices=tuple(
            replace(
                found,
                estimate=widened(
                    found.estimate, ratio_error_of(error_points, trial.exercise_id, found.subject)
                ),
            )
            if found.index_id == EXCURSION_RATIO
            else found
            for found in trial.indices
        ),
    )


def scores_allowing_for_network(
    found: Sequence[Index], error_points: Mapping[str, float]
) -> tuple[Index, ...]:
    """Indices of a session with the network's error in the intervals of means of ratios.

    The errors of the ratios are taken as independent of each other.
    """
    return tuple(
        replace(one, estimate=_score_widened(one, error_points)) if one.index_id in PARTS else one
        for one in found
    )


def _score_widened(score: Index, error_points: Mapping[str, float]) -> Estimate:
    parts, full = PARTS[score.index_id], _FULL[score.index_id]
    sd_points = math.hypot(*(ratio_error_of(error_points, *part) for part in parts)) / len(parts)
    kept = clamped(widened(score.estimate, full / PCT * sd_points), 0.0, full)
    if isinstance(kept, NotMeasurable):
        raise TypeError("an estimate stays one when it is kept within limits")
    return kept
