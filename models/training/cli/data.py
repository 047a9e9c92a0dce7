"""Commands that bring photographs into packs."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import typer

from core.progress import ignore_progress
from models.training.data.face_sets import FaceSet, write_pack

PACK_EDGE_PX: Final = 288

commands = typer.Typer()


@commands.command("pack")
def pack_photos(data: Path, packs: Path) -> None:
    """Decode the photo sets of DATA once into PACKS; remove a pack there to make it again."""
    labelled, pool = data / "faces" / "labelled", data / "faces" / "pool"
    teachers = {"plane_weight": 0.6, "jaw_weight": 0.3}
    sets = {
        "photos": FaceSet(labelled, "train"),
        "pool": FaceSet(pool, "train", 5.0, **teachers),
        "val_photos": FaceSet(labelled, "val"),
    }
    for name, faces in sets.items():
        count = write_pack(faces, packs / name, size_px=PACK_EDGE_PX, progress=ignore_progress)
        typer.echo(f"{name}: {count} pictures")
