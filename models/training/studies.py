"""The paper's studies as chains of stages that differ in one thing each (Tables IV to VI)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

from models.training.evaluation.evaluate import evaluate_set
from models.training.evaluation.labelled_set import LabelledSet
from models.training.evaluation.landmarkers import of_run
from models.training.evaluation.paper_tables import (
    AWING,
    MSE,
    ablation_table,
    palsy_split_table,
    portions_table,
)
from models.training.evaluation.study_tables import Headline, StudyRow, headline
from models.training.evaluation.tables import Cell, Table
from models.training.pipeline import Changes, read_recipe, run_chain


class TableMaker(Protocol):
    """One of `paper_tables.ablation_table`, `portions_table` and `palsy_split_table`."""

    def __call__(
        self,
        rows: Sequence[StudyRow],
        *,
        same_data: Collection[str] = (),
        provenance: Mapping[str, str] | None = None,
    ) -> Table:
        """The table of the measured rows."""


@dataclass(frozen=True, slots=True)
class Variant:
    """One row of a study.

    Attributes:
        labels: Cells of its leading columns.
        changes: What it changes of the recipe.
    """

    labels: tuple[Cell, ...]
    changes: Changes


@dataclass(frozen=True, slots=True)
class Study:
    """A table to make.

    Attributes:
        name: Of its files.
        table: Makes it.
        variants: Its rows.
    """

    name: str
    table: TableMaker
    variants: tuple[Variant, ...]


LOSSES: Final = {"mse": MSE, "awing": AWING}


def ablation() -> Study:
    """Table IV: without self-supervision, without inversion, with both; MSE and AWing.

    Like Table V it compares networks that have seen no labelled palsy sequence.
    """
    rows = tuple(
        Variant(
            ("yes" if supervised else "no", "yes" if inverted else "no", label),
            Changes(
                self_supervision=supervised,
                inversion=inverted,
                heatmap_loss=loss,
                palsy_sequences=0,
            ),
        )
        for loss, label in LOSSES.items()
        for supervised, inverted in ((False, False), (True, False), (True, True))
    )
    return Study("ablation", ablation_table, rows)


def portions(shares_pct: Sequence[float]) -> Study:
    """Table V: the autoencoder sees only a share of its data; 0: there is none."""
    rows = tuple(
        Variant(
            (f"{share:g}",),
            Changes(
                self_supervision=share > 0,
                autoencoder_portion=share / 100 or 1.0,
                palsy_sequences=0,
            ),
        )
        for share in shares_pct
    )
    return Study("portions", portions_table, rows)


def palsy_split(counts: Sequence[int]) -> Study:
    """Table VI: fine-tuning on N labelled palsy sequences, with MSE and AWing."""
    rows = tuple(
        Variant((label, count), Changes(heatmap_loss=loss, palsy_sequences=count))
        for loss, label in LOSSES.items()
        for count in counts
    )
    return Study("palsy_split", palsy_split_table, rows)


@dataclass(frozen=True, slots=True)
class Means:
    """With what a study is run.

    Attributes:
        recipe: Folder of the recipe.
        packs: Folder of the data packs.
        out: Folder of the run folders; finished stages are not trained again.
        processes: Data-parallel processes on this machine.
        perceptual: File of VGG weights.
    """

    recipe: Path
    packs: Path
    out: Path
    processes: int = 1
    perceptual: Path | None = None


def run_study(study: Study, means: Means, sets: Sequence[LabelledSet]) -> tuple[StudyRow, ...]:
    """Train and measure every variant; chains that begin alike share their first stages.

    Args:
        study: What to vary.
        means: With what to train.
        sets: What to measure on.

    Raises:
        KnownError: A stage cannot be run, or a data set not be read.
    """
    rows = []
    for variant in study.variants:
        chain = read_recipe(means.recipe, variant.changes)
        run = run_chain(
            chain,
            means.packs,
            means.out,
            processes=means.processes,
            perceptual=means.perceptual,
        )
        rows.append(StudyRow(variant.labels, _measured(run, sets)))
    return tuple(rows)


def _measured(run: Path, sets: Sequence[LabelledSet]) -> Mapping[str, Headline]:
    landmarker = of_run(run)
    return {
        faces.name: headline(evaluate_set(landmarker, faces).results[0].all_faces) for faces in sets
    }
