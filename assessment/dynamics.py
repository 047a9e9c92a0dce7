"""Timing of a movement: speed, delay and shape of the two sides' curves (clinical.md 4.11-4.14)."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

import numpy as np

from assessment import indices
from assessment.face_frame import FaceClip
from assessment.findings import NO_SINGLE_SIDE, Findings, SessionContext
from assessment.segmentation import GATE_SDS, Span
from assessment.signals import runs, slope, smooth
from assessment.statistics import Outcome, Sample, estimate, minus, ratio
from core.landmarks import Side
from core.types import FloatArray, IntArray

SLOWEST_RATE_HZ: Final = 25.0
"""Expressions filmed with fewer frames per second have no usable speed (default)."""

RISE_SHARES: Final = (0.1, 0.9)
RISE_SPAN: Final = RISE_SHARES[1] - RISE_SHARES[0]
_HALF: Final = 0.5
LEAST_SHARE: Final = 0.1
"""A side that moves less than this share of the other has no course of its own (default)."""

LEAD_IN_S: Final = 1.0
LONGEST_LAG_S: Final = 0.5
WARP_POINTS: Final = 100
WARP_BAND: Final = 0.2
"""Width of the warping band as a share of the curve (clinical.md 4.14)."""

_MS: Final = 1000.0
_FEWEST: Final = 8
_TIMED: Final = ("peak_velocity_ratio", "latency", "time_to_peak_ratio", "waveform_lag")
_SHAPED: Final = ("waveform_correlation", "waveform_dtw")


@dataclass(frozen=True, slots=True, eq=False)
class _Course:
    """One repetition as curves in which each side rises from 0 to its own plateau at 1.

    Attributes:
        times_s: float64 (n,), unbroken, from before the onset to the offset.
        risen: float64 (2, n): the patient's right and left.
        speed: float64 (2,), highest slope up to the plateau, units per second.
        speed_se: float64 (2,).
        noise: float64 (2,), standard deviation at rest over the plateau.
    """

    times_s: FloatArray
    risen: FloatArray
    speed: FloatArray
    speed_se: FloatArray
    noise: FloatArray


def compare_dynamics(
    findings: Findings,
    clip: FaceClip,
    *,
    activations: FloatArray,
    spans: tuple[Span, ...],
    context: SessionContext,
) -> None:
    """Indices 4.11 to 4.14 of the primary measure.

    Args:
        findings: Where the results go.
        clip: The clip.
        activations: float64 (2, N), intended direction positive.
        spans: The repetitions.
        context: What the session shares.
    """
    subject = clip.exercise.movements[0].measure_id
    scatter = np.array([side.sd for side in context.reference.values(subject)])
    found = (_course(clip.times_s, activations, span, scatter) for span in spans)
    courses = [course for course in found if course is not None]
    reason = _why_not(clip, courses)
    if reason:
        for index_id in (*_TIMED, *_SHAPED):
            findings.missing(f"{index_id} {subject}", reason)
        return
    _compare_shapes(findings, subject, courses)
    if context.affected.side is None:
        for index_id in _TIMED:
            findings.missing(f"{index_id} {subject}", NO_SINGLE_SIDE)
        return
    _compare_times(findings, subject, courses, affected=int(context.affected.side is Side.LEFT))


def _why_not(clip: FaceClip, courses: list[_Course]) -> str:
    if clip.quality.frame_rate_hz < SLOWEST_RATE_HZ:
        return f"it needs {SLOWEST_RATE_HZ:.0f} frames per second or more"
    if not courses:
        return "in no repetition both sides moved measurably with onset and offset on record"
    return ""


def _course(
    times_s: FloatArray, activations: FloatArray, span: Span, scatter: FloatArray
) -> _Course | None:
    """The curves of one repetition, or None when it is cut or a side hardly moves."""
    frames = _whole(times_s, span)
    if frames is None:
        return None
    neutral = activations[:, span.neutral].mean(axis=1)
    height = activations[:, span.plateau].mean(axis=1) - neutral
    least = np.maximum(GATE_SDS * scatter, LEAST_SHARE * height.max())
    if not (height > least).all():
        return None
    smoothed = np.stack([smooth(times_s[frames], side[frames]) for side in activations])
    rates = np.stack([slope(times_s[frames], side[frames]) for side in activations])
    rising = frames <= span.plateau[-1]
    held = np.isin(frames, span.plateau)
    return _Course(
        times_s=times_s[frames],
        risen=(smoothed - neutral[:, None]) / height[:, None],
        speed=rates[:, rising].max(axis=1),
        speed_se=rates[:, held].std(axis=1),
        noise=scatter / height,
    )


def _whole(times_s: FloatArray, span: Span) -> IntArray | None:
    """Frames from at most a second before the onset to the offset, if there is no break in them."""
    if not (span.onset_seen and span.offset_seen and len(span.neutral)):
        return None
    lead_in = np.searchsorted(times_s, times_s[span.frames[0]] - LEAD_IN_S)
    first = max(int(lead_in), int(span.neutral[0]))
    frames = np.arange(first, span.frames[-1] + 1)
    unbroken = len(frames) >= _FEWEST and len(runs(times_s[frames])) == 1
    return frames if unbroken else None


def _compare_times(
    findings: Findings, subject: str, courses: list[_Course], *, affected: int
) -> None:
    healthy = 1 - affected
    sides = (affected, healthy)
    speeds = [
        Sample(
            tuple(float(course.speed[side]) for course in courses),
            tuple(float(course.speed_se[side]) for course in courses),
        )
        for side in sides
    ]
    findings.index("peak_velocity_ratio", subject, _not_negative(ratio(*speeds)))
    (start, end), (healthy_start, healthy_end) = (_rise(courses, side) for side in sides)
    findings.index("latency", subject, estimate(minus(start, healthy_start).scaled(_MS)))
    rise_ratio = ratio(minus(end, start), minus(healthy_end, healthy_start))
    findings.index("time_to_peak_ratio", subject, _not_negative(rise_ratio))
    lags = Sample(
        tuple(_lag_s(course, affected) for course in courses),
        tuple(_frame_s(course) for course in courses),
    )
    findings.index("waveform_lag", subject, estimate(lags.scaled(_MS)))


def _not_negative(outcome: Outcome) -> Outcome:
    return indices.clamped(outcome, 0.0, math.inf)


def _frame_s(course: _Course) -> float:
    return float(np.median(np.diff(course.times_s)))


def _rise(courses: list[_Course], side: int) -> tuple[Sample, Sample]:
    """When a side passes 10 % and 90 % of its own plateau in each repetition, in seconds.

    The error of a moment is the noise over the slope, and such that the difference of two moments
    is no finer than one frame.
    """
    starts, ends = ([_moment(course, side, share) for course in courses] for share in RISE_SHARES)
    slowness = [(end - start) / RISE_SPAN for start, end in zip(starts, ends, strict=True)]
    doubts = tuple(
        math.hypot(_frame_s(course) / math.sqrt(2.0), float(course.noise[side]) * per_height_s)
        for course, per_height_s in zip(courses, slowness, strict=True)
    )
    return Sample(tuple(starts), doubts), Sample(tuple(ends), doubts)


def _moment(course: _Course, side: int, share: float) -> float:
    """When a side passes a share of its own plateau on the way up, by linear interpolation."""
    risen = course.risen[side]
    half = int(np.argmax(risen >= _HALF))
    if share <= _HALF:
        below = np.flatnonzero(risen[:half] < share)
        before = int(below[-1]) if len(below) else 0
    else:
        before = max(half + int(np.argmax(risen[half:] >= share)) - 1, 0)
    after = min(before + 1, len(risen) - 1)
    step = float(risen[after] - risen[before])
    along = (share - float(risen[before])) / step if step > 0 else 0.0
    times_s = course.times_s
    return float(times_s[before] + np.clip(along, 0.0, 1.0) * (times_s[after] - times_s[before]))


def _lag_s(course: _Course, affected: int) -> float:
    """Shift of the affected curve with the highest correlation, + when it comes later."""
    step_s = _frame_s(course)
    count = len(course.times_s)
    grid = np.linspace(course.times_s[0], course.times_s[-1], count)
    ours, theirs = (
        np.interp(grid, course.times_s, course.risen[side]) for side in (affected, 1 - affected)
    )
    farthest = min(int(LONGEST_LAG_S / step_s), count - _FEWEST)
    shifts = range(-farthest, farthest + 1)
    best = max(shifts, key=lambda shift: _overlap_correlation(ours, theirs, shift))
    return best * step_s


def _overlap_correlation(ours: FloatArray, theirs: FloatArray, shift: int) -> float:
    """Pearson's r of the frames that two curves share when the first is moved back by `shift`."""
    count = len(ours) - abs(shift)
    first = ours[max(shift, 0) :][:count]
    second = theirs[max(-shift, 0) :][:count]
    return float(np.corrcoef(first, second).min())


