"""From an entry of `resources/weights` back to a run folder, to train on from what is published."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Final

from core.errors import InputError
from core.files import plain_words, replacing
from core.provenance import machine
from models.nets.heatmap import Reading
from models.training import checkpoint
from models.training.config import RunConfig, Share, save_config
from models.training.run_folder import (
    NETWORK_PARTS,
    NETWORK_PREFIX,
    PROVENANCE_FILE,
    Provenance,
)
from models.training.stages.kinds import PARTS
from models.weights import WeightsEntry, load_network

PUBLISHED: Final = "published"
"""What stands where a run names its packs, its machine and its version of torch: the card says."""


def adopt(out: Path, name: str | None = None, folder: Path | None = None) -> WeightsEntry:
    """Make a finished run of published weights, for `--previous` of the runs that go on from it.

    Args:
        out: The run folder to make.
        name: `id@version`; None: the default of the manifest.
        folder: The weights folder; None: that of the program.

    Raises:
        InputError: `out` exists, or cannot be written.
        WeightsError: The weights are missing, altered, or of another architecture.
    """
    if out.exists():
        raise InputError(f"{out} exists: give the name of a new run folder.")
    net, entry = load_network(name, folder)
    origin = entry.trained_from
    softmax = net.reading is Reading.SOFTMAX
    config = RunConfig(
        stage="joint",
        steps=int(origin.get("steps", 1)),
        batch=1,
        lr=0.0,
        lr_pretrained=0.0,
        mix=(Share(PUBLISHED, 1.0),),
        heatmap_loss="softmax" if softmax else "mse",
        laterals=net.config.laterals,
        input_px=entry.input_px,
    )
    trained = tuple(part for part in PARTS if part in NETWORK_PARTS)
    provenance = Provenance(
        commit=str(origin.get("commit", PUBLISHED)),
        seed=config.seed,
        previous=(*origin.get("previous", ()), str(origin.get("run", entry.name))),
        trained_before=trained,
        trained=trained,
        machine=machine(),
        torch=PUBLISHED,
    )
    average = {f"{NETWORK_PREFIX}{key}": value for key, value in net.state_dict().items()}
    with plain_words(out, "choose another run folder"):
        out.mkdir(parents=True)
        save_config(config, out)
        with replacing(out / PROVENANCE_FILE) as unfinished:
            unfinished.write_text(json.dumps(asdict(provenance), indent=1), "utf-8")
        checkpoint.save(out, checkpoint.Checkpoint(config.steps, average, average, {}))
    return entry
