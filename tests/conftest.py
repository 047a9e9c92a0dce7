"""For all tests: one thread a process, no data folder of the person who runs them."""

from __future__ import annotations

import os

# Set before numpy or torch load: two waiting threads on a busy core take longer than one.
os.environ["OMP_NUM_THREADS"] = "1"

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def _own_data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HEMIFACE_HOME", str(tmp_path / "hemiface-home"))
