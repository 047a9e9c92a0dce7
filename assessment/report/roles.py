"""What becomes of an analysis that took another side for the affected one than the record has."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from assessment.results import Absent, SessionResult, TrialResult

OTHER_SIDE: Final = "analysed with the other side; analyse again"
ROLE_INDICES: Final = frozenset(
    {
        "percent_difference",
        "asymmetry_index",
        "side_difference",
        "excursion_ratio",
        "synkinesis_raw",
        "synkinesis_index",
        "area_asymmetry_index",
        "peak_velocity_ratio",
        "latency",
        "time_to_peak_ratio",
        "waveform_lag",
        "blink_amplitude_ratio",
        "blink_velocity_ratio",
        "blink_asynchrony",
        "global_score",
        "hb_measurement",
        "hb_measurement_ratio",
    }
)
"""Indices whose value or sign depends on which side is the affected one (clinical.md 4)."""


def without_roles(result: SessionResult) -> SessionResult:
    """`result` without every index that tells the affected from the healthy side."""
    return replace(
        result,
        trials=tuple(_trial_without_roles(trial) for trial in result.trials),
        indices=tuple(index for index in result.indices if index.index_id not in ROLE_INDICES),
    )


def _trial_without_roles(trial: TrialResult) -> TrialResult:
    dropped = [index for index in trial.indices if index.index_id in ROLE_INDICES]
    if not dropped:
        return trial
    subjects = dict.fromkeys(index.subject for index in dropped)
    missing = Absent(" ".join(["excursion_ratio", *subjects]), OTHER_SIDE)
    return replace(
        trial,
        indices=tuple(index for index in trial.indices if index not in dropped),
        absent=(*trial.absent, missing),
    )
