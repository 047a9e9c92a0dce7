from __future__ import annotations

from contextlib import contextmanager

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.errors import VideoError
from core.video import VideoFile, VideoWriter

SIZE_PX = (32, 24)
CLOCK_S = {".mp4": 1 / 90_000, ".mkv": 1e-3}


def picture(level):
    image = np.zeros((SIZE_PX[1], SIZE_PX[0], 3), np.uint8)
    image[:12, :16] = (level, 30, 200)
    image[12:, 16:] = (20, level, 90)
    return image


def write(path, times_s):
    with VideoWriter(path, size_px=SIZE_PX) as writer:
        for number, time_s in enumerate(times_s):
            writer.write(picture(10 * number % 256), time_s=time_s)
    return path


@pytest.mark.parametrize("suffix", [".mp4", ".mkv"])
@given(gaps_ms=st.lists(st.integers(5, 900), max_size=12))
@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_times_and_pictures_come_back(tmp_path, suffix, gaps_ms):
    times_s = np.cumsum([0, *gaps_ms]) / 1000
    path = write(tmp_path / f"clip{suffix}", times_s)
    with VideoFile(path) as video:
        frames = list(video)
    np.testing.assert_allclose([frame.time_s for frame in frames], times_s, atol=CLOCK_S[suffix])
    tolerance = 0 if suffix == ".mkv" else 14
    for number, frame in enumerate(frames):
        difference = frame.image.astype(int) - picture(10 * number % 256)
        quarter_middles = difference[6::12, 8::16]
        assert np.abs(quarter_middles).max() <= tolerance


def test_lossless_is_exact_everywhere(tmp_path):
    noise = np.random.default_rng(0).integers(0, 256, (23, 31, 3), dtype=np.uint8)
    path = tmp_path / "noise.mkv"
    with VideoWriter(path, size_px=(31, 23)) as writer:
        writer.write(noise, time_s=0.0)
        writer.write(noise[::-1].copy(), time_s=0.5)
    with VideoFile(path) as video:
        first, second = video
    np.testing.assert_array_equal(first.image, noise)
    np.testing.assert_array_equal(second.image, noise[::-1])


def test_a_lower_factor_keeps_more(tmp_path):
    noise = np.random.default_rng(0).integers(0, 256, (64, 64, 3), dtype=np.uint8)
    for name, crf in (("fine.mp4", 5), ("coarse.mp4", 45)):
        with VideoWriter(tmp_path / name, size_px=(64, 64), crf=crf) as writer:
            writer.write(noise, time_s=0.0)
    assert (tmp_path / "fine.mp4").stat().st_size > 2 * (tmp_path / "coarse.mp4").stat().st_size


@pytest.mark.parametrize("suffix", [".mp4", ".mkv"])
@pytest.mark.parametrize("pictures", [0, 3])
def test_a_failed_block_leaves_nothing(tmp_path, suffix, pictures):
    path = tmp_path / f"clip{suffix}"
    writer = VideoWriter(path, size_px=SIZE_PX)
    for number in range(pictures):
        writer.write(picture(number), time_s=number / 10)
    with pytest.raises(ZeroDivisionError), writer:
        raise ZeroDivisionError
    assert list(tmp_path.iterdir()) == []


def test_a_failed_block_leaves_the_file_of_before(tmp_path):
    path = write(tmp_path / "clip.mp4", [0.0, 0.1])
    before = path.read_bytes()
    with pytest.raises(ZeroDivisionError), VideoWriter(path, size_px=SIZE_PX):
        raise ZeroDivisionError
    assert path.read_bytes() == before


def test_wrong_use_is_a_bug(tmp_path):
    with pytest.raises(ValueError, match=r"\.mp4 or \.mkv"):
        VideoWriter(tmp_path / "clip.avi", size_px=SIZE_PX)
    with pytest.raises(ValueError, match="even sides"):
        VideoWriter(tmp_path / "clip.mp4", size_px=(33, 24))
    with VideoWriter(tmp_path / "clip.mp4", size_px=SIZE_PX) as writer:
        writer.write(picture(0), time_s=0.5)
        with pytest.raises(ValueError, match="not later"):
            writer.write(picture(0), time_s=0.5)
        with pytest.raises(ValueError, match="in a video of"):
            writer.write(np.zeros((10, 10, 3), np.uint8), time_s=1.0)


def test_a_folder_that_is_not_there(tmp_path):
    with pytest.raises(VideoError, match=r"clip\.mp4 could not be written because"):
        VideoWriter(tmp_path / "none" / "clip.mp4", size_px=SIZE_PX)


@contextmanager
def little_space():
    """No file may grow beyond 8 kB, as on a full disk; not even pytest's own log meanwhile."""
    resource = pytest.importorskip("resource", reason="Windows limits no file's size")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (8_000, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def write_noise(path, pictures):
    noise = np.random.default_rng(0)
    with VideoWriter(path, size_px=(64, 64)) as writer:
        for number in range(pictures):
            writer.write(noise.integers(0, 256, (64, 64, 3), dtype=np.uint8), time_s=number / 10)


@pytest.mark.parametrize("name", ["clip.mkv", "clip.mp4"])
@pytest.mark.parametrize("pictures", [3, 60])
def test_no_space_is_told_and_leaves_nothing(tmp_path, name, pictures):
    told = pytest.raises(VideoError, match="could not be written because the disk")
    with told, little_space():
        write_noise(tmp_path / name, pictures)
    assert list(tmp_path.iterdir()) == []
