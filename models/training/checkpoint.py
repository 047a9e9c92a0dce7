"""Checkpoints that survive being killed: three safetensors files and an index.

`state.json` is written last and names the files of the last complete checkpoint; the files of the
one before are removed after that.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file
from safetensors.torch import save as content_of
from torch import Tensor

from core.errors import DataError
from core.files import UNFINISHED_SUFFIX, replacing


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """Everything needed to go on.

    Attributes:
        step: Steps done.
        model: Parameters and buffers of the objective.
        average: The moving average of the same.
        optimiser: Flattened optimiser state, `<parameter name>/<field>`.
    """

    step: int
    model: dict[str, Tensor]
    average: dict[str, Tensor]
    optimiser: dict[str, Tensor]


def save(folder: Path, checkpoint: Checkpoint) -> None:
    """Write a checkpoint durably; the previous one stays valid until this one is complete.

    Raises:
        OSError: The disk does not take it.
    """
    names = {}
    for part in ("model", "average", "optimiser"):
        name = f"state_{part}_{checkpoint.step:08d}.safetensors"
        tensors = {key: value.contiguous() for key, value in getattr(checkpoint, part).items()}
        with replacing(folder / name) as unfinished:
            unfinished.write_bytes(content_of(tensors))  # `save_file` hides why a disk refuses
        names[part] = name
    with replacing(folder / "state.json") as unfinished:
        unfinished.write_text(json.dumps({"step": checkpoint.step, "files": names}), "utf-8")
    killed = folder.glob(f".*{UNFINISHED_SUFFIX}")
    for stale in (*folder.glob("state_*.safetensors"), *killed):
        if stale.name not in names.values():
            stale.unlink()


def load(folder: Path) -> Checkpoint | None:
    """The last complete checkpoint of a run folder, or None when there is none yet.

    Raises:
        DataError: The checkpoint's files are missing or damaged.
    """
    index = folder / "state.json"
    if not index.exists():
        return None
    try:
        table = json.loads(index.read_text("utf-8"))
        parts = {part: load_file(folder / name) for part, name in table["files"].items()}
        return Checkpoint(step=int(table["step"]), **parts)
    except (OSError, ValueError, KeyError, TypeError, SafetensorError) as error:
        raise DataError(f"The checkpoint in {folder} cannot be read: {error}.") from error


def steps_done(folder: Path) -> int:
    """Steps of the last complete checkpoint of a run folder; 0 when there is none.

    Raises:
        DataError: The checkpoint's index is damaged.
    """
    index = folder / "state.json"
    try:
        return int(json.loads(index.read_text("utf-8"))["step"]) if index.exists() else 0
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DataError(f"The checkpoint in {folder} cannot be read: {error}.") from error


def flatten_optimiser(optimiser: torch.optim.Optimizer, names: list[str]) -> dict[str, Tensor]:
    """Optimiser state as named tensors; `names` are the parameters in the optimiser's order."""
    flat: dict[str, Tensor] = {}
    for index, fields in optimiser.state_dict()["state"].items():
        for field, value in fields.items():
            flat[f"{names[index]}/{field}"] = torch.as_tensor(value).clone()
    return flat


def restore_optimiser(
    optimiser: torch.optim.Optimizer, names: list[str], flat: dict[str, Tensor]
) -> None:
    """Put a flattened state back."""
    state: dict[int, dict[str, Tensor]] = {}
    for key, value in flat.items():
        name, field = key.rsplit("/", 1)
        state.setdefault(names.index(name), {})[field] = value
    table = optimiser.state_dict()
    table["state"] = state
    optimiser.load_state_dict(table)
