"""The landmarks of every frame in long form: one row a point."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assessment.examination import Analysis
from assessment.export.table import Row, Table
from assessment.records import Patient
from core.landmarks import side_of
from core.types import POINT_COUNT, LandmarkSequence

COLUMNS = (
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
    "landmark",
    "side",
    "x_px",
    "y_px",
    "z_px",
    "confidence",
)
_PX_DECIMALS = 3
_DECIMALS = 4
_SIDES = tuple(side_of(point).value for point in range(POINT_COUNT))


def frames_table(
    patient: Patient, analysis: Analysis, landmarks: Sequence[LandmarkSequence]
) -> Table:
    """Every landmark of every frame with a face.

    Args:
        patient: Whose face it is.
        analysis: The analysis; its id leads back to the results table.
        landmarks: The landmarks behind each of its trials, in their order.
    """
    return Table("landmarks", COLUMNS, _rows(patient, analysis, landmarks))


def _rows(
    patient: Patient, analysis: Analysis, landmarks: Sequence[LandmarkSequence]
) -> Iterator[Row]:
    clips = zip(analysis.result.trials, landmarks, strict=True)
    for clip, (trial, sequence) in enumerate(clips, start=1):
        start: Row = (patient.code, str(analysis.id), sequence.model, clip, trial.exercise_id)
        poses = sequence.pose_deg.round(_DECIMALS).tolist()
        times = sequence.times_s.round(_DECIMALS).tolist()
        for row, frame in enumerate(sequence.frame_index.tolist()):
            points = sequence.points_px[row].round(_PX_DECIMALS).tolist()
            confidences = sequence.confidence[row].round(_DECIMALS).tolist()
            for point in range(POINT_COUNT):
                yield (
                    *start,
                    frame,
                    times[row],
                    *poses[row],
                    point,
                    _SIDES[point],
                    *points[point],
                    confidences[point],
                )
