"""`hemiface landmarks`: bare landmarks of pictures and videos, so that anyone can measure us."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import cv2
import numpy as np
import typer
from PIL import Image

from app.cli import terminal
from app.cli.options import FLIP_AVERAGE, FlipAverage, Weights
from core.errors import FaceError, InputError
from core.files import reason, replacing
from core.progress import CancelToken, Progress
from core.types import Frame, ImageArray, LandmarkSequence
from core.video import VideoFile
from core.video.reader import DEFAULT_LIMITS
from models.runtime.face_box import MtcnnDetector
from models.runtime.landmarker import FlipAveraged
from models.runtime.network import PFNetLandmarker
from models.runtime.sequence import landmarks_of_video
from models.runtime.tracker import FaceTracker

PICTURE_SUFFIXES = frozenset({".jpg", ".jpeg", ".png", ".bmp", ".tif", ".tiff", ".webp"})


def landmarks(
    files: Annotated[list[Path], typer.Argument(help="Pictures or videos.")],
    out: Annotated[Path, typer.Option("--out", help="The .npz file to write.")],
    flip_average: FlipAverage = FLIP_AVERAGE,
    weights: Weights = None,
) -> None:
    """Write 68x3 points and confidences of every frame with a face.

    Arrays, one row a face: source (index into files), frame, time_s, points_px (68, 3): x right,
    y down, z away from the camera, source pixels; confidence (68,); pose_deg (yaw, pitch, roll).
    """
    if not out.parent.is_dir():
        raise InputError(f"The folder {out.parent} does not exist: make it first.")
    network = PFNetLandmarker.shipped(weights)
    tracker = FaceTracker(FlipAveraged(network) if flip_average else network, MtcnnDetector())
    found: dict[int, LandmarkSequence] = {}
    with terminal.progress_bar() as progress:
        for number, path in enumerate(files):
            try:
                found[number] = _of_file(path, tracker, progress)
            except FaceError as error:
                terminal.complain(f"{path.name}: {error.text()}")
    if not found:
        raise FaceError("No file shows a face that can be followed: nothing was written.")
    _write(out, files, found, tracker.model)
    terminal.say(f"{sum(map(len, found.values()))} faces from {len(found)} files in {out}.")
    if len(found) < len(files):
        raise typer.Exit(1)


def _of_file(path: Path, tracker: FaceTracker, progress: Progress) -> LandmarkSequence:
    if path.suffix.lower() in PICTURE_SUFFIXES:
        return _of_picture(path, tracker)
    with VideoFile(path) as video:
        return landmarks_of_video(video, tracker, progress=progress, cancel=CancelToken())


def _of_picture(path: Path, tracker: FaceTracker) -> LandmarkSequence:
    picture = _read_picture(path)
    tracker.reset()
    found = tracker.track(Frame(picture, time_s=0.0, index=0))
    if found is None:
        raise FaceError("no face was found.")
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


def _read_picture(path: Path) -> ImageArray:
    """An upright RGB picture; its size is read from the header before anything is decoded."""
    if not path.is_file():
        raise InputError(f"{path} does not exist.")
    try:
        with Image.open(path) as header:
            too_large = header.width * header.height > DEFAULT_LIMITS.pixels
    except (OSError, Image.DecompressionBombError) as error:
        raise InputError(f"{path} is not a picture that can be read.") from error
    if too_large:
        raise InputError(f"{path} is larger than {DEFAULT_LIMITS.pixels / 1e6:.0f} megapixels.")
    picture = cv2.imread(str(path), cv2.IMREAD_COLOR_RGB)
    if picture is None:
        raise InputError(f"{path} is not a picture that can be read.")
    return np.asarray(picture, np.uint8)


def _write(out: Path, files: list[Path], found: dict[int, LandmarkSequence], model: str) -> None:
    sequences = list(found.values())
    source = [np.full(len(sequence), number) for number, sequence in found.items()]
    arrays: dict[str, Any] = {
        "files": np.array([str(path) for path in files]),
        "model": np.array(model),
        "source": np.concatenate(source),
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
