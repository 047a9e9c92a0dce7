"""The media store: whole files or none, private, found by our own names only."""

from __future__ import annotations

import hashlib
import io
import os
import shutil
import stat
import subprocess
import sys
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.store.media import MediaStore
from core.errors import InputError, StoreError
from core.progress import Cancelled

LARGER_THAN_32_BITS = (1 << 32) + 12345
CONTENT = bytes(range(256)) * 9000


class BrokenStream(io.BytesIO):
    """Gives some bytes and then fails as a pulled-out disk does."""

    def read(self, size=-1):
        if self.tell() > 0:
            raise OSError(5, "Input/output error")
        return super().read(1000)


@pytest.fixture
def store(tmp_path):
    return MediaStore(tmp_path / "media")


def files(store):
    return sorted(path for path in store._kept.rglob("*") if path.is_file())


@pytest.mark.parametrize("kept", [False, True])
def test_a_file_comes_back_as_a_seekable_stream(store, tmp_path, kept):
    source = tmp_path / "smile.mp4"
    source.write_bytes(CONTENT)
    media = store.put(source)
    if kept:
        store.keep([media.name])
    assert (media.sha256, media.size_bytes) == (hashlib.sha256(CONTENT).hexdigest(), len(CONTENT))
    with store.open(media.name) as stream:
        stream.seek(1000)
        assert stream.read(5) == CONTENT[1000:1005]
        stream.seek(-3, io.SEEK_END)
        assert stream.read() == CONTENT[-3:]
    assert source.read_bytes() == CONTENT


def test_a_stream_is_taken_in_too(store):
    media = store.put(io.BytesIO(b"abc"))
    with store.open(media.name) as stream:
        assert stream.read() == b"abc"


def test_every_copy_has_a_name_of_its_own(store):
    first, second = store.put(io.BytesIO(b"abc")), store.put(io.BytesIO(b"abc"))
    assert first.name != second.name
    assert store.names() == {first.name, second.name}


@pytest.mark.skipif(os.name != "posix", reason="Windows has other rights")
def test_nobody_else_may_look(store):
    media = store.put(io.BytesIO(b"abc"))
    assert stat.S_IMODE(store._kept.stat().st_mode) == 0o700
    assert stat.S_IMODE(store._pending.stat().st_mode) == 0o700
    assert [stat.S_IMODE(path.stat().st_mode) for path in files(store)] == [0o600]
    store.keep([media.name])
    assert [stat.S_IMODE(path.stat().st_mode) for path in files(store)] == [0o600]


def test_content_is_verified(store):
    media = store.put(io.BytesIO(CONTENT))
    store.keep([media.name])
    assert store.verify(media.name, media.sha256)
    with files(store)[0].open("r+b") as stream:
        stream.seek(77)
        stream.write(b"\xff")
    assert not store.verify(media.name, media.sha256)


@pytest.mark.parametrize("kept", [False, True])
def test_a_file_can_be_deleted_once_and_again(store, kept):
    media = store.put(io.BytesIO(CONTENT))
    if kept:
        store.keep([media.name])
    store.delete(media.name)
    store.delete(media.name)
    assert files(store) == []
    with pytest.raises(StoreError, match="does not exist"):
        store.open(media.name)


def test_settling_keeps_what_is_referred_to_and_removes_the_rest_of_what_waits(store):
    kept, committed, orphan = (store.put(io.BytesIO(b"abc")) for _ in range(3))
    store.keep([kept.name])
    (store._pending / f"{'0' * 32}.part").write_bytes(b"half")
    store.settle(frozenset({committed.name}))
    assert store.names() == {kept.name, committed.name}
    assert all(path.parent == store._kept for path in files(store))
    with pytest.raises(StoreError):
        store.open(orphan.name)


def test_keeping_twice_is_keeping_once(store):
    media = store.put(io.BytesIO(b"abc"))
    store.keep([media.name])
    store.keep([media.name])
    assert store.verify(media.name, media.sha256)


def test_settling_leaves_other_peoples_files_alone(store):
    stranger = store._pending / "notes.txt"
    stranger.write_text("mine")
    store.settle(frozenset())
    assert stranger.read_text() == "mine"
    assert store.names() == frozenset()


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/passwd",
        "..",
        "/etc/passwd",
        "",
        "C:\\x",
        "CON",
        "0" * 31,
        "0" * 33,
        "A" * 32,
        "0" * 32 + "\n",
        "0" * 31 + "/",
        "0" * 31 + "\0",
    ],
)
def test_path_tricks_in_names_are_refused(store, name):
    for use in (store.open, store.delete, lambda name: store.keep([name])):
        with pytest.raises(StoreError, match="not the name of a stored recording"):
            use(name)


@given(name=st.text(max_size=40))
def test_no_name_but_ours_is_let_through(tmp_path_factory, name):
    store = MediaStore(tmp_path_factory.getbasetemp())
    with pytest.raises(StoreError):
        store.open(name)


def test_a_source_that_cannot_be_read_is_told(store, tmp_path):
    with pytest.raises(InputError, match=r"gone\.mp4 cannot be read: it does not exist"):
        store.put(tmp_path / "gone.mp4")
    with pytest.raises(InputError, match="folder, not a file"):
        store.put(tmp_path)


def test_a_source_that_breaks_off_leaves_nothing(store):
    with pytest.raises(StoreError, match="the disk reports a fault"):
        store.put(BrokenStream(CONTENT))
    assert files(store) == []


def test_a_folder_that_cannot_be_used_is_told(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="cannot be used"):
        MediaStore(tmp_path / "file")


def test_a_copy_tells_how_far_it_is_and_can_be_broken_off(store, tmp_path):
    """A file far larger than memory ought to be: its holes take no room on the disk."""
    huge = tmp_path / "huge.mkv"
    with huge.open("wb") as stream:
        stream.truncate(LARGER_THAN_32_BITS)
    counts = []

    def stop_after_three(count):
        counts.append(count)
        if len(counts) == 3:
            raise Cancelled

    tracemalloc.start()
    try:
        with pytest.raises(Cancelled):
            store.put(huge, copied=stop_after_three)
        _, peak_bytes = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert 0 < sum(counts) < 1 << 23
    assert peak_bytes < 1 << 24
    assert files(store) == []


def test_files_without_room_on_the_disk_are_refused_with_both_sizes(store, tmp_path):
    free_bytes = shutil.disk_usage(tmp_path).free
    store.check_room(free_bytes // 2)
    with pytest.raises(StoreError, match=r"take \d+\.\d GB and the disk has room for \d+\.\d GB"):
        store.check_room(2 * free_bytes)


@pytest.mark.skipif(os.name != "posix", reason="file size limits are a POSIX thing")
def test_a_disk_that_takes_no_more_leaves_nothing(tmp_path):
    script = """
import io, resource, sys
from pathlib import Path
from assessment.store.media import MediaStore
from core.errors import StoreError
store = MediaStore(Path(sys.argv[1]))
first = store.put(io.BytesIO(b"x" * 50_000))
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
try:
    store.put(io.BytesIO(b"x" * 3_000_000))
except StoreError as error:
    assert "the disk takes no file that large" in error.text(), error
    assert store.names() == {first.name}
    assert len(list(Path(sys.argv[1]).rglob("*.part"))) == 0
    sys.exit(33)
"""
    command = [sys.executable, "-c", script, str(tmp_path / "media")]
    finished = subprocess.run(command, capture_output=True, text=True, check=False)
    assert finished.returncode == 33, finished.stderr
