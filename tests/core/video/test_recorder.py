"""Recording: true times, untouched pictures, and what is left after a crash or on a full disk."""

from __future__ import annotations

import os
import random
import shutil
import signal
import stat
import subprocess
import sys
from collections import namedtuple
from contextlib import contextmanager
from pathlib import Path

import av
import numpy as np
import pytest

from core.errors import VideoError
from core.video import VideoFile
from core.video.camera_picture import CameraPicture, Coding, PictureDecoder
from core.video.recorder import Recorder, expected_bytes_per_s, minutes_left
from core.video.salvage import is_finished, join_recordings
from tests.core.video import killed_recorder
from tests.core.video.recorded_pictures import (
    RAW,
    camera_picture,
    grey_of,
    image_of,
    jpeg_of,
    record_two_sizes,
)

ROOT = Path(__file__).parents[3]


def record(path, pictures, **options):
    with Recorder(path, **options) as recorder:
        write_all(recorder, pictures)
    return recorder


def write_all(recorder, pictures):
    for picture in pictures:
        recorder.write(picture)


def frames_of(path):
    with VideoFile(path) as video:
        return list(video)


def greys_of(path):
    return [float(frame.image[24:, 24:].mean()) for frame in frames_of(path)]


def packets_of(path):
    with av.open(str(path)) as container:
        return [bytes(packet) for packet in container.demux(video=0) if packet.size]


def test_jpeg_of_the_camera_is_kept_byte_by_byte(tmp_path):
    pictures = [camera_picture(number) for number in range(5)]
    record(tmp_path / "clip.mkv", pictures)
    assert packets_of(tmp_path / "clip.mkv") == [picture.data for picture in pictures]


@pytest.mark.parametrize("full_range", [True, False])
@pytest.mark.parametrize("coding", RAW)
def test_raw_pictures_keep_their_brightness_and_place(tmp_path, coding, full_range):
    path = tmp_path / "clip.mkv"
    record(path, [camera_picture(n, coding=coding, full_range=full_range) for n in range(4)])
    frames = frames_of(path)
    assert len(frames) == 4
    for number, frame in enumerate(frames):
        difference = np.abs(frame.image.astype(int) - image_of(number))
        assert np.percentile(difference, 99) <= 6
        assert difference[24:, 24:].mean() <= 3


def test_a_range_that_is_told_wrong_is_seen(tmp_path):
    """The check above can fail: limited luma taken for full is 16 levels off."""
    limited = camera_picture(0, coding=Coding.NV12, full_range=False)
    wrong = CameraPicture(Coding.NV12, 64, 48, limited.data, 0.0, full_range=True)
    record(tmp_path / "clip.mkv", [wrong])
    assert abs(greys_of(tmp_path / "clip.mkv")[0] - grey_of(0)) > 6


def test_yuyv_keeps_its_colour_in_every_row(tmp_path):
    picture = camera_picture(0, coding=Coding.YUYV)
    record(tmp_path / "clip.mkv", [picture])
    with av.open(str(tmp_path / "clip.mkv")) as container:
        assert next(container.decode(video=0)).format.name == "yuvj422p"


def test_times_are_those_of_the_camera(tmp_path):
    taken_s = 5000.0 + np.array([0.0, 0.0334, 0.0661, 0.1012, 0.512, 0.545])
    path = tmp_path / "clip.mkv"
    recorder = record(path, [camera_picture(i, time_s=t) for i, t in enumerate(taken_s)])
    assert recorder.origin_s == taken_s[0]
    times_s = [frame.time_s for frame in frames_of(path)]
    np.testing.assert_allclose(times_s, taken_s - taken_s[0], atol=0.00051)


@pytest.mark.parametrize("time_s", [1.0, 1.0004, 0.5])
def test_a_picture_whose_time_does_not_move_on_is_left_out_and_counted(tmp_path, time_s):
    path = tmp_path / "clip.mkv"
    with Recorder(path) as recorder:
        assert recorder.write(camera_picture(0, time_s=1.0))
        assert not recorder.write(camera_picture(1, time_s=time_s))
        assert recorder.write(camera_picture(2, time_s=1.1))
    assert (recorder.count, recorder.damaged_count) == (2, 1)
    assert [frame.time_s for frame in frames_of(path)] == pytest.approx([0.0, 0.1])


