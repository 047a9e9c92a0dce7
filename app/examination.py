"""One examination from video files to a stored visit: the spine of the program.

    video file -> landmarks -> analysis -> visit in the library

Everything is computed before anything is stored, and stored in one piece. A recording in which
nothing can be measured is kept with the reason and costs no other one its results.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from uuid import uuid4

from app.clip_analysis import FilmedClip, Network, analyse_clips
from app.exercise_video import ExerciseVideo
from assessment.examination import Examination
from assessment.protocol import EXERCISES, REST_ID
from assessment.records import Patient, Recording, Visit
from assessment.store.library import Clip, Library
from core.errors import FaceError, InputError, KnownError, StaleError, VideoError
from core.progress import CancelToken, Progress
from core.types import LandmarkSequence
from core.video import VideoFile
from models.runtime.face_box import MtcnnDetector
from models.runtime.landmarker import FlipAveraged
from models.runtime.live_landmarker import LiveLandmarker
from models.runtime.network import PFNetLandmarker
from models.runtime.sequence import landmarks_of_video
from models.runtime.tracker import FaceTracker


@dataclass(frozen=True, slots=True)
class _UnmeasuredClip:
    """A recording in which nothing can be measured.

    Attributes:
        recording: The recording.
        error: Why, with the name of its file.
        reason: Why, with no name.
    """

    recording: Recording
    error: KnownError
    reason: str


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
        the visit is stored. A movement whose video shows no usable face, or is damaged after its
        beginning, is kept and told as not measured.

        Raises:
            KnownError: A file is no video, nothing can be measured in the video at rest or in any,
                or the store failed; nothing was stored.
            Cancelled: `cancel` was set; nothing was stored.
        """
        library.check_room(video.path for video in videos)
        looked = [self._look(visit, video, progress=progress, cancel=cancel) for video in videos]
        found = [one for one in looked if isinstance(one, FilmedClip)]
        lost = [one for one in looked if isinstance(one, _UnmeasuredClip)]
        if lost and not found:
            raise lost[0].error
        unmeasured = {one.recording.exercise_id: one.reason for one in lost}
        files = [Clip(one.recording, video.path) for one, video in zip(looked, videos, strict=True)]
        while True:
            measured_for = library.patients.with_id(patient.id)
            new = analyse_clips(measured_for, visit, found, self._network(), unmeasured=unmeasured)
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
            KnownError: A recording that was measured before, or the store, failed; nothing was
                changed.
            Cancelled: `cancel` was set; nothing was changed.
        """
        recordings = examination.recordings
        if not recordings or not all(recording.media for recording in recordings):
            day = examination.visit.taken_at.astimezone().date()
            raise InputError(f"The visit of {day} does not keep all of its videos: left as it is.")
        latest = examination.latest
        measured = latest.recording_ids if latest else [recording.id for recording in recordings]
        found: list[FilmedClip] = []
        unmeasured: dict[str, str] = {}
        for recording in recordings:
            try:
                with (
                    library.media.open(recording.media) as stream,
                    VideoFile(stream, mirrored=recording.mirrored) as video,
                ):
                    sequence = self.landmarks(video, progress=progress, cancel=cancel)
            except (FaceError, VideoError) as error:
                if recording.id in measured:
                    raise
                unmeasured[recording.exercise_id] = _nameless(error, recording.media)
                continue
            annotations = library.annotations.of_recording(recording.id)
            found.append(FilmedClip(recording, sequence, annotations))
        new = analyse_clips(
            patient, examination.visit, found, self._network(), unmeasured=unmeasured
        )
        library.visits.add_analysis(replace(new, follows=latest.id if latest else None))
        return library.visits.find(examination.visit.id)

    def _look(
        self, visit: Visit, video: ExerciseVideo, *, progress: Progress, cancel: CancelToken
    ) -> FilmedClip | _UnmeasuredClip:
        """The landmarks of one video, or why it has none.

        Raises:
            KnownError: It cannot be opened as a video, or it is the one at rest and has none.
        """

        def named(done: float, total: float | None, what: str) -> None:
            progress(done, total, f"{EXERCISES[video.exercise_id].name}: {what}")

        size_px: tuple[int, int] | None = None
        try:
            with VideoFile(video.path, mirrored=video.mirrored) as source:
                size_px = source.info.width_px, source.info.height_px
                sequence = self.landmarks(source, progress=named, cancel=cancel)
        except (FaceError, VideoError) as error:
            told = type(error)(f"{video.path.name} ({video.exercise_id}): {error.text()}")
            if size_px is None or video.exercise_id == REST_ID:
                raise told from error
            recording = _recording(visit, video, size_px, _times_s(video, cancel))
            return _UnmeasuredClip(recording, told, _nameless(error, video.path.name))
        recording = _recording(
            visit, video, sequence.frame_size_px, sequence.frame_times_s.tolist()
        )
        return FilmedClip(recording, sequence)

    def _network(self) -> Network:
        return Network(self._weights_sha256, self._depth_scale, self._ratio_error_points)


def _times_s(video: ExerciseVideo, cancel: CancelToken) -> list[float]:
    """When the pictures of a video come, as far as it can be decoded."""
    times_s = []
    with suppress(VideoError), VideoFile(video.path) as source:
        for frame in source:
            cancel.check()
            times_s.append(frame.time_s)
    return times_s


def _nameless(error: KnownError, name: str) -> str:
    """What an error says without the file's name, which may be a person's and would be stored."""
    text = error.text()
    said = "The video" if text.startswith(name) else "the video"
    return re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", said, text)


def _recording(
    visit: Visit, video: ExerciseVideo, size_px: tuple[int, int], times_s: Sequence[float]
) -> Recording:
    width_px, height_px = size_px
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
        duration_s=times_s[-1] - times_s[0] if times_s else 0.0,
    )
