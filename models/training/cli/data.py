"""Commands that list the data sets and bring them into packs."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import typer
from rich.console import Console
from rich.table import Table

from core.errors import DataError, InputError
from core.provenance import commit_of_checkout
from models.training.cli.progress import say_progress
from models.training.data.packing import PackCounts, PackSettings, evenly, write_pack
from models.training.data.sets.catalogue import DATASETS, DataSetInfo, OpenOptions, find_data_set
from models.training.data.sets.records import SPLITS
from models.training.data.sets.splits import DEFAULT_VAL_SHARE

POOL_DISAGREEMENT_PCT: Final = 5.0
"""Teachers that differ by more than this have often both lost the face (default)."""

DEFAULT_SETTINGS: Final = PackSettings()

commands = typer.Typer()


@commands.command("datasets")
def show_data_sets() -> None:
    """List the data sets: what they serve for, how to arrange them, what their licence says."""
    table = Table(show_lines=True, expand=True)
    for heading, ratio in (("set", 3), ("role", 2), ("layout of its folder", 6), ("licence", 3)):
        table.add_column(heading, ratio=ratio, overflow="fold")
    for info in DATASETS.values():
        size = f"\n{info.images:,} pictures" if info.images else ""
        roles = [f"{verb} {', '.join(uses)}" for verb, uses in _roles(info) if uses]
        table.add_row(
            f"{info.name}\n{info.title}{size}", "\n".join(roles), info.layout, info.licence
        )
    Console(markup=False, highlight=False, emoji=False).print(table)


def _roles(info: DataSetInfo) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return ("trains", info.train), ("tests", info.test)


@commands.command("pack")
def pack_data_set(
    name: str,
    folder: Path,
    out: Path,
    split: str = typer.Option("train", help=f"One of {', '.join(SPLITS)}."),
    val_share: float = typer.Option(
        DEFAULT_VAL_SHARE, min=0.0, max=0.5, help="Persons kept for val, where none are published."
    ),
    limit: int | None = typer.Option(None, min=1, help="At most so many faces, evenly spread."),
    max_disagreement: float | None = typer.Option(
        None, help="Prepared sets: leave out faces whose teachers differ by more percent."
    ),
    size: int = typer.Option(DEFAULT_SETTINGS.size_px, min=64, help="Side of the pictures."),
    min_face: float = typer.Option(
        DEFAULT_SETTINGS.min_face_px, help="Leave out faces of a smaller height in pixels."
    ),
) -> None:
    """Decode data set NAME in FOLDER once into the pack folder OUT."""
    info, options = find_data_set(name), OpenOptions(val_share, max_disagreement)
    if split not in SPLITS:
        raise InputError(f"Unknown split {split!r}: choose one of {', '.join(SPLITS)}.")
    settings = PackSettings(size, min_face)
    counts = pack_split(
        info, folder, out, split=split, options=options, settings=settings, limit=limit
    )
    typer.echo(f"{out.name}: {in_words(counts)}")


@commands.command("pack-all")
def pack_prepared_sets(
    data: Path,
    packs: Path,
    limit: int | None = typer.Option(None, min=1, help="At most so many faces a pack."),
) -> None:
    """Pack the prepared photo sets of DATA/faces into PACKS; packs that are there are kept."""
    for name, source, split in (
        ("photos", "labelled", "train"),
        ("pool", "pool", "train"),
        ("val_photos", "labelled", "val"),
        ("val_pool", "pool", "val"),
    ):
        out = packs / name
        if out.exists():
            typer.echo(f"{name}: is there already")
            continue
        info = DATASETS[name.removeprefix("val_")]
        options = OpenOptions(
            max_disagreement_pct=POOL_DISAGREEMENT_PCT if source == "pool" else None
        )
        counts = pack_split(
            info,
            data / "faces" / source,
            out,
            split=split,
            options=options,
            settings=DEFAULT_SETTINGS,
            limit=limit,
        )
        typer.echo(f"{name}: {in_words(counts)}")


def pack_split(
    info: DataSetInfo,
    folder: Path,
    out: Path,
    *,
    split: str,
    options: OpenOptions,
    settings: PackSettings,
    limit: int | None,
) -> PackCounts:
    """Pack one split of a data set.

    Raises:
        DataError: The set is malformed or has no face in the split.
        InputError: `out` exists or cannot be written.
        VideoError: A video is damaged.
    """
    records = info.open(folder, options).records()
    chosen = evenly([face for face in records if face.split == split], limit)
    if not chosen:
        raise DataError(f"{info.name} in {folder} has no face in its split {split!r}.")
    origin = {"data_set": info.name, "split": split, "commit": commit_of_checkout()}
    return write_pack(chosen, out, settings, origin=origin, progress=say_progress)


def in_words(counts: PackCounts) -> str:
    """One line that says what became of the faces."""
    places = ", ".join(f"{number} by {who}" for who, number in counts.by_box.items())
    left_out = ", ".join(f"{number} {why}" for why, number in counts.dropped.items())
    known = f"placed {places}; {counts.with_depth} with depth"
    return f"{counts.packed} faces ({known}); left out: {left_out or 'none'}"
