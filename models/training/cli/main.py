"""The door of the training subsystem: `hemiface train ...` and `python -m models.training.cli`."""

from __future__ import annotations

import typer

from models.training.cli import data, evaluation, photo_palsy, runs, smoke, studies, synthetic

commands = typer.Typer(no_args_is_help=True, help="Train PF-Net (for researchers).")
for family in (data, synthetic, photo_palsy, runs, evaluation, studies, smoke):
    commands.add_typer(family.commands)
