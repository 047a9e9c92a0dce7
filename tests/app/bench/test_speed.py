from __future__ import annotations

import os
from dataclasses import dataclass

import numpy as np
import pytest

from app.bench import speed as bench
from app.bench.file_run import FileRun, analyse, run_in_child
from core.crop import CropBox
from core.errors import FaceError
from core.video import VideoWriter
from models.runtime.face_box import FaceBox
from tests.app.bench.conftest import FixedLandmarker

FRAMES = 6
RATE_HZ = 10.0
SIZE_PX = 96
BOX = CropBox((SIZE_PX - 1) / 2, (SIZE_PX - 1) / 2, SIZE_PX / 1.4)


@dataclass(frozen=True)
class FixedDetector:
    """Finds the same face in every picture, or none in any."""

    found: bool = True

    def find(self, image):
        return (FaceBox(BOX, 1.0),) if self.found else ()


@dataclass(frozen=True)
class Parts:
    found: bool = True

    def landmarker(self, precision):
        return FixedLandmarker()

    def detector(self):
        return FixedDetector(self.found)


class DyingDetector:
    def find(self, image):
        os._exit(9)


class DyingParts(Parts):
    def detector(self):
        return DyingDetector()


@pytest.fixture(scope="module")
def video(tmp_path_factory):
    path = tmp_path_factory.mktemp("clip") / "clip.mp4"
    picture = np.random.default_rng(4).integers(0, 256, (SIZE_PX, SIZE_PX, 3), np.uint8)
    with VideoWriter(path, size_px=(SIZE_PX, SIZE_PX)) as writer:
        for index in range(FRAMES):
            writer.write(picture, time_s=index / RATE_HZ)
    return path


def test_all_ways_to_run_are_timed(video):
    figures = bench.speed(Parts(), video)
    for backend in ("fp32", "bf16"):
        for threads in bench.THREADS:
            assert figures[f"frame_ms_{backend}_threads{threads}"] > 0
    for ending in ("", "_bf16", "_flip_averaged"):
        assert figures[f"file_speed_x{ending}"] > 0
        assert figures[f"live_fps{ending}"] > 0
        assert figures[f"face_found_pct{ending}"] == 100.0
    assert figures["n"] == FRAMES
    assert figures["weights"] == "fixed@1.0"


def test_an_analysis_knows_the_length_of_the_video_and_its_own_memory(video):
    timing = analyse(FileRun(Parts(), video))
    assert timing.frames == timing.faces == FRAMES
    assert timing.video_s == pytest.approx(FRAMES / RATE_HZ, rel=0.01)
    assert timing.peak_memory_mb is None or 20 < timing.peak_memory_mb < 4000


def test_a_video_without_a_face_is_told_as_by_the_analysis(video):
    with pytest.raises(FaceError, match="No face"):
        run_in_child(FileRun(Parts(found=False), video))


def test_a_process_that_dies_is_not_waited_for(video):
    with pytest.raises(RuntimeError, match="died"):
        run_in_child(FileRun(DyingParts(), video))
