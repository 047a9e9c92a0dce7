"""One command through the whole subsystem: does everything run, learn and publish here?"""

from __future__ import annotations

import logging
import os
from pathlib import Path
from typing import Final

import typer

from models.synthetic import pack as rendered
from models.synthetic.pack import PackSettings, Split
from models.synthetic.render import Renderer
from models.training.cli.data import DEFAULT_SETTINGS, pack_split
from models.training.cli.progress import say_progress
from models.training.data.sets.catalogue import DATASETS, OpenOptions
from models.training.export import Release, export
from models.training.pipeline import read_recipe, run_chain

RECIPE: Final = Path(__file__).parents[1] / "recipes" / "smoke"
PHOTOS: Final = {"photos": ("train", 240), "val_photos": ("val", 48)}
FACES: Final = {"palsy": (Split.TRAINING, 160), "val_palsy": (Split.VALIDATION, 40)}
SEED: Final = 900
EDGE_PX: Final = 192
MODEL_ID: Final = "smoke"

commands = typer.Typer()


@commands.command("smoke")
def smoke(
    data: Path,
    out: Path,
    processes: int = typer.Option(os.cpu_count() or 1, min=1, help="Data-parallel processes."),
) -> None:
    """Pack DATA's photographs, render faces, train the seven stages, publish weights; in OUT.

    DATA holds faces/labelled (a prepared set), ict (the face model) and perceptual (VGG weights).
    The same command goes on where it was stopped. Nothing it publishes is of use.
    """
    logging.getLogger("models.training").setLevel(logging.INFO)
    packs = out / "packs"
    _pack(data, packs)
    stages = read_recipe(RECIPE)
    perceptual = next(iter(sorted((data / "perceptual").glob("*.npz"))), None)
    run = run_chain(stages, packs, out / "runs", processes=processes, perceptual=perceptual)
    weights = out / "weights"
    if not (weights / "manifest.json").exists():
        export(run, weights, Release(MODEL_ID, "0.0", "not for use", "smoke profile"))
    typer.echo(f"Weights are in {weights}; set HEMIFACE_WEIGHTS to that folder to use them.")


def _pack(data: Path, packs: Path) -> None:
    for name, (split, limit) in PHOTOS.items():
        if not (packs / name).exists():
            pack_split(
                DATASETS["photos"],
                data / "faces" / "labelled",
                packs / name,
                split=split,
                options=OpenOptions(),
                settings=DEFAULT_SETTINGS,
                limit=limit,
            )
    renderer: Renderer | None = None
    for name, (purpose, count) in FACES.items():
        renderer = renderer or Renderer.load(data / "ict")
        settings = PackSettings(count, SEED, split=int(purpose), size_px=EDGE_PX)
        rendered.write_pack(packs / name, renderer, settings, progress=say_progress)
