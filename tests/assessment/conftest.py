"""Faces of known shape that move in a known way, seen by a known camera."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.spatial.transform import Rotation

from assessment.analysis import Clip, analyse_session
from assessment.records import AffectedSide
from assessment.results import Estimate, Measure, Phase, SessionResult, TrialResult
from core.landmarks import MIRROR_INDEX, Side, side_of
from core.types import FloatArray, LandmarkSequence

FIXTURE = Path(__file__).parents[1] / "fixtures" / "ict_points68.json"
FRAME_SIZE_PX = (1280, 960)
MODEL = "test@1"
OCW_MM = 89.18

# The patient's right half of a plain symmetric face in mm: x to the left, y up, z to the front.
_RIGHT_HALF = {
    **dict(
        enumerate(
            [
                (-70, 30, -60),
                (-69, 12, -58),
                (-67, -6, -54),
                (-63, -24, -47),
                (-56, -41, -36),
                (-46, -56, -22),
                (-33, -68, -8),
                (-17, -75, 3),
            ]
        )
    ),
    17: (-52, 48, 4),
    18: (-45, 54, 12),
    19: (-36, 56, 17),
    20: (-26, 55, 20),
    21: (-15, 52, 22),
    31: (-16, -1, 21),
    32: (-8, -3, 25),
    36: (-45, 31, 4),
    37: (-37, 36, 10),
    38: (-27, 36, 11),
    39: (-18, 30, 8),
    40: (-27, 27, 10),
    41: (-37, 27, 9),
    48: (-25, -29, 15),
    49: (-17, -24, 21),
    50: (-7, -20, 25),
    58: (-8, -38, 23),
    59: (-17, -35, 20),
    60: (-22, -29, 16),
    61: (-9, -27, 22),
    67: (-9, -29, 21),
}
_MIDLINE = {
    8: (0, -78, 7),
    27: (0, 36, 22),
    28: (0, 25, 28),
    29: (0, 14, 34),
    30: (0, 4, 40),
    33: (0, -5, 27),
    51: (0, -22, 27),
    57: (0, -40, 24),
    62: (0, -27, 24),
    66: (0, -29, 23),
}


def plain_face() -> FloatArray:
    """float64 (68, 3): a symmetric face, mm, face axes."""
    points = np.zeros((68, 3))
    for index, place in {**_RIGHT_HALF, **_MIDLINE}.items():
        points[index] = place
    for index in _RIGHT_HALF:
        points[MIRROR_INDEX[index]] = points[index] * [-1, 1, 1]
    return points


@dataclass(frozen=True)
class Face:
    """A neutral face and the full displacement of each exercise, mm, face axes."""

    neutral: FloatArray
    recipes: dict[str, FloatArray]

    def moved(self, exercise: str, right: float = 1.0, left: float = 1.0) -> FloatArray:
        """The face at a share of the exercise on each side; the midline moves with the mean."""
        return self.neutral + side_weights(right, left)[:, None] * self.recipes[exercise]


def side_weights(right: float, left: float) -> FloatArray:
    by_side = {Side.RIGHT: right, Side.LEFT: left, Side.MIDLINE: (right + left) / 2}
    return np.array([by_side[side_of(point)] for point in range(68)])


@dataclass(frozen=True)
class Camera:
    """Where the head is and how well its points are seen."""

    yaw_deg: float = 0.0
    pitch_deg: float = 0.0
    roll_deg: float = 0.0
    px_per_mm: float = 4.0
    shift_px: tuple[float, float, float] = (640.0, 480.0, 0.0)
    noise_mm: float = 0.0
    depth_scale: float = 1.0

    def see(self, faces: FloatArray, rng: np.random.Generator | None = None) -> FloatArray:
        """Faces (N, 68, 3) in mm and face axes as camera-frame pixels."""
        turn = Rotation.from_euler(
            "XYZ", [self.pitch_deg, self.yaw_deg, self.roll_deg], degrees=True
        ).as_matrix()
        noisy = faces
        if self.noise_mm:
            assert rng is not None
            noisy = faces + rng.normal(0, self.noise_mm, faces.shape)
        seen = self.px_per_mm * (noisy * [1, -1, -1]) @ turn.T + np.array(self.shift_px)
        return seen * [1, 1, self.depth_scale]


def sequence(
    points_px: FloatArray,
    times_s: FloatArray,
    *,
    kept: NDArray[np.bool_] | None = None,
    pose_deg: tuple[float, float, float] | FloatArray = (0.0, 0.0, 0.0),
    confidence: float = 1.0,
    model: str = MODEL,
) -> LandmarkSequence:
    """A landmark sequence; frames not `kept` have no face."""
    index = np.flatnonzero(np.ones(len(times_s), dtype=bool) if kept is None else kept)
    poses = np.broadcast_to(np.array(pose_deg, dtype=float), (len(times_s), 3))
    return LandmarkSequence(
        frame_times_s=np.array(times_s, dtype=float),
        frame_index=index.astype(np.int64),
        points_px=np.array(points_px[index], dtype=float),
        confidence=np.full((len(index), 68), confidence),
        pose_deg=poses[index].copy(),
        frame_size_px=FRAME_SIZE_PX,
        model=model,
    )


def effort(times_s: FloatArray, starts_s: tuple[float, ...], hold_s: float = 3.0) -> FloatArray:
    """0 at rest, 1 held: smooth rises and falls of 0.4 s around each hold."""
    course = np.zeros_like(times_s)
    ramp_s = 0.4
    for start_s in starts_s:
        rise = np.clip((times_s - start_s) / ramp_s, 0, 1)
        fall = np.clip((times_s - start_s - ramp_s - hold_s) / ramp_s, 0, 1)
        course = np.maximum(course, (rise**2 * (3 - 2 * rise)) * (1 - fall**2 * (3 - 2 * fall)))
    return course


class Studio:
    """Records clips of a face."""

    def __init__(self, face: Face) -> None:
        self.face = face

    def rest(
        self,
        camera: Camera = Camera(),
        *,
        seconds: float = 5.0,
        rate_hz: float = 30.0,
        rng: np.random.Generator | None = None,
        exercise: str = "rest",
        bias: FloatArray | float = 0.0,
    ) -> Clip:
        times_s = np.arange(0, seconds, 1 / rate_hz)
        faces = np.repeat((self.face.neutral + bias)[None], len(times_s), axis=0)
        return Clip(exercise, sequence(camera.see(faces, rng), times_s, pose_deg=_pose(camera)))

    def clip(
        self,
        exercise: str,
        *,
        right: float = 1.0,
        left: float = 1.0,
        camera: Camera = Camera(),
        starts_s: tuple[float, ...] = (2.0, 8.0, 14.0),
        efforts: tuple[float, ...] | None = None,
        seconds: float = 20.0,
        rate_hz: float = 30.0,
        times_s: FloatArray | None = None,
        hold_s: float = 3.0,
        rng: np.random.Generator | None = None,
        lag_right_s: float = 0.0,
        kept: NDArray[np.bool_] | None = None,
        also: FloatArray | float = 0.0,
    ) -> Clip:
        """An exercise; `right` and `left` are the shares of the full movement, `also` is added to
        the recipe at full effort."""
        times = np.arange(0, seconds, 1 / rate_hz) if times_s is None else times_s
        strength = efforts or (1.0,) * len(starts_s)
        courses = [
            sum(
                share * effort(times - lag, (start,), hold_s)
                for share, start in zip(strength, starts_s, strict=True)
            )
            for lag in (lag_right_s, 0.0)
        ]
        on_right, on_left = side_weights(1, 0), side_weights(0, 1)
        amount = right * courses[0][:, None] * on_right + left * courses[1][:, None] * on_left
        moving = amount[..., None] * self.face.recipes[exercise]
        extra = courses[1][:, None, None] * np.broadcast_to(also, (68, 3))
        points_px = camera.see(self.face.neutral + moving + extra, rng)
        return Clip(exercise, sequence(points_px, times, kept=kept, pose_deg=_pose(camera)))

    def blinks(
        self,
        *,
        right: float = 1.0,
        left: float = 1.0,
        camera: Camera = Camera(),
        at_s: tuple[float, ...] = (2.0, 4.0, 6.0, 8.0),
        seconds: float = 10.0,
        rate_hz: float = 60.0,
        rng: np.random.Generator | None = None,
        left_later_s: float = 0.0,
        exercise: str = "blink_vol",
        also: FloatArray | float = 0.0,
    ) -> Clip:
        """Blinks of 0.3 s; `right` and `left` are the shares of a full closure."""
        times_s = np.arange(0, seconds, 1 / rate_hz)
        lids = np.zeros((len(times_s), 2))
        for moment_s in at_s:
            for side, later_s in enumerate((0.0, left_later_s)):
                lids[:, side] += np.exp(-0.5 * ((times_s - moment_s - later_s) / 0.06) ** 2)
        amount = right * lids[:, :1] * side_weights(1, 0) + left * lids[:, 1:] * side_weights(0, 1)
        moving = amount[..., None] * self.face.recipes["eye_gentle"]
        faces = self.face.neutral + moving + also * np.ones((68, 3))
        return Clip(exercise, sequence(camera.see(faces, rng), times_s, pose_deg=_pose(camera)))


class Reader:
    """Analyses sessions and finds single values in the results."""

    @staticmethod
    def analysed(
        *clips: Clip,
        affected: AffectedSide = AffectedSide.LEFT,
        mm: float | None = OCW_MM,
        depth_scale: float | None = None,
        ratio_error_points: Mapping[str, float] | None = None,
    ) -> SessionResult:
        return analyse_session(
            clips,
            affected=affected,
            outer_canthal_mm=mm,
            weights_sha256="abc",
            depth_scale=depth_scale,
            ratio_error_points=ratio_error_points,
        )

    @classmethod
    def trial(
        cls, *clips: Clip, affected: AffectedSide = AffectedSide.LEFT, mm: float | None = OCW_MM
    ) -> TrialResult:
        """The analysis of the last of the clips."""
        result = cls.analysed(*clips, affected=affected, mm=mm)
        return cls.trial_of(result, clips[-1].exercise_id)

    @staticmethod
    def trial_of(result: SessionResult, exercise: str) -> TrialResult:
        return next(trial for trial in result.trials if trial.exercise_id == exercise)

    @staticmethod
    def index_of(
        holder: SessionResult | TrialResult, index_id: str, subject: str, side: Side = Side.MIDLINE
    ) -> Estimate | None:
        found = [
            index.estimate
            for index in holder.indices
            if (index.index_id, index.subject, index.side) == (index_id, subject, side)
        ]
        return found[0] if found else None

    @staticmethod
    def measure_of(trial: TrialResult, measure_id: str, phase: Phase, side: Side) -> Measure:
        return next(
            measure
            for measure in trial.measures
            if (measure.measure_id, measure.phase, measure.side) == (measure_id, phase, side)
        )

    @staticmethod
    def reasons(holder: SessionResult | TrialResult) -> dict[str, str]:
        return {absent.subject: absent.reason for absent in holder.absent}


def _pose(camera: Camera) -> tuple[float, float, float]:
    return camera.yaw_deg, camera.pitch_deg, camera.roll_deg


@pytest.fixture(scope="session")
def ict() -> Face:
    """The generic ICT face and the recipes of clinical.md 3.8."""
    document = json.loads(FIXTURE.read_text(encoding="utf-8"))
    recipes = {key: np.array(value) for key, value in document["recipes"].items()}
    return Face(np.array(document["neutral_mm"]), recipes)


@pytest.fixture(scope="session")
def plain() -> FloatArray:
    return plain_face()


@pytest.fixture(scope="session")
def studio(ict: Face) -> Studio:
    return Studio(ict)


@pytest.fixture(scope="session")
def make_camera() -> type[Camera]:
    return Camera


@pytest.fixture(scope="session")
def make_sequence():
    return sequence


@pytest.fixture(scope="session")
def read() -> type[Reader]:
    return Reader
