"""Blinks: short closures of the eyes, measured (4.15) or left out of everything else."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import numpy as np

from assessment import indices
from assessment.face_frame import FaceClip
from assessment.findings import NO_SINGLE_SIDE, Findings, SessionContext
from assessment.measures import CATALOGUE
from assessment.sampling import RestReference, SampleTable, repetition_samples
from assessment.segmentation import PLATEAU_SHARE, Span
from assessment.signals import events, runs, slow_level
from assessment.statistics import NotMeasurable, Sample, estimate, ratio
from core.landmarks import Side
from core.types import BoolArray, FloatArray, IntArray

OPENING: Final = "PFHs"
EYE_MEASURES: Final = (OPENING, "PFH", "EAR", "PFA", "ULH", "LLH")
DEEP_SHARE: Final = 0.5
"""A blink closes the better eye by at least this share of its opening (default)."""

HARDLY_OPEN_SHARE: Final = 0.25
"""An eye less open than this share of the wider one is too shut to blink (default)."""

EDGE_SHARE: Final = 0.15
LONGEST_BLINK_S: Final = 0.6
OPEN_EYE_S: Final = 2.0
BEFORE_BLINK_S: Final = 0.5
_FEWEST_FRAMES: Final = 2

SPEED_RATE_HZ: Final = 100.0
"""Closing speed and asynchrony need about 120 frames per second (clinical.md 4.15)."""

TOO_SLOW: Final = "30 or 60 frames per second cannot show it; about 120 are needed"
_MS: Final = 1000.0
_TIMED: Final = ("blink_velocity_ratio", "blink_asynchrony")


def _openings(clip: FaceClip) -> tuple[FloatArray, ...]:
    return CATALOGUE[OPENING].compute(clip.points, clip.points[0])


def closures(clip: FaceClip) -> FloatArray:
    """Float64 (2, N): how far below its usual opening each eye is, as a share of it.

    An eye that is hardly open has no closure: its opening is mostly noise.
    """
    openings = np.stack(_openings(clip))
    usual = np.stack([slow_level(clip.times_s, opening, OPEN_EYE_S) for opening in openings])
    width = np.median(usual, axis=1, keepdims=True)
    is_open = width > HARDLY_OPEN_SHARE * max(float(width.max()), 0.0)
    shares: FloatArray = np.where(is_open, usual - openings, 0.0) / np.where(is_open, width, 1.0)
    return shares


def find_blinks(clip: FaceClip) -> tuple[Span, ...]:
    """The blinks of a clip, told by the eye that closes more."""
    depth = closures(clip).max(axis=0)
    spans = []
    for run in runs(clip.times_s):
        for event in events(depth[run] > EDGE_SHARE):
            frames = np.arange(run.start + event.start, run.start + event.stop)
            lasted_s = float(clip.times_s[frames[-1]] - clip.times_s[frames[0]])
            deepest = float(depth[frames].max())
            if len(frames) < _FEWEST_FRAMES or lasted_s > LONGEST_BLINK_S or deepest < DEEP_SHARE:
                continue
            before = np.arange(run.start, frames[0])
            recent = before[clip.times_s[before] >= clip.times_s[frames[0]] - BEFORE_BLINK_S]
            spans.append(
                Span(
                    frames=frames,
                    plateau=frames[depth[frames] >= PLATEAU_SHARE * deepest],
                    neutral=recent[depth[recent] <= EDGE_SHARE],
                    onset_seen=event.start > 0,
                    offset_seen=run.start + event.stop < run.stop,
                )
            )
    return tuple(spans)


def blink_frames(clip: FaceClip) -> BoolArray:
    """Bool (N,): frames that belong to a blink, with one frame more on either side."""
    closed = np.zeros(len(clip.times_s), dtype=np.bool_)
    for span in find_blinks(clip):
        closed[max(span.frames[0] - 1, 0) : span.frames[-1] + 2] = True
    return closed


def blink_samples(clip: FaceClip, spans: tuple[Span, ...], reference: RestReference) -> SampleTable:
    """The samples of the blinks, those of each eye at that eye's own lowest moment (4.15)."""
    table = repetition_samples(clip.points, spans, reference)
    right, left = (
        repetition_samples(
            clip.points,
            tuple(replace(span, plateau=_lowest(depth, span)) for span in spans),
            reference,
            measure_ids=EYE_MEASURES,
        )
        for depth in closures(clip)
    )
    return table | {key: (right[key][0], left[key][1]) for key in right}


def _lowest(depth: FloatArray, span: Span) -> IntArray:
    """The frames in which one eye is as closed as it gets; those of the other if it stays open."""
    own = depth[span.frames]
    deepest = float(own.max())
    return span.plateau if deepest <= EDGE_SHARE else span.frames[own >= PLATEAU_SHARE * deepest]


def report_blinks(
    findings: Findings,
    clip: FaceClip,
    *,
    spans: tuple[Span, ...],
    completeness: tuple[Sample | NotMeasurable, ...],
    context: SessionContext,
) -> None:
    """Rate, share of partial blinks and, when filmed fast enough, timing (4.15).

    Args:
        findings: Where the results go.
        clip: The clip.
        spans: The blinks, at least one.
        completeness: Closure of the right and left eye in percent, blink by blink, or why not.
        context: What the session shares.
    """
    usable_s = sum(
        float(clip.times_s[run.stop - 1] - clip.times_s[run.start]) for run in runs(clip.times_s)
    )
    findings.index("blink_rate", OPENING, indices.blink_rate(len(spans), usable_s))
    for side, sample in zip((Side.RIGHT, Side.LEFT), completeness, strict=True):
        partial = sample if isinstance(sample, NotMeasurable) else indices.partial_blinks(sample)
        findings.index("blink_partial", OPENING, partial, side=side)
    reason = ""
    if context.affected.side is None:
        reason = NO_SINGLE_SIDE
    elif clip.quality.frame_rate_hz < SPEED_RATE_HZ:
        reason = TOO_SLOW
    if reason:
        for index_id in _TIMED:
            findings.missing(f"{index_id} {OPENING}", reason)
        return
    _report_timing(findings, clip, spans, affected=int(context.affected.side is Side.LEFT))


def _report_timing(
    findings: Findings, clip: FaceClip, spans: tuple[Span, ...], *, affected: int
) -> None:
    """Closing speed and asynchrony, unsmoothed: a blink is too short for the usual window."""
    depth = closures(clip)
    quiet = depth.max(axis=0) <= EDGE_SHARE
    speeds, deepest_s = [], []
    for side in (affected, 1 - affected):
        closing = -np.gradient(_openings(clip)[side], clip.times_s)
        fastest = tuple(float(closing[span.frames].max()) for span in spans)
        speeds.append(Sample(fastest, (float(closing[quiet].std()),) * len(spans)))
        lowest = [span.frames[np.argmax(depth[side][span.frames])] for span in spans]
        deepest_s.append([float(clip.times_s[frame]) for frame in lowest])
    findings.index("blink_velocity_ratio", OPENING, ratio(*speeds))
    frame_ms = _MS * float(np.median(np.diff(clip.times_s)))
    later_ms = tuple(_MS * (a - h) for a, h in zip(*deepest_s, strict=True))
    asynchrony = Sample(later_ms, (frame_ms,) * len(spans))
    findings.index("blink_asynchrony", OPENING, estimate(asynchrony))
