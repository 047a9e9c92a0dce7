"""The tables of the paper's studies: ablation (IV), portions of data (V), palsy sequences (VI)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from models.training.evaluation.measure import Summaries
from models.training.evaluation.tables import Cell, Spread, Table

MEASURED: Final = "measured"
PUBLISHED: Final = "as published, FG 2024"
"""Origin of a row in the tables; the latter marks figures quoted from the paper."""

_SPREAD_NOTE: Final = "NME and GTE: mean ± standard deviation over the faces of the set."

METRICS: Final = ("NME %", "AUC10 %", "FR10 %", "GTE %")


@dataclass(frozen=True, slots=True)
class Headline:
    """The figures that the paper gives of a method on a data set.

    Attributes:
        nme_pct: Mean NME over all 68 points.
        nme_sd_pct: Its standard deviation over the faces; None: not published.
        auc10_pct: Area under the curve of the NME up to 10 %.
        fr10_pct: Share of faces with an NME above 10 %.
        gte_pct: Mean ground truth error; None where there is no depth.
        gte_sd_pct: Its standard deviation.
    """

    nme_pct: float
    nme_sd_pct: float | None
    auc10_pct: float
    fr10_pct: float
    gte_pct: float | None
    gte_sd_pct: float | None

    def cells(self) -> tuple[Cell, ...]:
        """One cell for each of `METRICS`."""
        gte = None if self.gte_pct is None else Spread(self.gte_pct, self.gte_sd_pct)
        return Spread(self.nme_pct, self.nme_sd_pct), self.auc10_pct, self.fr10_pct, gte


@dataclass(frozen=True, slots=True)
class StudyRow:
    """One variant of a study.

    Attributes:
        labels: What distinguishes the variant, one cell for each leading column of its table.
        results: Data set name to figures.
    """

    labels: tuple[Cell, ...]
    results: Mapping[str, Headline]


def headline(summaries: Summaries) -> Headline:
    """The paper's figures among those of a method that places all 68 points.

    Raises:
        ValueError: The method does not place the jaw.
    """
    all68, gte = summaries.all68, summaries.gte
    if all68 is None:
        raise ValueError("the paper's NME needs all 68 points")
    return Headline(
        nme_pct=all68.mean_pct,
        nme_sd_pct=all68.sd_pct,
        auc10_pct=all68.auc10_pct,
        fr10_pct=all68.fr10_pct,
        gte_pct=None if gte is None else gte.mean_pct,
        gte_sd_pct=None if gte is None else gte.sd_pct,
    )


def study_table(
    title: str,
    leading: Sequence[str],
    rows: Sequence[StudyRow],
    *,
    published: Sequence[StudyRow] = (),
    same_data: Collection[str] = (),
    provenance: Mapping[str, str] | None = None,
    note: str = "",
) -> Table:
    """A table with the paper's four metrics for every data set.

    Args:
        title: What it shows.
        leading: Columns of the rows' labels.
        rows: The measured variants, in the order to show.
        published: Rows of the paper's own table.
        same_data: Data sets of `rows` that hold the very faces the paper reports on; of the others
            no published figure is shown.
        provenance: Where the measured figures come from.
        note: A sentence to put below it.
    """
    names = list(dict.fromkeys(name for row in rows for name in row.results))
    quoted = [
        StudyRow(row.labels, {name: row.results[name] for name in same_data if name in row.results})
        for row in published
    ]
    shown = [*((row, MEASURED) for row in rows)]
    shown += [(row, PUBLISHED) for row in quoted if set(row.results) & set(names)]
    columns = [f"{name} {metric}" for name in names for metric in METRICS]
    return Table(
        title=title,
        columns=(*leading, *columns, "source"),
        rows=tuple((*row.labels, *_cells(row, names), origin) for row, origin in shown),
        notes=(_SPREAD_NOTE, note) if note else (_SPREAD_NOTE,),
        provenance=provenance or {},
    )


def _cells(row: StudyRow, names: Sequence[str]) -> list[Cell]:
    cells: list[Cell] = []
    for name in names:
        found = row.results.get(name)
        cells += found.cells() if found else [None] * len(METRICS)
    return cells
