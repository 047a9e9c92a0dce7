"""A warning when House-Brackmann and Sunnybrook of one visit do not go together."""

from __future__ import annotations

from typing import Final

from assessment.grades.forms import HOUSE_BRACKMANN, SUNNYBROOK
from assessment.grades.grade import Grade

MIDDLE_HALF: Final = {
    "I": (100.0, 100.0),
    "II": (71.0, 90.0),
    "III": (43.0, 62.0),
    "IV": (26.0, 43.0),
    "V": (13.0, 25.0),
    "VI": (5.0, 14.0),
}
"""Middle half of the Sunnybrook composites found with each grade, 5397 gradings [S19]."""

_ORDER: Final = tuple(MIDDLE_HALF)


def consistency_warning(house_brackmann: Grade, sunnybrook: Grade) -> str | None:
    """One sentence when the two do not match, else None; the one is never turned into the other.

    Half of all gradings lie outside the published ranges [S19], so only a composite beyond the
    ranges of the neighbouring grades is remarked on (default).

    Raises:
        ValueError: The grades are of other scales.
    """
    if (house_brackmann.scale, sunnybrook.scale) != (HOUSE_BRACKMANN.id, SUNNYBROOK.id):
        raise ValueError("a House-Brackmann and a Sunnybrook grade are compared, nothing else")
    grade = str(house_brackmann.values[HOUSE_BRACKMANN.items[0].id])
    composite = sunnybrook.totals.get("composite")
    if composite is None:
        return None
    place = _ORDER.index(grade)
    better = _ORDER[max(place - 1, 0)]
    worse = _ORDER[min(place + 1, len(_ORDER) - 1)]
    lowest = MIDDLE_HALF[worse][0] if worse != grade else -float("inf")
    highest = MIDDLE_HALF[better][1]
    if lowest <= composite <= highest:
        return None
    low, high = MIDDLE_HALF[grade]
    return (
        f"House-Brackmann {grade} and Sunnybrook {composite:g} do not match: half of the published "
        f"gradings with {grade} lie between {low:g} and {high:g}; check both forms."
    )
