"""Where in a clip the patient moves: repetitions, their plateaus and the neutral face before each.

The signal is the primary measure of the exercise on the side that moves more, so that a complete
palsy of one side still segments. Frames are never invented: a break in the recording ends a run,
and a movement on both sides of a short break is one movement with a hole in it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from assessment.measures import CATALOGUE
from assessment.protocol import NEUTRAL_BEFORE_S, Movement
from assessment.results import Repetition
from assessment.signals import events, runs, smooth
from core.types import BoolArray, FloatArray, IntArray

GATE_SDS: Final = 3.0
"""A movement counts when it exceeds this many standard deviations of rest (clinical.md 4.10)."""

PLATEAU_SHARE: Final = 0.9
"""Part of the repetition's maximum from which the plateau counts (clinical.md 3.8, default)."""

PLATEAU_FRAMES: Final = 10
ON_SHARE: Final = 0.4
NEUTRAL_SHARE: Final = 0.2
"""Hysteresis: a repetition rises above the first and lasts until it falls below the second
share of the clip's amplitude (default)."""

MERGE_DIP_S: Final = 0.4
MERGE_BREAK_S: Final = 1.0
SHORTEST_S: Final = 0.3
NEUTRAL_GUARD_S: Final = 0.2
FEWEST_AVERAGED: Final = 5
_LOW_PERCENTILE: Final = 10.0
_NEUTRAL_BELOW: Final = 0.5


@dataclass(frozen=True, slots=True, eq=False)
class Span:
    """One repetition in terms of the clip's frames.

    Attributes:
        frames: int64 (n,), all frames from onset to offset.
        plateau: int64 (m,), the held ones.
        neutral: int64 (k,), frames of the neutral face before the onset; empty when too few.
        onset_seen: The rise lies within the recording.
        offset_seen: The return lies within the recording.
    """

    frames: IntArray
    plateau: IntArray
    neutral: IntArray
    onset_seen: bool
    offset_seen: bool

    def repetition(self, times_s: FloatArray) -> Repetition:
        """The span in seconds."""
        return Repetition(
            onset_s=float(times_s[self.frames[0]]),
            plateau_start_s=float(times_s[self.plateau[0]]),
            plateau_end_s=float(times_s[self.plateau[-1]]),
            offset_s=float(times_s[self.frames[-1]]),
        )


def side_activations(points: FloatArray, movement: Movement, rest: FloatArray) -> FloatArray:
    """How far each side has moved as intended, against a rest face.

    Args:
        points: float64 (N, 68, 3), face axes.
        movement: Measure and its intended direction.
        rest: float64 (68, 3), face axes.

    Returns:
        float64 (2, N): the patient's right and left, in template units.
    """
    compute = CATALOGUE[movement.measure_id].compute
    sides = zip(compute(points, rest), compute(rest[None], rest), strict=True)
    return np.stack([movement.direction * (series - resting) for series, resting in sides])


@dataclass(frozen=True, slots=True)
class Levels:
    """The signal of a clip at its lowest and highest, beyond the reach of single frames."""

    low: float
    high: float

    def at(self, share: float) -> float:
        """The level at a share of the amplitude."""
        return self.low + share * (self.high - self.low)


def levels(signal: FloatArray) -> Levels:
    """Neutral and full activation of a clip.

    Neutral is a low percentile of the clip, which takes drift out; when even that is high, the
    clip shows the pose throughout and neutral is the session's rest, 0.
    """
    high = float(np.sort(signal)[-min(PLATEAU_FRAMES, len(signal))])
    low = float(np.percentile(signal, _LOW_PERCENTILE))
    return Levels(low if low < _NEUTRAL_BELOW * high else min(0.0, high), high)


