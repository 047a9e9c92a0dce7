from __future__ import annotations

import pytest

from app.storage import measure_storage
from core.errors import StoreError
from core.progress import Cancelled, CancelToken, ignore_progress


def test_all_files_count_and_links_do_not_count_twice(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "one").write_bytes(b"x" * 1000)
    (tmp_path / "two").write_bytes(b"x" * 500)
    found = measure_storage(tmp_path, progress=ignore_progress, cancel=CancelToken())
    assert found.used_bytes == 1500
    assert found.free_bytes > 0


def test_it_can_be_cancelled(tmp_path):
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(Cancelled):
        measure_storage(tmp_path, progress=ignore_progress, cancel=cancel)


def test_a_folder_that_is_gone_is_told_in_a_sentence(tmp_path):
    with pytest.raises(StoreError, match="cannot be read"):
        measure_storage(tmp_path / "gone", progress=ignore_progress, cancel=CancelToken())
