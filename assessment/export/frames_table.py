"""Every frame with a face: pose, how far each side moved, and the landmarks; one row a frame."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np

from assessment.analysis import Clip, curves
from assessment.examination import Analysis
from assessment.export.table import Cell, Row, Table
from assessment.measure_types import Quantity
from assessment.measures import CATALOGUE
from assessment.protocol import EXERCISES, ExerciseKind
from assessment.records import Patient
from assessment.results import FaceFrame
from core.landmarks import side_of
from core.types import POINT_COUNT, LandmarkSequence

MEASURE_IDS: Final = tuple(
    dict.fromkeys(
        movement.measure_id
        for exercise in EXERCISES.values()
        if exercise.kind is not ExerciseKind.REST
        for movement in exercise.movements
    )
)
"""The measures whose course has columns, in the order of the protocol."""

_KINDS: Final = {Quantity.LENGTH: "length", Quantity.AREA: "area", Quantity.ANGLE: "deg"}
_SIDES: Final = ("right", "left")
_WHERE: Final = (
    "patient_code",
    "analysis_id",
    "model",
    "clip",
    "exercise_id",
    "frame",
    "time_s",
    "yaw_deg",
    "pitch_deg",
    "roll_deg",
    "length_unit",
)
_COURSES: Final = tuple(
    f"{key}_{side}_excursion_{_KINDS[CATALOGUE[key].quantity]}"
    for key in MEASURE_IDS
    for side in _SIDES
)
_POINTS: Final = tuple(
    f"p{point:02d}_{side_of(point)}_{what}"
    for point in range(POINT_COUNT)
    for what in ("x_px", "y_px", "z_px", "confidence")
)
COLUMNS: Final = (*_WHERE, *_COURSES, *_POINTS)
"""Lengths are in `length_unit` (mm, or ocw: outer-canthal widths), areas in its square."""

_PX_DECIMALS: Final = 3
_DECIMALS: Final = 4
_COURSE_DECIMALS: Final = 5


def frames_table(
    patient: Patient, analysis: Analysis, landmarks: Sequence[LandmarkSequence]
) -> Table:
    """Every frame with a face.

    The excursions are those of the curves that the program draws: of the movements that the
    exercise asks for, against the rest template, the intended direction positive, smoothed. They
    are empty where a frame was not measured or the exercise does not ask for the movement.

    Args:
        patient: Whose face it is.
        analysis: The analysis; its id leads back to the results table.
        landmarks: The landmarks behind each of its trials, in their order.
    """
    return Table("frames", COLUMNS, _rows(patient, analysis, landmarks))


def _rows(
    patient: Patient, analysis: Analysis, landmarks: Sequence[LandmarkSequence]
) -> Iterator[Row]:
    face_frame = analysis.result.face_frame
    unit = Quantity.LENGTH.unit(calibrated=face_frame.mm_per_unit is not None).value
    clips = zip(analysis.result.trials, landmarks, strict=True)
    for number, (trial, sequence) in enumerate(clips, start=1):
        start: Row = (patient.code, str(analysis.id), sequence.model, number, trial.exercise_id)
        courses = _courses(Clip(trial.exercise_id, sequence), face_frame)
        poses = sequence.pose_deg.round(_DECIMALS).tolist()
        times = sequence.times_s.round(_DECIMALS).tolist()
        for row, frame in enumerate(sequence.frame_index.tolist()):
            points = sequence.points_px[row].round(_PX_DECIMALS).tolist()
            confidences = sequence.confidence[row].round(_DECIMALS).tolist()
            yield (
                *start,
                frame,
                times[row],
                *poses[row],
                unit,
                *courses[row],
                *(
                    value
                    for point, confidence in zip(points, confidences, strict=True)
                    for value in (*point, confidence)
                ),
            )


def _courses(clip: Clip, face_frame: FaceFrame) -> list[list[Cell]]:
    """The excursions of each frame of a clip, right and left of every measure of the table."""
    times_s = clip.landmarks.times_s
    rows: list[list[Cell]] = [[None] * len(_COURSES) for _ in times_s]
    for curve in curves(clip, face_frame):
        column = len(_SIDES) * MEASURE_IDS.index(curve.measure_id)
        sides = np.column_stack((curve.right, curve.left)).round(_COURSE_DECIMALS).tolist()
        for row, values in zip(np.searchsorted(times_s, curve.times_s), sides, strict=True):
            rows[row][column : column + len(_SIDES)] = values
    return rows
