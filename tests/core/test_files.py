"""A file is either what it was or wholly the new one."""

from __future__ import annotations

import errno

import pytest

from core.files import reason, replacing


def test_a_file_appears_whole(tmp_path):
    path = tmp_path / "report.pdf"
    with replacing(path) as unfinished:
        unfinished.write_bytes(b"new")
        assert unfinished.parent == path.parent
        assert not path.exists()
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


def test_an_earlier_file_stays_until_the_end(tmp_path):
    path = tmp_path / "report.pdf"
    path.write_bytes(b"old")
    with replacing(path) as unfinished:
        unfinished.write_bytes(b"new")
        assert path.read_bytes() == b"old"
    assert path.read_bytes() == b"new"


@pytest.mark.parametrize("failure", [ValueError, KeyboardInterrupt])
def test_a_failure_leaves_the_earlier_file(tmp_path, failure):
    path = tmp_path / "report.pdf"
    path.write_bytes(b"old")

    def write_half():
        with replacing(path) as unfinished:
            unfinished.write_bytes(b"ne")
            raise failure

    with pytest.raises(failure):
        write_half()
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_long_name_leaves_room_for_the_unfinished_file(tmp_path):
    path = tmp_path / ("x" * 251 + ".pdf")
    with replacing(path) as unfinished:
        unfinished.write_bytes(b"new")
    assert path.read_bytes() == b"new"


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "the disk is full"),
        (errno.EACCES, "it may not be written or read by this user"),
        (errno.ENOTDIR, "part of its path is a file, not a folder"),
    ],
)
def test_reasons_are_plain_words(number, words):
    assert reason(OSError(number, "whatever")) == words


def test_an_unusual_reason_is_the_systems_own():
    assert reason(OSError(errno.ELOOP, "Too many levels")) == "too many levels"
    assert reason(OSError()) == "the system gave no reason"
