"""Finding the face at rest: the rest clip, or the quiet stretches of the others."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from assessment.face_frame import (
    TEMPLATE_FRAMES,
    RestFrames,
    build_face_frame,
    register,
)
from assessment.gating import UsableClip
from assessment.protocol import REST_END_ID, REST_ID, ExerciseKind
from assessment.results import FaceFrame
from assessment.sampling import RestReference
from assessment.segmentation import NEUTRAL_SHARE, levels, side_activations
from assessment.signals import smooth
from assessment.trials import left_out
from core.types import BoolArray

UsableClips = dict[str, UsableClip]


@dataclass(frozen=True, slots=True, eq=False)
class RestFace:
    """The session's axes and its resting face.

    Attributes:
        face_frame: The axes.
        reference: The rest frames in them, without blinks.
        flags: What the reader must know about where the rest comes from.
    """

    face_frame: FaceFrame
    reference: RestReference
    flags: tuple[str, ...]


def find_rest(
    clips: UsableClips, *, outer_canthal_mm: float | None, depth_scale: float
) -> RestFace:
    """The resting face of a session.

    Without a usable rest clip the quiet stretches of the other clips stand in: frames at the low
    end of the exercise's own primary measure, whose direction is known, so that a clip that starts
    in the pose does not pass for rest.

    Args:
        clips: Usable clips by exercise, at least one.
        outer_canthal_mm: Distance between the lateral canthi measured on the patient.
        depth_scale: The detector's kappa.
    """
    flags = []
    source = next((clips[key] for key in (REST_ID, REST_END_ID) if key in clips), None)
    if source is not None:
        chosen = {source.exercise.id: np.ones(len(source), dtype=np.bool_)}
    else:
        chosen = _quiet_stretches(clips, depth_scale)
        flags.append(
            "There is no usable rest clip; the resting face was taken from the quiet stretches of "
            "the exercises."
        )
    frames = _frames(clips, chosen)
    if len(frames.points_px) < TEMPLATE_FRAMES:
        flags.append(
            f"The resting face rests on {len(frames.points_px)} frames; "
            f"{TEMPLATE_FRAMES} or more are recommended."
        )
    face_frame = build_face_frame(
        frames, outer_canthal_mm=outer_canthal_mm, depth_scale=depth_scale
    )
    return RestFace(face_frame, _reference(clips, chosen, face_frame), tuple(flags))


def _quiet_stretches(clips: UsableClips, depth_scale: float) -> dict[str, BoolArray]:
    """Which frames of which clips show the face at rest; a turning head only for want of others."""
    still = {
        key: clip for key, clip in clips.items() if clip.exercise.kind is not ExerciseKind.TURN
    }
    sources = still or clips
    everything = {key: np.ones(len(clip), dtype=np.bool_) for key, clip in sources.items()}
    pooled = build_face_frame(_frames(sources, everything), depth_scale=depth_scale)
    return {key: _is_quiet(clip, pooled) for key, clip in sources.items()}


def _frames(clips: UsableClips, chosen: dict[str, BoolArray]) -> RestFrames:
    return RestFrames(
        points_px=np.concatenate([clips[key].points_px[kept] for key, kept in chosen.items()]),
        confidence=np.concatenate([clips[key].confidence[kept] for key, kept in chosen.items()]),
        yaw_deg=np.concatenate([clips[key].yaw_deg[kept] for key, kept in chosen.items()]),
    )


def _is_quiet(clip: UsableClip, pooled: FaceFrame) -> BoolArray:
    """Bool (N,): the frames of a clip in which the face does not do the exercise."""
    everything: BoolArray = np.ones(len(clip), dtype=np.bool_)
    primary = clip.exercise.primary
    if clip.exercise.kind is not ExerciseKind.MOVEMENT or primary is None:
        return everything
    laid = register(clip, pooled)
    activation = side_activations(laid.points, primary, laid.points[0]).max(axis=0)
    signal = smooth(laid.times_s, activation - activation.min())
    return np.less_equal(signal, levels(signal).at(NEUTRAL_SHARE))


def _reference(
    clips: UsableClips, chosen: dict[str, BoolArray], face_frame: FaceFrame
) -> RestReference:
    parts = []
    for key, kept in chosen.items():
        laid = register(clips[key], face_frame)
        parts.append(laid.points[kept & ~left_out(laid)])
    return RestReference(np.concatenate(parts))