def find_spans(
    times_s: FloatArray, activations: FloatArray, *, noise: float, left_out: BoolArray
) -> tuple[Span, ...]:
    """The repetitions of a clip, in order.

    Args:
        times_s: float64 (N,), increasing.
        activations: float64 (2, N) of `side_activations`.
        noise: Standard deviation of the larger side's activation at rest.
        left_out: bool (N,), frames (blinks) that belong neither to a plateau nor to neutral.

    Returns:
        Nothing when the amplitude stays below `GATE_SDS` times the noise.
    """
    signal = smooth(times_s, activations.max(axis=0))
    extent = levels(signal)
    if extent.high - extent.low < GATE_SDS * noise or extent.high <= extent.low:
        return ()
    candidates = _merged(_candidates(times_s, signal, extent), times_s)
    lasting = [
        span
        for span in candidates
        if times_s[span.frames[-1]] - times_s[span.frames[0]] >= SHORTEST_S
    ]
    spans = []
    for number, span in enumerate(lasting):
        not_before_s = times_s[lasting[number - 1].frames[-1]] if number else -np.inf
        neutral = _neutral(times_s, signal <= extent.at(NEUTRAL_SHARE), span, not_before_s)
        plateau = _plateau(signal, span.frames, extent.low)
        clear_plateau, clear_neutral = plateau[~left_out[plateau]], neutral[~left_out[neutral]]
        has_neutral = span.onset_seen and len(clear_neutral) >= FEWEST_AVERAGED
        spans.append(
            replace(
                span,
                plateau=clear_plateau if len(clear_plateau) >= FEWEST_AVERAGED else plateau,
                neutral=clear_neutral if has_neutral else neutral[:0],
            )
        )
    return tuple(spans)


def _candidates(times_s: FloatArray, signal: FloatArray, extent: Levels) -> list[Span]:
    none = np.zeros(0, dtype=np.int64)
    found = []
    for run in runs(times_s):
        for event in events(signal[run] > extent.at(NEUTRAL_SHARE)):
            frames = np.arange(run.start + event.start, run.start + event.stop)
            if signal[frames].max() > extent.at(ON_SHARE):
                seen = event.start > 0, run.start + event.stop < run.stop
                found.append(Span(frames, none, none, *seen))
    return found


def _merged(candidates: list[Span], times_s: FloatArray) -> list[Span]:
    """Join movements parted by a short dip, or by a short break of the recording."""
    merged: list[Span] = []
    for span in candidates:
        before = merged[-1] if merged else None
        if before is not None and _is_one_movement(before, span, times_s):
            frames = np.concatenate((before.frames, span.frames))
            merged[-1] = replace(before, frames=frames, offset_seen=span.offset_seen)
        else:
            merged.append(span)
    return merged


def _is_one_movement(before: Span, after: Span, times_s: FloatArray) -> bool:
    parted_s = float(times_s[after.frames[0]] - times_s[before.frames[-1]])
    at_break = not before.offset_seen and not after.onset_seen
    return parted_s < (MERGE_BREAK_S if at_break else MERGE_DIP_S)


def _plateau(signal: FloatArray, frames: IntArray, low: float) -> IntArray:
    """All frames from the first to the last at 90 % of the maximum, at least 10 if there are.

    Frames in between count even when noise carries them below, since choosing frames by their
    value would bias the mean upwards.
    """
    values = signal[frames]
    held = np.flatnonzero(values >= low + PLATEAU_SHARE * (values.max() - low))
    if len(held) < PLATEAU_FRAMES:
        held = np.argsort(values)[-PLATEAU_FRAMES:]
    plateau: IntArray = frames[held.min() : held.max() + 1]
    return plateau


def _neutral(times_s: FloatArray, is_low: BoolArray, span: Span, not_before_s: float) -> IntArray:
    """Frames of the 2 s before the onset in which the face has come to rest."""
    onset_s = times_s[span.frames[0]]
    start_s = max(onset_s - NEUTRAL_BEFORE_S, not_before_s + NEUTRAL_GUARD_S)
    inside = (times_s >= start_s) & (times_s <= onset_s - NEUTRAL_GUARD_S) & is_low
    return np.flatnonzero(inside)
