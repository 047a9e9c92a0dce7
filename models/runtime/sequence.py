"""From an open video to the landmarks of its clip."""

from __future__ import annotations

import numpy as np

from core.errors import FaceError
from core.progress import CancelToken, Progress, ignore_progress
from core.types import Landmarks, LandmarkSequence
from core.video import VideoFile
from models.runtime.tracker import FaceTracker


def landmarks_of_video(
    video: VideoFile,
    tracker: FaceTracker,
    *,
    progress: Progress = ignore_progress,
    cancel: CancelToken | None = None,
) -> LandmarkSequence:
    """Place the landmarks in every frame in which the face is sure; pictures are not kept.

    Args:
        video: Open and not yet gone through.
        tracker: Places them; it starts anew. For answers that treat both sides of the picture
            alike, give it a `FlipAveraged` landmarker.
        progress: Told the seconds of video done.
        cancel: Checked before every frame.

    Returns:
        The landmarks with the times of all frames; frames without a sure face have no row.

    Raises:
        FaceError: No frame has a face, or two of similar size are in the picture.
        VideoError: The video is damaged or cut short.
        Cancelled: Somebody asked to stop.
    """
    tracker.reset()
    times_s: list[float] = []
    rows: list[int] = []
    found: list[Landmarks] = []
    for frame in video:
        if cancel is not None:
            cancel.check()
        landmarks = tracker.track(frame)
        times_s.append(frame.time_s)
        if landmarks is not None:
            rows.append(frame.index)
            found.append(landmarks)
        progress(frame.time_s, video.info.duration_s, "Following the face")
    if not found:
        raise FaceError(
            f"No face was found in {video.name}: film it from the front, in good light and "
            "filling a third of the picture."
        )
    return _sequence(video, tracker.model, times_s, rows, found)


def _sequence(
    video: VideoFile, model: str, times_s: list[float], rows: list[int], found: list[Landmarks]
) -> LandmarkSequence:
    poses = [face.pose for face in found]
    return LandmarkSequence(
        frame_times_s=np.array(times_s),
        frame_index=np.array(rows, dtype=np.int64),
        points_px=np.stack([face.points_px for face in found]),
        confidence=np.stack([face.confidence for face in found]),
        pose_deg=np.array([(pose.yaw_deg, pose.pitch_deg, pose.roll_deg) for pose in poses]),
        frame_size_px=(video.info.width_px, video.info.height_px),
        model=model,
    )
