"""Which frames are measured, and how the others are counted."""

from __future__ import annotations

import numpy as np
import pytest

from assessment.gating import FEWEST_FRAMES, Rejection, UsableClip, screen
from assessment.protocol import EXERCISES

TIMES_S = np.arange(0, 4, 1 / 30)


@pytest.fixture
def poses():
    return np.zeros((len(TIMES_S), 3))


@pytest.fixture
def points(ict, make_camera):
    return make_camera().see(np.repeat(ict.neutral[None], len(TIMES_S), axis=0))


def test_a_good_clip_is_kept_whole(points, make_sequence):
    clip = screen(EXERCISES["rest"], make_sequence(points, TIMES_S))
    assert isinstance(clip, UsableClip)
    quality = clip.quality
    assert len(clip) == quality.used == quality.frames == len(TIMES_S)
    assert (quality.no_face, quality.outside_pose, quality.unsure) == (0, 0, 0)
    assert quality.frame_rate_hz == pytest.approx(30.0)
    assert quality.duration_s == pytest.approx(TIMES_S[-1])
    assert quality.gaps_s == ()
    assert quality.flags == ()


@pytest.mark.parametrize(
    ("axis", "angle_deg", "dropped"),
    [(0, 20.5, 5), (0, -20.5, 5), (1, 21.0, 5), (0, 19.5, 0), (2, 45, 0)],
)
def test_turned_frames_are_dropped_and_counted(
    points, poses, make_sequence, axis, angle_deg, dropped
):
    poses[10:15, axis] = angle_deg
    clip = screen(EXERCISES["smile_open"], make_sequence(points, TIMES_S, pose_deg=poses))
    assert isinstance(clip, UsableClip)
    assert clip.quality.outside_pose == dropped
    assert clip.quality.used == len(TIMES_S) - dropped
    assert clip.quality.gaps_s == ()


def test_unsure_frames_are_dropped_and_counted_once(points, poses, make_sequence):
    poses[0:3, 0] = 30.0
    sequence = make_sequence(points, TIMES_S, pose_deg=poses)
    confidence = sequence.confidence.copy()
    confidence[0:5] = 0.05
    object.__setattr__(sequence, "confidence", confidence)
    clip = screen(EXERCISES["smile_open"], sequence)
    assert isinstance(clip, UsableClip)
    assert (clip.quality.outside_pose, clip.quality.unsure) == (3, 2)
    assert clip.quality.used == len(TIMES_S) - 5


def test_an_unsure_jaw_drops_no_frame(points, make_sequence):
    sequence = make_sequence(points, TIMES_S)
    confidence = sequence.confidence.copy()
    confidence[:, :17] = 0.0
    object.__setattr__(sequence, "confidence", confidence)
    clip = screen(EXERCISES["rest"], sequence)
    assert isinstance(clip, UsableClip)
    assert clip.quality.used == len(TIMES_S)


def test_gaps_are_told_wherever_they_lie(points, make_sequence):
    kept = np.ones(len(TIMES_S), dtype=bool)
    kept[:15] = kept[40:60] = kept[-9:] = False
    kept[80:85] = False
    clip = screen(EXERCISES["rest"], make_sequence(points, TIMES_S, kept=kept))
    assert isinstance(clip, UsableClip)
    assert clip.quality.no_face == int((~kept).sum())
    gaps = clip.quality.gaps_s
    assert [round(30 * start) for start, _ in gaps] == [0, 39, 110]
    assert [round(30 * end) for _, end in gaps] == [15, 60, 119]


def test_the_head_turn_may_turn(points, poses, make_sequence):
    poses[:, 0] = np.linspace(-30, 30, len(poses))
    turning = make_sequence(points, TIMES_S, pose_deg=poses)
    clip = screen(EXERCISES["turn_cal"], turning)
    assert isinstance(clip, UsableClip)
    assert clip.quality.outside_pose == 0
    assert clip.quality.yaw_deg == (-30.0, 30.0)
    assert clip.quality.flags == ()


def test_a_head_beyond_the_live_guide_is_flagged(points, poses, make_sequence):
    poses[: len(poses) // 2, 0] = 12.0
    clip = screen(EXERCISES["smile_open"], make_sequence(points, TIMES_S, pose_deg=poses))
    assert isinstance(clip, UsableClip)
    assert len(clip.quality.flags) == 1
    assert "50 %" in clip.quality.flags[0]


def test_a_slow_camera_is_flagged(points, make_sequence):
    clip = screen(EXERCISES["blink_vol"], make_sequence(points, TIMES_S))
    assert isinstance(clip, UsableClip)
    assert "30 frames per second" in clip.quality.flags[0]


def test_a_clip_without_usable_frames_says_why(points, poses, make_sequence):
    poses[:, 0] = 60.0
    kept = np.arange(len(TIMES_S)) > 20
    rejected = screen(EXERCISES["rest"], make_sequence(points, TIMES_S, pose_deg=poses, kept=kept))
    assert isinstance(rejected, Rejection)
    assert "21 without a face" in rejected.reason
    assert f"{len(TIMES_S) - 21} with the head turned too far" in rejected.reason


def test_a_very_short_clip_says_so(points, make_sequence):
    count = FEWEST_FRAMES - 1
    rejected = screen(EXERCISES["rest"], make_sequence(points[:count], TIMES_S[:count]))
    assert rejected == Rejection(f"the clip has only {count} frames")


def test_a_clip_without_any_face_says_so(points, make_sequence):
    rejected = screen(
        EXERCISES["rest"], make_sequence(points, TIMES_S, kept=np.zeros(len(TIMES_S), dtype=bool))
    )
    assert isinstance(rejected, Rejection)
    assert f"{len(TIMES_S)} without a face" in rejected.reason
