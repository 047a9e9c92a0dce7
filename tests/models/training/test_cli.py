"""The run folder remembers how a run began, whatever it is resumed with."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from core.errors import InputError
from core.provenance import commit_of_checkout
from models.training.cli import runs
from models.training.config import load_config

RECIPE = """stage = "depth"
steps = {steps}
batch = 1
lr = 1.0
lr_pretrained = 1.0
laterals = {laterals}
input_px = {input_px}
seed = {seed}
[[mix]]
pack = "p"
weight = 1.0
"""
FIRST = {"steps": 3, "laterals": "true", "input_px": 256, "seed": 5}


def begin(folder: Path, **changed: object) -> None:
    config = folder / "given.toml"
    config.write_text(RECIPE.format(**FIRST | changed))
    runs._open_run_folder(config, load_config(config), folder / "run", previous=folder / "2_before")


def test_provenance_says_what_the_run_depends_on(tmp_path: Path) -> None:
    begin(tmp_path)
    told = json.loads((tmp_path / "run" / "provenance.json").read_text())
    assert told["seed"] == 5
    assert told["commit"] == commit_of_checkout()
    assert told["previous"] == "2_before"


def test_resuming_takes_the_config_and_keeps_the_provenance(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin(tmp_path)
    first = (tmp_path / "run" / "provenance.json").read_text()
    monkeypatch.setattr(runs, "commit_of_checkout", lambda: "later")
    begin(tmp_path, steps=7)
    assert (tmp_path / "run" / "provenance.json").read_text() == first
    assert load_config(tmp_path / "run" / "run.toml").steps == 7


def test_a_run_can_be_resumed_with_its_own_config(tmp_path: Path) -> None:
    begin(tmp_path)
    own = tmp_path / "run" / "run.toml"
    runs._open_run_folder(own, load_config(own), tmp_path / "run", previous=None)
    assert load_config(own).steps == 3


@pytest.mark.parametrize("changed", [{"laterals": "false"}, {"input_px": 128}])
def test_another_architecture_needs_another_folder(
    changed: dict[str, object], tmp_path: Path
) -> None:
    begin(tmp_path)
    before = (tmp_path / "run" / "run.toml").read_text()
    with pytest.raises(InputError, match="give another run folder"):
        begin(tmp_path, **changed)
    assert (tmp_path / "run" / "run.toml").read_text() == before
