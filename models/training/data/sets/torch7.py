"""The one kind of Torch7 file that face data sets use: a single tensor, read without Torch7.

Layout (torch7/File.lua, binary, little-endian): type code, object number, class version, class
name; for a tensor the number of dimensions, sizes, strides and the first element (from 1), then its
storage as another object with a length and the numbers. Only these classes are built and no code of
the file runs.
"""

from __future__ import annotations

import math
import struct
from pathlib import Path
from typing import BinaryIO, Final

import numpy as np

from core.errors import DataError
from core.types import FloatArray

_TORCH_OBJECT: Final = 4
_KINDS: Final[dict[str, np.dtype[np.floating]]] = {
    "Double": np.dtype("<f8"),
    "Float": np.dtype("<f4"),
}
_LONGEST_NAME: Final = 64
_MOST_NUMBERS: Final = 100_000


def read_t7(path: Path, shape: tuple[int, ...]) -> FloatArray:
    """The tensor in a `.t7` file, as written.

    Args:
        path: The file.
        shape: What it must have.

    Raises:
        DataError: The file is missing or holds anything else.
    """
    want = f"expected a Torch7 tensor of {' x '.join(map(str, shape))} numbers"
    try:
        with path.open("rb") as stream:
            tensor = _tensor(stream)
    except (OSError, ValueError, struct.error) as error:
        raise DataError(f"{path} cannot be read ({error}): {want}.") from error
    if tensor.shape != shape or not np.isfinite(tensor).all():
        raise DataError(f"{path} holds {tensor.shape}: {want}.")
    return tensor


def _tensor(stream: BinaryIO) -> FloatArray:
    kind = _class_name(stream, "Tensor")
    (dimensions,) = _take(stream, "<i")
    if not 0 < dimensions <= 2:
        raise ValueError(f"a tensor of {dimensions} dimensions")
    sizes = _take(stream, f"<{dimensions}q")
    if min(sizes) < 1 or math.prod(sizes) > _MOST_NUMBERS:
        raise ValueError(f"a tensor of {' x '.join(map(str, sizes))} numbers")
    strides = _take(stream, f"<{dimensions}q")
    (first,) = _take(stream, "<q")
    if _class_name(stream, "Storage") != kind:
        raise ValueError("a storage of another type than its tensor")
    (length,) = _take(stream, "<q")
    if not 0 < length <= _MOST_NUMBERS:
        raise ValueError(f"a storage of {length} numbers")
    data = np.frombuffer(stream.read(length * _KINDS[kind].itemsize), _KINDS[kind])
    places = first - 1 + sum(np.indices(sizes)[axis] * step for axis, step in enumerate(strides))
    if data.size != length or np.min(places) < 0 or np.max(places) >= length:
        raise ValueError("its end is missing")
    tensor: FloatArray = data[places].astype(np.float64)
    return tensor


def _class_name(stream: BinaryIO, family: str) -> str:
    """The number type of an object of class `torch.<type><family>`."""
    code, _number = _take(stream, "<ii")
    if code != _TORCH_OBJECT:
        raise ValueError("not a tensor")
    _version, name = _word(stream), _word(stream)
    kind = name.removeprefix("torch.").removesuffix(family)
    if name != f"torch.{kind}{family}" or kind not in _KINDS:
        raise ValueError(f"class {name}")
    return kind


def _word(stream: BinaryIO) -> str:
    (length,) = _take(stream, "<i")
    if not 0 <= length <= _LONGEST_NAME:
        raise ValueError("no class name")
    return stream.read(length).decode("ascii")


def _take(stream: BinaryIO, form: str) -> tuple[int, ...]:
    return struct.unpack(form, stream.read(struct.calcsize(form)))
