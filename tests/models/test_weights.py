"""Weights that this program cannot run are refused before they answer wrongly."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import save

from core.errors import WeightsError
from models.nets.pfnet import CROP_SIZE_PX
from models.weights import ARCHITECTURE, LANDMARK_SCHEME, MANIFEST, load_network


def listed(folder: Path, changed: dict[str, Any]) -> Path:
    """A weights folder with one small file that is as long and hashed as its entry says."""
    content = save({"other": torch.zeros(1)})
    (folder / "model.safetensors").write_bytes(content)
    entry: dict[str, Any] = {
        "id": "net",
        "version": "1.0",
        "file": "model.safetensors",
        "bytes": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
        "architecture": ARCHITECTURE,
        "config": {"laterals": True},
        "input_px": CROP_SIZE_PX,
        "landmark_scheme": LANDMARK_SCHEME,
        "depth_scale": None,
        "ratio_error_points": {},
        "licence": "research",
        "trained_from": {},
    }
    table = {"weights": [entry | changed], "default": "net@1.0"}
    (folder / MANIFEST).write_text(json.dumps(table))
    return folder


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"architecture": "other.Net"}, "other.Net"),
        ({"input_px": 192}, "pictures of 192 px"),
        ({"landmark_scheme": "wflw98"}, "landmarks wflw98"),
    ],
)
def test_weights_of_another_contract_ask_for_an_update(
    changed: dict[str, Any], words: str, tmp_path: Path
) -> None:
    with pytest.raises(WeightsError, match=f"net@1.0 are for {words}, .*update the program"):
        load_network(folder=listed(tmp_path, changed))


@pytest.mark.parametrize("config", [{"laterals": True}, {"depth": 3}, {"reading": "nonsense"}])
def test_weights_that_do_not_fit_the_network_are_told(
    config: dict[str, Any], tmp_path: Path
) -> None:
    with pytest.raises(WeightsError, match="do not fit the network"):
        load_network(folder=listed(tmp_path, {"config": config}))
