"""A visit with everything that was recorded and found: the values the store gives back."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from assessment import validation
from assessment.records import Recording, Visit
from assessment.results import SessionResult
from core.types import LandmarkSequence


@dataclass(frozen=True, slots=True)
class Analysis:
    """One analysis of a visit; a later one stands beside it and replaces nothing.

    Attributes:
        id: Key.
        visit_id: The visit analysed.
        created_at: When it was computed, with a time zone.
        app_version: Version of the program.
        recording_ids: The recording behind each of `result.trials`, in the same order.
        result: What was found, with model, weights and version of the formulas.
        corrected_by: Who placed landmarks by hand on which `result` rests, each name once; empty
            when all landmarks are the detector's own.
        requested_by: Who had the visit analysed anew from stored landmarks; "" for the analysis of
            its videos.
        reason: Why, for people.
    """

    id: UUID
    visit_id: UUID
    created_at: dt.datetime
    app_version: str
    recording_ids: tuple[UUID, ...]
    result: SessionResult
    corrected_by: tuple[str, ...] = ()
    requested_by: str = ""
    reason: str = ""

    def __post_init__(self) -> None:
        validation.check_moment("time of the analysis", self.created_at)
        validation.check_line("name of the person who asks for the analysis", self.requested_by)
        validation.check_paragraphs("reason for the analysis", self.reason)
        if len(self.recording_ids) != len(self.result.trials):
            raise ValueError(
                f"{len(self.result.trials)} trials come from {len(self.recording_ids)} recordings"
            )


@dataclass(frozen=True, slots=True, eq=False)
class NewAnalysis:
    """An analysis on its way into the store, with the landmarks of each of its trials.

    Attributes:
        analysis: The analysis.
        landmarks: What was measured, in the order of the trials.
        detected: The detector's own landmarks; the same object where nobody corrected it.
        follows: The visit's newest analysis when this one was begun; None for its first.
    """

    analysis: Analysis
    landmarks: tuple[LandmarkSequence, ...]
    detected: tuple[LandmarkSequence, ...]
    follows: UUID | None = None


@dataclass(frozen=True, slots=True)
class ListedVisit:
    """What a list tells of a visit, without results: read in a few milliseconds.

    Attributes:
        visit: When, by whom, how.
        recordings: The clips, in the order in which they were given.
        latest_id: Key of the newest analysis, or None when the visit was never analysed.
    """

    visit: Visit
    recordings: tuple[Recording, ...]
    latest_id: UUID | None


@dataclass(frozen=True, slots=True)
class Examination:
    """One visit of a patient.

    Attributes:
        visit: When, by whom, how.
        recordings: The clips, in the order in which they were given.
        analyses: Oldest first.
    """

    visit: Visit
    recordings: tuple[Recording, ...]
    analyses: tuple[Analysis, ...]

    @property
    def latest(self) -> Analysis | None:
        """The newest analysis, or None when the visit was never analysed."""
        return self.analyses[-1] if self.analyses else None
