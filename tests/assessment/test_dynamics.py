"""Timing of movements of known speed and delay (clinical.md 4.11 to 4.14)."""

from __future__ import annotations

import numpy as np
import pytest

from assessment.analysis import analyse_session
from assessment.dynamics import warping_distance
from assessment.records import AffectedSide


def dynamics(studio, *, affected=AffectedSide.RIGHT, rate_hz=60.0, **options):
    result = analyse_session(
        [studio.rest(), studio.clip("brow_raise", rate_hz=rate_hz, **options)],
        affected=affected,
        outer_canthal_mm=None,
        weights_sha256="x",
    )
    trial = result.trials[1]
    indices = {index.index_id: index.estimate for index in trial.indices}
    return indices, {absent.subject: absent.reason for absent in trial.absent}


@pytest.mark.parametrize("lag_s", [0.0, 0.1, 0.2])
def test_the_delay_of_the_affected_side_is_found(studio, lag_s):
    found, _ = dynamics(studio, lag_right_s=lag_s)
    assert found["latency"].value == pytest.approx(1000 * lag_s, abs=9)
    assert found["waveform_lag"].value == pytest.approx(1000 * lag_s, abs=17)
    assert found["latency"].se >= 1000 / 60 / 2
    on_the_left, _ = dynamics(studio, lag_right_s=lag_s, affected=AffectedSide.LEFT)
    assert on_the_left["latency"].value == pytest.approx(-1000 * lag_s, abs=9)


def test_half_the_movement_in_the_same_time_is_half_the_speed(studio):
    found, _ = dynamics(studio, right=0.5)
    assert found["peak_velocity_ratio"].value == pytest.approx(0.5, abs=0.02)
    assert found["time_to_peak_ratio"].value == pytest.approx(1.0, abs=0.03)
    assert found["waveform_correlation"].value == pytest.approx(1.0, abs=0.001)
    assert found["waveform_dtw"].value == pytest.approx(0.0, abs=0.005)


def test_a_delayed_curve_correlates_less(studio):
    together, _ = dynamics(studio)
    apart, _ = dynamics(studio, lag_right_s=0.4)
    assert apart["waveform_correlation"].value < together["waveform_correlation"].value - 0.05


def test_a_still_side_has_no_timing(studio):
    found, absent = dynamics(studio, right=0.0)
    assert "latency" not in found
    assert "both sides" in absent["latency BH"]


def test_a_cut_movement_has_no_timing(studio):
    _, absent = dynamics(studio, starts_s=(-1.0,), seconds=5.0)
    assert "onset" in absent["latency BH"]


def test_a_break_in_the_rise_has_no_timing(studio):
    times_s = np.arange(0, 8, 1 / 60)
    kept = ~((times_s > 1.9) & (times_s < 2.3))
    _, absent = dynamics(studio, starts_s=(2.0,), seconds=8.0, kept=kept)
    assert "onset" in absent["latency BH"]


def test_a_slow_camera_has_no_timing(studio):
    _, absent = dynamics(studio, rate_hz=15.0)
    assert "25 frames per second" in absent["peak_velocity_ratio BH"]
    assert "25 frames per second" in absent["waveform_dtw BH"]


def test_without_an_affected_side_only_shapes_are_compared(studio):
    found, absent = dynamics(studio, affected=AffectedSide.BILATERAL)
    assert "waveform_correlation" in found
    assert "waveform_dtw" in found
    assert "no single side" in absent["latency BH"]


def test_warping_undoes_a_delay_but_not_another_height():
    times = np.linspace(0, 1, 80)
    bump = np.exp(-(((times - 0.5) / 0.15) ** 2))
    late = np.exp(-(((times - 0.58) / 0.15) ** 2))
    assert warping_distance(bump, bump) == pytest.approx(0.0)
    assert warping_distance(bump, late) < 0.2 * np.abs(bump - late).mean()
    assert warping_distance(bump, bump + 0.3) > 0.1
    assert warping_distance(bump, bump[::2]) < 0.03
