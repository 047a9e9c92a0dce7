"""Commands that give photographs a palsy they do not have."""

from __future__ import annotations

from pathlib import Path

import typer

from core.errors import InputError
from models.synthetic.ict import IctModel
from models.synthetic.pack import open_array
from models.synthetic.photo_palsy import LARGEST_YAW_DEG
from models.synthetic.photo_palsy_pack import (
    REFUSALS,
    PhotoPalsySettings,
    PhotoSource,
    write_pack,
)
from models.training.cli.progress import say_progress
from models.training.data.pack import open_pack

commands = typer.Typer()


@commands.command("photo-palsy")
def photo_palsy(
    ict: Path,
    sources: list[Path],
    out: Path,
    count: int = typer.Option(0, min=0, help="Single pictures to make."),
    seed: int = 0,
    sequences: int = typer.Option(0, min=0, help="Courses of one exercise to make instead."),
    frames: int = typer.Option(15, min=3, help="Frames of a course."),
    yaw_limit_deg: float = LARGEST_YAW_DEG,
) -> None:
    """Give the photographs of the packs SOURCES a palsy, in pack OUT; goes on by itself."""
    if bool(count) == bool(sequences):
        raise InputError("Give either a number of pictures or a number of sequences.")
    settings = PhotoPalsySettings(
        count or sequences,
        seed,
        tuple(folder.name for folder in sources),
        frames=1 if count else frames,
        yaw_limit_deg=yaw_limit_deg,
    )
    photos = [_source(folder) for folder in sources]
    write_pack(out, IctModel.load(ict), photos, settings, progress=say_progress)
    for reason, times in zip(REFUSALS, open_array(out, "refused").sum(axis=0), strict=True):
        typer.echo(f"{times} refused: {reason}")


def _source(folder: Path) -> PhotoSource:
    pack = open_pack(folder)
    return PhotoSource(folder.name, pack.images, pack.points, pack.weights, pack.persons)
