"""The depth check on turning heads of known depth scale (clinical.md 3.7)."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from assessment.depth import DepthCheck, calibrate_depth
from assessment.findings import Findings
from assessment.gating import UsableClip, screen
from assessment.protocol import EXERCISES
from assessment.session_indices import report_depth
from assessment.statistics import NotMeasurable
from core import landmarks as lm

TIMES_S = np.arange(0, 6, 1 / 15)


def turning(ict, make_camera, make_sequence, *, reach_deg=20.0, depth_scale=1.0, noise_mm=0.0):
    yaw = reach_deg * np.sin(2 * np.pi * TIMES_S / 6)
    pitch = 0.4 * reach_deg * np.sin(2 * np.pi * TIMES_S / 3)
    rng = np.random.default_rng(8)
    seen = np.stack(
        [
            make_camera(
                y, p, 0.0, 4.0 + 0.2 * np.sin(t), depth_scale=depth_scale, noise_mm=noise_mm
            ).see(ict.neutral[None], rng)[0]
            for t, y, p in zip(TIMES_S, yaw, pitch, strict=True)
        ]
    )
    poses = np.stack((yaw, pitch, np.zeros_like(yaw)), axis=1)
    clip = screen(EXERCISES["turn_cal"], make_sequence(seen, TIMES_S, pose_deg=poses))
    assert isinstance(clip, UsableClip)
    return clip


@pytest.mark.parametrize("depth_scale", [0.7, 1.0, 1.3])
def test_the_depth_scale_is_found(ict, make_camera, make_sequence, depth_scale):
    check = calibrate_depth(turning(ict, make_camera, make_sequence, depth_scale=depth_scale))
    assert isinstance(check, DepthCheck)
    assert check.kappa.value == pytest.approx(depth_scale, rel=0.005)
    assert check.yaw_range_deg == pytest.approx(40.0, abs=0.5)
    assert set(check.variation_pct) == {"MC", "OC"}
    assert all(variation.value < 0.1 for variation in check.variation_pct.values())


def test_noise_widens_the_interval_around_the_truth(ict, make_camera, make_sequence):
    check = calibrate_depth(turning(ict, make_camera, make_sequence, depth_scale=0.8, noise_mm=0.5))
    assert isinstance(check, DepthCheck)
    assert check.kappa.value == pytest.approx(0.8, abs=0.05)
    assert check.kappa.se > 0.001
    assert check.variation_pct["OC"].value > check.variation_pct["MC"].value > 0.3


def test_a_head_that_hardly_turns_tells_nothing(ict, make_camera, make_sequence):
    check = calibrate_depth(turning(ict, make_camera, make_sequence, reach_deg=5.0))
    assert isinstance(check, NotMeasurable)
    assert "less than 15 degrees" in check.reason


@pytest.mark.parametrize("depth_scale", [0.2, 4.0])
def test_a_depth_scale_at_the_end_of_the_search_is_none(
    ict, make_camera, make_sequence, depth_scale
):
    check = calibrate_depth(turning(ict, make_camera, make_sequence, depth_scale=depth_scale))
    assert isinstance(check, NotMeasurable)
    assert "between 0.4 and 2.5" in check.reason


def test_the_variation_is_that_of_little_turned_frames(ict, make_camera, make_sequence):
    clip = turning(ict, make_camera, make_sequence)
    before = calibrate_depth(clip)
    # Beyond 15 degrees one commissure comes loose.
    loose = clip.points_px.copy()
    loose[np.abs(clip.yaw_deg) > 16.0, lm.COMMISSURE[0], 1] += 12.0
    after = calibrate_depth(replace(clip, points_px=loose))
    assert isinstance(before, DepthCheck)
    assert isinstance(after, DepthCheck)
    assert after.kappa.value != before.kappa.value
    near = int((np.abs(clip.yaw_deg) <= 15.0).sum())
    for measure_id in ("MC", "OC"):
        assert after.variation_pct[measure_id].value < 0.5
        assert after.variation_pct[measure_id].count == near


def test_a_turn_without_a_frontal_part_has_a_scale_but_no_variation(
    ict, make_camera, make_sequence
):
    clip = turning(ict, make_camera, make_sequence)
    check = calibrate_depth(replace(clip, yaw_deg=clip.yaw_deg + 36.0))
    assert isinstance(check, DepthCheck)
    assert check.variation_pct == {}
    findings = Findings()
    report_depth(findings, check)
    assert [index.index_id for index in findings.indices] == ["depth_scale"]
    assert [absent.subject for absent in findings.absent] == ["pose_variation face"]
