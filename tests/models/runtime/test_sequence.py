from __future__ import annotations

import io

import numpy as np
import pytest

from core.errors import FaceError, VideoError
from core.progress import Cancelled, CancelToken
from core.video import VideoFile, VideoWriter
from models.runtime.landmarker import FlipAveraged
from models.runtime.sequence import landmarks_of_video
from models.runtime.tracker import FaceTracker

TIMES_S = [0.0, 0.04, 0.1, 0.133, 0.4, 0.45, 0.5, 0.9, 0.95]
PRESENT = [0, 1, 2, 5, 6, 7, 8]


@pytest.fixture
def clip(tmp_path, make_chart):
    """A lossless video of charts 0..8 at uneven times."""
    path = tmp_path / "exam.mkv"
    with VideoWriter(path, size_px=(240, 200)) as writer:
        for number, time_s in enumerate(TIMES_S):
            writer.write(make_chart(number), time_s=time_s)
    return path


@pytest.fixture
def scene(make_scene, make_face):
    return make_scene({n: make_face((110 + n, 90)) for n in PRESENT})


def test_rows_are_the_frames_with_a_face_and_times_are_all(clip, scene):
    tracker = FaceTracker(scene.landmarker, scene.detector)
    with VideoFile(clip) as video:
        sequence = landmarks_of_video(video, tracker)
    np.testing.assert_allclose(sequence.frame_times_s, TIMES_S, atol=1e-3)
    np.testing.assert_array_equal(sequence.frame_index, PRESENT)
    np.testing.assert_allclose(sequence.times_s, np.array(TIMES_S)[PRESENT], atol=1e-3)
    expected = np.stack([scene.truth[n] for n in PRESENT])
    np.testing.assert_allclose(sequence.points_px, expected, atol=0.8)
    np.testing.assert_array_equal(sequence.confidence, np.full((7, 68), 0.9))
    np.testing.assert_allclose(sequence.pose_deg, 0, atol=1.5)
    assert sequence.frame_size_px == (240, 200)
    assert sequence.model == "stub@1.0"


def test_a_tracker_starts_anew_with_each_video(clip, scene):
    tracker = FaceTracker(scene.landmarker, scene.detector)
    for _ in range(2):
        with VideoFile(clip) as video:
            landmarks_of_video(video, tracker)
    searched = scene.detector.searched
    half = len(searched) // 2
    assert searched[:half] == searched[half:]


def test_no_face_at_all_is_told_with_the_name(clip, make_scene):
    nothing = make_scene({})
    tracker = FaceTracker(nothing.landmarker, nothing.detector)
    with (
        VideoFile(clip) as video,
        pytest.raises(FaceError, match=r"No face .* in exam\.mkv: .*\.$"),
    ):
        landmarks_of_video(video, tracker)


def test_progress_is_the_time_done(clip, scene):
    reports = []
    tracker = FaceTracker(scene.landmarker, scene.detector)
    with VideoFile(clip) as video:
        landmarks_of_video(video, tracker, progress=lambda *report: reports.append(report))
        duration_s = video.info.duration_s
    np.testing.assert_allclose([done for done, _, _ in reports], TIMES_S, atol=1e-3)
    assert {total for _, total, _ in reports} == {duration_s}


def test_it_stops_when_asked(clip, scene):
    cancel = CancelToken()
    done = []

    def stop_soon(seconds, total, what):
        done.append(seconds)
        if len(done) == 3:
            cancel.cancel()

    tracker = FaceTracker(scene.landmarker, scene.detector)
    with VideoFile(clip) as video, pytest.raises(Cancelled):
        landmarks_of_video(video, tracker, progress=stop_soon, cancel=cancel)
    assert len(done) == 3


def test_a_cut_video_is_an_error_not_a_shorter_clip(tmp_path, clip, scene, make_chart):
    path = tmp_path / "long.mkv"
    with VideoWriter(path, size_px=(240, 200)) as writer:
        for number in range(9):
            writer.write(make_chart(number), time_s=float(number))
    content = path.read_bytes()
    tracker = FaceTracker(scene.landmarker, scene.detector)
    with VideoFile(io.BytesIO(content[: len(content) // 2])) as video, pytest.raises(VideoError):
        landmarks_of_video(video, tracker)


def test_flip_averaging_cancels_what_the_network_does_to_one_side(clip, scene):
    scene.landmarker.bias_px = 6.0
    plain = FaceTracker(scene.landmarker, scene.detector)
    averaged = FaceTracker(FlipAveraged(scene.landmarker), scene.detector)
    with VideoFile(clip) as video:
        biased_px = landmarks_of_video(video, plain).points_px[:, :, 0]
    with VideoFile(clip) as video:
        sequence = landmarks_of_video(video, averaged)
    truth_px = np.stack([scene.truth[n] for n in PRESENT])
    assert np.abs(biased_px - truth_px[..., 0]).mean() > 2
    np.testing.assert_allclose(sequence.points_px, truth_px, atol=0.8)
    assert sequence.model == "stub@1.0+flip"


class _UnevenLandmarker:
    """Answers with the brightness of each crop's left half, on the right-hand points only."""

    model = "uneven@1"

    def predict(self, crops):
        level = crops[:, :, :128].mean(axis=(1, 2, 3))
        points = np.zeros((len(crops), 68, 3))
        confidence = np.tile(np.linspace(0, 1, 68), (len(crops), 1))
        points[:, 36] = level[:, None]
        return points, confidence


def test_flip_averaging_exchanges_the_ids_of_the_mirrored_answer():
    crops = np.zeros((2, 256, 256, 3), np.uint8)
    crops[:, :, :128] = 10
    crops[:, :, 128:] = 30
    points, confidence = FlipAveraged(_UnevenLandmarker()).predict(crops)
    assert points.shape == (2, 68, 3)
    assert points[0, 36, 1] == 10 / 2
    assert points[0, 45, 1] == 30 / 2
    assert points[0, 45, 0] == (0 + 255 - 30) / 2
    assert points[0, 36, 0] == (10 + 255 - 0) / 2
    np.testing.assert_allclose(confidence[0, 36], (36 + 45) / 2 / 67)
