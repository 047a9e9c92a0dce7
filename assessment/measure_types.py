"""What the catalogue of measures is made of: the kinds of numbers and the entry itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from assessment.results import Unit
from core.landmarks import Side
from core.types import FloatArray

Computation = Callable[[FloatArray, FloatArray], tuple[FloatArray, ...]]
"""(points (N, 68, 3), rest (68, 3)), both in face axes, to one float64 (N,) per side."""

BOTH_SIDES: Final = (Side.RIGHT, Side.LEFT)
MIDLINE_ONLY: Final = (Side.MIDLINE,)


class MeasureClass(StrEnum):
    """What a measure needs besides the points of its frame (clinical.md 3.1)."""

    INVARIANT = "I"
    DISPLACEMENT = "D"
    FRAME = "F"


class Quantity(StrEnum):
    """Kind of number, which decides its unit."""

    LENGTH = "length"
    AREA = "area"
    ANGLE = "angle"
    RATIO = "ratio"

    def unit(self, *, calibrated: bool) -> Unit:
        """Unit of a reported value: millimetres only when somebody measured a length in them."""
        return _UNITS[self][calibrated]

    def factor(self, mm_per_unit: float | None) -> float:
        """By what a value in template units is multiplied to be in `unit`."""
        return 1.0 if mm_per_unit is None else mm_per_unit ** _LENGTH_POWERS[self]


_UNITS: Final = {
    Quantity.LENGTH: (Unit.OCW, Unit.MM),
    Quantity.AREA: (Unit.OCW2, Unit.MM2),
    Quantity.ANGLE: (Unit.DEG, Unit.DEG),
    Quantity.RATIO: (Unit.RATIO, Unit.RATIO),
}
_LENGTH_POWERS: Final = {
    Quantity.LENGTH: 1,
    Quantity.AREA: 2,
    Quantity.ANGLE: 0,
    Quantity.RATIO: 0,
}


@dataclass(frozen=True, slots=True)
class MeasureDef:
    """One entry of the catalogue.

    Attributes:
        id: Key, as in clinical.md section 3.
        name: For tables.
        measure_class: Invariant, displacement or frame.
        quantity: Kind of number.
        formula: The definition, for footnotes.
        source: Where the definition comes from.
        compute: The measure itself.
        sides: The patient's right and left, or the midline alone.
        note: What a reader must know.
        depth_sensitive: Wrong on a turned head while the depth is not calibrated (3.7).
        ratio: Dividing one side by the other means something.
        excursion: The change against rest means something.
        period_deg: Full turn of an angle that wraps round, or None.
    """

    id: str
    name: str
    measure_class: MeasureClass
    quantity: Quantity
    formula: str
    source: str
    compute: Computation
    sides: tuple[Side, ...] = BOTH_SIDES
    note: str = ""
    depth_sensitive: bool = False
    ratio: bool = True
    excursion: bool = True
    period_deg: float | None = None
