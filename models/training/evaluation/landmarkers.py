"""Which network an evaluation measures: published weights or the last state of a run."""

from __future__ import annotations

import hashlib
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Final

from safetensors.torch import save
from torch import Tensor, nn

from core.paths import weights_dir
from models.nets.pfnet import CROP_SIZE_PX
from models.runtime.network import PFNetLandmarker
from models.training.run_folder import load_trained_network
from models.weights import ARCHITECTURE, LANDMARK_SCHEME, WeightsEntry, read_manifest

UNPUBLISHED: Final = "not published"
"""Licence of a run's own weights."""


def published(name: str | None, folder: Path | None) -> PFNetLandmarker:
    """The landmarker with published weights.

    Args:
        name: `id@version`, or `id` for its newest version; None: the default of the manifest.
        folder: Where the manifest lies; None: the shipped weights.

    Raises:
        WeightsError: There are no such weights, or they are missing or altered.
    """
    if name is not None and "@" not in name:
        name = _newest(name, folder)
    return PFNetLandmarker.shipped(name, folder=folder)


def of_run(run: Path) -> PFNetLandmarker:
    """The landmarker with the averaged weights of a run folder's last checkpoint.

    Its model is `<run folder>@step<steps>`; its hash is that of the averaged weights as they are,
    in single precision. A network trained on smaller pictures is given smaller ones.

    Raises:
        KnownError: See `models.training.run_folder.load_trained_network`.
    """
    net, steps, input_px = load_trained_network(run)
    if input_px != CROP_SIZE_PX:
        net.register_forward_pre_hook(partial(_shrunk, CROP_SIZE_PX // input_px))
    content = save({name: value.contiguous() for name, value in net.state_dict().items()})
    entry = WeightsEntry(
        id=run.resolve().name,
        version=f"step{steps}",
        file="",
        bytes=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        architecture=ARCHITECTURE,
        config=asdict(net.config),
        input_px=CROP_SIZE_PX,
        landmark_scheme=LANDMARK_SCHEME,
        depth_scale=None,
        ratio_error_points={},
        licence=UNPUBLISHED,
        trained_from={"run": run.resolve().name, "steps": steps},
    )
    return PFNetLandmarker(net, entry)


def _shrunk(factor: int, _net: nn.Module, given: tuple[Tensor]) -> Tensor:
    """The pictures (B, 3, H, W), each edge `factor` times shorter."""
    return nn.functional.avg_pool2d(given[0], factor)


def _newest(model_id: str, folder: Path | None) -> str:
    entries, _ = read_manifest(folder or weights_dir())
    versions = [entry.version for entry in entries.values() if entry.id == model_id]
    if not versions:
        return model_id
    newest = max(versions, key=lambda text: [int(part) for part in text.split(".")])
    return f"{model_id}@{newest}"
