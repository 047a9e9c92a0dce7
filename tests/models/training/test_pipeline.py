"""Chains of stages as processes, and the studies that are made of them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from core.errors import InputError, TrainingError
from models.training import pipeline
from models.training.cli import studies as commands
from models.training.evaluation.paper_tables import TABLE_IV, TABLE_V, TABLE_VI
from models.training.pipeline import Changes, read_recipe, run_chain
from models.training.run_folder import read_provenance
from models.training.studies import Study, ablation, palsy_split, portions

STAGE = """stage = "{stage}"
steps = 1
batch = 2
input_px = {size}
lr = 1e-4
lr_pretrained = 1e-4
[losses]
perceptual = 0.0
[[mix]]
pack = "tiny"
weight = 1.0
"""


def recipe(tmp_path: Path, **stages: int) -> Path:
    folder = tmp_path / "recipe"
    folder.mkdir()
    for number, (stage, size) in enumerate(stages.items(), start=1):
        (folder / f"{number}_{stage}.toml").write_text(STAGE.format(stage=stage, size=size))
    return folder


@pytest.mark.slow
def test_a_chain_hands_each_run_to_the_next_and_does_nothing_twice(
    tmp_path: Path, packs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stages = read_recipe(recipe(tmp_path, autoencoder=128, transfer=256))
    last = run_chain(stages, packs, tmp_path / "runs")
    assert last.name.startswith("2_transfer-")
    provenance = read_provenance(last)
    assert [name.split("-")[0] for name in provenance.previous] == ["1_autoencoder"]
    assert provenance.trained == ("encoder", "decoder", "transfer")

    monkeypatch.setattr(pipeline.subprocess, "Popen", pytest.fail)
    assert run_chain(stages, packs, tmp_path / "runs") == last


@pytest.mark.slow
def test_a_stage_that_fails_stops_the_chain_with_its_own_message(
    tmp_path: Path, packs: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    stages = read_recipe(recipe(tmp_path, transfer=256))
    with pytest.raises(TrainingError, match=r"1_transfer-\w+ did not finish \(exit code 1\)"):
        run_chain(stages, packs, tmp_path / "runs")
    told = capfd.readouterr().err
    assert "needs a trained decoder and encoder, which no run before it has trained" in told
    assert "Traceback" not in told


def test_a_chain_that_differs_has_run_folders_of_its_own(
    tmp_path: Path, packs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[str] = []
    monkeypatch.setattr(pipeline, "_run_stage", lambda *given: begun.append(given[2].name))
    folder = recipe(tmp_path, autoencoder=128, inversion=128, heatmaps=256)
    run_chain(read_recipe(folder), packs, tmp_path)
    run_chain(read_recipe(folder, Changes(inversion=False)), packs, tmp_path)
    run_chain(read_recipe(folder, Changes(heatmap_loss="mse")), packs, tmp_path)
    assert begun[0] == begun[3] == begun[5]  # the same autoencoder
    assert begun[1] == begun[6]  # the same inversion
    assert len({begun[2], begun[4], begun[7]}) == 3


@pytest.mark.parametrize(
    ("study", "published"),
    [
        (ablation(), TABLE_IV),
        (portions((0, 1, 13, 34, 97, 100)), [*TABLE_V[:2], *TABLE_V[3:]]),
        (palsy_split(range(7)), TABLE_VI),
    ],
)
def test_a_studys_rows_are_those_of_the_papers_table(study: Study, published: object) -> None:
    assert [variant.labels for variant in study.variants] == [row.labels for row in published]  # type: ignore[attr-defined]  # rows of tables


@pytest.mark.slow
def test_a_study_trains_measures_and_writes_its_table(tmp_path: Path, packs: Path) -> None:
    folder = recipe(tmp_path, heatmaps=256, depth=256)
    out = tmp_path / "runs"
    arguments = ["portions", str(folder), str(packs), str(out), f"pack={packs / 'tiny'}"]
    result = CliRunner().invoke(commands.commands, [*arguments, "--portion", "0"])
    assert result.exit_code == 0, result.output
    table = json.loads((out / "portions.json").read_text())
    (row,) = table["rows"]
    assert row["Data %"] == "0"
    assert row["pack_tiny NME %"]["mean"] > 0
    assert table["provenance"]["splits"] == "pack_tiny test, 4 faces"
    assert "| 0 |" in (out / "portions.md").read_text()
    assert "Share of the data" in result.stdout


def test_nothing_to_run_is_told(tmp_path: Path, packs: Path) -> None:
    with pytest.raises(InputError, match="no stage to run"):
        run_chain((), packs, tmp_path)
