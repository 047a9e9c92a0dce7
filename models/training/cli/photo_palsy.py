"""Commands that give photographs a palsy they do not have."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import typer

from core.errors import InputError
from models.synthetic.expressions import EXERCISES
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
from models.training.data.pack import open_pack, split_of_pack

commands = typer.Typer()


@commands.command("photo-palsy")
def photo_palsy(
    ict: Path,
    sources: list[Path],
    out: Path,
    count: int = typer.Option(0, min=0, help="Single pictures to make."),
    seed: int = typer.Option(0, min=0),
    sequences: int = typer.Option(0, min=0, help="Courses of one exercise to make instead."),
    frames: int = typer.Option(15, min=3, help="Frames of a course."),
    yaw_limit_deg: float = typer.Option(LARGEST_YAW_DEG, min=0.0),
    task: list[str] = typer.Option([], help="Exercise to attempt, may be repeated; none: any."),  # noqa: B008 - typer's idiom
) -> None:
    """Give the photographs of the packs SOURCES a palsy, in pack OUT; goes on by itself."""
    if bool(count) == bool(sequences):
        raise InputError("Give either a number of pictures or a number of sequences.")
    unknown = sorted(set(task) - set(EXERCISES))
    if unknown:
        raise InputError(f"Unknown task {unknown[0]!r}: choose of {', '.join(EXERCISES)}.")
    _refuse_mixed_splits(sources)
    settings = PhotoPalsySettings(
        count or sequences,
        seed,
        tuple(folder.name for folder in sources),
        frames=1 if count else frames,
        yaw_limit_deg=yaw_limit_deg,
        tasks=tuple(task),
    )
    photos = [_source(folder) for folder in sources]
    write_pack(out, IctModel.load(ict), photos, settings, progress=say_progress)
    for reason, times in zip(REFUSALS, open_array(out, "refused").sum(axis=0), strict=True):
        typer.echo(f"{times} refused: {reason}")


def _refuse_mixed_splits(sources: Sequence[Path]) -> None:
    """Nobody's face may be bent for training and for validation in one pack."""
    splits = {folder.name: split_of_pack(folder) for folder in sources}
    if len(set(splits.values()) - {""}) > 1:
        told = ", ".join(f"{name}: {split or 'not told'}" for name, split in splits.items())
        raise InputError(f"These packs serve different splits ({told}): bend each by itself.")


def _source(folder: Path) -> PhotoSource:
    pack = open_pack(folder)
    return PhotoSource(folder.name, pack.images, pack.points, pack.weights, pack.persons)
