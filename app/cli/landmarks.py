"""`hemiface landmarks`: bare landmarks of pictures and videos, so that anyone can measure us."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import cv2
import numpy as np
import typer

from app.cli import terminal
from app.cli.options import FlipAverage, Weights
from core.errors import InputError, KnownError
from core.files import reason, replacing
from core.progress import CancelToken
from core.types import Frame, LandmarkSequence
from core.video import VideoFile
from models.runtime.face_box import MtcnnDetector
from models.runtime.landmarker import FlipAveraged
from models.runtime.network import PFNetLandmarker
from models.runtime.sequence import landmarks_of_video
from models.runtime.tracker import FaceTracker

PICTURE_SUFFIXES = frozenset({".jpg", ".jpeg", ".png", ".bmp", ".tif", ".tiff", ".webp"})


def landmarks(
    files: Annotated[list[Path], typer.Argument(help="Pictures or videos.")],
    out: Annotated[Path, typer.Option("--out", help="The .npz file to write.")],
    flip_average: FlipAverage = False,
    weights: Weights = None,
) -> None:
    """Write 68x3 points and confidences of every frame with a face.

    Arrays, one row a face: source (index into files), frame, time_s, points_px (68, 3): x right,
    y down, z away from the camera, source pixels; confidence (68,); pose_deg (yaw, pitch, roll).
    """
    network = PFNetLandmarker.shipped(weights)
    tracker = FaceTracker(FlipAveraged(network) if flip_average else network, MtcnnDetector())
    sequences: list[LandmarkSequence] = []
    with terminal.progress_bar() as progress:
        for path in files:
            if path.suffix.lower() in PICTURE_SUFFIXES:
                sequences.append(_of_picture(path, tracker))
                continue
            with VideoFile(path) as video:
                sequences.append(
                    landmarks_of_video(video, tracker, progress=progress, cancel=CancelToken())
                )
    _write(out, files, sequences, tracker.model)
    terminal.say(f"{sum(map(len, sequences))} faces from {len(files)} files in {out}.")


def _of_picture(path: Path, tracker: FaceTracker) -> LandmarkSequence:
    if not path.is_file():
        raise InputError(f"{path} does not exist.")
    picture = cv2.imread(str(path), cv2.IMREAD_COLOR_RGB)
    if picture is None:
        raise InputError(f"{path} is not a picture that can be read.")
    tracker.reset()
    found = tracker.track(Frame(np.asarray(picture, np.uint8), time_s=0.0, index=0))
    if found is None:
        raise KnownError(f"{path.name}: no face was found.")
    pose = found.pose
    return LandmarkSequence(
        frame_times_s=np.zeros(1),
        frame_index=np.zeros(1, np.int64),
        points_px=found.points_px[None].copy(),
        confidence=found.confidence[None].copy(),
        pose_deg=np.array([[pose.yaw_deg, pose.pitch_deg, pose.roll_deg]]),
        frame_size_px=(picture.shape[1], picture.shape[0]),
        model=found.model,
    )


def _write(out: Path, files: list[Path], sequences: list[LandmarkSequence], model: str) -> None:
    rows = [np.full(len(sequence), i) for i, sequence in enumerate(sequences)]
    arrays: dict[str, Any] = {
        "files": np.array([str(path) for path in files]),
        "model": np.array(model),
        "source": np.concatenate(rows),
        "frame": np.concatenate([sequence.frame_index for sequence in sequences]),
        "time_s": np.concatenate([sequence.times_s for sequence in sequences]),
        "points_px": np.concatenate([sequence.points_px for sequence in sequences]),
        "confidence": np.concatenate([sequence.confidence for sequence in sequences]),
        "pose_deg": np.concatenate([sequence.pose_deg for sequence in sequences]),
    }
    try:
        with replacing(out) as unfinished, unfinished.open("wb") as stream:
            np.savez_compressed(stream, allow_pickle=False, **arrays)
    except OSError as error:
        raise InputError(f"{out} cannot be written: {reason(error)}.") from error
