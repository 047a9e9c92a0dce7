"""What is drawn of a clip, told from landmarks whose course is known."""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

import numpy as np
import pytest

from app.clip_review import CorrectedClip, LeftOut, find_gaps, review_clip
from app.demo_truth import landmark_sequence
from assessment.analysis import Clip, analyse_session
from assessment.edit_list import edit_of
from assessment.protocol import ACCEPTED_YAW_DEG
from assessment.recalculation import Recalculation
from assessment.records import AffectedSide, PointCorrection
from core.landmarks import COMMISSURE
from core.paths import resource
from core.types import LandmarkSequence
from models.synthetic.truth import read_truth

RATE_HZ = 30.0
LEFT_CORNER = COMMISSURE[1]


def sequence_of(face, *, frames, lift_px=0.0):
    """The same face throughout; both mouth corners rise and fall once when `lift_px` is given."""
    times_s = np.arange(frames) / RATE_HZ
    points = np.repeat(face[None], frames, axis=0)
    wave = np.clip(np.sin(2 * np.pi * (times_s - 1.0) / 4.0), 0.0, None)
    points[:, COMMISSURE, 1] -= lift_px * wave[:, None]
    return LandmarkSequence(
        frame_times_s=times_s,
        frame_index=np.arange(frames),
        points_px=points,
        confidence=np.ones((frames, 68)),
        pose_deg=np.zeros((frames, 3)),
        frame_size_px=(640, 480),
        model="test@1",
    )


@pytest.fixture(scope="module")
def face():
    """A face at rest, as it lies on a picture."""
    folder = resource("demo") / "visit_1"
    truth = read_truth(folder / "truth.npz")
    return landmark_sequence(folder / "rest.mp4", truth["rest"]).points_px[0].copy()


@pytest.fixture(scope="module")
def session(face):
    rng = np.random.default_rng(1)
    rest = sequence_of(face, frames=90)
    rest = replace(rest, points_px=rest.points_px + rng.normal(0, 0.1, rest.points_px.shape))
    smile = sequence_of(face, frames=150, lift_px=24.0)
    clips = [Clip("rest", rest), Clip("smile_open", smile)]
    result = analyse_session(
        clips, affected=AffectedSide.LEFT, outer_canthal_mm=90.0, weights_sha256="0" * 64
    )
    return clips, result


def without(sequence, rows):
    kept = np.setdiff1d(np.arange(len(sequence)), rows)
    return replace(
        sequence,
        frame_index=sequence.frame_index[kept],
        points_px=sequence.points_px[kept],
        confidence=sequence.confidence[kept],
        pose_deg=sequence.pose_deg[kept],
    )


def test_gaps_tell_where_and_why(face):
    sequence = sequence_of(face, frames=60)
    pose_deg, confidence = sequence.pose_deg.copy(), sequence.confidence.copy()
    pose_deg[10:13, 0] = ACCEPTED_YAW_DEG + 1
    confidence[[11, 20]] = 0.0  # a frame with both faults is told once
    broken = without(replace(sequence, pose_deg=pose_deg, confidence=confidence), rows=[40, 41, 59])
    told = [
        (gap.reason, gap.start_s * RATE_HZ, gap.end_s * RATE_HZ)
        for gap in find_gaps(Clip("smile_open", broken))
    ]
    assert [reason for reason, *_ in told] == [
        LeftOut.TURNED,
        LeftOut.UNSURE,
        LeftOut.NO_FACE,
        LeftOut.NO_FACE,
    ]
    edges = [edge for _, *pair in told for edge in pair]
    assert edges == pytest.approx([9.5, 12.5, 19.5, 20.5, 39.5, 41.5, 58.5, 59.0])


def test_a_good_clip_has_no_gaps(face):
    assert find_gaps(Clip("smile_open", sequence_of(face, frames=30))) == ()


def test_the_movement_is_marked_where_it_was_made(session):
    clips, result = session
    review = review_clip(Recalculation(clips, result), clips[1])
    assert review.curves[0].measure_id == "MC"
    (marks,) = review.marks
    assert marks.peak_s == pytest.approx(2.0, abs=2 / RATE_HZ)
    assert marks.repetition.onset_s < marks.peak_s < marks.repetition.offset_s
    assert review.trial == result.trials[1]


def test_the_peak_lies_on_the_side_that_moves_more(session):
    clips, result = session
    smile = clips[1].landmarks
    points = smile.points_px.copy()
    points[:, LEFT_CORNER] = points[0, LEFT_CORNER]  # the left corner stays where it rests
    clip = Clip("smile_open", replace(smile, points_px=points))
    (marks,) = review_clip(Recalculation(clips, result), clip).marks
    assert marks.peak_s == pytest.approx(2.0, abs=2 / RATE_HZ)


def test_rest_has_no_curve(session):
    clips, result = session
    review = review_clip(Recalculation(clips, result), clips[0])
    assert (review.curves, review.marks) == ((), ())


def test_a_frame_tells_what_was_placed_and_what_follows(face):
    sequence = sequence_of(face, frames=20)
    x_px, y_px = face[LEFT_CORNER, :2] + (6.0, -4.0)
    edit = edit_of(
        uuid4(), 10, PointCorrection(LEFT_CORNER, x_px, y_px, reach_frames=3), author="Dr A"
    )
    clip = CorrectedClip.of(sequence, (edit,))
    key, next_to, far = (clip.in_frame(frame) for frame in (10, 12, 15))
    np.testing.assert_allclose(key.points_px[LEFT_CORNER], (x_px, y_px))
    np.testing.assert_allclose(key.detected_px[LEFT_CORNER], face[LEFT_CORNER, :2])
    assert (key.placed, key.carried) == ({LEFT_CORNER}, frozenset())
    assert (next_to.placed, next_to.carried) == (frozenset(), {LEFT_CORNER})
    assert (far.placed, far.carried) == (frozenset(), frozenset())


def test_a_frame_without_a_face_draws_nothing(face):
    clip = CorrectedClip.of(without(sequence_of(face, frames=20), rows=[5, 19]), ())
    assert clip.in_frame(5) is None
    assert clip.in_frame(19) is None
    assert clip.in_frame(6) is not None
