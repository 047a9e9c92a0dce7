"""The model card beside published weights, filled from the run and its evaluation."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from core.errors import InputError
from core.files import reason
from models.training.evaluation.report import MARKDOWN
from models.training.run_folder import Provenance
from models.weights import WeightsEntry

CARD_FILE: Final = "card.md"
PAPER_PARAMETERS: Final = "24,138,023"
RUNNING_PARAMETERS: Final = "34,834,727"
LATERAL_PARAMETERS: Final = "91,136"
"""pfnet.md 1; a test counts them."""

PURPOSE: Final = (
    "For research on facial palsy. Not a medical device. Validated on nothing but what the figures "
    "below were measured on."
)
NO_FIGURES: Final = "Nothing was measured: publish with an evaluation before anybody relies on it."


def card_text(entry: WeightsEntry, provenance: Provenance, evaluation: Path | None) -> str:
    """The card as Markdown.

    Args:
        entry: The row of the manifest.
        provenance: Of the last run.
        evaluation: Folder that `hemiface train evaluate --run` wrote; None: no figures.

    Raises:
        InputError: The folder has no evaluation.
    """
    chain = " -> ".join((*provenance.previous, str(entry.trained_from["run"])))
    training = (
        f"Runs {chain}; {entry.trained_from['steps']} steps in the last; seed {provenance.seed}; "
        f"commit {provenance.commit}; {provenance.machine}, torch {provenance.torch}."
    )
    return "\n\n".join(
        [
            f"# {entry.name}",
            _architecture(entry),
            f"sha256 `{entry.sha256}`, {entry.bytes:,} bytes, fp16 on disk.",
            f"## For, and not for\n\n{PURPOSE}",
            f"## Data and terms\n\n{entry.trained_from['data']}. Licence: {entry.licence}.",
            f"## Training\n\n{training}",
            f"## Figures\n\n{_figures(evaluation)}",
        ]
    )


def _architecture(entry: WeightsEntry) -> str:
    laterals = bool(entry.config.get("laterals"))
    extra = f", and {LATERAL_PARAMETERS} more for the laterals" if laterals else ""
    name = "PF-Net-L: PF-Net with lateral connections" if laterals else "PF-Net"
    return (
        f"{name} (Diaz Barros et al., FG 2024). 68 three-dimensional landmarks "
        f"({entry.landmark_scheme}) of a {entry.input_px} px face crop; heatmaps read as "
        f"{entry.config.get('reading')}. The paper counts encoder, transfer layers and depth head: "
        f"{PAPER_PARAMETERS} parameters; what runs also needs the decoder's trunk: "
        f"{RUNNING_PARAMETERS}{extra}."
    )


def _figures(evaluation: Path | None) -> str:
    if evaluation is None:
        return NO_FIGURES
    path = evaluation / MARKDOWN
    try:
        lines = path.read_text("utf-8").splitlines()
    except OSError as error:
        raise InputError(
            f"{path} cannot be read because {reason(error)}: run `hemiface train evaluate` first."
        ) from error
    kept = [line for line in lines if not line.startswith(("# ", "!["))]
    return "\n".join(f"#{line}" if line.startswith("## ") else line for line in kept).strip() + "\n"
