from dataclasses import replace

import numpy as np
import pytest

from core.landmarks import Side, side_of
from core.types import HeadPose
from models.synthetic.clip import (
    TURN,
    ClipPlan,
    clip_specs,
    effort_curve,
    exercise_clip,
    portrait,
)
from models.synthetic.palsy import Palsy

STILL = ClipPlan("brow_raise", rate_hz=10, sway_deg=0.0, effort_spread=0.0, blinks=False)


@pytest.fixture
def person(renderer):
    return portrait(np.random.default_rng(2), renderer, size_px=(48, 32))


def specs(person, plan, seed=0):
    return list(clip_specs(person, plan, rng=np.random.default_rng(seed)))


def test_timing_of_a_clip():
    """Three repetitions of 2 s rest, onset, 3 s hold and relaxing, and 2 s rest at the end."""
    curve = effort_curve(STILL, rng=np.random.default_rng(0))
    assert len(curve) == round(10 * (3 * (2 + 0.7 + 3 + 0.7) + 2))
    assert (curve[:20] == 0).all()
    assert curve[28:56] == pytest.approx(1.0)
    assert curve[-20:] == pytest.approx(0.0)
    held = curve > 0.99
    assert (np.diff(held.astype(int)) == 1).sum() == 3
    assert curve.min() >= 0


def test_onset_is_smooth():
    fast = replace(STILL, rate_hz=100)
    curve = effort_curve(fast, rng=np.random.default_rng(0))
    assert np.abs(np.diff(curve)).max() < 0.03


def test_repetitions_vary_in_effort():
    curve = effort_curve(replace(STILL, effort_spread=0.1), rng=np.random.default_rng(0))
    tops = {round(float(curve[i]), 6) for i in (40, 104, 168)}
    assert len(tops) == 3


def test_affected_movement_is_scaled_in_every_frame(renderer, person):
    front = replace(person, pose=HeadPose(0, 0, 0), side_difference=0.0)
    healthy = specs(front, STILL)
    weak = specs(front, replace(STILL, palsy=Palsy.uniform(Side.LEFT, 0.3)))
    left = [i for i in range(17, 27) if side_of(i) is Side.LEFT]
    right = [i for i in range(17, 27) if side_of(i) is Side.RIGHT]
    full, part = (
        np.array(
            [renderer.outline.vertices(s.identity, renderer.model.weights(s.expression)) for s in c]
        )
        for c in (healthy, weak)
    )
    np.testing.assert_allclose(
        (part - part[0])[:, left], 0.3 * (full - full[0])[:, left], atol=2e-5
    )
    np.testing.assert_array_equal(part[:, right], full[:, right])
    assert np.abs(full[35] - full[0])[left].max() > 0.1


def test_only_expression_pose_and_noise_change(person):
    first, *rest = specs(person, replace(STILL, sway_deg=2.0, blinks=True))
    for spec in rest:
        assert spec.identity is first.identity
        assert (spec.camera, spec.look, spec.background) == (
            first.camera,
            first.look,
            first.background,
        )
    assert len({spec.photo.seed for spec in rest}) == len(rest)
    yaw = [spec.pose.yaw_deg for spec in rest]
    assert 0.5 < np.ptp(yaw) < 4.1


def test_blinks_close_the_eyes_now_and_then(person):
    plan = ClipPlan("rest", rest_s=60, rate_hz=30)
    closure = np.array([spec.expression["eyeBlink_L"] for spec in specs(person, plan)])
    count = (np.diff((closure > 0.5).astype(int)) == 1).sum()
    assert 6 < count < 28
    assert closure.max() > 0.95
    assert np.median(closure) == 0


def test_weak_eye_blinks_weakly(person):
    plan = ClipPlan("rest", rest_s=20, palsy=Palsy(Side.LEFT, eye_ratio=0.4))
    for spec in specs(person, plan):
        assert spec.expression["eyeBlink_L"] == pytest.approx(0.4 * spec.expression["eyeBlink_R"])


def test_turn_shows_every_direction(person):
    turn = specs(person, ClipPlan(TURN, sway_deg=0.0, rate_hz=20))
    yaw = np.array([spec.pose.yaw_deg for spec in turn])
    pitch = np.array([spec.pose.pitch_deg for spec in turn])
    assert yaw.argmax() < yaw.argmin()
    assert yaw.max() > 10 > -10 > yaw.min()
    assert pitch.max() > 5 > -5 > pitch.min()


def test_frames_come_with_their_points(renderer, person):
    plan = ClipPlan("rest", rest_s=0.3, rate_hz=10)
    shown = list(exercise_clip(renderer, person, plan, rng=np.random.default_rng(0)))
    expected = specs(person, plan)
    assert [frame.index for frame, _ in shown] == [0, 1, 2]
    assert [frame.time_s for frame, _ in shown] == pytest.approx([0.0, 0.1, 0.2])
    for (frame, points), spec in zip(shown, expected, strict=True):
        assert frame.image.shape == (32, 48, 3)
        np.testing.assert_array_equal(points, renderer.points(spec))


def test_portrait_fills_the_smaller_side(renderer):
    spec = portrait(np.random.default_rng(4), renderer, size_px=(80, 40), margin=2.0)
    points = renderer.points(spec)[:, :2]
    low, high = points.min(axis=0), points.max(axis=0)
    assert (high - low).max() == pytest.approx(20, rel=1e-3)
    np.testing.assert_allclose((low + high) / 2, (39.5, 19.5), atol=0.01)


def test_portrait_is_plainly_dressed(renderer):
    """The demo patient is rendered as it always was."""
    person = portrait(np.random.default_rng(2), renderer)
    assert (person.hair, person.glasses, person.closed_setback) == (None, None, 0.0)
    assert (person.look.age_right, person.look.age_left) == (0.0, 0.0)
    assert person.photo.motion_px == 0.0
