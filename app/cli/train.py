"""`hemiface train ...`: the hidden door to the training subsystem, opened only when used."""

from __future__ import annotations

from typing import Final

import typer

from core.errors import InputError

TRAIN_EXTRA: Final = ("lightning_fabric", "matplotlib", "numba", "tensorboardX")
"""Packages that only the program's 'train' extra installs."""
PASS_ON: Final = {"allow_extra_args": True, "ignore_unknown_options": True}


def train(context: typer.Context) -> None:
    """Hand everything behind `train` to the training subsystem's own commands.

    Raises:
        InputError: A package that only training needs is not installed.
    """
    try:
        from models.training.cli.main import commands
    except ModuleNotFoundError as error:
        package = (error.name or "").partition(".")[0]
        if package not in TRAIN_EXTRA:
            raise
        raise InputError(
            f"Training needs {package}: install the program with its 'train' extra."
        ) from error
    code = commands(context.args, prog_name="hemiface train", standalone_mode=False)
    if code:  # what Ctrl-C became on its way out of the inner commands
        raise typer.Exit(code)
