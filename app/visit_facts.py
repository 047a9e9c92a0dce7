"""What is entered about a visit before its recordings are made or read."""

from __future__ import annotations

from dataclasses import dataclass

from assessment import validation
from assessment.records import DISTANCE_RANGE_M


@dataclass(frozen=True, slots=True)
class VisitFacts:
    """Fields of `assessment.records.Visit` that a person knows and no file says.

    Attributes:
        examiner: Who examines.
        site: Where.
        distance_m: Distance of the camera from the face, or None when it was not measured.

    Raises:
        InputError: A text is not one line, or the distance cannot be.
    """

    examiner: str = ""
    site: str = ""
    distance_m: float | None = None

    def __post_init__(self) -> None:
        validation.check_line("examiner", self.examiner)
        validation.check_line("site", self.site)
        lower, upper = DISTANCE_RANGE_M
        validation.check_range("distance", self.distance_m, lower=lower, upper=upper, unit="m")
