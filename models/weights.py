"""Shipped weights: manifest, hash check and strict loading; safetensors only, never pickle."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from safetensors import SafetensorError
from safetensors.torch import load

from core.errors import WeightsError
from core.paths import weights_dir
from models.nets.pfnet import CROP_SIZE_PX, PFNet, PFNetConfig

MANIFEST: Final = "manifest.json"
ARCHITECTURE: Final = "models.nets.pfnet.PFNet"
LANDMARK_SCHEME: Final = "ibug68"
"""The order of the points in `core.landmarks`."""


@dataclass(frozen=True, slots=True)
class WeightsEntry:
    """One published version of the weights.

    Attributes:
        id: Name of the model, e.g. "pf-net-l".
        version: major.minor: major = scheme or architecture, minor = retrained.
        file: Path below the manifest's folder.
        bytes: Length of the file.
        sha256: Hash of the file.
        architecture: Dotted name of the network class.
        config: Its configuration.
        input_px: Edge of the crop.
        landmark_scheme: Which points, in which order; `LANDMARK_SCHEME`.
        depth_scale: Kappa (clinical.md 3.7): the network's depth over the true depth, measured on
            rendered faces; None when nobody measured it.
        ratio_error_points: By measure, the root mean square error of its excursion ratio,
            percentage points, measured on rendered faces; empty when nobody measured it.
        licence: Under which the weights may be used.
        trained_from: Commit, run and data.
    """

    id: str
    version: str
    file: str
    bytes: int
    sha256: str
    architecture: str
    config: dict[str, Any]
    input_px: int
    landmark_scheme: str
    depth_scale: float | None
    ratio_error_points: dict[str, float]
    licence: str
    trained_from: dict[str, Any]

    @property
    def name(self) -> str:
        """`id@version`, as results carry it."""
        return f"{self.id}@{self.version}"


def read_manifest(folder: Path) -> tuple[dict[str, WeightsEntry], str]:
    """All published weights of a folder by name, and the name of the default.

    Raises:
        WeightsError: The manifest is missing or malformed.
    """
    path = folder / MANIFEST
    try:
        table = json.loads(path.read_text("utf-8"))
        entries = [WeightsEntry(**row) for row in table["weights"]]
        return {entry.name: entry for entry in entries}, str(table["default"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise WeightsError(
            f"The list of network weights {path} cannot be read ({error}): reinstall the program."
        ) from error


def load_network(name: str | None = None, folder: Path | None = None) -> tuple[PFNet, WeightsEntry]:
    """The network with published weights, in evaluation mode.

    Args:
        name: `id@version`; None: the default of the manifest.
        folder: Where the manifest lies; None: see `core.paths.weights_dir`.

    Raises:
        WeightsError: The file is missing, altered, or of another architecture.
    """
    root = folder or weights_dir()
    entries, default = read_manifest(root)
    chosen = name or default
    if chosen not in entries:
        raise WeightsError(f"There are no weights {chosen!r}; known are {', '.join(entries)}.")
    entry = entries[chosen]
    _check_contract(entry)
    content = _checked_content(root / entry.file, entry)
    try:
        net = PFNet(PFNetConfig(**entry.config))
        net.load_state_dict({k: v.float() for k, v in load(content).items()}, strict=True)
    except (SafetensorError, RuntimeError, TypeError, ValueError) as error:
        raise WeightsError(f"Weights {root / entry.file} do not fit the network.") from error
    return net.eval(), entry


def _check_contract(entry: WeightsEntry) -> None:
    """Refuse weights whose pictures or points are not those of this program."""
    for wanted, known in (
        (entry.architecture, ARCHITECTURE),
        (f"pictures of {entry.input_px} px", f"pictures of {CROP_SIZE_PX} px"),
        (f"landmarks {entry.landmark_scheme}", f"landmarks {LANDMARK_SCHEME}"),
    ):
        if wanted != known:
            raise WeightsError(
                f"Weights {entry.name} are for {wanted}, not for {known}: update the program."
            )


def _checked_content(path: Path, entry: WeightsEntry) -> bytes:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise WeightsError(
            f"Weights file {path} cannot be read ({error.strerror}): reinstall the program."
        ) from error
    if len(content) != entry.bytes or hashlib.sha256(content).hexdigest() != entry.sha256:
        raise WeightsError(
            f"Weights file {path} is not the published one (its hash differs): "
            "reinstall the program."
        )
    return content
