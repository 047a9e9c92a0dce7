"""`hemiface train ...`: the hidden door to the training subsystem, opened only when used."""

from __future__ import annotations

from typing import Final

import typer

PASS_ON: Final = {"allow_extra_args": True, "ignore_unknown_options": True}


def train(context: typer.Context) -> None:
    """Hand everything behind `train` to the training subsystem's own commands."""
    from models.training.cli.main import commands

    commands(context.args, standalone_mode=False)
