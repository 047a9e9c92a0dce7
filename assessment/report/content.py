"""What a report is made from: plain values that the caller has gathered."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from assessment.grades.grade import GradeSource
from assessment.records import Patient, Treatment, Visit
from assessment.results import Curve, SessionResult
from core.types import POINT_COUNT, FloatArray, ImageArray


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
    """

    taken_at: dt.datetime
    result: SessionResult | None
    break_reason: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class ReportContent:
    """Everything one report says.

    Attributes:
        clinic: Name of the clinic for the head of each page.
        report_id: Identifies this document.
        generated_at: When the report was made, with a time zone.
        software: Name and version of the program.
        patient: Whom it is about.
        visit: The examination reported.
        history: All visits up to and including this one, oldest first; the last entry is `visit`.
        stills: Pictures per exercise.
        curves: Curves per exercise of this visit.
        grades: Clinical scales of this visit.
        treatments: Treatments to date.
        anonymised: Print the code only: no name, birth date, faces, history, summary or notes.
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
    anonymised: bool = False

    def __post_init__(self) -> None:
        if not self.history:
            raise ValueError("the history of a report ends with the reported visit, got none")

    @property
    def result(self) -> SessionResult | None:
        """The analysis of the reported visit."""
        return self.history[-1].result

    @property
    def previous(self) -> HistoryVisit | None:
        """The last visit before the reported one that was analysed."""
        earlier = (visit for visit in reversed(self.history[:-1]) if visit.result is not None)
        return next(earlier, None)
