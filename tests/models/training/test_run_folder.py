"""The run folder remembers how a run began, whatever it is resumed with or followed by."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path

import pytest
import torch

from core.errors import DataError, InputError
from core.provenance import commit_of_checkout
from models.training import checkpoint, run_folder
from models.training.config import RUN_FILE, LossWeights, RunConfig, Share, load_config
from models.training.loop import Trainer
from models.training.run_folder import (
    inherit,
    load_trained_network,
    open_run_folder,
    read_provenance,
    training_alone,
)
from models.training.stages.factory import build_stage

FIRST = RunConfig(
    stage="warmup",
    steps=1,
    batch=2,
    lr=1e-3,
    lr_pretrained=1e-4,
    mix=(Share("tiny", 1.0),),
    losses=LossWeights(latent_coordinate=1.0),
    input_px=64,
    seed=5,
)
WHOLE = dataclasses.replace(FIRST, stage="joint", input_px=256)
AUTOENCODER = dataclasses.replace(
    FIRST, stage="autoencoder", input_px=128, losses=LossWeights(perceptual=0.0)
)


def test_provenance_says_what_the_run_depends_on(tmp_path: Path) -> None:
    first = open_run_folder(tmp_path / "1_warmup", FIRST, None)
    assert first.previous == ()
    assert first.trained == ("encoder", "coordinates")
    second = open_run_folder(tmp_path / "2_joint", WHOLE, tmp_path / "1_warmup")
    assert second.seed == 5
    assert second.commit == commit_of_checkout()
    assert second.previous == ("1_warmup",)
    assert second.trained_before == ("encoder", "coordinates")
    assert read_provenance(tmp_path / "2_joint") == second


def test_resuming_takes_the_config_and_keeps_the_provenance(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = open_run_folder(tmp_path / "run", FIRST, None)
    monkeypatch.setattr(run_folder, "commit_of_checkout", lambda: "later")
    longer = dataclasses.replace(FIRST, steps=7)
    assert open_run_folder(tmp_path / "run", longer, None) == first
    assert load_config(tmp_path / "run" / RUN_FILE).steps == 7


@pytest.mark.parametrize("change", [{"laterals": True}, {"input_px": 128}, {"seed": 6}])
def test_another_run_needs_another_folder(change: dict[str, object], tmp_path: Path) -> None:
    open_run_folder(tmp_path / "run", FIRST, None)
    before = (tmp_path / "run" / RUN_FILE).read_text()
    changed = dataclasses.replace(FIRST, **change)  # type: ignore[arg-type]  # any key
    with pytest.raises(InputError, match=f"another {next(iter(change))}: give another run folder"):
        open_run_folder(tmp_path / "run", changed, None)
    assert (tmp_path / "run" / RUN_FILE).read_text() == before


def test_a_wrong_run_before_is_refused_and_leaves_nothing(tmp_path: Path) -> None:
    open_run_folder(tmp_path / "1_warmup", FIRST, None)
    depth = dataclasses.replace(WHOLE, stage="depth")
    with pytest.raises(
        InputError, match=r"needs a trained decoder and transfer, .* 1_warmup has not"
    ):
        open_run_folder(tmp_path / "2_depth", depth, tmp_path / "1_warmup")
    assert not (tmp_path / "2_depth").exists()
    with pytest.raises(DataError, match="not the folder of a training run"):
        open_run_folder(tmp_path / "2_depth", depth, tmp_path / "none")


def test_a_run_goes_on_from_the_run_that_it_was_begun_from(tmp_path: Path) -> None:
    for name in ("1_warmup", "1_other"):
        open_run_folder(tmp_path / name, FIRST, None)
    joint = tmp_path / "2_joint"
    open_run_folder(joint, WHOLE, tmp_path / "1_warmup")
    for given in (None, tmp_path / "1_other"):
        with pytest.raises(InputError, match="was begun from 1_warmup: give the same --previous"):
            open_run_folder(joint, WHOLE, given)
    open_run_folder(joint, WHOLE, tmp_path / "1_warmup")
    checkpoint.save(joint, checkpoint.Checkpoint(1, {}, {}, {}))
    open_run_folder(joint, WHOLE, None)  # everything is in the checkpoint
    with pytest.raises(InputError, match="was begun without a run before it"):
        open_run_folder(tmp_path / "1_warmup", FIRST, tmp_path / "1_other")


def test_a_run_cannot_go_on_with_other_parts(tmp_path: Path) -> None:
    open_run_folder(tmp_path / "run", AUTOENCODER, None)
    alone = dataclasses.replace(AUTOENCODER, losses=LossWeights(adversarial=0.0))
    with pytest.raises(InputError, match="another choice of what learns"):
        open_run_folder(tmp_path / "run", alone, None)
    open_run_folder(
        tmp_path / "run", dataclasses.replace(AUTOENCODER, losses=LossWeights(0.5)), None
    )


def test_a_frozen_decoder_draws_at_the_size_that_it_has_learned(tmp_path: Path) -> None:
    open_run_folder(tmp_path / "1", AUTOENCODER, None)
    inversion = dataclasses.replace(AUTOENCODER, stage="inversion")
    larger = dataclasses.replace(inversion, input_px=256)
    with pytest.raises(InputError, match=r"draws at 128 px .* use input_px = 128"):
        open_run_folder(tmp_path / "2", larger, tmp_path / "1")
    open_run_folder(tmp_path / "2", inversion, tmp_path / "1")
    learning = dataclasses.replace(AUTOENCODER, input_px=256)
    open_run_folder(tmp_path / "3", learning, tmp_path / "1")


def test_one_process_at_a_time_trains_in_a_folder(tmp_path: Path) -> None:
    open_run_folder(tmp_path, FIRST, None)
    with (
        training_alone(tmp_path),
        pytest.raises(InputError, match="Another process is training in"),
        training_alone(tmp_path),
    ):
        pytest.fail("two processes trained at once")
    with training_alone(tmp_path):
        assert (tmp_path / RUN_FILE).exists()


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(InputError, match=r"file cannot be written because .*choose another run"):
        open_run_folder(tmp_path / "file", FIRST, None)


@pytest.mark.parametrize(
    ("change", "words"),
    [({"laterals": True}, "laterals False"), ({"heatmap_loss": "mse"}, "reading 'softmax'")],
)
def test_heatmaps_go_on_as_they_were_built(
    change: dict[str, object], words: str, tmp_path: Path
) -> None:
    open_run_folder(tmp_path / "1_joint", WHOLE, None)
    changed = dataclasses.replace(WHOLE, **change)  # type: ignore[arg-type]  # any key
    with pytest.raises(InputError, match=words):
        open_run_folder(tmp_path / "2_joint", changed, tmp_path / "1_joint")
    again = dataclasses.replace(changed, fresh=("transfer",))
    open_run_folder(tmp_path / "2_joint", again, tmp_path / "1_joint")


@pytest.mark.slow
def test_a_stage_takes_over_what_was_trained_and_nothing_else(
    tmp_path: Path, trainer: Callable[[RunConfig, str], Trainer]
) -> None:
    before = open_run_folder(tmp_path / "one", FIRST, None)
    trainer(FIRST, "one").run()
    theirs = trainer(FIRST, "one")
    theirs.resume()
    average = theirs._average.whole()

    torch.manual_seed(9)
    heir = build_stage(dataclasses.replace(WHOLE, stage="heatmaps"))
    own = {name: value.clone() for name, value in heir.state_dict().items()}
    inherit(heir, tmp_path / "one", before.trained)
    now = heir.state_dict()
    for name, value in now.items():
        from_encoder = name.startswith(("net.encoder", "coordinates"))
        assert torch.equal(value, average[name] if from_encoder else own[name]), name

    with pytest.raises(DataError, match="nobody has trained decoder and depth and transfer"):
        load_trained_network(tmp_path / "one")
    open_run_folder(tmp_path / "empty", FIRST, None)
    with pytest.raises(DataError, match="no checkpoint"):
        inherit(heir, tmp_path / "empty", before.trained)
