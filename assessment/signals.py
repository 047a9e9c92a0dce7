"""Time series of frames: unbroken runs, smoothing and slopes on true timestamps."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

import numpy as np
from scipy.ndimage import median_filter
from scipy.signal import savgol_filter

from core.types import BoolArray, FloatArray

LONGEST_BREAK_S: Final = 0.25
"""Frames further apart are not joined (`results.Quality.gaps_s`)."""

SMOOTHING_ORDER: Final = 2
SMOOTHING_S: Final = 7.0 / 30.0
"""Savitzky-Golay of order 2 over 7 frames at 30 per second (clinical.md 3.8, default)."""

_SHORTEST_WINDOW: Final = 5
_UNEVEN: Final = 0.01


def runs(times_s: FloatArray) -> tuple[slice, ...]:
    """The stretches of frames without a break longer than `LONGEST_BREAK_S`."""
    if len(times_s) == 0:
        return ()
    breaks = np.flatnonzero(np.diff(times_s) > LONGEST_BREAK_S) + 1
    edges = [0, *breaks.tolist(), len(times_s)]
    return tuple(slice(start, end) for start, end in pairwise(edges))


def smooth(times_s: FloatArray, values: FloatArray) -> FloatArray:
    """Smoothed `values`, run by run; a run shorter than the window stays as it is.

    Args:
        times_s: float64 (N,), increasing, even or not.
        values: float64 (N,).
    """
    return _filtered(times_s, values, derivative=0)


def slope(times_s: FloatArray, values: FloatArray) -> FloatArray:
    """Rate of change of the smoothed `values`, per second; 0 in runs too short to tell."""
    return _filtered(times_s, values, derivative=1)


def _filtered(times_s: FloatArray, values: FloatArray, *, derivative: int) -> FloatArray:
    result = np.zeros_like(values) if derivative else values.copy()
    for run in runs(times_s):
        if run.stop - run.start >= _SHORTEST_WINDOW:
            result[run] = _filtered_run(times_s[run], values[run], derivative)
    return result


def _filtered_run(times_s: FloatArray, values: FloatArray, derivative: int) -> FloatArray:
    """Filter one run; frames at uneven times are read off and put back on an even grid."""
    steps = np.diff(times_s)
    step_s = float(np.median(steps))
    even = bool(np.ptp(steps) <= _UNEVEN * step_s)
    count = len(times_s) if even else max(round(float(times_s[-1] - times_s[0]) / step_s) + 1, 2)
    grid = np.linspace(times_s[0], times_s[-1], count)
    step_s = float(grid[1] - grid[0])
    gridded = values if even else np.interp(grid, times_s, values)
    window = min(_odd(SMOOTHING_S / step_s), 2 * ((count - 1) // 2) + 1)
    order = min(SMOOTHING_ORDER, window - 1)
    filtered: FloatArray = savgol_filter(gridded, window, order, deriv=derivative, delta=step_s)
    return filtered if even else np.interp(times_s, grid, filtered)


def _odd(length: float) -> int:
    """The odd number nearest to `length`, at least `_SHORTEST_WINDOW`."""
    return max(2 * round((length - 1.0) / 2.0) + 1, _SHORTEST_WINDOW)


def slow_level(times_s: FloatArray, values: FloatArray, span_s: float) -> FloatArray:
    """Running median over about `span_s`, run by run: what short events stand out from."""
    level = values.copy()
    for run in runs(times_s):
        steps = np.diff(times_s[run])
        if len(steps):
            level[run] = median_filter(values[run], _odd(span_s / float(np.median(steps))))
    return level


def events(active: BoolArray) -> tuple[slice, ...]:
    """The stretches of consecutive true values."""
    padded = np.concatenate(([False], active, [False])).astype(np.int8)
    edges = np.flatnonzero(np.diff(padded))
    return tuple(
        slice(int(start), int(end)) for start, end in zip(edges[::2], edges[1::2], strict=True)
    )
