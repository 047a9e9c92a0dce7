"""The just-in-time compiler of the renderer, an optional dependency.

Machine code is kept on disk and made again when the function's own file changes; after a change
of a constant that it takes from another file, remove the `__pycache__` folder.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar, cast

from core.errors import InputError

try:
    import numba
except ImportError as error:
    raise InputError(
        "Rendering synthetic faces needs numba: install the program with its 'train' extra."
    ) from error

_Function = TypeVar("_Function", bound=Callable[..., object])


def compiled(function: _Function) -> _Function:
    """`function` as machine code, compiled at its first call."""
    return cast(
        "_Function",
        numba.njit(cache=True, fastmath=True, nogil=True, error_model="numpy")(function),
    )


def inlined(function: _Function) -> _Function:
    """`function` copied into the compiled functions that call it.

    Calls hand every field of a named tuple over one by one, which costs more than the shading.
    """
    return cast(
        "_Function",
        numba.njit(inline="always", fastmath=True, nogil=True, error_model="numpy")(function),
    )
