"""One examination from video files to a stored visit: the spine of the program.

    video file -> landmarks -> analysis -> visit in the library

Everything is computed before anything is stored, and stored in one piece.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from uuid import uuid4

from app.clip_analysis import FilmedClip, Network, analyse_clips
from app.exercise_video import ExerciseVideo
from assessment.examination import Examination
from assessment.protocol import EXERCISES
from assessment.records import Patient, Recording, Visit
from assessment.store.library import Clip, Library
from core.errors import InputError, KnownError, StaleError
from core.progress import CancelToken, Progress
from core.types import LandmarkSequence
from core.video import VideoFile
from models.runtime.face_box import MtcnnDetector
from models.runtime.landmarker import FlipAveraged
from models.runtime.live_landmarker import LiveLandmarker
from models.runtime.network import PFNetLandmarker
from models.runtime.sequence import landmarks_of_video
from models.runtime.tracker import FaceTracker


class Examiner:
    """Finds landmarks in videos and turns them into stored visits.

    Args:
        weights: `id@version`; None: the newest shipped.
        flip_average: Average each picture's landmarks with those of its mirror image: left and
            right become fair by construction, at twice the cost.

    Raises:
        WeightsError: The weights are missing or altered.
    """

    def __init__(self, weights: str | None = None, *, flip_average: bool) -> None:
        network = self._plain = PFNetLandmarker.shipped(weights)
        self._weights_sha256 = network.weights_sha256
        self._depth_scale = network.depth_scale
        self._ratio_error_points = network.ratio_error_points
        self._tracker = FaceTracker(
            FlipAveraged(network) if flip_average else network, MtcnnDetector()
        )

    def live_tracker(self) -> FaceTracker:
        """A tracker of its own for the live picture: quick, and never for results."""
        return FaceTracker(LiveLandmarker(self._plain), MtcnnDetector())

    def landmarks(
        self, video: VideoFile, *, progress: Progress, cancel: CancelToken
    ) -> LandmarkSequence:
        """The landmarks of one video.

        Raises:
            VideoError: The video cannot be decoded.
            FaceError: It shows no face, or more than one.
            Cancelled: `cancel` was set.
        """
        return landmarks_of_video(video, self._tracker, progress=progress, cancel=cancel)

    def examine(
        self,
        library: Library,
        patient: Patient,
        visit: Visit,
        videos: Sequence[ExerciseVideo],
        *,
        progress: Progress,
        cancel: CancelToken,
    ) -> Examination:
        """Analyse the videos of one visit and store visit, files, landmarks and results.

        Landmarks and copying take minutes: what bears on the measures is what the record says when
        the visit is stored.

        Raises:
            KnownError: A video or the store failed; nothing was stored.
            Cancelled: `cancel` was set; nothing was stored.
        """
        library.check_room(video.path for video in videos)
        found: list[FilmedClip] = []
        for video in videos:
            sequence = self._sequence_of(video, progress=progress, cancel=cancel)
            found.append(FilmedClip(_recording(visit, video, sequence), sequence))
        files = [
            Clip(clip.recording, video.path) for clip, video in zip(found, videos, strict=True)
        ]
        while True:
            measured_for = library.patients.with_id(patient.id)
            new = analyse_clips(measured_for, visit, found, self._network())
            cancel.check()
            with suppress(StaleError):  # put right while the files were copied: measured anew
                library.add_visit(
                    visit,
                    files,
                    new.analysis,
                    landmarks=new.landmarks,
                    progress=progress,
                    cancel=cancel,
                )
                return library.visits.find(visit.id)

    def examine_again(
        self,
        library: Library,
        patient: Patient,
        examination: Examination,
        *,
        progress: Progress,
        cancel: CancelToken,
    ) -> Examination:
        """Analyse a stored visit's recordings anew; the earlier analyses stay beside the new one.

        Landmarks that people corrected are corrected in the new analysis too.

        Raises:
            KnownError: A recording or the store failed; nothing was changed.
            Cancelled: `cancel` was set; nothing was changed.
        """
        recordings = examination.recordings
        if not recordings or not all(recording.media for recording in recordings):
            day = examination.visit.taken_at.astimezone().date()
            raise InputError(f"The visit of {day} does not keep all of its videos: left as it is.")
        found: list[FilmedClip] = []
        for recording in recordings:
            with (
                library.media.open(recording.media) as stream,
                VideoFile(stream, mirrored=recording.mirrored) as video,
            ):
                sequence = self.landmarks(video, progress=progress, cancel=cancel)
            annotations = library.annotations.of_recording(recording.id)
            found.append(FilmedClip(recording, sequence, annotations))
        new = analyse_clips(patient, examination.visit, found, self._network())
        latest = examination.latest
        library.visits.add_analysis(replace(new, follows=latest.id if latest else None))
        return library.visits.find(examination.visit.id)

    def _sequence_of(
        self, video: ExerciseVideo, *, progress: Progress, cancel: CancelToken
    ) -> LandmarkSequence:
        def named(done: float, total: float | None, what: str) -> None:
            progress(done, total, f"{EXERCISES[video.exercise_id].name}: {what}")

        try:
            with VideoFile(video.path, mirrored=video.mirrored) as source:
                return self.landmarks(source, progress=named, cancel=cancel)
        except KnownError as error:
            raise type(error)(f"{video.path.name} ({video.exercise_id}): {error.text()}") from error

    def _network(self) -> Network:
        return Network(self._weights_sha256, self._depth_scale, self._ratio_error_points)


def _recording(visit: Visit, video: ExerciseVideo, sequence: LandmarkSequence) -> Recording:
    times_s = sequence.frame_times_s
    width_px, height_px = sequence.frame_size_px
    return Recording(
        id=uuid4(),
        visit_id=visit.id,
        exercise_id=video.exercise_id,
        media="",
        sha256="",
        original_name=video.path.name,
        mirrored=video.mirrored,
        width_px=width_px,
        height_px=height_px,
        frame_count=len(times_s),
        duration_s=float(times_s[-1] - times_s[0]),
    )