def _compare_shapes(findings: Findings, subject: str, courses: list[_Course]) -> None:
    correlations = [float(np.corrcoef(*course.risen).min()) for course in courses]
    errors = [
        float((1.0 - r**2) / np.sqrt(len(course.times_s) - 1))
        for r, course in zip(correlations, courses, strict=True)
    ]
    correlation = estimate(Sample(tuple(correlations), tuple(errors)))
    clamped = indices.clamped(correlation, -1.0, 1.0)
    findings.index("waveform_correlation", subject, clamped)
    distances = tuple(warping_distance(course.risen[0], course.risen[1]) for course in courses)
    noise = tuple(
        float(np.hypot(*course.noise) / np.sqrt(len(course.times_s))) for course in courses
    )
    distance = estimate(Sample(distances, noise))
    findings.index("waveform_dtw", subject, _not_negative(distance))


def warping_distance(first: FloatArray, second: FloatArray) -> float:
    """Mean absolute difference of two curves along their best alignment (4.14).

    Dynamic time warping (Sakoe and Chiba, IEEE ASSP 1978) of the curves read off at
    `WARP_POINTS` places, within a band of `WARP_BAND` of their length, over the path's length.

    Args:
        first: float64 (n,).
        second: float64 (m,).
    """
    curves = [
        np.interp(np.linspace(0, len(curve) - 1, WARP_POINTS), np.arange(len(curve)), curve)
        for curve in (first, second)
    ]
    cost = np.abs(curves[0][:, None] - curves[1][None, :])
    band = round(WARP_BAND * WARP_POINTS)
    total = np.full((WARP_POINTS + 1, WARP_POINTS + 1), np.inf)
    length = np.zeros((WARP_POINTS + 1, WARP_POINTS + 1))
    total[0, 0] = 0.0
    for i in range(1, WARP_POINTS + 1):
        for j in range(max(1, i - band), min(WARP_POINTS, i + band) + 1):
            before = min(
                ((i - 1, j - 1), (i - 1, j), (i, j - 1)), key=lambda cell: float(total[cell])
            )
            total[i, j] = total[before] + cost[i - 1, j - 1]
            length[i, j] = length[before] + 1
    return float(total[-1, -1] / length[-1, -1])
