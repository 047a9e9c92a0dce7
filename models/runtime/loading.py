"""Loads torch while other threads, such as that of a window, go on working.

Python lets no other thread run while the system's linker loads an extension, and torch's main
library keeps the linker busy for half a second. A call of the linker through ctypes does let them
run, and `import torch` finds the library loaded. Nor does any thread run while Python looks for
garbage: among the objects of torch's modules that takes a quarter of a second each time.
"""

from __future__ import annotations

import ctypes
import gc
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Final

_LIBRARIES: Final = {"linux": "libtorch_cpu.so", "darwin": "libtorch_cpu.dylib"}
"""On Windows torch itself calls the linker through ctypes."""


@contextmanager
def beside_other_threads() -> Iterator[None]:
    """Wrap the first import of torch and of what stands on it, in a thread of its own.

    What exists at the end is never searched for garbage again, so wrap nothing that comes and goes.
    """
    _link()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def _link() -> None:
    """Have the linker load torch's main library; where that fails `import torch` says why."""
    name, torch = _LIBRARIES.get(sys.platform), find_spec("torch")
    if name is None or torch is None or torch.origin is None:
        return
    dlopen = ctypes.CDLL(None).dlopen
    dlopen.argtypes, dlopen.restype = (ctypes.c_char_p, ctypes.c_int), ctypes.c_void_p
    dlopen(os.fsencode(Path(torch.origin).parent / "lib" / name), os.RTLD_NOW | os.RTLD_LOCAL)
