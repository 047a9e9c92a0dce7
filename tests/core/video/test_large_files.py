"""A video whose pictures lie beyond what 32 bits can count; its hole takes no room on the disk."""

from __future__ import annotations

import pytest

from core.video import VideoFile
from core.video.recorder import Recorder
from tests.core.video.recorded_pictures import camera_picture

COUNT = 20
HOLE_BYTES = 1 << 30
HOLES = 5
CLUSTER = bytes.fromhex("1f43b675")
SEGMENT = bytes.fromhex("18538067")
CUES = bytes.fromhex("1c53bb6b")
SEEK_HEAD = bytes.fromhex("114d9b74")
VOID = b"\xec"
UNKNOWN_SIZE = bytes.fromhex("01ffffffffffffff")
SIZE_LENGTH = 8


@pytest.fixture
def large(tmp_path):
    """A recording with more than 4 GiB of nothing between its pictures."""
    path = tmp_path / "small.mkv"
    with Recorder(path) as recorder:
        for number in range(COUNT):
            recorder.write(camera_picture(number))
    content = bytearray(path.read_bytes())
    size_at = content.index(SEGMENT) + len(SEGMENT)
    content[size_at : size_at + SIZE_LENGTH] = UNKNOWN_SIZE
    middle = content.index(CLUSTER, len(content) // 2)
    end = content.rindex(CUES)
    place = tmp_path / "large.mkv"
    with place.open("wb") as stream:
        stream.write(content[:middle])
        for _ in range(HOLES):
            stream.write(VOID + b"\x01" + HOLE_BYTES.to_bytes(SIZE_LENGTH - 1, "big"))
            stream.seek(HOLE_BYTES, 1)
        stream.write(content[middle:end])
    return place


def test_all_pictures_are_read_in_their_time(large):
    assert large.stat().st_size > 1 << 32
    with VideoFile(large) as video:
        times_s = [frame.time_s for frame in video]
    assert times_s == pytest.approx([number / 30 for number in range(COUNT)], abs=0.0011)
