"""Adaptive wing loss and its gradient in one compiled pass over the heatmaps, for the CPU.

Composed torch operations walk the 68 x 128 x 128 cells of a picture some twenty times and call
scalar logarithms and powers; here every cell is read once, and log2 and exp2 are polynomials of
float32 that the compiler turns into vector instructions.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Final, TypeVar, cast

import numpy as np
from numpy.typing import NDArray

from core.errors import InputError

try:
    import numba
except ImportError as error:
    raise InputError(
        "The adaptive wing loss needs numba: install the program with its 'train' extra."
    ) from error

ALPHA: Final = 2.1
OMEGA: Final = 14.0
EPSILON: Final = 1.0
THETA: Final = 0.5
"""The constants of Wang et al. 2019, section 4.2; pfnet.md 2 takes the same."""

_ALPHA, _OMEGA, _THETA = np.float32(ALPHA), np.float32(OMEGA), np.float32(THETA)
_PER_EPSILON = np.float32(1.0 / EPSILON)
_ZERO, _HALF, _ONE, _TWO = (np.float32(x) for x in (0.0, 0.5, 1.0, 2.0))
_ATANH = tuple(np.float32(1.0 / k) for k in (3, 5, 7, 9))
_EXP = tuple(np.float32(math.log(2.0) ** k / math.factorial(k)) for k in range(1, 7))
_TWO_PER_LN2 = np.float32(2.0 / math.log(2.0))
_SMALLEST_EXPONENT = np.float32(-126.0)
_MANTISSA_BITS = np.int32(23)
_EXPONENT_BIAS = np.int32(127)
_ROOT_HALF_BITS = np.int32(np.float32(math.sqrt(0.5)).view(np.int32))
_MANTISSA_MASK = np.int32((1 << 23) - 1)

_Function = TypeVar("_Function", bound=Callable[..., object])


def _compiled(function: _Function) -> _Function:
    """`function` as machine code, compiled at its first call and kept on disk.

    Fast arithmetic without "nnan": a net that has diverged must give a loss that is not a number.
    """
    flags = {"contract", "reassoc", "nsz", "arcp"}
    made = numba.njit(cache=True, nogil=True, fastmath=flags, error_model="numpy")(function)
    return cast("_Function", made)


@_compiled
def _atanh(x: np.float32) -> np.float32:
    """Inverse hyperbolic tangent for |x| < 0.2 by its Taylor series; relative error 1e-8."""
    y = x * x
    return x * (_ONE + y * (_ATANH[0] + y * (_ATANH[1] + y * (_ATANH[2] + y * _ATANH[3]))))


@_compiled
def _log2(x: np.float32) -> np.float32:
    """log2 of a normal number x > 0; finite for 0. x = 2^n m with m in [0.71, 1.41)."""
    steps = np.int32(np.float32(x).view(np.int32) - _ROOT_HALF_BITS)
    exponent = np.float32(steps >> _MANTISSA_BITS)
    mantissa = np.int32((steps & _MANTISSA_MASK) + _ROOT_HALF_BITS).view(np.float32)
    return exponent + _TWO_PER_LN2 * _atanh((mantissa - _ONE) / (mantissa + _ONE))


@_compiled
def _exp2(x: np.float32) -> np.float32:
    """2^x for x <= 127, not below the smallest normal number. x = n + f with |f| <= 1/2."""
    x = max(x, _SMALLEST_EXPONENT)
    whole = np.float32(math.floor(x + _HALF))
    f = x - whole
    fraction = _EXP[4] + f * _EXP[5]
    fraction = _EXP[1] + f * (_EXP[2] + f * (_EXP[3] + f * fraction))
    fraction = _ONE + f * (_EXP[0] + f * fraction)
    power = np.int32((np.int32(whole) + _EXPONENT_BIAS) << _MANTISSA_BITS).view(np.float32)
    return fraction * power


@_compiled
def _cell(found: np.float32, goal: np.float32) -> tuple[np.float32, np.float32]:
    """Loss and derivative of one cell.

    With u = min(|h - h^|, theta) both branches are f(u) + f'(u) (|h - h^| - u): the second one is
    the tangent of the first at theta, which is what A and C stand for.
    """
    error = found - goal
    size = abs(error)
    curved = _THETA if size > _THETA else size
    power = _ALPHA - goal
    ratio = curved * _PER_EPSILON
    slope_part = _exp2((power - _ONE) * _log2(ratio))
    risen = slope_part * ratio
    slope = _OMEGA * power * _PER_EPSILON * slope_part / (_ONE + risen)
    value = _OMEGA * _TWO * _atanh(risen / (_TWO + risen)) + slope * (size - curved)
    return value, slope * np.sign(error)


@_compiled
def awing_pass(
    cells: NDArray[np.float32], goal: NDArray[np.float32], factor: NDArray[np.float32]
) -> float:
    """Sum over maps of factor x the map's adaptive wing losses; `cells` becomes its derivative.

    Args:
        cells: (K, P) predicted heatmaps, one a row, C order; overwritten by the derivative of the
            result for them.
        goal: (K, P) true heatmaps, in [0, 1], C order.
        factor: (K,).
    """
    total = 0.0
    for row in range(cells.shape[0]):
        here = factor[row]
        inside = _ZERO
        for cell in range(cells.shape[1]):
            value, slope = _cell(cells[row, cell], goal[row, cell])
            inside += value
            cells[row, cell] = slope * here
        total += np.float64(here) * np.float64(inside)
    return total
