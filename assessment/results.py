"""What an analysis says: pure values, each with its unit, its side and its uncertainty.

A result that could not be had is an `Absent` with a reason, never a zero and never a NaN.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from assessment.records import AffectedSide
from core.landmarks import Side
from core.types import FloatArray


class Unit(StrEnum):
    """Units of measures and indices. `OCW` is the outer-canthal width of the rest template."""

    MM = "mm"
    MM2 = "mm2"
    OCW = "ocw"
    OCW2 = "ocw2"
    DEG = "deg"
    RATIO = "ratio"
    PCT = "pct"
    S = "s"
    MS = "ms"
    MM_PER_S = "mm_per_s"
    OCW_PER_S = "ocw_per_s"
    PER_MIN = "per_min"
    POINTS = "points"


class Phase(StrEnum):
    """When in an exercise a measure was taken."""

    REST = "rest"
    PEAK = "peak"
    EXCURSION = "excursion"


@dataclass(frozen=True, slots=True)
class Estimate:
    """A number with the uncertainty of this very examination.

    Attributes:
        value: The value, in the unit of its owner.
        se: Standard error of `value` by repetition within the examination, same unit, >= 0.
        count: Number of independent observations behind it (repetitions or effective frames), >= 1.
        lower: Lower end of the 95 % interval, which may allow for more than `se`.
        upper: Upper end of the 95 % interval.
    """

    value: float
    se: float
    count: int
    lower: float
    upper: float

    def __post_init__(self) -> None:
        numbers = (self.value, self.se, self.lower, self.upper)
        if not all(math.isfinite(number) for number in numbers):
            raise ValueError(f"an estimate must be finite, got {numbers}")
        if self.se < 0 or self.count < 1 or not self.lower <= self.upper:
            raise ValueError(f"not an estimate: {self}")


@dataclass(frozen=True, slots=True)
class Measure:
    """One length, area or angle of one side in one phase of one exercise.

    Attributes:
        measure_id: Key of `assessment.measures.CATALOGUE`, e.g. "MC".
        phase: Rest, peak (plateau) or excursion (peak against rest, intended movement positive).
        side: The patient's side, or the midline.
        unit: Unit of the estimate.
        estimate: Median over the repetitions with its uncertainty.
        repetitions: The value of each usable repetition, in order.
    """

    measure_id: str
    phase: Phase
    side: Side
    unit: Unit
    estimate: Estimate
    repetitions: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Index:
    """One number that compares the sides, derived from measures.

    Attributes:
        index_id: Key of `assessment.indices.CATALOGUE`, e.g. "excursion_ratio".
        subject: The measure or region it is about, e.g. "MC" or "eye".
        unit: Unit of the estimate.
        estimate: The value with its 95 % interval.
        side: The side it belongs to when it is about one side only, else the midline.
    """

    index_id: str
    subject: str
    unit: Unit
    estimate: Estimate
    side: Side = Side.MIDLINE


@dataclass(frozen=True, slots=True)
class Absent:
    """Something that was looked for and could not be had.

    Attributes:
        subject: What is missing, e.g. "MC excursion" or "exercise snarl".
        reason: One clause or sentence for the reader, e.g. "the healthy side moved less than its
            noise".
    """

    subject: str
    reason: str


@dataclass(frozen=True, slots=True)
class Quality:
    """How good the recording was.

    Attributes:
        frames: Decoded frames.
        no_face: Frames in which no face was found.
        outside_pose: Frames dropped because the head was turned too far.
        unsure: Frames dropped because the network was unsure of its points.
        used: Frames that were measured.
        duration_s: From the first to the last frame.
        frame_rate_hz: Median frame rate.
        yaw_deg: Lowest and highest yaw of the used frames.
        pitch_deg: The same for pitch.
        roll_deg: The same for roll.
        gaps_s: Start and end of every stretch without a usable frame longer than 0.25 s.
        flags: Remarks for the reader, whole sentences.
    """

    frames: int
    no_face: int
    outside_pose: int
    unsure: int
    used: int
    duration_s: float
    frame_rate_hz: float
    yaw_deg: tuple[float, float]
    pitch_deg: tuple[float, float]
    roll_deg: tuple[float, float]
    gaps_s: tuple[tuple[float, float], ...] = ()
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Repetition:
    """One movement within a clip; times in seconds on the clip's clock, in this order."""

    onset_s: float
    plateau_start_s: float
    plateau_end_s: float
    offset_s: float


