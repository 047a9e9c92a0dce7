"""From the landmarks of a visit's clips to an analysis of the visit, with what people corrected."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import uuid4

from app import __version__
from assessment.analysis import Clip, analyse_session
from assessment.corrections import (
    StandingCorrection,
    authors,
    corrected,
    found_in,
    remark,
    standing,
)
from assessment.examination import Analysis, NewAnalysis
from assessment.records import Annotation, Patient, Recording, Visit
from assessment.results import Absent, SessionResult, TrialResult
from core.types import LandmarkSequence


@dataclass(frozen=True, slots=True)
class Network:
    """What an analysis must know of the network that found the landmarks.

    Attributes:
        weights_sha256: Hash of its weights.
        depth_scale: Its kappa (clinical.md 3.7); None when nobody measured it.
        ratio_error_points: By measure, its error of an excursion ratio.
    """

    weights_sha256: str
    depth_scale: float | None
    ratio_error_points: Mapping[str, float]

    @classmethod
    def behind(cls, result: SessionResult) -> Network:
        """The network whose landmarks gave `result`."""
        return cls(
            weights_sha256=result.weights_sha256,
            depth_scale=result.face_frame.depth_scale if result.depth_calibrated else None,
            ratio_error_points=result.ratio_error_points,
        )


@dataclass(frozen=True, slots=True, eq=False)
class FilmedClip:
    """A recording with what was found in it and what people remarked on it.

    Attributes:
        recording: The recording.
        detected: The detector's own landmarks.
        annotations: Its annotations.
    """

    recording: Recording
    detected: LandmarkSequence
    annotations: tuple[Annotation, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class _Measured:
    """A clip with the landmarks that are measured."""

    clip: FilmedClip
    landmarks: LandmarkSequence
    corrections: tuple[StandingCorrection, ...]

    @classmethod
    def of(cls, clip: FilmedClip) -> _Measured:
        corrections = found_in(standing(clip.annotations), clip.detected)
        return cls(clip, corrected(clip.detected, corrections), corrections)

    def noted(self, trial: TrialResult) -> TrialResult:
        """The clip's result with a remark when people placed landmarks."""
        told = remark(self.clip.detected, self.landmarks, self.corrections)
        if not told:
            return trial
        quality = replace(trial.quality, flags=(*trial.quality.flags, told))
        return replace(trial, quality=quality)


def analyse_clips(
    patient: Patient,
    visit: Visit,
    clips: Sequence[FilmedClip],
    network: Network,
    *,
    unmeasured: Mapping[str, str] | None = None,
    requested_by: str = "",
    reason: str = "",
) -> NewAnalysis:
    """Analyse one visit.

    Trials come in the order of the protocol and only for clips that could be measured, so
    recordings and landmarks are put into that order too.

    Args:
        patient: Whose visit it is.
        visit: The visit.
        clips: At most one for each exercise.
        network: What found the landmarks.
        unmeasured: Why a recording of the visit is not among the clips, by exercise.
        requested_by: See `Analysis`.
        reason: See `Analysis`.

    Raises:
        InputError: The clips do not go together.
        FaceError: Not a single clip can be measured.
    """
    measured = [_Measured.of(clip) for clip in clips]
    result = _with_reasons(_result(patient, measured, network), unmeasured or {})
    of_exercise = {each.clip.recording.exercise_id: each for each in measured}
    used = [of_exercise[trial.exercise_id] for trial in result.trials]
    trials = tuple(each.noted(trial) for each, trial in zip(used, result.trials, strict=True))
    analysis = Analysis(
        id=uuid4(),
        visit_id=visit.id,
        created_at=dt.datetime.now(dt.UTC),
        app_version=__version__,
        recording_ids=tuple(each.clip.recording.id for each in used),
        result=replace(result, trials=trials),
        corrected_by=authors(one for each in used for one in each.corrections),
        requested_by=requested_by,
        reason=reason,
    )
    return NewAnalysis(
        analysis,
        landmarks=tuple(each.landmarks for each in used),
        detected=tuple(each.clip.detected for each in used),
    )


def _result(patient: Patient, measured: Sequence[_Measured], network: Network) -> SessionResult:
    return analyse_session(
        [Clip(each.clip.recording.exercise_id, each.landmarks) for each in measured],
        affected=patient.affected_side,
        outer_canthal_mm=patient.outer_canthal_mm,
        weights_sha256=network.weights_sha256,
        depth_scale=network.depth_scale,
        ratio_error_points=network.ratio_error_points,
    )


def _with_reasons(result: SessionResult, unmeasured: Mapping[str, str]) -> SessionResult:
    """`result`, in which a recording that has no landmarks is not told as never made."""
    told = tuple(Absent(f"exercise {key}", why) for key, why in unmeasured.items())
    subjects = {one.subject for one in told}
    others = tuple(one for one in result.absent if one.subject not in subjects)
    return replace(result, absent=(*told, *others))
