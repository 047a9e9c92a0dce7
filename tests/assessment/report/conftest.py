"""A made-up patient with a recovering left palsy: enough of every result to fill a report."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import cv2
import numpy as np
import pypdfium2 as pdfium
import pytest

from assessment.grades.grade import GradeSource
from assessment.protocol import EXERCISES, Exercise, ExerciseKind
from assessment.records import Aetiology, AffectedSide, Consent, Patient, Sex, Treatment, Visit
from assessment.report import lookup
from assessment.report.content import (
    ExerciseCurve,
    GradeLine,
    HistoryVisit,
    Paper,
    Picture,
    ReportContent,
    Still,
)
from assessment.report.document import render_report
from assessment.report.fonts import FontBook, load_fonts
from assessment.results import (
    Absent,
    Curve,
    Estimate,
    FaceFrame,
    Index,
    Measure,
    Phase,
    Quality,
    Repetition,
    SessionResult,
    TrialResult,
    Unit,
)
from core.landmarks import BROW, EYE, INNER_LIP_RING, OUTER_LIP_RING, Side

ONSET = dt.date(2026, 1, 12)
VISIT_DAYS = (9, 30, 61, 92, 183, 240, 300, 365, 420, 480, 540, 600)
# Share of the healthy excursion that the left side reaches, from the first visit on.
RECOVERY = (0.08, 0.22, 0.47, 0.61, 0.78, 0.80, 0.83, 0.84, 0.86, 0.85, 0.88, 0.90)
# Regions recover unevenly.
EFFORT = {"brow_raise": 2.2, "eye_gentle": 0.6, "eye_tight": 0.5, "snarl": 1.4, "pucker": 0.8}
HEALTHY_MM = {"BH": 8.3, "PFHs": 7.4, "MC": 10.1, "CA": 10.4, "SC": 7.4, "LD": 5.1, "DVa": 3.0}
REST_MM = {"BH": 27.0, "PFHs": 8.2, "MC": 68.8, "CA": 47.4, "SC": 37.0, "LD": 62.0, "DVa": 0.0}
ICT = json.loads((Path(__file__).parents[2] / "fixtures" / "ict_points68.json").read_text())


def estimate(value: float, se: float, count: int = 3) -> Estimate:
    return Estimate(value, se, count, value - 1.96 * se, value + 1.96 * se)


def quality(flags: tuple[str, ...] = (), gaps: tuple[tuple[float, float], ...] = ()) -> Quality:
    return Quality(
        frames=452,
        no_face=2,
        outside_pose=9,
        unsure=4,
        used=437,
        duration_s=15.0,
        frame_rate_hz=30.0,
        yaw_deg=(-4.2, 6.8),
        pitch_deg=(-7.1, 3.0),
        roll_deg=(-2.0, 2.4),
        gaps_s=gaps,
        flags=flags,
    )


def movement_trial(exercise: Exercise, whole_share: float) -> TrialResult:
    share = whole_share ** EFFORT.get(exercise.id, 1.0)
    measure_id = exercise.primary.measure_id
    healthy, rest = HEALTHY_MM[measure_id], REST_MM[measure_id]
    sign = exercise.primary.direction
    measures = []
    for side, excursion in ((Side.RIGHT, healthy), (Side.LEFT, healthy * share)):
        for phase, value in (
            (Phase.REST, rest),
            (Phase.PEAK, rest + sign * excursion),
            (Phase.EXCURSION, excursion),
        ):
            measures.append(Measure(measure_id, phase, side, Unit.MM, estimate(value, 0.25)))
    indices = [
        Index(lookup.RATIO, measure_id, Unit.PCT, estimate(100 * share, 4.0)),
        Index(
            lookup.ASYMMETRY, measure_id, Unit.PCT, estimate(100 * (1 - share) / (1 + share), 3.0)
        ),
        Index(lookup.LATENCY, measure_id, Unit.MS, estimate(67.0, 20.0)),
        Index(lookup.VELOCITY, measure_id, Unit.RATIO, estimate(share * 0.9, 0.05)),
    ]
    if exercise.moves_eyes:
        indices += [
            Index(lookup.CLOSURE, measure_id, Unit.PCT, estimate(value, 3.0), side)
            for side, value in ((Side.RIGHT, 94.0), (Side.LEFT, 94.0 * share))
        ]
    repetitions = tuple(Repetition(t, t + 0.7, t + 3.4, t + 4.1) for t in (2.0, 6.0, 10.0))
    return TrialResult(
        exercise.id, quality(), repetitions, tuple(measures), tuple(indices), (), 12, 130
    )


def rest_trial(exercise_id: str = "rest") -> TrialResult:
    paired = {
        "PFH": (8.4, 9.6, Unit.MM),
        "BH": (27.0, 24.9, Unit.MM),
        "MC": (68.8, 71.0, Unit.MM),
        "CCE": (84.0, 79.5, Unit.DEG),
    }
    measures, indices = [], []
    for name, (right, left, unit) in paired.items():
        measures += [
            Measure(name, Phase.REST, side, unit, estimate(value, 0.2))
            for side, value in ((Side.RIGHT, right), (Side.LEFT, left))
        ]
        value = 100 * (right - left) / (right + left)
        indices.append(Index(lookup.ASYMMETRY, name, Unit.PCT, estimate(value, 0.8)))
    measures += [
        Measure(name, Phase.REST, Side.MIDLINE, Unit.MM, estimate(value, 0.3))
        for name, value in (("CHD", -2.1), ("PHD", -1.3))
    ]
    return TrialResult(exercise_id, quality(), (), tuple(measures), tuple(indices), (), 40, None)


def blink_trial(exercise_id: str, share: float) -> TrialResult:
    indices = [Index(lookup.BLINK_RATE, "PFHs", Unit.PER_MIN, estimate(14.0, 2.0))]
    for side, closure, partial in ((Side.RIGHT, 97.0, 10.0), (Side.LEFT, 97.0 * share, 70.0)):
        indices += [
            Index(lookup.BLINK_CLOSURE, "PFHs", Unit.PCT, estimate(closure, 2.0), side),
            Index(lookup.BLINK_PARTIAL, "PFHs", Unit.PCT, estimate(partial, 8.0), side),
        ]
    return TrialResult(exercise_id, quality(), (), (), tuple(indices), ())


def session(share: float, *, without: tuple[str, ...] = ("lower_teeth",)) -> SessionResult:
    trials, absent, indices = [], [], []
    for exercise in EXERCISES.values():
        if exercise.id in without:
            absent.append(Absent(f"exercise {exercise.id}", "it was not recorded"))
        elif exercise.kind is ExerciseKind.REST:
            trials.append(rest_trial(exercise.id))
        elif exercise.kind is ExerciseKind.BLINK:
            trials.append(blink_trial(exercise.id, share))
        elif exercise.kind is ExerciseKind.MOVEMENT and not exercise.optional:
            trials.append(movement_trial(exercise, share))
            for region in exercise.synkinesis:
                subject = lookup.synkinesis_subject(region, exercise.id)
                affected, healthy = 8 + 30 * share, 6.0
                unit = Unit.PCT if region == "eye" else Unit.MM
                factor = 1.0 if region == "eye" else 0.1
                for side, value in ((Side.LEFT, affected), (Side.RIGHT, healthy)):
                    indices.append(
                        Index(lookup.ACTIVATION, subject, unit, estimate(value * factor, 1.0), side)
                    )
                indices.append(
                    Index(lookup.SYNKINESIS, subject, Unit.PCT, estimate(affected - healthy, 4.0))
                )
    indices.append(Index("hb_measurement_ratio", "face", Unit.POINTS, estimate(8 * share, 0.4)))
    template = np.array(ICT["neutral_mm"])
    return SessionResult(
        face_frame=FaceFrame(template / 89.18, 0.011, 0.8, 148, 89.2, "ruler, outer canthi"),
        trials=tuple(trials),
        indices=tuple(indices),
        absent=tuple(absent),
        model="pfnet@0.1",
        weights_sha256="3f" * 32,
        algorithm="1",
        affected=AffectedSide.LEFT,
    )


def face_picture(exercise_id: str, share: float, *, peak: bool) -> Picture:
    """A drawn face, 480 x 560 px, at a distance that differs a little from clip to clip."""
    points_mm = np.array(ICT["neutral_mm"])
    if peak and exercise_id in ICT["recipes"]:
        effort = np.where(points_mm[:, 0] < 0, 1.0, share)[:, None]
        points_mm = points_mm + np.array(ICT["recipes"][exercise_id]) * effort
    scale = 2.2 + 0.1 * (len(exercise_id) % 4)
    points = np.column_stack([240 + scale * points_mm[:, 0], 290 - scale * points_mm[:, 1]])
    image = np.full((560, 480, 3), (214, 221, 226), dtype=np.uint8)
    whole = points.astype(int)
    jaw = np.vstack([whole[:17], whole[16] - [0, 110], whole[0] - [0, 110]])
    cv2.ellipse(
        image, (240, 230), (int(75 * scale), int(105 * scale)), 0, 0, 360, (222, 190, 168), -1
    )
    cv2.fillPoly(image, [jaw], (222, 190, 168))
    for eye in EYE:
        cv2.fillPoly(image, [whole[list(eye)]], (250, 250, 250))
    for brow in BROW:
        cv2.polylines(image, [whole[list(brow)]], False, (90, 64, 48), 6, cv2.LINE_AA)
    cv2.fillPoly(image, [whole[list(OUTER_LIP_RING)]], (190, 110, 105))
    cv2.fillPoly(image, [whole[list(INNER_LIP_RING)]], (110, 50, 55))
    cv2.polylines(image, [whole[27:36]], False, (190, 150, 130), 3, cv2.LINE_AA)
    return Picture(image, points)


def curve(exercise: Exercise, share: float) -> ExerciseCurve:
    measure_id = exercise.primary.measure_id
    times_s = np.arange(0.0, 15.0, 1 / 30)
    shape = sum(
        1 / (1 + np.exp(-(times_s - t - 0.35) * 9)) - 1 / (1 + np.exp(-(times_s - t - 3.7) * 9))
        for t in (2.0, 6.0, 10.0)
    )
    noise = np.random.default_rng(7).normal(0.0, 0.12, (2, len(times_s)))
    healthy = HEALTHY_MM[measure_id]
    return ExerciseCurve(
        exercise.id,
        Curve(
            measure_id,
            Unit.MM,
            times_s,
            healthy * shape + noise[0],
            healthy * share * np.roll(shape, 3) + noise[1],
        ),
    )


def patient(**changes: object) -> Patient:
    values: dict[str, object] = {
        "id": UUID(int=1),
        "code": "FN-2026-0417",
        "affected_side": AffectedSide.LEFT,
        "name": "Margarethe Lindqvist",
        "birth_date": dt.date(1971, 8, 30),
        "sex": Sex.FEMALE,
        "onset_date": ONSET,
        "aetiology": Aetiology.BELL,
        "icd10_code": "G51.0",
        "diagnosis": "Acute peripheral facial palsy, left",
        "outer_canthal_mm": 89.2,
        "consent": Consent(given_on=dt.date(2026, 1, 21), version="2"),
        **changes,
    }
    return Patient(**values)


def treatments() -> tuple[Treatment, ...]:
    def one(number: int, kind: str, day: int, **more: object) -> Treatment:
        start = ONSET + dt.timedelta(days=day)
        return Treatment(UUID(int=100 + number), UUID(int=1), kind, start, **more)

    return (
        one(1, "prednisolone", 1, end=ONSET + dt.timedelta(days=11), dose="50 mg daily"),
        one(2, "valaciclovir", 2, end=ONSET + dt.timedelta(days=9), dose="1 g three times daily"),
        one(3, "neuromuscular retraining", 40, end=ONSET + dt.timedelta(days=170)),
        one(
            4,
            "botulinum toxin",
            130,
            dose="12 units",
            product="onabotulinumtoxinA",
            muscles="orbicularis oculi, mentalis",
            side=AffectedSide.LEFT,
        ),
    )


def grades() -> tuple[GradeLine, ...]:
    names = ("Brow raise", "Gentle eye closure", "Open-mouth smile", "Snarl", "Lip pucker")
    return (
        GradeLine(
            "House-Brackmann",
            "III",
            "Dr A. Fell",
            GradeSource.SUGGESTION_CONFIRMED,
            items=(("range suggested", "III-IV"),),
        ),
        GradeLine(
            "Sunnybrook",
            "58 of 100",
            "Dr A. Fell",
            items=(
                ("Eye at rest", "0"),
                ("Cheek at rest", "1"),
                ("Mouth at rest", "1"),
                *((name, "4") for name in names),
                *((f"{name} synkinesis", "1") for name in names),
                ("rest subscore", "10"),
                ("voluntary subscore", "76"),
                ("synkinesis subscore", "8"),
            ),
        ),
        GradeLine("FaCE scale", "61 of 100", "Margarethe Lindqvist", patient_reported=True),
    )


def build(visits: int = 5, *, break_at: int | None = None, **changes: object) -> ReportContent:
    """A whole report; `break_at` is the number of a visit made with another camera."""
    history = tuple(
        HistoryVisit(
            dt.datetime.combine(ONSET + dt.timedelta(days=day), dt.time(10, 25), tzinfo=dt.UTC),
            session(share),
            "another camera" if number == break_at else "",
        )
        for number, (day, share) in enumerate(zip(VISIT_DAYS, RECOVERY, strict=True))
    )[:visits]
    share = RECOVERY[visits - 1]
    moving = [
        e
        for e in EXERCISES.values()
        if e.kind is ExerciseKind.MOVEMENT and not e.optional and e.id != "lower_teeth"
    ]
    values: dict[str, object] = {
        "clinic": "Facial Nerve Clinic, St Example Hospital",
        "report_id": "R-2026-000731",
        "generated_at": dt.datetime(2026, 7, 15, 9, 30, tzinfo=dt.UTC),
        "software": "Hemiface 0.1.0",
        "patient": patient(),
        "visit": Visit(
            UUID(int=2),
            UUID(int=1),
            history[-1].taken_at,
            examiner="Dr A. Fell",
            site="Room 4",
            camera="Sony FDR-AX53",
            distance_m=1.2,
            side_confirmed_by="Dr A. Fell",
        ),
        "history": history,
        "stills": (
            Still("rest", face_picture("rest", share, peak=False)),
            *(
                Still(
                    e.id,
                    face_picture(e.id, share, peak=False),
                    face_picture(e.id, share, peak=True),
                )
                for e in moving
            ),
        ),
        "curves": tuple(curve(exercise, share) for exercise in moving),
        "grades": grades(),
        "treatments": treatments(),
        **changes,
    }
    return ReportContent(**values)


@pytest.fixture(scope="session")
def make_content() -> Callable[..., ReportContent]:
    return build


@pytest.fixture(scope="session")
def make_patient() -> Callable[..., Patient]:
    return patient


@pytest.fixture(scope="session")
def make_session() -> Callable[..., SessionResult]:
    return session


@pytest.fixture(scope="session")
def make_picture() -> Callable[..., Picture]:
    return face_picture


@pytest.fixture(scope="session")
def vera() -> FontBook:
    """The fonts inside reportlab: the same on every machine."""
    return load_fonts((("Vera.ttf", "VeraBd.ttf"),), ())


@pytest.fixture
def bare_content() -> ReportContent:
    """A patient and a visit, and nothing else at all."""
    when = dt.datetime(2026, 7, 14, 10, 25, tzinfo=dt.UTC)
    return ReportContent(
        clinic="",
        report_id="R-1",
        generated_at=when,
        software="Hemiface",
        patient=Patient(id=UUID(int=1), code="X1", affected_side=AffectedSide.LEFT),
        visit=Visit(UUID(int=2), UUID(int=1), when),
        history=(HistoryVisit(when, None),),
    )


@pytest.fixture(scope="session")
def text_of(vera) -> Callable[..., list[str]]:
    """The text of every page of the report made from some content, spaces normalised."""

    def pages(content: ReportContent, *, fonts: FontBook | None = None) -> list[str]:
        data = render_report(content, paper=Paper.A4, fonts=fonts or vera)
        with pdfium.PdfDocument(data) as pdf:
            return [" ".join(page.get_textpage().get_text_range().split()) for page in pdf]

    return pages
