from __future__ import annotations

import pytest

from app.gui import single_start
from app.gui.single_start import LOCK_FILE, SingleStart
from core.errors import InputError


@pytest.fixture
def first(qapp, tmp_path):
    made = SingleStart(tmp_path)
    assert made.claim()
    yield made
    made.release()


def test_a_second_start_calls_the_first_to_the_front(qtbot, first, tmp_path):
    with qtbot.waitSignal(first.front_wanted):
        assert not SingleStart(tmp_path).claim()


def test_another_folder_has_its_own_window(first, tmp_path):
    (tmp_path / "other").mkdir()
    other = SingleStart(tmp_path / "other")
    assert other.claim()
    other.release()


def test_after_the_first_has_left_another_may_come(qapp, tmp_path):
    one, two = SingleStart(tmp_path), SingleStart(tmp_path)
    assert one.claim()
    one.release()
    assert two.claim()
    two.release()


def test_what_a_killed_start_left_over_does_not_matter(qapp, tmp_path):
    killed = SingleStart(tmp_path)
    assert killed.claim()
    killed._lock.release()  # the system takes the lock from the dead; its socket stays
    again = SingleStart(tmp_path)
    assert again.claim()
    again.release()


def test_one_that_does_not_answer_is_told_in_a_sentence(qapp, tmp_path, monkeypatch):
    monkeypatch.setattr(single_start, "_ANSWER_MS", 100)
    silent = SingleStart(tmp_path)
    silent._lock.acquire(timeout=0)
    with pytest.raises(InputError, match="open already"):
        SingleStart(tmp_path).claim()
    silent.release()
    assert (tmp_path / LOCK_FILE).exists()


def test_a_window_that_cannot_be_called_opens_and_the_log_says_so(
    qapp, tmp_path, monkeypatch, caplog
):
    monkeypatch.setenv("TMPDIR", str(tmp_path / "missing"))  # where sockets go
    deaf = SingleStart(tmp_path)
    assert deaf.claim()
    deaf.release()
    assert "cannot call this window" in caplog.text
