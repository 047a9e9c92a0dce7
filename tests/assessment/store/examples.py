"""Records for the tests of the store, small and complete."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from uuid import uuid4

import numpy as np

from assessment.examination import Analysis
from assessment.records import AffectedSide, Patient, Recording, Visit
from assessment.results import (
    Absent,
    Estimate,
    FaceFrame,
    Index,
    Measure,
    Phase,
    Quality,
    Repetition,
    SessionResult,
    TrialResult,
    Unit,
)
from core.landmarks import Side
from core.types import LandmarkSequence

NOON = dt.datetime(2026, 3, 1, 12, tzinfo=dt.timezone(dt.timedelta(hours=2)))


def make_patient(code="P-1", **others):
    return Patient(id=uuid4(), code=code, affected_side=AffectedSide.LEFT, **others)


def make_visit(patient, *, day=0, **others):
    taken_at = NOON + dt.timedelta(days=day)
    return Visit(id=uuid4(), patient_id=patient.id, taken_at=taken_at, **others)


def make_recording(visit, exercise_id="rest"):
    return Recording(
        id=uuid4(),
        visit_id=visit.id,
        exercise_id=exercise_id,
        media="",
        sha256="",
        original_name="clip.mp4",
        mirrored=False,
        width_px=1280,
        height_px=720,
        frame_count=9,
        duration_s=0.3,
    )


def make_estimate(value=1.5):
    return Estimate(value=value, se=0.25, count=3, lower=value - 0.5, upper=value + 0.5)


def make_trial(exercise_id="rest", value=1.5):
    measures = tuple(
        Measure("MC", Phase.EXCURSION, side, Unit.MM, make_estimate(value), (1.0, 1.5, 2.0))
        for side in (Side.RIGHT, Side.LEFT)
    )
    return TrialResult(
        exercise_id=exercise_id,
        quality=Quality(
            frames=9,
            no_face=1,
            outside_pose=1,
            unsure=0,
            used=7,
            duration_s=0.3,
            frame_rate_hz=30.0,
            yaw_deg=(-3.0, 4.0),
            pitch_deg=(-2.0, 2.0),
            roll_deg=(0.0, 0.5),
            gaps_s=((0.1, 0.4), (0.5, 0.9)),
            flags=("The head moved.",),
        ),
        repetitions=(Repetition(0.1, 0.2, 0.3, 0.4), Repetition(0.5, 0.6, 0.7, 0.8)),
        measures=measures,
        indices=(Index("excursion_ratio", "MC", Unit.PCT, make_estimate(60.0)),),
        absent=(Absent("MC peak", "the face was turned"),),
        rest_frame=2,
        peak_frame=None,
    )


def make_result(*exercises, value=1.5, **others):
    template = np.random.default_rng(5).normal(size=(68, 3))
    result = SessionResult(
        face_frame=FaceFrame(
            template=template, plane_rms=0.01, plane_angle_deg=0.5, template_frames=40
        ),
        trials=tuple(make_trial(exercise, value) for exercise in exercises),
        indices=(Index("global_score", "face", Unit.PCT, make_estimate(70.0), Side.LEFT),),
        absent=(Absent("exercise snarl", "it was not recorded"),),
        model="pfnet@0.1",
        weights_sha256="ab" * 32,
        algorithm="1",
        affected=AffectedSide.LEFT,
        flags=("No second rest clip.",),
    )
    return replace(result, **others)


def make_landmarks(rows=4, *, seed=0):
    rng = np.random.default_rng(seed)
    return LandmarkSequence(
        frame_times_s=np.arange(rows + 2) / 30.0,
        frame_index=np.arange(rows, dtype=np.int64) + 1,
        points_px=rng.normal(300, 50, (rows, 68, 3)).astype(np.float32).astype(float),
        confidence=rng.uniform(size=(rows, 68)).astype(np.float32).astype(float),
        pose_deg=rng.normal(0, 5, (rows, 3)).astype(np.float32).astype(float),
        frame_size_px=(1280, 720),
        model="pfnet@0.1",
    )


def make_analysis(visit, recordings, *, value=1.5, created_at=NOON, **others):
    return Analysis(
        id=uuid4(),
        visit_id=visit.id,
        created_at=created_at,
        app_version="0.1.0",
        recording_ids=tuple(recording.id for recording in recordings),
        result=make_result(*(clip.exercise_id for clip in recordings), value=value, **others),
    )


def assert_same_result(found, expected):
    """Equality of analyses' results: arrays compare by value, everything else as it is."""
    np.testing.assert_array_equal(found.face_frame.template, expected.face_frame.template)
    for name in ("plane_rms", "plane_angle_deg", "mm_per_unit", "mm_source", "depth_scale"):
        assert getattr(found.face_frame, name) == getattr(expected.face_frame, name)
    assert replace(found, face_frame=expected.face_frame) == expected


def assert_same_landmarks(found, expected):
    """Equality of sequences whose numbers fit into float32."""
    for name in ("frame_times_s", "frame_index", "points_px", "confidence", "pose_deg"):
        np.testing.assert_array_equal(getattr(found, name), getattr(expected, name))
    assert (found.frame_size_px, found.model) == (expected.frame_size_px, expected.model)
