"""What the demo patient's videos must give: the same analysis on the exact landmarks."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

import numpy as np

from app.manifest import read_manifest
from assessment.analysis import Clip, analyse_session
from assessment.records import Patient
from assessment.results import SessionResult
from core.errors import DataError
from core.types import FloatArray, LandmarkSequence
from core.video import VideoFile
from models.runtime.pose import fit_head
from models.synthetic.truth import read_truth

TRUTH_MODEL: Final = "exact@1"


def true_result(folder: Path, patient: Patient) -> SessionResult:
    """The analysis of one demo visit from the landmarks it was rendered with.

    Raises:
        KnownError: The demo's files are damaged.
    """
    truth = read_truth(folder / "truth.npz")
    clips = [
        Clip(video.exercise_id, landmark_sequence(video.path, _of(truth, video.exercise_id)))
        for video in read_manifest(folder).videos
    ]
    return analyse_session(
        clips,
        affected=patient.affected_side,
        outer_canthal_mm=patient.outer_canthal_mm,
        weights_sha256="",
        depth_scale=1.0,
    )


def _of(truth: Mapping[str, FloatArray], exercise_id: str) -> FloatArray:
    if exercise_id not in truth:
        raise DataError(f"The demo lacks the landmarks of '{exercise_id}': reinstall the program.")
    return truth[exercise_id]


def landmark_sequence(path: Path, points_px: FloatArray) -> LandmarkSequence:
    """The exact landmarks (T, 68, 3) px of the video at `path` as if a network had found them.

    Raises:
        DataError: The video has not as many pictures as there are landmarks.
        VideoError: The video cannot be read.
    """
    with VideoFile(path) as video:
        times_s = np.array([frame.time_s for frame in video])
        size_px = (video.info.width_px, video.info.height_px)
    if len(times_s) != len(points_px):
        raise DataError(
            f"{path.name} has {len(times_s)} pictures but landmarks for {len(points_px)}: "
            "reinstall the program."
        )
    poses = [fit_head(points).pose for points in points_px]
    return LandmarkSequence(
        frame_times_s=times_s,
        frame_index=np.arange(len(points_px)),
        points_px=points_px.copy(),
        confidence=np.ones(points_px.shape[:2]),
        pose_deg=np.array([(pose.yaw_deg, pose.pitch_deg, pose.roll_deg) for pose in poses]),
        frame_size_px=size_px,
        model=TRUTH_MODEL,
    )
