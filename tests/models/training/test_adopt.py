"""Published weights become a run that others can start from."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
import torch

from core.errors import InputError
from models.training.adopt import adopt
from models.training.run_folder import (
    inherit,
    load_trained_network,
    open_run_folder,
    read_provenance,
)
from models.training.stages.factory import build_stage
from models.weights import load_network
from tests.models.training.test_export import CONFIG, published


@pytest.mark.slow
@pytest.mark.parametrize("heatmap_loss", ["softmax", "awing"])
def test_training_goes_on_from_published_weights(tmp_path: Path, heatmap_loss: str) -> None:
    config = dataclasses.replace(CONFIG, heatmap_loss=heatmap_loss)  # type: ignore[arg-type]  # from a list
    weights = published(tmp_path, config)
    out = tmp_path / "from_published"
    entry = adopt(out, folder=weights)
    net = load_network(entry.name, weights)[0]
    ours = load_trained_network(out).net
    for name, value in net.state_dict().items():
        assert torch.equal(value, ours.state_dict()[name]), name

    depth = dataclasses.replace(config, stage="depth")
    next_run = open_run_folder(tmp_path / "depth", depth, out)
    assert next_run.previous == ("9_joint", "from_published")
    stage = build_stage(depth, None)
    inherit(stage, out, next_run.trained_before)
    assert torch.equal(stage.net.depth.stem.conv.weight, net.depth.stem.conv.weight)
    assert read_provenance(out).trained == ("encoder", "decoder", "transfer", "depth")


def test_an_existing_folder_is_kept(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="exists"):
        adopt(tmp_path)
