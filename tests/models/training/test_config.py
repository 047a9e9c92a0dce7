"""A config is right or it is refused in one sentence, before anything runs."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest

from core.errors import InputError
from models.training.config import RUN_FILE, load_config, save_config
from models.training.pipeline import Changes, read_recipe
from models.training.stages.kinds import check_pair, trained_after

RECIPES = Path(str(files("models.training"))) / "recipes"

GOOD = """stage = "{stage}"
steps = 3
batch = 2
lr = 1e-3
lr_pretrained = 1e-4
{more}
[[mix]]
pack = "p"
weight = 1
"""


def given(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "given.toml"
    path.write_text(text)
    return path


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("stage=", "not valid TOML"),
        (GOOD.format(stage="nonsense", more=""), "'nonsense' is unknown; choose one of autoenc"),
        (GOOD.format(stage="depth", more="step = 1"), "unknown key 'step'"),
        ('stage="depth"\nsteps=1\n', "the key 'batch' is missing"),
        (GOOD.format(stage="depth", more="seed = 1.5"), "seed: 1.5 should be of type int"),
        (GOOD.format(stage="depth", more="ema = true"), "ema: True should be of type float"),
        (GOOD.format(stage="depth", more="accumulate = 0"), "must be at least 1"),
        (GOOD.format(stage="depth", more="seed = -1"), "seed must be at least 0"),
        (GOOD.format(stage="depth", more="workers = -1"), "workers must be at least 0"),
        (GOOD.format(stage="depth", more="sigma_cells = 0"), "sigma_cells must be above 0"),
        (GOOD.format(stage="depth", more="constant_ratio = 2"), "must be from 0 to 1"),
        (GOOD.format(stage="depth", more="ema = 1"), "ema must be from 0 to below 1"),
        (GOOD.format(stage="depth", more="beta1 = 1.5"), "beta1 must be from 0 to below 1"),
        (GOOD.format(stage="depth", more="gradient_limit = nan"), "nan is not a finite number"),
        (GOOD.replace("weight = 1", "weight = inf").format(stage="depth", more=""), "not a finite"),
        (GOOD.format(stage="inversion", more="input_px = 200"), "must be 128 or 256"),
        (GOOD.format(stage="depth", more="input_px = 7"), "must be 64, 128 or 256"),
        (
            GOOD.replace("batch = 2", "batch = 1").format(stage="warmup", more="input_px = 64"),
            "a batch of 2 at least",
        ),
        (
            GOOD.format(stage="heatmaps", more="input_px = 128\nlaterals = true"),
            "laterals need input_px 256",
        ),
        (GOOD.format(stage="depth", more="losses = {depth = -1.0}"), "must not be negative"),
        (GOOD.format(stage="depth", more="losses = 3"), "3 should be a table"),
        (GOOD.replace("weight = 1", "weight = 0").format(stage="depth", more=""), "above 0"),
        (GOOD.split("[[mix]]")[0].format(stage="depth", more="mix = []"), "at least one pack"),
        (
            GOOD.format(stage="joint", more='heatmap_loss = "mse"\nlosses = {difference = 1.0}'),
            "through a softmax",
        ),
    ],
)
def test_a_bad_config_is_told_in_one_sentence(text: str, words: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=words):
        load_config(given(tmp_path, text))


def test_a_missing_config_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"Cannot read .*it does not exist"):
        load_config(tmp_path / "none.toml")


def test_what_a_run_folder_keeps_is_the_config_as_it_was_run(tmp_path: Path) -> None:
    more = 'learns = ["transfer"]\nlosses = {heatmap = 300}'
    path = given(tmp_path, GOOD.format(stage="transfer", more=more))
    config = load_config(path, {"steps": 7})
    save_config(config, tmp_path)
    assert config.steps == 7
    assert config.losses.heatmap == 300.0
    assert load_config(tmp_path / RUN_FILE) == config


@pytest.mark.parametrize("recipe", sorted(p.name for p in RECIPES.iterdir() if p.is_dir()))
def test_every_shipped_recipe_can_be_read(recipe: str) -> None:
    assert read_recipe(RECIPES / recipe)


@pytest.mark.parametrize("recipe", ["paper", "smoke"])
def test_the_papers_stages_stand_in_its_order(recipe: str) -> None:
    stages = [stage.config.stage for stage in read_recipe(RECIPES / recipe)]
    assert stages == [
        *("autoencoder", "autoencoder", "inversion", "transfer", "finetune", "depth", "joint")
    ]
    norms = [stage.config.reconstruction for stage in read_recipe(RECIPES / recipe)][:3]
    assert norms == ["l2", "l1", "l2"]


def test_ablations_change_what_they_name_and_nothing_else() -> None:
    whole = read_recipe(RECIPES / "paper")
    bare = read_recipe(RECIPES / "paper", Changes(self_supervision=False))
    assert [stage.name for stage in bare] == [stage.name for stage in whole[3:]]
    assert bare[0].config.fresh == ("encoder",)
    assert [stage.config.learns for stage in bare] == [
        ("transfer", "decoder"),
        ("encoder", "transfer", "decoder"),
        ("depth",),
        ("encoder", "transfer", "depth", "decoder"),
    ]
    trained: tuple[str, ...] = ()
    for stage in bare:
        check_pair(stage.config, trained, "before")
        trained = trained_after(stage.config, trained)

    no_inversion = read_recipe(RECIPES / "paper", Changes(inversion=False))
    assert no_inversion == whole[:2] + whole[3:]

    mse = read_recipe(RECIPES / "paper", Changes(heatmap_loss="mse"))
    assert mse[:3] == whole[:3]
    assert {stage.config.heatmap_loss for stage in mse[3:]} == {"mse"}

    part = read_recipe(RECIPES / "paper", Changes(autoencoder_portion=0.13))
    assert {share.portion for stage in part[:3] for share in stage.config.mix} == {0.13}
    assert part[3:] == whole[3:]
    with pytest.raises(InputError, match="choose softmax, mse or awing"):
        read_recipe(RECIPES / "paper", Changes(heatmap_loss="hinge"))


def test_a_folder_without_recipes_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="holds no recipe"):
        read_recipe(tmp_path)
