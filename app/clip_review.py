"""What is shown of one clip while somebody looks through it: curves, movements, frames left out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from assessment.analysis import Clip, curves
from assessment.corrections import StandingCorrection, corrected, standing
from assessment.gating import faults
from assessment.protocol import EXERCISES
from assessment.recalculation import Recalculation
from assessment.records import Annotation
from assessment.results import Curve, Repetition, TrialResult
from assessment.signals import events
from core.types import BoolArray, FloatArray, IntArray, LandmarkSequence


class LeftOut(StrEnum):
    """Why a frame is not measured."""

    NO_FACE = "no_face"
    TURNED = "turned"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Gap:
    """Frames in a row that are not measured for one reason.

    Attributes:
        start_s: Midway between the last frame before them and the first of them.
        end_s: Midway between the last of them and the next frame.
        reason: Why.
    """

    start_s: float
    end_s: float
    reason: LeftOut


@dataclass(frozen=True, slots=True)
class MovementMarks:
    """Where one movement of the patient begins, is fullest and ends.

    Attributes:
        repetition: Onset, plateau and end.
        peak_s: Where the primary measure is highest within the plateau, on the side that moves
            more.
    """

    repetition: Repetition
    peak_s: float


@dataclass(frozen=True, slots=True, eq=False)
class ClipReview:
    """One clip measured with its landmarks as they are.

    Attributes:
        trial: Its result.
        curves: As `assessment.analysis.curves` gives them; empty for rest and head turn.
        marks: The movements found, in order.
        gaps: The frames that are not measured.
    """

    trial: TrialResult
    curves: tuple[Curve, ...]
    marks: tuple[MovementMarks, ...]
    gaps: tuple[Gap, ...]


@dataclass(frozen=True, slots=True, eq=False)
class FrameLandmarks:
    """The landmarks of one frame as they are drawn.

    Attributes:
        points_px: float64 (68, 2), camera frame.
        detected_px: float64 (68, 2), the detector's own places.
        confidence: float64 (68,).
        placed: Landmarks that a person placed in this frame.
        carried: Landmarks that follow those placed in neighbouring frames.
    """

    points_px: FloatArray
    detected_px: FloatArray
    confidence: FloatArray
    placed: frozenset[int] = frozenset()
    carried: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, eq=False)
class CorrectedClip:
    """The landmarks of a clip with what people corrected.

    Attributes:
        detected: The detector's own.
        landmarks: What is measured.
        corrections: Those that hold.
    """

    detected: LandmarkSequence
    landmarks: LandmarkSequence
    corrections: tuple[StandingCorrection, ...]

    @classmethod
    def of(cls, detected: LandmarkSequence, annotations: Iterable[Annotation]) -> CorrectedClip:
        """With the annotations of the clip's recording."""
        corrections = standing(annotations)
        return cls(detected, corrected(detected, corrections), corrections)

    def in_frame(self, frame: int) -> FrameLandmarks | None:
        """What is drawn of a decoded frame; None when no face was found in it."""
        row = int(np.searchsorted(self.detected.frame_index, frame))
        if row == len(self.detected) or self.detected.frame_index[row] != frame:
            return None
        found, measured = self.detected.points_px[row, :, :2], self.landmarks.points_px[row, :, :2]
        placed = frozenset(
            one.correction.point for one in self.corrections if one.frame_index == frame
        )
        moved: IntArray = np.flatnonzero((found != measured).any(axis=1))
        return FrameLandmarks(
            points_px=measured,
            detected_px=found,
            confidence=self.landmarks.confidence[row],
            placed=placed,
            carried=frozenset(moved.tolist()) - placed,
        )


def review_clip(recalculation: Recalculation, clip: Clip) -> ClipReview:
    """Measure a clip and gather what is drawn of it.

    Raises:
        FaceError: Too few of its frames can be measured.
    """
    trial = recalculation.measure(clip)
    drawn = curves(clip, recalculation.face_frame)
    return ClipReview(
        trial=trial,
        curves=drawn,
        marks=tuple(_marks(one, drawn[0]) for one in trial.repetitions) if drawn else (),
        gaps=find_gaps(clip),
    )


def find_gaps(clip: Clip) -> tuple[Gap, ...]:
    """The stretches of frames that are not measured, in order of time."""
    landmarks = clip.landmarks
    reasons = dict.fromkeys(LeftOut, np.zeros(0, dtype=np.bool_))
    turned, unsure = faults(EXERCISES[clip.exercise_id], landmarks)
    reasons[LeftOut.NO_FACE] = ~_in_frames(landmarks, np.ones(len(landmarks), dtype=np.bool_))
    reasons[LeftOut.TURNED] = _in_frames(landmarks, turned)
    reasons[LeftOut.UNSURE] = _in_frames(landmarks, unsure & ~turned)
    times_s = landmarks.frame_times_s
    middles_s = (times_s[1:] + times_s[:-1]) / 2
    edges_s = np.concatenate((times_s[:1], middles_s, times_s[-1:]))
    gaps = [
        Gap(float(edges_s[frames.start]), float(edges_s[frames.stop]), reason)
        for reason, concerned in reasons.items()
        for frames in events(concerned)
    ]
    return tuple(sorted(gaps, key=lambda gap: gap.start_s))


def _in_frames(landmarks: LandmarkSequence, rows: BoolArray) -> BoolArray:
    """Bool (T,): the decoded frames of the rows that are true."""
    frames = np.zeros(len(landmarks.frame_times_s), dtype=np.bool_)
    frames[landmarks.frame_index[rows]] = True
    return frames


def _marks(repetition: Repetition, primary: Curve) -> MovementMarks:
    held = (primary.times_s >= repetition.plateau_start_s) & (
        primary.times_s <= repetition.plateau_end_s
    )
    fuller = primary.right if primary.right[held].max() > primary.left[held].max() else primary.left
    return MovementMarks(repetition, float(primary.times_s[held][fuller[held].argmax()]))
