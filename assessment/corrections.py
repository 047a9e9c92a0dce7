"""Landmarks that people placed by hand, laid over those that the detector found.

A correction says where a landmark is in one frame. Its displacement from the detector's place is
carried to neighbouring frames with a smooth fall-off, and where two corrected frames reach each
other it passes smoothly from the one to the other: it is constant between them when they agree.
Depth, head pose and the confidence of carried points stay the detector's: a picture does not show
depth.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

import numpy as np

from assessment.records import Annotation, PointCorrection
from core.types import FloatArray, IntArray, LandmarkSequence

BY_HAND: Final = 1.0
"""Confidence of a landmark in the frame in which a person placed it."""


@dataclass(frozen=True, slots=True)
class StandingCorrection:
    """A correction that no later one has replaced or withdrawn.

    Attributes:
        frame_index: Decoded frame in which the person placed the landmark.
        author: Who did.
        correction: Where, and how far the displacement is carried.
    """

    frame_index: int
    author: str
    correction: PointCorrection


def standing(annotations: Iterable[Annotation]) -> tuple[StandingCorrection, ...]:
    """The corrections that hold: of each landmark in each frame the latest, if not withdrawn.

    Args:
        annotations: Of one recording, in any order; of equally old ones the later given wins.

    Returns:
        By frame and landmark.
    """
    latest: dict[tuple[int, int], StandingCorrection] = {}
    for annotation in sorted(annotations, key=lambda made: made.created_at):
        if annotation.frame_index is None:
            continue
        for correction in annotation.corrections:
            latest[annotation.frame_index, correction.point] = StandingCorrection(
                annotation.frame_index, annotation.author, correction
            )
    return tuple(latest[key] for key in sorted(latest) if not latest[key].correction.withdrawn)


def authors(corrections: Iterable[StandingCorrection]) -> tuple[str, ...]:
    """Who placed landmarks, each name once, in alphabetical order."""
    return tuple(sorted({correction.author for correction in corrections}))


def found_in(
    corrections: Iterable[StandingCorrection], detected: LandmarkSequence
) -> tuple[StandingCorrection, ...]:
    """The corrections of frames in which the detector found the face; the others move nothing."""
    frames = set(detected.frame_index.tolist())
    return tuple(one for one in corrections if one.frame_index in frames)


def corrected(
    detected: LandmarkSequence, corrections: Iterable[StandingCorrection]
) -> LandmarkSequence:
    """The landmarks with the corrections laid over them; `detected` itself when there are none.

    Args:
        detected: The detector's own landmarks.
        corrections: What `standing` gives for the same recording.
    """
    by_point: dict[int, list[StandingCorrection]] = defaultdict(list)
    for correction in found_in(corrections, detected):
        by_point[correction.correction.point].append(correction)
    if not by_point:
        return detected
    points_px, confidence = detected.points_px.copy(), detected.confidence.copy()
    for point, keys in by_point.items():
        keys.sort(key=lambda key: key.frame_index)
        rows = np.searchsorted(detected.frame_index, [key.frame_index for key in keys])
        places = np.array([(key.correction.x_px, key.correction.y_px) for key in keys])
        moved = places - detected.points_px[rows, point, :2]
        points_px[:, point, :2] += _shares(keys, detected.frame_index).T @ moved
        points_px[rows, point, :2] = places
        confidence[rows, point] = BY_HAND
    return replace(detected, points_px=points_px, confidence=confidence)


def _shares(keys: list[StandingCorrection], frames: IntArray) -> FloatArray:
    """How much of each key frame's displacement arrives in each frame.

    A raised cosine falls to 0 one frame beyond the reach, or at the next key frame if that is
    nearer; two that meet add up to 1.

    Args:
        keys: Corrections of one landmark in order of their frames.
        frames: int64 (N,), decoded frames.

    Returns:
        float64 (len(keys), N), in [0, 1]; 1 in the key frame itself, 0 in the others.
    """
    spans = [[float(key.correction.reach_frames + 1)] * 2 for key in keys]
    for number, (first, second) in enumerate(pairwise(keys)):
        apart = float(second.frame_index - first.frame_index)
        spans[number][1] = min(spans[number][1], apart)
        spans[number + 1][0] = min(spans[number + 1][0], apart)
    away = frames - np.array([[key.frame_index] for key in keys])
    before, after = np.array(spans).T[..., None]
    distance = np.minimum(np.abs(away) / np.where(away < 0, before, after), 1.0)
    return np.asarray(0.5 * (1.0 + np.cos(np.pi * distance)), dtype=np.float64)


def remark(
    detected: LandmarkSequence,
    measured: LandmarkSequence,
    corrections: Iterable[StandingCorrection],
) -> str:
    """One sentence for the reader of a result; "" when nothing was moved by hand."""
    keys = found_in(corrections, detected)
    if not keys:
        return ""
    placed = sorted({key.frame_index for key in keys})
    followed = (measured.points_px != detected.points_px).any(axis=(1, 2))
    followed[np.searchsorted(detected.frame_index, placed)] = False
    return (
        f"{_count(len(keys), 'landmark was', 'landmarks were')} placed by hand in "
        f"{_count(len(placed), 'picture', 'pictures')}; "
        f"{_count(int(followed.sum()), 'picture follows', 'pictures follow')}."
    )


def _count(number: int, one: str, more: str) -> str:
    return f"{number} {one if number == 1 else more}"
