"""The door of the training subsystem: `hemiface train ...` and `python -m models.training.cli`."""

from __future__ import annotations

import typer

from models.training.cli import data, runs, synthetic

commands = typer.Typer(no_args_is_help=True, help="Train PF-Net (for researchers).")
for family in (data, synthetic, runs):
    commands.add_typer(family.commands)
