"""The depth check on turning heads of known depth scale (clinical.md 3.7)."""

from __future__ import annotations

import numpy as np
import pytest

from assessment.depth import calibrate_depth
from assessment.gating import UsableClip, screen
from assessment.protocol import EXERCISES

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
    assert check is not None
    assert check.kappa.value == pytest.approx(depth_scale, rel=0.005)
    assert check.yaw_range_deg == pytest.approx(40.0, abs=0.5)
    assert set(check.variation_pct) == {"MC", "OC"}
    assert all(variation.value < 0.1 for variation in check.variation_pct.values())


def test_noise_widens_the_interval_around_the_truth(ict, make_camera, make_sequence):
    check = calibrate_depth(turning(ict, make_camera, make_sequence, depth_scale=0.8, noise_mm=0.5))
    assert check is not None
    assert check.kappa.value == pytest.approx(0.8, abs=0.05)
    assert check.kappa.se > 0.001
    assert check.variation_pct["OC"].value > check.variation_pct["MC"].value > 0.3


def test_a_head_that_hardly_turns_tells_nothing(ict, make_camera, make_sequence):
    assert calibrate_depth(turning(ict, make_camera, make_sequence, reach_deg=5.0)) is None
