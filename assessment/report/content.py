"""What a report is made from: plain values that the caller has gathered."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from assessment.grades.grade import Grade, GradeSource
from assessment.records import Patient, Treatment, Visit
from assessment.report.roles import without_roles
from assessment.results import Curve, SessionResult
from core.landmarks import Side
from core.types import POINT_COUNT, FloatArray, ImageArray

_SECONDS_PER_DAY: Final = 86400.0


class Paper(StrEnum):
    """Sheet the report is laid out for."""

    A4 = "a4"
    LETTER = "letter"


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """One video frame, whole or cropped, and the landmarks found in it.

    Attributes:
        image: uint8 (height, width, 3), RGB, not mirrored.
        points_px: float64 (68, 2), x right and y down, in pixels of `image`.
    """

    image: ImageArray
    points_px: FloatArray

    def __post_init__(self) -> None:
        if self.image.ndim != 3 or self.image.shape[2] != 3:
            raise ValueError(f"a picture is (height, width, 3), got {self.image.shape}")
        if self.points_px.shape != (POINT_COUNT, 2):
            raise ValueError(f"landmarks of a picture are (68, 2), got {self.points_px.shape}")


@dataclass(frozen=True, slots=True, eq=False)
class Still:
    """The pictures of one exercise; for the rest exercise only `rest` is used."""

    exercise_id: str
    rest: Picture | None = None
    peak: Picture | None = None


@dataclass(frozen=True, slots=True, eq=False)
class ExerciseCurve:
    """The course of the primary measure of one exercise."""

    exercise_id: str
    curve: Curve


@dataclass(frozen=True, slots=True)
class GradeLine:
    """One clinical scale or questionnaire as a person filled it in.

    Attributes:
        scale: Name for the reader, e.g. "Sunnybrook".
        total: Grade or composite with its range, e.g. "III" or "58 of 100".
        rater: Who graded.
        source: Entered by hand, or suggested by the software and confirmed by `rater`.
        patient_reported: The answers are the patient's own (FaCE, FDI, SAQ).
        items: Label and value of every item and subscore, in the order of the form.
    """

    scale: str
    total: str
    rater: str
    source: GradeSource = GradeSource.MANUAL
    patient_reported: bool = False
    items: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class HistoryVisit:
    """One visit of the patient as far as charts and comparisons need it.

    Attributes:
        taken_at: When, with a time zone.
        result: Its analysis, or None when nothing was analysed.
        break_reason: Why it cannot be compared with the last analysed visit before it, one clause,
            e.g. "the camera differs"; "" when it can.
        grades: Clinical scales as people filled them in.
    """

    taken_at: dt.datetime
    result: SessionResult | None
    break_reason: str = ""
    grades: tuple[Grade, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class ReportContent:
    """Everything one report says.

    Attributes:
        clinic: Name of the clinic for the head of each page; "" when pseudonymised.
        report_id: Identifies this document.
        generated_at: When the report was made, with a time zone.
        software: Name and version of the program.
        patient: Whom it is about.
        visit: The examination reported.
        history: All visits up to and including this one, oldest first; the last entry is `visit`.
            An analysis made with another affected side than the patient's loses the indices that
            compare the affected with the healthy side.
        stills: Pictures per exercise.
        curves: Curves per exercise of this visit.
        grades: Clinical scales of this visit.
        treatments: Treatments to date.
        mirrored: Exercises of this visit that were filmed as a mirror image.
        corrected_by: Who placed landmarks of this visit by hand.
        pseudonymised: Print the code only: no names of patient, staff, clinic or camera, birth
            date, faces, free text.
    """

    clinic: str
    report_id: str
    generated_at: dt.datetime
    software: str
    patient: Patient
    visit: Visit
    history: tuple[HistoryVisit, ...]
    stills: tuple[Still, ...] = ()
    curves: tuple[ExerciseCurve, ...] = ()
    grades: tuple[GradeLine, ...] = ()
    treatments: tuple[Treatment, ...] = ()
    mirrored: tuple[str, ...] = ()
    corrected_by: tuple[str, ...] = ()
    pseudonymised: bool = False

    def __post_init__(self) -> None:
        if not self.history:
            raise ValueError("the history of a report ends with the reported visit, got none")
        recorded = self.patient.affected_side
        checked = tuple(
            visit
            if visit.result is None or visit.result.affected is recorded
            else replace(visit, result=without_roles(visit.result))
            for visit in self.history
        )
        object.__setattr__(self, "history", checked)
        if self.pseudonymised:
            object.__setattr__(self, "clinic", "")

    @property
    def result(self) -> SessionResult | None:
        """The analysis of the reported visit."""
        return self.history[-1].result

    @property
    def side_differs(self) -> bool:
        """The reported visit was analysed with another affected side than the patient's."""
        return self.result is not None and self.result.affected is not self.patient.affected_side

    @property
    def affected(self) -> Side | None:
        """The side compared with the healthy one; None when there is no single or no sure one."""
        return None if self.side_differs else self.patient.affected_side.side

    def day_of(self, visit: HistoryVisit) -> float:
        """When `visit` was, in days since onset or, where that is unknown, the first visit."""
        onset = self.patient.onset_date
        if onset is not None:
            return float((visit.taken_at.date() - onset).days)
        return (visit.taken_at - self.history[0].taken_at).total_seconds() / _SECONDS_PER_DAY

    @property
    def previous(self) -> HistoryVisit | None:
        """The last visit before the reported one that was analysed."""
        earlier = (visit for visit in reversed(self.history[:-1]) if visit.result is not None)
        return next(earlier, None)
