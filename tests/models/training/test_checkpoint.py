"""A checkpoint is durable before it is named, and a damaged one is told."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
import torch

from core.errors import DataError
from models.training import checkpoint
from models.training.checkpoint import Checkpoint

PARTS = {"weight": torch.arange(6.0).reshape(2, 3)}


def saved(folder: Path, step: int = 4) -> Path:
    checkpoint.save(folder, Checkpoint(step, PARTS, PARTS, {}))
    return folder


def test_what_was_saved_is_loaded(tmp_path: Path) -> None:
    state = checkpoint.load(saved(tmp_path))
    assert state is not None
    assert state.step == 4
    assert torch.equal(state.average["weight"], PARTS["weight"])


def test_every_file_is_on_the_disk_before_the_index_names_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[int] = []
    fsync = os.fsync

    def noting(handle: int) -> None:
        synced.append(os.fstat(handle).st_ino)
        fsync(handle)

    monkeypatch.setattr(os, "fsync", noting)
    saved(tmp_path)
    places = [synced.index(path.stat().st_ino) for path in tmp_path.glob("state_*.safetensors")]
    assert len(places) == 3
    assert max(places) < synced.index((tmp_path / "state.json").stat().st_ino)


def test_only_the_last_checkpoint_is_kept(tmp_path: Path) -> None:
    (tmp_path / ".0123.part").write_bytes(b"left by a killed run")
    saved(saved(tmp_path, 4), 8)
    names = {path.name for path in tmp_path.iterdir()}
    assert names == {"state.json"} | {
        f"state_{part}_00000008.safetensors" for part in ("model", "average", "optimiser")
    }


def test_a_disk_that_takes_no_more_is_an_os_error_and_spares_the_last_checkpoint(
    tmp_path: Path, file_limit: Callable[[int], AbstractContextManager[None]]
) -> None:
    saved(tmp_path)
    large = Checkpoint(5, {"weight": torch.zeros(100_000)}, PARTS, {})
    with file_limit(10_000), pytest.raises(OSError, match=os.strerror(errno.EFBIG)):
        checkpoint.save(tmp_path, large)
    state = checkpoint.load(tmp_path)
    assert state is not None
    assert state.step == 4
    assert not list(tmp_path.glob(".*.part"))


@pytest.mark.parametrize("content", ["{", "{}", "[]"])
def test_an_index_that_tells_no_step_is_damaged(content: str, tmp_path: Path) -> None:
    assert checkpoint.steps_done(tmp_path) == 0
    assert checkpoint.steps_done(saved(tmp_path)) == 4
    (tmp_path / "state.json").write_text(content)
    with pytest.raises(DataError, match="cannot be read"):
        checkpoint.steps_done(tmp_path)


@pytest.mark.parametrize("how", ["cut off", "missing", "no index", "other parts"])
def test_a_damaged_checkpoint_is_told(how: str, tmp_path: Path) -> None:
    tensors = saved(tmp_path) / "state_model_00000004.safetensors"
    if how == "cut off":
        tensors.write_bytes(tensors.read_bytes()[:-4])
    elif how == "missing":
        tensors.unlink()
    elif how == "no index":
        (tmp_path / "state.json").write_text("{")
    else:
        (tmp_path / "state.json").write_text('{"step": 4, "files": {}}')
    with pytest.raises(DataError, match="cannot be read"):
        checkpoint.load(tmp_path)


def test_a_bug_is_not_taken_for_a_damaged_checkpoint(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: Path) -> None:
        raise AttributeError

    saved(tmp_path)
    monkeypatch.setattr(checkpoint, "load_file", broken)
    with pytest.raises(AttributeError):
        checkpoint.load(tmp_path)
