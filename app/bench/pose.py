"""`bench pose`: does a symmetric face that turns away still measure symmetric?

Perfectly symmetric people, at rest and smiling, are turned to fixed angles before a camera 1.0 to
1.2 m away. What exact points measure there is geometry; the rest is the network's.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np

from app.bench.data import BenchData
from app.bench.figures import Figures, plain_and_averaged, provenance
from app.bench.rendered import SIZE_PX, Series, random_sitter
from assessment.depth import DepthCheck, calibrate_depth
from assessment.gating import Rejection, screen
from assessment.measures import CATALOGUE
from assessment.protocol import EXERCISES, TURN_ID
from assessment.statistics import NotMeasurable
from core.progress import Progress, ignore_progress
from core.types import FloatArray, HeadPose, LandmarkSequence
from models.evaluation.predictions import Face, predict_faces
from models.runtime.landmarker import CropLandmarker
from models.synthetic.expressions import exercise
from models.synthetic.pack import Split, face_rng
from models.synthetic.render import Renderer

YAWS_DEG: Final = (0, 5, 10, 15, 20)
TILT_DEG: Final = 10
"""Pitch and roll that are tried one at a time."""
EXPRESSIONS: Final = ("rest", "smile_open")
PRIMARY_MEASURES: Final = ("BH", "PFH", "MC", "LC", "CA")
"""Behind the main figure: the measures to be used on turned heads (clinical.md 3.7)."""
OTHER_MEASURES: Final = ("SC", "OC", "PFW")
"""Named on their own: what depth decides (3.7), OC being what two-dimensional tools report."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One way to hold the head.

    Attributes:
        name: Of its figures, without sign.
        pose: The angles.
    """

    name: str
    pose: HeadPose


def _turns() -> tuple[Turn, ...]:
    yaws = [(yaw, sign * yaw) for yaw in YAWS_DEG for sign in ((1, -1) if yaw else (1,))]
    return (
        *(Turn(f"yaw{yaw}", HeadPose(float(signed), 0.0, 0.0)) for yaw, signed in yaws),
        *(Turn(f"pitch{TILT_DEG}", HeadPose(0.0, s * float(TILT_DEG), 0.0)) for s in (1, -1)),
        *(Turn(f"roll{TILT_DEG}", HeadPose(0.0, 0.0, s * float(TILT_DEG))) for s in (1, -1)),
    )


TURNS: Final = _turns()
CALIBRATION_YAW_DEG: Final = 15.0
"""Turns up to here take part in the depth check (clinical.md 3.7, acceptance test)."""
_FRAME_RATE_HZ: Final = 10.0


def pose(
    landmarker: CropLandmarker,
    data: BenchData,
    *,
    sitters: int,
    progress: Progress = ignore_progress,
) -> Figures:
    """Measure a landmarker on turned symmetric faces.

    Args:
        landmarker: What to measure.
        data: Where the morphable face lies.
        sitters: Number of people.
        progress: Told how far it is.

    Returns:
        `network_figures`, and `false_asymmetry_figures` of exact points (`exact_3d`, `exact_2d`).

    Raises:
        DataError: The morphable face is missing or malformed.
    """
    renderer = data.renderer()
    pictures = sitters * len(EXPRESSIONS) * len(TURNS)
    predictions = predict_faces(
        landmarker,
        _turned_faces(renderer, sitters),
        count=pictures,
        progress=progress,
        what="turned faces",
    )

    truth = predictions.truth
    return (
        plain_and_averaged(
            predictions, lambda points: network_figures(points, predictions.confidence, truth)
        )
        | false_asymmetry_figures(truth, "exact_3d")
        | false_asymmetry_figures(_flattened(truth), "exact_2d")
        | provenance(landmarker.model, n=pictures)
        | {"n_sitters": sitters}
    )


def network_figures(points: FloatArray, confidence: FloatArray, truth: FloatArray) -> Figures:
    """The depth scale of a network, and the asymmetry that it gives to symmetric faces.

    Args:
        points: (S * expressions * turns, 68, 3), in the order of `EXPRESSIONS` and `TURNS`.
        confidence: (S * expressions * turns, 68).
        truth: The exact points of the same pictures, shaped as `points`.

    Returns:
        `depth_figures`, and `false_asymmetry_figures` of the points as they come (`3d`) and without
        depth (`2d`).
    """
    return (
        depth_figures(_by_sitter(points), _by_sitter(confidence), _by_sitter(truth))
        | false_asymmetry_figures(points, "3d")
        | false_asymmetry_figures(_flattened(points), "2d")
    )


def false_asymmetry_figures(points: FloatArray, kind: str) -> Figures:
    """The asymmetry 100 |L - R| / mean that symmetric faces appear to have, by pose.

    Args:
        points: (S * expressions * turns, 68, 3), in the order of `EXPRESSIONS` and `TURNS`.
        kind: Part of the names, e.g. "3d".

    Returns:
        `false_asymmetry_<kind>_<turn>_pct`: the mean over `PRIMARY_MEASURES`, people, expressions
        and both directions; and `..._<turn>_<measure>_pct` for every measure.
    """
    figures: Figures = {}
    table = {
        measure_id: np.abs(_signed_asymmetry_pct(points, measure_id)).reshape(-1, len(TURNS))
        for measure_id in PRIMARY_MEASURES + OTHER_MEASURES
    }
    for name in dict.fromkeys(turn.name for turn in TURNS):
        columns = [i for i, turn in enumerate(TURNS) if turn.name == name]
        of_measure = {key: float(values[:, columns].mean()) for key, values in table.items()}
        main = float(np.mean([of_measure[key] for key in PRIMARY_MEASURES]))
        figures[f"false_asymmetry_{kind}_{name}_pct"] = main
        for measure_id, value in of_measure.items():
            figures[f"false_asymmetry_{kind}_{name}_{measure_id.lower()}_pct"] = value
    return figures


def _signed_asymmetry_pct(points: FloatArray, measure_id: str) -> FloatArray:
    # Invariant measures need no axes and no rest face: any frame serves (clinical.md 3.1).
    right, left = CATALOGUE[measure_id].compute(points, points[0])
    asymmetry: FloatArray = 100.0 * (left - right) / (0.5 * (left + right))
    return asymmetry


def _flattened(points: FloatArray) -> FloatArray:
    """The same points without depth; lengths in the plane do not change with its rotation."""
    flat: FloatArray = points * np.array([1.0, 1.0, 0.0])
    return flat


def depth_figures(points: FloatArray, confidence: FloatArray, truth: FloatArray) -> Figures:
    """The detector's depth scale from a turning head at rest (clinical.md 3.7).

    Perspective makes a turning head vary as too flat a depth does: before a camera 1.1 m away the
    check finds about 0.93 even in exact points. So each person's kappa is divided by that of the
    exact points of the same pictures.

    Args:
        points: (S, expressions, turns, 68, 3).
        confidence: (S, expressions, turns, 68).
        truth: As `points`, exact.

    Returns:
        `depth_scale_kappa` (median over people; 1 is right, less is too flat; people whom no
        kappa of `assessment.depth.DEPTH_SCALE_RANGE` fits are left out), its `_sd`,
        `turning_kappa` and `turning_kappa_exact` (the medians of what is divided), and
        `turn_variation_mc_pct` and `_oc_pct`: the variation of these lengths over turns up to 15
        degrees once the person's turning kappa is applied. Absent when no face could be followed.
    """
    sure = np.ones_like(confidence[0, 0])
    checks = [
        (measured, exact)
        for sitter in range(len(points))
        if (measured := _depth_check(points[sitter, 0], confidence[sitter, 0]))
        and (exact := _depth_check(truth[sitter, 0], sure))
    ]
    if not checks:
        return {}
    turning, exact_turning = (
        np.array([pair[which].kappa.value for pair in checks]) for which in (0, 1)
    )
    kappas = turning / exact_turning
    figures: Figures = {
        "depth_scale_kappa": float(np.median(kappas)),
        "depth_scale_kappa_sd": float(kappas.std()),
        "turning_kappa": float(np.median(turning)),
        "turning_kappa_exact": float(np.median(exact_turning)),
    }
    for key in checks[0][0].variation_pct:
        variation_pct = np.mean([measured.variation_pct[key].value for measured, _ in checks])
        figures[f"turn_variation_{key.lower()}_pct"] = float(variation_pct)
    return figures


def _depth_check(points: FloatArray, confidence: FloatArray) -> DepthCheck | None:
    """The check of one person, points (turns, 68, 3), as of a clip of the calibration turn.

    None when the network trusts too few of the faces, or no depth scale fits them.
    """
    poses = np.array([(t.pose.yaw_deg, t.pose.pitch_deg, t.pose.roll_deg) for t in TURNS])
    near = np.abs(poses[:, 0]) <= CALIBRATION_YAW_DEG
    count = int(near.sum())
    clip = screen(
        EXERCISES[TURN_ID],
        LandmarkSequence(
            frame_times_s=np.arange(count) / _FRAME_RATE_HZ,
            frame_index=np.arange(count),
            points_px=points[near],
            confidence=confidence[near],
            pose_deg=poses[near],
            frame_size_px=(SIZE_PX, SIZE_PX),
            model="bench",
        ),
    )
    if isinstance(clip, Rejection):
        return None
    check = calibrate_depth(clip)
    return None if isinstance(check, NotMeasurable) else check


def _turned_faces(renderer: Renderer, sitters: int) -> Iterator[Face]:
    for index in range(sitters):
        rng = face_rng(Split.BENCHMARK, Series.POSE, index)
        sitter = random_sitter(rng, renderer, side_difference=0.0)
        for task in EXPRESSIONS:
            for turn in TURNS:
                yield renderer.render(sitter.spec(renderer, exercise(task), turn.pose))


def _by_sitter(array: FloatArray) -> FloatArray:
    split: FloatArray = array.reshape(-1, len(EXPRESSIONS), len(TURNS), *array.shape[1:])
    return split
