"""Where an analysis gathers what it found and what it could not find."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from assessment.index_catalogue import CATALOGUE
from assessment.records import AffectedSide
from assessment.results import Absent, Index, Measure, Unit
from assessment.sampling import RestReference
from assessment.statistics import NotMeasurable, Outcome, Sample
from core.landmarks import Side

SIDES: Final = (Side.RIGHT, Side.LEFT)
NO_SINGLE_SIDE: Final = "no single side is affected"


@dataclass(frozen=True, slots=True, eq=False)
class SessionContext:
    """What all clips of a session share.

    Attributes:
        reference: The session's rest.
        affected: The patient's side with the palsy.
        mm_per_unit: Length of one template unit, or None.
        depth_calibrated: The detector's depth scale is known and applied.
    """

    reference: RestReference
    affected: AffectedSide
    mm_per_unit: float | None
    depth_calibrated: bool

    @property
    def calibrated(self) -> bool:
        """Lengths are in millimetres."""
        return self.mm_per_unit is not None

    def roles(self, sides: tuple[Sample, ...]) -> tuple[Sample, Sample] | None:
        """(affected, healthy) of a (right, left) pair, or None without a single affected side."""
        if self.affected.side is None:
            return None
        right, left = sides
        return (right, left) if self.affected.side is Side.RIGHT else (left, right)


@dataclass(slots=True)
class Findings:
    """The growing result of one clip or of a session."""

    measures: list[Measure] = field(default_factory=list)
    indices: list[Index] = field(default_factory=list)
    absent: list[Absent] = field(default_factory=list)

    def index(
        self,
        index_id: str,
        subject: str,
        outcome: Outcome,
        *,
        unit: Unit | None = None,
        side: Side = Side.MIDLINE,
    ) -> None:
        """Keep an index, or the reason why there is none.

        Args:
            index_id: Key of the index catalogue.
            subject: Measure, region or pair it is about.
            outcome: The estimate or why it cannot be had.
            unit: Needed when the catalogue leaves the unit to the measure.
            side: The side it belongs to when it is about one side.
        """
        if isinstance(outcome, NotMeasurable):
            whose = "" if side is Side.MIDLINE else f" {side}"
            self.missing(f"{index_id} {subject}{whose}", outcome.reason)
            return
        chosen = CATALOGUE[index_id].unit or unit
        if chosen is None:
            raise ValueError(f"the unit of {index_id} must be given")
        self.indices.append(Index(index_id, subject, chosen, outcome, side))

    def missing(self, subject: str, reason: str) -> None:
        """Note something that could not be had."""
        self.absent.append(Absent(subject, reason))
