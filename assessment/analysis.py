"""The analysis of a visit: landmark sequences in, everything that could be measured out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from assessment.depth import calibrate_depth
from assessment.face_frame import register
from assessment.findings import Findings, SessionContext
from assessment.gating import Rejection, UsableClip, screen
from assessment.measures import CATALOGUE
from assessment.network_error import scores_allowing_for_network, trial_allowing_for_network
from assessment.protocol import EXERCISES, TURN_ID, ExerciseKind
from assessment.records import AffectedSide
from assessment.rest import UsableClips, find_rest
from assessment.results import Curve, FaceFrame, SessionResult
from assessment.segmentation import side_activations
from assessment.session_indices import (
    Trials,
    report_depth,
    report_rest_drift,
    report_scores,
    report_synkinesis,
)
from assessment.signals import smooth
from assessment.trials import analyse_trial
from core.errors import FaceError, InputError
from core.types import LandmarkSequence

NOT_RECORDED: Final = "it was not recorded"

ALGORITHM_VERSION: Final = "1.1"
"""Changes whenever a formula or a default changes; stored with every result."""


@dataclass(frozen=True, slots=True, eq=False)
class Clip:
    """What was found in the recording of one exercise.

    Attributes:
        exercise_id: Key of `assessment.protocol.EXERCISES`.
        landmarks: The landmarks of its frames, sides already swapped back for mirrored video.
    """

    exercise_id: str
    landmarks: LandmarkSequence


def analyse_session(
    clips: Sequence[Clip],
    *,
    affected: AffectedSide,
    outer_canthal_mm: float | None,
    weights_sha256: str,
    depth_scale: float | None = None,
    ratio_error_points: Mapping[str, float] | None = None,
) -> SessionResult:
    """Measure one visit; whatever could not be had is listed with its reason.

    Args:
        clips: At most one per exercise, all from the same landmark network.
        affected: The patient's side with the palsy; with both or none affected only symmetric
            indices are given.
        outer_canthal_mm: Distance between the lateral canthi measured with a ruler, or None to
            report in outer-canthal widths.
        weights_sha256: Hash of the network's weights.
        depth_scale: Known kappa of the network (clinical.md 3.7); None when it was not calibrated,
            which withholds depth-sensitive measures of turned heads.
        ratio_error_points: By measure, the network's own error of an excursion ratio; the
            intervals of ratios and of the scores made of them allow for it, see `network_error`.

    Raises:
        InputError: An unknown exercise, one given twice, or clips of different networks.
        FaceError: Not a single clip can be measured.
    """
    _check(clips)
    errors = ratio_error_points or {}
    findings = Findings()
    usable = _usable(clips, findings)
    rest = find_rest(usable, outer_canthal_mm=outer_canthal_mm, depth_scale=depth_scale or 1.0)
    context = SessionContext(
        rest.reference, affected, outer_canthal_mm, depth_calibrated=depth_scale is not None
    )
    trials = _trials(usable, rest.face_frame, context)
    _report_session(findings, usable, trials, context)
    return SessionResult(
        face_frame=rest.face_frame,
        trials=tuple(trial_allowing_for_network(one.result, errors) for one in trials.values()),
        indices=scores_allowing_for_network(findings.indices, errors),
        absent=tuple(findings.absent),
        model=clips[0].landmarks.model,
        weights_sha256=weights_sha256,
        algorithm=ALGORITHM_VERSION,
        affected=affected,
        flags=rest.flags,
        depth_calibrated=context.depth_calibrated,
        ratio_error_points=errors,
    )


def _trials(usable: UsableClips, face_frame: FaceFrame, context: SessionContext) -> Trials:
    """The measured clips, in the order of the protocol."""
    return {
        key: analyse_trial(register(usable[key], face_frame), context)
        for key in EXERCISES
        if key in usable
    }


def _report_session(
    findings: Findings, usable: UsableClips, trials: Trials, context: SessionContext
) -> None:
    """The indices over several clips."""
    report_synkinesis(findings, trials, context)
    report_scores(findings, trials, context)
    report_rest_drift(findings, trials, context)
    if TURN_ID in usable:
        report_depth(findings, calibrate_depth(usable[TURN_ID]))


def _check(clips: Sequence[Clip]) -> None:
    if not clips:
        raise InputError("There is no clip to analyse; give at least one.")
    seen: set[str] = set()
    for clip in clips:
        if clip.exercise_id not in EXERCISES:
            known = ", ".join(EXERCISES)
            raise InputError(f"There is no exercise '{clip.exercise_id}'; choose from {known}.")
        if clip.exercise_id in seen:
            raise InputError(f"The exercise '{clip.exercise_id}' is given twice; keep one clip.")
        seen.add(clip.exercise_id)
    models = sorted({clip.landmarks.model for clip in clips})
    if len(models) > 1:
        raise InputError(
            f"The clips were read by different networks ({', '.join(models)}); read all of them "
            "with the same one."
        )


def _usable(clips: Sequence[Clip], findings: Findings) -> UsableClips:
    """The clips that can be measured; the others, and those not recorded, are noted as absent."""
    usable: UsableClips = {}
    reasons: dict[str, str] = {}
    for clip in clips:
        screened = screen(EXERCISES[clip.exercise_id], clip.landmarks)
        if isinstance(screened, UsableClip):
            usable[clip.exercise_id] = screened
        else:
            reasons[clip.exercise_id] = screened.reason
    if not usable:
        told = "; ".join(f"{key}: {reason}" for key, reason in reasons.items())
        raise FaceError(
            f"No clip shows a face that can be measured ({told}); film the face from the front."
        )
    for key, exercise in EXERCISES.items():
        if key in reasons:
            findings.missing(f"exercise {key}", reasons[key])
        elif key not in usable and not exercise.optional:
            findings.missing(f"exercise {key}", NOT_RECORDED)
    return usable


def curves(clip: Clip, face_frame: FaceFrame) -> tuple[Curve, ...]:
    """The course of every intended movement of a clip on both sides, for drawing.

    Excursions are taken against the session's rest template and smoothed. Times of dropped frames
    are missing; a drawing must not join points more than 0.25 s apart.

    Args:
        clip: The clip.
        face_frame: The session's axes.

    Returns:
        The primary measure first; nothing for rest, for the head turn and for an unusable clip.
    """
    exercise = EXERCISES[clip.exercise_id]
    screened = screen(exercise, clip.landmarks)
    if isinstance(screened, Rejection) or exercise.kind is ExerciseKind.REST:
        return ()
    laid = register(screened, face_frame)
    drawn = []
    for movement in exercise.movements:
        quantity = CATALOGUE[movement.measure_id].quantity
        factor = quantity.factor(face_frame.mm_per_unit)
        activations = side_activations(laid.points, movement, face_frame.template)
        right, left = (factor * smooth(laid.times_s, side) for side in activations)
        unit = quantity.unit(calibrated=face_frame.mm_per_unit is not None)
        drawn.append(Curve(movement.measure_id, unit, laid.times_s, right, left))
    return tuple(drawn)