def test_a_damaged_jpeg_is_left_out_and_counted(tmp_path):
    whole = camera_picture(1)
    torn = CameraPicture(Coding.JPEG, 64, 48, whole.data[: len(whole.data) // 2], 0.0)
    empty = CameraPicture(Coding.JPEG, 64, 48, b"", 0.01)
    with Recorder(tmp_path / "clip.mkv") as recorder:
        assert not recorder.write(torn)
        assert not recorder.write(empty)
        assert recorder.write(whole)
    assert (recorder.count, recorder.damaged_count) == (1, 2)
    assert len(frames_of(tmp_path / "clip.mkv")) == 1
    assert PictureDecoder().rgb(torn) is None


@pytest.mark.parametrize("coding", list(Coding))
def test_pictures_for_the_screen_look_like_those_recorded(coding):
    rgb = PictureDecoder().rgb(camera_picture(3, coding=coding))
    assert rgb.shape == (48, 64, 3)
    assert abs(float(rgb[24:, 24:].mean()) - grey_of(3)) <= 2


def test_raw_bytes_must_fit_the_size():
    with pytest.raises(ValueError, match="bytes"):
        CameraPicture(Coding.NV12, 64, 48, b"too short", 0.0)
    with pytest.raises(ValueError, match="no raw planes"):
        camera_picture(0).raw_frame()


def test_a_camera_that_changes_size_is_told(tmp_path):
    larger = camera_picture(1, image=image_of(1, 128, 96))
    path = tmp_path / "clip.mkv"
    with pytest.raises(VideoError, match="changed the size"):
        record(path, [camera_picture(0), larger])
    join_recordings([path], tmp_path / "kept.mkv")
    assert len(frames_of(tmp_path / "kept.mkv")) == 1


def test_nothing_recorded_leaves_no_file(tmp_path):
    record(tmp_path / "clip.mkv", [])
    assert list(tmp_path.iterdir()) == []


def test_what_cannot_be_created_is_told(tmp_path):
    with pytest.raises(VideoError, match="does not exist"):
        Recorder(tmp_path / "none" / "clip.mkv")
    (tmp_path / "there.mkv").write_bytes(b"an earlier recording")
    with pytest.raises(VideoError, match="has that name"):
        Recorder(tmp_path / "there.mkv")
    assert (tmp_path / "there.mkv").read_bytes() == b"an earlier recording"


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")
def test_only_this_user_may_read_the_recording(tmp_path):
    record(tmp_path / "clip.mkv", [camera_picture(0)])
    assert stat.S_IMODE((tmp_path / "clip.mkv").stat().st_mode) == 0o600


@contextmanager
def little_space():
    """No file may grow beyond 30 kB, as on a full disk; not even pytest's own log meanwhile."""
    resource = pytest.importorskip("resource", reason="Windows limits no file's size")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (30_000, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.parametrize("coding", [Coding.JPEG, Coding.NV12])
def test_a_full_disk_keeps_what_was_recorded(tmp_path, coding):
    path = tmp_path / "clip.mkv"
    noise = np.random.default_rng(0).integers(0, 256, (48, 64, 3), dtype=np.uint8)
    pictures = [camera_picture(number, coding=coding, image=noise) for number in range(200)]
    recorder = Recorder(path)
    with little_space():
        with pytest.raises(VideoError, match="because the disk"):
            write_all(recorder, pictures)
        recorder.abandon()
    assert recorder.count >= 3
    join_recordings([path], tmp_path / "kept.mkv")
    assert len(frames_of(tmp_path / "kept.mkv")) >= recorder.count - 1


def test_room_is_told_in_minutes(tmp_path, monkeypatch):
    usage = namedtuple("usage", "total used free")(10, 4, 6_000_000_000)
    monkeypatch.setattr(shutil, "disk_usage", lambda place: usage)
    rate = expected_bytes_per_s(1000, 400, rate_hz=10.0)
    assert minutes_left(tmp_path, bytes_per_s=rate) == pytest.approx(100.0)


def test_a_place_that_is_gone_is_told(tmp_path):
    with pytest.raises(VideoError, match="does not exist"):
        minutes_left(tmp_path / "none", bytes_per_s=1.0)


def test_stretches_of_one_clip_become_one_file_with_true_times(tmp_path):
    first, second = tmp_path / "1.mkv", tmp_path / "2.mkv"
    origin_s = record(first, [camera_picture(n, time_s=50 + n / 30) for n in range(6)]).origin_s
    late = [camera_picture(n, time_s=57.25 + n / 30) for n in range(6, 9)]
    record(second, late, origin_s=origin_s)
    target = tmp_path / "clip.mkv"
    join_recordings([first, second], target)
    times_s = [frame.time_s for frame in frames_of(target)]
    expected_s = [n / 30 for n in range(6)] + [7.25 + n / 30 for n in range(6, 9)]
    np.testing.assert_allclose(times_s, expected_s, atol=0.0011)
    assert packets_of(target) == packets_of(first) + packets_of(second)
    assert first.exists()
    assert second.exists()


def test_stretches_of_different_sizes_are_kept_in_one_file_that_says_so(tmp_path):
    target = tmp_path / "clip.mkv"
    join_recordings(record_two_sizes(tmp_path), target)
    with av.open(str(target)) as container:
        assert sum(packet.size > 0 for packet in container.demux(video=0)) == 12
    read = []
    with (
        VideoFile(target) as video,
        pytest.raises(VideoError, match=r"changes its picture size after 0\.2 s"),
    ):
        read.extend(frame.index for frame in video)
    assert len(read) == 6


def test_a_torn_file_gives_all_its_whole_pictures(tmp_path):
    path = tmp_path / "clip.mkv"
    recorder = Recorder(path)
    sizes = []
    for number in range(10):
        recorder.write(camera_picture(number))
        sizes.append(path.stat().st_size)
    content = path.read_bytes()
    recorder.abandon()
    for end in (sizes[4] + 5, sizes[7] - 1, sizes[8], len(content)):
        torn, target = tmp_path / "torn.mkv", tmp_path / "target.mkv"
        torn.write_bytes(content[:end])
        assert not is_finished(torn)
        join_recordings([torn], target)
        assert is_finished(target)
        whole = sum(size <= end for size in sizes[1:])  # a picture is out with the one after it
        assert len(frames_of(target)) >= whole


def test_no_picture_at_all_is_told_and_leaves_nothing(tmp_path):
    (tmp_path / "torn.mkv").write_bytes(b"\x1aE\xdf\xa3 cut off")
    with pytest.raises(VideoError, match="nothing was recorded"):
        join_recordings([tmp_path / "torn.mkv"], tmp_path / "clip.mkv")
    assert [path.name for path in tmp_path.iterdir()] == ["torn.mkv"]
    assert not is_finished(tmp_path / "missing.mkv")


@pytest.mark.skipif(os.name != "posix", reason="Windows has no SIGKILL")
@pytest.mark.parametrize("coding", [Coding.JPEG, Coding.NV12])
def test_killed_at_any_moment_it_lacks_at_most_the_last_picture(tmp_path, coding):
    seed = random.randrange(10**6)
    print("seed", seed)  # noqa: T201 - pytest shows it with a failure
    lives = random.Random(seed)
    for life in range(3):
        path = tmp_path / f"{life}.mkv"
        command = [sys.executable, killed_recorder.__file__, str(path), coding.value]
        environment = os.environ | {"PYTHONPATH": str(ROOT)}
        with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment) as child:
            said = [child.stdout.readline() for _ in range(lives.randint(2, 60))]
            child.send_signal(signal.SIGKILL)
            said += child.stdout.read().splitlines(keepends=True)
        assert child.returncode == -signal.SIGKILL
        acknowledged = sum(line.endswith(b"\n") for line in said)
        target = tmp_path / "kept.mkv"
        join_recordings([path], target)
        greys = greys_of(target)
        assert len(greys) >= acknowledged - 1
        np.testing.assert_allclose(greys, [grey_of(n) for n in range(len(greys))], atol=3)


def test_a_picture_with_zeros_after_its_end_is_whole():
    data = jpeg_of(image_of(0)) + bytes(64)
    assert CameraPicture(Coding.JPEG, 64, 48, data, 0.0).is_whole
