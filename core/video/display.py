"""How a stored picture has to be turned or flipped before a person sees it."""

from __future__ import annotations

import struct
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from core.types import ImageArray

_MATRIX: Final = struct.Struct("=9i")
_STRAIGHT_RATIO: Final = 0.01
_CLOCKWISE_DEG: Final = {
    (False, False, False): 0,
    (True, True, False): 90,
    (False, True, True): 180,
    (True, False, True): 270,
}


@dataclass(frozen=True, slots=True)
class Orientation:
    """One of the eight ways to lay a picture down: first transpose, then flip.

    Attributes:
        transposed: Rows become columns.
        flip_x: Columns run backwards, after the transposition.
        flip_y: Rows run backwards, after the transposition.
    """

    transposed: bool = False
    flip_x: bool = False
    flip_y: bool = False

    @property
    def mirrors(self) -> bool:
        """The determinant is -1: the picture is shown as in a mirror."""
        return self.transposed ^ self.flip_x ^ self.flip_y

    @property
    def clockwise_deg(self) -> int:
        """The clockwise turn: 0, 90, 180 or 270; of a mirroring one, before its left-right flip."""
        turn = self.flipped() if self.mirrors else self
        return _CLOCKWISE_DEG[turn.transposed, turn.flip_x, turn.flip_y]

    def flipped(self) -> Orientation:
        """This orientation, then mirrored left to right."""
        return replace(self, flip_x=not self.flip_x)

    def size_px(self, width_px: int, height_px: int) -> tuple[int, int]:
        """Width and height of a `width_px` x `height_px` picture once it is laid down."""
        return (height_px, width_px) if self.transposed else (width_px, height_px)

    def lay(self, image: ImageArray) -> ImageArray:
        """The picture (height, width, 3) as it is to be seen, contiguous."""
        if self.transposed:
            image = image.transpose(1, 0, 2)
        if self.flip_x:
            image = image[:, ::-1]
        if self.flip_y:
            image = image[::-1]
        return np.ascontiguousarray(image)


def orientation_of(matrix: bytes | None) -> Orientation | None:
    """The orientation that a display matrix asks for.

    The matrix (a b u / c d v / x y w, native int32) maps stored (p, q), y down, to shown
    (a p + c q, b p + d q); libavutil/display.h. Reading only its angle loses mirroring, which front
    cameras write and which would exchange the patient's sides.

    Args:
        matrix: The frame's DISPLAYMATRIX side data, or None when it has none.

    Returns:
        The orientation, or None when the matrix is no multiple of a quarter turn. A matrix of
        zeros says nothing and counts as upright.
    """
    if matrix is None:
        return Orientation()
    a, b, _, c, d, *_ = _MATRIX.unpack(matrix[: _MATRIX.size])
    straight, crossed = min(abs(a), abs(d)), min(abs(b), abs(c))
    if max(abs(a), abs(b), abs(c), abs(d)) == 0:
        return Orientation()
    if max(abs(b), abs(c)) < _STRAIGHT_RATIO * straight:
        return Orientation(flip_x=a < 0, flip_y=d < 0)
    if max(abs(a), abs(d)) < _STRAIGHT_RATIO * crossed:
        return Orientation(transposed=True, flip_x=c < 0, flip_y=b < 0)
    return None