@dataclass(frozen=True, slots=True, eq=False)
class Curve:
    """The course of one measure on both sides, for drawing.

    Attributes:
        measure_id: Key of the measure catalogue.
        unit: Unit of the values.
        times_s: float64 (N,), seconds on the clip's clock.
        right: float64 (N,), excursion of the patient's right side, intended movement positive.
        left: float64 (N,), the same of the left side.
    """

    measure_id: str
    unit: Unit
    times_s: FloatArray
    right: FloatArray
    left: FloatArray


@dataclass(frozen=True, slots=True)
class TrialResult:
    """Everything measured in the clip of one exercise.

    Attributes:
        exercise_id: Key of `assessment.protocol.EXERCISES`.
        quality: How usable the clip was.
        repetitions: The movements found, in order; empty for rest.
        measures: All measures that could be had.
        indices: All indices that could be had.
        absent: What could not be had, with reasons.
        rest_frame: Decoded-frame index of the picture that shows the rest best, or None.
        peak_frame: The same for the peak.
    """

    exercise_id: str
    quality: Quality
    repetitions: tuple[Repetition, ...]
    measures: tuple[Measure, ...]
    indices: tuple[Index, ...]
    absent: tuple[Absent, ...]
    rest_frame: int | None = None
    peak_frame: int | None = None


@dataclass(frozen=True, slots=True, eq=False)
class FaceFrame:
    """The patient's own axes in one session, found once on the rest clip and then frozen.

    Face axes: x to the patient's left, y up, z towards the front; origin on the mid-sagittal
    plane at the height of the template's weighted centre. One length unit is the outer-canthal
    width of the template.

    Attributes:
        template: float64 (68, 3): the rest face in face axes.
        plane_rms: RMS mirror residual of the stable points, in outer-canthal widths.
        plane_angle_deg: Angle between the stable-set plane and the plane of all 68 points.
        template_frames: Number of frames behind the template.
        mm_per_unit: Length of one unit in mm, or None when nobody measured it.
        mm_source: Where `mm_per_unit` comes from, words for the report.
        depth_scale: Factor kappa by which the detector's depth was divided (1: as it came).
    """

    template: FloatArray
    plane_rms: float
    plane_angle_deg: float
    template_frames: int
    mm_per_unit: float | None = None
    mm_source: str = "not calibrated"
    depth_scale: float = 1.0


@dataclass(frozen=True, slots=True)
class SessionResult:
    """The analysis of one visit by one version of the network and of the formulas.

    Attributes:
        face_frame: The axes in which everything was measured.
        trials: One per analysed exercise clip, in protocol order.
        indices: Indices over several exercises (synkinesis, global score, agreement of rests).
        absent: Missing exercises and indices, with reasons.
        model: Landmark producer, `id@version`.
        weights_sha256: Hash of its weights.
        algorithm: Version of the formulas, `assessment.analysis.ALGORITHM_VERSION`.
        affected: The side that was taken for the affected one in every index that has one.
        flags: Remarks for the reader, whole sentences.
        depth_calibrated: `face_frame.depth_scale` is the known kappa of the network.
        ratio_error_points: By measure, the network's own error that the intervals of the excursion
            ratios, and of the scores made of them, allow for, percentage points.
    """

    face_frame: FaceFrame
    trials: tuple[TrialResult, ...]
    indices: tuple[Index, ...]
    absent: tuple[Absent, ...]
    model: str
    weights_sha256: str
    algorithm: str
    affected: AffectedSide
    flags: tuple[str, ...] = ()
    depth_calibrated: bool = False
    ratio_error_points: Mapping[str, float] = field(default_factory=dict)
