"""Where shipped resources and the user's own data lie."""

from __future__ import annotations

import os
from importlib.resources import files
from pathlib import Path

from platformdirs import user_data_path


def resource(*parts: str) -> Path:
    """Path of a file shipped in the `resources` package, e.g. `resource("weights", "x.json")`."""
    return Path(str(files("resources").joinpath(*parts)))


def data_dir() -> Path:
    """The folder of the user's database and media: `HEMIFACE_HOME`, else the platform's place."""
    chosen = os.environ.get("HEMIFACE_HOME")
    return Path(chosen) if chosen else user_data_path("Hemiface", appauthor=False)


def weights_dir() -> Path:
    """The folder of the network's weights: `HEMIFACE_WEIGHTS`, else the shipped one."""
    chosen = os.environ.get("HEMIFACE_WEIGHTS")
    return Path(chosen) if chosen else resource("weights")
