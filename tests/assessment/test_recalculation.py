"""A single clip measured again gives what the whole analysis gives."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from assessment.analysis import Clip, analyse_session
from assessment.recalculation import Recalculation
from assessment.records import AffectedSide
from core.errors import FaceError
from core.landmarks import CANTHUS_LATERAL, COMMISSURE


@pytest.fixture(scope="module")
def clips(studio):
    return [
        studio.rest(seconds=3.0),
        studio.clip("smile_open", left=0.4, starts_s=(1.0,), seconds=5.0, hold_s=1.5),
        studio.clip("brow_raise", left=0.4, starts_s=(1.0,), seconds=5.0, hold_s=1.5),
    ]


def analysed(clips, **others):
    network = {"depth_scale": 1.0, "ratio_error_points": {"MC": 7.0}}
    choices = {"outer_canthal_mm": 89.0} | network | others
    return analyse_session(clips, affected=AffectedSide.LEFT, weights_sha256="ab" * 32, **choices)


def with_moved_corners(clip, by_px=12.0):
    """A corner of the mouth and one of the eye moved in most frames: the rest face moves along."""
    points = clip.landmarks.points_px.copy()
    points[10:, [COMMISSURE[1], CANTHUS_LATERAL[1]], 0] += by_px
    return Clip(clip.exercise_id, replace(clip.landmarks, points_px=points))


@pytest.mark.parametrize(
    "others", [{}, {"depth_scale": None}, {"outer_canthal_mm": None, "depth_scale": 0.9}]
)
def test_unchanged_clips_give_what_is_stored(clips, others):
    result = analysed(clips, **others)
    recalculation = Recalculation(clips, result)
    for clip in clips:
        trial = next(one for one in result.trials if one.exercise_id == clip.exercise_id)
        assert recalculation.measure(clip) == trial


@pytest.mark.parametrize("which", [0, 1])
def test_a_changed_clip_gives_what_the_whole_analysis_would_give(clips, which):
    recalculation = Recalculation(clips, analysed(clips))
    changed = [with_moved_corners(c) if n == which else c for n, c in enumerate(clips)]
    expected = analysed(changed)
    found = recalculation.measure(changed[which])
    trial = next(one for one in expected.trials if one.exercise_id == found.exercise_id)
    assert found == trial
    assert found != recalculation.measure(clips[which])


def test_without_a_rest_clip_the_resting_face_is_kept(clips):
    moving = clips[1:]
    recalculation = Recalculation(moving, analysed(moving))
    trial = recalculation.measure(with_moved_corners(moving[0]))
    assert trial.exercise_id == "smile_open"
    assert trial != recalculation.measure(moving[0])


def test_a_clip_that_cannot_be_measured_is_told(clips):
    recalculation = Recalculation(clips, analysed(clips))
    landmarks = clips[1].landmarks
    away = replace(landmarks, pose_deg=np.full_like(landmarks.pose_deg, 60.0))
    with pytest.raises(FaceError, match="cannot be measured"):
        recalculation.measure(Clip("smile_open", away))
