"""The analysis of one clip: what was done, how far each side went, and how the sides compare."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from assessment import indices
from assessment.blinks import EYE_MEASURES, blink_frames, blink_samples, find_blinks, report_blinks
from assessment.comparisons import (
    CLOSURES,
    compare_excursions,
    compare_kim,
    compare_rest,
    eye_losses_pct,
    report_closure,
    report_measures,
)
from assessment.dynamics import compare_dynamics
from assessment.face_frame import FaceClip
from assessment.findings import NO_SINGLE_SIDE, Findings, SessionContext
from assessment.protocol import ExerciseKind, Movement
from assessment.results import Phase, TrialResult
from assessment.sampling import RestReference, SampleTable, repetition_samples
from assessment.segmentation import Span, find_spans, side_activations
from core.types import BoolArray, IntArray

NO_MOVEMENT: Final = "no movement larger than three times the scatter at rest was found"
NO_BLINK: Final = "no blink was found"
MOSTLY: Final = 0.5


@dataclass(frozen=True, slots=True, eq=False)
class Trial:
    """One analysed clip with what session-wide indices need of it.

    Attributes:
        result: What is stored.
        table: Samples of the repetitions in template units; empty when there are none.
        clip: The clip in face axes.
    """

    result: TrialResult
    table: SampleTable
    clip: FaceClip


def analyse_trial(clip: FaceClip, context: SessionContext) -> Trial:
    """Analyse one clip according to its kind."""
    kind = clip.exercise.kind
    if kind is ExerciseKind.REST:
        return _rest_trial(clip, context)
    if kind is ExerciseKind.BLINK:
        return _blink_trial(clip, context)
    if kind is ExerciseKind.TURN:
        return Trial(_result(clip, Findings(), ()), {}, clip)
    return _movement_trial(clip, context)


def left_out(clip: FaceClip) -> BoolArray:
    """Bool (N,): blinks, which do not belong to an exercise that leaves the eyes open.

    Nothing is left out when the eyes seem to blink most of the time: that is noise.
    """
    blinking = blink_frames(clip)
    if clip.exercise.moves_eyes or blinking.mean() > MOSTLY:
        return np.zeros_like(blinking)
    return blinking


def spans_of(clip: FaceClip, movement: Movement, reference: RestReference) -> tuple[Span, ...]:
    """The repetitions of a clip, told by one measure."""
    rest = reference.mean
    noise = float(side_activations(reference.points, movement, rest).max(axis=0).std())
    activations = side_activations(clip.points, movement, rest)
    return find_spans(clip.times_s, activations, noise=noise, left_out=left_out(clip))


def _movement_trial(clip: FaceClip, context: SessionContext) -> Trial:
    findings = Findings()
    primary = clip.exercise.movements[0]
    spans = spans_of(clip, primary, context.reference)
    if not spans:
        findings.missing(f"{primary.measure_id} excursion", NO_MOVEMENT)
        if clip.exercise.id in CLOSURES:
            _report_still_eyes(findings, clip, context)
        return Trial(_result(clip, findings, ()), {}, clip)
    table = repetition_samples(clip.points, spans, context.reference)
    report_measures(findings, clip, table, context)
    compare_excursions(findings, clip, table, context)
    blinking = left_out(clip)
    clear = [span.frames[~blinking[span.frames]] for span in spans]
    compare_kim(findings, clip, [frames for frames in clear if len(frames)], context)
    activations = side_activations(clip.points, primary, context.reference.mean)
    compare_dynamics(findings, clip, activations=activations, spans=spans, context=context)
    return Trial(_result(clip, findings, spans), table, clip)


def _report_still_eyes(findings: Findings, clip: FaceClip, context: SessionContext) -> None:
    """Eyes that should close and do not move: how open they stay over the whole clip (4.5c)."""
    everything = np.arange(len(clip.times_s))
    still = Span(everything, everything, everything[:0], onset_seen=False, offset_seen=False)
    table = repetition_samples(clip.points, (still,), context.reference, measure_ids=EYE_MEASURES)
    report_measures(findings, clip, table, context)
    report_closure(findings, "closure_completeness", eye_losses_pct(table))


def _blink_trial(clip: FaceClip, context: SessionContext) -> Trial:
    findings = Findings()
    spans = find_blinks(clip)
    if not spans:
        findings.missing("blink_completeness PFHs", NO_BLINK)
        return Trial(_result(clip, findings, ()), {}, clip)
    table = blink_samples(clip, spans, context.reference)
    report_measures(findings, clip, table, context)
    losses = eye_losses_pct(table)
    report_closure(findings, "blink_completeness", losses)
    sides = tuple(sample.scaled(-1.0) for sample in table["PFHs", Phase.EXCURSION])
    roles = context.roles(sides)
    if roles is None:
        findings.missing("blink_amplitude_ratio PFHs", NO_SINGLE_SIDE)
    else:
        findings.index("blink_amplitude_ratio", "PFHs", indices.excursion_ratio(*roles))
    report_blinks(findings, clip, spans=spans, completeness=losses, context=context)
    return Trial(_result(clip, findings, spans), table, clip)


def _rest_trial(clip: FaceClip, context: SessionContext) -> Trial:
    findings = Findings()
    quiet = clip.only(~left_out(clip))
    table = RestReference(quiet.points).samples()
    report_measures(findings, quiet, table, context)
    compare_rest(findings, quiet, table, context)
    return Trial(_result(clip, findings, ()), table, clip)


def _result(clip: FaceClip, findings: Findings, spans: tuple[Span, ...]) -> TrialResult:
    rest_frame, peak_frame = _stills(clip, spans)
    return TrialResult(
        exercise_id=clip.exercise.id,
        quality=replace(clip.quality, flags=(*clip.quality.flags, *_repetition_flags(clip, spans))),
        repetitions=tuple(span.repetition(clip.times_s) for span in spans),
        measures=tuple(findings.measures),
        indices=tuple(findings.indices),
        absent=tuple(findings.absent),
        rest_frame=rest_frame,
        peak_frame=peak_frame,
    )


def _repetition_flags(clip: FaceClip, spans: tuple[Span, ...]) -> tuple[str, ...]:
    flags = []
    asked = clip.exercise.repetitions
    if asked and spans and len(spans) != asked:
        noun = "movement was" if len(spans) == 1 else "movements were"
        flags.append(f"{len(spans)} {noun} found, {asked} are asked for.")
    bare = sum(len(span.neutral) == 0 for span in spans)
    if bare:
        flags.append(
            f"{bare} of {len(spans)} movements have no neutral face before them on record and "
            "are compared with the rest of the session."
        )
    return tuple(flags)


def _stills(clip: FaceClip, spans: tuple[Span, ...]) -> tuple[int | None, int | None]:
    """Decoded-frame numbers of the most typical neutral frame and of the fullest movement."""
    if clip.exercise.kind is ExerciseKind.REST:
        return _typical(clip, np.flatnonzero(~left_out(clip))), None
    if not spans:
        return None, None
    neutral = np.concatenate([span.neutral for span in spans])
    movement = clip.exercise.movements[0]
    heights = side_activations(clip.points, movement, clip.points[0]).max(axis=0)
    plateau = np.concatenate([span.plateau for span in spans])
    # The frame of median height among the held ones: the very highest is often a stray one.
    order = plateau[np.argsort(heights[plateau], kind="stable")]
    return _typical(clip, neutral), int(clip.frame_index[order[len(order) // 2]])


def _typical(clip: FaceClip, frames: IntArray) -> int | None:
    """Decoded-frame number of the frame nearest to the mean face of `frames`."""
    if not len(frames):
        return None
    faces = clip.points[frames]
    distance = ((faces - faces.mean(axis=0)) ** 2).sum(axis=(1, 2))
    return int(clip.frame_index[frames[np.argmin(distance)]])
