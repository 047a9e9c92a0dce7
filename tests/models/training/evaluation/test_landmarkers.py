from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from core.errors import WeightsError
from core.paths import resource
from models.nets.pfnet import CROP_SIZE_PX, PFNet, PFNetConfig
from models.runtime.network import PFNetLandmarker
from models.training.evaluation import landmarkers
from models.training.run_folder import TrainedNetwork


def manifest(folder, *names):
    (entry,) = json.loads((resource("weights") / "manifest.json").read_text())["weights"][:1]
    rows = []
    for name in names:
        model_id, version = name.split("@")
        rows.append(entry | {"id": model_id, "version": version})
    (folder / "manifest.json").write_text(json.dumps({"weights": rows, "default": names[0]}))


@pytest.mark.parametrize(
    ("asked", "loaded"),
    [("a", "a@0.10"), ("a@0.2", "a@0.2"), ("b", "b@1.0"), (None, None)],
)
def test_a_name_alone_is_its_newest_version(tmp_path, monkeypatch, asked, loaded):
    manifest(tmp_path, "a@0.2", "a@0.10", "b@1.0", "a@0.9")
    told = []
    monkeypatch.setattr(
        PFNetLandmarker, "shipped", lambda name, *, folder: told.append((name, folder))
    )
    landmarkers.published(asked, tmp_path)
    assert told == [(loaded, tmp_path)]


def test_unknown_weights_are_named(tmp_path):
    manifest(tmp_path, "a@0.2")
    with pytest.raises(WeightsError, match=r"no weights 'c'; known are a@0\.2"):
        landmarkers.published("c", tmp_path)


def test_a_run_is_known_by_its_folder_its_steps_and_its_weights(tmp_path, monkeypatch):
    nets = [PFNet(PFNetConfig()).eval() for _ in range(2)]
    given = iter([TrainedNetwork(net, 7, CROP_SIZE_PX) for net in (*nets, nets[0])])
    monkeypatch.setattr(landmarkers, "load_trained_network", lambda folder: next(given))
    first, second, again = (landmarkers.of_run(Path(tmp_path) / "4_joint") for _ in range(3))
    assert first.model == "4_joint@step7"
    assert first.weights_sha256 == again.weights_sha256 != second.weights_sha256
    points, confidence = first.predict(np.zeros((1, 256, 256, 3), np.uint8))
    assert (points.shape, confidence.shape) == ((1, 68, 3), (1, 68))


def test_a_run_on_smaller_pictures_is_given_smaller_pictures(tmp_path, monkeypatch):
    net = PFNet(PFNetConfig()).eval()
    monkeypatch.setattr(landmarkers, "load_trained_network", lambda _: TrainedNetwork(net, 7, 128))
    sizes = []
    net.encoder.register_forward_pre_hook(lambda _, given: sizes.append(given[0].shape[-2:]))
    landmarkers.of_run(tmp_path / "4_depth").predict(np.zeros((1, 256, 256, 3), np.uint8))
    assert sizes == [(128, 128)]
