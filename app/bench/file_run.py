"""One analysis of a video file in a process of its own, so that its memory can be told."""

from __future__ import annotations

import multiprocessing
import signal
import statistics
import sys
import time
from dataclasses import dataclass
from itertools import pairwise
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Final, Protocol

from core.errors import KnownError
from core.video import VideoFile
from models.runtime.face_box import FaceBoxDetector, MtcnnDetector
from models.runtime.landmarker import CropLandmarker, FlipAveraged
from models.runtime.network import PFNetLandmarker, Precision
from models.runtime.sequence import landmarks_of_video
from models.runtime.tracker import FaceTracker

_LINUX_STATUS: Final = Path("/proc/self/status")
_PEAK_LINE: Final = "VmHWM:"
_KB_PER_MB: Final = 1024.0


class PartsFactory(Protocol):
    """Builds what an analysis needs, in any process: it must be picklable."""

    def landmarker(self, precision: Precision) -> CropLandmarker:
        """The network in `precision`."""

    def detector(self) -> FaceBoxDetector:
        """The face detector."""


@dataclass(frozen=True, slots=True)
class FileRun:
    """How to analyse a video file.

    Attributes:
        parts: Where network and detector come from.
        video: The file.
        precision: Arithmetic of the network.
        flip_averaged: Whether the mirror image is looked at as well.
    """

    parts: PartsFactory
    video: Path
    precision: Precision = Precision.FP32
    flip_averaged: bool = False


@dataclass(frozen=True, slots=True)
class Timing:
    """What the analysis took.

    Attributes:
        frames: Number of pictures.
        faces: Number of pictures with a face.
        video_s: Length of the video.
        analysis_s: From opening the file to the last landmarks, without loading the network.
        frame_s: Median time from picture to picture, reading included.
        peak_memory_mb: Largest memory of the process; None where the system does not tell.
    """

    frames: int
    faces: int
    video_s: float
    analysis_s: float
    frame_s: float
    peak_memory_mb: float | None


def run_in_child(job: FileRun) -> Timing:
    """Do `job` in a fresh process, which ends with this call in any case.

    Raises:
        KnownError: The video cannot be analysed.
        RuntimeError: The process died.
    """
    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    child = context.Process(target=_serve, args=(sender, job), daemon=True)
    child.start()
    sender.close()
    try:
        answer = receiver.recv()
    except EOFError as error:
        raise RuntimeError("the process that analysed the video died") from error
    finally:
        child.terminate()
        child.join()
    if isinstance(answer, KnownError):
        raise answer
    timing: Timing = answer
    return timing


def _serve(sender: Connection, job: FileRun) -> None:
    """The child: Ctrl-C is the parent's business."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        sender.send(analyse(job))
    except KnownError as error:
        sender.send(error)


def analyse(job: FileRun) -> Timing:
    """Place the landmarks in the whole of a video and take the time.

    Raises:
        KnownError: The video cannot be analysed.
    """
    landmarker = job.parts.landmarker(job.precision)
    tracker = FaceTracker(
        FlipAveraged(landmarker) if job.flip_averaged else landmarker, job.parts.detector()
    )
    ticks = [time.perf_counter()]
    with VideoFile(job.video) as video:
        found = landmarks_of_video(
            video, tracker, progress=lambda *_: ticks.append(time.perf_counter())
        )
    steps_s = [after - before for before, after in pairwise(ticks)]
    times_s = found.frame_times_s
    frame_count = len(times_s)
    # The last picture stays as long as the others do on average.
    length_s = float(times_s[-1]) * frame_count / max(1, frame_count - 1)
    return Timing(
        frames=frame_count,
        faces=len(found),
        video_s=length_s,
        analysis_s=sum(steps_s),
        frame_s=statistics.median(steps_s),
        peak_memory_mb=_peak_memory_mb(),
    )


def _peak_memory_mb() -> float | None:
    if _LINUX_STATUS.exists():  # ru_maxrss of Linux also counts the parent before the start
        lines = _LINUX_STATUS.read_text(encoding="ascii").splitlines()
        peak = next(line for line in lines if line.startswith(_PEAK_LINE))
        return float(peak.split()[1]) / _KB_PER_MB
    if sys.platform == "darwin":
        import resource

        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _KB_PER_MB**2
    return None


@dataclass(frozen=True, slots=True)
class ShippedParts:
    """Network and detector as the program ships them.

    Attributes:
        weights: `id@version`; None: the default of the manifest.
    """

    weights: str | None = None

    def landmarker(self, precision: Precision) -> CropLandmarker:
        """See `PartsFactory.landmarker`."""
        return PFNetLandmarker.shipped(self.weights, precision=precision)

    def detector(self) -> FaceBoxDetector:
        """See `PartsFactory.detector`."""
        return MtcnnDetector()
