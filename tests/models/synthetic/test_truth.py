from __future__ import annotations

import numpy as np
import pytest

from core.errors import DataError
from models.synthetic.truth import STEPS_PER_PX, read_truth, write_truth


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "truth.npz"
    points = np.random.default_rng(0).uniform(-900, 900, (30, 68, 3))
    write_truth(path, {"rest": points, "snarl": points[:5]})
    return path


def test_landmarks_return_to_half_a_step(path):
    truth = read_truth(path)
    points = np.random.default_rng(0).uniform(-900, 900, (30, 68, 3))
    np.testing.assert_allclose(truth["rest"], points, atol=0.5 / STEPS_PER_PX)
    assert truth["snarl"].shape == (5, 68, 3)


def cut_off(content):
    return content[: len(content) // 2]


def altered(content):
    return content[:400] + bytes(600) + content[1000:]


def emptied(_):
    return b""


@pytest.mark.parametrize("damage", [cut_off, altered, emptied])
def test_a_damaged_file_is_told(path, damage):
    path.write_bytes(damage(path.read_bytes()))
    with pytest.raises(DataError, match=r"truth\.npz cannot be read: reinstall"):
        read_truth(path)


def test_a_missing_file_is_told(tmp_path):
    with pytest.raises(DataError, match=r"truth\.npz cannot be read"):
        read_truth(tmp_path / "truth.npz")
