"""From a run folder to an entry of `resources/weights`: fp16 safetensors, manifest row and card."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import save

from core.errors import DataError, InputError
from core.files import plain_words, replacing
from models.nets.pfnet import CROP_SIZE_PX
from models.training.card import CARD_FILE, card_text
from models.training.run_folder import load_trained_network, read_provenance
from models.weights import (
    ARCHITECTURE,
    LANDMARK_SCHEME,
    MANIFEST,
    WeightsEntry,
    read_manifest,
)


@dataclass(frozen=True, slots=True)
class Release:
    """What is published.

    Attributes:
        id: Name of the model.
        version: major.minor.
        licence: Under which the weights may be used.
        data: What it was trained on, for the manifest.
        depth_scale: Kappa of `hemiface bench pose`, or None.
        ratio_error_points: By measure, the `ratio_..._rms_pct` of `hemiface bench asymmetry`.

    Raises:
        InputError: Id or version cannot be the name of a folder.
    """

    id: str
    version: str
    licence: str
    data: str
    depth_scale: float | None = None
    ratio_error_points: dict[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name in (self.id, self.version):
            if not name or name in (".", "..") or set(name) & set("/\\:"):
                raise InputError(f"{name!r} names no folder: give another id or version.")


def export(
    run: Path, folder: Path, release: Release, evaluation: Path | None = None
) -> WeightsEntry:
    """Publish the averaged weights of a finished run and make them the default.

    Args:
        run: Run folder.
        folder: The weights folder with the manifest.
        release: Name, version and terms.
        evaluation: Folder of the run's own evaluation, for the card.

    Raises:
        InputError: The folder has no evaluation, or the weights folder cannot be written.
        DataError: The run cannot be published: no checkpoint, a part untrained, smaller pictures
            than the program gives, or this version is published already.
        WeightsError: The manifest is malformed.
    """
    net, steps, input_px = load_trained_network(run)
    if input_px != CROP_SIZE_PX:
        raise DataError(
            f"{run} was trained on pictures of {input_px} px, the program gives {CROP_SIZE_PX}: "
            "publish a run with input_px = 256."
        )
    config, provenance = net.config, read_provenance(run)
    content = save({name: _half(value).contiguous() for name, value in net.state_dict().items()})
    entry = WeightsEntry(
        id=release.id,
        version=release.version,
        file=f"{release.id}/{release.version}/model.safetensors",
        bytes=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        architecture=ARCHITECTURE,
        config=asdict(config),
        input_px=CROP_SIZE_PX,
        landmark_scheme=LANDMARK_SCHEME,
        depth_scale=release.depth_scale,
        ratio_error_points=release.ratio_error_points,
        licence=release.licence,
        trained_from={
            "commit": provenance.commit,
            "run": run.name,
            "previous": list(provenance.previous),
            "steps": steps,
            "data": release.data,
        },
    )
    card = card_text(entry, provenance, evaluation)
    with plain_words(folder):
        _publish(folder, entry, content, card)
    return entry


def _half(value: torch.Tensor) -> torch.Tensor:
    return value.half() if value.is_floating_point() else value


def _publish(folder: Path, entry: WeightsEntry, content: bytes, card: str) -> None:
    manifest = folder / MANIFEST
    table: dict[str, Any] = {"weights": []}
    if manifest.exists():
        if entry.name in read_manifest(folder)[0]:
            raise DataError(f"{entry.name} is published already: choose the next version.")
        table = json.loads(manifest.read_text("utf-8"))
    target = folder / entry.file
    target.parent.mkdir(parents=True, exist_ok=True)
    with replacing(target) as unfinished:
        unfinished.write_bytes(content)
    with replacing(target.parent / CARD_FILE) as unfinished:
        unfinished.write_text(card, "utf-8")
    table["weights"].append(asdict(entry))
    table["default"] = entry.name
    with replacing(manifest) as unfinished:
        unfinished.write_text(json.dumps(table, indent=2) + "\n", "utf-8")
