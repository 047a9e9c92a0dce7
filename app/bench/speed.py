"""`bench speed`: how long the network and the analysis of a video take on this machine."""

from __future__ import annotations

import os
import statistics
import time
from pathlib import Path
from typing import Final

import numpy as np
import torch

from app.bench.figures import FLIP_AVERAGED, Figures, provenance
from app.bench.file_run import FileRun, PartsFactory, Timing, run_in_child
from core.progress import Progress, ignore_progress
from core.types import ImageArray
from models.nets.pfnet import CROP_SIZE_PX
from models.runtime.landmarker import CropLandmarker
from models.runtime.network import Precision

THREADS: Final = (1, 2)
WARM_UP: Final = 3
REPEATS: Final = 15
_MS_PER_S: Final = 1000.0


def speed(parts: PartsFactory, video: Path, *, progress: Progress = ignore_progress) -> Figures:
    """Time the network on single crops, and the whole way from a video file to landmarks.

    Args:
        parts: What to measure.
        video: A clip with one face.
        progress: Told how far it is.

    Returns:
        `frame_ms_<precision>_threads<k>`: median time of one crop. `file_speed_x`: seconds of
        video per second of analysis. `live_fps`: pictures per second, from the median time between
        pictures, reading and finding the face included. `peak_memory_mb`: of a process that does
        nothing else. The last three in fp32 with the machine's own number of threads, and with the
        endings `_bf16` and `_flip_averaged` for the other ways to run. `load_average_1min`: what
        else the machine did just before.

    Raises:
        KnownError: The video cannot be analysed.
    """
    figures = _load()
    figures |= _frame_times(parts, progress)
    jobs = {
        "": FileRun(parts, video),
        "_bf16": FileRun(parts, video, precision=Precision.BF16),
        FLIP_AVERAGED: FileRun(parts, video, flip_averaged=True),
    }
    timings: list[Timing] = []
    for ending, job in jobs.items():
        timings.append(run_in_child(job))
        figures |= {f"{name}{ending}": value for name, value in _file_figures(timings[-1]).items()}
        progress(len(timings), len(jobs), "analysing the video")
    model = parts.landmarker(Precision.FP32).model
    return figures | provenance(model, n=timings[0].frames)


def _load() -> Figures:
    if not hasattr(os, "getloadavg"):  # Windows has no such figure
        return {}
    return {"load_average_1min": os.getloadavg()[0]}


def _frame_times(parts: PartsFactory, progress: Progress) -> Figures:
    crop = np.random.default_rng(0).integers(0, 256, (1, CROP_SIZE_PX, CROP_SIZE_PX, 3), np.uint8)
    figures: Figures = {}
    usual = torch.get_num_threads()
    try:
        for precision in Precision:
            landmarker = parts.landmarker(precision)
            for threads in THREADS:
                torch.set_num_threads(threads)
                name = f"frame_ms_{precision}_threads{threads}"
                figures[name] = _median_ms(landmarker, crop)
                progress(len(figures), len(Precision) * len(THREADS), "timing the network")
    finally:
        torch.set_num_threads(usual)
    return figures


def _median_ms(landmarker: CropLandmarker, crop: ImageArray) -> float:
    times_ms = []
    for _ in range(WARM_UP + REPEATS):
        start_s = time.perf_counter()
        landmarker.predict(crop)
        times_ms.append(_MS_PER_S * (time.perf_counter() - start_s))
    return statistics.median(times_ms[WARM_UP:])


def _file_figures(timing: Timing) -> Figures:
    figures: Figures = {
        "file_speed_x": timing.video_s / timing.analysis_s,
        "live_fps": 1.0 / timing.frame_s,
        "face_found_pct": 100.0 * timing.faces / timing.frames,
    }
    if timing.peak_memory_mb is not None:
        figures["peak_memory_mb"] = timing.peak_memory_mb
    return figures
