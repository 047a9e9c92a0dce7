"""`hemiface doctor`: is everything this program needs in its place?"""

from __future__ import annotations

import os
import platform
import shutil
from collections.abc import Callable
from pathlib import Path

import av
import cv2
import numpy as np
import torch
import typer
from rich.table import Table

from app import __version__
from app.cli import terminal
from app.cli.options import DataFolder
from assessment.report.fonts import describe_fonts
from assessment.store.library import open_library
from core.errors import KnownError
from core.paths import data_dir, resource
from core.video import VideoFile
from models.nets.pfnet import CROP_SIZE_PX
from models.runtime.face_box import MtcnnDetector
from models.runtime.network import PFNetLandmarker

GIBIBYTE = 1024**3


def doctor(library: DataFolder = None) -> None:
    """Check weights, face detector, video library, fonts and database; exit 1 if one fails."""
    folder = library or data_dir()
    checks: dict[str, Callable[[], str]] = {
        "program": _program,
        "network": _network,
        "face detector": _face_detector,
        "video": _video,
        "fonts": describe_fonts,
        "database": lambda: _database(folder),
        "free space": lambda: _free_space(folder),
    }
    table = Table("Check", "Result", "Found")
    failed = 0
    for name, check in checks.items():
        try:
            table.add_row(name, "ok", check())
        except KnownError as error:
            failed += 1
            table.add_row(name, "FAILED", error.text())
    terminal.show(table)
    if failed:
        raise typer.Exit(1)


def _program() -> str:
    cores = os.cpu_count()
    return (
        f"Hemiface {__version__}, Python {platform.python_version()}, torch {torch.__version__}, "
        f"{cores} cores"
    )


def _network() -> str:
    landmarker = PFNetLandmarker.shipped()
    landmarker.predict(np.zeros((1, CROP_SIZE_PX, CROP_SIZE_PX, 3), np.uint8))
    return f"{landmarker.model}, sha256 {landmarker.weights_sha256[:12]}"


def _face_detector() -> str:
    MtcnnDetector().find(np.zeros((CROP_SIZE_PX, CROP_SIZE_PX, 3), np.uint8))
    return "MTCNN answers"


def _video() -> str:
    with VideoFile(resource("demo", "visit_1", "rest.mp4")) as video:
        next(iter(video))
    return f"PyAV {av.__version__}, OpenCV {cv2.__version__} decode the demo's clip"


def _database(folder: Path) -> str:
    with open_library(folder) as store:
        return f"{len(store.patients.all())} patients in {folder}"


def _free_space(folder: Path) -> str:
    existing = next(place for place in (folder, *folder.absolute().parents) if place.exists())
    return f"{shutil.disk_usage(existing).free / GIBIBYTE:.1f} GiB in {existing}"
