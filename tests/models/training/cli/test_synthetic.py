"""`train render` and `train contact-sheet` with a stand-in for the morphable face's renderer."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from core.errors import InputError
from models.synthetic.pack import Split
from models.training.cli import synthetic
from models.training.cli.main import commands


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    """What `train render` asks of the renderer."""
    asked: dict[str, object] = {}

    def write_pack(folder, renderer, settings, *, backgrounds, progress):
        asked.update(folder=folder, settings=settings, backgrounds=backgrounds)
        progress(settings.count, settings.count, "rendering faces")

    monkeypatch.setattr(synthetic.rendered, "write_pack", write_pack)
    monkeypatch.setattr(synthetic.Renderer, "load", lambda folder: None)
    return asked


def render(*options: str):
    return CliRunner().invoke(commands, ["render", "ict", "packs", "mine", "3", "9", *options])


def test_render_tells_its_settings_and_its_progress(told):
    result = render("--split", "validation", "--glasses-share", "0.5", "--size-px", "64")
    assert result.exit_code == 0
    settings = told["settings"]
    assert (settings.count, settings.seed, settings.split) == (3, 9, Split.VALIDATION)
    assert (settings.glasses_share, settings.size_px) == (0.5, 64)
    assert told["folder"] == Path("packs/mine")
    assert "rendering faces: 3 of 3" in result.stderr
    assert result.stdout == ""


def test_unknown_split_names_the_known_ones(told):
    result = render("--split", "nonsense")
    assert isinstance(result.exception, InputError)
    assert str(result.exception) == (
        "There is no split 'nonsense': choose one of training, validation, benchmark, demo."
    )
    assert not told


@pytest.mark.parametrize(
    "option", [("--glasses-share", "1.5"), ("--palsy-probability", "-1"), ("--size-px", "0")]
)
def test_impossible_numbers_are_refused(told, option):
    assert render(*option).exit_code == 2
    assert not told


def test_contact_sheet_of_any_pack(tmp_path):
    np.save(tmp_path / "images.npy", np.zeros((4, 16, 16, 3), dtype=np.uint8))
    np.save(tmp_path / "points.npy", np.full((4, 68, 3), 8.0))
    out = tmp_path / "sheet.png"
    words = ["contact-sheet", str(tmp_path), str(out), "--count", "2", "--points"]
    assert CliRunner().invoke(commands, words).exit_code == 0
    assert out.stat().st_size > 100
